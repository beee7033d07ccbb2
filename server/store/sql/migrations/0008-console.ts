import type { Migration } from '../migrate';
import { createTable } from './create-table';

/** Operators of the console, their sign-ins and changes, and what they set. */
export const operatorConsole: Migration = {
  name: 'console',
  async up(database) {
    await createTable(database, 'operators', {
      id: 'text', name: 'text', name_folded: 'text', password_hash: 'text', role: 'text', is_active: 'integer', created_at_ms: 'bigint',
    }).addPrimaryKeyConstraint('operators_pk', ['id']).addUniqueConstraint('operators_name', ['name_folded']).execute();
    await createTable(database, 'console_sessions', { hash: 'text', operator_id: 'text', created_at_ms: 'bigint', expires_at_ms: 'bigint' })
      .addPrimaryKeyConstraint('console_sessions_pk', ['hash']).execute();
    await database.schema.createTable('audit')
      .addColumn('sequence', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('at_ms', 'bigint', (column) => column.notNull())
      .addColumn('operator_id', 'text', (column) => column.notNull())
      .addColumn('operator_name', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('detail', 'text', (column) => column.notNull())
      .execute();
    await createTable(database, 'settings', { key: 'text', value: 'text' }).addPrimaryKeyConstraint('settings_pk', ['key']).execute();
    await createTable(database, 'catalog_edits', {
      item_id: 'integer', source_id: 'text', kind: 'text', name: 'text', number: 'integer', picture: 'text', plot: 'text', is_hidden: 'integer',
      own_name: 'text', own_number: 'integer', own_picture: 'text', own_plot: 'text',
    }).addPrimaryKeyConstraint('catalog_edits_pk', ['item_id']).execute();
    await database.schema.createIndex('catalog_edits_source').on('catalog_edits').columns(['source_id']).execute();
    await database.schema.createIndex('ledger_time').on('ledger').columns(['at_ms']).execute();
    await database.schema.createIndex('leases_started').on('leases').columns(['started_at_ms']).execute();
  },
};
