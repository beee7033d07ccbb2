import { findBeginnings } from './find-beginnings';
import { findWords, intersect } from './find-words';
import { isHangulKey } from './hangul-letters';
import { PASS } from './posting-reader';
import type { SearchParts } from './search-parts';
import { RANK } from './title-scorer';
import { LEVEL } from './word-spans';

/** Words and nodes looked at before further words of the query are taken as they are; a usual query needs less than a thousand. */
const MATCH_BUDGET = 4000;
/** Titles scored per step. */
const LOOSE_WANTED = 128;
/** Words with fewer letters may be mistyped only beside other words. */
const MIN_ERROR = 4;
const MIN_ERROR_BESIDE = 2;
/** Of 1000: the part of the query's letters a title must have when it misses words. */
const MIN_SHARE = 450;
/** Taken off titles found by another reading of the query. */
const VARIANT_PENALTY = 150;
/** A word is taken apart only into parts of at least so many letters. */
const MIN_PART = 1;
/** Letters of each part of a word that titles may write as two. */
const MIN_COMPOUND = 3;
/** Splits tried. */
const MAX_SPLITS = 5;
/** Letters between two words that may stand for a space; in Hangul a syllable is several. */
const NO_GAP = [0];
const GAPS = [0, 1];
const HANGUL_GAPS = [0, 2, 3, 4];
/** Words through whose titles partial matches are looked for: a title that misses one word of several has one of the two rarest. */
const RAREST = 2;
/** Titles looked at for partial matches. */
const MAX_SHARED = 1200;
const FEW_SHARED = 60;
/** As {@link MIN_SHARE} for ideographs: one wrong one spoils two pairs. */
const MIN_GRAM_SHARE = 340;
/** Of a full list so much is kept for titles one typing error away. */
const NEAR_PART = 4;
/** Fewer letters have too many neighbours. */
const MIN_NEAR = 3;
/** Titles of the same name looked at for one of those. */
const MAX_ALIKE = 64;

/**
 * Finds titles where the query as typed finds too few: words typed wrong, within others or in another script, spaces elsewhere, genres, and
 * in the end titles that miss words, unless `mayMissWords` is `false`. Words the dictionary does not have are suspected first; each further step only if those before
 * found nothing.
 */
export function findLoosely(parts: SearchParts, text: string, mayMissWords: boolean): void {
  const { hits, query } = parts;
  let suspects = 0;
  let all = 0;
  for (let index = 0; index < query.count; index += 1) {
    if (query.word(index).isOptional) continue;
    all |= 1 << index;
    if (!parts.spans.hasAny(index)) suspects |= 1 << index;
  }
  if (suspects !== 0 && findSuspects(parts, suspects, text)) return;
  loosen(parts, all);
  findByField(parts);
  if (hits.count > 0) return;
  for (let index = 0; index < query.count; index += 1) {
    const word = query.word(index);
    if (word.isOptional || parts.matcher.work > MATCH_BUDGET) continue;
    if (word.to - word.from === MIN_ERROR - 1) parts.matcher.matchError(index);
    parts.matcher.matchTwoErrors(index);
  }
  parts.plan.make();
  intersect(parts, RANK.field, Math.max(parts.limit * 2, LOOSE_WANTED), PASS.offerShort);
  if (hits.count > 0) return;
  if (mayMissWords) findSome(parts);
  if (hits.count === 0 && suspects === 0) findRespaced(parts, text);
}

/** Finds titles by other readings of the words the dictionary does not have. `true`: there are some. */
function findSuspects(parts: SearchParts, suspects: number, text: string): boolean {
  const { hits } = parts;
  findInOtherScripts(parts, suspects, false);
  loosen(parts, suspects);
  if (hits.count > 0) return true;
  findRespaced(parts, text);
  if (hits.count > 0) return true;
  findInOtherScripts(parts, suspects, true);
  return hits.count > 0;
}

/**
 * Gives the last places of a full list to titles that are the query's only word with one typing error: whoever types "lier" and means
 * "Liper" would never see it behind all that begins with "lier".
 */
export function findNearMisses(parts: SearchParts): void {
  const { query, matcher, spans, gate, selector, hits, scorer } = parts;
  const word = query.word(0);
  const room = Math.floor(parts.limit / NEAR_PART);
  const letters = word.to - word.from;
  if (query.count !== 1 || word.isGram || letters < MIN_NEAR || room === 0) return;
  matcher.matchError(0);
  selector.begin(room);
  const first = spans.singleAt(0);
  for (let at = first; at < first + (spans.singleCounts[0] ?? 0); at += 1) {
    const found = spans.singles[at] ?? 0;
    // Of three letters only those that forgot one.
    if (spans.singleLevels[at] !== LEVEL.error || (letters < MIN_ERROR && parts.words.lengthOf(found) <= letters)) continue;
    const doc = bestTitleOf(parts, found);
    if (doc >= 0) selector.offer(doc, parts.postings.plainKey(doc));
  }
  selector.end();
  if (selector.count === 0) return;
  hits.makeRoom(selector.count);
  for (let i = 0; i < selector.count; i += 1) {
    const doc = selector.docs[i] ?? 0;
    hits.put(doc, scorer.score(doc, gate.sectionOf(doc)));
  }
}

/** The best known title that consists of a word of the dictionary; -1 without one. */
function bestTitleOf(parts: SearchParts, word: number): number {
  const { docs, gate, data, postings } = parts;
  let best = -1;
  for (let section = 0; section < data.sections.length; section += 1) {
    if (!gate.wants(section) || !docs.narrow(gate.startOf(section), gate.startOf(section + 1), 0, word, word + 1)) continue;
    const behind = Math.min(docs.firstFrom(docs.lo, docs.hi, 1, 0), docs.lo + MAX_ALIKE);
    for (let doc = docs.lo; doc < behind; doc += 1) {
      if ((best < 0 || postings.plainKey(doc) > postings.plainKey(best)) && gate.admits(doc)) best = doc;
    }
  }
  return best;
}

/** Finds titles that write the words of `mask` in another script. */
function findInOtherScripts(parts: SearchParts, mask: number, isAbjad: boolean): void {
  const { query, matcher, plan } = parts;
  for (let index = 0; index < query.count && matcher.work <= MATCH_BUDGET; index += 1) {
    if (((mask >>> index) & 1) === 1) matcher.matchOtherScripts(index, isAbjad);
  }
  plan.make();
  intersect(parts, RANK.words, Math.max(parts.limit * 2, LOOSE_WANTED), PASS.offerShort);
}

/** Lets the words of `mask` be typed wrong or stand within others, and looks for titles with all words. */
function loosen(parts: SearchParts, mask: number): void {
  const { query, matcher } = parts;
  const least = query.count > 1 ? MIN_ERROR_BESIDE : MIN_ERROR;
  for (let index = 0; index < query.count; index += 1) {
    if (((mask >>> index) & 1) === 0 || matcher.work > MATCH_BUDGET) continue;
    const word = query.word(index);
    if (word.isGram || word.to - word.from >= least) matcher.matchError(index);
    matcher.matchInner(index);
  }
  if (query.hasLight) {
    parts.plan.make(true);
    intersect(parts, RANK.field, Math.max(parts.limit * 2, LOOSE_WANTED), PASS.offerShort);
  }
  parts.plan.make();
  intersect(parts, RANK.field, Math.max(parts.limit * 2, LOOSE_WANTED), PASS.offerShort);
}

/** Finds titles by genre (or people) where every word of the query names one. */
function findByField(parts: SearchParts): void {
  const { query, plan, data, selector, postings } = parts;
  let mask = 0;
  for (let index = 0; index < query.count; index += 1) {
    if (query.word(index).isOptional) continue;
    if (!plan.isField(index)) return;
    mask |= 1 << index;
  }
  if (mask === 0) return;
  const { fields } = data;
  const groups = new Uint8Array(data.fieldStarts.length);
  selector.begin(parts.limit);
  for (let doc = parts.gate.lo; doc < parts.gate.hi; doc += 1) {
    const field = fields[doc] ?? 0;
    // 1 tells that the group does not have them, 2 that it does.
    if (field === 0 || groups[field] === 1) continue;
    if (groups[field] === 0) groups[field] = hasAll(parts, doc, mask) ? 2 : 1;
    if (groups[field] === 2) selector.offer(doc, postings.plainKey(doc));
  }
  parts.count(fields.length >> 4);
  parts.takeKept(RANK.field);
}

function hasAll(parts: SearchParts, doc: number, mask: number): boolean {
  for (let index = 0, rest = mask; rest !== 0; index += 1, rest >>>= 1) if ((rest & 1) === 1 && !parts.scorer.isInField(doc, index)) return false;
  return true;
}

/** Finds titles that have most of the query's letters in their words. */
function findSome(parts: SearchParts): void {
  const { plan, postings, selector, scorer, spans, data, query } = parts;
  if (plan.count + (plan.isHopeless ? 1 : 0) < 2) return;
  const isGram = query.word(0).isGram;
  postings.begin(1);
  for (let i = 0; i < plan.count && (isGram || i < RAREST) && postings.foundCount < MAX_SHARED; i += 1) {
    postings.pass(spans, plan.order[i] ?? 0, 1, PASS.list);
  }
  // No pair of ideographs is known: single ones.
  for (let index = 0; index < query.count && isGram && postings.foundCount < FEW_SHARED; index += 1) {
    postings.range(spans.weakLos[index] ?? 0, spans.weakHis[index] ?? 0, 1, PASS.list);
  }
  selector.begin(Math.max(parts.limit * 2, LOOSE_WANTED));
  const count = Math.min(postings.foundCount, MAX_SHARED);
  for (let i = 0; i < count; i += 1) {
    const doc = postings.found[i] ?? 0;
    const share = scorer.shareOf(doc);
    if (share >= (isGram ? MIN_GRAM_SHARE : MIN_SHARE)) selector.offer(doc, Math.round((share * 3 + (data.priors[doc] ?? 0)) / 4));
  }
  parts.count(count);
  parts.takeKept(RANK.some);
}

/** Finds titles that write a word of the query as two: "spiderman" as "Spider-Man". */
export function findCompounds(parts: SearchParts, text: string): void {
  const { query, scorer } = parts;
  let best: Split | null = null;
  for (let index = 0; index < query.count; index += 1) {
    const { from, to, isGram } = query.word(index);
    if (isGram || to - from < MIN_COMPOUND * 2) continue;
    for (const split of splitsOf(parts, index, NO_GAP)) {
      if (split.place < MIN_COMPOUND || to - from - split.place < MIN_COMPOUND) continue;
      if (best === null || split.cost < best.cost) best = split;
    }
  }
  if (best === null || !query.splitAt(best.index, best.place, 0)) return;
  scorer.variantPenalty = VARIANT_PENALTY;
  parts.leastRank = RANK.word;
  findPlain(parts);
  parts.leastRank = 0;
  scorer.variantPenalty = 0;
  query.read(text);
  parts.matcher.matchPlain();
  parts.plan.make();
}

/** Finds titles by the query read with its spaces elsewhere: forgotten ("thematrix"), mistyped ("thexmatrix"), moved ("them atrix"). */
function findRespaced(parts: SearchParts, text: string): void {
  const { query, matcher, scorer, hits } = parts;
  const splits = listSplits(parts);
  scorer.variantPenalty = VARIANT_PENALTY;
  for (const { index, place, gap } of splits) {
    if (hits.count > 0 || !query.splitAt(index, place, gap)) break;
    findPlain(parts);
    query.read(text);
  }
  for (let index = 0; index + 1 < query.count && hits.count === 0; index += 1) {
    if (!moveSpace(parts, index)) continue;
    findPlain(parts);
    query.read(text);
  }
  scorer.variantPenalty = 0;
  matcher.matchPlain();
}

function findPlain(parts: SearchParts): void {
  parts.matcher.matchPlain();
  findBeginnings(parts);
  findWords(parts);
}

interface Split {
  readonly index: number;
  readonly place: number;
  /** Letters left out. */
  readonly gap: number;
  readonly cost: number;
}

/** Ways to split words of the query that the dictionary does not have into two that it has, the likeliest first. */
function listSplits(parts: SearchParts): readonly Split[] {
  const { query, spans } = parts;
  const splits: Split[] = [];
  for (let index = 0; index < query.count; index += 1) {
    const { isGram, text } = query.word(index);
    // A word the dictionary has is likelier meant as it is.
    if (isGram || ((spans.los[index] ?? 0) < (spans.his[index] ?? 0) && query.count > 1)) continue;
    splits.push(...splitsOf(parts, index, isHangulKey(text.charCodeAt(0)) ? HANGUL_GAPS : GAPS));
  }
  return splits.sort((a, b) => a.cost - b.cost).slice(0, MAX_SPLITS);
}

/** Ways to split a word into two that the dictionary has, with `gaps` letters left out between them. */
function splitsOf(parts: SearchParts, index: number, gaps: readonly number[]): readonly Split[] {
  const { query, words, postings } = parts;
  const { from, to, isLast } = query.word(index);
  const splits: Split[] = [];
  for (let place = MIN_PART; place <= to - from - MIN_PART; place += 1) {
    const first = words.find(query.codes, from, from + place);
    if (first < 0) continue;
    for (const gap of gaps) {
      const behind = from + place + gap;
      if (behind + MIN_PART > to || !words.prefix(query.codes, behind, to)) continue;
      if (!isLast && words.lengthOf(words.lo) !== to - behind) continue;
      // Two long words are likelier than "the" and a rest; a letter left out is less likely than none.
      const letters = Math.min(place, to - behind) - gap * 2;
      const rarity = Math.min(postings.rangeCost(first, first + 1), postings.rangeCost(words.lo, words.hi));
      splits.push({ index, place, gap, cost: rarity / 1000 - letters });
    }
  }
  return splits;
}

/** Moves a letter over the space behind a word if both words are in the dictionary then. */
function moveSpace(parts: SearchParts, index: number): boolean {
  const { query, words } = parts;
  if (index + 1 >= query.count) return false;
  const [first, second] = [query.word(index), query.word(index + 1)];
  if (first.isGram || second.isGram || (words.find(query.codes, first.from, first.to) >= 0 && words.find(query.codes, second.from, second.to) >= 0)) return false;
  const [left, right] = [first.text, second.text];
  const pairs = [[left.slice(0, -1), left.slice(-1) + right], [left + right.charAt(0), right.slice(1)]] as const;
  for (const [start, end] of pairs) {
    if (start === '' || end === '' || !isKnown(parts, start, false) || !isKnown(parts, end, second.isLast)) continue;
    return query.replace(index, start) && query.replace(index + 1, end);
  }
  return false;
}

function isKnown(parts: SearchParts, text: string, isBeginning: boolean): boolean {
  const { query, words } = parts;
  const from = query.encode(text);
  return isBeginning ? words.prefix(query.codes, from, query.scratchEnd) : words.find(query.codes, from, query.scratchEnd) >= 0;
}
