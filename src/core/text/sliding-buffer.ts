/** Chunks are worked off in pieces of this size, so that one huge chunk does not need a second copy of itself. */
export const PIECE_BYTES = 64 * 1024;

/**
 * The bytes a reader is still working on: new ones are appended, finished ones dropped from the front. Grows to the longest
 * unfinished piece and costs one copy of every byte, whatever the sizes of the chunks.
 */
export class SlidingBuffer {
  /** Valid from 0 to {@link end}; replaced when it grows. */
  bytes: Uint8Array = new Uint8Array(PIECE_BYTES * 2);
  /** Where the valid bytes end. */
  end = 0;

  /** Appends `chunk[from..to)`. */
  append(chunk: Uint8Array, from: number, to: number): void {
    const needed = this.end + to - from;
    if (needed > this.bytes.length) {
      const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2));
      larger.set(this.bytes.subarray(0, this.end));
      this.bytes = larger;
    }
    this.bytes.set(chunk.subarray(from, to), this.end);
    this.end = needed;
  }

  /** Forgets the first `count` bytes; everything behind moves to the front. */
  drop(count: number): void {
    if (count <= 0) return;
    if (count < this.end) this.bytes.copyWithin(0, count, this.end);
    this.end -= count;
  }
}
