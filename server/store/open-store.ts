import { openPostgresStore } from './postgres';
import { openSqliteStore } from './sqlite';
import type { Store } from './store';

/** Where the platform's store is. */
export interface StorePlace {
  /** `postgres://…`; empty: the store is a file. */
  readonly databaseUrl: string;
  /** The file of an embedded store. */
  readonly file: string;
}

/** Opens (and creates or migrates) the store at `place`. Rejects with `storage.broken` and the reason. */
export function openStore(place: StorePlace, nowMs: number): Promise<Store> {
  return place.databaseUrl === '' ? openSqliteStore(place.file, nowMs) : openPostgresStore(place.databaseUrl, nowMs);
}
