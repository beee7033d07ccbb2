import { cutSpan, timelineOf, timelineStart, type SecondSpan } from '../compose';
import { mediaPlaylist } from './media-playlist';

/** Length of a linear segment. Shorter: larger playlists and more requests; longer: further behind live. */
export const LINEAR_SEGMENT_SECONDS = 4;

/** How far back the live playlist reaches: 2 h and a little, so that a player two hours behind still finds its segment. */
export const DVR_SECONDS = 2 * 3600 + 120;

/** Folder and name of a segment: first second and length. */
function segmentUri(folder: string, span: SecondSpan): string {
  return `${folder}/${String(span.start)}-${String(span.end - span.start)}.ts`;
}

/** The span a segment name tells, or `null` for a name this server would not have written. */
export function spanOfSegment(name: string): SecondSpan | null {
  const match = /^(\d{1,12})-([1-9]\d?)\.ts$/.exec(name);
  if (match === null) return null;
  const start = Number(match[1]);
  const length = Number(match[2]);
  return length <= LINEAR_SEGMENT_SECONDS * 2 ? { start, end: start + length } : null;
}

function isReset(second: number): boolean {
  return timelineStart(timelineOf(second)) === second;
}

/** The sliding playlist of a live channel at `nowSecond`: whole segments that have ended, oldest first. */
export function livePlaylist(folder: string, nowSecond: number): string {
  const last = Math.floor(nowSecond / LINEAR_SEGMENT_SECONDS);
  const count = Math.ceil(DVR_SECONDS / LINEAR_SEGMENT_SECONDS);
  const first = Math.max(0, last - count);
  const start = first * LINEAR_SEGMENT_SECONDS;
  return mediaPlaylist({
    kind: 'live',
    targetSeconds: LINEAR_SEGMENT_SECONDS,
    firstSequence: first,
    discontinuitySequence: Math.max(0, timelineOf(start)),
    segments: cutSpan(start, last * LINEAR_SEGMENT_SECONDS, LINEAR_SEGMENT_SECONDS),
    uri: (span) => segmentUri(folder, span),
    isDiscontinuous: isReset,
    hasWallClock: true,
  });
}

/**
 * The playlist of an archive window: complete once the window has ended, growing while it runs. A growing one lists whole
 * segments only, so that what was listed once stays as it is.
 */
export function archivePlaylist(folder: string, start: number, end: number, nowSecond: number): string {
  const isComplete = end <= nowSecond;
  const spans = cutSpan(start, end, LINEAR_SEGMENT_SECONDS);
  return mediaPlaylist({
    kind: isComplete ? 'vod' : 'event',
    targetSeconds: LINEAR_SEGMENT_SECONDS,
    firstSequence: 0,
    segments: isComplete ? spans : spans.filter((span) => span.end <= nowSecond),
    uri: (span) => segmentUri(folder, span),
    isDiscontinuous: isReset,
    hasWallClock: true,
  });
}
