import { clamp } from '../../base';
import type { CuePlace } from './subtitle-cue';

/** Height of a line of a region, as a share of the picture (WebVTT section 7.2: 5.33 of a hundred). */
const LINE_HEIGHT = 0.0533;

type Pair = readonly [x: number, y: number];

/** A region: where its box stands. Shares of the picture. */
export interface VttRegion {
  readonly id: string;
  readonly left: number;
  readonly width: number;
  readonly bottom: number;
}

/** Settings of a cue or a region: `name:value` words. */
export function settingsOf(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const word of text.split(/[ \t\n\f]+/)) {
    const colon = word.indexOf(':');
    if (colon > 0) values.set(word.slice(0, colon), word.slice(colon + 1));
  }
  return values;
}

/** A share told in percent, `null` for anything else. */
export function percentOf(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)%$/.exec(text);
  const value = match === null ? NaN : Number(match[1]);
  return value >= 0 && value <= 100 ? value / 100 : null;
}

function pairOf(text: string): Pair | null {
  const [x = '', y = ''] = text.split(',');
  const [left, top] = [percentOf(x), percentOf(y)];
  return left === null || top === null ? null : [left, top];
}

/** Reads the settings of a REGION block (section 6.2); one without an id is none. What cannot be read stays as the standard has it. */
export function readRegion(settings: string): VttRegion | null {
  const values = settingsOf(settings);
  const id = values.get('id') ?? '';
  if (id === '' || id.indexOf('-->') !== -1) return null;
  const told = (name: string): string => values.get(name) ?? '';
  const width = percentOf(told('width')) ?? 1;
  const lines = /^\d+$/.test(told('lines')) ? Number(told('lines')) : 3;
  const [anchorX, anchorY] = pairOf(told('regionanchor')) ?? [0, 1];
  const [viewX, viewY] = pairOf(told('viewportanchor')) ?? [0, 1];
  return { id, width, left: viewX - anchorX * width, bottom: viewY + (1 - anchorY) * lines * LINE_HEIGHT };
}

/** Where a cue stands in its region: on its floor, at `position` of its width. Cues of one place stand together, the newest below. */
export function placeInRegion(region: VttRegion, position: number, edge: CuePlace['positionEdge']): CuePlace {
  return { line: clamp(region.bottom, 0, 1), lineEdge: 'end', position: clamp(region.left + position * region.width, 0, 1), positionEdge: edge };
}
