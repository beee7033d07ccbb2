import { CompiledQuery, PostgresDriver } from 'kysely';
import type { DatabaseConnection, Driver, PostgresDialectConfig, QueryResult, TransactionSettings } from 'kysely';
import { postgresError } from './postgres-error';

/** PostgreSQL's text has no NUL; names and plots from providers sometimes do. */
function withoutNul(value: unknown): unknown {
  return typeof value === 'string' && value.includes('\0') ? value.split('\0').join('') : value;
}

/** A connection whose failures have the store's names. */
class NamedConnection implements DatabaseConnection {
  constructor(readonly inner: DatabaseConnection) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return await this.inner.executeQuery<R>({ ...query, parameters: query.parameters.map(withoutNul) });
    } catch (error) {
      throw postgresError(error);
    }
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    // SQLite cannot offer it beside writes, so no store asks for it.
    throw new Error('streaming is not offered; read in pages');
  }
}

function innerOf(connection: DatabaseConnection): DatabaseConnection {
  return connection instanceof NamedConnection ? connection.inner : connection;
}

/** Kysely's driver for PostgreSQL; what it throws is an AppError of the store. */
export class NamedPostgresDriver implements Driver {
  private readonly inner: Driver;

  constructor(config: PostgresDialectConfig) {
    this.inner = new PostgresDriver(config);
  }

  init(): Promise<void> {
    return this.inner.init();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    try {
      return new NamedConnection(await this.inner.acquireConnection());
    } catch (error) {
      throw postgresError(error);
    }
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return this.inner.beginTransaction(connection, settings);
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return this.inner.commitTransaction(connection);
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return this.inner.rollbackTransaction(connection);
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    return this.inner.releaseConnection(innerOf(connection));
  }

  destroy(): Promise<void> {
    return this.inner.destroy();
  }
}

/** A statement in PostgreSQL's own words. */
export function raw(text: string, parameters: readonly unknown[] = []): CompiledQuery {
  return CompiledQuery.raw(text, [...parameters]);
}
