/**
 * Small values by name: settings, sessions, progress. Values are text; each `set` is durable once its promise resolves.
 * Errors: `storage.full`, `storage.broken`.
 */
export interface StoragePort {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
  remove(key: string): Promise<void>;
  /** Names beginning with `prefix`. */
  keys(prefix: string): Promise<readonly string[]>;
}

/** Large binary values: catalogue snapshots in chunks. Kept apart from settings so that a full store cannot eat them. */
export interface BlobStoragePort {
  get(name: string): Promise<Uint8Array | null>;
  /** Writes several values in one transaction: all or none. */
  setMany(entries: ReadonlyArray<readonly [name: string, value: Uint8Array]>): Promise<void>;
  remove(names: readonly string[]): Promise<void>;
  keys(prefix: string): Promise<readonly string[]>;
}
