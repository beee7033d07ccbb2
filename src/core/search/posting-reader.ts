import type { DocSelector } from './doc-selector';
import type { IndexData } from './index-data';
import { LEVEL } from './word-spans';
import type { WordSpans } from './word-spans';

/** What a pass does with the documents that pass it. */
export const PASS = {
  /** Marks them for the next pass. */
  mark: 0,
  /** Offers them to the selector by how well known they are. */
  offer: 1,
  /** Lists them in {@link PostingReader.found}. */
  list: 2,
  /** Offers them, titles of hardly more words than the query first. */
  offerShort: 3,
} as const;

/** Most documents listed; cheaper words than that are never too many. */
export const MAX_FOUND = 8192;

/** Documents handed on at once. */
const PIECE = 256;

/** Stamps a byte can tell apart before all have to be wiped. */
const LAST_STAMP = 255;

/** Titles somebody likes, as bits and weights. */
export interface BoostTable {
  readonly docs: Uint32Array;
  readonly weights: Uint8Array;
  /** One bit per document. */
  readonly bits: Uint32Array;
}

/** What a liked title's weight adds to the key it is selected by. */
export const BOOST_FACTOR = 1;
/** What a title gains in {@link PASS.offerShort} that has no more words than the query, and one that has one more. */
const [SHORT_KEY, LONGER_KEY] = [240, 90];
/** What a title gains in {@link PASS.offerShort} by how the word matches; see LEVEL. */
const LEVEL_KEYS = [150, 110, 130, 110, 120, 0, 60, 0];

/** The weight of a document, 0 if nobody likes it. */
export function boostOf(boosts: BoostTable | null, doc: number): number {
  if (boosts === null || (((boosts.bits[doc >>> 5] ?? 0) >>> (doc & 31)) & 1) === 0) return 0;
  const { docs } = boosts;
  let low = 0;
  let high = docs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((docs[middle] ?? 0) < doc) low = middle + 1;
    else high = middle;
  }
  return docs[low] === doc ? (boosts.weights[low] ?? 0) : 0;
}

/**
 * Goes through the documents of words, marking each document with how many words of the query it has. A mark is a number that grows from
 * pass to pass and from query to query, so that nothing has to be wiped in between.
 */
export class PostingReader {
  /** Postings read since the caller set it to 0; for bounding work. */
  work = 0;
  /** No more postings are read once {@link work} is above this. */
  budget = 0;
  boosts: BoostTable | null = null;
  /** Documents the last listing pass found. */
  readonly found = new Int32Array(MAX_FOUND);
  foundCount = 0;
  /** Words of the query, for {@link PASS.offerShort}. */
  shortLength = 0;
  private readonly stamps: Uint8Array;
  private readonly fresh = new Int32Array(PIECE);
  private levelKey = 0;
  private base = 0;
  private round = 0;

  constructor(
    private readonly data: IndexData,
    private readonly selector: DocSelector,
  ) {
    this.stamps = new Uint8Array(data.priors.length);
  }

  get heldBytes(): number {
    return this.stamps.byteLength + this.found.byteLength + this.fresh.byteLength;
  }

  /** Begins a round of at most `passes` passes. */
  begin(passes: number): void {
    if (this.base + passes > LAST_STAMP) {
      this.stamps.fill(0);
      this.base = 0;
    }
    this.round = this.base;
    this.base += passes;
    this.foundCount = 0;
  }

  /** About how many bytes the postings of a query word take; tells what a pass costs. */
  costOf(spans: WordSpans, word: number): number {
    let cost = this.rangeCost(spans.los[word] ?? 0, spans.his[word] ?? 0);
    const wide = spans.wideAt(word);
    for (let at = wide; at < wide + (spans.wideCounts[word] ?? 0); at += 1) {
      cost += this.rangeCost(spans.wideLos[at] ?? 0, spans.wideHis[at] ?? 0);
    }
    const single = spans.singleAt(word);
    for (let at = single; at < single + (spans.singleCounts[word] ?? 0); at += 1) {
      const found = spans.singles[at] ?? 0;
      cost += this.rangeCost(found, found + 1);
    }
    return cost;
  }

  /**
   * Pass `pass` (from 1) over all documents of a query word: those that passed `pass - 1` pass this one too. `mode`: one of
   * {@link PASS}.
   */
  pass(spans: WordSpans, word: number, pass: number, mode: number): void {
    this.levelKey = LEVEL_KEYS[LEVEL.prefix] ?? 0;
    this.range(spans.los[word] ?? 0, spans.his[word] ?? 0, pass, mode);
    const wide = spans.wideAt(word);
    for (let at = wide; at < wide + (spans.wideCounts[word] ?? 0); at += 1) {
      this.levelKey = LEVEL_KEYS[spans.wideLevels[at] ?? LEVEL.none] ?? 0;
      this.range(spans.wideLos[at] ?? 0, spans.wideHis[at] ?? 0, pass, mode);
    }
    const single = spans.singleAt(word);
    for (let at = single; at < single + (spans.singleCounts[word] ?? 0); at += 1) {
      const found = spans.singles[at] ?? 0;
      this.levelKey = LEVEL_KEYS[spans.singleLevels[at] ?? LEVEL.none] ?? 0;
      this.range(found, found + 1, pass, mode);
    }
  }

  /** As {@link pass} over the documents of dictionary words `lo..hi`. */
  range(lo: number, hi: number, pass: number, mode: number): void {
    const { postings, postingStarts } = this.data;
    const { stamps, fresh } = this;
    const isFirst = pass === 1;
    const base = this.round;
    const to = base + pass;
    let work = this.work;
    let at = postingStarts.at(lo);
    for (let word = lo; word < hi && work < this.budget; word += 1) {
      const end = postingStarts.at(word + 1);
      work += end - at;
      // Documents of one word, a piece at a time, then what is to be done with them: each loop alone is twice as fast as both in one.
      let doc = -1;
      while (at < end) {
        let count = 0;
        while (at < end && count < PIECE) {
          let byte = postings[at++] ?? 0;
          let difference = byte & 0x7f;
          for (let shift = 7; byte >= 0x80; shift += 7) {
            byte = postings[at++] ?? 0;
            difference |= (byte & 0x7f) << shift;
          }
          doc += difference + 1;
          const stamp = stamps[doc] ?? 0;
          if (isFirst ? stamp > base : stamp !== to - 1) continue;
          stamps[doc] = to;
          fresh[count] = doc;
          count += 1;
        }
        if (mode !== PASS.mark) this.use(count, mode);
      }
    }
    this.work = work;
  }

  /** Does what a pass is for with the documents in `fresh`. */
  private use(count: number, mode: number): void {
    const { fresh, selector, found } = this;
    if (mode === PASS.list) {
      const room = Math.min(count, MAX_FOUND - this.foundCount);
      const first = this.foundCount;
      for (let i = 0; i < room; i += 1) found[first + i] = fresh[i] ?? 0;
      this.foundCount = first + room;
      return;
    }
    if (mode === PASS.offerShort || this.boosts !== null) {
      for (let i = 0; i < count; i += 1) {
        const doc = fresh[i] ?? 0;
        selector.offer(doc, mode === PASS.offerShort ? this.shortKey(doc) : this.plainKey(doc));
      }
      return;
    }
    const { priors } = this.data;
    for (let i = 0; i < count; i += 1) {
      const doc = fresh[i] ?? 0;
      const key = priors[doc] ?? 0;
      if (key >= selector.threshold) selector.offer(doc, key);
    }
  }

  /** How well known a document is. */
  plainKey(doc: number): number {
    return (this.data.priors[doc] ?? 0) + (this.boosts === null ? 0 : boostOf(this.boosts, doc) * BOOST_FACTOR);
  }

  /** How well known a document is, short ones preferred. */
  shortKey(doc: number): number {
    const { data } = this;
    const edges = data.docEdges[doc] ?? 0;
    const longer = (data.docCounts[doc] ?? 0) - (edges & 15) - (edges >> 4) - this.shortLength;
    return this.plainKey(doc) + this.levelKey + (longer <= 0 ? SHORT_KEY : longer === 1 ? LONGER_KEY : 0);
  }

  /** How many documents have a word of the dictionary. */
  countOf(word: number): number {
    const { postings, postingStarts } = this.data;
    const end = postingStarts.at(word + 1);
    let count = 0;
    for (let at = postingStarts.at(word); at < end; at += 1) if ((postings[at] ?? 0) < 0x80) count += 1;
    return count;
  }

  /** The first document that has a word of the dictionary; -1 without one. */
  firstOf(word: number): number {
    const { postings, postingStarts } = this.data;
    const start = postingStarts.at(word);
    if (start === postingStarts.at(word + 1)) return -1;
    let doc = 0;
    for (let at = start, shift = 0; ; at += 1, shift += 7) {
      const byte = postings[at] ?? 0;
      doc |= (byte & 0x7f) << shift;
      if (byte < 0x80) return doc;
    }
  }

  /** What a pass over dictionary words `lo..hi` costs, in bytes of postings. */
  rangeCost(lo: number, hi: number): number {
    const { postingStarts } = this.data;
    return lo < hi ? postingStarts.at(hi) - postingStarts.at(lo) : 0;
  }
}
