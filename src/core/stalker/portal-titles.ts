import type { PersonRecord } from '../catalog';
import { looseDurationMs, looseFlag, looseList, looseNumber, looseObject, looseText, looseTexts, looseUrl } from '../xtream';
import type { LooseFields } from '../xtream';

/** What a portal knows about a title beyond its row. */
export interface PortalTitle {
  readonly id: string;
  readonly name: string;
  readonly plot: string;
  readonly cast: readonly PersonRecord[];
  readonly directors: readonly string[];
  /** 0 if unknown. */
  readonly durationMs: number;
  /** The command of its file or of its only season; may be empty. */
  readonly cmd: string;
  /** Numbers of episodes that stand in the row itself (portals of resellers, and older ones); empty for others. */
  readonly episodes: readonly number[];
}

/** A season, or an episode: rows of a title's parts look alike. */
export interface PortalPart {
  readonly id: string;
  readonly kind: 'season' | 'episode' | 'file' | 'other';
  /** As the portal numbers it, or as its name says; 0 if neither. */
  readonly number: number;
  readonly name: string;
  readonly plot: string;
  readonly still: string;
  readonly durationMs: number;
  readonly cmd: string;
  /** Numbers of a season's episodes that stand in its row. */
  readonly episodes: readonly number[];
}

/** A page of rows, with what the portal claims of the list. */
export interface PortalRowsPage<T> {
  readonly rows: readonly T[];
  readonly totalItems: number;
}

const MAX_PEOPLE = 40;
/** More numbered episodes than any season has. */
const MAX_EPISODES = 3000;

function durationMs(fields: LooseFields): number {
  const time = fields['time'];
  if (typeof time === 'number') return time > 0 ? time * 60_000 : 0;
  return looseDurationMs(time);
}

function episodeNumbers(value: unknown): readonly number[] {
  const found: number[] = [];
  for (const entry of looseList(value).slice(0, MAX_EPISODES)) {
    const number = typeof entry === 'object' ? looseNumber(looseObject(entry)['series_number'] ?? looseObject(entry)['id']) : looseNumber(entry);
    if (number > 0 && found.indexOf(number) < 0) found.push(number);
  }
  return found.sort((a, b) => a - b);
}

function readTitle(fields: LooseFields): PortalTitle {
  const people = looseTexts(fields['actors'] ?? fields['cast']).slice(0, MAX_PEOPLE);
  return {
    id: looseText(fields, 'id'),
    name: looseText(fields, 'name', 'o_name'),
    plot: looseText(fields, 'description', 'descr'),
    cast: people.map((name) => ({ name, role: '', picture: '' })),
    directors: looseTexts(fields['director']),
    durationMs: durationMs(fields),
    cmd: looseText(fields, 'cmd'),
    episodes: episodeNumbers(fields['series']),
  };
}

function partKind(fields: LooseFields): PortalPart['kind'] {
  if (looseFlag(fields['is_season'])) return 'season';
  if (looseFlag(fields['is_episode'])) return 'episode';
  return looseFlag(fields['is_file']) ? 'file' : 'other';
}

function readPart(fields: LooseFields): PortalPart {
  const name = looseText(fields, 'name', 'series_name', 'season_name', 'o_name');
  const told = looseNumber(fields['season_number'] ?? fields['series_number'] ?? fields['number'], -1);
  return {
    id: looseText(fields, 'id'),
    kind: partKind(fields),
    number: told >= 0 ? told : looseNumber(/(\d{1,4})(?!.*\d)/.exec(name)?.[1]),
    name,
    plot: looseText(fields, 'description', 'series_descr', 'descr'),
    still: looseUrl(fields['screenshot_uri']) || looseUrl(fields['pic']),
    durationMs: durationMs(fields),
    cmd: looseText(fields, 'cmd'),
    episodes: episodeNumbers(fields['series']),
  };
}

function page<T>(js: unknown, read: (fields: LooseFields) => T & { readonly id: string }): PortalRowsPage<T> {
  const fields = looseObject(js);
  const list = 'data' in fields ? fields['data'] : js;
  const rows = looseList(list).map((entry) => read(looseObject(entry))).filter((row) => row.id !== '');
  return { rows, totalItems: Math.max(0, looseNumber(fields['total_items'])) };
}

/** Judges a page of titles. */
export function readTitles(js: unknown): PortalRowsPage<PortalTitle> {
  return page(js, readTitle);
}

/** Judges a page of a title's seasons, episodes or files. */
export function readParts(js: unknown): PortalRowsPage<PortalPart> {
  return page(js, readPart);
}
