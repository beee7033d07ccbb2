import type { Kysely, Selectable, Transaction } from 'kysely';
import type { CatalogOrderStore, OrderedKind } from '../catalog-order';
import type { Database } from './database';
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

async function generationOf(database: Kysely<Database>, sourceId: string): Promise<number> {
  return (await database.selectFrom('sources').select('generation').where('id', '=', sourceId).executeTakeFirst())?.generation ?? 0;
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
      const touched = new Set<string>();
      for (const row of await transaction.selectFrom('catalog_order').selectAll().where('kind', '=', kind).execute()) {
        touched.add(row.source_id);
        await move(transaction, kind, row.item_id, await generationOf(transaction, row.source_id), row.own_position);
      }
      await transaction.deleteFrom('catalog_order').where('kind', '=', kind).execute();
      const rows = await this.place(transaction, kind, [...new Set(itemIds)]);
      for (const row of rows) {
        touched.add(row.source_id);
        await transaction.insertInto('catalog_order').values(row).execute();
        await move(transaction, kind, row.item_id, await generationOf(transaction, row.source_id), firstPosition(row.place, rows.length));
      }
      for (const sourceId of touched) {
        const source = await transaction.selectFrom('sources').select('imported_at_ms').where('id', '=', sourceId).executeTakeFirst();
        // The revision is made of it; two changes in one millisecond are two.
        await transaction.updateTable('sources').set({ imported_at_ms: Math.max(nowMs, (source?.imported_at_ms ?? 0) + 1) }).where('id', '=', sourceId).execute();
      }
    });
  }

  private async place(transaction: Transaction<Database>, kind: OrderedKind, itemIds: readonly number[]): Promise<readonly OrderRow[]> {
    const rows: OrderRow[] = [];
    for (const itemId of itemIds) {
      const source = await transaction.selectFrom('catalog_ids').select('source_id').where('id', '=', itemId).executeTakeFirst();
      const own = source === undefined ? null : await positionIn(transaction, kind, itemId, await generationOf(transaction, source.source_id));
      if (source !== undefined && own !== null) rows.push({ kind, item_id: itemId, place: rows.length, source_id: source.source_id, own_position: own });
    }
    return rows;
  }
}
