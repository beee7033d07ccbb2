/** What parents set for a profile: two parts, each as it was judged when it came; `null`: never set. */
export interface ProfileLimitsRow {
  /** What is locked, as JSON. */
  readonly parental: string | null;
  /** Time per day and bedtime, as JSON. */
  readonly time: string | null;
  /** 0: never set. */
  readonly changedAtMs: number;
}

/** Limits of profiles. */
export interface LimitsStore {
  /** Of a profile nothing was set for: two times `null`. */
  get(profileId: string): Promise<ProfileLimitsRow>;
  /** Replaces the parts that are given; the other stays. Indivisible. */
  put(profileId: string, parts: Partial<Pick<ProfileLimitsRow, 'parental' | 'time'>>, nowMs: number): Promise<void>;
}
