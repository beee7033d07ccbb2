import type { Migration } from '../migrate';
import { createTable } from './create-table';

/** What profiles changed about the channels. */
export const lineups: Migration = {
  name: 'lineups',
  async up(database) {
    await createTable(database, 'profile_lineups', { profile_id: 'text', revision: 'integer', body: 'text' })
      .addPrimaryKeyConstraint('profile_lineups_pk', ['profile_id']).execute();
  },
};
