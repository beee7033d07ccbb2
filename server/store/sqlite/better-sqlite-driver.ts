import type { Database as SqliteConnectionHandle, Statement } from 'better-sqlite3';
import { CompiledQuery } from 'kysely';
import type { DatabaseConnection, Driver, QueryResult } from 'kysely';
import { storageError } from './storage-error';

/** Prepared statements kept. Smaller: hot queries are compiled again; larger: memory for statements nobody repeats. */
const STATEMENT_CACHE_SIZE = 200;

class StatementConnection implements DatabaseConnection {
  private readonly statements = new Map<string, Statement>();

  constructor(private readonly handle: SqliteConnectionHandle) {}

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      const statement = this.prepare(query.sql);
      if (statement.reader) return Promise.resolve({ rows: statement.all(...query.parameters) as R[] });
      const { changes, lastInsertRowid } = statement.run(...query.parameters);
      return Promise.resolve({ rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) });
    } catch (error) {
      return Promise.reject(storageError(error));
    }
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    // An open cursor forbids every write on the connection; stores read in pages instead.
    throw new Error('streaming is not offered; read in pages');
  }

  private prepare(sql: string): Statement {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.handle.prepare(sql);
    if (this.statements.size >= STATEMENT_CACHE_SIZE) {
      for (const oldest of this.statements.keys()) {
        this.statements.delete(oldest);
        break;
      }
    }
    this.statements.set(sql, statement);
    return statement;
  }
}

/**
 * Kysely driver over one better-sqlite3 connection. One user at a time: a transaction keeps the others waiting. Transactions
 * begin IMMEDIATE, so that two processes never deadlock on upgrading a read lock.
 */
export class BetterSqliteDriver implements Driver {
  private readonly connection: StatementConnection;
  private queue: Promise<void> = Promise.resolve();
  private release: () => void = () => undefined;

  constructor(private readonly handle: SqliteConnectionHandle) {
    this.connection = new StatementConnection(handle);
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.queue;
    let release: () => void = () => undefined;
    this.queue = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    this.release = release;
    return this.connection;
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // SQLite has already rolled back by itself after a full disk or an I/O error.
    if (this.handle.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  releaseConnection(): Promise<void> {
    this.release();
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    this.handle.close();
    return Promise.resolve();
  }
}
