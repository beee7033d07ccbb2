import type { Selectable } from 'kysely';
import { AppError } from '#core/base';
import type { BasketLine, DeliveryCountryRow, DeliveryOutcome, DeliveryRow, DeliveryState, GoodsStore, ProductRow, VariantRow } from '../goods';
import type { RightsTarget, RightsTargetKind } from '../rights';
import type { Database } from './database';
import { fromFlag, toFlag } from './flags';
import { readInBatches } from './in-batches';
import { orderLinesOf } from './order-lines';
import type { SqlDatabase } from './sql-database';
import { addStock, freePieces, restock } from './stock';

// Kinds and states below were written by the stores and by nothing else.

/** What a delivery has to be before it becomes something. */
const BEFORE: Readonly<Record<'packed' | 'sent' | 'returned', readonly DeliveryState[]>> = { packed: ['paid'], sent: ['paid', 'packed'], returned: ['sent'] };

function variantOf(row: Selectable<Database['product_variants']>): VariantRow {
  return { id: row.id, name: row.name, priceMinor: row.price_minor, stock: row.stock, isSold: fromFlag(row.is_sold) };
}

function deliveryOf(row: Selectable<Database['deliveries']>): DeliveryRow {
  return {
    orderId: row.order_id, state: row.state as DeliveryState, name: row.name, street: row.street, postalCode: row.postal_code, city: row.city,
    country: row.country, note: row.note, changedAtMs: row.changed_at_ms,
  };
}

/** {@link GoodsStore} in SQL. */
export class SqlGoodsStore implements GoodsStore {
  constructor(private readonly database: SqlDatabase) {}

  products(): Promise<readonly ProductRow[]> {
    return this.read(null);
  }

  async isAnySold(): Promise<boolean> {
    return (await this.database.selectFrom('products').select('id').where('is_sold', '=', 1).limit(1).executeTakeFirst()) !== undefined;
  }

  async product(id: string): Promise<ProductRow | null> {
    return (await this.read(id))[0] ?? null;
  }

  async productOf(variantId: string): Promise<ProductRow | null> {
    const variant = await this.database.selectFrom('product_variants').select('product_id').where('id', '=', variantId).executeTakeFirst();
    return variant === undefined ? null : this.product(variant.product_id);
  }

  async productsFor({ kind, itemId }: RightsTarget): Promise<readonly string[]> {
    const rows = await this.database.selectFrom('product_targets').innerJoin('products', 'products.id', 'product_targets.product_id').select('products.id as id')
      .where('product_targets.kind', '=', kind).where('product_targets.item_id', '=', itemId).where('products.is_sold', '=', 1).orderBy('products.id').execute();
    return rows.map((row) => row.id);
  }

  putProduct({ id, variants, targets, ...product }: ProductRow): Promise<void> {
    return this.database.inTurn(`product ${id}`, async (transaction) => {
      const columns = { name: product.name, description: product.description, picture: product.picture, currency: product.currency, is_sold: toFlag(product.isSold) };
      await transaction.insertInto('products').values({ id, ...columns }).onConflict((it) => it.column('id').doUpdateSet(columns)).execute();
      await transaction.updateTable('product_variants').set({ is_sold: 0 }).where('product_id', '=', id).execute();
      for (const [position, variant] of variants.entries()) {
        const known = await transaction.selectFrom('product_variants').select('product_id').where('id', '=', variant.id).executeTakeFirst();
        if (known !== undefined && known.product_id !== id) throw new AppError('input.invalid', { message: `The variant "${variant.id}" belongs to "${known.product_id}".` });
        const facts = { product_id: id, position, name: variant.name, price_minor: variant.priceMinor, is_sold: toFlag(variant.isSold) };
        await transaction.insertInto('product_variants').values({ id: variant.id, stock: variant.stock, ...facts }).onConflict((it) => it.column('id').doUpdateSet(facts)).execute();
      }
      await transaction.deleteFrom('product_targets').where('product_id', '=', id).execute();
      for (const { kind, itemId } of targets) await transaction.insertInto('product_targets').values({ product_id: id, kind, item_id: itemId }).execute();
    });
  }

  changeStock(variantId: string, by: number): Promise<number | null> {
    return this.database.inTurn(`stock ${variantId}`, async (transaction) => {
      const row = await transaction.selectFrom('product_variants').select('stock').where('id', '=', variantId).executeTakeFirst();
      if (row === undefined || row.stock + by < 0) return null;
      await addStock(transaction, variantId, by);
      return row.stock + by;
    });
  }

  freeBeside(orderId: string, variantIds: readonly string[], nowMs: number): Promise<ReadonlyMap<string, number>> {
    return freePieces(this.database, nowMs, { orderId, variantIds });
  }

  free(nowMs: number): Promise<ReadonlyMap<string, number>> {
    return freePieces(this.database, nowMs);
  }

  async countries(): Promise<readonly DeliveryCountryRow[]> {
    const rows = await this.database.selectFrom('delivery_countries').selectAll().orderBy('country').execute();
    return rows.map((row) => ({ country: row.country, taxBasisPoints: row.tax_basis_points, shippingMinor: row.shipping_minor, currency: row.currency, isHome: fromFlag(row.is_home) }));
  }

  putCountry(row: DeliveryCountryRow): Promise<void> {
    return this.database.inTurn('delivery countries', async (transaction) => {
      if (row.isHome) await transaction.updateTable('delivery_countries').set({ is_home: 0 }).execute();
      const columns = { tax_basis_points: row.taxBasisPoints, shipping_minor: row.shippingMinor, currency: row.currency, is_home: toFlag(row.isHome) };
      await transaction.insertInto('delivery_countries').values({ country: row.country, ...columns }).onConflict((it) => it.column('country').doUpdateSet(columns)).execute();
    });
  }

  async removeCountry(country: string): Promise<boolean> {
    const removed = await this.database.deleteFrom('delivery_countries').where('country', '=', country).executeTakeFirst();
    return removed.numDeletedRows > 0n;
  }

  async basket(accountId: string): Promise<readonly BasketLine[]> {
    const rows = await this.database.selectFrom('baskets').select(['variant_id', 'quantity']).where('account_id', '=', accountId).orderBy('position').execute();
    return rows.map((row) => ({ variantId: row.variant_id, quantity: row.quantity }));
  }

  putInBasket(accountId: string, { variantId, quantity }: BasketLine, most: number): Promise<boolean> {
    return this.database.inTurn(`basket ${accountId}`, async (transaction) => {
      if (quantity <= 0) {
        await transaction.deleteFrom('baskets').where('account_id', '=', accountId).where('variant_id', '=', variantId).execute();
        return true;
      }
      const others = await transaction.selectFrom('baskets').select('position').where('account_id', '=', accountId).where('variant_id', '!=', variantId).execute();
      if (others.length >= most) return false;
      const row = { account_id: accountId, variant_id: variantId, quantity, position: Math.max(0, ...others.map(({ position }) => position)) + 1 };
      await transaction.insertInto('baskets').values(row).onConflict((it) => it.columns(['account_id', 'variant_id']).doUpdateSet({ quantity })).execute();
      return true;
    });
  }

  async delivery(orderId: string): Promise<DeliveryRow | null> {
    const row = await this.database.selectFrom('deliveries').selectAll().where('order_id', '=', orderId).executeTakeFirst();
    return row === undefined ? null : deliveryOf(row);
  }

  async deliveriesOf(orderIds: readonly string[]): Promise<readonly DeliveryRow[]> {
    return (await readInBatches(orderIds, (batch) => this.database.selectFrom('deliveries').selectAll().where('order_id', 'in', batch).execute())).map(deliveryOf);
  }

  async openDeliveries(most: number): Promise<readonly DeliveryRow[]> {
    const rows = await this.database.selectFrom('deliveries').selectAll().where('state', 'in', ['short', 'paid', 'packed', 'sent']).orderBy('changed_at_ms').orderBy('order_id').limit(most).execute();
    return rows.map(deliveryOf);
  }

  async moveDelivery(orderId: string, to: 'packed' | 'sent' | 'returned', how: { readonly note: string; readonly isRestocked: boolean; readonly nowMs: number }): Promise<DeliveryOutcome> {
    const order = await this.database.selectFrom('orders').select(['account_id', 'kind', 'ref_id', 'quantity', 'price_minor', 'tax_minor', 'lines']).where('id', '=', orderId).executeTakeFirst();
    if (order === undefined) return 'unknown';
    return this.database.inTurn(`money ${order.account_id}`, async (transaction) => {
      const row = await transaction.selectFrom('deliveries').selectAll().where('order_id', '=', orderId).executeTakeFirst();
      if (row === undefined) return 'unknown';
      if (!BEFORE[to].includes(deliveryOf(row).state)) return 'not-possible';
      const note = how.note === '' ? row.note : how.note;
      await transaction.updateTable('deliveries').set({ state: to, note, changed_at_ms: how.nowMs }).where('order_id', '=', orderId).execute();
      if (to === 'returned' && how.isRestocked) await restock(this.database, transaction, orderLinesOf(order));
      return 'done';
    });
  }

  /** One product, or all by name for `null`. */
  private async read(id: string | null): Promise<readonly ProductRow[]> {
    const { database } = this;
    let products = database.selectFrom('products').selectAll().orderBy('name').orderBy('id');
    let variants = database.selectFrom('product_variants').selectAll().orderBy('position').orderBy('id');
    let targets = database.selectFrom('product_targets').selectAll().orderBy('kind').orderBy('item_id');
    if (id !== null) {
      products = products.where('id', '=', id);
      variants = variants.where('product_id', '=', id);
      targets = targets.where('product_id', '=', id);
    }
    const [rows, allVariants, allTargets] = [await products.execute(), await variants.execute(), await targets.execute()];
    return rows.map((row) => ({
      id: row.id, name: row.name, description: row.description, picture: row.picture, currency: row.currency, isSold: fromFlag(row.is_sold),
      targets: allTargets.filter((it) => it.product_id === row.id).map((it) => ({ kind: it.kind as RightsTargetKind, itemId: it.item_id })),
      variants: allVariants.filter((it) => it.product_id === row.id).map(variantOf),
    }));
  }
}
