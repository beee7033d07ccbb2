interface AnalyticsEventsTable {
  event_id: string;
  type: string;
  at_ms: number;
  sequence: number;
  session_id: string;
  view_id: string;
  account_hash: string;
  profile_hash: string;
  device_model: string;
  app_version: string;
  item: string;
  /** JSON object. */
  props: string;
}

/** What the events of one view add up to. */
interface AnalyticsViewsTable {
  /** Unique within an account: a set cannot touch the views of another's. */
  view_id: string;
  account_hash: string;
  profile_hash: string;
  device_model: string;
  app_version: string;
  item: string;
  kind: string;
  started_at_ms: number;
  heard_at_ms: number;
  /** -1 before the first picture. */
  startup_ms: number;
  played_ms: number;
  rebuffer_ms: number;
  /** Empty while it runs. */
  outcome: string;
  code: string;
}

interface AnalyticsSumsTable {
  /** Length of the step in milliseconds. */
  step_ms: number;
  start_ms: number;
  metric: string;
  value: number;
}

/** Tables of analytics. */
export interface AnalyticsTables {
  analytics_events: AnalyticsEventsTable;
  analytics_views: AnalyticsViewsTable;
  analytics_sums: AnalyticsSumsTable;
}
