import { buildCatchupUrl } from '#core/playlist';
import type { PlayTarget } from '#sources/source';

/** When the address is asked for, and where the clock of the viewer stands. */
export interface ArchiveMoment {
  readonly nowMs: number;
  /** Offset from UTC at the start of the programme. */
  readonly utcOffsetMin: number;
}

/** The address of a programme in a playlist channel's archive; empty where its dialect gives none. */
export function archiveUrl(target: Extract<PlayTarget, { kind: 'archive' }>, moment: ArchiveMoment): string {
  const { channel, startMs, stopMs, catchupId } = target;
  if (channel.catchup === null || channel.stream.url === '') return '';
  const request = { startMs, durationMs: Math.max(0, stopMs - startMs), ...moment };
  return buildCatchupUrl(channel.catchup, channel.stream.url, catchupId === '' ? request : { ...request, catchupId }) ?? '';
}
