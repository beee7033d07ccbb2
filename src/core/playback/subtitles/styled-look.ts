import { clamp } from '../../base';
import { colorOf, groundOf } from './cue-colors';
import type { CueLook } from './subtitle-cue';

/** What a style of TTML or CSS says of a text; an empty word says nothing. */
export interface StyleWords {
  readonly weight: string;
  readonly slant: string;
  readonly line: string;
  readonly color: string;
  readonly ground: string;
  /** Relative to what is around: `1.2em`, `80%`, `larger`. Other units leave the viewer's size. */
  readonly size: string;
  readonly shadow: string;
  readonly outline: string;
}

/** Smaller and larger than these nobody can read, or nothing else can be seen. */
const LEAST_SIZE = 0.5;
const MOST_SIZE = 2;
const SIZES: Readonly<Record<string, number>> = { 'xx-small': 0.6, 'x-small': 0.75, 'small': 0.89, 'medium': 1, 'large': 1.2, 'x-large': 1.5, 'xx-large': 2 };
const STEPS: Readonly<Record<string, number>> = { smaller: 1 / 1.2, larger: 1.2 };

function sizeOf(text: string, outer: number): number {
  const [, told = '', unit = ''] = /^(\d*\.?\d+)(%|em|rem)$/.exec(text) ?? [];
  const factor = told === '' ? STEPS[text] : Number(told) / (unit === '%' ? 100 : 1);
  const size = factor === undefined ? (SIZES[text] ?? outer) : factor * (unit === 'rem' ? 1 : outer);
  return clamp(size, LEAST_SIZE, MOST_SIZE);
}

function edgeOf(shadow: string, outline: string): CueLook['edge'] {
  if (outline !== '' && outline !== 'none') return 'outline';
  // Several shadows are how style sheets draw a line around.
  if (shadow !== '' && shadow !== 'none') return shadow.replace(/\([^)]*\)/g, '').split(',').length > 2 ? 'outline' : 'shadow';
  return shadow === 'none' || outline === 'none' ? 'none' : null;
}

/** The look of what has a style inside of something that looks like `outer`. */
export function styledLook(outer: CueLook, { weight, slant, line, color, ground, size, shadow, outline }: StyleWords): CueLook {
  return {
    isBold: weight === '' ? outer.isBold : weight === 'bold',
    isItalic: slant === '' ? outer.isItalic : slant !== 'normal',
    isUnderlined: line === '' ? outer.isUnderlined : /(^|\s)underline/.test(line),
    color: colorOf(color) ?? outer.color,
    ground: groundOf(ground) ?? outer.ground,
    size: size === '' ? outer.size : sizeOf(size, outer.size),
    edge: edgeOf(shadow, outline) ?? outer.edge,
  };
}
