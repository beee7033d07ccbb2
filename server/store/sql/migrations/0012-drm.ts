import type { Migration } from '../migrate';
import { createTable } from './create-table';

/** What is protected, and by which keys. */
export const drm: Migration = {
  name: 'drm',
  async up(database) {
    await createTable(database, 'drm_titles', { kind: 'text', item_id: 'integer', systems: 'text' }).addPrimaryKeyConstraint('drm_titles_pk', ['kind', 'item_id']).execute();
    await createTable(database, 'drm_keys', { kind: 'text', item_id: 'integer', key_id: 'text', sealed_key: 'text' })
      .addPrimaryKeyConstraint('drm_keys_pk', ['kind', 'item_id', 'key_id']).execute();
  },
};
