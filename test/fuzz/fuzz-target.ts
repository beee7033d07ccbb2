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
