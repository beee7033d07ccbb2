import type { Kysely } from 'kysely';
import type { LimitsStore, ProfileLimitsRow } from '../limits';
import type { Database } from './database';
import type { SqlDatabase } from './sql-database';

async function read(database: Kysely<Database>, profileId: string): Promise<ProfileLimitsRow> {
  const row = await database.selectFrom('profile_limits').selectAll().where('profile_id', '=', profileId).executeTakeFirst();
  if (row === undefined) return { parental: null, time: null, changedAtMs: 0 };
  return { parental: row.parental === '' ? null : row.parental, time: row.watch_time === '' ? null : row.watch_time, changedAtMs: row.changed_at_ms };
}

/** {@link LimitsStore} in SQL. */
export class SqlLimitsStore implements LimitsStore {
  constructor(private readonly database: SqlDatabase) {}

  get(profileId: string): Promise<ProfileLimitsRow> {
    return read(this.database, profileId);
  }

  async put(profileId: string, parts: Partial<Pick<ProfileLimitsRow, 'parental' | 'time'>>, nowMs: number): Promise<void> {
    await this.database.inTurn(`limits ${profileId}`, async (transaction) => {
      const row = { ...(await read(transaction, profileId)), ...parts };
      const columns = { parental: row.parental ?? '', watch_time: row.time ?? '', changed_at_ms: nowMs };
      await transaction
        .insertInto('profile_limits')
        .values({ profile_id: profileId, ...columns })
        .onConflict((conflict) => conflict.column('profile_id').doUpdateSet(columns))
        .execute();
    });
  }
}
