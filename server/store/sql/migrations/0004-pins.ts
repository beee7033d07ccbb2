import type { Migration } from '../migrate';
import { createTable } from './create-table';

/** PINs of households and profiles, with their wrong tries. */
export const pins: Migration = {
  name: 'pins',
  async up(database) {
    await createTable(database, 'pins', { holder_id: 'text', pin_hash: 'text', failures: 'integer', locked_until_ms: 'bigint' })
      .addPrimaryKeyConstraint('pins_pk', ['holder_id'])
      .execute();
  },
};
