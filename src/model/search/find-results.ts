import type { ItemKey } from '#core/base';
import { FLAG } from '#core/catalog';
import type { CatalogReader, ChannelRecord, GuideReader, ListedKind, Row } from '#core/catalog';
import { searchAll, searchProgrammes } from '#core/search';
import type { PreparedBoosts, ProgrammeAiring, SearchMatchKind } from '#core/search';
import type { ProgrammeShelf, Shelves, TitleShelf } from './shelves';

/** Most results of a kind; the tab then says `40+`. */
export const MAX_RESULTS = 40;
/** Airings of one title that are listed. */
const MAX_AIRINGS = 3;
/** Titles of the guide looked at. */
const MAX_TITLES = 20;
/** Fewer letters never lead to adult titles. */
const MIN_ADULT_LETTERS = 3;

/** Matches that are no names: of a person all must be there. People are a field of programmes. */
const GUESSES: ReadonlySet<SearchMatchKind> = new Set<SearchMatchKind>(['inner', 'fuzzy', 'some']);

/** What a search follows. */
export interface FindRules {
  readonly query: string;
  readonly nowMs: number;
  /** What the profile may see: what is not in them is not found. */
  readonly catalog: CatalogReader;
  readonly guide: GuideReader;
  /** `false`: what is typed must be there as it is (a person's name). */
  readonly isTolerant: boolean;
  /** Whether adult titles may be found at all. */
  readonly mayFindAdult: boolean;
  /** Liked titles by place of the shelf. */
  readonly boosts: readonly (PreparedBoosts | null)[];
}

/** A found row of a source. */
export interface FoundRow {
  readonly shelf: TitleShelf;
  readonly row: Row;
  readonly score: number;
}

/** A channel found for what is on. */
interface FoundChannel {
  readonly key: ItemKey;
  readonly score: number;
}

/** A found programme that can be watched, or that is still to come. */
export interface FoundAiring {
  readonly channel: ChannelRecord;
  readonly title: string;
  readonly startMs: number;
  readonly stopMs: number;
}

/** Everything a query found; the best first. */
export interface Found {
  readonly channels: readonly FoundRow[];
  readonly airings: readonly FoundAiring[];
  readonly movies: readonly FoundRow[];
  readonly series: readonly FoundRow[];
}

/** Nothing. */
export const NOTHING_FOUND: Found = { channels: [], airings: [], movies: [], series: [] };

/** Asks all indexes. Some milliseconds at most, whatever the query. */
export function findResults(shelves: Shelves, rules: FindRules): Found {
  const programmes = findProgrammes(shelves.programmes, rules);
  return {
    channels: mergeChannels(findRows(shelves.titles, 'channel', rules), programmes.onNow, shelves.titles),
    airings: programmes.others.slice(0, MAX_RESULTS),
    movies: findRows(shelves.titles, 'movie', rules),
    series: findRows(shelves.titles, 'series', rules),
  };
}

/** Rows of a kind, best first. */
export function findRows(titles: readonly TitleShelf[], kind: ListedKind, rules: FindRules, limit = MAX_RESULTS): readonly FoundRow[] {
  const isAdult = (source: number, row: Row): boolean => ((titles[source]?.catalog.data.tables[kind].flags[row] ?? 0) & FLAG.adult) !== 0;
  const mayFindAdult = rules.mayFindAdult && rules.query.trim().length >= MIN_ADULT_LETTERS;
  const search = (filter: ((source: number, row: Row) => boolean) | null): readonly FoundRow[] => {
    const found: FoundRow[] = [];
    const { query, isTolerant, boosts } = rules;
    const filtered = (source: number, _kind: string, row: Row): boolean => (mayFindAdult || !isAdult(source, row)) && (filter === null || filter(source, row));
    const options = { kinds: [kind], limit, isTolerant, boosts, ...(filter === null && mayFindAdult ? {} : { filter: filtered }) };
    for (const { source, row, score, matchKind } of searchAll(titles.map(({ index }) => index), query, options)) {
      const shelf = titles[source];
      // Adult titles are for those who name them; nobody runs into them while typing something else.
      if (shelf !== undefined && (matchKind === 'exact' || matchKind === 'start' || !isAdult(source, row))) found.push({ shelf, row, score });
    }
    return found;
  };
  const isSeen = (shelf: TitleShelf | undefined, row: Row): boolean => shelf !== undefined && isVisible(shelf, kind, row, rules.catalog);
  const found = search(null);
  // Rows are made to be asked whether they may be seen: of the few that were found, and of all that come into question only where one may not.
  return found.every(({ shelf, row }) => isSeen(shelf, row)) ? found : search((source, row) => isSeen(titles[source], row));
}

function isVisible(shelf: TitleShelf, kind: ListedKind, row: Row, reader: CatalogReader): boolean {
  return reader === shelf.catalog || reader.rowOf(kind, keyOf(shelf, kind, row)) !== -1;
}

/** The key of a row. */
export function keyOf({ catalog }: TitleShelf, kind: ListedKind, row: Row): ItemKey {
  return (catalog[kind](row)?.key ?? '') as ItemKey;
}

interface FoundProgrammes {
  readonly onNow: readonly FoundChannel[];
  readonly others: readonly FoundAiring[];
}

function findProgrammes(shelves: readonly ProgrammeShelf[], rules: FindRules): FoundProgrammes {
  const { nowMs, query, isTolerant } = rules;
  const onNow: FoundChannel[] = [];
  const groups: Array<{ readonly score: number; readonly airings: FoundAiring[] }> = [];
  for (const shelf of shelves) {
    for (const group of searchProgrammes(shelf.index, shelf.guide, query, { nowMs, limit: MAX_TITLES, airingLimit: MAX_AIRINGS })) {
      if (!isTolerant && GUESSES.has(group.matchKind)) continue;
      const airings: FoundAiring[] = [];
      for (const airing of group.airings) {
        const found = airingOf(shelf, airing, group.title, rules);
        if (found === null) continue;
        if (found.startMs <= nowMs && found.stopMs > nowMs) onNow.push({ key: found.channel.key, score: group.score });
        else if (found.startMs > nowMs || canReach(found, nowMs)) airings.push(found);
      }
      if (airings.length > 0) groups.push({ score: group.score, airings });
    }
  }
  groups.sort((a, b) => b.score - a.score);
  return { onNow, others: withoutDoubles(groups.reduce<FoundAiring[]>((all, { airings }) => all.concat(airings), [])) };
}

/** An airing as the profile may see it; `null`: not at all, or on no channel there is. */
function airingOf(shelf: ProgrammeShelf, airing: ProgrammeAiring, title: string, { catalog, guide }: FindRules): FoundAiring | null {
  const place = shelf.placeOf(airing.channel);
  const channel = place === null ? null : catalog.channel(catalog.rowOf('channel', place.key));
  if (place === null || channel === null || channel.isAdult || channel.guideKey === '') return null;
  const [startMs, stopMs] = [airing.startMs + place.shiftMs, airing.stopMs + place.shiftMs];
  const isShown = guide.between(channel.guideKey, startMs, startMs + 1).some((programme) => programme.startMs === startMs && programme.title === title);
  return isShown ? { channel, title, startMs, stopMs } : null;
}

/** Whether the channel's archive still has it. */
function canReach({ channel, startMs }: FoundAiring, nowMs: number): boolean {
  return channel.catchup !== null && nowMs - startMs <= channel.catchup.days * 86_400_000;
}

function withoutDoubles(airings: readonly FoundAiring[]): readonly FoundAiring[] {
  const seen = new Set<string>();
  return airings.filter(({ channel, startMs }) => {
    const id = `${channel.key} ${String(startMs)}`;
    const isNew = !seen.has(id);
    seen.add(id);
    return isNew;
  });
}

/** One list of channels, each once with its better score. */
function mergeChannels(byName: readonly FoundRow[], byProgramme: readonly FoundChannel[], titles: readonly TitleShelf[]): readonly FoundRow[] {
  const merged = byName.slice();
  for (const { key, score } of byProgramme) {
    for (const shelf of titles) {
      const row = shelf.catalog.rowOf('channel', key);
      if (row === -1) continue;
      const at = merged.findIndex((each) => each.shelf === shelf && each.row === row);
      if (at === -1) merged.push({ shelf, row, score });
      else merged[at] = { shelf, row, score: Math.max(score, merged[at]?.score ?? 0) };
      break;
    }
  }
  // The oldest engines do not sort stably.
  return merged
    .map((found, place) => ({ found, place }))
    .sort((a, b) => b.found.score - a.found.score || a.place - b.place)
    .slice(0, MAX_RESULTS)
    .map(({ found }) => found);
}
