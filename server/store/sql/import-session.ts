import type { Insertable, Transaction } from 'kysely';
import { normaliseChannelName } from '#core/text';
import type { ChannelRow, EntityKind, EpisodeRow, ListKind, MovieRow, SeriesRow } from '../catalog';
import type { GuideChannelRow, ProgrammeRow } from '../guide';
import type { Incoming, ImportSession, ImportTarget, IncomingCategory, WithCategories } from '../imports';
import { carryEdits } from './catalog-edits-store';
import { carryOrder } from './catalog-order-store';
import { categoryIdKey, channelColumns, episodeColumns, movieColumns, seriesColumns } from './catalog-mapping';
import type { RowPlace } from './catalog-mapping';
import type { Database } from './database';
import { dropGeneration } from './drop-generation';
import { toFlag } from './flags';
import { inBatches } from './in-batches';
import { foldGuideKey } from './guide-store';
import type { SqlDatabase } from './sql-database';

/** Rows per statement; titles have 20 columns and SQLite takes 32,766 parameters, PostgreSQL 65,535. */
const ROWS_PER_STATEMENT = 200;

/** {@link ImportSession} in SQL. */
export class SqlImportSession implements ImportSession {
  private readonly positions: Record<EntityKind, number> = { category: 0, channel: 0, movie: 0, series: 0, episode: 0 };
  private readonly seen: Readonly<Record<EntityKind, Set<string>>> = {
    category: new Set(), channel: new Set(), movie: new Set(), series: new Set(), episode: new Set(),
  };
  private readonly categoryIds = new Map<string, { id: number; nextPosition: number }>();

  constructor(
    private readonly database: SqlDatabase,
    private readonly target: ImportTarget,
    private readonly generation: number,
  ) {}

  async addCategories(rows: readonly IncomingCategory[]): Promise<void> {
    const keyed = rows.map((row) => ({ ...row, externalKey: categoryIdKey(row.kind, row.externalKey) }));
    await this.addAll('category', keyed, async (transaction, batch, places) => {
      const values = batch.map((row, index) => ({
        ...placeAt(places, index), kind: row.kind, name: row.name, is_adult: toFlag(row.isAdult),
      }));
      await transaction.insertInto('categories').values(values).execute();
      batch.forEach((row, index) => this.categoryIds.set(row.externalKey, { id: placeAt(places, index).id, nextPosition: 0 }));
    });
  }

  async addChannels(rows: ReadonlyArray<WithCategories<Incoming<ChannelRow>>>): Promise<void> {
    await this.addAll('channel', rows, async (transaction, batch, places) => {
      const values = batch.map((row, index) => channelColumns(placeAt(places, index), row, this.idsOfCategories('channel', row.categoryKeys)));
      await transaction.insertInto('channels').values(values).execute();
      await this.addEntries(transaction, 'channel', batch, places);
    });
  }

  async addMovies(rows: ReadonlyArray<WithCategories<Incoming<MovieRow>>>): Promise<void> {
    await this.addAll('movie', rows, async (transaction, batch, places) => {
      const values = batch.map((row, index) => movieColumns(placeAt(places, index), row, this.idsOfCategories('movie', row.categoryKeys)));
      await transaction.insertInto('movies').values(values).execute();
      await this.addEntries(transaction, 'movie', batch, places);
    });
  }

  async addSeries(rows: ReadonlyArray<WithCategories<Incoming<SeriesRow>>>): Promise<void> {
    await this.addAll('series', rows, async (transaction, batch, places) => {
      const values = batch.map((row, index) => seriesColumns(placeAt(places, index), row, this.idsOfCategories('series', row.categoryKeys)));
      await transaction.insertInto('series').values(values).execute();
      await this.addEntries(transaction, 'series', batch, places);
    });
  }

  async addEpisodes(rows: ReadonlyArray<Incoming<EpisodeRow> & { readonly seriesKey: string }>): Promise<void> {
    await this.addAll('episode', rows, async (transaction, batch, places) => {
      const series = await this.idsFor(transaction, 'series', batch.map((row) => row.seriesKey));
      const values = batch.map((row, index) => episodeColumns(placeAt(places, index), row, series.get(row.seriesKey) ?? 0));
      await transaction.insertInto('episodes').values(values).execute();
    });
  }

  async addGuideChannels(rows: readonly GuideChannelRow[]): Promise<void> {
    const place = { source_id: this.target.id, generation: this.generation };
    const names = rows.flatMap((row) => {
      const folded = foldGuideKey(row.guideKey);
      const entry = (name: string, rank: number) => ({ ...place, name, rank, guide_key_folded: folded });
      const others = row.names.map(normaliseChannelName).filter((name) => name !== '');
      return [entry(folded, 0), ...Array.from(new Set(others), (name) => entry(name, 1))];
    });
    await this.database.transaction().execute(async (transaction) => {
      for (const batch of inBatches(names, ROWS_PER_STATEMENT)) {
        await transaction.insertInto('guide_names').values(batch).onConflict((conflict) => conflict.doNothing()).execute();
      }
    });
  }

  async addProgrammes(rows: readonly ProgrammeRow[]): Promise<void> {
    await this.database.transaction().execute(async (transaction) => {
      for (const batch of inBatches(rows, ROWS_PER_STATEMENT)) {
        const values = batch.map((row) => ({
          source_id: this.target.id,
          generation: this.generation,
          guide_key_folded: foldGuideKey(row.guideKey),
          start_ms: row.startMs,
          stop_ms: row.stopMs,
          title: row.title,
          subtitle: row.subtitle,
          description: row.description,
          category: row.category,
          picture: row.picture,
          age: row.age,
        }));
        await transaction.insertInto('programmes').values(values).onConflict((conflict) => conflict.doNothing()).execute();
      }
    });
  }

  async commit(nowMs: number): Promise<void> {
    const { id, kind, name, fingerprint } = this.target;
    await this.database.inTurn('edits', async (transaction) => {
      await carryEdits(transaction, id, this.generation);
      await carryOrder(transaction, id, this.generation);
      await transaction
        .updateTable('sources')
        .set({ kind, name, fingerprint, generation: this.generation, imported_at_ms: nowMs })
        .where('id', '=', id)
        .execute();
    });
    await dropGeneration(this.database, id, this.generation - 1);
    // Rows an operator has hidden.
    await dropGeneration(this.database, id, 1 - this.generation);
  }

  async abandon(): Promise<void> {
    await dropGeneration(this.database, this.target.id, this.generation);
  }

  /** Writes rows batch by batch, each batch in its own transaction; a key seen before in this import is left out. */
  private async addAll<T extends { readonly externalKey: string }>(
    kind: EntityKind,
    rows: readonly T[],
    write: (transaction: Transaction<Database>, batch: readonly T[], places: readonly RowPlace[]) => Promise<void>,
  ): Promise<void> {
    const seen = this.seen[kind];
    const fresh = rows.filter((row) => {
      if (seen.has(row.externalKey)) return false;
      seen.add(row.externalKey);
      return true;
    });
    for (const batch of inBatches(fresh, ROWS_PER_STATEMENT)) {
      await this.database.inTurn(`ids ${this.target.id}`, async (transaction) => {
        const ids = await this.idsFor(transaction, kind, batch.map((row) => row.externalKey));
        const places = batch.map((row) => {
          const place = { source_id: this.target.id, generation: this.generation, id: ids.get(row.externalKey) ?? 0, position: this.positions[kind] };
          this.positions[kind] += 1;
          return place;
        });
        await write(transaction, batch, places);
      });
    }
  }

  /** Ids of keys, made where they are new. */
  private async idsFor(transaction: Transaction<Database>, kind: EntityKind, keys: readonly string[]): Promise<Map<string, number>> {
    const ids = new Map<string, number>();
    const known = await transaction
      .selectFrom('catalog_ids')
      .select(['id', 'external_key'])
      .where('source_id', '=', this.target.id)
      .where('kind', '=', kind)
      .where('external_key', 'in', keys)
      .execute();
    for (const row of known) ids.set(row.external_key, row.id);
    const missing = Array.from(new Set(keys.filter((key) => !ids.has(key))));
    if (missing.length > 0) {
      const values = missing.map((key) => ({ source_id: this.target.id, kind, external_key: key }));
      const made = await transaction.insertInto('catalog_ids').values(values).returning(['id', 'external_key']).execute();
      for (const row of made) ids.set(row.external_key, row.id);
    }
    return ids;
  }

  private idsOfCategories(kind: ListKind, keys: readonly string[]): number[] {
    const ids = keys.map((key) => this.categoryIds.get(categoryIdKey(kind, key))?.id);
    return ids.filter((id): id is number => id !== undefined);
  }

  private async addEntries(
    transaction: Transaction<Database>,
    kind: ListKind,
    rows: ReadonlyArray<{ readonly categoryKeys: readonly string[] }>,
    places: readonly RowPlace[],
  ): Promise<void> {
    const entries: Array<Insertable<Database['category_entries']>> = [];
    rows.forEach((row, index) => {
      for (const key of new Set(row.categoryKeys)) {
        const category = this.categoryIds.get(categoryIdKey(kind, key));
        if (category === undefined) continue;
        const place = { source_id: this.target.id, generation: this.generation, category_id: category.id, position: category.nextPosition };
        entries.push({ ...place, kind, entity_id: placeAt(places, index).id });
        category.nextPosition += 1;
      }
    });
    for (const batch of inBatches(entries, ROWS_PER_STATEMENT)) await transaction.insertInto('category_entries').values(batch).execute();
  }
}

function placeAt(places: readonly RowPlace[], index: number): RowPlace {
  const place = places[index];
  if (place === undefined) throw new RangeError('a row without a place');
  return place;
}

