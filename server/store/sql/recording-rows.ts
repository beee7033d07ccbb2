import type { Selectable } from 'kysely';
import type { RecordingJobRow, RecordingRequest, RecordingRuleRow, RecordingSegmentRow, RecordingState, RecordingWishRow } from '../recordings';
import type { Database } from './database';
import { fromFlag, toFlag } from './flags';

/** The columns of one that is no node's. */
export const NOBODY = { node: '', held_until_ms: 0 } as const;

/** A recording as its columns hold it; states are written by {@link newJob} and the store alone. */
export function jobOf(row: Selectable<Database['recording_jobs']>): RecordingJobRow {
  return {
    id: row.id, shareKey: row.share_key, channelId: row.channel_id, fromMs: row.from_ms, toMs: row.to_ms, state: row.state as RecordingState, failure: row.failure,
    recordedMs: row.recorded_ms, bytes: row.bytes, finishedAtMs: row.finished_at_ms, layout: row.layout, attempts: row.attempts,
  };
}

/** The columns of one that was not begun. */
export function newJob(job: RecordingRequest['job']): Selectable<Database['recording_jobs']> {
  return {
    id: job.id, share_key: job.shareKey, channel_id: job.channelId, from_ms: job.fromMs, to_ms: job.toMs, state: 'waiting', failure: '', recorded_ms: 0, bytes: 0,
    finished_at_ms: 0, layout: '', attempts: 0, due_at_ms: job.fromMs, ...NOBODY,
  };
}

/** A wish as its columns hold it. */
export function wishOf(row: Selectable<Database['recording_wishes']>): RecordingWishRow {
  return {
    id: row.id, accountId: row.account_id, channelId: row.channel_id, channelName: row.channel_name, startMs: row.start_ms, stopMs: row.stop_ms, title: row.title,
    subtitle: row.subtitle, description: row.description, picture: row.picture, age: row.age, ruleId: row.rule_id, keepMs: row.keep_ms, createdAtMs: row.created_at_ms,
    refusal: row.refusal,
  };
}

/** The columns of a wish. */
export function wishColumns(wish: RecordingWishRow, jobId: string): Selectable<Database['recording_wishes']> {
  return {
    id: wish.id, account_id: wish.accountId, channel_id: wish.channelId, channel_name: wish.channelName, start_ms: wish.startMs, stop_ms: wish.stopMs, title: wish.title,
    subtitle: wish.subtitle, description: wish.description, picture: wish.picture, age: wish.age, rule_id: wish.ruleId, keep_ms: wish.keepMs,
    created_at_ms: wish.createdAtMs, refusal: wish.refusal, job_id: jobId, is_dropped: 0,
  };
}

/** A segment as its columns hold it. */
export function segmentOf(row: Selectable<Database['recording_segments']>): RecordingSegmentRow {
  return {
    track: row.track, number: row.number, sequence: row.sequence, atMs: row.at_ms, durationMs: row.duration_ms, object: row.object, bytes: row.bytes,
    isBreak: fromFlag(row.is_break), map: row.map, key: row.key,
  };
}

/** The columns of a segment. */
export function segmentColumns(jobId: string, row: RecordingSegmentRow): Selectable<Database['recording_segments']> {
  return {
    job_id: jobId, track: row.track, number: row.number, sequence: row.sequence, at_ms: row.atMs, duration_ms: row.durationMs, object: row.object, bytes: row.bytes,
    is_break: toFlag(row.isBreak), map: row.map, key: row.key,
  };
}

/** A rule as its columns hold it. */
export function ruleOf(row: Selectable<Database['recording_rules']>): RecordingRuleRow {
  return { id: row.id, accountId: row.account_id, channelId: row.channel_id, title: row.title, titleFolded: row.title_folded, createdAtMs: row.created_at_ms };
}
