import type { RandomPort } from '#ports';

/** Random numbers from the engine; bytes from its cryptographic source, which every served engine has. */
export class BrowserRandom implements RandomPort {
  next(): number {
    return Math.random();
  }

  bytes(length: number): Uint8Array {
    return crypto.getRandomValues(new Uint8Array(length));
  }
}
