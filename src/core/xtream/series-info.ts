import { looseDurationMs, looseEpochMs, looseList, looseNumber, looseObject, looseText, looseUrl } from './loose-fields';
import type { LooseFields } from './loose-fields';
import { readTitleInfo, streamBadges } from './title-info';
import type { XtreamTitleInfo } from './title-info';

/** An episode as a panel lists it. */
export interface XtreamEpisode {
  /** The id its address is built from. */
  readonly id: string;
  readonly season: number;
  readonly number: number;
  readonly name: string;
  readonly plot: string;
  readonly still: string;
  /** 0 if unknown. */
  readonly durationMs: number;
  readonly container: string;
  /** 0 if unknown. */
  readonly addedMs: number;
  readonly badges: readonly string[];
}

/** A season; episodes in order. */
export interface XtreamSeason {
  readonly number: number;
  readonly name: string;
  readonly plot: string;
  readonly poster: string;
  readonly episodes: readonly XtreamEpisode[];
}

/** Judged answer of `get_series_info`. */
export interface XtreamSeriesInfo extends XtreamTitleInfo {
  /** Seasons that have episodes, in order; specials (0) last. */
  readonly seasons: readonly XtreamSeason[];
}

function readEpisode(value: unknown, season: number, position: number): XtreamEpisode | null {
  const fields = looseObject(value);
  const id = looseText(fields, 'id', 'stream_id');
  if (id === '') return null;
  const info = looseObject(fields['info']);
  const seconds = looseNumber(info['duration_secs']);
  return {
    id,
    season: Math.max(0, Math.round(looseNumber(fields['season'], season))),
    number: Math.max(0, Math.round(looseNumber(fields['episode_num'], position))),
    name: looseText(fields, 'title', 'name') || looseText(info, 'name', 'title'),
    plot: looseText(info, 'plot', 'overview', 'description'),
    still: looseUrl(info['movie_image']) || looseUrl(info['cover_big']) || looseUrl(info['still_path']),
    durationMs: seconds > 0 ? seconds * 1000 : looseDurationMs(info['duration']),
    container: looseText(fields, 'container_extension').toLowerCase(),
    addedMs: looseEpochMs(fields['added']),
    badges: streamBadges(info),
  };
}

/** `episodes` is an object by season number, an array of arrays (position = season), or one flat list. */
function readEpisodes(value: unknown): readonly XtreamEpisode[] {
  const found: XtreamEpisode[] = [];
  const add = (entry: unknown, season: number, position: number): void => {
    const episode = readEpisode(entry, season, position);
    if (episode !== null) found.push(episode);
  };
  if (Array.isArray(value)) {
    (value as readonly unknown[]).forEach((entry, index) => {
      if (Array.isArray(entry)) (entry as readonly unknown[]).forEach((episode, position) => add(episode, index + 1, position + 1));
      else add(entry, 1, index + 1);
    });
    return found;
  }
  const seasons = looseObject(value);
  for (const name of Object.keys(seasons)) {
    looseList(seasons[name]).forEach((entry, position) => add(entry, looseNumber(name, 1), position + 1));
  }
  return found;
}

function seasonFacts(value: unknown): ReadonlyMap<number, LooseFields> {
  const facts = new Map<number, LooseFields>();
  for (const entry of looseList(value)) {
    const fields = looseObject(entry);
    const number = looseNumber(fields['season_number'], -1);
    if (number >= 0) facts.set(number, fields);
  }
  return facts;
}

/** Specials go behind the regular seasons. */
function seasonOrder(number: number): number {
  return number === 0 ? Number.MAX_SAFE_INTEGER : number;
}

/**
 * Judges a `get_series_info` answer; never fails: `[]`, missing `episodes`, arrays where objects are due and empty strings in all places
 * have been seen in the field (protocols.md 1.4).
 */
export function parseSeriesInfo(value: unknown): XtreamSeriesInfo {
  const root = looseObject(value);
  const facts = seasonFacts(root['seasons']);
  const bySeason = new Map<number, XtreamEpisode[]>();
  for (const episode of readEpisodes(root['episodes'])) {
    const list = bySeason.get(episode.season);
    if (list === undefined) bySeason.set(episode.season, [episode]);
    else list.push(episode);
  }
  const numbers = Array.from(bySeason.keys()).sort((a, b) => seasonOrder(a) - seasonOrder(b));
  const seasons = numbers.map((number) => {
    const fields = facts.get(number) ?? {};
    const episodes = (bySeason.get(number) ?? []).map((episode, index) => ({ episode, index }));
    // Sorting must not depend on the engine being stable.
    episodes.sort((a, b) => a.episode.number - b.episode.number || a.index - b.index);
    return {
      number,
      name: looseText(fields, 'name'),
      plot: looseText(fields, 'overview'),
      poster: looseUrl(fields['cover_big']) || looseUrl(fields['cover']),
      episodes: episodes.map((entry) => entry.episode),
    };
  });
  return { ...readTitleInfo(looseObject(root['info'])), seasons };
}
