import type { Steps } from '../base';
import { inStretches } from '../text';
import type { IndexSection } from './index-data';
import { fillAscending, radixPass, sortTies } from './radix-sort';
import type { TieBreaker } from './radix-sort';
import type { ScannedTitles } from './scan-titles';

/** Words sorted by counting; titles that agree in more are compared one by one. */
const RADIX_WORDS = 3;
/** Titles between two pauses: about a millisecond on a desk computer. */
const STEP_TITLES = 1 << 14;
/** Trailing words at most, + 1. */
const TRAILING_LIMIT = 16;

/**
 * Numbers of all titles in the order documents have: by section, then by the words between leading and trailing ones, then by how many
 * trailing ones there are, then by row. `rankOf`: place of each word in the dictionary.
 */
export function* orderTitles(titles: ScannedTitles, rankOf: Uint32Array, sections: readonly IndexSection[]): Steps<Uint32Array> {
  const order = new Uint32Array(titles.titleCount);
  const keys = new TitleKeys(titles, rankOf);
  let from = 0;
  for (const { count } of sections) {
    order.set(yield* orderSection(keys, from, count), from);
    from += count;
  }
  return order;
}

function* orderSection(keys: TitleKeys, from: number, count: number): Steps<Uint32Array> {
  let order: Uint32Array = new Uint32Array(count);
  let spare: Uint32Array = new Uint32Array(count);
  yield* inStretches(count, STEP_TITLES, (start, end) => {
    fillAscending(order, start, end, from);
    keys.fillTrailing(from + start, from + end);
  });
  yield* radixPass(order, keys.digits, TRAILING_LIMIT, spare);
  [order, spare] = [spare, order];
  for (let place = RADIX_WORDS - 1; place >= 0; place -= 1) {
    for (let part = 0; part < 2; part += 1) {
      yield* inStretches(count, STEP_TITLES, (start, end) => {
        keys.fillWords(from + start, from + end, place, part);
      });
      yield* radixPass(order, keys.digits, keys.digitLimit, spare);
      [order, spare] = [spare, order];
    }
  }
  yield* sortTies(order, keys);
  return order;
}

/** What titles are sorted by. */
class TitleKeys implements TieBreaker {
  /** The digit of each title in the current pass. */
  readonly digits: Uint32Array;
  readonly digitLimit: number;
  private readonly digitBits: number;

  constructor(
    private readonly titles: ScannedTitles,
    private readonly rankOf: Uint32Array,
  ) {
    this.digits = new Uint32Array(titles.titleCount);
    // Ranks from 1, so that a title that has ended comes first.
    this.digitBits = Math.ceil(Math.max(1, Math.ceil(Math.log2(rankOf.length + 1))) / 2);
    this.digitLimit = 1 << this.digitBits;
  }

  fillTrailing(from: number, to: number): void {
    const { edges } = this.titles;
    for (let title = from; title < to; title += 1) this.digits[title] = (edges[title] ?? 0) >> 4;
  }

  /** Half of the rank of the word at `place`: the lower one (`part` 0) or the upper one. */
  fillWords(from: number, to: number, place: number, part: number): void {
    const { digits, digitBits, rankOf } = this;
    const { edges, firsts, wordsOf } = this.titles;
    const mask = (1 << digitBits) - 1;
    for (let title = from; title < to; title += 1) {
      const edge = edges[title] ?? 0;
      const at = (firsts[title] ?? 0) + (edge & 15) + place;
      const rank = at < (firsts[title + 1] ?? 0) - (edge >> 4) ? (rankOf[wordsOf[at] ?? 0] ?? 0) + 1 : 0;
      digits[title] = part === 0 ? rank & mask : rank >>> digitBits;
    }
  }

  isTied(left: number, right: number): boolean {
    const leftLength = this.lengthOf(left);
    if (leftLength <= RADIX_WORDS || this.lengthOf(right) <= RADIX_WORDS) return false;
    const { wordsOf } = this.titles;
    const leftStart = this.startOf(left);
    const rightStart = this.startOf(right);
    for (let i = RADIX_WORDS - 1; i >= 0; i -= 1) if (wordsOf[leftStart + i] !== wordsOf[rightStart + i]) return false;
    return true;
  }

  compare(left: number, right: number): number {
    const { rankOf } = this;
    const { wordsOf, edges } = this.titles;
    const leftStart = this.startOf(left);
    const rightStart = this.startOf(right);
    const leftLength = this.lengthOf(left);
    const rightLength = this.lengthOf(right);
    const stop = Math.min(leftLength, rightLength);
    for (let i = RADIX_WORDS; i < stop; i += 1) {
      const difference = (rankOf[wordsOf[leftStart + i] ?? 0] ?? 0) - (rankOf[wordsOf[rightStart + i] ?? 0] ?? 0);
      if (difference !== 0) return difference;
    }
    return leftLength - rightLength || ((edges[left] ?? 0) >> 4) - ((edges[right] ?? 0) >> 4) || left - right;
  }

  private startOf(title: number): number {
    return (this.titles.firsts[title] ?? 0) + ((this.titles.edges[title] ?? 0) & 15);
  }

  /** Words between leading and trailing ones. */
  private lengthOf(title: number): number {
    const edge = this.titles.edges[title] ?? 0;
    return (this.titles.firsts[title + 1] ?? 0) - (this.titles.firsts[title] ?? 0) - (edge & 15) - (edge >> 4);
  }
}
