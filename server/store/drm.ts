/** Systems of protection the platform gives licences for. */
export type DrmSystem = 'clearkey' | 'widevine' | 'playready';

/** What can be protected: what `play` gives addresses for. */
export type DrmKind = 'channel' | 'movie' | 'episode';

/** A protected row of the catalogue. */
export interface DrmTitleRow {
  readonly kind: DrmKind;
  readonly itemId: number;
  /** Systems its stream can be opened by, the best first. */
  readonly systems: readonly DrmSystem[];
}

/** A content key of a protected row. */
export interface DrmKeyRow {
  /** 32 small hexadecimal digits. */
  readonly keyId: string;
  /** The key, encrypted by the platform (`KeyVault`); nobody reads it out of the store. */
  readonly sealedKey: string;
}

/** What is protected, and by which keys. */
export interface DrmStore {
  /** By kind and number. */
  titles(): Promise<readonly DrmTitleRow[]>;
  title(kind: DrmKind, itemId: number): Promise<DrmTitleRow | null>;
  /** Stores or replaces a row with all its keys. */
  put(row: DrmTitleRow, keys: readonly DrmKeyRow[]): Promise<void>;
  /** By key id. */
  keys(kind: DrmKind, itemId: number): Promise<readonly DrmKeyRow[]>;
  /** Removes a row with its keys. False when there is none. */
  remove(kind: DrmKind, itemId: number): Promise<boolean>;
}
