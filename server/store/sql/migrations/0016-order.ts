import type { Migration } from '../migrate';
import { createTable } from './create-table';

/** Channels and categories that operators put first, in their order. */
export const order: Migration = {
  name: 'order',
  async up(database) {
    await createTable(database, 'catalog_order', { kind: 'text', item_id: 'integer', place: 'integer', source_id: 'text', own_position: 'integer' })
      .addPrimaryKeyConstraint('catalog_order_pk', ['kind', 'item_id']).execute();
  },
};
