import type { Migration } from '../migrate';
import { createTable } from './create-table';

/** Sets that ask an operator for help. */
export const support: Migration = {
  name: 'support',
  async up(database) {
    await createTable(database, 'support_cases', {
      id: 'text', code: 'text', account_id: 'text', device_name: 'text', diagnostics: 'text', opened_at_ms: 'bigint', expires_at_ms: 'bigint', seen_by: 'text', fix: 'text', fix_number: 'integer',
      answer: 'text', answered_at_ms: 'bigint',
    }).addPrimaryKeyConstraint('support_cases_pk', ['id']).addUniqueConstraint('support_cases_code', ['code']).execute();
  },
};
