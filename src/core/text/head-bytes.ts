import { decodeUtf8 } from './utf8';

/**
 * The first bytes of what is being read, for judging an answer that is not what was asked for. Kept as bytes: decoded piece by piece, a letter cut
 * in two would read differently.
 */
export class HeadBytes {
  private readonly kept: Uint8Array;
  private length = 0;

  /** Keeps `size` bytes. */
  constructor(size: number) {
    this.kept = new Uint8Array(size);
  }

  /** Keeps what still fits of a piece. */
  push(bytes: Uint8Array): void {
    if (this.length >= this.kept.length) return;
    const part = bytes.subarray(0, this.kept.length - this.length);
    this.kept.set(part, this.length);
    this.length += part.length;
  }

  /** What was kept. */
  get bytes(): Uint8Array {
    return this.kept.subarray(0, this.length);
  }

  /** What was kept, as text. */
  text(): string {
    return decodeUtf8(this.kept, 0, this.length);
  }
}
