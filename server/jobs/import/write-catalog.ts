import { DAY_MS, parseItemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import type { CatalogSnapshot, ChannelRecord, EpisodeRecord, MovieRecord, SeasonRecord, SeriesRecord, StreamRecord, TitleRecord } from '#core/catalog';
import type { ChannelRow, EpisodeRow, ImportSession, Incoming, ListKind, MediaRef, MovieRow, SeriesRow, TitleRow, UpstreamCatchup, WithCategories } from '#server/store';

/** What differs between sources. */
export interface CatalogWriting {
  /** The address of a row; empty for one that cannot be played. */
  addressOf(kind: 'channel' | 'movie' | 'episode', stream: StreamRecord): string;
  /** What is kept of a channel's catch-up; `null` when it cannot be addressed from here. */
  catchupOf(channel: ChannelRecord): UpstreamCatchup | null;
  /** Given to channels without a number of their own: this plus their place from 1. */
  readonly firstNumber: number;
}

/** How many rows of each kind were written. */
export interface WrittenCounts {
  readonly channels: number;
  readonly movies: number;
  readonly series: number;
  readonly episodes: number;
  readonly categories: number;
}

/** Rows handed to the store at once. */
const ROWS_PER_STEP = 500;
/** More days than any archive keeps; guards against nonsense in lists. */
const MOST_ARCHIVE_DAYS = 60;

/** The part of an item key that is stable within its source: what rows are told apart by. */
export function externalKey(key: ItemKey): string {
  return parseItemKey(key)?.nativeId ?? key;
}

/** Keys of categories by index: the name, told apart where a provider uses it twice. */
function categoryKeys(catalog: CatalogSnapshot, kind: ListKind): readonly string[] {
  const seen = new Map<string, number>();
  return catalog.categories(kind).map((category) => {
    const count = (seen.get(category.name) ?? 0) + 1;
    seen.set(category.name, count);
    return count === 1 ? category.name : `${category.name}\u001f${String(count)}`;
  });
}

class CatalogWriter {
  private readonly keys: Readonly<Record<ListKind, readonly string[]>>;
  private episodeCount = 0;

  constructor(
    private readonly session: ImportSession,
    private readonly catalog: CatalogSnapshot,
    private readonly writing: CatalogWriting,
  ) {
    this.keys = { channel: categoryKeys(catalog, 'channel'), movie: categoryKeys(catalog, 'movie'), series: categoryKeys(catalog, 'series') };
  }

  async write(): Promise<WrittenCounts> {
    const { catalog, session } = this;
    let categories = 0;
    for (const kind of ['channel', 'movie', 'series'] as const) {
      const rows = catalog.categories(kind);
      categories += rows.length;
      await session.addCategories(rows.map((row, index) => ({ externalKey: this.keys[kind][index] ?? row.name, kind, name: row.name, isAdult: row.isAdult })));
    }
    await this.each('channel', (row) => catalog.channel(row), (record) => this.channel(record), (rows) => session.addChannels(rows));
    await this.each('movie', (row) => catalog.movie(row), (record) => this.movie(record), (rows) => session.addMovies(rows));
    await this.each('series', (row) => catalog.series(row), (record) => this.series(record), (rows) => session.addSeries(rows));
    for (let row = 0; row < catalog.count('series'); row += 1) await this.episodes(row);
    const { episodeCount: episodes } = this;
    return { channels: catalog.count('channel'), movies: catalog.count('movie'), series: catalog.count('series'), episodes, categories };
  }

  private async each<R, W>(kind: ListKind, read: (row: number) => R | null, map: (record: R) => W, add: (rows: W[]) => Promise<void>): Promise<void> {
    const count = this.catalog.count(kind);
    for (let start = 0; start < count; start += ROWS_PER_STEP) {
      const rows: W[] = [];
      for (let row = start; row < Math.min(count, start + ROWS_PER_STEP); row += 1) {
        const record = read(row);
        if (record !== null) rows.push(map(record));
      }
      await add(rows);
    }
  }

  private async episodes(seriesRow: number): Promise<void> {
    const series = this.catalog.series(seriesRow);
    if (series === null) return;
    const rows = episodeRows(externalKey(series.key), this.catalog.seasons(seriesRow), (stream) => this.media('episode', stream));
    this.episodeCount += rows.length;
    await this.session.addEpisodes(rows);
  }

  private media(kind: 'channel' | 'movie' | 'episode', stream: StreamRecord): MediaRef {
    return { asset: '', upstreamUrl: this.writing.addressOf(kind, stream), container: stream.container };
  }

  private categoriesOf(kind: ListKind, indexes: readonly number[]): string[] {
    return indexes.map((index) => this.keys[kind][index]).filter((key): key is string => key !== undefined);
  }

  private channel(record: ChannelRecord): WithCategories<Incoming<ChannelRow>> {
    const catchup = this.writing.catchupOf(record);
    return {
      externalKey: externalKey(record.key),
      number: record.number > 0 ? record.number : this.writing.firstNumber + record.row,
      name: record.name,
      logo: record.logo,
      guideKey: record.guideKey,
      isRadio: record.isRadio,
      isAdult: record.isAdult,
      archiveDays: catchup === null ? 0 : Math.min(MOST_ARCHIVE_DAYS, catchup.days),
      media: this.media('channel', record.stream),
      catchup,
      addedMs: 0,
      categoryKeys: this.categoriesOf('channel', record.categories),
    };
  }

  private title(kind: 'movie' | 'series', record: TitleRecord): WithCategories<Incoming<TitleRow>> {
    const categories = this.catalog.categories(kind);
    return {
      externalKey: externalKey(record.key),
      name: record.name,
      year: record.year,
      poster: record.poster,
      backdrop: record.backdrop,
      landscape: record.landscape,
      titleArt: record.titleArt,
      tint: record.tint,
      rating: record.rating,
      age: record.age,
      isAdult: record.categories.some((index) => categories[index]?.isAdult === true),
      genres: record.genres,
      plot: record.plot,
      addedMs: record.addedMs,
      detail: { cast: [], directors: [], criticPercent: 0, badges: [], trailerAsset: '', similarKeys: [], seasonNames: {} },
      categoryKeys: this.categoriesOf(kind, record.categories),
    };
  }

  private movie(record: MovieRecord): WithCategories<Incoming<MovieRow>> {
    return { ...this.title('movie', record), durationMs: record.durationMs, quality: record.quality, media: this.media('movie', record.stream) };
  }

  private series(record: SeriesRecord): WithCategories<Incoming<SeriesRow>> {
    return { ...this.title('series', record), seasonCount: record.seasonCount, endYear: record.endYear };
  }
}

/** Episodes of one series as the store takes them. */
export function episodeRows(
  seriesKey: string,
  seasons: readonly SeasonRecord[],
  mediaOf: (stream: StreamRecord) => MediaRef,
): Array<Incoming<EpisodeRow> & { readonly seriesKey: string }> {
  const row = (episode: EpisodeRecord): Incoming<EpisodeRow> & { readonly seriesKey: string } => ({
    externalKey: externalKey(episode.key),
    seriesKey,
    season: episode.season,
    number: episode.number,
    name: episode.name,
    plot: episode.plot,
    still: episode.still,
    durationMs: episode.durationMs,
    addedMs: 0,
    media: mediaOf(episode.stream),
  });
  return seasons.flatMap((season) => season.episodes.map(row));
}

/** Writes everything a snapshot holds into an import, in its order; the caller commits. Memory is bounded by a step of rows. */
export function writeCatalog(session: ImportSession, catalog: CatalogSnapshot, writing: CatalogWriting): Promise<WrittenCounts> {
  return new CatalogWriter(session, catalog, writing).write();
}

/** What is kept of a playlist channel's catch-up. */
export function playlistCatchup(channel: ChannelRecord): UpstreamCatchup | null {
  const { catchup } = channel;
  if (catchup === null || catchup.mode === 'platform' || catchup.mode === 'vod') return null;
  const days = catchup.days > 0 ? catchup.days : 1;
  return { mode: catchup.mode, days, template: catchup.template ?? '', correctionMs: Math.max(-DAY_MS, Math.min(DAY_MS, catchup.correctionMs)) };
}
