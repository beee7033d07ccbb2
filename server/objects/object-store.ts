import type { Readable } from 'node:stream';

/** Bytes of an object from `start` to `end`, both included. */
export interface ObjectRange {
  readonly start: number;
  readonly end: number;
}

/** An object that is read; whoever has it reads it to the end or destroys it. */
export interface StoredObject {
  /** Of the whole object. */
  readonly size: number;
  readonly body: Readable;
}

/**
 * Where large things are kept: parts of recordings, files behind the catalogue, copies. Keys are words divided by slashes (`recordings/ab12/0-4.ts`),
 * of letters, digits, dot, dash and underscore; any other is refused with `input.invalid`. Failures reject with `storage.broken` or `storage.full`.
 */
export interface ObjectStore {
  /** Stores or replaces, whole or not at all; it has reached the store's disk when the promise resolves. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Size of an object; `null` without one. */
  size(key: string): Promise<number | null>;
  /** Opens an object, or a part of it that lies inside; `null` without one. */
  open(key: string, range?: ObjectRange): Promise<StoredObject | null>;
  /** A whole small object; `null` without one. */
  read(key: string): Promise<Uint8Array | null>;
  /** Keys that begin with `prefix`, in no order, in pages. */
  list(prefix: string): AsyncIterable<readonly string[]>;
  /** Removes what is there of these. */
  remove(keys: readonly string[]): Promise<void>;
}
