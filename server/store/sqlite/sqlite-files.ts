import SqliteDatabase from 'better-sqlite3';
import { storageError } from './storage-error';

/** Whether another process has the store open. A store that is not there is open nowhere. */
export function isSqliteStoreInUse(path: string): boolean {
  let handle: SqliteDatabase.Database | null = null;
  try {
    handle = new SqliteDatabase(path, { timeout: 0, fileMustExist: true });
    // Whoever has it open holds a shared lock for as long; this asks for the only one.
    handle.pragma('locking_mode = exclusive');
    handle.exec('begin immediate; rollback');
    return false;
  } catch (error) {
    const code: unknown = typeof error === 'object' && error !== null ? (error as { code?: unknown }).code : undefined;
    if (code === 'SQLITE_CANTOPEN') return false;
    if (typeof code === 'string' && code.startsWith('SQLITE_BUSY')) return true;
    throw storageError(error);
  } finally {
    handle?.close();
  }
}

/** Reads a store's file through; throws `storage.broken` when it is damaged or none. */
export function checkSqliteFile(path: string): void {
  let handle: SqliteDatabase.Database | null = null;
  try {
    handle = new SqliteDatabase(path, { readonly: true, fileMustExist: true });
    const [row] = handle.pragma('integrity_check') as ReadonlyArray<{ readonly integrity_check: string }>;
    if (row?.integrity_check !== 'ok') throw new Error(row?.integrity_check ?? 'no answer');
    handle.prepare('select max(version) from schema_versions').get();
  } catch (error) {
    throw storageError(error);
  } finally {
    handle?.close();
  }
}
