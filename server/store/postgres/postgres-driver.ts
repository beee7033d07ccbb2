import { CompiledQuery, PostgresDriver } from 'kysely';
import type { DatabaseConnection, PostgresDialectConfig, QueryResult } from 'kysely';
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
    throw new Error('streaming is not offered; read in pages');
  }
}

/** Kysely's driver for PostgreSQL; what it throws is an AppError of the store. */
export class NamedPostgresDriver extends PostgresDriver {
  private readonly named = new WeakMap<DatabaseConnection, NamedConnection>();

  constructor(config: PostgresDialectConfig) {
    super(config);
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    try {
      const inner = await super.acquireConnection();
      const known = this.named.get(inner) ?? new NamedConnection(inner);
      this.named.set(inner, known);
      return known;
    } catch (error) {
      throw postgresError(error);
    }
  }

  override async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const inner = connection instanceof NamedConnection ? connection.inner : connection;
    await super.releaseConnection(inner as Parameters<PostgresDriver['releaseConnection']>[0]);
  }
}

/** The same for a statement that is no query of Kysely's. */
export function raw(text: string, parameters: readonly unknown[] = []): CompiledQuery {
  return CompiledQuery.raw(text, [...parameters]);
}
