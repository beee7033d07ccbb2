import { utf8Capacity, encodeUtf8Into } from './utf8';

/** 256 KB segments: small enough to be stored and fetched one by one, large enough that the ends do not matter. */
const SEGMENT_BITS = 18;
const SEGMENT_BYTES = 1 << SEGMENT_BITS;
const SEGMENT_MASK = SEGMENT_BYTES - 1;

/** Longest piece a heap takes; callers cut longer ones. */
export const MAX_PIECE_BYTES = SEGMENT_BYTES;

/**
 * Bytes addressed by one offset, in segments that never move. A piece never crosses a segment's end, so that
 * `segment(offset)` and `position(offset)` are enough to read it.
 */
export class ByteHeap {
  /** All segments; the last one may be shorter. */
  readonly segments: readonly Uint8Array[];

  constructor(segments: readonly Uint8Array[]) {
    this.segments = segments;
  }

  /** The segment that holds `offset`; empty for an offset outside. */
  segment(offset: number): Uint8Array {
    return this.segments[offset >>> SEGMENT_BITS] ?? NO_BYTES;
  }

  /** Where `offset` lies in its segment. */
  position(offset: number): number {
    return offset & SEGMENT_MASK;
  }

  /** Bytes held. */
  get heldBytes(): number {
    let sum = 0;
    for (const segment of this.segments) sum += segment.byteLength;
    return sum;
  }
}

const NO_BYTES = new Uint8Array(0);

/** Whether `segments` have the sizes a {@link ByteHeap} needs: all full but the last. For judging stored data. */
export function areHeapSegments(segments: readonly Uint8Array[]): boolean {
  for (let i = 0; i < segments.length; i += 1) {
    const length = segments[i]?.length ?? 0;
    if (length > SEGMENT_BYTES || (i < segments.length - 1 && length !== SEGMENT_BYTES)) return false;
  }
  return true;
}

/** Copies `source[start..end)` to `target[at..)`. */
export function copyBytes(source: Uint8Array, start: number, end: number, target: Uint8Array, at: number): void {
  // A view costs more than a short loop.
  if (end - start > 64) {
    target.set(source.subarray(start, end), at);
    return;
  }
  for (let i = start, to = at; i < end; i += 1, to += 1) target[to] = source[i] ?? 0;
}

/** Room of the first segment at the beginning; it doubles, so that a small source does not take a whole segment. */
const FIRST_BYTES = 8 * 1024;

/** Fills a {@link ByteHeap}. Nothing is copied but the beginning of the first segment while it grows. */
export class ByteHeapBuilder {
  private segments: Uint8Array[] = [];
  private current: Uint8Array = NO_BYTES;
  private end = SEGMENT_BYTES;

  /** Begins empty, or behind the pieces of `base`, whose full segments are shared and not copied. */
  constructor(base?: ByteHeap) {
    if (base === undefined) return;
    this.segments = base.segments.slice();
    const last = this.segments.pop();
    if (last === undefined) return;
    this.current = new Uint8Array(SEGMENT_BYTES);
    this.current.set(last);
    this.segments.push(this.current);
    this.end = last.length;
  }

  /** Appends `source[start..end)`, at most {@link MAX_PIECE_BYTES}, and returns its offset. */
  append(source: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (this.end + length > this.current.length) this.makeRoom(length);
    const at = this.end;
    copyBytes(source, start, end, this.current, at);
    this.end = at + length;
    return ((this.segments.length - 1) << SEGMENT_BITS) + at;
  }

  /** Bytes that can be written at {@link used} of {@link tail} before the next segment begins; less than 0 before the first. */
  get room(): number {
    return this.current.length - this.end;
  }

  /** The longest piece that {@link append} puts right behind the one before. */
  get space(): number {
    if (this.segments.length === 0) return SEGMENT_BYTES;
    return (this.segments.length === 1 ? SEGMENT_BYTES : this.current.length) - this.end;
  }

  /** The segment being filled, for writing a piece in place: what is written behind {@link used} counts once it is taken. */
  get tail(): Uint8Array {
    return this.current;
  }

  /** Where in {@link tail} the next piece begins. */
  get used(): number {
    return this.end;
  }

  /** Takes `length` bytes written in place, at most {@link room}, and returns their offset. */
  take(length: number): number {
    const at = this.end;
    this.end = at + length;
    return ((this.segments.length - 1) << SEGMENT_BITS) + at;
  }

  /** Bytes appended so far, gaps at segment ends included. */
  get bytes(): number {
    return this.segments.length === 0 ? 0 : ((this.segments.length - 1) << SEGMENT_BITS) + this.end;
  }

  /** The bytes written so far at `offset`; for comparing. */
  segment(offset: number): Uint8Array {
    return this.segments[offset >>> SEGMENT_BITS] ?? NO_BYTES;
  }

  /** Where `offset` lies in its segment. */
  position(offset: number): number {
    return offset & SEGMENT_MASK;
  }

  /** Seals the heap; the last segment is cut to size. */
  finish(): ByteHeap {
    const segments = this.segments.slice();
    const last = segments.pop();
    if (last !== undefined) segments.push(last.slice(0, this.end));
    return new ByteHeap(segments);
  }

  private makeRoom(length: number): void {
    const isFirst = this.segments.length <= 1;
    const needed = (this.segments.length === 0 ? 0 : this.end) + length;
    if (isFirst && needed <= SEGMENT_BYTES) {
      let size = Math.max(FIRST_BYTES, this.current.length);
      while (size < needed) size *= 2;
      const larger = new Uint8Array(size);
      larger.set(this.current);
      if (this.segments.length === 0) this.end = 0;
      this.current = larger;
      this.segments[0] = larger;
      return;
    }
    // A segment that is not the last one is always full size: offsets are counted in whole segments.
    const last = this.segments.length - 1;
    if (isFirst && this.current.length < SEGMENT_BYTES) {
      const whole = new Uint8Array(SEGMENT_BYTES);
      whole.set(this.current);
      this.segments[last] = whole;
    }
    this.current = new Uint8Array(SEGMENT_BYTES);
    this.segments.push(this.current);
    this.end = 0;
  }
}

/** A buffer that texts are encoded into for a moment; grows, is never given away. */
export class ScratchBytes {
  /** The buffer; replaced when it grows. */
  bytes: Uint8Array = new Uint8Array(4096);

  /** Makes room for `size` bytes, keeping what is there. */
  ensure(size: number): void {
    if (size <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(size, this.bytes.length * 2));
    larger.set(this.bytes);
    this.bytes = larger;
  }

  /** Encodes `text` from `at` on and returns the end. */
  encode(text: string, at: number): number {
    this.ensure(at + utf8Capacity(text));
    return encodeUtf8Into(text, this.bytes, at);
  }
}
