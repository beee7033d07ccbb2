import type { BoxesStore, BoxPut, BoxRow } from '../boxes';
import type { SqlDatabase } from './sql-database';

/** Tables of boxes. */
export interface BoxTables {
  boxes: { id_hash: string; word_hash: string; sealed: string; letters: number; created_at_ms: number; expires_at_ms: number };
}

/** {@link BoxesStore} in SQL. */
export class SqlBoxesStore implements BoxesStore {
  constructor(private readonly database: SqlDatabase) {}

  put(row: BoxRow, mostLetters: number): Promise<BoxPut> {
    return this.database.inTurn('boxes', async (transaction): Promise<BoxPut> => {
      await transaction.deleteFrom('boxes').where('expires_at_ms', '<=', row.createdAtMs).execute();
      if ((await transaction.selectFrom('boxes').select('letters').where('id_hash', '=', row.idHash).executeTakeFirst()) !== undefined) return 'taken';
      const held = await transaction.selectFrom('boxes').select((it) => it.fn.sum<number | string | null>('letters').as('letters')).executeTakeFirst();
      if (Number(held?.letters ?? 0) + row.sealed.length > mostLetters) return 'full';
      await transaction.insertInto('boxes').values({
        id_hash: row.idHash, word_hash: row.wordHash, sealed: row.sealed, letters: row.sealed.length, created_at_ms: row.createdAtMs, expires_at_ms: row.expiresAtMs,
      }).execute();
      return 'kept';
    });
  }

  async byId(idHash: string, nowMs: number): Promise<BoxRow | null> {
    const row = await this.database.selectFrom('boxes').selectAll().where('id_hash', '=', idHash).where('expires_at_ms', '>', nowMs).executeTakeFirst();
    if (row === undefined) return null;
    return { idHash: row.id_hash, wordHash: row.word_hash, sealed: row.sealed, createdAtMs: row.created_at_ms, expiresAtMs: row.expires_at_ms };
  }

  async forget(idHash: string, wordHash: string): Promise<boolean> {
    const gone = await this.database.deleteFrom('boxes').where('id_hash', '=', idHash).where('word_hash', '=', wordHash).executeTakeFirst();
    return gone.numDeletedRows > 0n;
  }

  async deleteExpired(nowMs: number): Promise<number> {
    const gone = await this.database.deleteFrom('boxes').where('expires_at_ms', '<=', nowMs).executeTakeFirst();
    return Number(gone.numDeletedRows);
  }
}
