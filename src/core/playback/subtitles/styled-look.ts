import { colorOf, groundOf } from './cue-colors';
import type { CueLook } from './subtitle-cue';

/** What a style of TTML or CSS says of a text; an empty word says nothing. */
export interface StyleWords {
  readonly weight: string;
  readonly slant: string;
  readonly line: string;
  readonly color: string;
  readonly ground: string;
}

/** The look of what has a style inside of something that looks like `outer`. */
export function styledLook(outer: CueLook, { weight, slant, line, color, ground }: StyleWords): CueLook {
  return {
    isBold: weight === '' ? outer.isBold : weight === 'bold',
    isItalic: slant === '' ? outer.isItalic : slant !== 'normal',
    isUnderlined: line === '' ? outer.isUnderlined : /(^|\s)underline/.test(line),
    color: colorOf(color) ?? outer.color,
    ground: groundOf(ground) ?? outer.ground,
  };
}
