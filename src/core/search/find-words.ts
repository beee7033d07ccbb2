import { MAX_FOUND, PASS } from './posting-reader';
import type { SearchParts } from './search-parts';
import { RANK, RANK_SHIFT } from './title-scorer';

/** Words whose postings take no more are looked through even when enough titles begin with the query. */
const CHEAP = 2048;
/** A word is looked for title by title instead of through its postings when these are so many times longer than the list of titles. */
const SIEVE_FACTOR = 8;
/** A word just begun with more postings than that is not looked through without the light words beside it if these found something. */
const MANY = 12_000;
/** Titles scored for a query of several words: how its words stand in them is only known then. */
const SEVERAL = 160;

/** Finds titles that have all words of the query in any order. Skipped where it could only add what ranks below a full list of hits. */
export function findWords(parts: SearchParts): void {
  const { plan, query } = parts;
  const wanted = query.count === 1 ? Math.max(parts.limit, 32) : Math.max(parts.limit, SEVERAL);
  if (query.hasLight) {
    // With "the" and the like first: they are often rarer than a word just begun.
    plan.make(true);
    if (isWorthwhile(parts)) intersect(parts, RANK.words, wanted, PASS.offer);
  }
  plan.make();
  const cheapest = plan.costs[0] ?? 0;
  if (query.hasLight && parts.hits.count > 0 && cheapest > MANY) return;
  if (isWorthwhile(parts)) intersect(parts, RANK.words, wanted, PASS.offer);
  else findLed(parts);
}

function isWorthwhile(parts: SearchParts): boolean {
  const { hits, plan } = parts;
  const isEnough = hits.isFull() && hits.leastScore >> RANK_SHIFT >= RANK.start;
  return !isEnough || (plan.costs[0] ?? 0) <= CHEAP;
}

/** "the": titles led by it begin with it, but are found only through its postings. */
function findLed(parts: SearchParts): void {
  const { query, spans } = parts;
  const whole = spans.wholes[0] ?? -1;
  if (query.count > 1 || !query.word(0).isArticle || whole < 0) return;
  parts.selector.begin(Math.max(parts.limit, 32));
  parts.postings.begin(1);
  parts.postings.range(whole, whole + 1, 1, PASS.offer);
  parts.takeKept(RANK.start);
}

/**
 * Goes through the titles of all words of the plan and takes those that have them all and rank at least `leastRank`. `mode`:
 * {@link PASS.offer} or {@link PASS.offerShort}.
 */
export function intersect(parts: SearchParts, leastRank: number, wanted: number, mode: number): void {
  const { plan, postings, selector, spans, query } = parts;
  if (plan.isHopeless || plan.count === 0) return;
  const cheapest = plan.costs[0] ?? 0;
  let sieve = plan.fieldMask;
  let passes = 1;
  while (passes < plan.count && (cheapest > MAX_FOUND || (plan.costs[passes] ?? 0) <= cheapest * SIEVE_FACTOR)) passes += 1;
  for (let i = passes; i < plan.count; i += 1) sieve |= 1 << (plan.order[i] ?? 0);
  selector.begin(wanted);
  postings.shortLength = query.count;
  postings.begin(passes);
  for (let pass = 1; pass <= passes; pass += 1) {
    const isFinal = pass === passes;
    postings.pass(spans, plan.order[pass - 1] ?? 0, pass, isFinal ? (sieve === 0 ? mode : PASS.list) : PASS.mark);
  }
  if (sieve !== 0) offerFound(parts, sieve, mode);
  parts.takeKept(leastRank);
}

/** Offers what was listed and has the words of `sieve`. */
function offerFound(parts: SearchParts, sieve: number, mode: number): void {
  const { postings, scorer, selector } = parts;
  for (let i = 0; i < postings.foundCount; i += 1) {
    const doc = postings.found[i] ?? 0;
    const key = mode === PASS.offerShort ? postings.shortKey(doc) : postings.plainKey(doc);
    if (key >= selector.threshold && scorer.hasWords(doc, sieve)) selector.offer(doc, key);
  }
  parts.count(postings.foundCount);
}
