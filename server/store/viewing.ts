/** One resume point; fields as in `WireProgress`. */
export interface ProgressRow {
  readonly key: string;
  readonly positionMs: number;
  readonly durationMs: number;
  readonly updatedAtMs: number;
  readonly isFinished: boolean;
  readonly parentId: string;
}

/** Resume points per profile. */
export interface ProgressStore {
  /** Keeps the newer of stored and given per key, in one transaction; durable once it resolves. */
  merge(profileId: string, rows: readonly ProgressRow[]): Promise<void>;
  /** Newest first. */
  list(profileId: string): Promise<readonly ProgressRow[]>;
  /** The newest resume point of any of the profiles whose key starts with one of `kinds` (`m:`, `e:`). */
  newest(profileIds: readonly string[], kinds: readonly string[]): Promise<ProgressRow | null>;
}

/** Favourites per profile. */
export interface FavouritesStore {
  /** Replaces the whole list; durable once it resolves. */
  replace(profileId: string, keys: readonly string[]): Promise<void>;
  /** In the order given. */
  list(profileId: string): Promise<readonly string[]>;
}
