/** Bytes that come one by one or in stretches; grows, keeps what it has. */
export class ByteSink {
  private bytes: Uint8Array<ArrayBuffer> = new Uint8Array(4096);
  private used = 0;

  /** Bytes so far. */
  get length(): number {
    return this.used;
  }

  /** Appends an unsigned number below 2^53, seven bits a byte, smallest first. */
  varint(value: number): void {
    this.ensure(8);
    let rest = value;
    while (rest > 0x7f) {
      this.bytes[this.used++] = (rest % 128) | 0x80;
      rest = Math.floor(rest / 128);
    }
    this.bytes[this.used++] = rest;
  }

  /** Appends `source[start..end)`. */
  range(source: Uint8Array, start: number, end: number): void {
    this.ensure(end - start);
    this.bytes.set(source.subarray(start, end), this.used);
    this.used += end - start;
  }

  /** What came so far, as an array of its own. */
  take(): Uint8Array {
    return this.bytes.slice(0, this.used);
  }

  private ensure(more: number): void {
    if (this.used + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.used + more, this.bytes.length * 2));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}
