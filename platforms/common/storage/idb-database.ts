import type { UseStore } from 'idb-keyval';
import type { LogPort } from '#ports';
import { storageError } from './storage-failure';

/** The one object store in each of our databases. */
const STORE = 'values';

/** What a database needs. */
export interface IdbDatabaseDependencies {
  readonly indexedDB: IDBFactory;
  readonly log: LogPort;
}

/**
 * One IndexedDB database with one key-value store, opened at first use. It opens again after the engine has closed it,
 * gives way to another instance of the app that wants to upgrade, and is made anew once when it cannot be opened: flash
 * that lost power leaves databases behind which answer every call with UnknownError (tv-platforms 3.9).
 */
export class IdbDatabase {
  /** For idb-keyval: runs a callback inside a transaction. Rejects with `storage.full` or `storage.broken`. */
  readonly use: UseStore;
  private readonly name: string;
  private readonly dependencies: IdbDatabaseDependencies;
  private opening: Promise<IDBDatabase> | null = null;

  constructor(name: string, dependencies: IdbDatabaseDependencies) {
    this.name = name;
    this.dependencies = dependencies;
    this.use = (mode, callback) => this.transact(mode, callback);
  }

  private async transact<T>(mode: IDBTransactionMode, callback: (store: IDBObjectStore) => T | PromiseLike<T>): Promise<T> {
    let failure: unknown = null;
    try {
      const store = await this.begin(mode);
      // idb-keyval rejects with the transaction's error, which is still empty when a request's error bubbles up.
      store.transaction.addEventListener('error', (event) => {
        failure = event.target instanceof IDBRequest ? event.target.error : failure;
      });
      return await callback(store);
    } catch (error) {
      throw storageError(error ?? failure, this.name);
    }
  }

  private async begin(mode: IDBTransactionMode): Promise<IDBObjectStore> {
    try {
      return startTransaction(await this.open(), mode);
    } catch (error) {
      if (!isClosedError(error)) throw error;
      // The connection was closed behind our back (standby, storage pressure): once more with a new one.
      this.opening = null;
      return startTransaction(await this.open(), mode);
    }
  }

  private open(): Promise<IDBDatabase> {
    if (this.opening === null) {
      const opening = this.openOrRebuild();
      this.opening = opening;
      opening.then(
        (database) => {
          const forget = (): void => {
            if (this.opening === opening) this.opening = null;
          };
          database.onclose = forget;
          database.onversionchange = () => {
            forget();
            database.close();
          };
        },
        () => {
          if (this.opening === opening) this.opening = null;
        },
      );
    }
    return this.opening;
  }

  private async openOrRebuild(): Promise<IDBDatabase> {
    const { indexedDB, log } = this.dependencies;
    try {
      return await openDatabase(indexedDB, this.name);
    } catch (error) {
      const reason = storageError(error, this.name);
      if (reason.code === 'storage.full') throw reason;
      log.write('warn', 'storage: a database could not be opened and is made anew', { ...reason.facts });
      await deleteDatabase(indexedDB, this.name);
      return openDatabase(indexedDB, this.name);
    }
  }
}

function startTransaction(database: IDBDatabase, mode: IDBTransactionMode): IDBObjectStore {
  // Strict: a confirmed write must survive the set's power switch. Old engines ignore the option and are strict anyway.
  const transaction = mode === 'readwrite' ? database.transaction(STORE, mode, { durability: 'strict' }) : database.transaction(STORE, mode);
  return transaction.objectStore(STORE);
}

function isClosedError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'InvalidStateError';
}

function openDatabase(indexedDB: IDBFactory, name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE);
    };
    request.onsuccess = () => {
      // A database of that name without our store was left half made.
      if (request.result.objectStoreNames.contains(STORE)) {
        resolve(request.result);
        return;
      }
      request.result.close();
      reject(new Error('store missing'));
    };
    request.onerror = () => {
      reject(request.error ?? new Error('open failed'));
    };
  });
}

function deleteDatabase(indexedDB: IDBFactory, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => {
      resolve();
    };
    request.onerror = () => {
      reject(request.error ?? new Error('delete failed'));
    };
  });
}
