// Bytes compared, copied, hashed and looked through, eight at a time. Reading and writing a few bytes too far is meant: whatever lies behind is the kernel's.

const LOWS: u64 = 0x0101010101010101;
const TOPS: u64 = 0x8080808080808080;
const CONTROLS: u64 = 0x0e0e0e0e0e0e0e0e;

/** Whether `length` bytes are the same. */
// @ts-ignore: decorator
@inline
export function isSame(a: usize, b: usize, length: i32): bool {
  let left = length;
  let from = a;
  let other = b;
  while (left >= 8) {
    if (load<u64>(from) != load<u64>(other)) return false;
    from += 8;
    other += 8;
    left -= 8;
  }
  if (left == 0) return true;
  return ((load<u64>(from) ^ load<u64>(other)) << <u64>((8 - left) << 3)) == 0;
}

/** The first byte from `from` on that is `sign` eight times over, or below 14 (Bit Twiddling Hacks: the lowest mark is right); at least `end` if there is none before. */
// @ts-ignore: decorator
@inline
export function findSign(from: usize, end: usize, sign: u64): usize {
  let at = from;
  while (at < end) {
    const eight = load<u64>(at);
    const other = eight ^ sign;
    const hits = (((other - LOWS) & ~other) | ((eight - CONTROLS) & ~eight)) & TOPS;
    if (hits != 0) return at + <usize>(ctz<u64>(hits) >> 3);
    at += 8;
  }
  return at;
}

/** Whether `sign` eight times over stands in the bytes. */
// @ts-ignore: decorator
@inline
export function hasSign(from: usize, end: usize, sign: u64): bool {
  let at = from;
  while (at < end) {
    const other = load<u64>(at) ^ sign;
    const hits = (other - LOWS) & ~other & TOPS;
    if (hits != 0) return at + <usize>(ctz<u64>(hits) >> 3) < end;
    at += 8;
  }
  return false;
}

/** The hashes of the bytes hashed last. */
export let hashLow: i32 = 0;
export let hashHigh: i32 = 0;

/** Hashes bytes by themselves, each with the four numbers `weights` has of it; as RowFingerprint does. */
export function hashPart(from: usize, end: usize, weights: usize): void {
  let low = 1;
  let high = 1;
  for (let at = from; at < end; at += 1) {
    const weight = weights + (<usize>load<u8>(at) << 4);
    low = low * load<i32>(weight) + load<i32>(weight + 4);
    high = high * load<i32>(weight + 8) + load<i32>(weight + 12);
  }
  hashLow = mix(low);
  hashHigh = mix(high);
}

/** As `mixHash` in core/text. */
// @ts-ignore: decorator
@inline
export function mix(value: i32): i32 {
  let hash = value ^ (value >>> 16);
  hash *= 0x85ebca6b;
  hash ^= hash >>> 13;
  hash *= 0xc2b2ae35;
  return hash ^ (hash >>> 16);
}

/** Writes a number seven bits at a time, the lowest first; where it ends. */
// @ts-ignore: decorator
@inline
export function varint(to: usize, value: u32): usize {
  let at = to;
  let rest = value;
  while (rest > 0x7f) {
    store<u8>(at, (rest & 0x7f) | 0x80);
    at += 1;
    rest >>>= 7;
  }
  store<u8>(at, rest);
  return at + 1;
}

/** Writes a text with its length before it; where it ends. */
// @ts-ignore: decorator
@inline
export function text(to: usize, from: usize, end: usize): usize {
  const at = varint(to, <u32>(end - from));
  for (let i: usize = 0; i < end - from; i += 8) store<u64>(at + i, load<u64>(from + i));
  return at + (end - from);
}

// @ts-ignore: decorator
@inline
export function isDigit(byte: i32): bool {
  return <u32>(byte - 0x30) < 10;
}

/** Letters, digits, `-`, `_`, `.`. */
export function isKeyByte(byte: i32): bool {
  return <u32>((byte | 0x20) - 0x61) < 26 || isDigit(byte) || byte == 0x2d || byte == 0x5f || byte == 0x2e;
}

// @ts-ignore: decorator
@inline
export function isBlank(byte: i32): bool {
  return byte == 0x20 || byte == 0x09;
}
