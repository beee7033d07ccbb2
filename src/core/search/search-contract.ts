import type { ListedKind, Row, RowList } from '../catalog';

/** Kinds an index can hold. */
export type SearchKind = ListedKind | 'episode';

/**
 * How a title answers a query, best first: `exact` the whole title (without leading article, country prefix and quality words), `start`
 * the title begins so, `word` the words stand one behind the other within the title, `words` all words begin a word of it in any order,
 * `inner` some words only occur within words, `fuzzy` some words are spelled differently, `field` some words are only in the genre,
 * `some` not all words were found.
 */
export type SearchMatchKind = 'exact' | 'start' | 'word' | 'words' | 'inner' | 'fuzzy' | 'field' | 'some';

/** A found title. */
export interface SearchHit {
  readonly kind: SearchKind;
  /** Valid in the catalogue the index was built from (same revision). */
  readonly row: Row;
  /** Higher is better; comparable between indexes and kinds of one query, not between queries. */
  readonly score: number;
  readonly matchKind: SearchMatchKind;
}

/** A hit of several sources' indexes. */
export interface SourcedHit extends SearchHit {
  /** Place of its index in the list that was searched. */
  readonly source: number;
}

/** What a profile likes, prepared once by `SearchIndex.prepareBoosts`; belongs to that index. */
export interface PreparedBoosts {
  /** Titles' numbers in the index, ascending. */
  readonly docs: Uint32Array;
  /** 1..255 for each of them. */
  readonly weights: Uint8Array;
  /** One bit per title. */
  readonly bits: Uint32Array;
}

/** How to search. */
export interface SearchOptions {
  /** Kinds wanted; absent: all that the index has. */
  readonly kinds?: readonly SearchKind[];
  /** Most hits, 1..500. Default 20. */
  readonly limit?: number;
  /**
   * Rows that may be shown (parental rules, hidden channels). Asked only for rows about to become hits, a few dozen times as a rule; at
   * most 8,000 times per search, so that a filter that refuses nearly everything may leave fewer hits than there are.
   */
  readonly filter?: (kind: SearchKind, row: Row) => boolean;
  /** Only rows of this list (a category); give exactly one kind with it. */
  readonly category?: RowList;
  /**
   * Ranks kinds within each {@link SearchMatchKind}: hits of earlier kinds first. Absent: by score alone, in the index's order of kinds (channel, film, series) on
   * ties.
   */
  readonly kindOrder?: readonly SearchKind[];
  /** The profile's history and favourites. */
  readonly boosts?: PreparedBoosts;
  /** `false`: no typing errors, no inner words, no partial matches. Default `true`. */
  readonly isTolerant?: boolean;
  /** `false`: no titles that miss words (`some`), as where another kind has what was typed. Default `true`; without meaning where nothing is tolerated. */
  readonly mayMissWords?: boolean;
}

/** A way to go on typing. */
export interface Suggestion {
  /** The query with its last word completed. */
  readonly text: string;
  /** Only the completed word. */
  readonly word: string;
  /** About how many titles have it. */
  readonly count: number;
}
