import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { openStores, SqlDatabase } from '../sql';
import type { Store } from '../store';
import { BetterSqliteDriver } from './better-sqlite-driver';
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
  const database = new SqlDatabase({
    kind: 'sqlite',
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new BetterSqliteDriver(handle),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
    // Transactions begin immediate: every one waits for every other.
    takeTurn: () => Promise.resolve(),
  });
  return {
    ...(await openStores(database, nowMs)),
    // One file has one node.
    alone: (_name, work) => work(),
    backUp: (path) => copyTo(handle, path),
  };
}
