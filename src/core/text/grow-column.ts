/** The typed arrays columns are made of. */
export type NumberColumn = Uint8Array | Uint16Array | Uint32Array | Float32Array;

/** Room of a column that gets its first value; most columns of a small source never get one. */
const FIRST_SIZE = 256;

/** Numbers that come one by one; becomes the narrowest typed array that holds them. */
export class GrowColumn {
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
    if (this.count === this.values.length) this.grow();
    this.values[this.count++] = value;
    if (value > this.largest) this.largest = value;
  }

  /** The value at `index`; 0 outside. */
  at(index: number): number {
    return index < this.count ? (this.values[index] ?? 0) : 0;
  }

  /** Replaces the value at an index that exists. */
  set(index: number, value: number): void {
    this.values[index] = value;
    if (value > this.largest) this.largest = value;
  }

  /** The finished column. A column of zeros is empty: reading it with `?? 0` gives them back. */
  finish(): NumberColumn {
    if (this.largest === 0 && !this.isFloat) return new Uint8Array(0);
    const values = this.values.subarray(0, this.count);
    if (this.isFloat) return new Float32Array(values);
    if (this.largest < 0x100) return new Uint8Array(values);
    return this.largest < 0x10000 ? new Uint16Array(values) : new Uint32Array(values);
  }

  private grow(): void {
    const size = Math.max(FIRST_SIZE, this.count * 2);
    const larger = this.isFloat ? new Float32Array(size) : new Uint32Array(size);
    larger.set(this.values);
    this.values = larger;
  }
}
