/** A place of a ranking. */
export interface ConsoleRanked {
  readonly kind: string;
  readonly name: string;
  /** Different accounts in an hour, added up. */
  readonly viewers: number;
  readonly score: number;
}

/** `GET recommendations`. */
export interface ConsoleRecommendations {
  /** 0: never. */
  readonly learntAtMs: number;
  /** What the model was made of: counts by name. */
  readonly facts: Readonly<Record<string, number>>;
  readonly rankedAtMs: number;
  readonly now: readonly ConsoleRanked[];
  readonly week: readonly ConsoleRanked[];
  /** Rows of Home: times the focus came to one, cards that were pressed, and the sum of their places. */
  readonly lists: ReadonlyArray<{ readonly list: string; readonly shown: number; readonly pressed: number; readonly places: number }>;
  readonly listDays: number;
}
