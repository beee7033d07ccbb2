import { PAIR_CODES } from './index-data';
import type { Piece } from './edit-distance';

/** The columns a dictionary reads; see IndexData. */
export interface WordColumns {
  readonly wordBytes: Uint8Array;
  readonly wordStarts: Uint32Array;
  readonly wordFirsts: Uint32Array;
  readonly wordPairs: Uint32Array;
}

/**
 * The sorted words of an index, walked like a tree: a node is a range of words that share their first `depth` codes. Answers are left in
 * `lo` and `hi`, since objects would be made by the hundred per key press.
 */
export class WordDictionary {
  readonly count: number;
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  /** Words that begin with code `c`: `firsts[c]..firsts[c + 1]`. */
  readonly firsts: Uint32Array;
  /** The range the last {@link narrow} or {@link prefix} found. */
  lo = 0;
  hi = 0;
  private readonly pairs: Uint32Array;
  private readonly whole: Piece = { bytes: new Uint8Array(0), from: 0, to: 0 };

  constructor(columns: WordColumns) {
    this.bytes = columns.wordBytes;
    this.starts = columns.wordStarts;
    this.firsts = columns.wordFirsts;
    this.pairs = columns.wordPairs;
    this.count = Math.max(0, this.starts.length - 1);
  }

  /** Codes of a word. */
  lengthOf(word: number): number {
    return (this.starts[word + 1] ?? 0) - (this.starts[word] ?? 0);
  }

  /** The code at `depth` of a word that is longer. */
  codeAt(word: number, depth: number): number {
    return this.bytes[(this.starts[word] ?? 0) + depth] ?? 0;
  }

  /** First word of the node that is longer than `depth`: only the first one can be as long. */
  behindEnd(lo: number, depth: number): number {
    return this.lengthOf(lo) === depth ? lo + 1 : lo;
  }

  /** First word in `lo..hi` whose code at `depth` is above `code`; all must be longer than `depth`. */
  firstAbove(lo: number, hi: number, depth: number, code: number): number {
    let low = lo;
    let high = hi;
    // Children are mostly small: look near the beginning first.
    for (let step = 1; low < high; step *= 4) {
      const probe = low + step;
      if (probe >= high) break;
      if (this.codeAt(probe, depth) > code) {
        high = probe;
        break;
      }
      low = probe + 1;
    }
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.codeAt(middle, depth) > code) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The child of node `lo..hi` at `depth` by `code`, into `lo` and `hi`. `false`: there is none. */
  narrow(lo: number, hi: number, depth: number, code: number): boolean {
    if (depth === 0) {
      this.lo = this.firsts[code] ?? 0;
      this.hi = this.firsts[code + 1] ?? 0;
      return this.lo < this.hi;
    }
    if (lo >= hi || code === 0) return false;
    if (depth === 1 && code < PAIR_CODES - 1) {
      const first = this.codeAt(lo, 0);
      if (first < PAIR_CODES) {
        this.lo = this.pairs[first * PAIR_CODES + code] ?? 0;
        this.hi = this.pairs[first * PAIR_CODES + code + 1] ?? 0;
        return this.lo < this.hi;
      }
    }
    let low = this.behindEnd(lo, depth);
    const first = low;
    let high = hi;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.codeAt(middle, depth) < code) low = middle + 1;
      else high = middle;
    }
    if (low === hi || low < first || this.codeAt(low, depth) !== code) return false;
    this.lo = low;
    this.hi = this.firstAbove(low, hi, depth, code);
    return true;
  }

  /** Follows the codes of `rest` from node `lo..hi` at `depth`, into `lo` and `hi`. */
  follow(lo: number, hi: number, depth: number, rest: Piece): boolean {
    const { bytes, from, to } = rest;
    this.lo = lo;
    this.hi = hi;
    for (let at = from; at < to; at += 1) if (!this.narrow(this.lo, this.hi, depth + at - from, bytes[at] ?? 0)) return false;
    return this.lo < this.hi;
  }

  /** All words that begin with `codes[from..to)`, into `lo` and `hi`. */
  prefix(codes: Uint8Array, from: number, to: number): boolean {
    const { whole } = this;
    whole.bytes = codes;
    whole.from = from;
    whole.to = to;
    return this.follow(0, this.count, 0, whole);
  }

  /** The word `codes[from..to)`, or -1. */
  find(codes: Uint8Array, from: number, to: number): number {
    return this.prefix(codes, from, to) && this.lengthOf(this.lo) === to - from ? this.lo : -1;
  }
}
