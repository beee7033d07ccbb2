import { AppError } from '#core/base';
import type { BlobStoragePort, StoragePort } from '#ports';

/**
 * Storage in memory that can die. Writes are logged in order; with `dieAfter` the write of that number and all later
 * ones are lost, as when the process is killed.
 */
export class FakeStorage implements StoragePort {
  readonly values = new Map<string, string>();
  /** Names in the order they were written; removals as `-name`. */
  readonly log: string[] = [];
  /** How many more writes take effect. */
  dieAfter = Infinity;
  /** While true every write rejects with `storage.full`. */
  isFull = false;

  get(key: string): Promise<string | null> {
    return Promise.resolve(this.values.get(key) ?? null);
  }

  set(key: string, value: string): Promise<void> {
    if (this.isFull) return Promise.reject(new AppError('storage.full'));
    if (!this.takes(key)) return new Promise(() => undefined);
    this.values.set(key, value);
    return Promise.resolve();
  }

  remove(key: string): Promise<void> {
    if (!this.takes(`-${key}`)) return new Promise(() => undefined);
    this.values.delete(key);
    return Promise.resolve();
  }

  keys(prefix: string): Promise<readonly string[]> {
    return Promise.resolve(Array.from(this.values.keys()).filter((key) => key.indexOf(prefix) === 0));
  }

  private takes(entry: string): boolean {
    if (this.dieAfter <= 0) return false;
    this.dieAfter -= 1;
    this.log.push(entry);
    return true;
  }
}

/** Blobs in memory, all or none per call. */
export class FakeBlobStorage implements BlobStoragePort {
  readonly values = new Map<string, Uint8Array>();
  isFull = false;

  get(name: string): Promise<Uint8Array | null> {
    return Promise.resolve(this.values.get(name) ?? null);
  }

  setMany(entries: ReadonlyArray<readonly [name: string, value: Uint8Array]>): Promise<void> {
    if (this.isFull) return Promise.reject(new AppError('storage.full'));
    for (const [name, value] of entries) this.values.set(name, value.slice());
    return Promise.resolve();
  }

  remove(names: readonly string[]): Promise<void> {
    for (const name of names) this.values.delete(name);
    return Promise.resolve();
  }

  keys(prefix: string): Promise<readonly string[]> {
    return Promise.resolve(Array.from(this.values.keys()).filter((key) => key.indexOf(prefix) === 0));
  }
}
