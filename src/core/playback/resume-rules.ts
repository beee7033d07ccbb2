import { clamp, MINUTE_MS, SECOND_MS } from '../base';

/** What a position means: not worth remembering, worth resuming, or seen. */
export type ProgressVerdict = 'ignored' | 'resumable' | 'finished';

/** Smaller: a mistaken OK leaves a trace in Continue Watching. Larger: a real start is forgotten. */
const MIN_POSITION_MS = 30 * SECOND_MS;
/** Credits; larger values mark unfinished films as seen. */
const MAX_CREDITS_MS = 4 * MINUTE_MS;
/** Both limits shrink with short assets: this part of the whole at most. */
const EDGE_PART = 0.05;
/** A little context when the picture returns; never across the beginning. */
const REWIND_MS = 3 * SECOND_MS;

/** Judges a position; an unknown duration (0) never counts as finished. */
export function judgePosition(positionMs: number, durationMs: number): ProgressVerdict {
  if (durationMs <= 0 || !Number.isFinite(durationMs)) return positionMs >= MIN_POSITION_MS ? 'resumable' : 'ignored';
  if (durationMs - positionMs <= Math.min(MAX_CREDITS_MS, durationMs * EDGE_PART)) return 'finished';
  return positionMs >= Math.min(MIN_POSITION_MS, durationMs * EDGE_PART) ? 'resumable' : 'ignored';
}

/** Where playback takes up again for a stored position. */
export function resumePosition(positionMs: number, durationMs: number): number {
  if (judgePosition(positionMs, durationMs) !== 'resumable') return 0;
  return Math.max(0, positionMs - REWIND_MS);
}

/** Watched part 0..1 for bars; -1 while the duration is unknown. */
export function watchedPart(positionMs: number, durationMs: number): number {
  return durationMs > 0 && Number.isFinite(durationMs) ? clamp(positionMs / durationMs, 0, 1) : -1;
}
