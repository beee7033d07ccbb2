import { BASE_BITS, SAMPLE_BITS } from './index-data';
import type { IndexData } from './index-data';

const BASE_MASK = (1 << BASE_BITS) - 1;

/** Reads the words of documents, and finds the range of documents that begin with some words. */
export class TitleDocs {
  readonly count: number;
  /** The range the last {@link narrow} found. */
  lo = 0;
  hi = 0;

  constructor(readonly data: IndexData) {
    this.count = data.priors.length;
  }

  /** Where the document's words begin; word `i` is {@link wordAt} of that + `i`. */
  firstOf(doc: number): number {
    const { docBases, docCounts } = this.data;
    let at = docBases[doc >> BASE_BITS] ?? 0;
    for (let other = doc & ~BASE_MASK; other < doc; other += 1) at += docCounts[other] ?? 0;
    return at;
  }

  wordAt(at: number): number {
    return this.data.docWords.at(at);
  }

  /** The word `place` of what the title begins with, -1 behind its end (trailing words do not count). */
  coreWord(doc: number, place: number): number {
    const edges = this.data.docEdges[doc] ?? 0;
    const index = (edges & 15) + place;
    return index < (this.data.docCounts[doc] ?? 0) - (edges >> 4) ? this.data.docWords.at(this.firstOf(doc) + index) : -1;
  }

  /**
   * Of documents `lo..hi`, which agree in their first `place` words, those whose next word is one of `wordLo..wordHi`, into `lo` and `hi`.
   */
  narrow(lo: number, hi: number, place: number, wordLo: number, wordHi: number): boolean {
    this.lo = this.firstFrom(lo, hi, place, wordLo);
    this.hi = this.firstFrom(this.lo, hi, place, wordHi);
    return this.lo < this.hi;
  }

  /** First document of `lo..hi` whose word at `place` is `word` or a later one. */
  firstFrom(lo: number, hi: number, place: number, word: number): number {
    let low = lo;
    let high = hi;
    if (place === 0) {
      // Halve by samples within lo..hi down to the stretch between two of them: these steps stay within a few lines of the cache.
      const { samples } = this.data;
      let first = (lo >> SAMPLE_BITS) + 1;
      let last = (hi - 1) >> SAMPLE_BITS;
      while (first <= last) {
        const middle = (first + last) >>> 1;
        if ((samples[middle] ?? 0) <= word) {
          low = (middle << SAMPLE_BITS) + 1;
          first = middle + 1;
        } else {
          high = middle << SAMPLE_BITS;
          last = middle - 1;
        }
      }
    }
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.coreWord(middle, place) < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Row of a document in its section. */
  rowOf(doc: number): number {
    return this.data.rows.at(doc);
  }
}
