import { AppError } from '#core/base';
import type { BlobStoragePort, StoragePort } from '#ports';
import { storageError } from './storage-failure';

/** StoragePort over localStorage, for engines whose IndexedDB does not open, and for copies. With `null` every write fails by name. */
export class LocalStorage implements StoragePort {
  private readonly store: Storage | null;
  private readonly prefix: string;

  /** `owner` keeps names apart from those of other pages of the same origin. */
  constructor(store: Storage | null, owner = 'hearth') {
    this.store = store;
    this.prefix = `${owner}:`;
  }

  get(key: string): Promise<string | null> {
    return this.attempt((store) => store.getItem(this.prefix + key), null);
  }

  set(key: string, value: string): Promise<void> {
    return this.attempt((store) => {
      store.setItem(this.prefix + key, value);
    });
  }

  remove(key: string): Promise<void> {
    return this.attempt((store) => {
      store.removeItem(this.prefix + key);
    });
  }

  keys(prefix: string): Promise<readonly string[]> {
    return this.attempt((store) => {
      const found: string[] = [];
      for (let i = 0; i < store.length; i += 1) {
        const name = store.key(i);
        if (name !== null && name.indexOf(this.prefix + prefix) === 0) found.push(name.slice(this.prefix.length));
      }
      return found;
    }, []);
  }

  private attempt<T>(action: (store: Storage) => T, absent?: T): Promise<T> {
    const { store } = this;
    if (store === null) {
      return absent === undefined ? Promise.reject(storageError(null, 'local-storage')) : Promise.resolve(absent);
    }
    try {
      return Promise.resolve(action(store));
    } catch (error) {
      return Promise.reject(storageError(error, 'local-storage'));
    }
  }
}

/**
 * BlobStoragePort where there is no room for large values: nothing is kept, every write answers `storage.full`. Settings
 * share localStorage's few megabytes, and a catalogue must not eat them.
 */
export class NoBlobs implements BlobStoragePort {
  get(): Promise<Uint8Array | null> {
    return Promise.resolve(null);
  }

  setMany(): Promise<void> {
    return Promise.reject(new AppError('storage.full', { facts: { store: 'none' } }));
  }

  remove(): Promise<void> {
    return Promise.resolve();
  }

  keys(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }
}
