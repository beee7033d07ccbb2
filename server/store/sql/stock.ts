import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { StockHold } from '../goods';
import type { Database } from './database';
import type { SqlDatabase } from './sql-database';

/** Pieces of a variant nobody else than `orderId` holds. */
async function freeFor(transaction: Transaction<Database>, variantId: string, orderId: string, nowMs: number): Promise<number> {
  const variant = await transaction.selectFrom('product_variants').select('stock').where('id', '=', variantId).executeTakeFirst();
  const held = await transaction.selectFrom('stock_holds').select(sql<number | null>`cast(sum(quantity) as bigint)`.as('held'))
    .where('variant_id', '=', variantId).where('until_ms', '>', nowMs).where('order_id', '!=', orderId).executeTakeFirst();
  return (variant?.stock ?? 0) - (held?.held ?? 0);
}

/**
 * Keeps pieces for an order, or keeps those it has for longer; false when there are not enough. Within a transaction; waits for the
 * variant's turn, after those of accounts and before the ledger's.
 */
export async function holdStock(database: SqlDatabase, transaction: Transaction<Database>, orderId: string, hold: StockHold, nowMs: number): Promise<boolean> {
  await database.takeTurn(transaction, `stock ${hold.variantId}`);
  // Those that ran out are nobody's any more.
  await transaction.deleteFrom('stock_holds').where('variant_id', '=', hold.variantId).where('until_ms', '<=', nowMs).execute();
  if ((await freeFor(transaction, hold.variantId, orderId, nowMs)) < hold.quantity) return false;
  const columns = { variant_id: hold.variantId, quantity: hold.quantity, until_ms: hold.untilMs };
  await transaction.insertInto('stock_holds').values({ order_id: orderId, ...columns }).onConflict((it) => it.column('order_id').doUpdateSet(columns)).execute();
  return true;
}

/** Takes the pieces of a paid order out of the stock; false when they went to somebody else after its hold had run out. */
export async function sellStock(database: SqlDatabase, transaction: Transaction<Database>, orderId: string, sold: Omit<StockHold, 'untilMs'>, nowMs: number): Promise<boolean> {
  const isThere = await holdStock(database, transaction, orderId, { ...sold, untilMs: nowMs + 1 }, nowMs);
  await transaction.deleteFrom('stock_holds').where('order_id', '=', orderId).execute();
  if (isThere) await addStock(transaction, sold.variantId, -sold.quantity);
  return isThere;
}

/** Counts pieces in again that came back; waits for the variant's turn as {@link holdStock} does. */
export async function restock(database: SqlDatabase, transaction: Transaction<Database>, variantId: string, quantity: number): Promise<void> {
  await database.takeTurn(transaction, `stock ${variantId}`);
  await addStock(transaction, variantId, quantity);
}

/** Counts pieces in; the caller has the variant's turn where it has read the stock before. */
export async function addStock(transaction: Transaction<Database>, variantId: string, by: number): Promise<void> {
  await transaction.updateTable('product_variants').set((it) => ({ stock: it('stock', '+', by) })).where('id', '=', variantId).execute();
}
