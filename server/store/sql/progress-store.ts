import type { Selectable } from 'kysely';
import type { ProgressRow, ProgressStore } from '../viewing';
import type { Database } from './database';
import { fromFlag, toFlag } from './flags';
import type { SqlDatabase } from './sql-database';

function progressOf(row: Selectable<Database['progress']>): ProgressRow {
  return {
    key: row.key,
    positionMs: row.position_ms,
    durationMs: row.duration_ms,
    updatedAtMs: row.updated_at_ms,
    isFinished: fromFlag(row.is_finished),
    parentId: row.parent_id,
  };
}

/** {@link ProgressStore} in SQL. */
export class SqlProgressStore implements ProgressStore {
  constructor(private readonly database: SqlDatabase) {}

  async merge(profileId: string, rows: readonly ProgressRow[]): Promise<void> {
    if (rows.length === 0) return;
    await this.database.inTurn(`progress ${profileId}`, async (transaction) => {
      for (const row of rows) {
        const changing = {
          position_ms: row.positionMs,
          duration_ms: row.durationMs,
          updated_at_ms: row.updatedAtMs,
          is_finished: toFlag(row.isFinished),
          parent_id: row.parentId,
        };
        await transaction
          .insertInto('progress')
          .values({ profile_id: profileId, key: row.key, ...changing })
          .onConflict((conflict) =>
            conflict.columns(['profile_id', 'key']).doUpdateSet(changing).where('progress.updated_at_ms', '<=', row.updatedAtMs),
          )
          .execute();
      }
    });
  }

  async list(profileId: string): Promise<readonly ProgressRow[]> {
    const query = this.database.selectFrom('progress').selectAll().where('profile_id', '=', profileId);
    return (await query.orderBy('updated_at_ms', 'desc').orderBy('key').execute()).map(progressOf);
  }

  async newest(profileIds: readonly string[], kinds: readonly string[]): Promise<ProgressRow | null> {
    if (profileIds.length === 0 || kinds.length === 0) return null;
    const row = await this.database
      .selectFrom('progress')
      .selectAll()
      .where('profile_id', 'in', profileIds)
      .where((where) => where.or(kinds.map((kind) => where('key', 'like', `${kind}%`))))
      .orderBy('updated_at_ms', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : progressOf(row);
  }
}
