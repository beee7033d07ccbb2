import { clamp } from '../../base';
import { parseVttTime } from '../webvtt';
import { readMarkup } from './cue-markup';
import { cueOf } from './subtitle-cue';
import type { CuePlace, SubtitleCue } from './subtitle-cue';
import { percentOf, placeInRegion, readRegion, settingsOf } from './vtt-regions';
import type { VttRegion } from './vtt-regions';
import { VttStyleSheet } from './vtt-style-sheet';

/** Lines a picture has when a place is told in lines, as in captions of 15 rows. */
const ROWS = 15;

type Edge = CuePlace['positionEdge'];

const EDGES: Readonly<Record<string, Edge>> = {
  start: 'start', left: 'start', 'line-left': 'start', center: 'center', middle: 'center', end: 'end', right: 'end', 'line-right': 'end',
};

/** Where the line setting puts the block: a share of the height, or a row counted from above (0…) or below (-1…). */
function lineOf(setting: string): Pick<CuePlace, 'line' | 'lineEdge'> | null {
  const [at = '', edge = 'start'] = setting.split(',');
  const share = percentOf(at);
  if (share !== null) return { line: share, lineEdge: EDGES[edge] ?? 'start' };
  if (!/^-?\d+$/.test(at)) return null;
  const row = Number(at);
  return row >= 0 ? { line: clamp(row / ROWS, 0, 1), lineEdge: 'start' } : { line: clamp((ROWS + row + 1) / ROWS, 0, 1), lineEdge: 'end' };
}

/** Cue settings (WebVTT 6.3): `line`, `position`, `align`, `region`, `vertical`. */
function placeOf(settings: string, regions: ReadonlyMap<string, VttRegion>): CuePlace | null {
  const values = settingsOf(settings);
  const line = lineOf(values.get('line') ?? '');
  const align = EDGES[values.get('align') ?? ''] ?? 'center';
  const [at = '', edge = ''] = (values.get('position') ?? '').split(',');
  const told = percentOf(at);
  const position = told ?? (align === 'start' ? 0 : align === 'end' ? 1 : 0.5);
  const place: CuePlace = { line: line?.line ?? null, lineEdge: line?.lineEdge ?? 'end', position, positionEdge: EDGES[edge] ?? align };
  const vertical = values.get('vertical') ?? '';
  // Columns are in no region (WebVTT 6.3).
  if (vertical === 'rl' || vertical === 'lr') return { ...place, vertical };
  // A cue with a line or a width of its own leaves its region.
  const region = line === null && (values.get('size') ?? '100%') === '100%' ? regions.get(values.get('region') ?? '') : undefined;
  if (region !== undefined) return placeInRegion(region, position, place.positionEdge);
  return line === null && told === null && align === 'center' ? null : place;
}

/** Reads one file. */
class VttReader {
  readonly cues: SubtitleCue[] = [];
  private readonly lines: readonly string[];
  private readonly sheet = new VttStyleSheet();
  private readonly regions = new Map<string, VttRegion>();
  private at = 0;

  constructor(text: string) {
    this.lines = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n').replace(/\0/g, '\ufffd').split('\n');
  }

  read(): void {
    for (this.at = 0; this.at < this.lines.length; this.at += 1) {
      const line = this.lines[this.at] ?? '';
      const [, block] = /^(NOTE|STYLE|REGION)(?:[ \t]|$)/.exec(line) ?? [];
      if (block !== undefined && (this.lines[this.at - 1] ?? '') === '') this.readBlock(block);
      else this.readCue(line);
    }
  }

  private readBlock(kind: string): void {
    const inside = this.take(() => true).join('\n');
    // Both stand before all cues.
    if (this.cues.length > 0) return;
    if (kind === 'STYLE') this.sheet.add(inside);
    const region = kind === 'REGION' ? readRegion(inside) : null;
    if (region !== null) this.regions.set(region.id, region);
  }

  private readCue(line: string): void {
    const match = /^\s*([\d:.,]+)[ \t]*-->[ \t]*([\d:.,]+)(.*)$/.exec(line);
    if (match === null) return;
    const id = this.lines[this.at - 1] ?? '';
    const words = this.take((next) => next.indexOf('-->') === -1).join('\n');
    const lines = readMarkup(words, this.sheet.lookOfCue(id), this.sheet.lookOfTag);
    const cue = cueOf(parseVttTime(match[1] ?? ''), parseVttTime(match[2] ?? ''), lines, placeOf((match[3] ?? '').trim(), this.regions));
    if (cue !== null) this.cues.push(cue);
  }

  /** The lines after this one up to an empty one or one that is not wanted. */
  private take(isWanted: (line: string) => boolean): readonly string[] {
    const taken: string[] = [];
    for (let next = this.lines[this.at + 1]; next !== undefined && next !== '' && isWanted(next); next = this.lines[this.at + 1]) {
      taken.push(next);
      this.at += 1;
    }
    return taken;
  }
}

/**
 * Reads the cues of WebVTT with their looks (STYLE blocks, tags, classes) and places (settings, REGION blocks), in order of start. A
 * broken cue is left out and does not spoil the next, and a file that lacks its first line is read all the same.
 */
export function parseVttCues(text: string): readonly SubtitleCue[] {
  const reader = new VttReader(text);
  reader.read();
  return reader.cues.sort((a, b) => a.startMs - b.startMs);
}
