import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#core/base';
import { STORE_FILE } from '#server/config';
import { checkSqliteFile, isSqliteStoreInUse } from '#server/store';
import type { Store } from '#server/store';

const SECRET_FILE = 'secret.key';
/** Written last: a folder without it is no backup. */
const MARK_FILE = 'backup.json';

function problem(message: string): AppError {
  return new AppError('input.invalid', { message });
}

/** Reads a copy through, and takes away what SQLite puts beside a file it has read. */
function check(path: string): void {
  checkSqliteFile(path);
  for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
}

/**
 * Copies store and secret into a new folder, readable by its owner alone, while the server runs: the copy is the store at one moment. A
 * backup that breaks off is left as `<folder>.part`. Rejects with `input.invalid` when the folder holds something.
 */
export async function backUp(store: Store, dataDir: string, folder: string, nowMs: number): Promise<string> {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw problem(`${folder} holds something; name a new folder`);
  const draft = `${folder}.part`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const copy = join(draft, STORE_FILE);
  writeFileSync(copy, '', { mode: 0o600 });
  await store.backUp(copy);
  check(copy);
  copyFileSync(join(dataDir, SECRET_FILE), join(draft, SECRET_FILE));
  writeFileSync(join(draft, MARK_FILE), `${JSON.stringify({ product: 'hearth', atMs: nowMs })}\n`, { mode: 0o600 });
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
  return `Backed up to ${folder}. Whoever can read it can use this platform: keep it as you keep passwords.`;
}

/**
 * Puts a backup in place of the data folder's store. What was there is kept beside it under another name. Throws `input.invalid` when the
 * folder is no whole backup or the server is running, `storage.broken` when the copy is damaged.
 */
export function restore(dataDir: string, folder: string, nowMs: number): string {
  if (!existsSync(join(folder, MARK_FILE))) throw problem(`${folder} is no whole backup`);
  const target = join(dataDir, STORE_FILE);
  if (isSqliteStoreInUse(target)) throw problem('the server is running; stop it first');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const fresh = `${target}.new`;
  copyFileSync(join(folder, STORE_FILE), fresh);
  check(fresh);
  const aside = `before-restore-${new Date(nowMs).toISOString().replace(/[:.]/g, '-')}`;
  for (const name of [STORE_FILE, `${STORE_FILE}-wal`, `${STORE_FILE}-shm`, SECRET_FILE]) {
    if (existsSync(join(dataDir, name))) renameSync(join(dataDir, name), join(dataDir, `${aside}-${name}`));
  }
  copyFileSync(join(folder, SECRET_FILE), join(dataDir, SECRET_FILE));
  renameSync(fresh, target);
  return `Restored from ${folder}. What was there before is in ${dataDir} under names that begin with ${aside}.`;
}
