import type { DataWriter } from './data-file';

/** Keeps made data in memory, for small amounts. */
export class MemoryWriter implements DataWriter {
  private readonly parts: Uint8Array[] = [];

  text(text: string): void {
    this.parts.push(Buffer.from(text, 'utf8'));
  }

  raw(bytes: Uint8Array): void {
    this.parts.push(bytes.slice());
  }

  /** All of it. */
  bytes(): Uint8Array {
    return Buffer.concat(this.parts);
  }
}
