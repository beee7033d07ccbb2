const [QUOTE, COMMA, COLON, BACKSLASH] = [0x22, 0x2c, 0x3a, 0x5c];

/** Space, tab, line end or another control character: panels leave raw ones between and within values. */
export function isBlankByte(byte: number): boolean {
  return byte <= 0x20;
}

/** First position from `pos` on that is not blank. */
export function skipSpace(bytes: Uint8Array, pos: number, end: number): number {
  let at = pos;
  while (at < end && (bytes[at] ?? 0) <= 0x20) at += 1;
  return at;
}

/**
 * Position of the quote that closes the text beginning at `pos`, or -1 when the bytes end before that is certain. A quote that nothing
 * of the structure follows belongs to the text: panels forget to escape.
 */
export function closingQuote(bytes: Uint8Array, pos: number, end: number): number {
  for (let at = pos; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === BACKSLASH) {
      at += 1;
    } else if (byte === QUOTE) {
      const next = skipSpace(bytes, at + 1, end);
      if (next >= end) return -1;
      const sign = bytes[next] ?? 0;
      if (sign === COMMA || sign === COLON || sign === 0x7d || sign === 0x5d || sign === QUOTE) return at;
    }
  }
  return -1;
}

/** Position behind the array or object at `start`, or -1 when it does not end here. */
export function skipContainer(bytes: Uint8Array, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) {
      at = closingQuote(bytes, at + 1, end);
      if (at < 0) return -1;
    } else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
    } else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}
