import type { Steps } from '../base';
import { inStretches } from '../text';
import { fillAscending, radixPass, sortTies } from './radix-sort';
import type { TieBreaker } from './radix-sort';

/** Bytes sorted by counting; words that agree in more are compared one by one. */
const RADIX_BYTES = 8;
/** Words between two pauses: about a millisecond on a desk computer. */
const STEP_WORDS = 1 << 14;

/** Words as they were met: word `i` (from 1) is `bytes[ends[i - 1]..ends[i])`. */
export interface WordTable {
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
}

/** Numbers of all words (from 1) in order of their bytes. */
export function* orderWords(table: WordTable): Steps<Uint32Array> {
  const count = table.ends.length - 1;
  let order: Uint32Array = new Uint32Array(count);
  yield* inStretches(count, STEP_WORDS * 2, (from, to) => {
    fillAscending(order, from, to, 1);
  });
  let spare: Uint32Array = new Uint32Array(count);
  const digits = new Uint32Array(count + 1);
  for (let offset = RADIX_BYTES - 2; offset >= 0; offset -= 2) {
    yield* inStretches(count, STEP_WORDS, (from, to) => {
      fillDigits(table, offset, digits, from, to);
    });
    yield* radixPass(order, digits, 0x10000, spare);
    [order, spare] = [spare, order];
  }
  yield* sortTies(order, new WordTies(table));
  return order;
}

/** Two bytes of the words behind `from` up to `to` at `offset`; 0 behind their end. */
function fillDigits({ bytes, ends }: WordTable, offset: number, digits: Uint32Array, from: number, to: number): void {
  let start = ends[from] ?? 0;
  for (let word = from + 1; word <= to; word += 1) {
    const end = ends[word] ?? 0;
    const at = start + offset;
    digits[word] = at >= end ? 0 : ((bytes[at] ?? 0) << 8) | (at + 1 < end ? (bytes[at + 1] ?? 0) : 0);
    start = end;
  }
}

class WordTies implements TieBreaker {
  constructor(private readonly table: WordTable) {}

  isTied(left: number, right: number): boolean {
    const { bytes, ends } = this.table;
    const leftStart = ends[left - 1] ?? 0;
    const rightStart = ends[right - 1] ?? 0;
    if ((ends[left] ?? 0) - leftStart < RADIX_BYTES || (ends[right] ?? 0) - rightStart < RADIX_BYTES) return false;
    for (let i = RADIX_BYTES - 1; i >= 0; i -= 1) if (bytes[leftStart + i] !== bytes[rightStart + i]) return false;
    return true;
  }

  compare(left: number, right: number): number {
    const { bytes, ends } = this.table;
    const leftStart = ends[left - 1] ?? 0;
    const rightStart = ends[right - 1] ?? 0;
    const leftLength = (ends[left] ?? 0) - leftStart;
    const rightLength = (ends[right] ?? 0) - rightStart;
    const stop = Math.min(leftLength, rightLength);
    for (let i = RADIX_BYTES; i < stop; i += 1) {
      const difference = (bytes[leftStart + i] ?? 0) - (bytes[rightStart + i] ?? 0);
      if (difference !== 0) return difference;
    }
    return leftLength - rightLength;
  }
}
