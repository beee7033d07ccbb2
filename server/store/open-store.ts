import { openPostgresStore } from './postgres';
import { openRedisLeases } from './redis';
import { openSqliteStore } from './sqlite';
import type { Store } from './store';

/** Where the platform's store is. */
export interface StorePlace {
  /** `postgres://…`; empty: the store is a file. */
  readonly databaseUrl: string;
  /** The file of an embedded store. */
  readonly file: string;
  /** `redis://…`, where streams at once are counted; empty: in the store. */
  readonly redisUrl: string;
}

/** Opens (and creates or migrates) the store at `place`. Rejects with `storage.broken` and the reason. */
export async function openStore(place: StorePlace, nowMs: number): Promise<Store> {
  const store = await (place.databaseUrl === '' ? openSqliteStore(place.file, nowMs) : openPostgresStore(place.databaseUrl, nowMs));
  if (place.redisUrl === '') return store;
  try {
    const redis = await openRedisLeases(place.redisUrl);
    return { ...store, leases: redis.leases, close: () => Promise.all([redis.close(), store.close()]).then(() => undefined) };
  } catch (error) {
    await store.close();
    throw error;
  }
}
