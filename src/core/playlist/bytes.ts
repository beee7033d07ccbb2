/** ASCII codes the grammar speaks of. */
export const ASCII = {
  tab: 0x09, lf: 0x0a, cr: 0x0d, space: 0x20, quote: 0x22, hash: 0x23, percent: 0x25, ampersand: 0x26, apostrophe: 0x27, plus: 0x2b,
  comma: 0x2c, minus: 0x2d, dot: 0x2e, slash: 0x2f, colon: 0x3a, semicolon: 0x3b, less: 0x3c, equals: 0x3d, question: 0x3f, pipe: 0x7c,
} as const;

/** ASCII letters in lower case, other bytes as they are. */
export function lower(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

/** `0`..`9`. */
export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Space or tab. */
export function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09;
}

/** What attribute names consist of: letters, digits, `-`, `_`, `.`. */
export function isKeyByte(byte: number): boolean {
  const small = byte | 0x20;
  return (small >= 0x61 && small <= 0x7a) || isDigit(byte) || byte === 0x2d || byte === 0x5f || byte === 0x2e;
}

/** Whether `bytes` holds `text` (ASCII, lower case) at `pos`, in any letter case. */
export function startsWith(bytes: Uint8Array, pos: number, end: number, text: string): boolean {
  if (end - pos < text.length) return false;
  for (let i = 0; i < text.length; i += 1) if (lower(bytes[pos + i] ?? 0) !== text.charCodeAt(i)) return false;
  return true;
}

/** First position from `pos` on that is neither space nor tab. */
export function skipBlanks(bytes: Uint8Array, pos: number, end: number): number {
  let at = pos;
  while (at < end && isBlank(bytes[at] ?? 0)) at += 1;
  return at;
}

/** End of `bytes[pos..end)` without trailing spaces and tabs. */
export function trimEnd(bytes: Uint8Array, pos: number, end: number): number {
  let at = end;
  while (at > pos && isBlank(bytes[at - 1] ?? 0)) at -= 1;
  return at;
}
