import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { fuzz } from './fuzz-loop';
import { FuzzRandom } from './fuzz-random';
import type { FuzzTarget } from './fuzz-target';
import { pieces } from './fuzz-target';
import { mutate, randomCuts } from './mutate';
import { findSuperlinear } from './pump';
import { FUZZ_TARGETS } from './targets';

/** Fresh inputs of every target in each run of the tests; `npm run fuzz` does millions. */
const RUNS = 1500;
const NO_COUNTERS = new Uint8Array(0);

function corpusOf(name: string): readonly Uint8Array[] {
  const file = `${__dirname}/corpus/${name}.json`;
  if (!existsSync(file)) return [];
  return (JSON.parse(readFileSync(file, 'utf8')) as readonly string[]).map((text) => new Uint8Array(Buffer.from(text, 'base64')));
}

describe('no input breaks', () => {
  test.each(FUZZ_TARGETS.map((target) => [target.name, target] as const))('%s', (name, target) => {
    const corpus = corpusOf(name);
    const result = fuzz(target, { runs: RUNS + corpus.length * 2, seed: 20260101, corpus, counters: NO_COUNTERS });
    expect(result.findings.map(({ kind, message, input, cuts }) => ({ kind, message, cuts, input: Buffer.from(input).toString('base64') }))).toEqual([]);
    expect(result.runs).toBeGreaterThanOrEqual(RUNS);
  });
});

/** A reader of lines with a planted mistake. */
function planted(read: (line: string, state: { count: number }) => void, atEnd: 'keeps' | 'loses' = 'keeps'): FuzzTarget {
  return {
    name: 'planted', seeds: ['a\nb\n', 'ccc'], dictionary: ['x', '\n', 'boom'], generate: (random) => random.many(0, 5, () => random.pick(['a', 'b', '\n', 'boo'])),
    run(input, cuts) {
      const state = { count: 0 };
      let rest = '';
      pieces(input, cuts, (piece) => {
        const lines = (rest + Buffer.from(piece).toString('latin1')).split('\n');
        rest = atEnd === 'keeps' ? (lines.pop() ?? '') : '';
        for (const line of lines) read(line, state);
      });
      if (atEnd === 'keeps') read(rest, state);
      return String(state.count);
    },
  };
}

describe('the fuzzer', () => {
  const options = { runs: 20_000, seed: 3, corpus: [], counters: NO_COUNTERS };

  test('finds a crash', () => {
    const result = fuzz(planted((line) => { if (line.includes('boom')) throw new Error('planted'); }), options);
    expect(result.findings[0]?.kind).toBe('crash');
    expect(result.findings[0]?.message).toContain('planted');
  });

  test('finds a result that depends on the cuts', () => {
    const result = fuzz(planted((_line, state) => { state.count += 1; }, 'loses'), options);
    expect(result.findings[0]).toMatchObject({ kind: 'depends-on-cuts' });
  });

  test('finds nothing in what is right, and is the same with the same seed', () => {
    const seen: string[][] = [[], []];
    for (const [index, inputs] of seen.entries()) {
      const target = planted((line, state) => { state.count += line.length; });
      const result = fuzz(target, { ...options, runs: 500, before: (input) => inputs.push(Buffer.from(input).toString('base64')) });
      expect([index, result.findings]).toEqual([index, []]);
    }
    expect(seen[0]).toEqual(seen[1]);
  });

  test('finds time that grows with the square of the input', () => {
    let work = 0;
    const target: FuzzTarget = {
      ...planted(() => undefined),
      run: (input) => {
        for (let a = 0; a < input.length; a += 64) for (let b = 0; b < input.length; b += 64) work += input[b] ?? 0;
        return String(work > 0);
      },
    };
    expect(findSuperlinear(target, [Uint8Array.of(1, 2, 3)], new FuzzRandom(1), 3)).not.toEqual([]);
  });

  test('follows new ground: with counters it gets behind a chain of conditions that chance alone does not pass', () => {
    const counters = new Uint8Array(8);
    const secret = 'Q7!';
    const target: FuzzTarget = {
      ...planted(() => undefined),
      run(input) {
        let depth = 0;
        while (depth < secret.length && input[depth] === secret.charCodeAt(depth)) {
          depth += 1;
          counters[depth] = 1;
        }
        if (depth === secret.length) throw new Error('found');
        return '';
      },
    };
    expect(fuzz(target, { ...options, runs: 3_000_000, counters }).findings[0]?.message).toContain('found');
  }, 60_000);

  test('mutations stay within bounds', () => {
    const random = new FuzzRandom(9);
    const stock = { corpus: [new Uint8Array(4000), new Uint8Array(0)], words: [Uint8Array.of(1, 2)] };
    for (let i = 0; i < 5000; i += 1) expect(mutate(stock.corpus[i % 2] ?? new Uint8Array(0), random, stock).length).toBeLessThanOrEqual(4096);
    expect(randomCuts(5, random, 9).every((cut, index, all) => cut >= (all[index - 1] ?? 0) && cut <= 5)).toBe(true);
  });
});
