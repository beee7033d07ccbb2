import type { SecondSpan } from '../compose';
import { mediaPlaylist } from './media-playlist';

/** Length of a segment of a title. */
export const TITLE_SEGMENT_SECONDS = 6;
/** Length of a subtitle segment: few, since they are small. */
export const SUBTITLE_SEGMENT_SECONDS = 60;

/** The spans a title of `seconds` is cut into. */
export function titleSpans(seconds: number, length: number): SecondSpan[] {
  const spans: SecondSpan[] = [];
  for (let start = 0; start < seconds; start += length) spans.push({ start, end: Math.min(start + length, seconds) });
  return spans;
}

/** The playlist of one track of a title; segments are `<folder>/<index>.<extension>`. */
export function titlePlaylist(folder: string, seconds: number, length: number, extension: 'ts' | 'vtt'): string {
  return mediaPlaylist({
    kind: 'vod',
    targetSeconds: length,
    firstSequence: 0,
    segments: titleSpans(seconds, length),
    uri: (_span, index) => `${folder}/${String(index)}.${extension}`,
    hasWallClock: false,
  });
}
