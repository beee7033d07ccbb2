import type { Row } from '../catalog';
import type { IndexData } from './index-data';
import type { PreparedBoosts, SearchHit, SearchKind, SearchOptions, Suggestion } from './search-contract';
import { indexBytes } from './index-codec';
import { prepareBoosts } from './prepare-boosts';
import { MAX_HITS, SearchParts } from './search-parts';
import type { SearchRules } from './search-parts';
import { runSearch } from './run-search';
import { suggestWords } from './suggest-words';
import type { NameReader } from './suggest-words';
import { MATCH_KINDS, RANK_SHIFT } from './title-scorer';

const DEFAULT_LIMIT = 20;

/** Searches the titles of one catalogue; see README. Holds scratch memory, so that a search makes nothing but its hits. */
export class SearchIndex {
  /** Revision of the catalogue it was built from. */
  readonly revision: string;
  private readonly parts: SearchParts;

  constructor(
    /** For the codec. */
    readonly data: IndexData,
  ) {
    this.revision = data.revision;
    this.parts = new SearchParts(data);
  }

  /** Titles in it. */
  get titleCount(): number {
    return this.data.priors.length;
  }

  /** Bytes held by columns and scratch. */
  get heldBytes(): number {
    return indexBytes(this.data) + this.parts.heldBytes;
  }

  /** Postings, words and titles the last search looked at; bounded whatever the query. For tests and diagnosis. */
  get lastWork(): number {
    return this.parts.work;
  }

  /** The best hits, best first. Well below a millisecond per call on a desk computer; independent of earlier calls. */
  search(query: string, options: SearchOptions = {}): readonly SearchHit[] {
    const { parts } = this;
    runSearch(parts, query, rulesOf(this.data, options));
    const found: SearchHit[] = [];
    for (let i = 0; i < parts.hits.count; i += 1) {
      const doc = parts.hits.docs[i] ?? 0;
      const score = parts.hits.scores[i] ?? 0;
      const kind = (this.data.sections[parts.gate.sectionOf(doc)]?.name ?? 'movie') as SearchKind;
      found.push({ kind, row: parts.docs.rowOf(doc), score, matchKind: MATCH_KINDS[score >> RANK_SHIFT] ?? 'some' });
    }
    return found;
  }

  /**
   * Ways to complete the last word, the most frequent first; only titles with the words before it count. `nameOf` reads the catalogue's
   * names, so that words are spelled as in titles; without it they are folded ("pokemon"), and scripts without spaces get none.
   */
  suggest(prefix: string, limit: number, nameOf?: NameReader): readonly Suggestion[] {
    return suggestWords(this.parts, prefix, limit, nameOf ?? null);
  }

  /**
   * Prepares what a profile likes: calls `visit` once, which calls `add` for each row with a weight of 1..255 (history about 60, favourites
   * about 160). Once per change of the profile: a millisecond on a desk computer.
   */
  prepareBoosts(visit: (add: (kind: SearchKind, row: Row, weight: number) => void) => void): PreparedBoosts {
    return prepareBoosts(this.data, visit);
  }
}

function rulesOf(data: IndexData, options: SearchOptions): SearchRules {
  const { kindOrder, filter } = options;
  return {
    limit: Math.max(1, Math.min(MAX_HITS, Math.floor(options.limit ?? DEFAULT_LIMIT))),
    isTolerant: options.isTolerant !== false,
    mayMissWords: options.mayMissWords !== false,
    boosts: options.boosts ?? null,
    ...(options.kinds === undefined ? {} : { sections: options.kinds }),
    ...(options.category === undefined ? {} : { category: options.category }),
    ...(filter === undefined ? {} : { filter: filter as (section: string, row: Row) => boolean }),
    ...(kindOrder === undefined ? {} : { sectionRanks: data.sections.map(({ name }) => rankIn(kindOrder, name)) }),
  };
}

/** 3 for the first kind, 0 for the fourth and those not named. */
function rankIn(order: readonly SearchKind[], name: string): number {
  const place = order.indexOf(name as SearchKind);
  return place < 0 ? 0 : Math.max(0, 3 - place);
}
