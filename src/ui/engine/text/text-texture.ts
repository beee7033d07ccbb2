import type { Stage } from '../lightning';
import { CanvasTexture } from '../shapes/canvas-texture';
import type { CanvasPicture } from '../shapes/canvas-texture';
import { FONT_ASCENT, FONT_DESCENT } from './font-set';
import { beginsLeftToRight } from './scripts';
import { cssFont } from './text-meter';

/** Everything that decides how a text's picture looks. Colour does not: text is drawn white and tinted. */
export interface DrawnText {
  readonly lines: readonly string[];
  readonly size: number;
  readonly lineHeight: number;
  readonly weight: number;
  readonly isItalic?: boolean;
  /** Width of the picture, pixels at 1920x1080. */
  readonly width: number;
  /** Where short lines of several stand. */
  readonly align: 'start' | 'center' | 'end';
  readonly isRightToLeft: boolean;
  /** Grows when a font arrives, so that the picture is drawn again. */
  readonly fontEpoch: number;
}

/** Room below the last line for long descenders; Arabic needs more. Pixels. */
const BOTTOM_ROOM = 4;
const BOTTOM_ROOM_RTL = 8;
/**
 * How far letters reach below the baseline, parts of the size: Devanagari with a vowel under a stack of consonants (its hhea table), Arabic with a vowel
 * below, and the dots of its yeh (drawn in 600). The first that fits counts.
 */
const DEPTHS: ReadonlyArray<readonly [letters: RegExp, depth: number]> = [[/[\u0900-\u097f]/, 0.41], [/[\u064d\u0650]/, 0.75], [/[\u0600-\u06ff]/, 0.46]];
/** Letters may stand out of their box by a hair. */
const SIDE_ROOM = 2;
/** Slanted letters lean out of their box by about this part of their size. */
const SLANT = 0.2;

/** Marks that set a line's direction; understood by every engine, unlike the 2D context's `direction`. */
const RIGHT_TO_LEFT = '\u202b';
const LEFT_TO_RIGHT = '\u202a';
const END_OF_MARK = '\u202c';

/** Width of a text's picture. */
function pictureWidth({ isItalic, size, width }: Pick<DrawnText, 'isItalic' | 'size' | 'width'>): number {
  return width + SIDE_ROOM + (isItalic === true ? size * SLANT : 0);
}

/** Height of a text's picture. */
export function drawnHeight({ lines, size, lineHeight, isRightToLeft }: Pick<DrawnText, 'lines' | 'size' | 'lineHeight' | 'isRightToLeft'>): number {
  const room = isRightToLeft ? BOTTOM_ROOM_RTL : BOTTOM_ROOM;
  const deep = DEPTHS.find(([letters]) => letters.test(lines[lines.length - 1] ?? ''));
  const depth = deep === undefined ? 0 : Math.ceil(size * deep[1]) - (lineHeight - baselineOf(size, lineHeight));
  return Math.max(1, lines.length) * lineHeight + Math.max(room, depth);
}

/** Distance from the top of a line to its baseline, as CSS places it: the font's box centred in the line. */
export function baselineOf(size: number, lineHeight: number): number {
  const ascent = Math.round(size * FONT_ASCENT);
  const descent = Math.round(size * FONT_DESCENT);
  return Math.floor((lineHeight - ascent - descent) / 2) + ascent;
}

/** Picture of a text. Equal texts share one. */
export class TextTexture extends CanvasTexture {
  private drawn: DrawnText | null;

  constructor(stage: Stage) {
    super(stage);
    this.drawn = null;
    this.precision = stage.getRenderPrecision();
  }

  /** Draws another text. */
  show(drawn: DrawnText | null): void {
    this.drawn = drawn;
    this._changed();
  }

  protected override _getIsValid(): boolean {
    return this.drawn !== null;
  }

  protected override _getLookupId(): string | null {
    const text = this.drawn;
    if (text === null) return null;
    return `text ${text.isItalic === true ? 'i' : ''}${text.weight} ${text.size} ${text.lineHeight} ${Math.ceil(text.width)} ${text.align.charAt(0)}${text.isRightToLeft ? 'r' : 'l'} ${text.fontEpoch} ${text.lines.join('\n')}`;
  }

  protected override picture(): CanvasPicture | null {
    const { drawn } = this;
    if (drawn === null) return null;
    return {
      w: pictureWidth(drawn),
      h: drawnHeight(drawn),
      isOpen: true,
      paint(context, scale) {
        paintText(drawn, context, scale);
      },
    };
  }
}

/** Draws a text in white, its box at the context's origin. */
function paintText(text: DrawnText, context: CanvasRenderingContext2D, scale: number): void {
  const content = text.lines.join(' ');
  context.font = cssFont(text, content, scale);
  context.fillStyle = '#fff';
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  const baseline = baselineOf(text.size, text.lineHeight);
  const mark = text.isRightToLeft && !beginsLeftToRight(content) ? RIGHT_TO_LEFT : LEFT_TO_RIGHT;
  const isRight = (text.align === 'end') !== text.isRightToLeft;
  const share = text.align === 'center' ? 0.5 : isRight ? 1 : 0;
  for (let i = 0; i < text.lines.length; i += 1) {
    const line = `${mark}${text.lines[i] ?? ''}${END_OF_MARK}`;
    // Measuring costs as much as drawing: only where a line does not begin at the edge.
    const free = share === 0 ? 0 : text.width * scale - context.measureText(line).width;
    context.fillText(line, Math.max(0, free * share), Math.round((i * text.lineHeight + baseline) * scale));
  }
}
