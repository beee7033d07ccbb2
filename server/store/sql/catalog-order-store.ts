import type { Kysely, Selectable, Transaction } from 'kysely';
import { ORDERED_KINDS } from '../catalog-order';
import type { CatalogOrderStore, OrderedKind } from '../catalog-order';
import type { Database } from './database';
import { fromFlag, toFlag } from './flags';
import { inBatches, KEYS_PER_QUERY, readInBatches } from './in-batches';
import { renewRevision } from './renew-revision';
import type { SqlDatabase } from './sql-database';

/** Tables of what comes first. */
export interface OrderTables {
  /** `own_position`: where the source has it. Rows that come first have positions below 0. `is_by_bouquet`: 0 by hand, 1 by a bouquet that orders the lists. */
  catalog_order: { kind: string; item_id: number; place: number; source_id: string; own_position: number; is_by_bouquet: 0 | 1 };
}

type OrderRow = Selectable<Database['catalog_order']>;

const TABLES = { channel: 'channels', category: 'categories', movie: 'movies', series: 'series' } as const;

function tableOf(kind: OrderedKind): (typeof TABLES)[OrderedKind] {
  return TABLES[kind];
}

/** Which generation of a source is asked for; 0: none. */
type GenerationOf = (sourceId: string) => number;

/** Sources of rows of the catalogue, those that are gone included. */
async function sourcesOf(database: Kysely<Database>, itemIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows = await readInBatches(itemIds, (ids) => database.selectFrom('catalog_ids').select(['id', 'source_id']).where('id', 'in', ids).execute());
  return new Map(rows.map((row) => [row.id, row.source_id]));
}

/** Where rows stand in the generations asked for; hidden ones have the negative of theirs. */
async function positionsOf(database: Kysely<Database>, kind: OrderedKind, sources: ReadonlyMap<number, string>, generationOf: GenerationOf): Promise<ReadonlyMap<number, number>> {
  const rows = await readInBatches(Array.from(sources.keys()), (ids) => database.selectFrom(tableOf(kind)).select(['id', 'generation', 'position']).where('id', 'in', ids).execute());
  return new Map(rows.filter((row) => Math.abs(row.generation) === generationOf(sources.get(row.id) ?? '')).map((row) => [row.id, row.position]));
}

async function move(transaction: Transaction<Database>, kind: OrderedKind, itemId: number, generation: number, position: number): Promise<void> {
  await transaction.updateTable(tableOf(kind)).set({ position }).where('id', '=', itemId).where('generation', 'in', [generation, -generation]).execute();
}

/** The position of the row at `place` of those that come first. */
function firstPosition(place: number, count: number): number {
  return place - count;
}

/** What is live of each source; of one that is gone nothing is. */
async function readGenerations(database: Kysely<Database>): Promise<GenerationOf> {
  const rows = await database.selectFrom('sources').select(['id', 'generation']).execute();
  const generations = new Map(rows.map((row) => [row.id, row.generation]));
  return (sourceId) => generations.get(sourceId) ?? 0;
}

/** Puts first what comes first in a generation that was just imported and is not live yet. */
export async function carryOrder(transaction: Transaction<Database>, sourceId: string, generation: number): Promise<void> {
  for (const kind of ORDERED_KINDS) {
    const rows = await transaction.selectFrom('catalog_order').selectAll().where('kind', '=', kind).execute();
    const own = rows.filter((row) => row.source_id === sourceId);
    const positions = await positionsOf(transaction, kind, new Map(own.map((row) => [row.item_id, sourceId])), () => generation);
    for (const row of own) {
      const position = positions.get(row.item_id);
      if (position === undefined) continue;
      if (position !== row.own_position) await transaction.updateTable('catalog_order').set({ own_position: position }).where('kind', '=', kind).where('item_id', '=', row.item_id).execute();
      await move(transaction, kind, row.item_id, generation, firstPosition(row.place, rows.length));
    }
  }
}

/** What the bouquets that order the lists hold of a kind, in their order. */
async function byBouquets(transaction: Transaction<Database>, kind: OrderedKind): Promise<readonly number[]> {
  const rows = await transaction
    .selectFrom('bouquet_targets').innerJoin('bouquets', 'bouquets.id', 'bouquet_targets.bouquet_id').select('bouquet_targets.item_id')
    .where('bouquets.place', '>', 0).where('bouquet_targets.kind', '=', kind)
    .orderBy('bouquets.place').orderBy('bouquet_targets.place').orderBy('bouquet_targets.item_id').execute();
  return rows.map((row) => row.item_id);
}

/** What shall come first: by hand only what is in the catalogue; what a bouquet holds also while it is away, since it comes back with an import. */
async function wantedRows(transaction: Transaction<Database>, kind: OrderedKind, byHand: readonly number[], generationOf: GenerationOf, before: ReadonlyMap<number, OrderRow>): Promise<readonly OrderRow[]> {
  const byBouquet = await byBouquets(transaction, kind);
  const sources = await sourcesOf(transaction, Array.from(new Set([...byHand, ...byBouquet])));
  const positions = await positionsOf(transaction, kind, sources, generationOf);
  const rows = new Map<number, OrderRow>();
  const add = (itemId: number, isByBouquet: boolean): void => {
    const source = sources.get(itemId);
    const position = positions.get(itemId);
    if (rows.has(itemId) || source === undefined || (position === undefined && !isByBouquet)) return;
    const own = before.get(itemId)?.own_position ?? position ?? 0;
    rows.set(itemId, { kind, item_id: itemId, place: rows.size, source_id: source, own_position: own, is_by_bouquet: toFlag(isByBouquet) });
  };
  for (const itemId of byHand) add(itemId, false);
  for (const itemId of byBouquet) add(itemId, true);
  return Array.from(rows.values());
}

async function arrange(transaction: Transaction<Database>, kind: OrderedKind, byHand: readonly number[] | null, nowMs: number): Promise<void> {
  const generationOf = await readGenerations(transaction);
  const before = await transaction.selectFrom('catalog_order').selectAll().where('kind', '=', kind).orderBy('place').execute();
  const kept = byHand ?? before.filter((row) => !fromFlag(row.is_by_bouquet)).map((row) => row.item_id);
  const known = new Map(before.map((row) => [row.item_id, row]));
  const rows = await wantedRows(transaction, kind, kept, generationOf, known);
  const isWhereItWas = (row: OrderRow): boolean => {
    const old = known.get(row.item_id);
    return old !== undefined && firstPosition(old.place, before.length) === firstPosition(row.place, rows.length);
  };
  const staying = new Set(rows.filter(isWhereItWas).map((row) => row.item_id));
  const leaving = before.filter((row) => !staying.has(row.item_id));
  // No two rows have one position, also on the way: what moves goes back to its own place first.
  for (const row of leaving) await move(transaction, kind, row.item_id, generationOf(row.source_id), row.own_position);
  await transaction.deleteFrom('catalog_order').where('kind', '=', kind).execute();
  for (const batch of inBatches(rows, KEYS_PER_QUERY)) await transaction.insertInto('catalog_order').values(batch).execute();
  const arriving = rows.filter((row) => !staying.has(row.item_id));
  for (const row of arriving) await move(transaction, kind, row.item_id, generationOf(row.source_id), firstPosition(row.place, rows.length));
  for (const sourceId of new Set([...leaving, ...arriving].map((row) => row.source_id))) await renewRevision(transaction, sourceId, nowMs);
}

/** Follows a bouquet that was changed, where it orders the lists. */
export async function followBouquets(database: SqlDatabase, transaction: Transaction<Database>, nowMs = 0): Promise<void> {
  await database.takeTurn(transaction, 'edits');
  for (const kind of ORDERED_KINDS) await arrange(transaction, kind, null, nowMs);
}

/** {@link CatalogOrderStore} in SQL. */
export class SqlCatalogOrderStore implements CatalogOrderStore {
  constructor(private readonly database: SqlDatabase) {}

  async first(kind: OrderedKind): Promise<readonly number[]> {
    return (await this.database.selectFrom('catalog_order').select('item_id').where('kind', '=', kind).where('is_by_bouquet', '=', 0).orderBy('place').execute()).map((row) => row.item_id);
  }

  putFirst(kind: OrderedKind, itemIds: readonly number[], nowMs: number): Promise<void> {
    return this.database.inTurn('edits', (transaction) => arrange(transaction, kind, itemIds, nowMs));
  }

  async bouquets(): Promise<readonly string[]> {
    return (await this.database.selectFrom('bouquets').select('id').where('place', '>', 0).orderBy('place').orderBy('id').execute()).map((row) => row.id);
  }

  putBouquets(ids: readonly string[], nowMs: number): Promise<void> {
    return this.database.inTurn('rights', async (transaction) => {
      await transaction.updateTable('bouquets').set({ place: 0 }).execute();
      for (const [at, id] of Array.from(new Set(ids)).entries()) await transaction.updateTable('bouquets').set({ place: at + 1 }).where('id', '=', id).execute();
      await followBouquets(this.database, transaction, nowMs);
    });
  }
}
