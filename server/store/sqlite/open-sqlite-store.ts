import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { Store } from '../store';
import { BetterSqliteDriver } from './better-sqlite-driver';
import type { Database } from './database';
import { migrate } from './migrate';
import { SqliteAccountsStore } from './sqlite-accounts-store';
import { SqliteCatalogStore } from './sqlite-catalog-store';
import { SqliteDeviceCodesStore } from './sqlite-device-codes-store';
import { SqliteDevicesStore } from './sqlite-devices-store';
import { SqliteFavouritesStore } from './sqlite-favourites-store';
import { SqliteGuideStore } from './sqlite-guide-store';
import { SqliteImportsStore } from './sqlite-imports-store';
import { SqliteLeasesStore } from './sqlite-leases-store';
import { SqliteMoneyStore } from './sqlite-money-store';
import { SqliteOriginsStore } from './sqlite-origins-store';
import { SqlitePinsStore } from './sqlite-pins-store';
import { SqliteProgressStore } from './sqlite-progress-store';
import { SqliteRightsStore } from './sqlite-rights-store';
import { SqliteTokensStore } from './sqlite-tokens-store';
import { storageError } from './storage-error';

/** How long a write waits for another process (an import). Longer freezes every viewer; shorter refuses during a batch. */
const BUSY_TIMEOUT_MS = 3000;

function openHandle(path: string): SqliteDatabase.Database {
  try {
    if (path !== ':memory:') {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      // For its owner alone: it holds the upstream addresses of imports. The files SQLite puts beside it take the same mode.
      closeSync(openSync(path, 'a', 0o600));
    }
    const handle = new SqliteDatabase(path, { timeout: BUSY_TIMEOUT_MS });
    handle.pragma('journal_mode = WAL');
    // FULL: a commit has reached the disk when it returns, which is what "confirmed" promises.
    handle.pragma('synchronous = FULL');
    handle.pragma('cache_size = -32000');
    return handle;
  } catch (error) {
    throw storageError(error);
  }
}

async function copyTo(handle: SqliteDatabase.Database, path: string): Promise<void> {
  try {
    await handle.backup(path);
  } catch (error) {
    throw storageError(error);
  }
}

/**
 * Opens (and creates or migrates) the store in one SQLite file; `:memory:` for tests. Rejects with `storage.broken` when the
 * file is not a store, is newer than this release, or cannot be written.
 */
export async function openSqliteStore(path: string, nowMs: number): Promise<Store> {
  const handle = openHandle(path);
  const database = new Kysely<Database>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new BetterSqliteDriver(handle),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
  try {
    await migrate(database, nowMs);
  } catch (error) {
    await database.destroy();
    throw error;
  }
  return {
    accounts: new SqliteAccountsStore(database),
    devices: new SqliteDevicesStore(database),
    tokens: new SqliteTokensStore(database),
    deviceCodes: new SqliteDeviceCodesStore(database),
    catalog: new SqliteCatalogStore(database),
    guide: new SqliteGuideStore(database),
    progress: new SqliteProgressStore(database),
    favourites: new SqliteFavouritesStore(database),
    imports: new SqliteImportsStore(database),
    origins: new SqliteOriginsStore(database),
    rights: new SqliteRightsStore(database),
    leases: new SqliteLeasesStore(database),
    money: new SqliteMoneyStore(database),
    pins: new SqlitePinsStore(database),
    backUp: (path) => copyTo(handle, path),
    close: () => database.destroy(),
  };
}
