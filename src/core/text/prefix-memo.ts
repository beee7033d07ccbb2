/** Directories remembered; lists have a handful that nearly all of their addresses begin with. */
const PLACES = 4;
/** Longer ones are not remembered. */
const MAX_BYTES = 192;
/** Ways a directory can lie in words of four bytes, and the words it takes at most. */
const [SHIFTS, STRIDE] = [4, MAX_BYTES / 4 + 1];

/**
 * Directories that addresses of the last rows began with, and a number for each. Recognises them where they stand, without looking for where they
 * end. Directories are remembered when they are met for the second time, so that a list with one per row costs little.
 */
export class PrefixMemo {
  /** By place: length, 0 for none, and number; and its words for each way to lie in them. */
  private readonly lengths = new Int32Array(PLACES);
  private readonly numbers = new Int32Array(PLACES);
  private readonly words = new Int32Array(PLACES * SHIFTS * STRIDE);
  private readonly seen = new Int32Array(16);
  private last = 0;
  private next = 0;

  /** The place of the directory that stands at `start`, or -1. The last one found is tried first. `end`: where the address ends. */
  find(words: Int32Array, start: number, end: number): number {
    const { lengths, words: own } = this;
    const shift = start & 3;
    const first = start >> 2;
    let place = this.last;
    for (let left = PLACES; left > 0; left -= 1) {
      const length = lengths[place] ?? 0;
      if (length > 0 && length <= end - start) {
        // From the end: there directories that begin alike differ.
        const stop = start + length;
        const base = (place * SHIFTS + shift) * STRIDE - first;
        let at = (stop - 1) >> 2;
        let difference = ((words[at] ?? 0) ^ (own[base + at] ?? 0)) & (-1 >>> ((-stop & 3) * 8));
        while (difference === 0 && at > first) {
          at -= 1;
          difference = (words[at] ?? 0) ^ (own[base + at] ?? 0);
        }
        // What stands before the directory in its first word does not count.
        if (at === first && (difference & (-1 << (shift * 8))) === 0) {
          this.last = place;
          return place;
        }
      }
      place = (place + 1) & (PLACES - 1);
    }
    return -1;
  }

  /** Length of the directory at a place. */
  lengthAt(place: number): number {
    return this.lengths[place] ?? 0;
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
    this.set(place, bytes, start, end);
    this.numbers[place] = number;
    this.last = place;
    return place;
  }

  private set(place: number, bytes: Uint8Array, start: number, end: number): void {
    this.lengths[place] = end - start;
    for (let shift = 0; shift < SHIFTS; shift += 1) {
      const base = (place * SHIFTS + shift) * STRIDE;
      this.words.fill(0, base, base + STRIDE);
      for (let i = 0; i < end - start; i += 1) {
        const at = base + ((shift + i) >> 2);
        this.words[at] = (this.words[at] ?? 0) | ((bytes[start + i] ?? 0) << (((shift + i) & 3) * 8));
      }
    }
  }
}
