import { AppError, DAY_MS, MINUTE_MS, SECOND_MS, toAppError } from '#core/base';
import type { RecordingPlace, Recordings } from '#server/domain';
import type { CatalogStore, ChannelRow, RecordingJobRow } from '#server/store';
import { isOwnFailure } from '../own-failure';
import { ChannelRecorder } from './record-channel';
import type { RecorderParts, RecordWish } from './record-channel';
import type { RecordingInput } from './recording-input';

/** What one recording needs beside the recorder's parts. */
export interface RecordOneParts extends Omit<RecorderParts, 'input'> {
  readonly catalog: CatalogStore;
  readonly service: Pick<Recordings, 'place'>;
  inputFor(place: RecordingPlace): RecordingInput;
}

/** Begun later than this, the beginning is looked for in the channel's archive. */
const LATE_MS = MINUTE_MS;
/** An archive holds a programme so long after its end. */
const ARCHIVE_DELAY_MS = 20 * SECOND_MS;
/** An archive is asked so often, with pauses. */
const MOST_TRIES = 5;
const RETRY_MS = 2 * MINUTE_MS;
/** The store is asked again after a failure of its own. */
const BROKEN_MS = 30 * SECOND_MS;
/** Without so much of it nobody calls it a recording. */
const LEAST_MS = 10 * SECOND_MS;

function hasArchive(channel: ChannelRow, job: RecordingJobRow, nowMs: number): boolean {
  return channel.archiveDays > 0 && job.fromMs >= nowMs - channel.archiveDays * DAY_MS;
}

/** What is to be recorded now, or when it is to be looked at again. */
async function plan(job: RecordingJobRow, parts: RecordOneParts): Promise<{ readonly wish: RecordWish; readonly place: RecordingPlace } | number> {
  const nowMs = parts.nowMs();
  const channel = await parts.catalog.channel(job.channelId);
  if (channel === null) throw new AppError('media.not-found', { message: 'the channel is gone' });
  const isArchive = nowMs - job.fromMs > LATE_MS && job.layout === '' && hasArchive(channel, job, nowMs);
  if (isArchive && nowMs < job.toMs + ARCHIVE_DELAY_MS) return job.toMs + ARCHIVE_DELAY_MS;
  const span = isArchive ? { startMs: job.fromMs, durationMs: job.toMs - job.fromMs } : null;
  const place = parts.service.place(channel, span);
  if (place === null) throw new AppError('media.unsupported', { message: 'the channel cannot be recorded' });
  return { wish: { job, url: place.url, isArchive }, place };
}

async function finish(job: RecordingJobRow, problem: AppError | null, isArchive: boolean, parts: RecordOneParts): Promise<void> {
  const { recordings, node, log } = parts;
  const recordedMs = (await recordings.job(job.id))?.recordedMs ?? 0;
  if (recordedMs >= LEAST_MS) {
    await recordings.finish(job.id, node, { state: 'ready', failure: '', finishedAtMs: parts.nowMs() });
    log.info({ job: job.id, seconds: Math.round(recordedMs / SECOND_MS) }, 'recorded');
    return;
  }
  if (isArchive && problem?.canRetry !== false && job.attempts < MOST_TRIES) {
    await recordings.postpone(job.id, node, parts.nowMs() + RETRY_MS);
    return;
  }
  const failure = problem?.code ?? 'media.not-found';
  await recordings.finish(job.id, node, { state: 'failed', failure, finishedAtMs: parts.nowMs() });
  log.warn({ job: job.id, failure }, 'nothing could be recorded');
}

/** Does what a claimed recording asks for, and notes how it ended. Never rejects. */
export async function recordOne(job: RecordingJobRow, parts: RecordOneParts): Promise<void> {
  const { recordings, node, log } = parts;
  try {
    const planned = await plan(job, parts);
    if (typeof planned === 'number') {
      await recordings.postpone(job.id, node, planned);
      return;
    }
    const recorder = new ChannelRecorder(planned.wish, { ...parts, input: parts.inputFor(planned.place) });
    const end = await recorder.run();
    // Whoever comes next goes on at once.
    if (end === 'stopped') await recordings.postpone(job.id, node, parts.nowMs());
    if (end === 'done') await finish(job, recorder.lastProblem, planned.wish.isArchive, parts);
  } catch (error) {
    const known = toAppError(error);
    log.warn({ err: known, job: job.id }, 'a recording stopped');
    const next = isOwnFailure(known) && parts.nowMs() < job.toMs + DAY_MS ? recordings.postpone(job.id, node, parts.nowMs() + BROKEN_MS) : finish(job, known, false, parts);
    await next.catch((cause: unknown) => { log.warn({ err: cause, job: job.id }, 'a recording is left to its time'); });
  }
}
