import type { Migration } from '../migrate';
import { createTable } from './create-table';

/** What viewers of an account like, for sets that are new to it. */
export const accountSettings: Migration = {
  name: 'account settings',
  async up(database) {
    await createTable(database, 'account_settings', { account_id: 'text', body: 'text' }).addPrimaryKeyConstraint('account_settings_pk', ['account_id']).execute();
  },
};
