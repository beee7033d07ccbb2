import { AppError } from '#core/base';

/** Letters of one font at one size: alpha of each, row by row; a letter's width is its length divided by `height`. */
export interface GlyphFont {
  readonly height: number;
  readonly glyphs: ReadonlyMap<string, Uint8Array>;
}

/** The strip's fonts for the two renditions, full and half size. */
export interface GlyphSet {
  readonly clock: GlyphFont;
  readonly text: GlyphFont;
}

/** Scale of a rendition against 640x360. */
export type StripScale = 1 | 0.5;

function parseFont(value: unknown): GlyphFont {
  if (typeof value === 'object' && value !== null && 'height' in value && 'glyphs' in value) {
    const { height, glyphs } = value;
    if (typeof height === 'number' && typeof glyphs === 'object' && glyphs !== null) {
      const map = new Map<string, Uint8Array>();
      for (const [letter, data] of Object.entries(glyphs)) if (typeof data === 'string') map.set(letter, Buffer.from(data, 'base64'));
      return { height, glyphs: map };
    }
  }
  throw new AppError('media.unsupported', { message: 'The strip letters cannot be read' });
}

/** Parses `strip/glyphs.json`. */
export function parseGlyphs(json: string, scale: StripScale): GlyphSet {
  const value: unknown = JSON.parse(json);
  const fonts: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {};
  return { clock: parseFont(fonts[`clock@${String(scale)}`]), text: parseFont(fonts[`text@${String(scale)}`]) };
}
