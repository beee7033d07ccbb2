import type { Migration } from '../migrate';
import { createTable } from './create-table';

/** Streams that play. */
export const leases: Migration = {
  name: 'leases',
  async up(database) {
    await createTable(database, 'leases', {
      id: 'text', account_id: 'text', player_key: 'text', player_name: 'text', item: 'text', started_at_ms: 'bigint', beat_at_ms: 'bigint',
      expires_at_ms: 'bigint', ended_at_ms: 'bigint', end_reason: 'text', replaced_by: 'text', is_told: 'integer',
    }).addPrimaryKeyConstraint('leases_pk', ['id']).execute();
    await database.schema.createIndex('leases_account').on('leases').columns(['account_id', 'ended_at_ms', 'started_at_ms']).execute();
    await database.schema.createIndex('leases_ended').on('leases').columns(['ended_at_ms', 'expires_at_ms']).execute();
  },
};
