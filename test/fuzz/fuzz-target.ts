import type { FuzzRandom } from './fuzz-random';

/** A parser under test. */
export interface FuzzTarget {
  readonly name: string;
  /**
   * Reads the input in pieces ended by `cuts` (ascending) and answers a text that tells everything about the result. Must be equal for equal bytes
   * however they are cut, and must not throw: refusals are part of the text.
   */
  run(input: Uint8Array, cuts: readonly number[]): string;
  /** Inputs to begin with: small, each about another part of the grammar. */
  readonly seeds: readonly string[];
  /** Words of the format, for mutations. */
  readonly dictionary: readonly string[];
  /** A random sentence of the grammar, mostly well-formed. */
  generate(random: FuzzRandom): string;
  /** What the input becomes before it is read, for formats that are no text; absent: nothing. */
  pack?(input: Uint8Array): Uint8Array;
}

/** Calls `take` with the pieces of an input. Each piece is a copy that is overwritten afterwards: readers must not hold on to it. */
export function pieces(input: Uint8Array, cuts: readonly number[], take: (piece: Uint8Array) => void): void {
  let from = 0;
  for (const cut of [...cuts, input.length]) {
    const piece = input.slice(from, cut);
    take(piece);
    piece.fill(0x5a);
    from = cut;
  }
}

/** Bytes a turn depends on. */
const TURN_BYTES = 64;

/**
 * A number below `below` that depends on the input and on nothing else: what a target does in turn, it does by this. It is the same for inputs that begin alike and
 * whose lengths differ by multiples of 256, so that the search for time that grows too fast compares like with like.
 */
export function turnOf(input: Uint8Array, below: number): number {
  let hash = input.length & 0xff;
  for (let at = 0; at < input.length && at < TURN_BYTES; at += 1) hash = (Math.imul(hash, 31) + (input[at] ?? 0)) | 0;
  return ((hash ^ (hash >>> 15)) >>> 0) % below;
}
