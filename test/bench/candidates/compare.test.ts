import { describe, expect, test } from '@jest/globals';
import { compare, verdictOf, type Contender } from './compare';
import type { Judgement } from './truth';

const RIGHT: Judgement = { expected: 10, right: 10, wrong: {}, missing: 0, extra: 0, examples: [] };
const WRONG: Judgement = { expected: 10, right: 7, wrong: { name: 2 }, missing: 1, extra: 0, examples: [] };

function contender(name: string, role: Contender['role'], cpuMs: number, judgement: Judgement | null, failure: string | null = null): Contender {
  return { role, outcome: { name, cpuMs, wallMs: cpuMs, peakBytes: 5e6, heldBytes: 1000, rows: 10, probed: {}, judgement, failure } };
}

describe('a comparison', () => {
  const all = [
    contender('ours', 'ours', 100, RIGHT), contender('quick but wrong', 'peer', 50, WRONG), contender('slow', 'peer', 900, RIGHT),
    contender('best', 'peer', 400, RIGHT), contender('by hand', 'reference', 60, RIGHT), contender('fails', 'peer', NaN, null, 'boom'),
  ];

  test('takes the fastest library that gets every row right', () => {
    const { bestPeer, ratio } = compare('t', all, 2e6);
    expect(bestPeer?.name).toBe('best');
    expect(ratio).toBe(4);
  });

  test('prints throughput, memory per row, ratio and what is wrong', () => {
    const { rows } = compare('t', all, 2e6).table;
    expect(rows[0]).toEqual(['ours', '20.0', '100', '100', '5.0', '100', '4.00x', 'all right']);
    expect(rows[1]?.at(-1)).toBe('WRONG: 2 name, 1 missing');
    expect(rows[4]?.[0]).toBe('(by hand)');
    expect(rows[5]).toEqual(['fails', '–', '–', '–', '–', '–', '–', 'FAILED: boom']);
  });

  test('has no ratio without a correct library', () => {
    expect(compare('t', all.slice(0, 2), 2e6)).toMatchObject({ bestPeer: null, ratio: NaN });
  });

  test('a row too many is not right either', () => {
    expect(verdictOf({ ...RIGHT, extra: 1 })).toBe('WRONG: 1 too many');
  });
});
