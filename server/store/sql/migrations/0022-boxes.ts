import type { Migration } from '../migrate';
import { createTable } from './create-table';

/** What sets leave for each other, encrypted by them. `letters`: how long `sealed` is, so that all together are counted without being read. */
export const boxes: Migration = {
  name: 'boxes',
  async up(database) {
    await createTable(database, 'boxes', { id_hash: 'text', word_hash: 'text', sealed: 'text', letters: 'integer', created_at_ms: 'bigint', expires_at_ms: 'bigint' })
      .addPrimaryKeyConstraint('boxes_pk', ['id_hash']).execute();
    await database.schema.createIndex('boxes_expiry').on('boxes').column('expires_at_ms').execute();
  },
};
