import { SlidingBuffer, PIECE_BYTES } from '../text';
import { ASCII } from './bytes';

/** Longest line kept. Real ones have a few hundred bytes, a few thousand with a `data:` logo. */
export const MAX_LINE_BYTES = 1024 * 1024;

/** Takes lines as spans of a buffer that moves. */
export interface LineTarget {
  /** A line without its end; `bytes` is valid during the call, and positions until the next {@link moved}. */
  line(bytes: Uint8Array, start: number, end: number, lineNumber: number): void;
  /** A line longer than {@link MAX_LINE_BYTES} was left out. */
  tooLong(lineNumber: number): void;
  /** First position still needed, at most `position`; what lies before may be dropped. */
  neededFrom(position: number): number;
  /** All positions shrink by `count`. */
  moved(count: number): void;
}

/** Cuts bytes into lines at LF, CR LF and lone CR, whatever the chunks. */
export class LineReader {
  /** Lines so far. */
  lines = 0;
  private readonly buffer = new SlidingBuffer();
  private lineStart = 0;
  private scanned = 0;
  private isSkippingLf = false;
  private isDroppingLine = false;

  constructor(private readonly target: LineTarget) {}

  push(chunk: Uint8Array): void {
    for (let from = 0; from < chunk.length; from += PIECE_BYTES) {
      this.buffer.append(chunk, from, Math.min(chunk.length, from + PIECE_BYTES));
      this.readLines();
      this.dropDone();
    }
  }

  /** Hands out the last line if it has no end. */
  end(): void {
    if (this.lineStart < this.buffer.end || this.isDroppingLine) this.emit(this.buffer.end);
  }

  private readLines(): void {
    const { buffer } = this;
    const { bytes, end } = buffer;
    for (;;) {
      if (this.isSkippingLf && this.scanned < end) {
        this.isSkippingLf = false;
        if (bytes[this.scanned] === ASCII.lf) {
          this.scanned += 1;
          this.lineStart = this.scanned;
        }
      }
      const stop = buffer.findLineEnd(this.scanned);
      if (stop >= end) break;
      this.emit(stop);
      this.scanned = stop + 1;
      this.lineStart = this.scanned;
      this.isSkippingLf = bytes[stop] === ASCII.cr;
    }
    this.scanned = end;
    if (end - this.lineStart > MAX_LINE_BYTES) {
      this.isDroppingLine = true;
      this.lineStart = end;
    }
  }

  private emit(stop: number): void {
    this.lines += 1;
    const isTooLong = this.isDroppingLine || stop - this.lineStart > MAX_LINE_BYTES;
    this.isDroppingLine = false;
    if (isTooLong) this.target.tooLong(this.lines);
    else this.target.line(this.buffer.bytes, this.lineStart, stop, this.lines);
  }

  private dropDone(): void {
    const count = this.target.neededFrom(this.lineStart);
    if (count <= 0) return;
    this.buffer.drop(count);
    this.lineStart -= count;
    this.scanned -= count;
    this.target.moved(count);
  }
}
