import { FLAG } from '#core/catalog';
import type { GuideReader, ListedKind, Row } from '#core/catalog';
import { searchAll } from '#core/search';
import type { PreparedBoosts, SourcedHit } from '#core/search';
import { firstOfTitles } from '#core/versions';
import type { TitleShelf } from './shelves';
import type { ShownRows } from './shown-rows';

/** Most results of a kind; the tab then says `40+`. */
export const MAX_RESULTS = 40;
/** Rows looked for, since versions of a title are one result; and where most of those were versions. */
const [ENOUGH, MORE] = [60, 160];
/** Fewer letters never lead to adult titles. */
const MIN_ADULT_LETTERS = 3;
/** Kinds that have lists, films first: they are looked for most. */
export const KINDS: readonly ListedKind[] = ['movie', 'series', 'channel'];

/** What a search follows. */
export interface FindRules {
  readonly query: string;
  readonly nowMs: number;
  /** What the profile may see: what is not in it is not found. */
  readonly shown: ShownRows;
  readonly guide: GuideReader;
  /** `false`: what is typed must be there as it is (a person's name). */
  readonly isTolerant: boolean;
  /** Whether titles may miss words of the query. */
  readonly mayMissWords: boolean;
  /** Whether adult titles may be found at all. */
  readonly mayFindAdult: boolean;
  /** Liked titles by place of the shelf. */
  readonly boosts: readonly (PreparedBoosts | null)[];
  /** One row of each channel, in their order; `null` where versions are not grouped. */
  mergeChannels(rows: readonly Row[]): readonly Row[] | null;
}

/** A found row of a source. */
export interface FoundRow {
  readonly shelf: TitleShelf;
  readonly row: Row;
  /** The row in the profile's catalogue. */
  readonly shown: Row;
  readonly score: number;
}

/** Rows of a kind, every version by itself, best first. */
export function findRows(titles: readonly TitleShelf[], kind: ListedKind, rules: FindRules, limit = MAX_RESULTS): readonly FoundRow[] {
  const { query, isTolerant, mayMissWords, boosts, shown } = rules;
  const mayFindAdult = rules.mayFindAdult && query.trim().length >= MIN_ADULT_LETTERS;
  const indexes = titles.map(({ index }) => index);
  const isAdult = (source: number, row: Row): boolean => ((titles[source]?.catalog.data.tables[kind].flags[row] ?? 0) & FLAG.adult) !== 0;
  const admits = (source: number, row: Row): boolean => {
    const shelf = titles[source];
    return shelf !== undefined && (mayFindAdult || !isAdult(source, row)) && shown.rowOf(shelf, kind, row) !== -1;
  };
  const options = { kinds: [kind], limit, isTolerant, mayMissWords, boosts };
  let hits: readonly SourcedHit[] = searchAll(indexes, query, options);
  // A filter makes a search slower: it is only asked where something was found that may not be seen.
  if (!hits.every(({ source, row }) => admits(source, row))) hits = searchAll(indexes, query, { ...options, filter: (source, _kind, row) => admits(source, row) });
  const found: FoundRow[] = [];
  const seen = new Set<Row>();
  for (const { source, row, score, matchKind } of hits) {
    const shelf = titles[source];
    // Adult titles are for those who name them; nobody runs into them while typing something else.
    if (shelf === undefined || (matchKind !== 'exact' && matchKind !== 'start' && isAdult(source, row))) continue;
    const place = shown.rowOf(shelf, kind, row);
    // A renamed channel is found by both names.
    if (seen.has(place)) continue;
    seen.add(place);
    found.push({ shelf, row, shown: place, score });
  }
  return found;
}

/** What `find` answers with a limit, versions of a title or channel as one row; as many as there is room for. */
export function oneOfEach(kind: ListedKind, rules: FindRules, find: (limit: number) => readonly FoundRow[]): readonly FoundRow[] {
  const found = find(ENOUGH);
  const merged = merge(kind, rules, found);
  const isAll = found.length < ENOUGH || merged.length >= MAX_RESULTS;
  return (isAll ? merged : merge(kind, rules, find(MORE))).slice(0, MAX_RESULTS);
}

/** The first version stands for the others; of channels the one their lists show. */
function merge(kind: ListedKind, rules: FindRules, found: readonly FoundRow[]): readonly FoundRow[] {
  if (found.length < 2) return found;
  if (kind !== 'channel') return firstOfTitles(found, ({ shelf, row }) => rules.shown.identityOf(shelf, kind, row));
  const rows = rules.mergeChannels(found.map(({ shown }) => shown));
  if (rows === null) return found;
  const byRow = new Map(found.map((each) => [each.shown, each] as const));
  return rows.map((row) => byRow.get(row)).filter((each): each is FoundRow => each !== undefined);
}
