import type { LogPort, StoragePort } from '#ports';
import { readStored, writeStored } from './stored-json';

/** One stored value whose writes never overtake each other. */
export interface StoredCell {
  /** The stored value, unjudged; `null` when there is none. */
  read(): Promise<unknown>;
  /**
   * Writes what `value` gives at the time of writing. An idle cell hands it to the storage before the call returns, since an app
   * on its way to the background gets no second chance; calls made while a write runs share the next one. Resolves when a value
   * at least as new is durable; rejects with `storage.*`.
   */
  write(value: () => unknown): Promise<void>;
  /** Removes the value, after the writes before it. */
  clear(): Promise<void>;
}

/** Makes a cell over one key. */
export function createStoredCell(storage: StoragePort, log: LogPort, key: string): StoredCell {
  let running: Promise<void> = Promise.resolve();
  let isBusy = false;
  let next: Promise<void> | null = null;
  let latest: () => unknown = () => null;

  /** Puts a write at the end of the chain; its failure belongs to those who asked for it, the chain goes on. */
  const enqueue = (mine: Promise<void>): Promise<void> => {
    isBusy = true;
    const settled = mine.then(
      () => undefined,
      () => undefined,
    );
    running = settled;
    void settled.then(() => {
      if (running === settled) isBusy = false;
    });
    return mine;
  };
  const write = (value: () => unknown): Promise<void> => {
    latest = value;
    if (!isBusy) return enqueue(writeStored(storage, key, value()));
    if (next !== null) return next;
    next = enqueue(
      running.then(() => {
        next = null;
        return writeStored(storage, key, latest());
      }),
    );
    return next;
  };

  return {
    read: () => readStored(storage, log, key),
    write,
    clear() {
      next = null;
      return enqueue(running.then(() => storage.remove(key)));
    },
  };
}
