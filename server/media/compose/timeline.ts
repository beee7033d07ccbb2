/**
 * When the time stamps of a linear stream start anew, in seconds after midnight UTC. They count modulo 26.5 hours anyway;
 * starting them daily keeps every player clear of the wrap, at an hour when few watch.
 */
const RESET_SECOND = 3 * 3600;
const DAY_SECONDS = 86_400;

/** Number of the timeline a second (since 1970) belongs to; consecutive timelines are a discontinuity apart. */
export function timelineOf(second: number): number {
  return Math.floor((second - RESET_SECOND) / DAY_SECONDS);
}

/** The second at which a timeline begins. A multiple of 8, so that AAC frames fall on the same grid in every timeline. */
export function timelineStart(timeline: number): number {
  return timeline * DAY_SECONDS + RESET_SECOND;
}

/** A stretch of whole seconds, `end` exclusive. */
export interface SecondSpan {
  readonly start: number;
  readonly end: number;
}

/** Cuts `start..end` every `length` seconds and at the beginning of a timeline. */
export function cutSpan(start: number, end: number, length: number): SecondSpan[] {
  const spans: SecondSpan[] = [];
  let at = start;
  while (at < end) {
    const reset = timelineStart(timelineOf(at) + 1);
    const next = Math.min(at + length, end, reset);
    spans.push({ start: at, end: next });
    at = next;
  }
  return spans;
}
