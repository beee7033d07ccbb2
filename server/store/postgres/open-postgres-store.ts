import { PostgresAdapter, PostgresIntrospector } from 'kysely';
import pg from 'pg';
import { AppError } from '#core/base';
import { openStores, SqlDatabase } from '../sql';
import type { Store } from '../store';
import { StorePostgresCompiler } from './postgres-compiler';
import { NamedPostgresDriver, raw } from './postgres-driver';

/** Connections of one node. More than the server's own limit divided by the nodes are refused; fewer let requests wait. */
const CONNECTIONS = 10;
/** How long a request waits for a connection. Longer hangs a viewer, shorter refuses in a burst. */
const CONNECT_TIMEOUT_MS = 5000;
/** Object ids of the types whose numbers come as text: `int8`, `numeric`. The store's numbers are all safe integers or doubles. */
const NUMBERS_AS_TEXT = [20, 1700] as const;

/** Two numbers for `pg_advisory_xact_lock`: one of ours, so that other programs on the server are not in the way, one of the subject. */
const LOCK_CLASS = 0x4865_6172;

function openPool(url: string): pg.Pool {
  const types = new pg.TypeOverrides();
  for (const id of NUMBERS_AS_TEXT) types.setTypeParser(id, Number);
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, application_name: 'hearth', types });
  // A server that goes away breaks connections: idle ones, and those between two queries of a transaction. The next query opens another or fails with its reason.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * Opens (and creates or migrates) the store in a PostgreSQL database, `postgres://user:password@host/database`; several nodes share it.
 * Rejects with `storage.broken` when it cannot be reached, is no database of ours or is newer than this release.
 */
export async function openPostgresStore(url: string, nowMs: number): Promise<Store> {
  const pool = openPool(url);
  const database = new SqlDatabase({
    kind: 'postgres',
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new NamedPostgresDriver({ pool }),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new StorePostgresCompiler(),
    },
    async takeTurn(transaction, subject) {
      await transaction.executeQuery(raw('select pg_advisory_xact_lock($1, hashtext($2))', [LOCK_CLASS, subject]));
    },
  });
  return {
    ...(await openStores(database, nowMs)),
    alone: (name, work) =>
      database.connection().execute(async (connection) => {
        await connection.executeQuery(raw('select pg_advisory_lock($1, hashtext($2))', [LOCK_CLASS, `alone ${name}`]));
        try {
          return await work();
        } finally {
          await connection.executeQuery(raw('select pg_advisory_unlock($1, hashtext($2))', [LOCK_CLASS, `alone ${name}`]));
        }
      }),
    backUp: () =>
      Promise.reject(new AppError('input.invalid', { message: 'The store is in PostgreSQL: copy it with pg_dump, and restore it with pg_restore.' })),
  };
}
