import type { Selectable } from 'kysely';
import type {
  CategoryRow, ChannelRow, EpisodeRow, ListedMovie, ListedSeries, ListedTitle, ListKind, MediaRef, MovieRow, SeriesRow, TitleDetail, TitleRow, UpstreamCatchup,
} from '../catalog';
import type { EntityKind } from '../catalog';
import type { Incoming } from '../imports';
import type { Database } from './database';
import { fromFlag, toFlag } from './flags';

type Row<T extends keyof Database> = Selectable<Database[T]>;

/** Where a row is written to; see `GenerationColumns`. */
export interface RowPlace {
  readonly source_id: string;
  readonly generation: number;
  readonly id: number;
  readonly position: number;
}

/** Key of `catalog_ids` for a category: categories of different kinds may share a provider's key. */
export function categoryIdKey(kind: ListKind, externalKey: string): string {
  return `${kind}:${externalKey}`;
}

/** The table that holds rows of a kind. */
export const TABLE_OF = {
  category: 'categories',
  channel: 'channels',
  movie: 'movies',
  series: 'series',
  episode: 'episodes',
} as const satisfies Record<EntityKind, keyof Database>;


function mediaOf(row: { asset: string; upstream_url: string; container: string }): MediaRef {
  return { asset: row.asset, upstreamUrl: row.upstream_url, container: row.container };
}

function mediaColumns(media: MediaRef): { asset: string; upstream_url: string; container: string } {
  return { asset: media.asset, upstream_url: media.upstreamUrl, container: media.container };
}

/** A category from its columns. */
export function categoryOf(row: Row<'categories'>): CategoryRow {
  const kind: ListKind = row.kind === 'movie' || row.kind === 'series' ? row.kind : 'channel';
  return { id: row.id, kind, name: row.name, isAdult: fromFlag(row.is_adult) };
}

// The JSON texts below are written by this file's functions and by nothing else.

/** A channel from its columns. */
export function channelOf(row: Row<'channels'>): ChannelRow {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    logo: row.logo,
    categoryIds: JSON.parse(row.category_ids) as number[],
    guideKey: row.guide_key,
    isRadio: fromFlag(row.is_radio),
    isAdult: fromFlag(row.is_adult),
    archiveDays: row.archive_days,
    media: mediaOf(row),
    catchup: row.catchup === '' ? null : (JSON.parse(row.catchup) as UpstreamCatchup),
    addedMs: row.added_ms,
  };
}

/** A channel to its columns. */
export function channelColumns(place: RowPlace, row: Incoming<ChannelRow>, categoryIds: readonly number[]): Row<'channels'> {
  return {
    ...place,
    ...mediaColumns(row.media),
    number: row.number,
    name: row.name,
    logo: row.logo,
    category_ids: JSON.stringify(categoryIds),
    guide_key: row.guideKey,
    is_radio: toFlag(row.isRadio),
    is_adult: toFlag(row.isAdult),
    archive_days: row.archiveDays,
    catchup: row.catchup === null ? '' : JSON.stringify(row.catchup),
    added_ms: row.addedMs,
  };
}

/** Columns of a title that lists show. */
const LISTED_TITLE = [
  'id', 'name', 'year', 'poster', 'backdrop', 'landscape', 'title_art', 'tint', 'rating', 'age', 'genres', 'category_ids', 'plot', 'added_ms',
] as const;
/** Columns of a film that lists show. */
export const LISTED_MOVIE = [...LISTED_TITLE, 'duration_ms', 'quality'] as const;
/** Columns of a series that lists show. */
export const LISTED_SERIES = [...LISTED_TITLE, 'season_count', 'end_year'] as const;

/** Parses texts of lists that repeat all the time; a list read before is the same object, and nobody changes it. */
class ListParser {
  private readonly known = new Map<string, readonly unknown[]>();

  parse(text: string): readonly unknown[] {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const list = JSON.parse(text) as readonly unknown[];
    // More than any provider has genres and categories in combination; beyond it nothing is gained.
    if (this.known.size < 10_000) this.known.set(text, list);
    return list;
  }
}

/** Reads rows of one list; keep it for the list only. */
export class ListedRows {
  private readonly lists = new ListParser();

  movie(row: Pick<Row<'movies'>, (typeof LISTED_MOVIE)[number]>): ListedMovie {
    return { ...this.title(row), durationMs: row.duration_ms, quality: row.quality };
  }

  series(row: Pick<Row<'series'>, (typeof LISTED_SERIES)[number]>): ListedSeries {
    return { ...this.title(row), seasonCount: row.season_count, endYear: row.end_year };
  }

  private title(row: Pick<Row<'movies'>, (typeof LISTED_TITLE)[number]>): ListedTitle {
    return {
      id: row.id,
      name: row.name,
      year: row.year,
      poster: row.poster,
      backdrop: row.backdrop,
      landscape: row.landscape,
      titleArt: row.title_art,
      tint: row.tint,
      rating: row.rating,
      age: row.age,
      genres: this.lists.parse(row.genres) as readonly string[],
      categoryIds: this.lists.parse(row.category_ids) as readonly number[],
      plot: row.plot,
      addedMs: row.added_ms,
    };
  }
}

function titleOf(row: Omit<Row<'series'>, 'season_count' | 'end_year'>): TitleRow {
  return {
    id: row.id,
    sourceId: row.source_id,
    externalKey: row.external_key,
    name: row.name,
    year: row.year,
    poster: row.poster,
    backdrop: row.backdrop,
    landscape: row.landscape,
    titleArt: row.title_art,
    tint: row.tint,
    rating: row.rating,
    age: row.age,
    isAdult: fromFlag(row.is_adult),
    genres: JSON.parse(row.genres) as string[],
    categoryIds: JSON.parse(row.category_ids) as number[],
    plot: row.plot,
    addedMs: row.added_ms,
    detail: JSON.parse(row.detail) as TitleDetail,
  };
}

type TitleColumns = Omit<Row<'series'>, 'season_count' | 'end_year'>;

function titleColumns(place: RowPlace, row: Incoming<TitleRow>, categoryIds: readonly number[]): TitleColumns {
  return {
    ...place,
    external_key: row.externalKey,
    name: row.name,
    year: row.year,
    poster: row.poster,
    backdrop: row.backdrop,
    landscape: row.landscape,
    title_art: row.titleArt,
    tint: row.tint,
    rating: row.rating,
    age: row.age,
    is_adult: toFlag(row.isAdult),
    genres: JSON.stringify(row.genres),
    category_ids: JSON.stringify(categoryIds),
    plot: row.plot,
    added_ms: row.addedMs,
    detail: JSON.stringify(row.detail),
  };
}

/** A film from its columns. */
export function movieOf(row: Row<'movies'>): MovieRow {
  return { ...titleOf(row), durationMs: row.duration_ms, quality: row.quality, media: mediaOf(row) };
}

/** A film to its columns. */
export function movieColumns(place: RowPlace, row: Incoming<MovieRow>, categoryIds: readonly number[]): Row<'movies'> {
  return { ...titleColumns(place, row, categoryIds), ...mediaColumns(row.media), duration_ms: row.durationMs, quality: row.quality };
}

/** A series from its columns. */
export function seriesOf(row: Row<'series'>): SeriesRow {
  return { ...titleOf(row), seasonCount: row.season_count, endYear: row.end_year };
}

/** A series to its columns. */
export function seriesColumns(place: RowPlace, row: Incoming<SeriesRow>, categoryIds: readonly number[]): Row<'series'> {
  return { ...titleColumns(place, row, categoryIds), season_count: row.seasonCount, end_year: row.endYear };
}

/** An episode from its columns. */
export function episodeOf(row: Row<'episodes'>): EpisodeRow {
  return {
    id: row.id,
    seriesId: row.series_id,
    season: row.season,
    number: row.number,
    name: row.name,
    plot: row.plot,
    still: row.still,
    durationMs: row.duration_ms,
    addedMs: row.added_ms,
    media: mediaOf(row),
  };
}

/** An episode to its columns. */
export function episodeColumns(place: RowPlace, row: Incoming<EpisodeRow>, seriesId: number): Row<'episodes'> {
  return {
    ...place,
    ...mediaColumns(row.media),
    series_id: seriesId,
    season: row.season,
    number: row.number,
    name: row.name,
    plot: row.plot,
    still: row.still,
    duration_ms: row.durationMs,
    added_ms: row.addedMs,
  };
}
