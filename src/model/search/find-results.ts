import type { ItemKey } from '#core/base';
import type { ChannelRecord } from '#core/catalog';
import { splitGuideKey } from '#core/guide';
import { searchProgrammes } from '#core/search';
import type { ProgrammeAiring, SearchMatchKind } from '#core/search';
import { findRows, KINDS, MAX_RESULTS, oneOfEach } from './find-rows';
import type { FindRules, FoundRow } from './find-rows';
import type { ProgrammeShelf, Shelves, TitleShelf } from './shelves';

/** Airings of one title that are listed. */
const MAX_AIRINGS = 3;
/** Titles of the guide looked at. */
const MAX_TITLES = 20;

/** Matches that are no names: of a person all must be there. People are a field of programmes. */
const GUESSES: ReadonlySet<SearchMatchKind> = new Set<SearchMatchKind>(['inner', 'fuzzy', 'some']);

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
export function findResults({ titles, programmes }: Shelves, rules: FindRules): Found {
  const aired = findProgrammes(programmes, rules);
  // Where one kind has what was typed, the others do not guess at titles that miss words.
  const isKnown = rules.isTolerant && KINDS.some((kind) => findRows(titles, kind, { ...rules, isTolerant: false }, 1).length > 0);
  const own = { ...rules, mayMissWords: !isKnown };
  const movies = oneOfEach('movie', own, (limit) => findRows(titles, 'movie', own, limit));
  const series = oneOfEach('series', own, (limit) => findRows(titles, 'series', own, limit));
  const channels = oneOfEach('channel', own, (limit) => mergeChannels(findRows(titles, 'channel', own, limit), aired.onNow, titles, own).slice(0, limit));
  return { channels, airings: aired.others.slice(0, MAX_RESULTS), movies, series };
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
function airingOf(shelf: ProgrammeShelf, airing: ProgrammeAiring, title: string, { shown, guide }: FindRules): FoundAiring | null {
  const catalog = shown.reader;
  const place = shelf.placeOf(airing.channel);
  const channel = place === null ? null : catalog.channel(catalog.rowOf('channel', place.key));
  if (place === null || channel === null || channel.isAdult || channel.guideKey === '') return null;
  const shiftMs = place.isMoved ? 0 : splitGuideKey(channel.guideKey).shiftMs;
  const [startMs, stopMs] = [airing.startMs + shiftMs, airing.stopMs + shiftMs];
  const shownAs = guide.between(channel.guideKey, startMs, startMs + 1).find((programme) => programme.startMs === startMs && (programme.title === title || programme.isVeiled === true));
  return shownAs === undefined ? null : { channel, title: shownAs.title, startMs, stopMs };
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
function mergeChannels(byName: readonly FoundRow[], byProgramme: readonly FoundChannel[], titles: readonly TitleShelf[], { shown }: FindRules): readonly FoundRow[] {
  if (byProgramme.length === 0) return byName;
  const merged = byName.slice();
  for (const { key, score } of byProgramme) {
    const place = shown.reader.rowOf('channel', key);
    const at = merged.findIndex((each) => each.shown === place);
    const known = merged[at];
    if (known !== undefined) {
      merged[at] = { ...known, score: Math.max(score, known.score) };
      continue;
    }
    for (const shelf of titles) {
      const row = shelf.catalog.rowOf('channel', key);
      if (row === -1) continue;
      merged.push({ shelf, row, shown: place, score });
      break;
    }
  }
  // The oldest engines do not sort stably.
  return merged
    .map((found, place) => ({ found, place }))
    .sort((a, b) => b.found.score - a.found.score || a.place - b.place)
    .map(({ found }) => found);
}
