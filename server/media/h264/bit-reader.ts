/** Reads a raw byte sequence payload (without emulation prevention). Past the end it reads zeros. */
export class BitReader {
  private position = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** The next `count` bits, 0 to 31, as a number. */
  read(count: number): number {
    let value = 0;
    for (let index = 0; index < count; index += 1) {
      const byte = this.bytes[this.position >> 3] ?? 0;
      value = value * 2 + ((byte >> (7 - (this.position & 7))) & 1);
      this.position += 1;
    }
    return value;
  }

  /** One bit as a truth value. */
  readFlag(): boolean {
    return this.read(1) === 1;
  }

  /** Unsigned Exp-Golomb code, ITU-T H.264 clause 9.1. */
  readUe(): number {
    let zeros = 0;
    while (zeros < 24 && this.read(1) === 0) zeros += 1;
    return 2 ** zeros - 1 + this.read(zeros);
  }

  /** Signed Exp-Golomb code. */
  readSe(): number {
    const code = this.readUe();
    return code % 2 === 1 ? (code + 1) / 2 : 0 - code / 2;
  }
}
