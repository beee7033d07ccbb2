import { SECOND_MS } from '#core/base';
import type { RecordingJobRow, RecordingSegmentRow } from '#server/store';
import type { HlsMedia, HlsSegment } from './read-hls';

/** Clocks of sources and stamps of segments are this exact. */
const SLACK_MS = SECOND_MS;

/** A segment that is to be stored. */
export interface NextSegment {
  readonly segment: HlsSegment;
  readonly atMs: number;
  readonly isBreak: boolean;
}

/** What decides which are wanted. */
export interface SegmentWish {
  readonly job: Pick<RecordingJobRow, 'fromMs' | 'toMs'>;
  readonly nowMs: number;
  readonly isArchive: boolean;
}

/** Wall clock of each: as the playlist says, else after what was stored, else counted from its ends. */
function timesOf({ segments }: HlsMedia, last: RecordingSegmentRow | null, wish: SegmentWish): readonly number[] {
  const lengthMs = segments.reduce((sum, segment) => sum + segment.durationMs, 0);
  const follows = last === null ? undefined : segments.find((segment) => segment.sequence === last.sequence + 1);
  let atMs = wish.isArchive ? wish.job.fromMs : wish.nowMs - lengthMs;
  if (last !== null && follows !== undefined) {
    const before = segments.slice(0, segments.indexOf(follows)).reduce((sum, segment) => sum + segment.durationMs, 0);
    atMs = last.atMs + last.durationMs - before;
  }
  return segments.map((segment) => {
    const own = segment.atMs >= 0 ? segment.atMs : atMs;
    atMs = own + segment.durationMs;
    return own;
  });
}

/**
 * Which segments of a playlist come after the last one stored and lie in the stretch. A source that counts anew is followed by its clock; whatever
 * does not follow on what is stored is a break.
 */
export function nextSegments(media: HlsMedia, last: RecordingSegmentRow | null, wish: SegmentWish): readonly NextSegment[] {
  const times = timesOf(media, last, wish);
  const newest = media.segments[media.segments.length - 1]?.sequence ?? -1;
  const isCountedAnew = last !== null && newest < last.sequence;
  const next: NextSegment[] = [];
  let expected = last === null ? -1 : last.sequence + 1;
  media.segments.forEach((segment, index) => {
    const atMs = times[index] ?? 0;
    const isNew = last === null || (isCountedAnew ? atMs >= last.atMs + last.durationMs - SLACK_MS : segment.sequence > last.sequence);
    const isInside = wish.isArchive || (atMs + segment.durationMs > wish.job.fromMs && atMs < wish.job.toMs);
    if (!isNew || !isInside) return;
    next.push({ segment, atMs, isBreak: segment.isBreak || (expected !== -1 && segment.sequence !== expected) });
    expected = segment.sequence + 1;
  });
  return next;
}
