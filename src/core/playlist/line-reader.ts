import { SlidingBuffer, PIECE_BYTES } from '../text';
import { ASCII } from './bytes';

/** Longest line kept. Real ones have a few hundred bytes, a few thousand with a `data:` logo. */
export const MAX_LINE_BYTES = 1024 * 1024;

/** Takes lines as spans of a buffer that moves. */
export interface LineTarget {
  /**
   * Tries to read the line that begins at `start` at once and says where its end (LF or CR) is; -1: {@link line} is called when the line is complete. What
   * is found out must be the same either way.
   */
  quick(buffer: SlidingBuffer, start: number, lineNumber: number): number;
  /** Reads whole rows at once from `start` on, which begins a line; where the next line begins. How many lines that were: {@link rowLines}. */
  rows(buffer: SlidingBuffer, start: number): number;
  readonly rowLines: number;
  /** Whether {@link rows} wants to try again when more is there. */
  readonly isRowCut: boolean;
  /** A line without its end; `buffer` is valid during the call, and positions until the next {@link moved}. */
  line(buffer: SlidingBuffer, start: number, end: number, lineNumber: number): void;
  /** A line longer than {@link MAX_LINE_BYTES} is left out; called before its end has come. */
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
  private readonly buffer: SlidingBuffer;
  private lineStart = 0;
  private scanned = 0;
  private isSkippingLf = false;
  private isDroppingLine = false;
  private isEnding = false;

  constructor(
    private readonly target: LineTarget,
    window?: SlidingBuffer,
  ) {
    this.buffer = window ?? new SlidingBuffer();
  }

  push(chunk: Uint8Array): void {
    for (let from = 0; from < chunk.length; from += PIECE_BYTES) {
      this.buffer.append(chunk, from, Math.min(chunk.length, from + PIECE_BYTES));
      this.readLines();
      this.dropDone();
    }
  }

  /** Hands out what waits for more, and the last line if it has no end. */
  end(): void {
    this.isEnding = true;
    this.readLines();
    if (this.lineStart < this.buffer.end || this.isDroppingLine) this.emit(this.buffer.end);
  }

  private readLines(): void {
    const { buffer, target } = this;
    const { bytes, end } = buffer;
    let start = this.lineStart;
    let from = this.scanned;
    this.scanned = end;
    while (from < end) {
      if (this.isSkippingLf) {
        this.isSkippingLf = false;
        if (bytes[from] === ASCII.lf) {
          from += 1;
          start = from;
          continue;
        }
      }
      // What was looked at before is looked at again only if as much is new: in tiny chunks a long line must not take quadratic time.
      const isFresh = from - start <= end - from && !this.isDroppingLine;
      if (isFresh) {
        const next = target.rows(buffer, start);
        if (next > start) {
          this.lines += target.rowLines;
          start = next;
          from = next;
        }
        if (target.isRowCut && !this.isEnding) this.scanned = start;
        if (from >= end || this.scanned === start) break;
      }
      let stop = isFresh ? target.quick(buffer, start, this.lines + 1) : -1;
      if (stop >= 0) {
        this.lines += 1;
      } else {
        stop = buffer.findLineEnd(from);
        if (stop >= end) break;
        this.lineStart = start;
        this.emit(stop);
      }
      from = stop + 1;
      start = from;
      this.isSkippingLf = bytes[stop] === ASCII.cr;
    }
    this.lineStart = start;
    if (end - start > MAX_LINE_BYTES) this.drop(end);
  }

  private emit(stop: number): void {
    if (stop - this.lineStart > MAX_LINE_BYTES) this.drop(stop);
    this.lines += 1;
    if (!this.isDroppingLine) this.target.line(this.buffer, this.lineStart, stop, this.lines);
    this.isDroppingLine = false;
  }

  /** Leaves out the line being read, as far as it has come. */
  private drop(to: number): void {
    if (!this.isDroppingLine) this.target.tooLong(this.lines + 1);
    this.isDroppingLine = true;
    this.lineStart = to;
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
