import { SECOND_MS } from '#core/base';
import type { SecondSpan } from '../compose';

/** A playlist of segments. */
export interface MediaPlaylist {
  /** `live` slides and never ends, `event` grows, `vod` is complete. */
  readonly kind: 'live' | 'event' | 'vod';
  readonly targetSeconds: number;
  readonly firstSequence: number;
  /** Absent: zero. */
  readonly discontinuitySequence?: number;
  readonly segments: readonly SecondSpan[];
  /** Address of a segment, relative to the playlist. */
  uri(span: SecondSpan, index: number): string;
  /** Whether time stamps start anew at a second; asked for all but the first segment. */
  isDiscontinuous?(second: number): boolean;
  /** Whether seconds are wall clock (since 1970) and `EXT-X-PROGRAM-DATE-TIME` shall tell so. */
  readonly hasWallClock: boolean;
}

/** Writes a media playlist, RFC 8216. */
export function mediaPlaylist(playlist: MediaPlaylist): string {
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:6',
    `#EXT-X-TARGETDURATION:${String(playlist.targetSeconds)}`,
    `#EXT-X-MEDIA-SEQUENCE:${String(playlist.firstSequence)}`,
  ];
  if (playlist.discontinuitySequence !== undefined) lines.push(`#EXT-X-DISCONTINUITY-SEQUENCE:${String(playlist.discontinuitySequence)}`);
  if (playlist.kind !== 'live') lines.push(`#EXT-X-PLAYLIST-TYPE:${playlist.kind.toUpperCase()}`);
  playlist.segments.forEach((span, index) => {
    const breaks = index > 0 && playlist.isDiscontinuous?.(span.start) === true;
    if (breaks) lines.push('#EXT-X-DISCONTINUITY');
    if (playlist.hasWallClock && (index === 0 || breaks)) lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(span.start * SECOND_MS).toISOString()}`);
    lines.push(`#EXTINF:${(span.end - span.start).toFixed(3)},`, playlist.uri(span, index));
  });
  if (playlist.kind === 'vod') lines.push('#EXT-X-ENDLIST');
  return `${lines.join('\n')}\n`;
}
