import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../base';
import { readMarkup } from './cue-markup';
import { cueOf } from './subtitle-cue';
import type { CuePlace, SubtitleCue } from './subtitle-cue';

/** `00:00:01,500`, with whatever people write instead: one digit, a point, spaces, no hours, no thousandths. */
const TIME = '(?:(\\d{1,3})\\s*[:.]\\s*)?(\\d{1,2})\\s*[:.]\\s*(\\d{1,2})(?:\\s*[,.:]\\s*(\\d{1,3}))?';
const TIMING = new RegExp(`^\\s*${TIME}\\s*-{1,2}\\s*>\\s*${TIME}`);

function timeOf(match: RegExpExecArray, from: number): number {
  const fraction = match[from + 3] ?? '';
  const thousandths = fraction === '' ? 0 : Number(`${fraction}00`.slice(0, 3));
  return Number(match[from] ?? 0) * HOUR_MS + Number(match[from + 1]) * MINUTE_MS + Number(match[from + 2]) * SECOND_MS + thousandths;
}

/** `{\an8}` and the old `{\a6}`: the keys of a number block, bottom left to top right. */
function placeOf(markup: string): CuePlace | null {
  const [, modern, old] = /\{\\[^}]*?(?:an([1-9])|a(1[01]|[1-9]))(?!\d)/.exec(markup) ?? [];
  if (modern === undefined && old === undefined) return null;
  const oldCode = Number(old);
  // The old numbers: 1..3 below, 5..7 above, 9..11 in the middle.
  const key = modern === undefined ? ((oldCode - 1) % 4) + 1 + (oldCode >= 9 ? 3 : oldCode >= 5 ? 6 : 0) : Number(modern);
  const column = (key - 1) % 3;
  const row = Math.floor((key - 1) / 3);
  if (row === 0 && column === 1) return null;
  const edge = (['start', 'center', 'end'] as const)[column] ?? 'center';
  const upright = row === 2 ? { line: 0, lineEdge: 'start' as const } : row === 1 ? { line: 0.5, lineEdge: 'center' as const } : { line: null, lineEdge: 'end' as const };
  return { ...upright, position: column / 2, positionEdge: edge };
}

/**
 * Reads SubRip, in order of start. Every line with an arrow begins a cue, whether a number or an empty line stands before it or
 * not; a cue whose times make no sense is left out and does not spoil the next.
 */
export function parseSrt(text: string): readonly SubtitleCue[] {
  const lines = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n').split('\n');
  const cues: SubtitleCue[] = [];
  let timing: RegExpExecArray | null = null;
  let words: string[] = [];
  const finish = (isLast: boolean): void => {
    // What stands right before the next timing is its number, not the end of this text.
    if (!isLast && /^\s*\d+\s*$/.test(words[words.length - 1] ?? '')) words.pop();
    const markup = words.join('\n');
    const cue = timing === null ? null : cueOf(timeOf(timing, 1), timeOf(timing, 5), readMarkup(markup), placeOf(markup));
    if (cue !== null) cues.push(cue);
    words = [];
  };
  for (const line of lines) {
    const match = line.indexOf('>') === -1 ? null : TIMING.exec(line);
    if (match === null) words.push(line);
    else {
      finish(false);
      timing = match;
    }
  }
  finish(true);
  return cues.sort((a, b) => a.startMs - b.startMs);
}
