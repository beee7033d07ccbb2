import { SECOND_MS } from '#core/base';
import type { WireRecording, WireRecordingState } from '#core/wire';
import type { RecordingJobRow, WishedRecording } from '#server/store';

/** Missing more than this of the programme is told. */
const TOLERATED_GAP_MS = 30 * SECOND_MS;

function stateOf(job: RecordingJobRow | null, nowMs: number): WireRecordingState {
  if (job === null || job.state === 'failed') return 'failed';
  if (job.state === 'ready') return 'ready';
  return nowMs < job.fromMs ? 'scheduled' : 'recording';
}

/** A wish as apps see it. */
export function toWireRecording({ wish, job }: WishedRecording, nowMs: number): WireRecording {
  const state = stateOf(job, nowMs);
  const isReady = state === 'ready' && job !== null;
  return {
    id: wish.id,
    channelId: String(wish.channelId),
    channelName: wish.channelName,
    title: wish.title,
    subtitle: wish.subtitle,
    description: wish.description,
    picture: wish.picture,
    startMs: wish.startMs,
    stopMs: wish.stopMs,
    age: wish.age,
    state,
    failure: state === 'failed' ? (job?.failure ?? wish.refusal) : '',
    durationMs: isReady ? job.recordedMs : 0,
    isPartial: isReady && job.recordedMs < wish.stopMs - wish.startMs - TOLERATED_GAP_MS,
    expiresAtMs: isReady && wish.keepMs > 0 ? job.finishedAtMs + wish.keepMs : 0,
    ruleId: wish.ruleId,
  };
}
