const PLAIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const URL_SAFE = `${PLAIN.slice(0, 62)}-_`;

/** Bytes as base64url (RFC 4648, 5) without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const letters = Math.min(4, bytes.length - at + 1);
    for (let i = 0; i < letters; i += 1) parts.push(URL_SAFE.charAt((three >>> (18 - i * 6)) & 63));
  }
  return parts.join('');
}

/** The bytes of {@link toBase64Url}; `null` for any other letter. */
export function fromBase64Url(text: string): Uint8Array | null {
  return decode(text, URL_SAFE);
}

/** The bytes of base64 (RFC 4648, 4) with or without its padding; `null` for any other letter. */
export function fromBase64(text: string): Uint8Array | null {
  return decode(text.replace(/=+$/, ''), PLAIN);
}

function decode(text: string, letters: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [held, bits, at] = [0, 0, 0];
  for (let i = 0; i < text.length; i += 1) {
    const value = letters.indexOf(text.charAt(i));
    if (value === -1) return null;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = held >>> bits;
    at += 1;
  }
  return bytes;
}
