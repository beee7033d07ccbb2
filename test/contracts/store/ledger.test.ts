import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import SqliteDatabase from 'better-sqlite3';
import { openSqliteStore } from '#server/store';

test('the database itself refuses to change or delete a line of the ledger', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-ledger-'));
  try {
    const path = join(folder, 'store.sqlite');
    await (await openSqliteStore(path, 0)).close();
    const database = new SqliteDatabase(path);
    database.prepare("insert into ledger (at_ms, account_id, order_id, kind, amount_minor, currency, is_sandbox) values (1, 'a', 'o', 'payment', 5, 'EUR', 0)").run();
    expect(() => database.prepare('update ledger set amount_minor = 500').run()).toThrow('append-only');
    expect(() => database.prepare('delete from ledger').run()).toThrow('append-only');
    expect(database.prepare('select amount_minor from ledger').all()).toEqual([{ amount_minor: 5 }]);
    database.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
