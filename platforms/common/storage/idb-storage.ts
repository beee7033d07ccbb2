import { del, get, keys, set } from 'idb-keyval';
import type { StoragePort } from '#ports';
import type { IdbDatabase } from './idb-database';

/** StoragePort over IndexedDB. */
export class IdbStorage implements StoragePort {
  private readonly database: IdbDatabase;

  constructor(database: IdbDatabase) {
    this.database = database;
  }

  async get(key: string): Promise<string | null> {
    const value: unknown = await get(key, this.database.use);
    return typeof value === 'string' ? value : null;
  }

  set(key: string, value: string): Promise<void> {
    return set(key, value, this.database.use);
  }

  remove(key: string): Promise<void> {
    return del(key, this.database.use);
  }

  async keys(prefix: string): Promise<readonly string[]> {
    return namesWith(await keys(this.database.use), prefix);
  }
}

/** The text keys among `names` that begin with `prefix`. */
export function namesWith(names: readonly IDBValidKey[], prefix: string): readonly string[] {
  return names.filter((name): name is string => typeof name === 'string' && name.indexOf(prefix) === 0);
}
