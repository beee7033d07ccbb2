import { joinBytes, sha256Hash } from '../text';

/** Bytes SHA-256 takes at once. */
const BLOCK = 64;

/** HMAC-SHA-256 (RFC 2104): 32 bytes. */
function hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array {
  const short = key.length > BLOCK ? sha256Hash(key) : key;
  const inner = new Uint8Array(BLOCK).fill(0x36);
  const outer = new Uint8Array(BLOCK).fill(0x5c);
  short.forEach((byte, i) => {
    inner[i] = byte ^ 0x36;
    outer[i] = byte ^ 0x5c;
  });
  return sha256Hash(joinBytes([outer, sha256Hash(joinBytes([inner, data]))]));
}

/** PBKDF2 with HMAC-SHA-256 and one pass (RFC 8018), as scrypt uses it: `length` bytes. */
export function pbkdf2Once(password: Uint8Array, salt: Uint8Array, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let block = 1, at = 0; at < length; block += 1, at += 32) {
    const counter = Uint8Array.of(block >>> 24, block >>> 16, block >>> 8, block);
    bytes.set(hmacSha256(password, joinBytes([salt, counter])).subarray(0, length - at), at);
  }
  return bytes;
}
