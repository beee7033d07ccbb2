/** The typed arrays columns are made of. */
export type NumberColumn = Uint8Array | Uint16Array | Uint32Array | Float32Array;

/** Room of a column that gets its first value; most columns of a small source never get one. */
const FIRST_SIZE = 256;

/** Numbers that come one by one; becomes the narrowest typed array that holds them. */
export class GrowColumn {
  /** May be shorter than the column: what is behind its end is zero. */
  private values: Uint32Array | Float32Array;
  private count = 0;
  private largest = 0;

  /** `isFloat`: keeps fractions (32 bit), else unsigned integers below 2^32. */
  constructor(private readonly isFloat = false) {
    this.values = isFloat ? new Float32Array(0) : new Uint32Array(0);
  }

  /** How many values there are. */
  get length(): number {
    return this.count;
  }

  /** Appends a value. */
  push(value: number): void {
    const at = this.count;
    this.count = at + 1;
    if (value === 0) return;
    if (at >= this.values.length) this.grow(at);
    this.values[at] = value;
    if (value > this.largest) this.largest = value;
  }

  /** The value at `index`; 0 outside. */
  at(index: number): number {
    return index < this.count ? (this.values[index] ?? 0) : 0;
  }

  /** Replaces the value at an index that exists. */
  set(index: number, value: number): void {
    if (index >= this.values.length) this.grow(index);
    this.values[index] = value;
    if (value > this.largest) this.largest = value;
  }

  /** The finished column. A column of zeros is empty: reading it with `?? 0` gives them back. */
  finish(): NumberColumn {
    if (this.largest === 0 && !this.isFloat) return new Uint8Array(0);
    const values = this.values.subarray(0, this.count);
    const column = this.emptyColumn();
    column.set(values);
    return column;
  }

  private emptyColumn(): NumberColumn {
    if (this.isFloat) return new Float32Array(this.count);
    if (this.largest < 0x100) return new Uint8Array(this.count);
    return this.largest < 0x10000 ? new Uint16Array(this.count) : new Uint32Array(this.count);
  }

  /** Makes room for a value at `index`. */
  private grow(index: number): void {
    const size = Math.max(FIRST_SIZE, this.values.length * 2, index + 1);
    const larger = this.isFloat ? new Float32Array(size) : new Uint32Array(size);
    larger.set(this.values);
    this.values = larger;
  }
}
