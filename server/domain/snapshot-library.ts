import type { Readable } from 'node:stream';

/** A packed file that is there. */
export interface ServedFile {
  /** Names its bytes: equal tags, equal bytes. Letters, digits, `-` and `_`. */
  readonly tag: string;
  /** Length of the packed file. */
  readonly packedBytes: number;
  /** Its framed bytes, gzip. Rejects when the file is gone. */
  open(): Promise<Readable>;
}

/** A snapshot that is there. */
export type ServedSnapshot = ServedFile;

/** The catalogue as binary snapshots: what `server/snapshots` offers, and `/api/v1/catalog/snapshot` serves. */
export interface SnapshotLibrary {
  /**
   * The snapshot of the catalogue as it is, for accounts that see adult rows or not. Made when there is none; whoever asks
   * meanwhile waits for the same one. Rejects with `storage.*`.
   */
  current(includesAdult: boolean): Promise<ServedSnapshot>;
  /**
   * How to make `target` of the snapshot with the tag `baseTag`: framed, gzip. `null` when that one is gone or the difference is not
   * much shorter than the whole.
   */
  delta(baseTag: string, target: ServedSnapshot): Promise<Buffer | null>;
  /**
   * The search index of the snapshot with the tag `snapshotTag`, made when there is none; it says inside which catalogue it is of. `null` when
   * that snapshot is gone, or is not one for accounts that see adult rows or not. Rejects with `storage.*`.
   */
  searchIndex(snapshotTag: string, includesAdult: boolean): Promise<ServedFile | null>;
  /** Makes what is missing, search indexes included, for ordinary accounts and every other kind that asked before, so that nobody has to wait for it. */
  prepare(): Promise<void>;
  /** Ends running work and waits for it. */
  close(): Promise<void>;
}
