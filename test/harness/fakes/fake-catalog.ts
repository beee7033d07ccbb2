import { itemKey, ok } from '#core/base';
import { ADULT_ROW } from '#core/catalog';
import type { AppError, ItemKey, Result, SourceId } from '#core/base';
import type {
  CatalogReader,
  CategoryRecord,
  ChannelRecord,
  EpisodeRecord,
  GuideReader,
  ListedKind,
  MovieDetail,
  MovieRecord,
  ProgrammeRecord,
  RowList,
  SeasonRecord,
  SeriesDetail,
  SeriesRecord,
  StreamRecord,
} from '#core/catalog';

/** The source fixtures belong to. */
export const FAKE_SOURCE = 'p1' as SourceId;

/** A stream of the fixture source. */
export function fakeStream(nativeId: string, url = ''): StreamRecord {
  return { sourceId: FAKE_SOURCE, nativeId, url, container: '', headers: {} };
}

/** A channel; give what matters, the rest is plain. */
export function fakeChannel(id: string, facts: Partial<ChannelRecord> = {}): ChannelRecord {
  return {
    key: itemKey(FAKE_SOURCE, 'channel', id),
    row: 0,
    number: 0,
    name: id,
    logo: '',
    categories: [],
    guideKey: id,
    isRadio: false,
    isAdult: false,
    catchup: null,
    stream: fakeStream(id),
    ...facts,
  };
}

const TITLE = {
  row: 0,
  year: 0,
  poster: '',
  backdrop: '',
  titleArt: '',
  landscape: '',
  tint: '',
  rating: 0,
  age: -1,
  genres: [],
  categories: [],
  plot: '',
  addedMs: 0,
} as const;

/** A film. */
export function fakeMovie(id: string, facts: Partial<MovieRecord> = {}): MovieRecord {
  return { ...TITLE, key: itemKey(FAKE_SOURCE, 'movie', id), name: id, durationMs: 0, quality: '', stream: fakeStream(id), ...facts };
}

/** A series. */
export function fakeSeries(id: string, facts: Partial<SeriesRecord> = {}): SeriesRecord {
  return {
    ...TITLE,
    key: itemKey(FAKE_SOURCE, 'series', id),
    name: id,
    seasonCount: 0,
    endYear: 0,
    sourceId: FAKE_SOURCE,
    nativeId: id,
    ...facts,
  };
}

/** An episode; its id says where it stands: `northern-2-4`. */
export function fakeEpisode(seriesId: string, season: number, number: number, facts: Partial<EpisodeRecord> = {}): EpisodeRecord {
  const id = `${seriesId}-${String(season)}-${String(number)}`;
  return {
    key: itemKey(FAKE_SOURCE, 'episode', id),
    season,
    number,
    name: `Episode ${String(number)}`,
    plot: '',
    still: '',
    durationMs: 0,
    stream: fakeStream(id),
    ...facts,
  };
}

/** A series' detail from its seasons. */
export function fakeSeriesDetail(key: ItemKey, seasons: readonly SeasonRecord[], facts: Partial<SeriesDetail> = {}): SeriesDetail {
  return { key, plot: '', cast: [], seasons, trailerUrl: '', badges: [], similar: [], ...facts };
}

/** A film's detail. */
export function fakeMovieDetail(key: ItemKey, facts: Partial<MovieDetail> = {}): MovieDetail {
  return { key, plot: '', cast: [], directors: [], durationMs: 0, criticPercent: 0, trailerUrl: '', badges: [], similar: [], ...facts };
}

/** What a fixture catalogue holds. Category names by kind; records refer to them by index. */
export interface FakeCatalogContent {
  readonly channels?: readonly ChannelRecord[];
  readonly movies?: readonly MovieRecord[];
  readonly series?: readonly SeriesRecord[];
  readonly categories?: Partial<Readonly<Record<ListedKind, readonly string[]>>>;
  readonly revision?: string;
}

function rowList(rows: readonly number[]): RowList {
  return { length: rows.length, at: (index) => rows[index] ?? -1, indexOf: (row) => rows.indexOf(row) };
}

/** A catalogue over plain arrays. */
export function createFakeCatalog(content: FakeCatalogContent = {}): CatalogReader {
  const channels = (content.channels ?? []).map((record, row) => ({ ...record, row }));
  const movies = (content.movies ?? []).map((record, row) => ({ ...record, row }));
  const series = (content.series ?? []).map((record, row) => ({ ...record, row }));
  const listOf = (
    kind: ListedKind,
  ): ReadonlyArray<{ readonly key: ItemKey; readonly row: number; readonly categories: readonly number[] }> =>
    kind === 'channel' ? channels : kind === 'movie' ? movies : series;
  const inCategory = (kind: ListedKind, index: number): readonly number[] =>
    listOf(kind)
      .filter((record) => record.categories.indexOf(index) !== -1)
      .map((record) => record.row);
  return {
    titleNumber: (kind, row, field) => (kind === 'movie' ? movies : series)[row]?.[field] ?? 0,
    revision: content.revision ?? 'fixture',
    count: (kind) => listOf(kind).length,
    categories: (kind): readonly CategoryRecord[] =>
      (content.categories?.[kind] ?? []).map((name, index) => ({
        index,
        name,
        count: inCategory(kind, index).length,
        sourceId: FAKE_SOURCE,
        isAdult: false,
      })),
    rows: (kind, category) => rowList(category === 'all' ? listOf(kind).map((record) => record.row) : inCategory(kind, category)),
    channel: (row) => channels[row] ?? null,
    movie: (row) => movies[row] ?? null,
    series: (row) => series[row] ?? null,
    minimumAge: (kind, row) => (kind === 'channel' ? (channels[row]?.isAdult === true ? ADULT_ROW : -1) : ((kind === 'movie' ? movies : series)[row]?.age ?? -1)),
    rowOf: (kind, key) => listOf(kind).findIndex((record) => record.key === key),
    rowOfNumber: (number) => channels.findIndex((record) => record.number === number),
  };
}

/** A programme; times in milliseconds. */
export function fakeProgramme(channelKey: string, startMs: number, stopMs: number, facts: Partial<ProgrammeRecord> = {}): ProgrammeRecord {
  return { channelKey, startMs, stopMs, title: 'Programme', subtitle: '', description: '', category: '', picture: '', age: -1, ...facts };
}

/** A guide over a plain array, in order of start per channel. */
export function createFakeGuide(programmes: readonly ProgrammeRecord[] = [], revision = 'fixture'): GuideReader {
  const of = (key: string): readonly ProgrammeRecord[] => programmes.filter((each) => each.channelKey === key);
  return {
    revision,
    has: (key) => programmes.some((each) => each.channelKey === key),
    nowNext(key, atMs) {
      const list = of(key);
      return {
        now: list.find((each) => each.startMs <= atMs && atMs < each.stopMs) ?? null,
        next: list.find((each) => each.startMs > atMs) ?? null,
      };
    },
    between: (key, fromMs, toMs) => of(key).filter((each) => each.startMs < toMs && each.stopMs > fromMs),
  };
}

/** Wraps a value as an answer that comes at once. */
export function answered<T>(value: T): Promise<Result<T, AppError>> {
  return Promise.resolve(ok(value));
}
