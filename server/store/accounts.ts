/** An account as stored. Times are milliseconds since 1970. */
export interface AccountRow {
  readonly id: string;
  /** Sign-in name as typed at creation; looked up without regard to case. */
  readonly name: string;
  readonly passwordHash: string;
  readonly status: 'active' | 'suspended';
  /** 0: does not expire. */
  readonly expiresAtMs: number;
  /** 0: no limit. */
  readonly maxConnections: number;
  readonly allowsAdult: boolean;
  readonly createdAtMs: number;
}

/** A viewer profile of an account. */
export interface ProfileRow {
  readonly id: string;
  readonly accountId: string;
  readonly position: number;
  readonly name: string;
  readonly avatar: string;
  readonly isKids: boolean;
  /** -1: no limit. */
  readonly maxAge: number;
  /** Empty without a PIN. */
  readonly pinHash: string;
  readonly language: string;
}

/** Name and hashed password third-party players sign in with; never the account's own password. */
export interface StreamCredentialRow {
  readonly username: string;
  readonly secretHash: string;
  readonly accountId: string;
  readonly createdAtMs: number;
}

/** Accounts with their profiles and stream credentials. */
export interface AccountsStore {
  /** Stores all of it or nothing. Rejects with `input.invalid` when a name is taken. */
  create(account: AccountRow, profiles: readonly ProfileRow[], credentials: readonly StreamCredentialRow[]): Promise<void>;
  byId(id: string): Promise<AccountRow | null>;
  /** Those of these ids, in no order. */
  byIds(ids: readonly string[]): Promise<readonly AccountRow[]>;
  byName(name: string): Promise<AccountRow | null>;
  /** By name. */
  all(): Promise<readonly AccountRow[]>;
  setStatus(id: string, status: AccountRow['status'], expiresAtMs: number): Promise<void>;
  /** In their order. */
  profiles(accountId: string): Promise<readonly ProfileRow[]>;
  /** Adds a profile at the end. Its `position` is chosen here. */
  addProfile(profile: ProfileRow): Promise<void>;
  /** Replaces name, picture, limits and language of a profile; its place stays. */
  changeProfile(profile: ProfileRow): Promise<void>;
  /** Removes a profile with all that was remembered of it: progress, favourites, PIN. */
  removeProfile(accountId: string, profileId: string): Promise<void>;
  /** What its viewers like, as JSON; empty: never told. */
  settings(accountId: string): Promise<string>;
  putSettings(accountId: string, body: string): Promise<void>;
  streamCredential(username: string): Promise<StreamCredentialRow | null>;
}
