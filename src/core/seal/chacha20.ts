import type { Steps } from '../base';

/** Bytes of a block of the key stream. */
const BLOCK = 64;
/** Bytes between two pauses: some milliseconds on a slow television. */
const STEP_BYTES = 16 * 1024;

function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}

/** One block of the key stream (RFC 8439, 2.3): sixteen words into `out`. */
function block(key: Int32Array, counter: number, nonce: Int32Array, out: Int32Array): void {
  let [x0, x1, x2, x3] = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574];
  let [x4 = 0, x5 = 0, x6 = 0, x7 = 0, x8 = 0, x9 = 0, xa = 0, xb = 0] = key;
  let xc = counter;
  let [xd = 0, xe = 0, xf = 0] = nonce;
  let t: number;
  for (let round = 0; round < 20; round += 2) {
    x0 = (x0 + x4) | 0; t = xc ^ x0; xc = (t << 16) | (t >>> 16); x8 = (x8 + xc) | 0; t = x4 ^ x8; x4 = (t << 12) | (t >>> 20);
    x0 = (x0 + x4) | 0; t = xc ^ x0; xc = (t << 8) | (t >>> 24); x8 = (x8 + xc) | 0; t = x4 ^ x8; x4 = (t << 7) | (t >>> 25);
    x1 = (x1 + x5) | 0; t = xd ^ x1; xd = (t << 16) | (t >>> 16); x9 = (x9 + xd) | 0; t = x5 ^ x9; x5 = (t << 12) | (t >>> 20);
    x1 = (x1 + x5) | 0; t = xd ^ x1; xd = (t << 8) | (t >>> 24); x9 = (x9 + xd) | 0; t = x5 ^ x9; x5 = (t << 7) | (t >>> 25);
    x2 = (x2 + x6) | 0; t = xe ^ x2; xe = (t << 16) | (t >>> 16); xa = (xa + xe) | 0; t = x6 ^ xa; x6 = (t << 12) | (t >>> 20);
    x2 = (x2 + x6) | 0; t = xe ^ x2; xe = (t << 8) | (t >>> 24); xa = (xa + xe) | 0; t = x6 ^ xa; x6 = (t << 7) | (t >>> 25);
    x3 = (x3 + x7) | 0; t = xf ^ x3; xf = (t << 16) | (t >>> 16); xb = (xb + xf) | 0; t = x7 ^ xb; x7 = (t << 12) | (t >>> 20);
    x3 = (x3 + x7) | 0; t = xf ^ x3; xf = (t << 8) | (t >>> 24); xb = (xb + xf) | 0; t = x7 ^ xb; x7 = (t << 7) | (t >>> 25);
    x0 = (x0 + x5) | 0; t = xf ^ x0; xf = (t << 16) | (t >>> 16); xa = (xa + xf) | 0; t = x5 ^ xa; x5 = (t << 12) | (t >>> 20);
    x0 = (x0 + x5) | 0; t = xf ^ x0; xf = (t << 8) | (t >>> 24); xa = (xa + xf) | 0; t = x5 ^ xa; x5 = (t << 7) | (t >>> 25);
    x1 = (x1 + x6) | 0; t = xc ^ x1; xc = (t << 16) | (t >>> 16); xb = (xb + xc) | 0; t = x6 ^ xb; x6 = (t << 12) | (t >>> 20);
    x1 = (x1 + x6) | 0; t = xc ^ x1; xc = (t << 8) | (t >>> 24); xb = (xb + xc) | 0; t = x6 ^ xb; x6 = (t << 7) | (t >>> 25);
    x2 = (x2 + x7) | 0; t = xd ^ x2; xd = (t << 16) | (t >>> 16); x8 = (x8 + xd) | 0; t = x7 ^ x8; x7 = (t << 12) | (t >>> 20);
    x2 = (x2 + x7) | 0; t = xd ^ x2; xd = (t << 8) | (t >>> 24); x8 = (x8 + xd) | 0; t = x7 ^ x8; x7 = (t << 7) | (t >>> 25);
    x3 = (x3 + x4) | 0; t = xe ^ x3; xe = (t << 16) | (t >>> 16); x9 = (x9 + xe) | 0; t = x4 ^ x9; x4 = (t << 12) | (t >>> 20);
    x3 = (x3 + x4) | 0; t = xe ^ x3; xe = (t << 8) | (t >>> 24); x9 = (x9 + xe) | 0; t = x4 ^ x9; x4 = (t << 7) | (t >>> 25);
  }
  out[0] = x0 + 0x61707865; out[1] = x1 + 0x3320646e; out[2] = x2 + 0x79622d32; out[3] = x3 + 0x6b206574;
  out[4] = x4 + (key[0] ?? 0); out[5] = x5 + (key[1] ?? 0); out[6] = x6 + (key[2] ?? 0); out[7] = x7 + (key[3] ?? 0);
  out[8] = x8 + (key[4] ?? 0); out[9] = x9 + (key[5] ?? 0); out[10] = xa + (key[6] ?? 0); out[11] = xb + (key[7] ?? 0);
  out[12] = xc + counter; out[13] = xd + (nonce[0] ?? 0); out[14] = xe + (nonce[1] ?? 0); out[15] = xf + (nonce[2] ?? 0);
}

function wordsOf(bytes: Uint8Array): Int32Array {
  const words = new Int32Array(bytes.length >> 2);
  for (let i = 0; i < words.length; i += 1) words[i] = word(bytes, i * 4);
  return words;
}

/**
 * ChaCha20 (RFC 8439, 2.4) in short steps: `data` xor the key stream from block `counter` on. `key` has 32 bytes, `nonce` twelve. No step depends on
 * what is in key or data, so that how long it takes tells nothing.
 */
export function* chacha20Steps(key: Uint8Array, counter: number, nonce: Uint8Array, data: Uint8Array): Steps<Uint8Array> {
  const [keyWords, nonceWords] = [wordsOf(key), wordsOf(nonce)];
  const stream = new Int32Array(BLOCK / 4);
  const out = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at += BLOCK) {
    block(keyWords, (counter + at / BLOCK) | 0, nonceWords, stream);
    const end = Math.min(BLOCK, data.length - at);
    for (let i = 0; i < end; i += 1) out[at + i] = (data[at + i] ?? 0) ^ ((stream[i >> 2] ?? 0) >>> ((i & 3) * 8));
    if ((at + BLOCK) % STEP_BYTES === 0) yield;
  }
  return out;
}
