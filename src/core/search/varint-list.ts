/** Bytes a varint of `value` takes. */
export function varintLength(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x200000) return 3;
  return value < 0x10000000 ? 4 : 5;
}

/** Writes a varint, low groups first, and returns the place behind. */
export function putVarint(value: number, target: Uint8Array, at: number): number {
  let rest = value;
  let to = at;
  while (rest > 0x7f) {
    target[to++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  target[to] = rest;
  return to + 1;
}
