import type { CatalogStore, MovieRow, SeriesRow, TitleRow } from '#server/store';

/** Kinds Home shows as titles. */
export type TitleKind = 'movie' | 'series';

/** What Home needs to know of a title. */
export interface HomeTitle {
  readonly kind: TitleKind;
  readonly id: number;
  readonly sourceId: string;
  readonly externalKey: string;
  readonly name: string;
  readonly rating: number;
  readonly addedMs: number;
  /** Minimum age, -1 unrated. */
  readonly age: number;
  readonly hasBackdrop: boolean;
}

/** A catalogue boiled down to what Home may show; some hundred titles however large the catalogue is. */
export interface HomeDigest {
  readonly newestMovies: readonly HomeTitle[];
  readonly newestSeries: readonly HomeTitle[];
  readonly best: readonly HomeTitle[];
  /** By genre, largest first; titles in catalogue order. */
  readonly genres: ReadonlyArray<{ readonly name: string; readonly titles: readonly HomeTitle[] }>;
}

/** Titles kept per list. Larger rows are what the Movies and Series pages are for. */
const ROW_LENGTH = 20;
const MOST_GENRES = 60;

/** Keeps the best titles of many in order, without keeping the many. */
class Leaders {
  private readonly titles: HomeTitle[] = [];

  constructor(
    private readonly score: (title: HomeTitle) => number,
    private readonly length: number,
  ) {}

  offer(title: HomeTitle): void {
    const last = this.titles[this.titles.length - 1];
    if (this.titles.length >= this.length && last !== undefined && this.score(title) <= this.score(last)) return;
    let at = this.titles.length;
    while (at > 0 && this.score(this.titles[at - 1] ?? title) < this.score(title)) at -= 1;
    this.titles.splice(at, 0, title);
    if (this.titles.length > this.length) this.titles.pop();
  }

  list(): readonly HomeTitle[] {
    return this.titles;
  }
}

function titleOf(kind: TitleKind, row: TitleRow): HomeTitle {
  return {
    kind,
    id: row.id,
    sourceId: row.sourceId,
    externalKey: row.externalKey,
    name: row.name,
    rating: row.rating,
    addedMs: row.addedMs,
    age: row.age,
    hasBackdrop: row.backdrop !== '',
  };
}

/** Reads the whole catalogue once. Cost: one pass over all titles; the caller keeps the answer per catalogue revision. */
export async function readHomeDigest(catalog: CatalogStore, includesAdult: boolean): Promise<HomeDigest> {
  const newest = { movie: new Leaders((it) => it.addedMs, ROW_LENGTH), series: new Leaders((it) => it.addedMs, ROW_LENGTH) };
  const best = new Leaders((it) => it.rating, 10);
  const genres = new Map<string, { count: number; titles: HomeTitle[] }>();
  const take = (kind: TitleKind, rows: ReadonlyArray<MovieRow | SeriesRow>): void => {
    for (const row of rows) {
      const title = titleOf(kind, row);
      newest[kind].offer(title);
      if (title.rating > 0) best.offer(title);
      for (const name of row.genres) {
        const genre = genres.get(name) ?? { count: 0, titles: [] };
        genre.count += 1;
        if (genre.titles.length < ROW_LENGTH) genre.titles.push(title);
        if (genres.size < MOST_GENRES) genres.set(name, genre);
      }
    }
  };
  for await (const page of catalog.movies({ includesAdult })) take('movie', page);
  for await (const page of catalog.series({ includesAdult })) take('series', page);
  const ordered = Array.from(genres, ([name, genre]) => ({ name, ...genre })).sort((left, right) => right.count - left.count);
  return { newestMovies: newest.movie.list(), newestSeries: newest.series.list(), best: best.list(), genres: ordered };
}
