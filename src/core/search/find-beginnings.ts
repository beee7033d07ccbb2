import { BLOCK_BITS } from './index-data';
import { BOOST_FACTOR, boostOf } from './posting-reader';
import type { SearchParts } from './search-parts';
import { RANK } from './title-scorer';

/** What a title led by the query's own article gains over one without it. */
const ARTICLE_KEY = 200;
/** Ranges with fewer blocks are looked through without asking blocks first. */
const FEW_BLOCKS = 4;

/** The parts of a range of titles that begin with the query: titles of nothing else, those with the last word whole, the others. */
const PARTS = 3;
/** Titles scored beyond those asked for, since how well known a title is does not decide alone. */
const [SPARE, LEAST_WANTED] = [12, 32];
const MAX_SECTIONS = 8;

/** Where titles of each section begin with the query: bounds of the parts. Reused from query to query. */
export type BeginningBounds = Int32Array;

/** Makes room for the bounds. */
export function createBounds(): BeginningBounds {
  return new Int32Array(MAX_SECTIONS * (PARTS + 1));
}

/**
 * Finds the titles that begin with the query. They are neighbours in the index, so that a few binary searches find all of them and the
 * best known ones are picked from blocks. A leading article of the query may be missing in the title, and the other way round.
 */
export function findBeginnings(parts: SearchParts): void {
  const { query } = parts;
  findFrom(parts, 0);
  if (query.count > 1 && query.word(0).isArticle) findFrom(parts, 1);
}

/** As {@link findBeginnings} with the words from `first` on. */
function findFrom(parts: SearchParts, first: number): void {
  const { data, gate, selector, bounds } = parts;
  const article = first === 1 ? (parts.spans.wholes[0] ?? -1) : -1;
  let isAny = false;
  for (let section = 0; section < data.sections.length; section += 1) {
    bounds.fill(0, section * (PARTS + 1), (section + 1) * (PARTS + 1));
    if (gate.wants(section) && locate(parts, section, first)) isAny = true;
  }
  if (!isAny) return;
  const wanted = Math.max(parts.limit + SPARE, LEAST_WANTED);
  for (let part = 0; part < PARTS; part += 1) {
    selector.begin(wanted);
    for (let section = 0; section < data.sections.length; section += 1) {
      const at = section * (PARTS + 1) + part;
      const [lo, hi] = [bounds[at] ?? 0, bounds[at + 1] ?? 0];
      if (lo >= hi) continue;
      offerRange(parts, lo, hi, article);
      if (!parts.isByKind) continue;
      parts.takeKept(RANK.words);
      selector.begin(wanted);
    }
    parts.takeKept(RANK.words);
  }
}

/** Finds where titles of a section begin with the query's words from `first` on, into `bounds`. */
function locate(parts: SearchParts, section: number, first: number): boolean {
  const { query, spans, docs, gate, bounds } = parts;
  let lo = gate.startOf(section);
  let hi = gate.startOf(section + 1);
  const last = query.count - 1;
  for (let index = first; index < last; index += 1) {
    const whole = spans.wholes[index] ?? -1;
    if (whole < 0 || !docs.narrow(lo, hi, index - first, whole, whole + 1)) return false;
    lo = docs.lo;
    hi = docs.hi;
  }
  const place = last - first;
  const wordLo = spans.los[last] ?? 0;
  if (!docs.narrow(lo, hi, place, wordLo, spans.his[last] ?? 0)) return false;
  const at = section * (PARTS + 1);
  lo = docs.lo;
  hi = docs.hi;
  bounds.fill(lo, at, at + PARTS);
  bounds[at + PARTS] = hi;
  if (spans.wholes[last] !== wordLo) return true;
  const behindWhole = docs.firstFrom(lo, hi, place, wordLo + 1);
  bounds[at + 1] = docs.firstFrom(lo, behindWhole, place + 1, 0);
  bounds[at + 2] = behindWhole;
  return true;
}

/** Offers documents `lo..hi`; blocks of them that are not known well enough are passed over. */
function offerRange(parts: SearchParts, lo: number, hi: number, article: number): void {
  const { selector, data, boosts, gate } = parts;
  const { priors } = data;
  if (boosts !== null) offerBoosted(parts, lo, hi);
  if (article >= 0) {
    offerLed(parts, lo, hi, article);
    return;
  }
  const firstBlock = lo >> BLOCK_BITS;
  const lastBlock = (hi - 1) >> BLOCK_BITS;
  if (gate.isOpen && lastBlock - firstBlock > FEW_BLOCKS) selector.raise(data.blockPriors, firstBlock + 1, lastBlock);
  for (let block = firstBlock; block <= lastBlock; block += 1) {
    if ((data.blockPriors[block] ?? 0) < selector.threshold) continue;
    const end = Math.min(hi, (block + 1) << BLOCK_BITS);
    for (let doc = Math.max(lo, block << BLOCK_BITS); doc < end; doc += 1) {
      const key = priors[doc] ?? 0;
      if (key >= selector.threshold && (boosts === null || boostOf(boosts, doc) === 0)) selector.offer(doc, key);
    }
  }
}

/** Offers documents `lo..hi`, those that have the article `article` before their beginning first. */
function offerLed(parts: SearchParts, lo: number, hi: number, article: number): void {
  const { docs, selector, data, boosts } = parts;
  const { priors, docEdges, docCounts } = data;
  if (lo >= hi) return;
  let at = docs.firstOf(lo);
  for (let doc = lo; doc < hi; doc += 1) {
    const lead = (docEdges[doc] ?? 0) & 15;
    const key = (priors[doc] ?? 0) + (lead > 0 && docs.wordAt(at + lead - 1) === article ? ARTICLE_KEY : 0);
    if (key >= selector.threshold && (boosts === null || boostOf(boosts, doc) === 0)) selector.offer(doc, key);
    at += docCounts[doc] ?? 0;
  }
  parts.count((hi - lo) >> 3);
}

/** Offers the liked titles among documents `lo..hi`. */
function offerBoosted(parts: SearchParts, lo: number, hi: number): void {
  const { boosts, selector, data } = parts;
  if (boosts === null) return;
  const { docs, weights } = boosts;
  let low = 0;
  let high = docs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((docs[middle] ?? 0) < lo) low = middle + 1;
    else high = middle;
  }
  for (; low < docs.length && (docs[low] ?? 0) < hi; low += 1) {
    const doc = docs[low] ?? 0;
    selector.offer(doc, (data.priors[doc] ?? 0) + (weights[low] ?? 0) * BOOST_FACTOR);
  }
}
