/** FNV-1a: what a hash begins with. */
export const FNV_OFFSET = 0x811c9dc5;
/** FNV-1a: what it is multiplied with for each byte. */
export const FNV_PRIME = 0x01000193;

/** Spreads a 32-bit value so that every input bit changes every output bit with even chance (MurmurHash3 finaliser). */
export function mixHash(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** 32-bit hash of `bytes[start..end)` (FNV-1a, mixed). Not for secrets. */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = FNV_OFFSET;
  for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ (bytes[i] ?? 0), FNV_PRIME);
  return mixHash(hash);
}

/**
 * 32-bit hash of many bytes, four at a time, continuing from `seed`. For checksums and revisions; depends on the machine's
 * byte order, which is little-endian on every set and server there is.
 */
export function hashWords(bytes: Uint8Array, seed = FNV_OFFSET): number {
  let hash = seed | 0;
  let pos = 0;
  const end = bytes.length;
  if ((bytes.byteOffset & 3) === 0) {
    const words = new Int32Array(bytes.buffer, bytes.byteOffset, end >>> 2);
    // Engines compile a function that is called often better than one long loop.
    for (let from = 0; from < words.length; from += HASH_BLOCK) hash = hashBlock(words, from, Math.min(words.length, from + HASH_BLOCK), hash);
    pos = words.length << 2;
  } else {
    for (; pos + 4 <= end; pos += 4) {
      const word = (bytes[pos] ?? 0) | ((bytes[pos + 1] ?? 0) << 8) | ((bytes[pos + 2] ?? 0) << 16) | ((bytes[pos + 3] ?? 0) << 24);
      hash = Math.imul(hash ^ word, 0x9e3779b1);
      hash = (hash << 13) | (hash >>> 19);
    }
  }
  for (; pos < end; pos += 1) hash = Math.imul(hash ^ (bytes[pos] ?? 0), FNV_PRIME);
  return mixHash(hash ^ end);
}

/** Words hashed in one call. */
const HASH_BLOCK = 512;

function hashBlock(words: Int32Array, from: number, to: number, seed: number): number {
  let hash = seed;
  for (let i = from; i < to; i += 1) {
    hash = Math.imul(hash ^ (words[i] ?? 0), 0x9e3779b1);
    hash = (hash << 13) | (hash >>> 19);
  }
  return hash;
}

/** Collects a 64-bit hash byte by byte, as two 32-bit halves. For fingerprints, which must stay the same for years. */
export class Fingerprint {
  /** In a typed array, since numbers beyond 31 bits in plain fields are boxed. */
  private readonly state = new Int32Array(2);

  /** Begins a new one. */
  reset(): void {
    this.state[0] = FNV_OFFSET;
    this.state[1] = 0x9747b28c;
  }

  /** Adds a byte. */
  add(byte: number): void {
    const state = this.state;
    state[0] = Math.imul((state[0] ?? 0) ^ byte, FNV_PRIME);
    state[1] = Math.imul((state[1] ?? 0) ^ byte, 0x5bd1e995) + 0x1b873593;
  }

  /** Adds `bytes[start..end)`. */
  addRange(bytes: Uint8Array, start: number, end: number): void {
    let low = this.state[0] ?? 0;
    let high = this.state[1] ?? 0;
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      low = Math.imul(low ^ byte, FNV_PRIME);
      high = (Math.imul(high ^ byte, 0x5bd1e995) + 0x1b873593) | 0;
    }
    this.state[0] = low;
    this.state[1] = high;
  }

  /** Adds what `table` maps `bytes[start..end)` to; a byte that becomes 0 is left out. `table` has 256 entries. */
  addMapped(bytes: Uint8Array, start: number, end: number, table: Uint8Array): void {
    let low = this.state[0] ?? 0;
    let high = this.state[1] ?? 0;
    for (let at = start; at < end; at += 1) {
      const byte = table[bytes[at] ?? 0] ?? 0;
      if (byte === 0) continue;
      low = Math.imul(low ^ byte, FNV_PRIME);
      high = (Math.imul(high ^ byte, 0x5bd1e995) + 0x1b873593) | 0;
    }
    this.state[0] = low;
    this.state[1] = high;
  }

  /** The low half so far. */
  lowHalf(): number {
    return mixHash((this.state[0] ?? 0) ^ ((this.state[1] ?? 0) >>> 7));
  }

  /** The high half so far. */
  highHalf(): number {
    return mixHash((this.state[1] ?? 0) ^ ((this.state[0] ?? 0) << 9));
  }
}
