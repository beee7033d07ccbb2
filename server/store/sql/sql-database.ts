import { Kysely } from 'kysely';
import type { Dialect, Transaction } from 'kysely';
import type { Database } from './database';

/** Which SQL is spoken, where the difference shows. */
export type SqlKind = 'sqlite' | 'postgres';

/** What a database is opened with. */
export interface SqlDatabaseOptions {
  readonly kind: SqlKind;
  readonly dialect: Dialect;
  /** Waits until no other transaction holds `subject`, and holds it until this one ends. */
  takeTurn(transaction: Transaction<Database>, subject: string): Promise<void>;
}

/** The tables, and a way to let those wait for each other who change the same thing. */
export class SqlDatabase extends Kysely<Database> {
  readonly kind: SqlKind;
  /** Waits, inside a transaction, until no other holds `subject`; for a second subject, asked for in the same order everywhere. */
  readonly takeTurn: SqlDatabaseOptions['takeTurn'];

  constructor({ kind, dialect, takeTurn }: SqlDatabaseOptions) {
    super({ dialect });
    this.kind = kind;
    this.takeTurn = takeTurn;
  }

  /**
   * Runs `work` in a transaction. Those with the same `subject` run one after the other, in all processes: what `work` reads stays true
   * until it has written. Not to be nested.
   */
  inTurn<T>(subject: string, work: (transaction: Transaction<Database>) => Promise<T>): Promise<T> {
    return this.transaction().execute(async (transaction) => {
      await this.takeTurn(transaction, subject);
      return work(transaction);
    });
  }
}
