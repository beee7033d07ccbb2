import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { rounds } from '#test/harness/rounds';
import { fuzz } from './fuzz-loop';
import { FuzzRandom } from './fuzz-random';
import type { FuzzTarget } from './fuzz-target';
import { pieces, turnOf } from './fuzz-target';
import { MemoryPool } from './memory-pool';
import { mutate, randomCuts } from './mutate';
import { findSuperlinear } from './pump';
import { FUZZ_TARGETS } from './targets';

/** Fresh inputs of every target in each run of the tests; `npm run fuzz` does millions. */
const RUNS = rounds(500, 20_000);
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

  test('what ran something new is kept as short as it still does', () => {
    const counters = new Uint8Array(8);
    const target: FuzzTarget = {
      ...planted(() => undefined), seeds: ['x'.repeat(500), `${'y'.repeat(300)}Q${'z'.repeat(300)}`],
      run: (input) => {
        counters[input.indexOf(0x51) === -1 ? 1 : 2] = 1;
        return '';
      },
    };
    const { corpus } = fuzz(target, { ...options, runs: 300, counters });
    expect(corpus.filter((input) => input.indexOf(0x51) !== -1).map((input) => input.length < 40)).toEqual([true]);
  });

  test('inputs that are compared for their time have the same turn', () => {
    const [small, large] = [32, 256].map((kilobytes) => new Uint8Array(kilobytes * 1024).fill(7));
    const turns = new Set(Array.from({ length: 50 }, (_, first) => turnOf(Uint8Array.of(first, 1), 16)));
    expect([turnOf(small ?? new Uint8Array(0), 128) === turnOf(large ?? new Uint8Array(1), 128), turns.size > 8]).toEqual([true, true]);
  });

  test('memory of one run is given out again in the next, cleared, never within one, and not behind the runs', () => {
    const pool = new MemoryPool();
    const make = (): Uint8Array => pool.take(0, Uint8Array, 1000) as Uint8Array;
    pool.open();
    const [first, second] = [make().fill(9), make()];
    pool.open();
    const again = make();
    expect([again === first, second === first, again.every((byte) => byte === 0), pool.take(0, Uint8Array, 500).length]).toEqual([true, false, true, 500]);
    pool.open();
    pool.close();
    expect([make() === first, pool.take(1, Uint8Array, first.buffer).length]).toEqual([false, 1000]);
  });

  test('mutations stay within bounds', () => {
    const random = new FuzzRandom(9);
    const stock = { corpus: [new Uint8Array(4000), new Uint8Array(0)], words: [Uint8Array.of(1, 2)] };
    for (let i = 0; i < 5000; i += 1) expect(mutate(stock.corpus[i % 2] ?? new Uint8Array(0), random, stock).length).toBeLessThanOrEqual(4096);
    expect(randomCuts(5, random, 9).every((cut, index, all) => cut >= (all[index - 1] ?? 0) && cut <= 5)).toBe(true);
  });
});
