import { delMany, get, keys, setMany } from 'idb-keyval';
import type { BlobStoragePort } from '#ports';
import type { IdbDatabase } from './idb-database';
import { namesWith } from './idb-storage';

/** BlobStoragePort over IndexedDB, in a database of its own. */
export class IdbBlobs implements BlobStoragePort {
  private readonly database: IdbDatabase;

  constructor(database: IdbDatabase) {
    this.database = database;
  }

  async get(name: string): Promise<Uint8Array | null> {
    const value: unknown = await get(name, this.database.use);
    return value instanceof Uint8Array ? value : null;
  }

  setMany(entries: ReadonlyArray<readonly [name: string, value: Uint8Array]>): Promise<void> {
    // A view into a large buffer would be stored with the whole buffer.
    const own = entries.map(([name, value]): [string, Uint8Array] => [name, value.byteLength === value.buffer.byteLength ? value : value.slice()]);
    return setMany(own, this.database.use);
  }

  remove(names: readonly string[]): Promise<void> {
    return delMany(names.slice(), this.database.use);
  }

  async keys(prefix: string): Promise<readonly string[]> {
    return namesWith(await keys(this.database.use), prefix);
  }
}
