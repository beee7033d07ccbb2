/** Longest string kept; callers have another way for longer ones. */
const MAX_WORDS = 64;

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

  /** How many strings there are, the empty one included. */
  get size(): number {
    return this.count;
  }

  /** The number of bytes `start..end` of the buffer `words` shows, made when new; -1 for more than {@link MAX_WORD_TABLE_BYTES}. */
  intern(words: Int32Array, start: number, end: number): number {
    const length = end - start;
    if (length <= 0) return 0;
    if (length > MAX_WORD_TABLE_BYTES) return -1;
    const hash = this.load(words, start, length);
    const slot = this.slotOf(length, hash);
    const number = this.slots[slot] ?? 0;
    return number > 0 ? number : this.add(length, hash, slot);
  }

  /** As {@link intern}, but -1 for a new string. */
  find(words: Int32Array, start: number, end: number): number {
    const length = end - start;
    if (length <= 0) return 0;
    if (length > MAX_WORD_TABLE_BYTES) return -1;
    return (this.slots[this.slotOf(length, this.load(words, start, length))] ?? 0) || -1;
  }

  /** The slot of the string in the scratch, or the one where it belongs. */
  private slotOf(length: number, hash: number): number {
    const { slots, hashes } = this;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = slots[slot] ?? 0;
      if (number === 0 || (hashes[number] === hash && this.lengths[number] === length && this.isSame(number, (length + 3) >> 2))) return slot;
    }
  }

  /** Puts the string into the scratch, beginning with its first word and filled up with zeros, and returns its hash. */
  private load(words: Int32Array, start: number, length: number): number {
    const { scratch } = this;
    const shift = (start & 3) * 8;
    const count = (length + 3) >> 2;
    let from = start >> 2;
    let hash = length;
    let low = words[from] ?? 0;
    for (let i = 0; i < count; i += 1) {
      from += 1;
      const high = words[from] ?? 0;
      let word = shift === 0 ? low : (low >>> shift) | (high << (32 - shift));
      const left = length - i * 4;
      if (left < 4) word &= (1 << (left * 8)) - 1;
      scratch[i] = word;
      hash = Math.imul(hash ^ word, 0x9e3779b1);
      hash ^= hash >>> 15;
      low = high;
    }
    return Math.imul(hash, 0x85ebca6b) >> 3;
  }

  private isSame(number: number, count: number): boolean {
    const { words, scratch } = this;
    const base = (this.ends[number] ?? 0) - count;
    for (let i = 0; i < count; i += 1) if (words[base + i] !== scratch[i]) return false;
    return true;
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
