import { YEAR_BASE } from './index-data';
import { ESCAPE } from './letter-codes';
import { boostOf } from './posting-reader';
import type { BoostTable } from './posting-reader';
import type { QueryWords } from './query-words';
import type { SearchMatchKind } from './search-contract';
import type { TitleDocs } from './title-docs';
import { LEVEL } from './word-spans';
import type { WordSpans } from './word-spans';

/** Match kinds by their rank in a score, worst first. */
export const MATCH_KINDS: readonly SearchMatchKind[] = ['some', 'field', 'fuzzy', 'inner', 'words', 'word', 'start', 'exact'];

/** Ranks of {@link MATCH_KINDS}. */
export const RANK = { some: 0, field: 1, fuzzy: 2, inner: 3, words: 4, word: 5, start: 6, exact: 7 } as const;

/** A score is the rank, then two bits for the order of kinds, then how good the match is. */
export const RANK_SHIFT = 15;
const KIND_SHIFT = 13;
/** Largest detail of a score: its lowest bits. */
export const LARGEST_DETAIL = (1 << KIND_SHIFT) - 1;
/** Bytes of a word of one ideograph. */
const IDEOGRAPH_BYTES = 3;

/** What each level takes off the detail. */
const PENALTIES = [0, 260, 200, 500, 700, 1300, 1600, 0];

/** Scores documents against the words of the query. */
export class TitleScorer {
  boosts: BoostTable | null = null;
  /** 0..3 by section; higher kinds come first within a rank. */
  readonly kindRanks = new Uint8Array(8);
  /** Taken off every score while the query is not what was typed. */
  variantPenalty = 0;

  private covered = 0;
  private penalty = 0;
  private worst = 0;
  private missing = 0;
  private extra = 0;
  private first = -1;
  private last = -1;
  private isTogether = true;
  private isField = false;

  constructor(
    private readonly docs: TitleDocs,
    private readonly query: QueryWords,
    private readonly spans: WordSpans,
  ) {}

  /** Rank of a score. */
  static rankOf(score: number): number {
    return score >> RANK_SHIFT;
  }

  /** Whether all words of `mask` occur in the title; cheap, for sieving. */
  hasWords(doc: number, mask: number): boolean {
    const { docs, spans } = this;
    const at = docs.firstOf(doc);
    const behind = at + (docs.data.docCounts[doc] ?? 0);
    for (let word = 0, rest = mask; rest !== 0; word += 1, rest >>>= 1) {
      if ((rest & 1) === 0) continue;
      let place = at;
      while (place < behind && spans.levelOf(word, docs.wordAt(place)) === LEVEL.none) place += 1;
      if (place === behind && !this.isInField(doc, word)) return false;
    }
    return true;
  }

  /** Letters of the query's required words that the title has, of 1000; for titles that miss some. */
  shareOf(doc: number): number {
    const { docs, spans, query } = this;
    const at = docs.firstOf(doc);
    const behind = at + (docs.data.docCounts[doc] ?? 0);
    let all = 0;
    let found = 0;
    for (let index = 0; index < query.count; index += 1) {
      const word = query.word(index);
      if (word.isOptional) continue;
      all += word.to - word.from;
      let best: number = LEVEL.none;
      for (let place = at; place < behind && best > LEVEL.prefix; place += 1) best = Math.min(best, spans.levelOf(index, docs.wordAt(place)));
      if (best < LEVEL.none) found += (word.to - word.from) * (best <= LEVEL.alias ? 1 : 0.75);
    }
    return all === 0 ? 0 : Math.round((found / all) * 1000);
  }

  /** The score of a document in section `section`. A title that misses words has rank `some`. */
  score(doc: number, section: number): number {
    const { docs, query } = this;
    const { data } = docs;
    const edges = data.docEdges[doc] ?? 0;
    const count = data.docCounts[doc] ?? 0;
    const lead = edges & 15;
    const coreEnd = count - (edges >> 4);
    const at = docs.firstOf(doc);
    this.covered = 0;
    this.penalty = 0;
    this.worst = LEVEL.whole;
    this.missing = 0;
    this.extra = 0;
    this.first = -1;
    this.last = -1;
    this.isTogether = true;
    this.isField = false;
    for (let index = 0; index < query.count; index += 1) this.place(doc, index, at, Math.min(count, 32));
    let core = 0;
    for (let place = lead; place < Math.min(coreEnd, 32); place += 1) core += (this.covered >>> place) & 1;
    const length = coreEnd - lead;
    // A run's last ideograph is within the pair before it.
    if (core === length - 1 && coreEnd <= 32 && ((this.covered >>> (coreEnd - 1)) & 1) === 0 && this.isLoneIdeograph(docs.wordAt(at + coreEnd - 1))) core = length;
    const rank = this.rank(lead, core >= length);
    const coverage = length > 0 ? core / length : 0;
    const known = (data.priors[doc] ?? 0) * (rank >= RANK.words ? 5 : 2) + boostOf(this.boosts, doc) * 8;
    const weight = rank >= RANK.words ? 1200 : 3000;
    const detail = 1700 + Math.round(coverage * weight) + known + this.extra - this.penalty - this.missing - this.variantPenalty;
    return (rank << RANK_SHIFT) | ((this.kindRanks[section] ?? 0) << KIND_SHIFT) | Math.max(0, Math.min(LARGEST_DETAIL, detail));
  }

  /** Finds the best place of a word of the query in the title. */
  private place(doc: number, index: number, at: number, count: number): void {
    const { docs, spans } = this;
    let place = this.last + 1;
    let best: number = place < count ? spans.levelOf(index, docs.wordAt(at + place)) : LEVEL.none;
    if (best > LEVEL.prefix || ((this.covered >>> place) & 1) === 1) {
      best = LEVEL.none;
      for (let other = 0; other < count && best > LEVEL.whole; other += 1) {
        if (((this.covered >>> other) & 1) === 1) continue;
        const level = spans.levelOf(index, docs.wordAt(at + other));
        if (level >= best) continue;
        best = level;
        place = other;
      }
    }
    const word = this.query.word(index);
    if (best === LEVEL.none) {
      this.miss(doc, index);
      return;
    }
    this.covered |= 1 << place;
    if (word.isOptional && place !== this.last + 1) {
      this.extra += 100;
      return;
    }
    if (word.isOptional) this.extra += 150;
    this.penalty += PENALTIES[best] ?? 0;
    this.worst = Math.max(this.worst, best);
    if (this.first < 0) this.first = place;
    else if (place !== this.last + 1) this.isTogether = false;
    this.last = place;
  }

  /** A word the title does not have: it may be its genre or year, or need not be there. */
  private miss(doc: number, index: number): void {
    const word = this.query.word(index);
    if (word.year !== 0 && (this.docs.data.years[doc] ?? 0) === word.year - YEAR_BASE) {
      this.extra += 900;
    } else if (this.isInField(doc, index)) {
      if (!word.isOptional) this.isField = true;
    } else {
      this.missing += word.isOptional ? 120 : 300 + (word.to - word.from) * 60;
      if (!word.isOptional) this.worst = LEVEL.none;
    }
  }

  private rank(lead: number, isWhole: boolean): number {
    if (this.worst === LEVEL.none || this.last < 0) return this.isField && this.worst !== LEVEL.none ? RANK.field : RANK.some;
    if (this.isField) return RANK.field;
    if (this.worst >= LEVEL.error) return this.sortOut(lead, isWhole, RANK.fuzzy);
    if (this.worst === LEVEL.inner) return RANK.inner;
    if (!this.isTogether) return RANK.words;
    if (this.first > lead) return RANK.word;
    return isWhole && this.worst !== LEVEL.prefix ? RANK.exact : RANK.start;
  }

  /** Within fuzzy matches the order of words still tells. */
  private sortOut(lead: number, isWhole: boolean, rank: number): number {
    if (this.isTogether) this.extra += 300;
    if (this.first <= lead) this.extra += 300;
    if (isWhole && this.isTogether) this.extra += 900;
    return rank;
  }

  /** Whether a word of the query begins one of the document's further words (genres, people). */
  isInField(doc: number, index: number): boolean {
    const { fields, fieldStarts, fieldWords } = this.docs.data;
    const field = fields[doc] ?? 0;
    if (field === 0) return false;
    const lo = this.spans.los[index] ?? 0;
    const hi = this.spans.his[index] ?? 0;
    const behind = fieldStarts[field + 1] ?? 0;
    for (let at = fieldStarts[field] ?? 0; at < behind; at += 1) {
      const word = fieldWords[at] ?? 0;
      if (word >= lo && word < hi) return true;
    }
    return false;
  }

  private isLoneIdeograph(word: number): boolean {
    const { wordBytes, wordStarts } = this.docs.data;
    const start = wordStarts[word] ?? 0;
    return (wordStarts[word + 1] ?? 0) - start === IDEOGRAPH_BYTES && wordBytes[start] === ESCAPE;
  }
}
