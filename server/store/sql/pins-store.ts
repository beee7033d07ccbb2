import type { Kysely } from 'kysely';
import type { PinRow, PinsStore } from '../pins';
import type { Database } from './database';
import type { SqlDatabase } from './sql-database';

const NO_PIN: PinRow = { pinHash: '', failures: 0, lockedUntilMs: 0 };

async function read(database: Kysely<Database>, holderId: string): Promise<PinRow> {
  const row = await database.selectFrom('pins').selectAll().where('holder_id', '=', holderId).executeTakeFirst();
  return row === undefined ? NO_PIN : { pinHash: row.pin_hash, failures: row.failures, lockedUntilMs: row.locked_until_ms };
}

async function write(database: Kysely<Database>, holderId: string, row: PinRow): Promise<void> {
  const columns = { pin_hash: row.pinHash, failures: row.failures, locked_until_ms: row.lockedUntilMs };
  await database
    .insertInto('pins')
    .values({ holder_id: holderId, ...columns })
    .onConflict((conflict) => conflict.column('holder_id').doUpdateSet(columns))
    .execute();
}

/** {@link PinsStore} in SQL. */
export class SqlPinsStore implements PinsStore {
  constructor(private readonly database: SqlDatabase) {}

  get(holderId: string): Promise<PinRow> {
    return read(this.database, holderId);
  }

  async holders(ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const rows = await this.database.selectFrom('pins').select('holder_id').where('holder_id', 'in', ids).where('pin_hash', '!=', '').execute();
    return new Set(rows.map((row) => row.holder_id));
  }

  put(holderId: string, row: PinRow): Promise<void> {
    return this.database.inTurn(`pin ${holderId}`, (transaction) => write(transaction, holderId, row));
  }

  begin(holderId: string, isOpen: (row: PinRow) => boolean, count: (row: PinRow) => PinRow): Promise<{ readonly row: PinRow; readonly isCounted: boolean }> {
    return this.database.inTurn(`pin ${holderId}`, async (transaction) => {
      const row = await read(transaction, holderId);
      const isCounted = isOpen(row);
      if (isCounted) await write(transaction, holderId, count(row));
      return { row, isCounted };
    });
  }
}
