import type { Steps } from '../base';
import { inStretches } from '../text';
import { PackedColumnWriter } from './packed-column';
import type { PackedColumn } from './packed-column';
import { putVarint, varintLength } from './varint-list';

/** Values between two pauses, each with several keys: about a millisecond on a desk computer. */
const STEP_VALUES = 1 << 11;
/** Keys summed up between two pauses. */
const STEP_KEYS = 1 << 13;

/** Lists of ascending numbers, one per key, as differences in varints. */
export interface PostingLists {
  readonly bytes: Uint8Array;
  /** List `i` is `bytes[starts.at(i)..starts.at(i + 1))`. */
  readonly starts: PackedColumn;
}

/** Which keys each value belongs to: value `v` to `keys[firsts[v]..firsts[v + 1])`; a key given twice counts once. */
export interface KeysOfValues {
  readonly keys: Uint32Array;
  readonly firsts: Uint32Array;
}

/** Makes the list of values of each of `keyCount` keys. The loops are functions of their own: engines make those fast sooner. */
export function* writePostings(keyCount: number, pairs: KeysOfValues): Steps<PostingLists> {
  const valueCount = pairs.firsts.length - 1;
  // Last value + 1, so that 0 means none.
  const last = new Uint32Array(keyCount);
  const at = new Uint32Array(keyCount + 1);
  yield* inStretches(valueCount, STEP_VALUES, (from, to) => {
    measure(pairs, from, to, last, at);
  });
  const starts = yield* sumUp(at);
  const bytes = new Uint8Array(at[keyCount] ?? 0);
  last.fill(0);
  yield* inStretches(valueCount, STEP_VALUES, (from, to) => {
    write(pairs, from, to, last, { at, bytes });
  });
  return { bytes, starts };
}

function measure({ keys, firsts }: KeysOfValues, from: number, to: number, last: Uint32Array, at: Uint32Array): void {
  let pair = firsts[from] ?? 0;
  for (let value = from; value < to; value += 1) {
    const behind = firsts[value + 1] ?? 0;
    for (; pair < behind; pair += 1) {
      const key = keys[pair] ?? 0;
      const difference = value + 1 - (last[key] ?? 0);
      if (difference === 0) continue;
      at[key + 1] = (at[key + 1] ?? 0) + varintLength(difference - 1);
      last[key] = value + 1;
    }
  }
}

/** Makes starts of sizes. */
function* sumUp(at: Uint32Array): Steps<PackedColumn> {
  yield* inStretches(at.length - 1, STEP_KEYS, (from, to) => {
    for (let key = from; key < to; key += 1) at[key + 1] = (at[key + 1] ?? 0) + (at[key] ?? 0);
  });
  const writer = new PackedColumnWriter(at.length, at[at.length - 1] ?? 0);
  yield* inStretches(at.length, STEP_KEYS, (from, to) => {
    for (let key = from; key < to; key += 1) writer.push(at[key] ?? 0);
  });
  return writer.finish();
}

function write({ keys, firsts }: KeysOfValues, from: number, to: number, last: Uint32Array, out: { at: Uint32Array; bytes: Uint8Array }): void {
  const { at, bytes } = out;
  let pair = firsts[from] ?? 0;
  for (let value = from; value < to; value += 1) {
    const behind = firsts[value + 1] ?? 0;
    for (; pair < behind; pair += 1) {
      const key = keys[pair] ?? 0;
      const difference = value + 1 - (last[key] ?? 0);
      if (difference === 0) continue;
      at[key] = putVarint(difference - 1, bytes, at[key] ?? 0);
      last[key] = value + 1;
    }
  }
}
