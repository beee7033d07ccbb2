/** Chunks are worked off in pieces of this size, so that one huge chunk does not need a second copy of itself. */
export const PIECE_BYTES = 64 * 1024;

/**
 * The bytes a reader is still working on: new ones are appended, finished ones dropped from the front. Grows to the longest
 * unfinished piece and costs one copy of every byte, whatever the sizes of the chunks.
 */
export class SlidingBuffer {
  /** Valid from 0 to {@link end}; replaced when it grows. */
  bytes: Uint8Array;
  /** The same memory in words of four bytes, the first byte lowest; for looking at four bytes at a time. */
  words: Int32Array;
  /** Where the valid bytes end. */
  end = 0;

  /** Begins in `memory`, if given: at least two pieces long, beginning and ending with a word of four bytes. */
  constructor(memory = new Uint8Array(PIECE_BYTES * 2)) {
    this.bytes = memory;
    this.words = new Int32Array(memory.buffer, memory.byteOffset, memory.length >> 2);
  }

  /** Appends `chunk[from..to)`. */
  append(chunk: Uint8Array, from: number, to: number): void {
    const needed = this.end + to - from;
    if (needed > this.bytes.length) {
      const larger = new Uint8Array((Math.max(needed, this.bytes.length * 2) + 3) & ~3);
      larger.set(this.bytes.subarray(0, this.end));
      this.bytes = larger;
      this.words = new Int32Array(larger.buffer);
    }
    this.bytes.set(chunk.subarray(from, to), this.end);
    this.end = needed;
  }

  /** Position of the first LF or CR at or behind `from`, or {@link end}. Looks at four bytes at a time. */
  findLineEnd(from: number): number {
    const { bytes, words, end } = this;
    let at = from;
    const aligned = Math.min(end, (from + 3) & ~3);
    for (; at < aligned; at += 1) if (bytes[at] === 0x0a || bytes[at] === 0x0d) return at;
    if (at >= end) return end;
    for (;;) {
      let word = at >> 2;
      const last = end >> 2;
      for (; word < last; word += 1) {
        // Whether any of the four bytes is below 14 (Bit Twiddling Hacks, "Determine if a word has a byte less than n").
        const four = words[word] ?? 0;
        if (((four - 0x0e0e0e0e) & ~four & 0x80808080) !== 0) break;
      }
      at = word << 2;
      const stop = Math.min(end, at + 4);
      for (; at < stop; at += 1) if (bytes[at] === 0x0a || bytes[at] === 0x0d) return at;
      if (at >= end) return end;
    }
  }

  /** Forgets the first `count` bytes; everything behind moves to the front. */
  drop(count: number): void {
    if (count <= 0) return;
    if (count < this.end) this.bytes.copyWithin(0, count, this.end);
    this.end -= count;
  }
}
