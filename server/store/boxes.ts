/** A box one set left for another: the platform cannot read what is in it. */
export interface BoxRow {
  /** Hash of the id: who reads the store does not learn what boxes are asked for by. */
  readonly idHash: string;
  /** Hash of the word that has it forgotten. */
  readonly wordHash: string;
  /** Base64url of what was encrypted on the set. */
  readonly sealed: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

/** What became of a box that was left. */
export type BoxPut = 'kept' | 'taken' | 'full';

/** Boxes sets leave for each other without an account. One that ran out is as if it had never been. */
export interface BoxesStore {
  /** Keeps a box; `taken`: there is one of that id, which stays as it is; `full`: all boxes together would be longer than `mostLetters`. */
  put(row: BoxRow, mostLetters: number): Promise<BoxPut>;
  byId(idHash: string, nowMs: number): Promise<BoxRow | null>;
  /** Forgets a box for who knows its word; false for anybody else. */
  forget(idHash: string, wordHash: string): Promise<boolean>;
  deleteExpired(nowMs: number): Promise<number>;
}
