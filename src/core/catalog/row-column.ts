/** A fixed number of row numbers below 2^24 in three bytes each; zeros at first. */
export class RowColumn {
  private readonly low: Uint16Array;
  private readonly high: Uint8Array;

  constructor(readonly length: number) {
    this.low = new Uint16Array(length);
    this.high = new Uint8Array(length);
  }

  /** Bytes held. */
  get byteLength(): number {
    return this.low.byteLength + this.high.byteLength;
  }

  /** The value at an index; 0 outside. */
  at(index: number): number {
    return (this.low[index] ?? 0) | ((this.high[index] ?? 0) << 16);
  }

  /** Replaces the value at an index that exists. */
  set(index: number, row: number): void {
    this.low[index] = row;
    this.high[index] = row >>> 16;
  }
}
