import { describe, expect, test } from '@jest/globals';
import { rounds } from '#test/harness/rounds';
import { runSteps } from '../base';
import type { SourceId } from '../base';
import { createCatalogBuilder, encodeSnapshot } from '../catalog';
import type { ColumnarCatalog } from '../catalog';
import { applyDelta, applyDeltaSteps, applySnapshotDeltaSteps, encodeDelta, encodeFrame, encodeSnapshotDeltaSteps, FrameReader, splitFrame, totalBytes, unzigzag, zigzag } from '.';

/** Reproducible numbers from 0 to `below - 1`. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 0x100000000) * below);
  };
}

function randomBytes(roll: (below: number) => number, length: number, kinds: number): number[] {
  return Array.from({ length }, () => roll(kinds));
}

/** Edits of every sort at random places: bytes in, out, changed, moved; ascending words that go on by another offset. */
function edited(roll: (below: number) => number, bytes: readonly number[]): number[] {
  const result = bytes.slice();
  for (let edit = roll(12); edit > 0; edit -= 1) {
    const at = roll(result.length + 1);
    const length = roll(roll(4) === 0 ? 1500 : 40);
    switch (roll(5)) {
      case 0: result.splice(at, length); break;
      case 1: result.splice(at, 0, ...randomBytes(roll, length, 256)); break;
      case 2: result.splice(at, length, ...randomBytes(roll, length, 256)); break;
      case 3: result.splice(roll(result.length + 1), 0, ...result.splice(at, length)); break;
      default: {
        const words = wordsOf(result);
        const addend = roll(100_000) - 50_000;
        for (let i = at >> 2; i < Math.min(words.length, (at >> 2) + length); i += 1) words[i] = ((words[i] ?? 0) + addend) | 0;
        result.splice(0, words.length * 4, ...new Uint8Array(Int32Array.from(words).buffer));
      }
    }
  }
  return result;
}

function wordsOf(bytes: readonly number[]): number[] {
  return Array.from(new Int32Array(Uint8Array.from(bytes.slice(0, bytes.length & ~3)).buffer));
}

function chunked(roll: (below: number) => number, bytes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = roll(5) === 0 ? 0 : 1 + roll(1500);
    chunks.push(Uint8Array.from(bytes.slice(at, at + length)));
    at += length;
  }
  return chunks;
}

function deltaOf(base: readonly Uint8Array[], target: readonly Uint8Array[]): readonly Uint8Array[] {
  const delta = encodeDelta(base, target);
  if (delta === null) throw new Error('expected a delta');
  return delta;
}

/** Whether two lists hold the same bytes, cut alike. Jest's own comparison takes seconds for so many. */
function isSame(left: readonly Uint8Array[], right: readonly Uint8Array[]): boolean {
  return left.length === right.length && left.every((chunk, at) => Buffer.compare(chunk, right[at] ?? new Uint8Array(0)) === 0);
}

function valueOf<T>(result: { ok: true; value: T } | { ok: false; error: Error }): T {
  if (!result.ok) throw result.error;
  return result.value;
}

describe('a delta', () => {
  test('makes exactly the target, whatever was edited and however both are cut', () => {
    for (let seed = 1; seed <= rounds(15, 400); seed += 1) {
      const roll = dice(seed);
      const bytes = randomBytes(roll, roll(3000), seed % 3 === 0 ? 3 : 256);
      const base = chunked(roll, bytes);
      const target = chunked(roll, edited(roll, bytes));
      expect([seed, isSame(valueOf(applyDelta(base, deltaOf(base, target))), target)]).toEqual([seed, true]);
    }
  });

  test('of nothing, to nothing, of the same', () => {
    const some = [Uint8Array.from([1, 2, 3])];
    for (const [base, target] of [[[], []], [[], some], [some, []], [some, some]] as const) expect(valueOf(applyDelta(base, deltaOf(base, target)))).toEqual(target);
  });

  test('pauses while it is applied', () => {
    const base = [new Uint8Array(2_000_000).map((_, at) => (at * at) >> 7)];
    const steps = applyDeltaSteps(base, deltaOf(base, base));
    let pauses = 0;
    while (steps.next().done !== true) pauses += 1;
    expect(pauses).toBeGreaterThan(3);
  });

  test('is given up when it gets too long', () => {
    const roll = dice(7);
    const base = [Uint8Array.from(randomBytes(roll, 5000, 256))];
    expect(encodeDelta(base, [Uint8Array.from(randomBytes(roll, 5000, 256))], { mostBytes: 2000 })).toBeNull();
  });

  test('that was changed anywhere is detected, and never crashes', () => {
    const roll = dice(3);
    const bytes = randomBytes(roll, 2500, 8);
    const base = chunked(roll, bytes);
    const target = chunked(roll, edited(roll, edited(roll, bytes)));
    const delta = deltaOf(base, target);
    const undetected: number[] = [];
    for (let at = 0; at < totalBytes(delta); at += 1) {
      let offset = at;
      const damaged = delta.map((chunk) => chunk.slice());
      for (const chunk of damaged) {
        if (offset >= 0 && offset < chunk.length) chunk[offset] = (chunk[offset] ?? 0) ^ (1 << roll(8));
        offset -= chunk.length;
      }
      // A length in the head decides how much is allocated: the test leaves the large ones out.
      if (at >= 20 && at < (delta[0]?.length ?? 0) && at % 4 === 3) continue;
      const applied = applyDelta(base, damaged);
      if (applied.ok || applied.error.code !== 'storage.broken') undetected.push(at);
    }
    expect(undetected).toEqual([]);
  });

  test('to another base, or cut, is refused', () => {
    const roll = dice(5);
    const base = chunked(roll, randomBytes(roll, 3000, 256));
    const delta = deltaOf(base, chunked(roll, randomBytes(roll, 3000, 256)));
    const [head = new Uint8Array(0), instructions = new Uint8Array(0), literals = new Uint8Array(0)] = delta;
    const what = (chunks: readonly Uint8Array[], of = base): unknown => {
      const applied = applyDelta(of, chunks);
      return applied.ok ? 'ok' : applied.error.facts['what'];
    };
    expect(what(delta, base.slice(1))).toBe('base');
    expect(what(delta, base.map((chunk, at) => (at === 1 ? chunk.map((byte) => byte ^ 1) : chunk)))).toBe('base');
    expect([what([]), what([head]), what([head.subarray(4), instructions, literals])]).toEqual(['format', 'format', 'format']);
    expect([what([head, instructions.subarray(1), literals]), what([head, instructions, literals.subarray(1)])]).toEqual(['damaged', 'damaged']);
  });

  test.each([0, 1, -1, 63, -64, 2 ** 31 - 1, -(2 ** 31)])('signed %d', (value) => {
    expect(unzigzag(zigzag(value))).toBe(value);
  });
});

describe('catalogues', () => {
  const words = ['river', 'stone', 'glass', 'harbour', 'silent', 'winter', 'road', 'king', 'queen', 'dark', 'light', 'moon', 'shadow', 'wolf'];

  function aCatalog(ids: readonly number[], like?: ColumnarCatalog): ColumnarCatalog {
    const builder = createCatalogBuilder({ sourceId: 'p' as SourceId, ...(like === undefined ? {} : { like }) });
    for (let index = 0; index < 30; index += 1) builder.category('movie', `Category ${String(index)}`, String(index));
    for (const id of ids) {
      const roll = dice(id);
      const word = (): string => words[roll(words.length)] ?? '';
      builder.addMovie({
        nativeId: String(id), name: `${word()} ${word()} ${String(roll(99))}`, year: 1950 + roll(70), rating: roll(100) / 10, genres: [word(), word()],
        poster: `https://img${String(roll(9))}.example/p/${roll(2 ** 30).toString(36)}.jpg`, categories: [id % 30], addedMs: 1e12 + roll(1e9) * 100, plot: roll(3) === 0 ? Array.from({ length: 12 }, word).join(' ') : '',
      });
    }
    return builder.finish();
  }

  test('that differ by a few titles differ by a few bytes, be the new ones in front, behind or in between', () => {
    const ids = Array.from({ length: 4000 }, (_, at) => 100_000 + at);
    const before = aCatalog(ids, aCatalog(ids));
    const base = encodeSnapshot(before);
    const fresh = [900_001, 900_002, 900_003, 900_004, 900_005, 900_006, 900_007, 900_008, 900_009, 900_010, 900_011, 900_012];
    const mixed = ids.filter((id) => id % 577 !== 0).flatMap((id, at) => (at % 500 === 0 ? [id, 950_000 + at] : [id]));
    for (const next of [fresh.concat(ids), ids.concat(fresh), mixed, ids.slice(40)]) {
      const target = encodeSnapshot(aCatalog(next, before));
      const delta = runSteps(encodeSnapshotDeltaSteps(base, target)) ?? [];
      expect(totalBytes(delta)).toBeLessThan(totalBytes(target) / 50);
      // The television's own first chunk does not matter.
      const known = [new Uint8Array(9), ...base.slice(1)];
      expect(isSame(valueOf(runSteps(applySnapshotDeltaSteps(known, delta))), target)).toBe(true);
    }
  });
});

describe('a frame', () => {
  const chunks = [Uint8Array.from([1, 2, 3]), new Uint8Array(0), Uint8Array.from([4])];
  const bytes = Buffer.concat(encodeFrame('delta', chunks));

  test('is taken apart however it arrives', () => {
    for (let size = 1; size <= bytes.length; size += 1) {
      const reader = new FrameReader();
      for (let at = 0; at < bytes.length; at += size) expect(reader.push(bytes.subarray(at, at + size))).toBe(true);
      expect([reader.fraction, valueOf(reader.end())]).toEqual([1, { kind: 'delta', chunks }]);
    }
    expect(valueOf(splitFrame(bytes)).chunks.map((chunk) => Array.from(chunk))).toEqual([[1, 2, 3], [], [4]]);
    const empty = new FrameReader();
    for (const piece of encodeFrame('whole', [])) empty.push(piece);
    expect(valueOf(empty.end())).toEqual({ kind: 'whole', chunks: [] });
  });

  test('that is something else, cut, too long or of impossible size is refused', () => {
    const what = (input: Uint8Array): unknown[] => {
      const reader = new FrameReader();
      reader.push(input);
      return [reader.end(), splitFrame(input)].map((result) => (result.ok ? 'ok' : result.error.facts['what']));
    };
    expect(what(Buffer.from('<!doctype html><html></html>'))).toEqual(['foreign', 'foreign']);
    expect(what(Buffer.concat([bytes, Buffer.from([0])]))).toEqual(['long', 'long']);
    for (let length = 8; length < bytes.length; length += 1) expect(what(bytes.subarray(0, length))).toEqual(['cut', 'cut']);
    expect(what(bytes.subarray(0, 3))).toEqual(['foreign', 'foreign']);
    const huge = Buffer.from(bytes);
    huge.writeUInt32LE(0xffffffff, 4);
    expect(what(huge)).toEqual(['size', 'size']);
    huge.writeUInt32LE(3, 4);
    huge.writeUInt32LE(0xffffffff, 8);
    expect(what(huge)[0]).toBe('size');
  });
});
