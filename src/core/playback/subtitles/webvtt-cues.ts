import { clamp } from '../../base';
import { parseVttTime } from '../webvtt';
import { readMarkup } from './cue-markup';
import { cueOf } from './subtitle-cue';
import type { CuePlace, SubtitleCue } from './subtitle-cue';

/** Lines a picture has when a place is told in lines, as in captions of 15 rows. */
const ROWS = 15;

type Edge = CuePlace['positionEdge'];

function percent(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)%$/.exec(text);
  const value = match === null ? NaN : Number(match[1]);
  return value >= 0 && value <= 100 ? value / 100 : null;
}

const EDGES: Readonly<Record<string, Edge>> = {
  start: 'start', left: 'start', 'line-left': 'start', center: 'center', middle: 'center', end: 'end', right: 'end', 'line-right': 'end',
};

/** Where the line setting puts the block: a share of the height, or a row counted from above (0…) or below (-1…). */
function lineOf(setting: string): Pick<CuePlace, 'line' | 'lineEdge'> | null {
  const [at = '', edge = 'start'] = setting.split(',');
  const share = percent(at);
  if (share !== null) return { line: share, lineEdge: EDGES[edge] ?? 'start' };
  if (!/^-?\d+$/.test(at)) return null;
  const row = Number(at);
  return row >= 0 ? { line: clamp(row / ROWS, 0, 1), lineEdge: 'start' } : { line: clamp((ROWS + row + 1) / ROWS, 0, 1), lineEdge: 'end' };
}

/** Cue settings (WebVTT 6.3): `line`, `position`, `align`; writing from top to bottom and regions are left out. */
function placeOf(settings: string): CuePlace | null {
  const values = new Map<string, string>();
  for (const setting of settings.split(/[ \t]+/)) {
    const colon = setting.indexOf(':');
    if (colon > 0) values.set(setting.slice(0, colon), setting.slice(colon + 1));
  }
  const line = lineOf(values.get('line') ?? '');
  const align = EDGES[values.get('align') ?? ''] ?? 'center';
  const [at = '', edge = ''] = (values.get('position') ?? '').split(',');
  const told = percent(at);
  if (line === null && told === null && align === 'center') return null;
  const position = told ?? (align === 'start' ? 0 : align === 'end' ? 1 : 0.5);
  return { line: line?.line ?? null, lineEdge: line?.lineEdge ?? 'end', position, positionEdge: EDGES[edge] ?? align };
}

/**
 * Reads the cues of WebVTT with their looks and places, in order of start. NOTE, STYLE and REGION blocks are skipped; a broken cue is
 * left out and does not spoil the next, and a file that lacks its first line is read all the same.
 */
export function parseVttCues(text: string): readonly SubtitleCue[] {
  const lines = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n').replace(/\0/g, '\ufffd').split('\n');
  const cues: SubtitleCue[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    if (/^(NOTE|STYLE|REGION)(?:[ \t]|$)/.test(line) && (lines[i - 1] ?? '') === '') {
      while (i + 1 < lines.length && lines[i + 1] !== '') i += 1;
      continue;
    }
    const match = /^\s*([\d:.,]+)[ \t]*-->[ \t]*([\d:.,]+)(.*)$/.exec(line);
    if (match === null) continue;
    const words: string[] = [];
    while (i + 1 < lines.length && lines[i + 1] !== '' && (lines[i + 1] ?? '').indexOf('-->') === -1) words.push(lines[(i += 1)] ?? '');
    const cue = cueOf(parseVttTime(match[1] ?? ''), parseVttTime(match[2] ?? ''), readMarkup(words.join('\n')), placeOf((match[3] ?? '').trim()));
    if (cue !== null) cues.push(cue);
  }
  return cues.sort((a, b) => a.startMs - b.startMs);
}
