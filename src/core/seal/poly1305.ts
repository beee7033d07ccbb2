import type { Steps } from '../base';

/** A number below 2^130 as ten limbs of thirteen bits: a sum of products of two stays far below what doubles hold exactly. */
const LIMBS = 10;
const RADIX = 8192;
const MASK = RADIX - 1;
const BLOCK = 16;
/** Bytes between two pauses: some milliseconds on a slow television. */
const STEP_BYTES = 16 * 1024;

/** Limbs of the seventeen bytes at `at`. */
function limbsOf(bytes: Uint8Array, limbs: Float64Array): void {
  for (let i = 0; i < LIMBS; i += 1) {
    const bit = i * 13;
    const at = bit >> 3;
    const three = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
    limbs[i] = (three >>> (bit & 7)) & MASK;
  }
}

/** Puts what a limb has beyond thirteen bits into the next one; what is beyond the last counts five times in the first, as 2^130 is 5. */
function carry(limbs: Float64Array): void {
  let over = 0;
  for (let i = 0; i < LIMBS; i += 1) {
    const sum = (limbs[i] ?? 0) + over;
    over = Math.floor(sum / RADIX);
    limbs[i] = sum - over * RADIX;
  }
  limbs[0] = (limbs[0] ?? 0) + over * 5;
}

/** `sum * factor` modulo 2^130 - 5, into `sum`; not carried to the end. */
function multiply(sum: Float64Array, factor: Float64Array, product: Float64Array): void {
  for (let k = 0; k < LIMBS; k += 1) {
    let low = 0;
    let high = 0;
    for (let i = 0; i <= k; i += 1) low += (sum[i] ?? 0) * (factor[k - i] ?? 0);
    for (let i = k + 1; i < LIMBS; i += 1) high += (sum[i] ?? 0) * (factor[k + LIMBS - i] ?? 0);
    product[k] = low + high * 5;
  }
  carry(product);
  carry(product);
  sum.set(product);
}

/** The number as sixteen bytes, little end first, after `pad` was added; it is brought below 2^130 - 5 first. */
function finish(sum: Float64Array, pad: Uint8Array): Uint8Array {
  for (let i = 0; i < 3; i += 1) carry(sum);
  // Adding five carries into bit 130 exactly when the number is not below the modulus.
  const more = Float64Array.from(sum);
  more[0] = (more[0] ?? 0) + 5;
  let over = 0;
  for (let i = 0; i < LIMBS; i += 1) {
    const limb = (more[i] ?? 0) + over;
    over = Math.floor(limb / RADIX);
    more[i] = limb - over * RADIX;
  }
  // Chosen by arithmetic, not by a branch.
  const tag = new Uint8Array(BLOCK);
  let [bits, held, added] = [0, 0, 0];
  for (let at = 0, limb = 0; at < BLOCK; at += 1) {
    while (held < 8) {
      const chosen = (more[limb] ?? 0) * over + (sum[limb] ?? 0) * (1 - over);
      bits += chosen * 2 ** held;
      held += 13;
      limb += 1;
    }
    added += (bits & 0xff) + (pad[at] ?? 0);
    tag[at] = added & 0xff;
    added >>>= 8;
    bits = Math.floor(bits / 256);
    held -= 8;
  }
  return tag;
}

/** Poly1305 (RFC 8439, 2.5) of `data` in short steps: sixteen bytes. `key` has 32 bytes and is used once. */
export function* poly1305Steps(key: Uint8Array, data: Uint8Array): Steps<Uint8Array> {
  const piece = new Uint8Array(BLOCK + 3);
  piece.set(key.subarray(0, BLOCK));
  for (const at of [3, 7, 11, 15]) piece[at] = (piece[at] ?? 0) & 15;
  for (const at of [4, 8, 12]) piece[at] = (piece[at] ?? 0) & 252;
  const [factor, sum, added, product] = [new Float64Array(LIMBS), new Float64Array(LIMBS), new Float64Array(LIMBS), new Float64Array(LIMBS)];
  limbsOf(piece, factor);
  for (let at = 0; at < data.length; at += BLOCK) {
    const part = data.subarray(at, at + BLOCK);
    piece.fill(0);
    piece.set(part);
    piece[part.length] = 1;
    limbsOf(piece, added);
    for (let i = 0; i < LIMBS; i += 1) sum[i] = (sum[i] ?? 0) + (added[i] ?? 0);
    multiply(sum, factor, product);
    if ((at + BLOCK) % STEP_BYTES === 0) yield;
  }
  return finish(sum, key.subarray(BLOCK, 2 * BLOCK));
}
