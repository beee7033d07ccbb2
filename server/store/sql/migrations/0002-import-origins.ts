import type { Migration } from '../migrate';

/** Where imported sources come from, and how the last look went. */
export const importOrigins: Migration = {
  name: 'import-origins',
  async up(database) {
    await database.schema
      .createTable('import_origins')
      .addColumn('source_id', 'text', (column) => column.notNull())
      .addColumn('format', 'text', (column) => column.notNull())
      .addColumn('location', 'text', (column) => column.notNull())
      .addColumn('part_of', 'text', (column) => column.notNull())
      .addColumn('etag', 'text', (column) => column.notNull())
      .addColumn('last_modified', 'text', (column) => column.notNull())
      .addColumn('content_mark', 'text', (column) => column.notNull())
      .addColumn('checked_at_ms', 'bigint', (column) => column.notNull())
      .addColumn('due_at_ms', 'bigint', (column) => column.notNull())
      .addColumn('report', 'text', (column) => column.notNull())
      .addColumn('failure', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('import_origins_pk', ['source_id'])
      .execute();
  },
};
