import type { Migration } from '../migrate';
import { createTable } from './create-table';

/** Goods with their stock and where they are sent, and what orders need of them. */
export const goods: Migration = {
  name: 'goods',
  async up(database) {
    await createTable(database, 'products', { id: 'text', name: 'text', description: 'text', picture: 'text', currency: 'text', is_sold: 'integer' })
      .addPrimaryKeyConstraint('products_pk', ['id']).execute();
    await createTable(database, 'product_variants', { id: 'text', product_id: 'text', position: 'integer', name: 'text', price_minor: 'bigint', stock: 'integer', is_sold: 'integer' })
      .addPrimaryKeyConstraint('product_variants_pk', ['id']).execute();
    await database.schema.createIndex('product_variants_product').on('product_variants').columns(['product_id']).execute();
    await createTable(database, 'product_targets', { product_id: 'text', kind: 'text', item_id: 'integer' })
      .addPrimaryKeyConstraint('product_targets_pk', ['product_id', 'kind', 'item_id']).execute();
    await database.schema.createIndex('product_targets_item').on('product_targets').columns(['kind', 'item_id']).execute();
    await createTable(database, 'delivery_countries', { country: 'text', tax_basis_points: 'integer', shipping_minor: 'bigint', currency: 'text', is_home: 'integer' })
      .addPrimaryKeyConstraint('delivery_countries_pk', ['country']).execute();
    await createTable(database, 'stock_holds', { order_id: 'text', variant_id: 'text', quantity: 'integer', until_ms: 'bigint' })
      .addPrimaryKeyConstraint('stock_holds_pk', ['order_id']).execute();
    await database.schema.createIndex('stock_holds_variant').on('stock_holds').columns(['variant_id']).execute();
    await createTable(database, 'deliveries', {
      order_id: 'text', state: 'text', name: 'text', street: 'text', postal_code: 'text', city: 'text', country: 'text', note: 'text', changed_at_ms: 'bigint',
    }).addPrimaryKeyConstraint('deliveries_pk', ['order_id']).execute();
    for (const [column, type] of [['quantity', 'integer'], ['shipping_minor', 'bigint'], ['tax_minor', 'bigint'], ['closed_at_ms', 'bigint']] as const) {
      await database.schema.alterTable('orders').addColumn(column, type, (it) => it.notNull().defaultTo(column === 'quantity' ? 1 : 0)).execute();
    }
    await database.schema.alterTable('orders').addColumn('tax_country', 'text', (it) => it.notNull().defaultTo('')).execute();
    await database.schema.alterTable('orders').addColumn('claim', 'text', (it) => it.notNull().defaultTo('')).execute();
    await database.schema.createIndex('orders_claim').on('orders').columns(['claim']).execute();
  },
};
