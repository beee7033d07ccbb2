import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { StockHold } from '../goods';
import type { Database } from './database';
import type { SqlDatabase } from './sql-database';

/** Pieces of all variants nobody holds; or of some, nobody else than an order. */
export async function freePieces(database: Kysely<Database>, nowMs: number, wanted: { readonly variantIds: readonly string[]; readonly orderId: string } | null = null): Promise<ReadonlyMap<string, number>> {
  if (wanted?.variantIds.length === 0) return new Map();
  let variants = database.selectFrom('product_variants').select(['id', 'stock']);
  let holds = database.selectFrom('order_holds').select(['variant_id', sql<number>`cast(sum(quantity) as bigint)`.as('held')]).where('until_ms', '>', nowMs).groupBy('variant_id');
  if (wanted !== null) {
    variants = variants.where('id', 'in', wanted.variantIds);
    holds = holds.where('variant_id', 'in', wanted.variantIds).where('order_id', '!=', wanted.orderId);
  }
  const rows = await variants.execute();
  const held = new Map((await holds.execute()).map((row) => [row.variant_id, row.held]));
  return new Map(rows.map((row) => [row.id, Math.max(0, row.stock - (held.get(row.id) ?? 0))]));
}

/** Waits for the turns of variants, in the same order whoever asks; after those of accounts and before the ledger's. */
async function takeTurns(database: SqlDatabase, transaction: Transaction<Database>, variantIds: readonly string[]): Promise<void> {
  for (const id of Array.from(new Set(variantIds)).sort()) await database.takeTurn(transaction, `stock ${id}`);
}

/**
 * Keeps pieces for an order instead of those it has, all of them or none: false when there are not enough of one. A variant stands in `holds`
 * once. Within a transaction; waits for the variants' turns.
 */
export async function holdStock(database: SqlDatabase, transaction: Transaction<Database>, orderId: string, holds: readonly StockHold[], nowMs: number): Promise<boolean> {
  const variantIds = holds.map((hold) => hold.variantId);
  await takeTurns(database, transaction, variantIds);
  // Those that ran out are nobody's any more.
  if (variantIds.length > 0) await transaction.deleteFrom('order_holds').where('variant_id', 'in', variantIds).where('until_ms', '<=', nowMs).execute();
  const free = await freePieces(transaction, nowMs, { variantIds, orderId });
  if (holds.some((hold) => (free.get(hold.variantId) ?? 0) < hold.quantity)) return false;
  await transaction.deleteFrom('order_holds').where('order_id', '=', orderId).execute();
  const rows = holds.map((hold) => ({ order_id: orderId, variant_id: hold.variantId, quantity: hold.quantity, until_ms: hold.untilMs }));
  if (rows.length > 0) await transaction.insertInto('order_holds').values(rows).execute();
  return true;
}

/** Pieces of a variant. */
export type Pieces = Omit<StockHold, 'untilMs'>;

/** Takes the pieces of a paid order out of the stock, all or none; false when some went to somebody else after its hold had run out. */
export async function sellStock(database: SqlDatabase, transaction: Transaction<Database>, orderId: string, sold: readonly Pieces[], nowMs: number): Promise<boolean> {
  const isThere = await holdStock(database, transaction, orderId, sold.map(({ variantId, quantity }) => ({ variantId, quantity, untilMs: nowMs + 1 })), nowMs);
  await transaction.deleteFrom('order_holds').where('order_id', '=', orderId).execute();
  if (isThere) for (const { variantId, quantity } of sold) await addStock(transaction, variantId, -quantity);
  return isThere;
}

/** What was paid for leaves the basket of its buyer; pieces beyond those stay. */
export async function emptyBasket(transaction: Transaction<Database>, accountId: string, sold: readonly Pieces[]): Promise<void> {
  for (const { variantId, quantity } of [...sold].sort((a, b) => (a.variantId < b.variantId ? -1 : 1))) {
    await transaction.updateTable('baskets').set((it) => ({ quantity: it('quantity', '-', quantity) })).where('account_id', '=', accountId).where('variant_id', '=', variantId).execute();
  }
  await transaction.deleteFrom('baskets').where('account_id', '=', accountId).where('quantity', '<=', 0).execute();
}

/** Counts pieces in again that came back; waits for the variants' turns as {@link holdStock} does. */
export async function restock(database: SqlDatabase, transaction: Transaction<Database>, pieces: readonly Pieces[]): Promise<void> {
  await takeTurns(database, transaction, pieces.map(({ variantId }) => variantId));
  for (const { variantId, quantity } of pieces) await addStock(transaction, variantId, quantity);
}

/** Counts pieces in; the caller has the variant's turn where it has read the stock before. */
export async function addStock(transaction: Transaction<Database>, variantId: string, by: number): Promise<void> {
  await transaction.updateTable('product_variants').set((it) => ({ stock: it('stock', '+', by) })).where('id', '=', variantId).execute();
}
