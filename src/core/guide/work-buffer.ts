import { MAX_PIECE_BYTES } from '../text';

/** Bytes taken in at once, so that one huge chunk does not need a second copy of itself. */
export const PIECE_BYTES = 64 * 1024;
/** Room behind the input for texts that have to be put together, while elements are short. */
const ARENA_BYTES = 64 * 1024;

/**
 * One piece of memory for everything that is worked on, since bytes are copied fastest within one array: in front the heap segment that is
 * being filled (as long as {@link MAX_PIECE_BYTES}), then the input that is not worked off, then room for texts put together from it.
 */
export class WorkBuffer {
  /** Replaced when it grows, which only {@link append} and {@link ensure} may do. */
  bytes: Uint8Array = new Uint8Array(MAX_PIECE_BYTES + PIECE_BYTES * 2 + ARENA_BYTES);
  /** The same memory in words of four bytes. */
  words = new Int32Array(this.bytes.buffer);
  /** Where the input ends; it begins at {@link INPUT_AT}. */
  end = INPUT_AT;
  /** Where the room behind the input is free. */
  free = INPUT_AT;

  /** Appends `chunk[from..to)` to the input. */
  append(chunk: Uint8Array, from: number, to: number): void {
    this.ensure(to - from + ARENA_BYTES);
    this.bytes.set(chunk.subarray(from, to), this.end);
    this.end += to - from;
    this.free = this.end;
  }

  /** Forgets the input before `pos`; everything behind moves to the front. */
  dropTo(pos: number): void {
    if (pos > INPUT_AT && pos < this.end) this.bytes.copyWithin(INPUT_AT, pos, this.end);
    this.end -= pos - INPUT_AT;
    this.free = this.end;
  }

  /** Makes room for `size` bytes behind the input. */
  ensure(size: number): void {
    if (this.end + size <= this.bytes.length) return;
    const larger = new Uint8Array((Math.max(this.end + size, this.bytes.length * 2) + 3) & ~3);
    larger.set(this.bytes.subarray(0, this.free));
    this.bytes = larger;
    this.words = new Int32Array(larger.buffer);
  }
}

/** Where the input begins. */
export const INPUT_AT = MAX_PIECE_BYTES;
