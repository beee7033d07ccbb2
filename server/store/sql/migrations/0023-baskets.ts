import type { Migration } from '../migrate';
import { createTable } from './create-table';

/** What accounts have put together to order at once. */
export const baskets: Migration = {
  name: 'baskets',
  async up(database) {
    await createTable(database, 'baskets', { account_id: 'text', variant_id: 'text', quantity: 'integer', position: 'integer' })
      .addPrimaryKeyConstraint('baskets_pk', ['account_id', 'variant_id']).execute();
  },
};
