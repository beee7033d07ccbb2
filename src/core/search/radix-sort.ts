import type { Steps } from '../base';
import { inStretches } from '../text';

/** Items between two pauses: about a millisecond on a desk computer. */
const STEP_ITEMS = 1 << 14;
/** Tied items put in order between two pauses. */
const STEP_TIES = 256;
/** Tied items put in order in one go; longer stretches are merged of such. */
const RUN = 512;

/**
 * One pass of a radix sort: puts `items` into `target` by `digits[item]`, equal ones in their order. Digits are below `limit`.
 */
export function* radixPass(items: Uint32Array, digits: Uint32Array, limit: number, target: Uint32Array): Steps<void> {
  const counts = new Uint32Array(limit + 1);
  const { length } = items;
  yield* inStretches(length, STEP_ITEMS, (from, to) => {
    countDigits(items, digits, counts, from, to);
  });
  yield* inStretches(limit, STEP_ITEMS, (from, to) => {
    sumUp(counts, from, to);
  });
  yield* inStretches(length, STEP_ITEMS, (from, to) => {
    place(items.subarray(from, to), digits, counts, target);
  });
}

function countDigits(items: Uint32Array, digits: Uint32Array, counts: Uint32Array, from: number, to: number): void {
  for (let i = from; i < to; i += 1) {
    const digit = (digits[items[i] ?? 0] ?? 0) + 1;
    counts[digit] = (counts[digit] ?? 0) + 1;
  }
}

function sumUp(counts: Uint32Array, from: number, to: number): void {
  for (let digit = from; digit < to; digit += 1) counts[digit + 1] = (counts[digit + 1] ?? 0) + (counts[digit] ?? 0);
}

function place(items: Uint32Array, digits: Uint32Array, counts: Uint32Array, target: Uint32Array): void {
  for (let i = 0; i < items.length; i += 1) {
    const item = items[i] ?? 0;
    const digit = digits[item] ?? 0;
    const at = counts[digit] ?? 0;
    counts[digit] = at + 1;
    target[at] = item;
  }
}

/** Puts `place + first` at each place of `from..to`. */
export function fillAscending(order: Uint32Array, from: number, to: number, first: number): void {
  for (let place = from; place < to; place += 1) order[place] = place + first;
}

/** How items compare beyond what a radix sort looked at. */
export interface TieBreaker {
  /** Whether two neighbours may have to change places. */
  isTied(left: number, right: number): boolean;
  compare(left: number, right: number): number;
}

/** Sorts the stretches of `order` whose items are tied with their left neighbour; everything else is in order already. */
export function* sortTies(order: Uint32Array, ties: TieBreaker): Steps<void> {
  let from = 1;
  let since = 0;
  while (from < order.length) {
    const at = nextTie(order, ties, from, Math.min(order.length, from + STEP_ITEMS / 4));
    if (at < order.length && ties.isTied(order[at - 1] ?? 0, order[at] ?? 0)) {
      let behind = at + 1;
      while (behind < order.length && ties.isTied(order[behind - 1] ?? 0, order[behind] ?? 0)) {
        behind += 1;
        if ((behind - at) % STEP_ITEMS === 0) yield;
      }
      yield* sortStretch(order.subarray(at - 1, behind), ties);
      from = behind + 1;
      since += behind - at + 1;
      if (since < STEP_TIES) continue;
      since = 0;
      yield;
    } else {
      from = at + 1;
      yield;
    }
  }
}

/** Sorts items by comparing them: in short runs, which are then merged two by two. Thousands of titles may have one name. */
function* sortStretch(items: Uint32Array, ties: TieBreaker): Steps<void> {
  const { length } = items;
  for (let from = 0; from < length; from += RUN) {
    const run = items.subarray(from, Math.min(length, from + RUN));
    run.set(Array.from(run).sort((left, right) => ties.compare(left, right)));
    if (length > RUN) yield;
  }
  const merged = length > RUN ? new Uint32Array(length) : items;
  for (let size = RUN; size < length; size *= 2) {
    for (let from = 0; from + size < length; from += size * 2) yield* mergeRuns(items, from, from + size, { to: Math.min(length, from + size * 2), merged, ties });
  }
}

/** Merges the sorted `from..middle` and `middle..to` in place; equal ones stay in their order. */
function* mergeRuns(
  items: Uint32Array,
  from: number,
  middle: number,
  { to, merged, ties }: { readonly to: number; readonly merged: Uint32Array; readonly ties: TieBreaker },
): Steps<void> {
  let left = from;
  let right = middle;
  for (let at = from; at < to; at += 1) {
    const takesLeft = right === to || (left < middle && ties.compare(items[left] ?? 0, items[right] ?? 0) <= 0);
    merged[at] = items[takesLeft ? left++ : right++] ?? 0;
    if ((at - from) % (RUN * 4) === RUN * 4 - 1) yield;
  }
  items.set(merged.subarray(from, to), from);
  yield;
}

/** First place of `from..to` whose item is tied with its left neighbour; `to - 1` without one. */
function nextTie(order: Uint32Array, ties: TieBreaker, from: number, to: number): number {
  let at = from;
  while (at < to - 1 && !ties.isTied(order[at - 1] ?? 0, order[at] ?? 0)) at += 1;
  return at;
}
