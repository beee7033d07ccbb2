import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Database } from '../database';
import type { Migration } from '../migrate';
import type { SqlKind } from '../sql-database';
import { createTable } from './create-table';

/** The ledger is written once: the database itself refuses anything else. */
async function closeLedger(database: Transaction<Database>, kind: SqlKind): Promise<void> {
  if (kind === 'postgres') {
    await sql`create function ledger_is_closed() returns trigger language plpgsql as $$ begin raise exception 'the ledger is append-only'; end $$`.execute(database);
  }
  const refusal = kind === 'postgres' ? 'for each row execute function ledger_is_closed()' : "begin select raise(abort, 'the ledger is append-only'); end";
  for (const verb of ['update', 'delete'] as const) {
    await sql`create trigger ${sql.raw(`ledger_no_${verb}`)} before ${sql.raw(verb)} on ledger ${sql.raw(refusal)}`.execute(database);
  }
}

/** Orders, the ledger, what providers said, and coupons. */
export const money: Migration = {
  name: 'money',
  async up(database, kind) {
    await createTable(database, 'orders', {
      id: 'text', account_id: 'text', kind: 'text', ref_id: 'text', price_minor: 'bigint', discount_minor: 'bigint', credit_minor: 'bigint',
      credit_from_id: 'text',
      currency: 'text', coupon_id: 'text', status: 'text', provider: 'text', reference: 'text', is_sandbox: 'integer', idempotency_key: 'text',
      request_mark: 'text', created_at_ms: 'bigint', paid_at_ms: 'bigint', grant_id: 'text',
    }).addPrimaryKeyConstraint('orders_pk', ['id']).addUniqueConstraint('orders_key', ['account_id', 'idempotency_key']).execute();
    await database.schema.createIndex('orders_reference').on('orders').columns(['provider', 'reference']).execute();
    await database.schema.createIndex('orders_coupon').on('orders').columns(['coupon_id', 'status']).execute();
    await database.schema.createIndex('orders_newest').on('orders').columns(['created_at_ms']).execute();
    await database.schema.createTable('ledger')
      .addColumn('sequence', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('at_ms', 'bigint', (column) => column.notNull())
      .addColumn('account_id', 'text', (column) => column.notNull())
      .addColumn('order_id', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('amount_minor', 'bigint', (column) => column.notNull())
      .addColumn('currency', 'text', (column) => column.notNull())
      .addColumn('is_sandbox', 'integer', (column) => column.notNull())
      .addUniqueConstraint('ledger_once', ['order_id', 'kind']).execute();
    await closeLedger(database, kind);
    await createTable(database, 'payment_notes', { provider: 'text', event_id: 'text', order_id: 'text', at_ms: 'bigint' })
      .addPrimaryKeyConstraint('payment_notes_pk', ['provider', 'event_id']).execute();
    await createTable(database, 'coupons', {
      id: 'text', kind: 'text', value: 'bigint', currency: 'text', plan_id: 'text', max_uses: 'integer', max_per_account: 'integer', until_ms: 'bigint',
    }).addPrimaryKeyConstraint('coupons_pk', ['id']).execute();
  },
};
