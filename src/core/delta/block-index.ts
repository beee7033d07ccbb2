import type { Steps } from '../base';

/** Bytes of a block. Smaller: more chance hits; larger: short stretches between two changes are not found. */
export const BLOCK_BYTES = 16;
/** Blocks of one hash that are looked at. Larger: repetitive data takes long. */
const MOST_PROBES = 12;
const FACTOR = 0x01000193;
/** `FACTOR ** (BLOCK_BYTES - 1)` modulo 2^32: what the oldest byte of the window has been multiplied with. */
const OLDEST_FACTOR = power(FACTOR, BLOCK_BYTES - 1);
/** Blocks indexed between two yields. */
const BLOCKS_PER_STEP = 16_384;

function power(base: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i += 1) result = Math.imul(result, base);
  return result;
}

/** The rolling hash of the block at `at`. */
export function hashBlock(bytes: Uint8Array, at: number): number {
  let hash = 0;
  for (let i = at; i < at + BLOCK_BYTES; i += 1) hash = (Math.imul(hash, FACTOR) + (bytes[i] ?? 0)) | 0;
  return hash;
}

/** The hash of the block at `at + 1`, from that of the block at `at`. */
export function rollBlock(bytes: Uint8Array, at: number, hash: number): number {
  const rest = hash - Math.imul(bytes[at] ?? 0, OLDEST_FACTOR);
  return (Math.imul(rest, FACTOR) + (bytes[at + BLOCK_BYTES] ?? 0)) | 0;
}

/** How many bytes are equal from `left[leftAt]` and `right[rightAt]` on. */
export function commonLength(left: Uint8Array, leftAt: number, right: Uint8Array, rightAt: number): number {
  const most = Math.min(left.length - leftAt, right.length - rightAt);
  let length = 0;
  while (length < most && left[leftAt + length] === right[rightAt + length]) length += 1;
  return length;
}

/** Finds where in a base bytes like those at a place of another array lie. Holds 8 to 12 bytes for every 16 of the base. */
export class BlockIndex {
  private readonly heads: Int32Array;
  private readonly older: Int32Array;
  private readonly shift: number;

  constructor(private readonly base: Uint8Array) {
    const blocks = Math.floor(base.length / BLOCK_BYTES);
    let bits = 10;
    while (1 << bits < blocks) bits += 1;
    this.shift = 32 - bits;
    this.heads = new Int32Array(1 << bits);
    this.older = new Int32Array(blocks);
  }

  /** Reads the base; to be done before {@link longest}. */
  *fillSteps(): Steps<void> {
    const { base, older, heads } = this;
    // Backwards, so that the first of equal blocks is looked at first: matches then run on for longest.
    for (let block = older.length - 1; block >= 0; block -= 1) {
      const slot = this.slotOf(hashBlock(base, block * BLOCK_BYTES));
      older[block] = heads[slot] ?? 0;
      heads[slot] = block + 1;
      if (block % BLOCKS_PER_STEP === 0) yield;
    }
  }

  /** Where the longest stretch like `target` from `at` on begins; -1 when no block of it is here. `hash` is that of its first block. */
  longest(target: Uint8Array, at: number, hash: number): number {
    let best = -1;
    let bestLength = BLOCK_BYTES - 1;
    let block = this.heads[this.slotOf(hash)] ?? 0;
    for (let probe = 0; block !== 0 && probe < MOST_PROBES; probe += 1) {
      const from = (block - 1) * BLOCK_BYTES;
      // A longer match must differ from the best one at its end: most candidates are dropped by one comparison.
      if (best < 0 || this.base[from + bestLength] === target[at + bestLength]) {
        const length = commonLength(target, at, this.base, from);
        if (length > bestLength) {
          best = from;
          bestLength = length;
        }
      }
      block = this.older[block - 1] ?? 0;
    }
    return best;
  }

  private slotOf(hash: number): number {
    return Math.imul(hash, 0x9e3779b1) >>> this.shift;
  }
}
