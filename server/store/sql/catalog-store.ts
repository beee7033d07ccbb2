import { createHash } from 'node:crypto';
import { setImmediate as immediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type {
  CatalogStore, CategoryRow, ChannelRow, EntityKind, EpisodeRow, ListedMovie, ListedSeries, ListFilter, ListKind, MovieRow, SeriesRow, SourceKind, SourceRow,
} from '../catalog';
import { categoryOf, channelOf, episodeOf, LISTED_MOVIE, LISTED_SERIES, ListedRows, movieOf, seriesOf, TABLE_OF } from './catalog-mapping';
import type { Database } from './database';
import { inBatches } from './in-batches';
import type { SqlDatabase } from './sql-database';

/** Rows per page: the most that is in memory at once. Larger: other requests wait longer for their turn. */
const PAGE_SIZE = 500;
/** Before every position: rows that operators put first have positions below 0. */
const BEFORE_FIRST = -1_000_000_000;
/** The last position of rows that operators put first. */
const LAST_FIRST = -1;
const KEYS_PER_QUERY = 400;

type ListTable = 'channels' | 'movies' | 'series';

interface ReadTables {
  readonly channels: Selectable<Database['channels']>;
  readonly movies: Selectable<Database['movies']>;
  readonly series: Selectable<Database['series']>;
}

function sourceOf(row: Selectable<Database['sources']>): SourceRow {
  return {
    id: row.id,
    kind: row.kind as SourceKind,
    name: row.name,
    fingerprint: row.fingerprint,
    generation: row.generation,
    importedAtMs: row.imported_at_ms,
  };
}

function revisionOf(sources: readonly SourceRow[]): string {
  const facts = sources.map((it) => `${it.id}:${String(it.generation)}:${String(it.importedAtMs)}:${it.fingerprint}`);
  return createHash('sha256').update(facts.join('\n')).digest('hex').slice(0, 16);
}

/** {@link CatalogStore} in SQL. */
export class SqlCatalogStore implements CatalogStore {
  constructor(private readonly database: SqlDatabase) {}

  async sources(): Promise<readonly SourceRow[]> {
    return (await this.database.selectFrom('sources').selectAll().orderBy('rank').execute()).map(sourceOf);
  }

  async revision(): Promise<string> {
    return revisionOf(await this.sources());
  }

  async titlesRevision(): Promise<string> {
    return revisionOf((await this.sources()).filter((source) => source.kind !== 'xmltv'));
  }

  async categories(kind: ListKind): Promise<readonly CategoryRow[]> {
    const rows = await this.database
      .selectFrom('categories')
      .innerJoin('sources', (join) => join.onRef('sources.id', '=', 'source_id').onRef('sources.generation', '=', 'categories.generation'))
      .selectAll('categories')
      .where('categories.kind', '=', kind)
      .orderBy('sources.rank')
      .orderBy('position')
      .execute();
    return rows.map(categoryOf);
  }

  async *channels(filter: ListFilter): AsyncIterable<readonly ChannelRow[]> {
    for await (const page of this.pages('channels', 'channel', filter)) yield page.map(channelOf);
  }

  async *movies(filter: ListFilter): AsyncIterable<readonly MovieRow[]> {
    for await (const page of this.pages('movies', 'movie', filter)) yield page.map(movieOf);
  }

  async *series(filter: ListFilter): AsyncIterable<readonly SeriesRow[]> {
    for await (const page of this.pages('series', 'series', filter)) yield page.map(seriesOf);
  }

  async *listedMovies(filter: ListFilter): AsyncIterable<readonly ListedMovie[]> {
    const rows = new ListedRows();
    for await (const page of this.pages('movies', 'movie', filter, LISTED_MOVIE)) yield page.map((row) => rows.movie(row));
  }

  async *listedSeries(filter: ListFilter): AsyncIterable<readonly ListedSeries[]> {
    const rows = new ListedRows();
    for await (const page of this.pages('series', 'series', filter, LISTED_SERIES)) yield page.map((row) => rows.series(row));
  }

  async count(kind: ListKind): Promise<number> {
    const table = TABLE_OF[kind];
    const row = await this.database
      .selectFrom(table)
      .innerJoin('sources', (join) => join.onRef('sources.id', '=', `${table}.source_id`).onRef('sources.generation', '=', `${table}.generation`))
      .select((select) => select.fn.countAll<number | string>().as('count'))
      .executeTakeFirst();
    return Number(row?.count ?? 0);
  }

  async channel(id: number): Promise<ChannelRow | null> {
    const row = await this.one('channels', id);
    return row === null ? null : channelOf(row);
  }

  async movie(id: number): Promise<MovieRow | null> {
    const row = await this.one('movies', id);
    return row === null ? null : movieOf(row);
  }

  async seriesById(id: number): Promise<SeriesRow | null> {
    const row = await this.one('series', id);
    return row === null ? null : seriesOf(row);
  }

  async moviesById(ids: readonly number[]): Promise<readonly MovieRow[]> {
    return (await this.many('movies', ids)).map(movieOf);
  }

  async seriesByIds(ids: readonly number[]): Promise<readonly SeriesRow[]> {
    return (await this.many('series', ids)).map(seriesOf);
  }

  async channelsById(ids: readonly number[]): Promise<readonly ChannelRow[]> {
    return (await this.many('channels', ids)).map(channelOf);
  }

  async seriesIdsOf(episodeIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const found = new Map<number, number>();
    for (const batch of inBatches(episodeIds, KEYS_PER_QUERY)) {
      const rows = await this.database.selectFrom('episodes')
        .innerJoin('sources', (join) => join.onRef('sources.id', '=', 'source_id').onRef('sources.generation', '=', 'episodes.generation'))
        .select(['episodes.id as id', 'series_id']).where('episodes.id', 'in', batch).execute();
      for (const row of rows) found.set(row.id, row.series_id);
    }
    return found;
  }

  async episode(id: number): Promise<EpisodeRow | null> {
    const row = await this.liveEpisodes().where('episodes.id', '=', id).executeTakeFirst();
    return row === undefined ? null : episodeOf(row);
  }

  async episodes(seriesId: number): Promise<readonly EpisodeRow[]> {
    const rows = await this.liveEpisodes().where('series_id', '=', seriesId).orderBy('season').orderBy('number').orderBy('position').execute();
    return rows.map(episodeOf);
  }

  async idsOf(sourceId: string, kind: EntityKind, keys: readonly string[]): Promise<readonly number[]> {
    const ids = new Map<string, number>();
    const table = TABLE_OF[kind];
    for (const batch of inBatches(keys, KEYS_PER_QUERY)) {
      const rows = await this.database
        .selectFrom(table)
        .innerJoin('sources', (join) => join.onRef('sources.id', '=', `${table}.source_id`).onRef('sources.generation', '=', `${table}.generation`))
        .innerJoin('catalog_ids', (join) => join.onRef('catalog_ids.id', '=', `${table}.id`))
        .select(['catalog_ids.id as id', 'catalog_ids.external_key as external_key'])
        .where('catalog_ids.source_id', '=', sourceId)
        .where('catalog_ids.kind', '=', kind)
        .where('catalog_ids.external_key', 'in', batch)
        .execute();
      for (const row of rows) ids.set(row.external_key, row.id);
    }
    return keys.map((key) => ids.get(key)).filter((id): id is number => id !== undefined);
  }

  private liveEpisodes() {
    return this.database
      .selectFrom('episodes')
      .innerJoin('sources', (join) => join.onRef('sources.id', '=', 'source_id').onRef('sources.generation', '=', 'episodes.generation'))
      .selectAll('episodes');
  }

  private async many<T extends ListTable>(table: T, ids: readonly number[]): Promise<ReadonlyArray<ReadTables[T]>> {
    const name: ListTable = table;
    const found: Array<ReadTables[T]> = [];
    for (const batch of inBatches(ids, KEYS_PER_QUERY)) {
      const rows = await this.database.selectFrom(name)
        .innerJoin('sources', (join) => join.onRef('sources.id', '=', 'source_id').onRef('sources.generation', '=', `${name}.generation`))
        .selectAll(name).where(`${name}.id`, 'in', batch).execute();
      found.push(...(rows as unknown as Array<ReadTables[T]>));
    }
    return found;
  }

  private async one<T extends ListTable>(table: T, id: number): Promise<ReadTables[T] | null> {
    return (await this.many(table, [id]))[0] ?? null;
  }

  /** `columns` names those that are read; the others are then missing in the rows. */
  private async *pages<T extends ListTable>(
    table: T,
    kind: ListKind,
    filter: ListFilter,
    columns: readonly string[] | null = null,
  ): AsyncGenerator<Array<ReadTables[T]>> {
    // In a category, films and series that operators put first come by their place in the list, the others by theirs in the category.
    const hasTwoParts = kind !== 'channel' && filter.categoryId !== undefined;
    for (const source of await this.sources()) {
      let after = BEFORE_FIRST;
      for (;;) {
        const page = await this.page({ table, kind, columns }, source, filter, after);
        const isLastPart = !hasTwoParts || after >= LAST_FIRST;
        if (page.length > 0) yield page as unknown as Array<ReadTables[T]>;
        if (page.length < PAGE_SIZE && isLastPart) break;
        after = page.length < PAGE_SIZE ? LAST_FIRST : (page[page.length - 1]?.entry_position ?? after);
        // The driver answers at once: without this a long list would keep every other request waiting to its end.
        await immediate();
      }
    }
  }

  private page(
    wish: { readonly table: ListTable; readonly kind: ListKind; readonly columns: readonly string[] | null },
    source: SourceRow,
    filter: ListFilter,
    after: number,
  ) {
    const { table, kind, columns } = wish;
    const { categoryId } = filter;
    // Written out, since a query that chooses columns and one that takes all have different types.
    const chosen = columns === null ? sql`${sql.table(table)}.*` : sql.join(columns.map((column) => sql.ref(`${table}.${column}`)));
    const rows = this.database.selectFrom(table).where(`${table}.source_id`, '=', source.id).where(`${table}.generation`, '=', source.generation);
    const seen = filter.includesAdult ? rows : rows.where(`${table}.is_adult`, '=', 0);
    if (categoryId === undefined) {
      const place = sql<number>`${chosen}, ${sql.ref(`${table}.position`)}`.as('entry_position');
      return seen.select(place).where(`${table}.position`, '>', after).orderBy(`${table}.position`).limit(PAGE_SIZE).execute();
    }
    // The order of channels is one: in a category it is that of the list.
    const isFirstPart = kind !== 'channel' && after < LAST_FIRST;
    const position = sql.ref<number>(`${table}.position`);
    const place = kind === 'channel' || isFirstPart ? position : sql.ref<number>('category_entries.position');
    // The sign keeps SQLite on the category's own index: without it every page walks the whole list.
    const part = kind === 'channel' ? seen : isFirstPart ? seen.where(`${table}.position`, '<=', LAST_FIRST) : seen.where(sql<boolean>`+${position} > ${LAST_FIRST}`);
    return part
      .innerJoin('category_entries', (join) => join.onRef('entity_id', '=', `${table}.id`).onRef('category_entries.generation', '=', `${table}.generation`))
      .select(sql<number>`${chosen}, ${place}`.as('entry_position'))
      .where('category_id', '=', categoryId)
      .where('category_entries.kind', '=', kind)
      .where(place, '>', after)
      .orderBy(place)
      .limit(PAGE_SIZE)
      .execute();
  }
}
