/** Bytes as lower-case hexadecimal digits, two each. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte + 0x100).toString(16).slice(1)).join('');
}
