/** Where catalogue rows came from. */
export type SourceKind = 'sample' | 'm3u' | 'xmltv' | 'xtream' | 'folder';

/** An imported source with what is live of it. */
export interface SourceRow {
  readonly id: string;
  readonly kind: SourceKind;
  readonly name: string;
  /** Fingerprint of the content where the importer knows one, else empty. */
  readonly fingerprint: string;
  /** The generation readers see; 0 before the first import ended. */
  readonly generation: number;
  readonly importedAtMs: number;
}

/** Kinds of things with stable numeric ids. Ids are unique across kinds. */
export type EntityKind = 'category' | 'channel' | 'movie' | 'series' | 'episode';

/** Kinds that have categories. */
export type ListKind = 'channel' | 'movie' | 'series';

/** A category. */
export interface CategoryRow {
  readonly id: number;
  readonly kind: ListKind;
  readonly name: string;
  readonly isAdult: boolean;
}

/** How an imported channel's archive is addressed; dialects as in `core/catalog`. */
export interface UpstreamCatchup {
  readonly mode: 'xtream' | 'default' | 'append' | 'shift' | 'flussonic' | 'vod';
  readonly days: number;
  readonly template: string;
  readonly correctionMs: number;
}

/**
 * Where the pictures come from: our own media by slug or asset name, or an upstream address. `container` is the lower-case
 * hint the upstream gave, empty if none.
 */
export interface MediaRef {
  readonly asset: string;
  readonly upstreamUrl: string;
  readonly container: string;
}

/** A live channel. */
export interface ChannelRow {
  readonly id: number;
  readonly number: number;
  readonly name: string;
  readonly logo: string;
  readonly categoryIds: readonly number[];
  /** Empty without a guide. */
  readonly guideKey: string;
  readonly isRadio: boolean;
  readonly isAdult: boolean;
  readonly archiveDays: number;
  readonly media: MediaRef;
  readonly catchup: UpstreamCatchup | null;
  readonly addedMs: number;
}

/** A person of a cast list. */
export interface PersonRow {
  readonly name: string;
  readonly role: string;
  readonly picture: string;
}

/** What detail pages add; stored as one JSON text. */
export interface TitleDetail {
  readonly cast: readonly PersonRow[];
  readonly directors: readonly string[];
  readonly criticPercent: number;
  readonly badges: readonly string[];
  /** Asset of the trailer, empty without one. */
  readonly trailerAsset: string;
  /** External keys, of the same source and kind, of titles alike. */
  readonly similarKeys: readonly string[];
  /** Names of seasons by number, where they have one; empty for films. */
  readonly seasonNames: Readonly<Record<string, string>>;
}

/** Fields of films and series. */
export interface TitleRow {
  readonly id: number;
  readonly sourceId: string;
  /** The source's own key; for sample titles the slug. */
  readonly externalKey: string;
  readonly name: string;
  readonly year: number;
  readonly poster: string;
  readonly backdrop: string;
  readonly landscape: string;
  readonly titleArt: string;
  readonly tint: string;
  readonly rating: number;
  readonly age: number;
  readonly isAdult: boolean;
  readonly genres: readonly string[];
  readonly categoryIds: readonly number[];
  readonly plot: string;
  readonly addedMs: number;
  readonly detail: TitleDetail;
}

/** A film. */
export interface MovieRow extends TitleRow {
  readonly durationMs: number;
  readonly quality: string;
  readonly media: MediaRef;
}

/** A series. */
export interface SeriesRow extends TitleRow {
  readonly seasonCount: number;
  readonly endYear: number;
}

/** Fields only a title's own page, playing and other sources' keys need. */
type NotListed = 'sourceId' | 'externalKey' | 'isAdult' | 'detail' | 'media';

/** What a list of titles shows of a row. */
export type ListedTitle = Omit<TitleRow, NotListed>;
/** What a list of films shows of a row. */
export type ListedMovie = Omit<MovieRow, NotListed>;
/** What a list of series shows of a row. */
export type ListedSeries = Omit<SeriesRow, NotListed>;

/** An episode. */
export interface EpisodeRow {
  readonly id: number;
  readonly seriesId: number;
  readonly season: number;
  readonly number: number;
  readonly name: string;
  readonly plot: string;
  readonly still: string;
  readonly durationMs: number;
  readonly addedMs: number;
  readonly media: MediaRef;
}

/** Which rows of a list. */
export interface ListFilter {
  /** Absent: every category. */
  readonly categoryId?: number;
  readonly includesAdult: boolean;
}

/** Reads the live generation of every source, sources in order of first import. */
export interface CatalogStore {
  sources(): Promise<readonly SourceRow[]>;
  /** Changes whenever anything an answer about sources is made of does, guides included. Cheap. */
  revision(): Promise<string>;
  /** As {@link revision}, but untouched by sources that bring guides and no titles. */
  titlesRevision(): Promise<string>;
  categories(kind: ListKind): Promise<readonly CategoryRow[]>;
  /** Pages of rows in order; memory is bounded by a page. */
  channels(filter: ListFilter): AsyncIterable<readonly ChannelRow[]>;
  movies(filter: ListFilter): AsyncIterable<readonly MovieRow[]>;
  series(filter: ListFilter): AsyncIterable<readonly SeriesRow[]>;
  /** As {@link movies} and {@link series}, with the fields of lists only: half the time for a whole catalogue. */
  listedMovies(filter: ListFilter): AsyncIterable<readonly ListedMovie[]>;
  listedSeries(filter: ListFilter): AsyncIterable<readonly ListedSeries[]>;
  count(kind: ListKind): Promise<number>;
  channel(id: number): Promise<ChannelRow | null>;
  movie(id: number): Promise<MovieRow | null>;
  seriesById(id: number): Promise<SeriesRow | null>;
  /** Films or series by id, in no order; ids that are not live are left out. */
  moviesById(ids: readonly number[]): Promise<readonly MovieRow[]>;
  seriesByIds(ids: readonly number[]): Promise<readonly SeriesRow[]>;
  channelsById(ids: readonly number[]): Promise<readonly ChannelRow[]>;
  /** The series of live episodes. */
  seriesIdsOf(episodeIds: readonly number[]): Promise<ReadonlyMap<number, number>>;
  episode(id: number): Promise<EpisodeRow | null>;
  /** By season and number. */
  episodes(seriesId: number): Promise<readonly EpisodeRow[]>;
  /** Ids of live rows of a source by external key; unknown keys are left out, order of `keys` is kept. */
  idsOf(sourceId: string, kind: EntityKind, keys: readonly string[]): Promise<readonly number[]>;
}
