import type { Steps } from '../base';
import { pbkdf2Once } from './pbkdf2';

/** What a hash costs: `128 * r * n` bytes of memory at once, and time in proportion to `n * r * p`. */
export interface ScryptCost {
  /** A power of two. */
  readonly n: number;
  readonly r: number;
  readonly p: number;
}

/** Block mixes between two pauses: about a millisecond on a slow television with r = 8. */
const STEP_MIXES = 32;

/** Salsa20/8 (RFC 7914, 3) of `previous` xor sixteen words of `input`, into `output`. */
function salsa(block: Int32Array, input: Int32Array, inputAt: number, output: Int32Array, outputAt: number): void {
  for (let i = 0; i < 16; i += 1) block[i] = (block[i] ?? 0) ^ (input[inputAt + i] ?? 0);
  let [x0 = 0, x1 = 0, x2 = 0, x3 = 0, x4 = 0, x5 = 0, x6 = 0, x7 = 0] = [block[0], block[1], block[2], block[3], block[4], block[5], block[6], block[7]];
  let [x8 = 0, x9 = 0, xa = 0, xb = 0, xc = 0, xd = 0, xe = 0, xf = 0] = [block[8], block[9], block[10], block[11], block[12], block[13], block[14], block[15]];
  let t: number;
  for (let round = 0; round < 8; round += 2) {
    t = x0 + xc; x4 ^= (t << 7) | (t >>> 25); t = x4 + x0; x8 ^= (t << 9) | (t >>> 23);
    t = x8 + x4; xc ^= (t << 13) | (t >>> 19); t = xc + x8; x0 ^= (t << 18) | (t >>> 14);
    t = x5 + x1; x9 ^= (t << 7) | (t >>> 25); t = x9 + x5; xd ^= (t << 9) | (t >>> 23);
    t = xd + x9; x1 ^= (t << 13) | (t >>> 19); t = x1 + xd; x5 ^= (t << 18) | (t >>> 14);
    t = xa + x6; xe ^= (t << 7) | (t >>> 25); t = xe + xa; x2 ^= (t << 9) | (t >>> 23);
    t = x2 + xe; x6 ^= (t << 13) | (t >>> 19); t = x6 + x2; xa ^= (t << 18) | (t >>> 14);
    t = xf + xb; x3 ^= (t << 7) | (t >>> 25); t = x3 + xf; x7 ^= (t << 9) | (t >>> 23);
    t = x7 + x3; xb ^= (t << 13) | (t >>> 19); t = xb + x7; xf ^= (t << 18) | (t >>> 14);
    t = x0 + x3; x1 ^= (t << 7) | (t >>> 25); t = x1 + x0; x2 ^= (t << 9) | (t >>> 23);
    t = x2 + x1; x3 ^= (t << 13) | (t >>> 19); t = x3 + x2; x0 ^= (t << 18) | (t >>> 14);
    t = x5 + x4; x6 ^= (t << 7) | (t >>> 25); t = x6 + x5; x7 ^= (t << 9) | (t >>> 23);
    t = x7 + x6; x4 ^= (t << 13) | (t >>> 19); t = x4 + x7; x5 ^= (t << 18) | (t >>> 14);
    t = xa + x9; xb ^= (t << 7) | (t >>> 25); t = xb + xa; x8 ^= (t << 9) | (t >>> 23);
    t = x8 + xb; x9 ^= (t << 13) | (t >>> 19); t = x9 + x8; xa ^= (t << 18) | (t >>> 14);
    t = xf + xe; xc ^= (t << 7) | (t >>> 25); t = xc + xf; xd ^= (t << 9) | (t >>> 23);
    t = xd + xc; xe ^= (t << 13) | (t >>> 19); t = xe + xd; xf ^= (t << 18) | (t >>> 14);
  }
  block[0] = (block[0] ?? 0) + x0; block[1] = (block[1] ?? 0) + x1; block[2] = (block[2] ?? 0) + x2; block[3] = (block[3] ?? 0) + x3;
  block[4] = (block[4] ?? 0) + x4; block[5] = (block[5] ?? 0) + x5; block[6] = (block[6] ?? 0) + x6; block[7] = (block[7] ?? 0) + x7;
  block[8] = (block[8] ?? 0) + x8; block[9] = (block[9] ?? 0) + x9; block[10] = (block[10] ?? 0) + xa; block[11] = (block[11] ?? 0) + xb;
  block[12] = (block[12] ?? 0) + xc; block[13] = (block[13] ?? 0) + xd; block[14] = (block[14] ?? 0) + xe; block[15] = (block[15] ?? 0) + xf;
  for (let i = 0; i < 16; i += 1) output[outputAt + i] = block[i] ?? 0;
}

/** scryptBlockMix (RFC 7914, 4) of the `32 * r` words at `input[from]`, into `output`. */
function mixBlock(input: Int32Array, from: number, output: Int32Array, r: number, block: Int32Array): void {
  const last = from + (2 * r - 1) * 16;
  for (let i = 0; i < 16; i += 1) block[i] = input[last + i] ?? 0;
  for (let i = 0; i < 2 * r; i += 1) {
    // Even ones first, then odd ones.
    salsa(block, input, from + i * 16, output, ((i >> 1) + (i % 2) * r) * 16);
  }
}

/** scryptROMix (RFC 7914, 5) in place. */
function* mixMemory(words: Int32Array, { n, r }: ScryptCost): Steps<void> {
  const size = 32 * r;
  const memory = new Int32Array(size * n);
  const block = new Int32Array(16);
  const next = new Int32Array(size);
  for (let i = 0; i < n; i += 1) {
    memory.set(words, i * size);
    mixBlock(memory, i * size, words, r, block);
    if (i % STEP_MIXES === STEP_MIXES - 1) yield;
  }
  for (let i = 0; i < n; i += 1) {
    const from = ((words[size - 16] ?? 0) & (n - 1)) * size;
    for (let k = 0; k < size; k += 1) words[k] = (words[k] ?? 0) ^ (memory[from + k] ?? 0);
    mixBlock(words, 0, next, r, block);
    words.set(next);
    if (i % STEP_MIXES === STEP_MIXES - 1) yield;
  }
}

/**
 * scrypt (RFC 7914) in short steps, `length` bytes. Written here because the kept JavaScript packages need BigInt, which sets before
 * Chrome 67 do not have (docs/decisions/0013).
 */
export function* scryptSteps(password: Uint8Array, salt: Uint8Array, cost: ScryptCost, length: number): Steps<Uint8Array> {
  const { r, p } = cost;
  const bytes = pbkdf2Once(password, salt, p * 128 * r);
  const view = new DataView(bytes.buffer);
  const words = new Int32Array(32 * r);
  for (let lane = 0; lane < p; lane += 1) {
    const at = lane * 128 * r;
    for (let i = 0; i < words.length; i += 1) words[i] = view.getInt32(at + i * 4, true);
    yield* mixMemory(words, cost);
    for (let i = 0; i < words.length; i += 1) view.setInt32(at + i * 4, words[i] ?? 0, true);
  }
  return pbkdf2Once(password, bytes, length);
}
