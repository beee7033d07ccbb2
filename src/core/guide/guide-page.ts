/** Cells of a page that stand for "no information". */
export const NO_INFORMATION = -1;

/**
 * A part of the grid: cells of several channels within a window of time. Filled by `GuideRows.page`, reused from page to page. The
 * cells of each channel follow each other without a gap and cover the whole window.
 */
export class GuidePage {
  /** Cells of the i-th channel lie from `firsts[i]` to `firsts[i + 1]`. */
  firsts = new Int32Array(33);
  /** The programme in each cell, or {@link NO_INFORMATION}. */
  rows = new Int32Array(256);
  /** Milliseconds since 1970. Of programmes the whole time, also outside the window; of gaps the part within the window. */
  startMs = new Float64Array(256);
  /** Exclusive. */
  stopMs = new Float64Array(256);
  /** Channels on this page. */
  channelCount = 0;
  /** Cells on this page. */
  cellCount = 0;

  /** Begins anew with room for so many channels. */
  begin(channels: number): void {
    if (this.firsts.length <= channels) this.firsts = new Int32Array(channels * 2 + 1);
    this.channelCount = 0;
    this.cellCount = 0;
  }

  /** Adds a programme to the channel being filled; in order of time, overlapping the window. A gap before it becomes a cell. */
  put(row: number, startMs: number, stopMs: number, fromMs: number): void {
    const knownMs = this.cellCount > (this.firsts[this.channelCount] ?? 0) ? (this.stopMs[this.cellCount - 1] ?? 0) : fromMs;
    if (startMs > knownMs) this.cell(NO_INFORMATION, knownMs, startMs);
    this.cell(row, startMs, stopMs);
  }

  /** Ends the channel being filled; what its programmes leave of the window becomes a cell. */
  endChannel(fromMs: number, toMs: number): void {
    const knownMs = this.cellCount > (this.firsts[this.channelCount] ?? 0) ? (this.stopMs[this.cellCount - 1] ?? 0) : fromMs;
    if (knownMs < toMs) this.cell(NO_INFORMATION, knownMs, toMs);
    this.channelCount += 1;
    this.firsts[this.channelCount] = this.cellCount;
  }

  private cell(row: number, startMs: number, stopMs: number): void {
    const at = this.cellCount;
    if (at >= this.rows.length) this.grow();
    this.rows[at] = row;
    this.startMs[at] = startMs;
    this.stopMs[at] = stopMs;
    this.cellCount = at + 1;
  }

  private grow(): void {
    const { rows, startMs, stopMs } = this;
    this.rows = new Int32Array(rows.length * 2);
    this.rows.set(rows);
    this.startMs = new Float64Array(rows.length * 2);
    this.startMs.set(startMs);
    this.stopMs = new Float64Array(rows.length * 2);
    this.stopMs.set(stopMs);
  }
}
