import type { Kysely, Selectable, Transaction } from 'kysely';
import type { CatalogOrderStore, OrderedKind } from '../catalog-order';
import type { Database } from './database';
import { renewRevision } from './renew-revision';
import type { SqlDatabase } from './sql-database';

/** Tables of what comes first. */
export interface OrderTables {
  /** `own_position`: where the source has it. Rows that come first have positions below 0. */
  catalog_order: { kind: string; item_id: number; place: number; source_id: string; own_position: number };
}

type OrderRow = Selectable<Database['catalog_order']>;

function tableOf(kind: OrderedKind): 'channels' | 'categories' {
  return kind === 'channel' ? 'channels' : 'categories';
}

/** Where a row stands in a generation; hidden ones have its negative. */
async function positionIn(database: Kysely<Database>, kind: OrderedKind, itemId: number, generation: number): Promise<number | null> {
  const row = await database.selectFrom(tableOf(kind)).select('position').where('id', '=', itemId).where('generation', 'in', [generation, -generation]).executeTakeFirst();
  return row?.position ?? null;
}

async function move(transaction: Transaction<Database>, kind: OrderedKind, itemId: number, generation: number, position: number): Promise<void> {
  await transaction.updateTable(tableOf(kind)).set({ position }).where('id', '=', itemId).where('generation', 'in', [generation, -generation]).execute();
}

/** The position of the row at `place` of those that come first. */
function firstPosition(place: number, count: number): number {
  return place - count;
}

/** What is live of each source; of one that is gone nothing is. */
async function readGenerations(database: Kysely<Database>): Promise<(sourceId: string) => number> {
  const rows = await database.selectFrom('sources').select(['id', 'generation']).execute();
  const generations = new Map(rows.map((row) => [row.id, row.generation]));
  return (sourceId) => generations.get(sourceId) ?? 0;
}

/** Puts first what comes first in a generation that was just imported and is not live yet. */
export async function carryOrder(transaction: Transaction<Database>, sourceId: string, generation: number): Promise<void> {
  const rows = await transaction.selectFrom('catalog_order').selectAll().orderBy('place').execute();
  for (const row of rows.filter((it) => it.source_id === sourceId)) {
    const kind = row.kind === 'channel' ? 'channel' : 'category';
    const own = await positionIn(transaction, kind, row.item_id, generation);
    if (own === null) continue;
    await transaction.updateTable('catalog_order').set({ own_position: own }).where('kind', '=', row.kind).where('item_id', '=', row.item_id).execute();
    await move(transaction, kind, row.item_id, generation, firstPosition(row.place, rows.filter((it) => it.kind === row.kind).length));
  }
}

/** {@link CatalogOrderStore} in SQL. */
export class SqlCatalogOrderStore implements CatalogOrderStore {
  constructor(private readonly database: SqlDatabase) {}

  async first(kind: OrderedKind): Promise<readonly number[]> {
    return (await this.database.selectFrom('catalog_order').select('item_id').where('kind', '=', kind).orderBy('place').execute()).map((row) => row.item_id);
  }

  putFirst(kind: OrderedKind, itemIds: readonly number[], nowMs: number): Promise<void> {
    return this.database.inTurn('edits', async (transaction) => {
      const generationOf = await readGenerations(transaction);
      const before = await transaction.selectFrom('catalog_order').selectAll().where('kind', '=', kind).execute();
      for (const row of before) await move(transaction, kind, row.item_id, generationOf(row.source_id), row.own_position);
      await transaction.deleteFrom('catalog_order').where('kind', '=', kind).execute();
      const rows: OrderRow[] = [];
      for (const itemId of new Set(itemIds)) {
        const source = await transaction.selectFrom('catalog_ids').select('source_id').where('id', '=', itemId).executeTakeFirst();
        const own = source === undefined ? null : await positionIn(transaction, kind, itemId, generationOf(source.source_id));
        if (source !== undefined && own !== null) rows.push({ kind, item_id: itemId, place: rows.length, source_id: source.source_id, own_position: own });
      }
      for (const row of rows) {
        await transaction.insertInto('catalog_order').values(row).execute();
        await move(transaction, kind, row.item_id, generationOf(row.source_id), firstPosition(row.place, rows.length));
      }
      for (const sourceId of new Set([...before, ...rows].map((row) => row.source_id))) await renewRevision(transaction, sourceId, nowMs);
    });
  }
}
