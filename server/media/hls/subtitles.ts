import { clockText } from '../strip';
import { CLOCK_LEAD_TICKS } from '../ts';
import { SUBTITLE_LINES } from './subtitle-lines';

/** A cue appears at every multiple of this. */
const CUE_EVERY_SECONDS = 5;
const CUE_SECONDS = 4;

function stamp(seconds: number): string {
  return `${clockText(seconds)}.000`;
}

/** Cues that begin in `start..end`: the running time and a line of text, over and over. */
function cues(language: string, start: number, end: number): string[] {
  const lines = SUBTITLE_LINES[language] ?? [];
  const blocks: string[] = [];
  for (let number = Math.ceil(start / CUE_EVERY_SECONDS); number * CUE_EVERY_SECONDS < end; number += 1) {
    const at = number * CUE_EVERY_SECONDS;
    const line = lines[number % Math.max(1, lines.length)] ?? '';
    blocks.push(`${stamp(at)} --> ${stamp(at + CUE_SECONDS)}\n${clockText(at)}\n${line}\n`);
  }
  return blocks;
}

/** A whole subtitle file. */
export function subtitleFile(language: string, seconds: number): string {
  return ['WEBVTT\n', ...cues(language, 0, seconds)].join('\n');
}

/** A subtitle segment of an HLS playlist; `X-TIMESTAMP-MAP` ties it to the transport stream's clock. */
export function subtitleSegment(language: string, start: number, end: number): string {
  return [`WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:${String(CLOCK_LEAD_TICKS)},LOCAL:00:00:00.000\n`, ...cues(language, start, end)].join('\n');
}
