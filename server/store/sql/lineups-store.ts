import type { Kysely } from 'kysely';
import type { LineupRow, LineupsStore } from '../lineups';
import type { Database } from './database';
import type { SqlDatabase } from './sql-database';

async function read(database: Kysely<Database>, profileId: string): Promise<LineupRow> {
  const row = await database.selectFrom('profile_lineups').select(['revision', 'body']).where('profile_id', '=', profileId).executeTakeFirst();
  return row ?? { revision: 0, body: '' };
}

/** {@link LineupsStore} in SQL. */
export class SqlLineupsStore implements LineupsStore {
  constructor(private readonly database: SqlDatabase) {}

  get(profileId: string): Promise<LineupRow> {
    return read(this.database, profileId);
  }

  put(profileId: string, revision: number, body: string): Promise<number | null> {
    return this.database.inTurn(`lineup ${profileId}`, async (transaction) => {
      if ((await read(transaction, profileId)).revision !== revision) return null;
      const columns = { revision: revision + 1, body };
      await transaction
        .insertInto('profile_lineups')
        .values({ profile_id: profileId, ...columns })
        .onConflict((conflict) => conflict.column('profile_id').doUpdateSet(columns))
        .execute();
      return columns.revision;
    });
  }
}
