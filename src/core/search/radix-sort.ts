import type { Steps } from '../base';

/** Items between two pauses: about a millisecond on a desk computer. */
const STEP_ITEMS = 1 << 15;
/** Tied items put in order between two pauses. */
const STEP_TIES = 256;

/**
 * One pass of a radix sort: puts `items` into `target` by `digits[item]`, equal ones in their order. Digits are below `limit`.
 */
export function* radixPass(items: Uint32Array, digits: Uint32Array, limit: number, target: Uint32Array): Steps<void> {
  const counts = new Uint32Array(limit + 1);
  const { length } = items;
  for (let from = 0; from < length; from += STEP_ITEMS) {
    countDigits(items, digits, counts, from, Math.min(length, from + STEP_ITEMS));
    yield;
  }
  sumUp(counts);
  for (let from = 0; from < length; from += STEP_ITEMS) {
    const slice = items.subarray(from, Math.min(length, from + STEP_ITEMS));
    place(slice, digits, counts, target);
    yield;
  }
}

function countDigits(items: Uint32Array, digits: Uint32Array, counts: Uint32Array, from: number, to: number): void {
  for (let i = from; i < to; i += 1) {
    const digit = (digits[items[i] ?? 0] ?? 0) + 1;
    counts[digit] = (counts[digit] ?? 0) + 1;
  }
}

function sumUp(counts: Uint32Array): void {
  for (let digit = 0; digit + 1 < counts.length; digit += 1) counts[digit + 1] = (counts[digit + 1] ?? 0) + (counts[digit] ?? 0);
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
      while (behind < order.length && ties.isTied(order[behind - 1] ?? 0, order[behind] ?? 0)) behind += 1;
      const sorted = Array.from(order.subarray(at - 1, behind)).sort((left, right) => ties.compare(left, right));
      order.set(sorted, at - 1);
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

/** First place of `from..to` whose item is tied with its left neighbour; `to - 1` without one. */
function nextTie(order: Uint32Array, ties: TieBreaker, from: number, to: number): number {
  let at = from;
  while (at < to - 1 && !ties.isTied(order[at - 1] ?? 0, order[at] ?? 0)) at += 1;
  return at;
}
