/** Formats an importer reads. */
export type OriginFormat = 'm3u' | 'xmltv' | 'xtream' | 'folder';

/** What the last look at an origin that brought something came to; plain numbers, no addresses. */
export interface OriginReport {
  /** Rows kept, by kind: `channels`, `movies`, `series`, `episodes`, `categories`, `programmes`. Kinds without any are left out. */
  readonly kept: Readonly<Record<string, number>>;
  /** Lines or rows left out or not whole, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** The answer ended before it was complete; what came before was kept. */
  readonly isCut: boolean;
  /** Unpacked. */
  readonly bytes: number;
  readonly elapsedMs: number;
}

/** Why the last look failed. The message names a host at most. */
export interface OriginFailure {
  readonly code: string;
  readonly message: string;
  readonly atMs: number;
  /** Failures in a row, this one included. */
  readonly count: number;
}

/** Where an imported source comes from, so that it can be asked again. */
export interface OriginRow {
  readonly sourceId: string;
  readonly format: OriginFormat;
  /** A file or an address. Addresses hold credentials: never to be logged, printed or answered. */
  readonly location: string;
  /** Source this one came with (the guide of an Xtream line) and is refreshed with; empty: it stands for itself. */
  readonly partOf: string;
  /** What the server gave to ask with next time; empty without. */
  readonly etag: string;
  readonly lastModified: string;
  /** Names what was read last: reader version and a hash of the bytes; empty before the first success. */
  readonly contentMark: string;
  /** Last look that was answered, changed or not; 0 never. */
  readonly checkedAtMs: number;
  /** When it is to be looked at again; 0: not by itself. */
  readonly dueAtMs: number;
  readonly report: OriginReport | null;
  readonly failure: OriginFailure | null;
}

/** Remembers origins. A source that is removed loses its origin; a committed import does not touch it. */
export interface OriginsStore {
  /** By source id. */
  list(): Promise<readonly OriginRow[]>;
  get(sourceId: string): Promise<OriginRow | null>;
  /** Stores or replaces. */
  put(row: OriginRow): Promise<void>;
  /**
   * Takes the origin that has been due for longest and makes it due again at `againAtMs`, in one step, so that of two processes one
   * gets it and one that dies loses only that time. `null` when none is due.
   */
  claimDue(nowMs: number, againAtMs: number): Promise<OriginRow | null>;
}
