import { sql } from 'kysely';
import type { Migration } from '../migrate';
import { createTable } from './create-table';

/** What an order of several goods is of (JSON; empty: of what `ref_id` and `quantity` say), and pieces held by order and variant. */
export const orderLines: Migration = {
  name: 'order-lines',
  async up(database) {
    await database.schema.alterTable('orders').addColumn('lines', 'text', (it) => it.notNull().defaultTo('')).execute();
    await createTable(database, 'order_holds', { order_id: 'text', variant_id: 'text', quantity: 'integer', until_ms: 'bigint' })
      .addPrimaryKeyConstraint('order_holds_pk', ['order_id', 'variant_id']).execute();
    await sql`insert into order_holds (order_id, variant_id, quantity, until_ms) select order_id, variant_id, quantity, until_ms from stock_holds`.execute(database);
    await database.schema.dropTable('stock_holds').execute();
    await database.schema.createIndex('order_holds_variant').on('order_holds').columns(['variant_id', 'until_ms']).execute();
  },
};
