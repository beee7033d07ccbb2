/** Longest string kept; callers have another way for longer ones. */
const MAX_WORDS = 64;

/** Strings met lately are found with fewer looks, at one of so many places. */
const RECENT_BITS = 12;
const RECENT = 1 << RECENT_BITS;
/** Shorter ones always take the other way. */
const RECENT_BYTES = 4;

/** Longest string of bytes a {@link WordTable} takes. */
export const MAX_WORD_TABLE_BYTES = MAX_WORDS * 4;

/**
 * Gives equal strings of bytes one number, as `ByteInterner` does, four bytes at a time: for what is looked up in row after row in a buffer that is also
 * there as words (little-endian on every set and server there is). Number 0 is the empty string.
 */
export class WordTable {
  private words = new Int32Array(256);
  /** By number: where the string ends in `words`, its length in bytes, its hash. */
  private ends = new Uint32Array(64);
  private lengths = new Uint16Array(64);
  private hashes = new Int32Array(64);
  private slots = new Uint32Array(128);
  private count = 1;
  private readonly scratch = new Int32Array(MAX_WORDS);
  /** Numbers of strings met lately, by a few of their bytes; 0: none. */
  private readonly recent = new Uint32Array(RECENT);

  /** How many strings there are, the empty one included. */
  get size(): number {
    return this.count;
  }

  /** The number of bytes `start..end` of the buffer `words` shows, made when new; -1 for more than {@link MAX_WORD_TABLE_BYTES}. */
  intern(words: Int32Array, start: number, end: number): number {
    const length = end - start;
    if (length < RECENT_BYTES) return length <= 0 ? 0 : this.lookUp(words, start, length, true);
    // A place among those met lately, from the first, the middle and the last bytes. Shifts go in two steps, since one by 32 is one by 0.
    const shift = (start & 3) * 8;
    let from = start >> 2;
    let low = words[from] ?? 0;
    let high = words[from + 1] ?? 0;
    let word = (low >>> shift) | ((high << 1) << (31 - shift));
    const middle = start + (length >> 1) - 2;
    const middleShift = (middle & 3) * 8;
    const lastShift = (end & 3) * 8;
    const between = ((words[middle >> 2] ?? 0) >>> middleShift) | (((words[(middle >> 2) + 1] ?? 0) << 1) << (31 - middleShift));
    const ending = ((words[(end - 4) >> 2] ?? 0) >>> lastShift) | (((words[end >> 2] ?? 0) << 1) << (31 - lastShift));
    const hash = Math.imul(Math.imul(word, 0x9e3779b1) ^ between, 0x85ebca6b) ^ Math.imul(ending + length, 0xc2b2ae35);
    const place = Math.imul(hash ^ (hash >>> 15), 0x9e3779b1) >>> (32 - RECENT_BITS);
    const known = this.recent[place] ?? 0;
    if (this.lengths[known] === length) {
      const { words: own } = this;
      const last = this.ends[known] ?? 0;
      let at = last - ((length + 3) >> 2);
      let left = length;
      while (left >= 4 && word === own[at]) {
        at += 1;
        left -= 4;
        from += 1;
        low = high;
        high = words[from + 1] ?? 0;
        word = (low >>> shift) | ((high << 1) << (31 - shift));
      }
      if (left === 0 || (left < 4 && ((word ^ (own[at] ?? 0)) << ((4 - left) * 8)) === 0)) return known;
    }
    const number = this.lookUp(words, start, length, true);
    if (number > 0) this.recent[place] = number;
    return number;
  }

  /** As {@link intern}, but -1 for a new string. */
  find(words: Int32Array, start: number, end: number): number {
    return end <= start ? 0 : this.lookUp(words, start, end - start, false);
  }

  /** The number of a string looked up in full, made when new if `isKept`, else -1. One function: it is called for strings, not for words. */
  private lookUp(words: Int32Array, start: number, length: number, isKept: boolean): number {
    if (length > MAX_WORD_TABLE_BYTES) return -1;
    const { scratch, slots, hashes, words: own } = this;
    const count = (length + 3) >> 2;
    const shift = (start & 3) * 8;
    let from = start >> 2;
    let low = words[from] ?? 0;
    let hash = length;
    // The string into the scratch, beginning with its first word and filled up with zeros.
    for (let i = 0; i < count; i += 1) {
      from += 1;
      const high = words[from] ?? 0;
      let word = (low >>> shift) | ((high << 1) << (31 - shift));
      const left = length - i * 4;
      if (left < 4) word &= (1 << (left * 8)) - 1;
      scratch[i] = word;
      hash = Math.imul(hash ^ word, 0x9e3779b1);
      hash ^= hash >>> 15;
      low = high;
    }
    hash = Math.imul(hash, 0x85ebca6b) >> 3;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const number = slots[slot] ?? 0;
      if (number === 0) break;
      if (hashes[number] === hash && this.lengths[number] === length) {
        const base = (this.ends[number] ?? 0) - count;
        let same = 0;
        while (same < count && own[base + same] === scratch[same]) same += 1;
        if (same === count) return number;
      }
      slot = (slot + 1) & mask;
    }
    return isKept ? this.add(length, hash, slot) : -1;
  }

  private add(length: number, hash: number, slot: number): number {
    const number = this.count;
    const words = (length + 3) >> 2;
    const from = this.ends[number - 1] ?? 0;
    if (from + words > this.words.length) this.words = grown(this.words, new Int32Array(this.words.length * 2));
    if (number >= this.ends.length) {
      this.ends = grown(this.ends, new Uint32Array(number * 2));
      this.lengths = grown(this.lengths, new Uint16Array(number * 2));
      this.hashes = grown(this.hashes, new Int32Array(number * 2));
    }
    for (let i = 0; i < words; i += 1) this.words[from + i] = this.scratch[i] ?? 0;
    this.ends[number] = from + words;
    this.lengths[number] = length;
    this.hashes[number] = hash;
    this.count = number + 1;
    this.slots[slot] = number;
    if (this.count * 2 > this.slots.length) this.rehash();
    return number;
  }

  private rehash(): void {
    const slots = new Uint32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 1; number < this.count; number += 1) {
      let slot = (this.hashes[number] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number;
    }
    this.slots = slots;
  }
}

function grown<T extends Int32Array | Uint32Array | Uint16Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
