import type { Selectable } from 'kysely';
import type { OriginFailure, OriginFormat, OriginReport, OriginRow, OriginsStore } from '../origins';
import type { Database } from './database';
import type { SqlDatabase } from './sql-database';

// The JSON texts below are written by this file and by nothing else.

function originOf(row: Selectable<Database['import_origins']>): OriginRow {
  return {
    sourceId: row.source_id,
    format: row.format as OriginFormat,
    location: row.location,
    partOf: row.part_of,
    etag: row.etag,
    lastModified: row.last_modified,
    contentMark: row.content_mark,
    checkedAtMs: row.checked_at_ms,
    dueAtMs: row.due_at_ms,
    report: row.report === '' ? null : (JSON.parse(row.report) as OriginReport),
    failure: row.failure === '' ? null : (JSON.parse(row.failure) as OriginFailure),
  };
}

function columnsOf(row: OriginRow): Omit<Selectable<Database['import_origins']>, 'source_id'> {
  return {
    format: row.format,
    location: row.location,
    part_of: row.partOf,
    etag: row.etag,
    last_modified: row.lastModified,
    content_mark: row.contentMark,
    checked_at_ms: row.checkedAtMs,
    due_at_ms: row.dueAtMs,
    report: row.report === null ? '' : JSON.stringify(row.report),
    failure: row.failure === null ? '' : JSON.stringify(row.failure),
  };
}

/** {@link OriginsStore} in SQL. */
export class SqlOriginsStore implements OriginsStore {
  constructor(private readonly database: SqlDatabase) {}

  async list(): Promise<readonly OriginRow[]> {
    return (await this.database.selectFrom('import_origins').selectAll().orderBy('source_id').execute()).map(originOf);
  }

  async get(sourceId: string): Promise<OriginRow | null> {
    const row = await this.database.selectFrom('import_origins').selectAll().where('source_id', '=', sourceId).executeTakeFirst();
    return row === undefined ? null : originOf(row);
  }

  async put(row: OriginRow): Promise<void> {
    const columns = columnsOf(row);
    const query = this.database.insertInto('import_origins').values({ source_id: row.sourceId, ...columns });
    await query.onConflict((conflict) => conflict.column('source_id').doUpdateSet(columns)).execute();
  }

  claimDue(nowMs: number, againAtMs: number): Promise<OriginRow | null> {
    return this.database.inTurn('import origins', async (transaction) => {
      const row = await transaction
        .selectFrom('import_origins')
        .selectAll()
        .where('due_at_ms', '>', 0)
        .where('due_at_ms', '<=', nowMs)
        .orderBy('due_at_ms')
        .orderBy('source_id')
        .limit(1)
        .executeTakeFirst();
      if (row === undefined) return null;
      await transaction.updateTable('import_origins').set({ due_at_ms: againAtMs }).where('source_id', '=', row.source_id).execute();
      return { ...originOf(row), dueAtMs: againAtMs };
    });
  }
}
