/** A PIN with what is remembered of wrong tries; its holder is an account (the household) or a profile. */
export interface PinRow {
  /** Argon2id; empty: there is no PIN. */
  readonly pinHash: string;
  readonly failures: number;
  /** No try is judged before; milliseconds since 1970. */
  readonly lockedUntilMs: number;
}

/** PINs of households and profiles. */
export interface PinsStore {
  /** Without a PIN: an empty hash and no failures. */
  get(holderId: string): Promise<PinRow>;
  /** Holders among these that have a PIN. */
  holders(ids: readonly string[]): Promise<ReadonlySet<string>>;
  put(holderId: string, row: PinRow): Promise<void>;
  /** Counts a try that has begun, unless `isOpen` says that none may: the row before it, and whether it was counted. Indivisible. */
  begin(holderId: string, isOpen: (row: PinRow) => boolean, count: (row: PinRow) => PinRow): Promise<{ readonly row: PinRow; readonly isCounted: boolean }>;
}
