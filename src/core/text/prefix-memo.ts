import { WordPattern, findByte } from './word-pattern';

/** Directories remembered; lists have a handful that nearly all of their addresses begin with. */
const PLACES = 4;
/** Longer ones are not remembered. */
const MAX_BYTES = 192;
const SLASH = 0x2f;

/**
 * Directories that addresses of the last rows began with, and a number for each. Recognises them where they stand, without looking for where they
 * end. Directories are remembered when they are met for the second time, so that a list with one per row costs little.
 */
export class PrefixMemo {
  private readonly patterns: readonly WordPattern[] = Array.from({ length: PLACES }, () => new WordPattern(MAX_BYTES));
  private readonly numbers = new Int32Array(PLACES);
  private readonly seen = new Int32Array(16);
  private last = 0;
  private next = 0;

  /** The place of the directory that stands at `start`, or -1. The last one found is tried first. `end`: where the address ends. */
  find(words: Int32Array, start: number, end: number): number {
    const { patterns, last } = this;
    const first = patterns[last];
    if (first !== undefined && first.length <= end - start && first.isAt(words, start)) return last;
    for (let place = 0; place < PLACES; place += 1) {
      const pattern = patterns[place];
      if (place === last || pattern === undefined || pattern.length > end - start || !pattern.isAt(words, start)) continue;
      this.last = place;
      return place;
    }
    return -1;
  }

  /** As {@link find}, but only if no slash follows the directory. */
  findWhole(bytes: Uint8Array, words: Int32Array, start: number, end: number): number {
    const place = this.find(words, start, end);
    return place < 0 || findByte(bytes, words, start + this.lengthAt(place), end, SLASH) < end ? -1 : place;
  }

  /** Length of the directory at a place. */
  lengthAt(place: number): number {
    return this.patterns[place]?.length ?? 0;
  }

  /** The number of the directory at a place. */
  numberAt(place: number): number {
    return this.numbers[place] ?? 0;
  }

  /** Remembers `bytes[start..end)` under a number if it was met before; the place it got, or -1. */
  learn(bytes: Uint8Array, start: number, end: number, number: number): number {
    if (end - start > MAX_BYTES || end <= start) return -1;
    // Close enough to tell directories apart: a wrong one only costs its place.
    const key = ((end - start) << 24) ^ ((bytes[end - 2] ?? 0) << 16) ^ ((bytes[end - 5] ?? 0) << 8) ^ (bytes[(start + end) >> 1] ?? 0);
    const slot = (key ^ (key >>> 9) ^ (key >>> 17)) & 15;
    if (this.seen[slot] !== key) {
      this.seen[slot] = key;
      return -1;
    }
    const place = this.next;
    this.next = (place + 1) % PLACES;
    this.patterns[place]?.set(bytes, start, end);
    this.numbers[place] = number;
    this.last = place;
    return place;
  }
}
