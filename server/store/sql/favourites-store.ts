import type { FavouritesStore } from '../viewing';
import type { SqlDatabase } from './sql-database';

/** {@link FavouritesStore} in SQL. */
export class SqlFavouritesStore implements FavouritesStore {
  constructor(private readonly database: SqlDatabase) {}

  async replace(profileId: string, keys: readonly string[]): Promise<void> {
    await this.database.inTurn(`favourites ${profileId}`, async (transaction) => {
      await transaction.deleteFrom('favourites').where('profile_id', '=', profileId).execute();
      const rows = keys.map((key, position) => ({ profile_id: profileId, position, key }));
      if (rows.length > 0) await transaction.insertInto('favourites').values(rows).execute();
    });
  }

  async list(profileId: string): Promise<readonly string[]> {
    const query = this.database.selectFrom('favourites').select('key').where('profile_id', '=', profileId).orderBy('position');
    return (await query.execute()).map((row) => row.key);
  }
}
