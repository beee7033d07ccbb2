import type { Migration } from '../migrate';
import { createTable } from './create-table';

/** What parents set for profiles. */
export const limits: Migration = {
  name: 'limits',
  async up(database) {
    await createTable(database, 'profile_limits', { profile_id: 'text', parental: 'text', watch_time: 'text', changed_at_ms: 'bigint' })
      .addPrimaryKeyConstraint('profile_limits_pk', ['profile_id']).execute();
  },
};
