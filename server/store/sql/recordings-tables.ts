import type { Flag } from './database';

interface RecordingJobsTable {
  id: string;
  /** Unique; that of an unwanted one is its own id. */
  share_key: string;
  channel_id: number;
  from_ms: number;
  to_ms: number;
  /** `RecordingState`, or `unwanted`. */
  state: string;
  failure: string;
  recorded_ms: number;
  bytes: number;
  finished_at_ms: number;
  layout: string;
  attempts: number;
  due_at_ms: number;
  node: string;
  held_until_ms: number;
}

interface RecordingSegmentsTable {
  job_id: string;
  track: number;
  number: number;
  sequence: number;
  at_ms: number;
  duration_ms: number;
  object: string;
  bytes: number;
  is_break: Flag;
  map: string;
  key: string;
}

interface RecordingWishesTable {
  id: string;
  account_id: string;
  channel_id: number;
  channel_name: string;
  start_ms: number;
  stop_ms: number;
  title: string;
  subtitle: string;
  description: string;
  picture: string;
  age: number;
  rule_id: string;
  keep_ms: number;
  created_at_ms: number;
  refusal: string;
  /** Empty where it is refused or was taken away. */
  job_id: string;
  /** Taken away: stands so that its rule does not wish again. */
  is_dropped: Flag;
}

interface RecordingRulesTable {
  id: string;
  account_id: string;
  channel_id: number;
  title: string;
  title_folded: string;
  created_at_ms: number;
}

interface RecordingPlansTable {
  plan_id: string;
  hours: number;
  keep_days: number;
}

/** Tables of recordings. */
export interface RecordingsTables {
  recording_jobs: RecordingJobsTable;
  recording_segments: RecordingSegmentsTable;
  recording_wishes: RecordingWishesTable;
  recording_rules: RecordingRulesTable;
  recording_plans: RecordingPlansTable;
}
