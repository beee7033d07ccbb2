import type { CreateTableBuilder, Transaction } from 'kysely';
import type { Database } from '../database';

/** Columns by name. */
export type Columns = Readonly<Record<string, 'text' | 'integer' | 'bigint' | 'real'>>;

/** Begins a table whose columns are never null. */
export function createTable(database: Transaction<Database>, name: string, columns: Columns): CreateTableBuilder<string, string> {
  let builder: CreateTableBuilder<string, string> = database.schema.createTable(name);
  for (const [column, type] of Object.entries(columns)) builder = builder.addColumn(column, type, (it) => it.notNull());
  return builder;
}
