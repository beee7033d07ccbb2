import { absoluteUrl } from '../base-url';
import type { MediaForm, MediaLibrary } from '#server/domain';
import { publicGuideKey, upstreamForm } from '#server/domain';
import type { CategoryRow, ChannelRow, EpisodeRow, MediaRef, MovieRow, SeriesRow, TitleRow } from '#server/store';
import { durationText, epochText } from './xtream-types';

/** What rows are made with. */
export interface RowContext {
  /** Pictures become absolute with it. */
  readonly base: string;
  readonly library: MediaLibrary;
}

const EXTENSION: Readonly<Record<MediaForm | 'unknown', string>> = { mp4: 'mp4', ts: 'ts', hls: 'm3u8', dash: 'mpd', unknown: 'mp4' };
/** Third-party players want files before playlists. */
const FILE_FORMS: readonly MediaForm[] = ['mp4', 'ts', 'hls', 'dash'];

/** The `container_extension` of a film or episode. */
export function containerExtension(media: MediaRef, library: MediaLibrary): string {
  if (media.asset === '') return media.container === '' ? EXTENSION[upstreamForm(media)] : media.container;
  const forms = library.assetForms(media.asset);
  return EXTENSION[FILE_FORMS.find((form) => forms.includes(form)) ?? 'unknown'];
}

/** A category row. */
export function categoryRow(row: CategoryRow): object {
  return { category_id: String(row.id), category_name: row.name, parent_id: 0 };
}

function categoryFields(ids: readonly number[]): object {
  return { category_id: ids[0] === undefined ? '' : String(ids[0]), category_ids: ids };
}

/** A live row; `num` counts the rows of one answer from 1. */
export function liveRow(row: ChannelRow, num: number, { base }: RowContext): object {
  return {
    num,
    name: row.name,
    stream_type: row.isRadio ? 'radio_streams' : 'live',
    stream_id: row.id,
    stream_icon: absoluteUrl(row.logo, base),
    epg_channel_id: row.guideKey === '' ? null : publicGuideKey(row.guideKey),
    added: epochText(row.addedMs),
    is_adult: row.isAdult ? '1' : '0',
    ...categoryFields(row.categoryIds),
    custom_sid: '',
    tv_archive: row.archiveDays > 0 ? 1 : 0,
    direct_source: '',
    tv_archive_duration: row.archiveDays,
  };
}

function ratingFields(rating: number): object {
  return { rating: rating === 0 ? '' : String(rating), rating_5based: Math.round(rating * 5) / 10 };
}

function castText(row: TitleRow): string {
  return row.detail.cast.map((person) => person.name).join(', ');
}

function yearText(row: TitleRow): string {
  return row.year === 0 ? '' : String(row.year);
}

/** A VOD row. */
export function vodRow(row: MovieRow, num: number, { base, library }: RowContext): object {
  return {
    num,
    name: row.name,
    title: row.name,
    year: yearText(row),
    stream_type: 'movie',
    stream_id: row.id,
    stream_icon: absoluteUrl(row.poster, base),
    ...ratingFields(row.rating),
    added: epochText(row.addedMs),
    is_adult: row.isAdult ? '1' : '0',
    ...categoryFields(row.categoryIds),
    container_extension: containerExtension(row.media, library),
    custom_sid: '',
    direct_source: '',
    tmdb_id: '',
    plot: row.plot,
    genre: row.genres.join(', '),
  };
}

function seriesFields(row: SeriesRow, base: string): object {
  return {
    name: row.name,
    title: row.name,
    year: yearText(row),
    cover: absoluteUrl(row.poster, base),
    plot: row.plot,
    cast: castText(row),
    director: row.detail.directors.join(', '),
    genre: row.genres.join(', '),
    release_date: yearText(row),
    releaseDate: yearText(row),
    last_modified: epochText(row.addedMs),
    ...ratingFields(row.rating),
    backdrop_path: row.backdrop === '' ? [] : [absoluteUrl(row.backdrop, base)],
    youtube_trailer: '',
    episode_run_time: '',
    tmdb_id: '',
    ...categoryFields(row.categoryIds),
  };
}

/** A series row. */
export function seriesRow(row: SeriesRow, num: number, { base }: RowContext): object {
  return { num, stream_type: 'series', series_id: row.id, is_adult: row.isAdult ? '1' : '0', ...seriesFields(row, base) };
}

/** The answer of `get_vod_info`; `null` for a film that does not exist. */
export function vodInfo(row: MovieRow | null, { base, library }: RowContext): object {
  if (row === null) return { info: {}, movie_data: {} };
  const poster = absoluteUrl(row.poster, base);
  return {
    info: {
      kinopoisk_url: '',
      tmdb_id: '',
      name: row.name,
      o_name: row.name,
      cover_big: poster,
      movie_image: poster,
      release_date: yearText(row),
      releasedate: yearText(row),
      episode_run_time: String(Math.round(row.durationMs / 60_000)),
      youtube_trailer: '',
      director: row.detail.directors.join(', '),
      actors: castText(row),
      cast: castText(row),
      description: row.plot,
      plot: row.plot,
      age: row.age < 0 ? '' : String(row.age),
      mpaa_rating: row.age < 0 ? '' : `${String(row.age)}+`,
      country: '',
      genre: row.genres.join(', '),
      backdrop_path: row.backdrop === '' ? [] : [absoluteUrl(row.backdrop, base)],
      duration_secs: Math.round(row.durationMs / 1000),
      duration: durationText(row.durationMs),
      video: {},
      audio: {},
      bitrate: 0,
      rating: row.rating === 0 ? '' : String(row.rating),
    },
    movie_data: {
      stream_id: row.id,
      name: row.name,
      title: row.name,
      year: yearText(row),
      added: epochText(row.addedMs),
      ...categoryFields(row.categoryIds),
      container_extension: containerExtension(row.media, library),
      custom_sid: '',
      direct_source: '',
    },
  };
}

function episodeRow(row: EpisodeRow, { base, library }: RowContext): object {
  return {
    id: String(row.id),
    episode_num: row.number,
    title: row.name,
    container_extension: containerExtension(row.media, library),
    info: {
      tmdb_id: '',
      releasedate: '',
      plot: row.plot,
      duration_secs: Math.round(row.durationMs / 1000),
      duration: durationText(row.durationMs),
      movie_image: absoluteUrl(row.still, base),
      video: {},
      audio: {},
      bitrate: 0,
      rating: '',
      season: String(row.season),
    },
    custom_sid: '',
    added: epochText(row.addedMs),
    season: row.season,
    direct_source: '',
  };
}

/** The answer of `get_series_info`; `null` for a series that does not exist. */
export function seriesInfo(row: SeriesRow | null, episodes: readonly EpisodeRow[], context: RowContext): object {
  if (row === null) return { seasons: [], info: {}, episodes: {} };
  const bySeason = new Map<number, EpisodeRow[]>();
  for (const episode of episodes) bySeason.set(episode.season, [...(bySeason.get(episode.season) ?? []), episode]);
  const cover = absoluteUrl(row.poster, context.base);
  const seasons = Array.from(bySeason, ([number, rows]) => ({
    air_date: '',
    episode_count: rows.length,
    id: row.id * 1000 + number,
    name: `Season ${String(number)}`,
    overview: '',
    season_number: number,
    cover,
    cover_big: cover,
  }));
  const rows = Object.fromEntries(Array.from(bySeason, ([number, list]) => [String(number), list.map((it) => episodeRow(it, context))]));
  return { seasons, info: seriesFields(row, context.base), episodes: rows };
}
