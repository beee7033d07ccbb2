const TABLES = 8;
/** Tables for eight bytes at a time ("slicing by eight", Kounavis and Berry 2005), one behind the other. */
const TABLE = new Int32Array(TABLES * 256);
for (let byte = 0; byte < 256; byte += 1) {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  TABLE[byte] = value;
}
for (let at = 256; at < TABLES * 256; at += 1) {
  const before = TABLE[at - 256] ?? 0;
  TABLE[at] = (before >>> 8) ^ (TABLE[before & 0xff] ?? 0);
}

function addBytes(crc: number, bytes: Uint8Array, from: number, to: number): number {
  let value = crc;
  for (let at = from; at < to; at += 1) value = (value >>> 8) ^ (TABLE[(value ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
  return value;
}

/**
 * The check sum of RFC 1952 section 8 over `bytes`, continuing from `crc` (0 at the beginning). Unsigned. Reads words, which are little-endian on every
 * set and server there is.
 */
export function crc32(crc: number, bytes: Uint8Array): number {
  if (bytes.length < 16) return ~addBytes(~crc, bytes, 0, bytes.length) >>> 0;
  const start = -bytes.byteOffset & 3;
  let value = addBytes(~crc, bytes, 0, start);
  const pairs = (bytes.length - start) >> 3;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + start, pairs * 2);
  for (let at = 0; at < words.length; at += 2) {
    const low = (words[at] ?? 0) ^ value;
    const high = words[at + 1] ?? 0;
    value =
      (TABLE[1792 + (low & 0xff)] ?? 0) ^ (TABLE[1536 + ((low >>> 8) & 0xff)] ?? 0) ^ (TABLE[1280 + ((low >>> 16) & 0xff)] ?? 0) ^ (TABLE[1024 + (low >>> 24)] ?? 0) ^
      (TABLE[768 + (high & 0xff)] ?? 0) ^ (TABLE[512 + ((high >>> 8) & 0xff)] ?? 0) ^ (TABLE[256 + ((high >>> 16) & 0xff)] ?? 0) ^ (TABLE[high >>> 24] ?? 0);
  }
  return ~addBytes(value, bytes, start + pairs * 8, bytes.length) >>> 0;
}

/** The check sum of RFC 1950 section 2.2 over `bytes`, continuing from `adler` (1 at the beginning). Unsigned. */
export function adler32(adler: number, bytes: Uint8Array): number {
  let low = adler & 0xffff;
  let high = adler >>> 16;
  for (let at = 0; at < bytes.length; ) {
    // So many bytes can be added before the sums leave 32 bits.
    const stop = Math.min(bytes.length, at + 3800);
    for (; at < stop; at += 1) {
      low += bytes[at] ?? 0;
      high += low;
    }
    low %= 65_521;
    high %= 65_521;
  }
  return ((high << 16) | low) >>> 0;
}
