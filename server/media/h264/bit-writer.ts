/** Writes a bit string most significant bit first, as ITU-T H.264 clause 7.2 reads it. */
export class BitWriter {
  private bytes: Uint8Array;
  private length = 0;
  private current = 0;
  private bits = 0;

  /** `capacity` is only a first guess in bytes. */
  constructor(capacity = 4096) {
    this.bytes = new Uint8Array(capacity);
  }

  /** Writes the low `count` bits of `value`, 1 to 24. */
  write(count: number, value: number): void {
    for (let bit = count - 1; bit >= 0; bit -= 1) {
      this.current = (this.current << 1) | ((value >> bit) & 1);
      this.bits += 1;
      if (this.bits === 8) this.push();
    }
  }

  /** Unsigned Exp-Golomb code, clause 9.1. */
  writeUe(value: number): void {
    const coded = value + 1;
    const length = 32 - Math.clz32(coded);
    if (length > 1) this.write(length - 1, 0);
    this.write(length, coded);
  }

  /** Signed Exp-Golomb code, clause 9.1.1. */
  writeSe(value: number): void {
    this.writeUe(value > 0 ? 2 * value - 1 : -2 * value);
  }

  /** Zero bits up to the next byte; nothing at a byte's start. */
  alignZero(): void {
    if (this.bits > 0) this.write(8 - this.bits, 0);
  }

  /** Whole bytes; only where aligned. */
  writeBytes(source: Uint8Array): void {
    this.reserve(source.length);
    this.bytes.set(source, this.length);
    this.length += source.length;
  }

  /** Ends a raw byte sequence payload: stop bit and alignment, clause 7.3.2.11. */
  finish(): Uint8Array {
    this.write(1, 1);
    this.alignZero();
    return this.bytes.subarray(0, this.length);
  }

  private push(): void {
    this.reserve(1);
    this.bytes[this.length] = this.current;
    this.length += 1;
    this.current = 0;
    this.bits = 0;
  }

  private reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }
}
