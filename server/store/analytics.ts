/** One thing a set told, in the time of this platform. Holds no name, address, title or secret. */
export interface AnalyticsEventRow {
  /** Made by the set, unique; a second event of the same id is passed over. */
  readonly eventId: string;
  readonly type: string;
  /** Milliseconds since 1970, the set's clock corrected. */
  readonly atMs: number;
  /** Order within the session. */
  readonly sequence: number;
  readonly sessionId: string;
  /** Empty outside of a play. */
  readonly viewId: string;
  /** Stands for the account; cannot be turned back. */
  readonly accountHash: string;
  /** Stands for the profile; empty when none was chosen. */
  readonly profileHash: string;
  readonly deviceModel: string;
  readonly appVersion: string;
  /** What it is about, as in `WireProgress.key` (`m:12`, `e:4`) or a channel (`c:3`); empty without. */
  readonly item: string;
  readonly props: Readonly<Record<string, string | number | boolean>>;
}

/** From `sinceMs` to before `untilMs`. */
export interface AnalyticsSpan {
  readonly sinceMs: number;
  readonly untilMs: number;
}

/** By what plays are summed: what was watched, its kind (`live`, `movie`, …), or where. */
export type AnalyticsDimension = 'item' | 'kind' | 'deviceModel' | 'appVersion';

/** Plays of one item, kind, model or version. */
export interface AnalyticsTopRow {
  readonly key: string;
  /** Views that showed a picture. */
  readonly plays: number;
  readonly playedMs: number;
  /** Different accounts. */
  readonly accounts: number;
}

/** What is counted over time. `playedMs` and `rebufferMs` are sums, the others counts. */
export type AnalyticsMetric = 'requests' | 'plays' | 'failures' | 'rebuffers' | 'playedMs' | 'rebufferMs';

/** One step of a series; steps in which nothing happened are missing. */
export interface AnalyticsPoint {
  readonly atMs: number;
  readonly value: number;
}

/** Values at the ranks asked for; empty `values` when nothing was measured. */
export interface AnalyticsPercentiles {
  readonly count: number;
  readonly values: readonly number[];
}

/** How views of a span went, by the terms of CTA-2066. */
export interface AnalyticsQuality {
  /** Wishes to see something. */
  readonly views: number;
  /** Views that showed a picture. */
  readonly plays: number;
  readonly exitsBeforeStart: number;
  readonly startFailures: number;
  readonly playbackFailures: number;
  readonly playedMs: number;
  readonly rebufferMs: number;
}

/** Failed views of one reason on one model of set. */
export interface AnalyticsFailureRow {
  readonly code: string;
  readonly deviceModel: string;
  readonly count: number;
}

/** How often a row of Home was seen and used. */
export interface AnalyticsListRow {
  /** `because`, `trending-now`, `for-you`, `top10`, `genre`, `category`, …. */
  readonly list: string;
  /** Times the focus came to it, once per visit of the page. */
  readonly shown: number;
  /** Cards of it that were pressed. */
  readonly pressed: number;
  /** Sum of the places (from 1) of those that were pressed. */
  readonly places: number;
}

/** One play as recommendations learn from it. */
export interface AnalyticsPlayRow {
  readonly accountHash: string;
  readonly profileHash: string;
  readonly item: string;
  readonly startedAtMs: number;
  readonly playedMs: number;
}

/** Viewers of one item in one hour. */
export interface AnalyticsHourRow {
  readonly item: string;
  /** Beginning of the hour. */
  readonly atMs: number;
  /** Different accounts. */
  readonly viewers: number;
}

/** What is older than these moments is dropped. */
export interface AnalyticsRetention {
  readonly eventsBeforeMs: number;
  readonly minutesBeforeMs: number;
  readonly hoursBeforeMs: number;
  readonly viewsBeforeMs: number;
}

/** Events of sets, the views they add up to, and sums by minute and hour. A view belongs to the span it was asked for in. */
export interface AnalyticsStore {
  /** Takes events of one account in any order, each once; views and sums are kept in the same transaction. Answers how many were new. */
  append(events: readonly AnalyticsEventRow[]): Promise<number>;
  /** Most plays first. */
  topN(span: AnalyticsSpan, by: AnalyticsDimension, most: number): Promise<readonly AnalyticsTopRow[]>;
  /** In order of time. */
  series(span: AnalyticsSpan, metric: AnalyticsMetric, step: 'minute' | 'hour'): Promise<readonly AnalyticsPoint[]>;
  /** Milliseconds from the wish to the first picture, by nearest rank; `ranks` lie between 0 and 1. */
  startupPercentiles(span: AnalyticsSpan, ranks: readonly number[]): Promise<AnalyticsPercentiles>;
  quality(span: AnalyticsSpan): Promise<AnalyticsQuality>;
  /** Most frequent first. */
  failures(span: AnalyticsSpan, most: number): Promise<readonly AnalyticsFailureRow[]>;
  /** Views that play now: not ended, and heard of since `heardSinceMs`. */
  concurrent(heardSinceMs: number): Promise<number>;
  /** Views with a picture, oldest first, at most `most`. */
  plays(span: AnalyticsSpan, most: number): Promise<readonly AnalyticsPlayRow[]>;
  /** Who watched what by the hour a view was asked for in, of views that played for `leastMs`; in no order. */
  hourly(span: AnalyticsSpan, leastMs: number): Promise<readonly AnalyticsHourRow[]>;
  /** Rows of Home by hours, most shown first. */
  lists(span: AnalyticsSpan): Promise<readonly AnalyticsListRow[]>;
  retain(limits: AnalyticsRetention): Promise<void>;
}
