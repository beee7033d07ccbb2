import type { Migration } from '../migrate';

/** Bouquets that order the lists (`place` from 1; 0: it does not), the order of what is in them, and what comes first because of one. */
export const bouquetOrder: Migration = {
  name: 'bouquet-order',
  async up(database) {
    await database.schema.alterTable('bouquets').addColumn('place', 'integer', (it) => it.notNull().defaultTo(0)).execute();
    await database.schema.alterTable('bouquet_targets').addColumn('place', 'integer', (it) => it.notNull().defaultTo(0)).execute();
    // 1: a bouquet puts it there, not the operator by hand.
    await database.schema.alterTable('catalog_order').addColumn('is_by_bouquet', 'integer', (it) => it.notNull().defaultTo(0)).execute();
  },
};
