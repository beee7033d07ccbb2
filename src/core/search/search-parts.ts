import { DocGate } from './doc-gate';
import type { GateRules } from './doc-gate';
import { DocSelector } from './doc-selector';
import { createBounds } from './find-beginnings';
import { HitList } from './hit-list';
import type { IndexData } from './index-data';
import { LetterCodes } from './letter-codes';
import { PostingReader } from './posting-reader';
import type { BoostTable } from './posting-reader';
import { QueryWords } from './query-words';
import { TitleDocs } from './title-docs';
import { TitleScorer } from './title-scorer';
import { WordDictionary } from './word-dictionary';
import { WordMatcher } from './word-matcher';
import { WordPlan } from './word-plan';
import { WordSpans } from './word-spans';
import { WordSplitter } from './word-splitter';

/** Most hits of one search. */
export const MAX_HITS = 500;
/** Bytes of postings read per search at most; the worst query stays below half a millisecond on a desk computer. */
const POSTING_BUDGET = 80_000;

/** What a search may find, beside matching. */
export interface SearchRules extends GateRules {
  readonly limit: number;
  readonly isTolerant: boolean;
  /** See `SearchOptions.mayMissWords`; absent: `true`. */
  readonly mayMissWords?: boolean;
  /** 0..3 per section, higher ones first within a rank; absent: sections do not count. */
  readonly sectionRanks?: readonly number[];
  readonly boosts: BoostTable | null;
}

/** What the steps of a search share: readers of the index, the query being answered, and its hits. Reused from query to query. */
export class SearchParts {
  readonly hits = new HitList(MAX_HITS);
  readonly splitter = new WordSplitter();
  readonly spans = new WordSpans();
  readonly docs: TitleDocs;
  readonly words: WordDictionary;
  readonly codes: LetterCodes;
  readonly query: QueryWords;
  readonly gate: DocGate;
  readonly selector: DocSelector;
  readonly postings: PostingReader;
  readonly matcher: WordMatcher;
  readonly scorer: TitleScorer;
  readonly plan: WordPlan;
  /** Scratch of findBeginnings. */
  readonly bounds = createBounds();
  boosts: BoostTable | null = null;
  /** Whether kinds come in an order of their own. */
  isByKind = false;
  limit = 0;
  /** Titles of lower rank are left out whatever a step asks for. */
  leastRank = 0;
  private scored = 0;

  constructor(readonly data: IndexData) {
    this.docs = new TitleDocs(data);
    this.words = new WordDictionary(data);
    this.codes = new LetterCodes(data.alphabet);
    this.query = new QueryWords(this.splitter, this.codes);
    this.gate = new DocGate(data.sections, this.docs);
    this.selector = new DocSelector(this.gate);
    this.postings = new PostingReader(data, this.selector);
    this.matcher = new WordMatcher(data, this.words, this.query, this.spans, this.codes);
    this.scorer = new TitleScorer(this.docs, this.query, this.spans);
    this.plan = new WordPlan(data, this.query, this.spans, this.postings);
  }

  /** Bytes of the larger scratch arrays. */
  get heldBytes(): number {
    return this.postings.heldBytes + this.codes.table.byteLength + this.spans.heldBytes;
  }

  /** Postings, words and titles looked at since {@link begin}; bounded for every query. */
  get work(): number {
    return this.postings.work + this.matcher.work + this.scored;
  }

  /** Begins a search. */
  begin(rules: SearchRules): void {
    this.hits.begin(rules.limit);
    this.gate.begin(rules);
    this.limit = rules.limit;
    this.boosts = rules.boosts;
    this.postings.boosts = rules.boosts;
    this.scorer.boosts = rules.boosts;
    this.scorer.variantPenalty = 0;
    this.isByKind = rules.sectionRanks !== undefined;
    this.scorer.kindRanks.fill(0);
    rules.sectionRanks?.forEach((rank, section) => (this.scorer.kindRanks[section] = rank));
    this.postings.work = 0;
    this.postings.budget = POSTING_BUDGET;
    this.matcher.work = 0;
    this.scored = 0;
  }

  /** Counts work done outside the readers. */
  count(work: number): void {
    this.scored += work;
  }

  /** Scores what the selector kept; what ranks below `leastRank` is left out. */
  takeKept(leastRank: number): void {
    const { selector, scorer, hits, gate } = this;
    const least = Math.max(leastRank, this.leastRank);
    selector.end();
    for (let i = 0; i < selector.count; i += 1) {
      const doc = selector.docs[i] ?? 0;
      const score = scorer.score(doc, gate.sectionOf(doc));
      if (TitleScorer.rankOf(score) >= least) hits.put(doc, score);
    }
    this.scored += selector.count;
    selector.count = 0;
  }
}
