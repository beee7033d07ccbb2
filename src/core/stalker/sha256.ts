/**
 * The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2). An engine's root may be wrong by
 * two hundred units in its last place without changing any of them.
 */
function roundConstants(): Uint32Array {
  const constants = new Uint32Array(64);
  let count = 0;
  for (let candidate = 2; count < 64; candidate += 1) {
    let isPrime = true;
    for (let by = 2; by * by <= candidate; by += 1) if (candidate % by === 0) isPrime = false;
    if (!isPrime) continue;
    const root = Math.cbrt(candidate);
    constants[count++] = (root - Math.floor(root)) * 0x100000000;
  }
  return constants;
}

const START = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

function padded(text: string): Uint8Array {
  const length = Math.ceil((text.length + 9) / 64) * 64;
  const bytes = new Uint8Array(length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i) & 0xff;
  bytes[text.length] = 0x80;
  const bits = text.length * 8;
  for (let i = 0; i < 4; i += 1) bytes[length - 1 - i] = (bits >>> (i * 8)) & 0xff;
  return bytes;
}

function turn(value: number, by: number): number {
  return (value >>> by) | (value << (32 - by));
}

function addBlock(state: Uint32Array, bytes: Uint8Array, at: number, constants: Uint32Array): void {
  const words = new Uint32Array(64);
  for (let i = 0; i < 16; i += 1) {
    const from = at + i * 4;
    words[i] = ((bytes[from] ?? 0) << 24) | ((bytes[from + 1] ?? 0) << 16) | ((bytes[from + 2] ?? 0) << 8) | (bytes[from + 3] ?? 0);
  }
  for (let i = 16; i < 64; i += 1) {
    const [early, late] = [words[i - 15] ?? 0, words[i - 2] ?? 0];
    const first = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const second = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    words[i] = ((words[i - 16] ?? 0) + first + (words[i - 7] ?? 0) + second) | 0;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = Array.from(state);
  for (let i = 0; i < 64; i += 1) {
    const choice = (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g));
    const one = (h + choice + (constants[i] ?? 0) + (words[i] ?? 0)) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] = (state[i] ?? 0) + value));
}

/** SHA-256 (FIPS 180-4) of an ASCII text shorter than 500 MB, as 64 upper-case hexadecimal digits. For short texts; not for secrets. */
export function sha256Hex(text: string): string {
  const constants = roundConstants();
  const state = Uint32Array.from(START);
  const bytes = padded(text);
  for (let at = 0; at < bytes.length; at += 64) addBlock(state, bytes, at, constants);
  return Array.from(state, (word) => `0000000${word.toString(16)}`.slice(-8)).join('').toUpperCase();
}
