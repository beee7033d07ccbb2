import type { PersonRecord } from '../catalog';
import { looseEpochMs, looseDurationMs, looseNumber, looseObject, looseText, looseTexts, looseUrl, looseYear } from './loose-fields';
import type { LooseFields } from './loose-fields';

/** What a panel knows about a film or series beyond its list row. Absent texts are `""`, absent numbers as stated. */
export interface XtreamTitleInfo {
  readonly name: string;
  readonly plot: string;
  readonly cast: readonly PersonRecord[];
  readonly directors: readonly string[];
  readonly genres: readonly string[];
  /** 0 if unknown. */
  readonly year: number;
  /** 0..10; 0 unrated. */
  readonly rating: number;
  /** 0 if unknown. */
  readonly durationMs: number;
  readonly poster: string;
  readonly backdrop: string;
  /** Address of the trailer; a bare YouTube id is made an address. */
  readonly trailerUrl: string;
  readonly tmdbId: string;
  /** Picture format and sound as badges: `4K`, `1080p`, `5.1`, `HDR`. */
  readonly badges: readonly string[];
}

/** Judged answer of `get_vod_info`. All fields empty is a real answer: the list row has to do. */
export interface XtreamVodInfo extends XtreamTitleInfo {
  /** `""` if the answer names none. */
  readonly streamId: string;
  readonly container: string;
  /** 0 if unknown. */
  readonly addedMs: number;
}

const MAX_PEOPLE = 40;

function people(value: unknown): readonly PersonRecord[] {
  const names = typeof value === 'string' ? value.split(/\s*[,;|]\s*/) : looseTexts(value);
  return names.map((name) => name.trim()).filter((name) => name !== '').slice(0, MAX_PEOPLE).map((name) => ({ name, role: '', picture: '' }));
}

function trailer(text: string): string {
  if (/^[\w-]{11}$/.test(text)) return `https://www.youtube.com/watch?v=${text}`;
  return /^https?:\/\//i.test(text) ? text : '';
}

function pictureBadge(width: number, height: number): string {
  if (width >= 3000 || height >= 1800) return '4K';
  if (width >= 1800 || height >= 1000) return '1080p';
  return width >= 1200 || height >= 700 ? '720p' : '';
}

/** Badges from the stream facts; PHP sends empty arrays where it knows nothing. */
export function streamBadges(info: LooseFields): readonly string[] {
  const video = looseObject(info['video']);
  const audio = looseObject(info['audio']);
  const badges = [pictureBadge(looseNumber(video['width']), looseNumber(video['height']))];
  if (/smpte2084|arib-std-b67/i.test(looseText(video, 'color_transfer'))) badges.push('HDR');
  const channels = looseNumber(audio['channels']);
  if (channels === 6) badges.push('5.1');
  if (channels === 8) badges.push('7.1');
  return badges.filter((badge) => badge !== '');
}

/** Judges the `info` object films and series share. */
export function readTitleInfo(info: LooseFields): XtreamTitleInfo {
  const ten = looseNumber(info['rating']);
  const five = looseNumber(info['rating_5based']);
  const seconds = looseNumber(info['duration_secs']);
  const minutes = looseNumber(info['episode_run_time'] ?? info['runtime']);
  return {
    name: looseText(info, 'name', 'title', 'o_name'),
    plot: looseText(info, 'plot', 'description', 'overview'),
    cast: people(info['cast'] ?? info['actors']),
    directors: people(info['director']).map((person) => person.name),
    genres: looseTexts(info['genre'] ?? info['genres']),
    year: looseYear(info['year'], info['releasedate'], info['release_date'], info['releaseDate']),
    rating: ten > 0 && ten <= 10 ? ten : five > 0 && five <= 5 ? five * 2 : 0,
    durationMs: seconds > 0 ? seconds * 1000 : looseDurationMs(info['duration']) || minutes * 60_000,
    poster: looseUrl(info['movie_image']) || looseUrl(info['cover_big']) || looseUrl(info['cover']),
    backdrop: looseUrl(info['backdrop_path']) || looseUrl(info['backdrop']),
    trailerUrl: trailer(looseText(info, 'youtube_trailer', 'trailer')),
    tmdbId: looseText(info, 'tmdb_id', 'tmdb'),
    badges: streamBadges(info),
  };
}

/** Judges a `get_vod_info` answer; never fails, since `info: []` without anything else is a real answer. */
export function parseVodInfo(value: unknown): XtreamVodInfo {
  const root = looseObject(value);
  const info = looseObject(root['info']);
  const movie = looseObject(root['movie_data']);
  const read = readTitleInfo(info);
  return {
    ...read,
    name: looseText(movie, 'name', 'title') || read.name,
    streamId: looseText(movie, 'stream_id'),
    container: (looseText(movie, 'container_extension') || looseText(info, 'container_extension')).toLowerCase(),
    addedMs: looseEpochMs(movie['added']),
  };
}
