/** What a profile changed about the channels, as its sets agreed on. */
export interface LineupRow {
  /** Counts the changes; 0: never changed. */
  readonly revision: number;
  /** JSON as it was judged when it came; empty: never changed. */
  readonly body: string;
}

/** Line-ups of profiles. */
export interface LineupsStore {
  get(profileId: string): Promise<LineupRow>;
  /** Replaces it if `revision` is still the one that is kept, and answers the new revision; `null`: somebody was quicker. Indivisible. */
  put(profileId: string, revision: number, body: string): Promise<number | null>;
}
