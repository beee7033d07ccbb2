import type { Selectable, Transaction } from 'kysely';
import { dueMinor, isSettled } from '../money';
import type { PostalAddress, StockHold } from '../goods';
import type { CouponRow, GoodsPart, Grant, LedgerKind, LedgerRow, MoneyStore, NoteOutcome, OrderChange, OrderRow, OrderStatus, PaymentNote } from '../money';
import type { SubscriptionRow } from '../rights';
import type { Database } from './database';
import { fromFlag, toFlag } from './flags';
import { readInBatches } from './in-batches';
import { orderLinesOf, orderLinesText } from './order-lines';
import { subscriptionColumns, subscriptionOf, titleRightColumns } from './rights-store';
import type { SqlDatabase } from './sql-database';
import { emptyBasket, holdStock, restock, sellStock } from './stock';

// Kinds and states below were written by this file and by nothing else.

function orderOf(row: Selectable<Database['orders']>): OrderRow {
  return {
    id: row.id, accountId: row.account_id, kind: row.kind as OrderRow['kind'], refId: row.ref_id, priceMinor: row.price_minor,
    discountMinor: row.discount_minor, creditMinor: row.credit_minor, creditFromId: row.credit_from_id, currency: row.currency, couponId: row.coupon_id, status: row.status as OrderStatus,
    provider: row.provider, reference: row.reference, isSandbox: fromFlag(row.is_sandbox), idempotencyKey: row.idempotency_key,
    requestMark: row.request_mark, createdAtMs: row.created_at_ms, paidAtMs: row.paid_at_ms, grantId: row.grant_id,
    quantity: row.quantity, shippingMinor: row.shipping_minor, taxMinor: row.tax_minor, taxCountry: row.tax_country, claim: row.claim, closedAtMs: row.closed_at_ms,
    lines: orderLinesOf(row),
  };
}

function orderColumns(order: OrderRow): Selectable<Database['orders']> {
  return {
    id: order.id, account_id: order.accountId, kind: order.kind, ref_id: order.refId, price_minor: order.priceMinor, discount_minor: order.discountMinor,
    credit_minor: order.creditMinor, credit_from_id: order.creditFromId, currency: order.currency, coupon_id: order.couponId, status: order.status, provider: order.provider,
    reference: order.reference, is_sandbox: toFlag(order.isSandbox), idempotency_key: order.idempotencyKey, request_mark: order.requestMark,
    created_at_ms: order.createdAtMs, paid_at_ms: order.paidAtMs, grant_id: order.grantId,
    quantity: order.quantity, shipping_minor: order.shippingMinor, tax_minor: order.taxMinor, tax_country: order.taxCountry, claim: order.claim,
    closed_at_ms: order.closedAtMs, lines: orderLinesText(order.lines),
  };
}

function couponOf(row: Selectable<Database['coupons']>): CouponRow {
  return {
    id: row.id, kind: row.kind === 'amount' ? 'amount' : 'percent', value: row.value, currency: row.currency, planId: row.plan_id, maxUses: row.max_uses,
    maxPerAccount: row.max_per_account, untilMs: row.until_ms,
  };
}

type AddressColumns = Pick<Selectable<Database['deliveries']>, 'name' | 'street' | 'postal_code' | 'city' | 'country'>;

function addressColumns(address: PostalAddress): AddressColumns {
  return { name: address.name, street: address.street, postal_code: address.postalCode, city: address.city, country: address.country };
}

function emptyDelivery({ id, createdAtMs }: OrderRow): Selectable<Database['deliveries']> {
  return { order_id: id, state: 'waiting', ...addressColumns({ name: '', street: '', postalCode: '', city: '', country: '' }), note: '', changed_at_ms: createdAtMs };
}

/** {@link MoneyStore} in SQL. */
export class SqlMoneyStore implements MoneyStore {
  constructor(private readonly database: SqlDatabase) {}

  place(order: OrderRow, holds?: readonly StockHold[]): Promise<{ readonly kind: 'placed' | 'repeated' | 'conflict' | 'sold-out'; readonly order: OrderRow }> {
    return this.database.inTurn(`money ${order.accountId}`, async (transaction) => {
      const query = transaction.selectFrom('orders').selectAll().where('account_id', '=', order.accountId);
      const known = await query.where('idempotency_key', '=', order.idempotencyKey).executeTakeFirst();
      if (known !== undefined) return { kind: known.request_mark === order.requestMark ? ('repeated' as const) : ('conflict' as const), order: orderOf(known) };
      if (holds !== undefined && !(await holdStock(this.database, transaction, order.id, holds, order.createdAtMs))) return { kind: 'sold-out' as const, order };
      await transaction.insertInto('orders').values(orderColumns(order)).execute();
      if (holds !== undefined) await transaction.insertInto('deliveries').values(emptyDelivery(order)).execute();
      return { kind: 'placed' as const, order };
    });
  }

  async revise(orderId: string, change: OrderChange, { holds, address, nowMs }: GoodsPart): Promise<'done' | 'closed' | 'sold-out' | 'unknown'> {
    const outcome = await this.inTurn(orderId, async (transaction, order) => {
      if (order.closedAtMs > 0 || isSettled(order)) return 'closed';
      if (holds !== null && !(await holdStock(this.database, transaction, orderId, holds, nowMs))) return 'sold-out';
      await transaction.updateTable('orders').set(orderColumns({ ...order, ...change, ...(change.quantity !== undefined && change.lines === undefined ? { lines: [] } : {}) })).where('id', '=', orderId).execute();
      if (address !== null) await transaction.updateTable('deliveries').set({ ...addressColumns(address), changed_at_ms: nowMs }).where('order_id', '=', orderId).execute();
      return 'done';
    });
    return outcome ?? 'unknown';
  }

  async close(orderId: string, holds: readonly StockHold[] | null, nowMs: number): Promise<{ readonly kind: 'closed' | 'sold-out' | 'not-open' | 'unknown'; readonly order: OrderRow | null }> {
    const outcome = await this.inTurn(orderId, async (transaction, order) => {
      if (isSettled(order)) return { kind: 'not-open' as const, order };
      if (holds !== null && !(await holdStock(this.database, transaction, orderId, holds, nowMs))) return { kind: 'sold-out' as const, order };
      const closedAtMs = order.closedAtMs === 0 ? nowMs : order.closedAtMs;
      await transaction.updateTable('orders').set({ closed_at_ms: closedAtMs }).where('id', '=', orderId).execute();
      return { kind: 'closed' as const, order: { ...order, closedAtMs } };
    });
    return outcome ?? { kind: 'unknown', order: null };
  }

  async refer(orderId: string, reference: string): Promise<void> {
    await this.database.updateTable('orders').set({ reference }).where('id', '=', orderId).where('reference', '=', '').execute();
  }

  async order(id: string): Promise<OrderRow | null> {
    const row = await this.database.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : orderOf(row);
  }

  async ordersOf(ids: readonly string[]): Promise<readonly OrderRow[]> {
    return (await readInBatches(ids, (batch) => this.database.selectFrom('orders').selectAll().where('id', 'in', batch).execute())).map(orderOf);
  }

  async orderByReference(provider: string, reference: string): Promise<OrderRow | null> {
    if (reference === '') return null;
    const query = this.database.selectFrom('orders').selectAll().where('provider', '=', provider).where('reference', '=', reference);
    const row = await query.executeTakeFirst();
    return row === undefined ? null : orderOf(row);
  }

  async orderByClaim(claim: string): Promise<OrderRow | null> {
    if (claim === '') return null;
    const row = await this.database.selectFrom('orders').selectAll().where('claim', '=', claim).executeTakeFirst();
    return row === undefined ? null : orderOf(row);
  }

  async orders(accountId: string): Promise<readonly OrderRow[]> {
    const query = this.database.selectFrom('orders').selectAll().where('account_id', '=', accountId);
    return (await query.orderBy('created_at_ms', 'desc').orderBy('id').execute()).map(orderOf);
  }

  async paidFor(refId: string): Promise<readonly OrderRow[]> {
    return (await this.database.selectFrom('orders').selectAll().where('ref_id', '=', refId).where('status', '=', 'paid').orderBy('created_at_ms').orderBy('id').execute()).map(orderOf);
  }

  async newestOrders(most: number): Promise<readonly OrderRow[]> {
    const query = this.database.selectFrom('orders').selectAll().orderBy('created_at_ms', 'desc').orderBy('id').limit(most);
    return (await query.execute()).map(orderOf);
  }

  settle(note: PaymentNote, grant: (held: readonly SubscriptionRow[]) => Grant): Promise<NoteOutcome> {
    return this.noted(note, async (transaction, order) => {
      if (order.status === 'paid') return 'repeated';
      if (order.status === 'refunded') return 'not-possible';
      const held = await transaction.selectFrom('subscriptions').selectAll().where('account_id', '=', order.accountId).orderBy('started_at_ms').execute();
      const given = grant(held.map(subscriptionOf));
      for (const row of given.subscriptions) {
        const { id, ...columns } = subscriptionColumns(row);
        await transaction.insertInto('subscriptions').values({ id, ...columns }).onConflict((it) => it.column('id').doUpdateSet(columns)).execute();
      }
      if (given.titleRight !== null) await transaction.insertInto('title_rights').values(titleRightColumns(given.titleRight)).execute();
      const changes = { status: 'paid', paid_at_ms: note.nowMs, grant_id: given.id };
      await transaction.updateTable('orders').set(changes).where('id', '=', order.id).execute();
      if (order.kind === 'goods') await this.sell(transaction, order, note.nowMs);
      const due = dueMinor(order);
      const { priceMinor, shippingMinor, taxMinor } = order;
      // What is taken off beyond the price is lost, so that the lines add up.
      const discount = Math.min(order.discountMinor, priceMinor);
      const credit = priceMinor + shippingMinor - discount - due;
      await this.write(transaction, order, note.nowMs, { charge: taxMinor - priceMinor - shippingMinor, tax: -taxMinor, discount, credit, payment: due });
      return 'done';
    });
  }

  fail(note: PaymentNote): Promise<NoteOutcome> {
    return this.noted(note, async (transaction, order) => {
      if (order.status !== 'open') return order.status === 'failed' ? 'repeated' : 'not-possible';
      await transaction.updateTable('orders').set({ status: 'failed' }).where('id', '=', order.id).execute();
      return 'done';
    });
  }

  refund(note: PaymentNote): Promise<NoteOutcome> {
    return this.noted(note, async (transaction, order) => {
      if (order.status === 'refunded') return 'repeated';
      if (order.status !== 'paid') return 'not-possible';
      await transaction.updateTable('orders').set({ status: 'refunded' }).where('id', '=', order.id).execute();
      const taken = { revoked_at_ms: note.nowMs };
      await transaction.updateTable('title_rights').set(taken).where('id', '=', order.grantId).where('revoked_at_ms', '=', 0).execute();
      const ended = { ended_at_ms: note.nowMs };
      await transaction.updateTable('subscriptions').set(ended).where('id', '=', order.grantId).where('ended_at_ms', '=', 0).execute();
      if (order.kind === 'goods') await this.takeBack(transaction, order, note.nowMs);
      const due = dueMinor(order);
      await this.write(transaction, order, note.nowMs, { refund: -due, reversal: due });
      return 'done';
    });
  }

  async ledger(afterSequence: number, most: number): Promise<readonly LedgerRow[]> {
    const rows = await this.database.selectFrom('ledger').selectAll().where('sequence', '>', afterSequence).orderBy('sequence').limit(most).execute();
    return rows.map((row) => ({
      sequence: row.sequence, atMs: row.at_ms, accountId: row.account_id, orderId: row.order_id, kind: row.kind as LedgerKind,
      amountMinor: row.amount_minor, currency: row.currency, isSandbox: fromFlag(row.is_sandbox),
    }));
  }

  async putCoupon(coupon: CouponRow): Promise<void> {
    const columns = {
      kind: coupon.kind, value: coupon.value, currency: coupon.currency, plan_id: coupon.planId, max_uses: coupon.maxUses,
      max_per_account: coupon.maxPerAccount, until_ms: coupon.untilMs,
    };
    await this.database.insertInto('coupons').values({ id: coupon.id, ...columns }).onConflict((it) => it.column('id').doUpdateSet(columns)).execute();
  }

  async coupon(id: string): Promise<CouponRow | null> {
    const row = await this.database.selectFrom('coupons').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : couponOf(row);
  }

  async coupons(): Promise<readonly CouponRow[]> {
    return (await this.database.selectFrom('coupons').selectAll().orderBy('id').execute()).map(couponOf);
  }

  async couponUses(id: string, accountId: string): Promise<{ readonly all: number; readonly own: number }> {
    const paid = this.database.selectFrom('orders').select((it) => it.fn.countAll().as('total')).where('coupon_id', '=', id).where('status', '=', 'paid');
    const [all, own] = [await paid.executeTakeFirst(), await paid.where('account_id', '=', accountId).executeTakeFirst()];
    return { all: Number(all?.total ?? 0), own: Number(own?.total ?? 0) };
  }

  /** Runs `work` with an order as it is in its account's turn; `null` when there is no such order. */
  private async inTurn<T>(orderId: string, work: (transaction: Transaction<Database>, order: OrderRow) => Promise<T>): Promise<T | null> {
    const known = await this.order(orderId);
    if (known === null) return null;
    return this.database.inTurn(`money ${known.accountId}`, async (transaction) =>
      work(transaction, orderOf(await transaction.selectFrom('orders').selectAll().where('id', '=', orderId).executeTakeFirstOrThrow())));
  }

  /** Runs `body` unless the event was seen before; an event that could not be carried out is not remembered, so that it may come again. */
  private async noted(note: PaymentNote, body: (transaction: Transaction<Database>, order: OrderRow) => Promise<NoteOutcome>): Promise<NoteOutcome> {
    const known = await this.order(note.orderId);
    return this.database.inTurn(known === null ? `order ${note.orderId}` : `money ${known.accountId}`, async (transaction) => {
      const seen = transaction.selectFrom('payment_notes').select('order_id').where('provider', '=', note.provider).where('event_id', '=', note.eventId);
      if ((await seen.executeTakeFirst()) !== undefined) return 'repeated';
      const row = await transaction.selectFrom('orders').selectAll().where('id', '=', note.orderId).executeTakeFirst();
      if (row === undefined) return 'unknown';
      const outcome = await body(transaction, orderOf(row));
      const columns = { provider: note.provider, event_id: note.eventId, order_id: note.orderId, at_ms: note.nowMs };
      if (outcome === 'done' || outcome === 'repeated') await transaction.insertInto('payment_notes').values(columns).execute();
      return outcome;
    });
  }

  private async sell(transaction: Transaction<Database>, { id, lines, accountId }: OrderRow, nowMs: number): Promise<void> {
    await emptyBasket(transaction, accountId, lines);
    const isThere = await sellStock(this.database, transaction, id, lines, nowMs);
    await transaction.updateTable('deliveries').set({ state: isThere ? 'paid' : 'short', changed_at_ms: nowMs }).where('order_id', '=', id).execute();
  }

  /** What has not left the house goes back on the shelf. */
  private async takeBack(transaction: Transaction<Database>, { id, lines }: OrderRow, nowMs: number): Promise<void> {
    const delivery = await transaction.selectFrom('deliveries').select('state').where('order_id', '=', id).executeTakeFirst();
    const state = delivery?.state ?? '';
    if (state === 'paid' || state === 'packed') await restock(this.database, transaction, lines);
    if (state === 'paid' || state === 'packed' || state === 'short') {
      await transaction.updateTable('deliveries').set({ state: 'cancelled', changed_at_ms: nowMs }).where('order_id', '=', id).execute();
    }
  }

  private async write(transaction: Transaction<Database>, order: OrderRow, atMs: number, amounts: Readonly<Partial<Record<LedgerKind, number>>>): Promise<void> {
    // Lines become visible in the order of their numbers, so that who reads on from a number misses none.
    await this.database.takeTurn(transaction, 'ledger');
    for (const [kind, amount] of Object.entries(amounts)) {
      if (amount === 0) continue;
      const row = {
        at_ms: atMs, account_id: order.accountId, order_id: order.id, kind, amount_minor: amount, currency: order.currency, is_sandbox: toFlag(order.isSandbox),
      };
      await transaction.insertInto('ledger').values(row).execute();
    }
  }
}
