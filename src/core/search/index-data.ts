import type { PackedColumn } from './packed-column';

/** A kind of titles in an index: documents `from..from + count`. */
export interface IndexSection {
  readonly name: string;
  readonly count: number;
}

/**
 * Everything an index consists of. Titles are documents, numbered by section and within it by their words in order of the dictionary,
 * leading words (articles, country prefixes) and trailing ones (quality, year) left aside: titles that begin alike are neighbours.
 */
export interface IndexData {
  /** Of what it was built from. */
  readonly revision: string;
  readonly sections: readonly IndexSection[];
  /** Letter of each one-byte code; see LetterCodes. */
  readonly alphabet: Uint16Array;
  /**
   * All words, sorted by their codes; word `i` is `wordBytes[wordStarts[i]..wordStarts[i + 1])`. Starts are not
   * packed, since every step of a look-up reads one.
   */
  readonly wordBytes: Uint8Array;
  readonly wordStarts: Uint32Array;
  /** First word that begins with code `c` or a later one; 257 entries. */
  readonly wordFirsts: Uint32Array;
  /** First word that begins with codes `a`, `b` or a later pair, at `a * PAIR_CODES + b`: walks mostly begin there. */
  readonly wordPairs: Uint32Array;
  /** Documents of word `i`: differences as varints in `postings[postingStarts[i]..postingStarts[i + 1])`. */
  readonly postings: Uint8Array;
  readonly postingStarts: PackedColumn;
  /** Words with a gram (see {@link gramBucket}) at an odd place, by bucket: differences as varints. */
  readonly grams: Uint8Array;
  readonly gramStarts: PackedColumn;
  /** Words of each document; 16 documents share a base in `docBases`. */
  readonly docCounts: Uint8Array;
  /** Low four bits: leading words; high four: trailing ones. */
  readonly docEdges: Uint8Array;
  readonly docBases: Uint32Array;
  readonly docWords: PackedColumn;
  /** First word behind the leading ones of every 64th document, + 1; 0 if it has none. */
  readonly samples: Uint32Array;
  /** Row in the section's table. */
  readonly rows: PackedColumn;
  /** How well known a title is by what the catalogue tells: 0..255. */
  readonly priors: Uint8Array;
  /** Largest prior of each 128 documents. */
  readonly blockPriors: Uint8Array;
  /** Year - 1899; empty when nothing has one. */
  readonly years: Uint8Array;
  /** Further words of a document (genres, people) as the number of a group; 0 none; empty when nothing has any. */
  readonly fields: Uint8Array | Uint16Array;
  /** Words of group `i`, sorted: `fieldWords[fieldStarts[i]..fieldStarts[i + 1])`. */
  readonly fieldStarts: Uint32Array;
  readonly fieldWords: Uint32Array;
  /** All of those, each once, ascending. */
  readonly fieldVocabulary: Uint32Array;
}

/** Codes the table of pairs covers: the first ones given out, which are those of the catalogue's main scripts. */
export const PAIR_CODES = 128;
/** Documents that share a base; more would make finding a document's words slower. */
export const BASE_BITS = 4;
/** Documents per entry of {@link IndexData.samples}, as a power of two. */
export const SAMPLE_BITS = 6;
/** Documents per entry of {@link IndexData.blockPriors}, as a power of two. */
export const BLOCK_BITS = 7;
/** What {@link IndexData.years} counts from. */
export const YEAR_BASE = 1899;
/** Buckets of grams; more would take more room than they save look-ups. */
export const GRAM_BUCKETS = 1 << 14;

/** The bucket of three neighbouring codes. Different grams may share one. */
export function gramBucket(first: number, second: number, third: number): number {
  const hash = Math.imul((first << 16) | (second << 8) | third, 0x9e3779b1);
  return (hash ^ (hash >>> 15)) >>> 18;
}
