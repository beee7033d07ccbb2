/** Collects bytes and texts into two 32-bit halves; for comparing results, not for secrets. */
export class Digest {
  private low = 0x811c9dc5 | 0;
  private high = 0x9747b28c | 0;

  /** Adds a number. */
  number(value: number): void {
    this.byte(value | 0);
    this.byte(Math.floor(value / 0x100000000) | 0);
    // Fractions and what is no number.
    if (value % 1 !== 0) this.text(String(value));
  }

  /** Adds `bytes[start..end)`. */
  bytes(bytes: Uint8Array, start: number, end: number): void {
    this.byte(end - start);
    for (let at = start; at < end; at += 1) this.byte(bytes[at] ?? 0);
  }

  /** Adds bytes without their number: the same however they are split. */
  plain(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += 1) this.byte(bytes[at] ?? 0);
  }

  /** Adds a text. */
  text(text: string): void {
    this.byte(text.length);
    for (let at = 0; at < text.length; at += 1) this.byte(text.charCodeAt(at));
  }

  /** The digest so far. */
  toString(): string {
    return `${(this.low >>> 0).toString(16)}${(this.high >>> 0).toString(16)}`;
  }

  private byte(value: number): void {
    this.low = Math.imul(this.low ^ value, 0x01000193);
    this.high = (Math.imul(this.high ^ value, 0x5bd1e995) + 0x1b873593) | 0;
  }
}
