import type { StripPicture } from '../h264';
import type { GlyphFont, GlyphSet, StripScale } from './glyphs';
import { GUTTER, mixYcc, STRIP, yccOf, type Ycc } from './strip-layout';

/** What does not change while a channel or title plays. */
export interface StripFace {
  /** Accent `#rrggbb`. */
  readonly color: string;
  /** Short text on the coloured plate: channel number, year, `S2E4`. */
  readonly plate: string;
  readonly name: string;
}

const BRIGHT = yccOf('#f6f3ee');
const DIM = yccOf('#a8a59f');
const INK = yccOf('#15120f');

/** Share of the accent in the band behind the text. */
const BAND_TINT = 0.2;

/** Luma above which dark letters read better on the plate. */
const BRIGHT_PLATE = 140;

interface Canvas extends StripPicture {
  readonly scale: StripScale;
}

/** Left, top, width, height. */
type Area = readonly [left: number, top: number, width: number, height: number];

function fillRect(canvas: Canvas, [left, top, width, height]: Area, color: Ycc): void {
  const { scale } = canvas;
  fillPlane(canvas.luma, canvas.widthMbs * 16, [left * scale, top * scale, width * scale, height * scale], color.y);
  const half = [(left * scale) / 2, (top * scale) / 2, (width * scale) / 2, (height * scale) / 2] as const;
  fillPlane(canvas.cb, canvas.widthMbs * 8, half, color.cb);
  fillPlane(canvas.cr, canvas.widthMbs * 8, half, color.cr);
}

function fillPlane(plane: Uint8Array, stride: number, rect: Area, value: number): void {
  const [left, top, width, height] = rect;
  const bottom = Math.min(top + height, plane.length / stride);
  for (let line = top; line < bottom; line += 1) plane.fill(value, line * stride + left, line * stride + Math.min(left + width, stride));
}

function blend(plane: Uint8Array, at: number, value: number, alpha: number): void {
  const under = plane[at] ?? 0;
  plane[at] = Math.round(under + ((value - under) * alpha) / 255);
}

function drawGlyph(canvas: Canvas, alpha: Uint8Array, area: Area, color: Ycc): void {
  const [left, top, width, height] = area;
  const stride = canvas.widthMbs * 16;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const share = alpha[y * width + x] ?? 0;
      if (share === 0 || left + x >= stride) continue;
      blend(canvas.luma, (top + y) * stride + left + x, color.y, share);
      const at = ((top + y) >> 1) * (stride / 2) + ((left + x) >> 1);
      blend(canvas.cb, at, color.cb, share / 4);
      blend(canvas.cr, at, color.cr, share / 4);
    }
  }
}

function lettersOf(font: GlyphFont, text: string): Uint8Array[] {
  const unknown = font.glyphs.get('?') ?? new Uint8Array(font.height);
  return Array.from(text, (letter) => font.glyphs.get(letter) ?? unknown);
}

function widthOf(font: GlyphFont, text: string): number {
  return lettersOf(font, text).reduce((sum, alpha) => sum + alpha.length / font.height, 0);
}

/** Draws `text` from `left` on, in picture pixels; letters that would pass `right` are left out. */
function drawText(canvas: Canvas, font: GlyphFont, text: string, place: { left: number; right: number; top: number }, color: Ycc): void {
  let { left } = place;
  for (const alpha of lettersOf(font, text)) {
    const width = alpha.length / font.height;
    if (left + width > place.right) return;
    drawGlyph(canvas, alpha, [left, place.top, width, font.height], color);
    left += width;
  }
}

/** Draws strips of one rendition. Cheap: the unchanging part of a face is drawn once. */
export class StripPainter {
  private readonly faces = new Map<StripFace, Canvas>();

  /** `widthMbs` and `heightMbs` are those of the strip, macroblock rows below the visible picture included. */
  constructor(
    private readonly glyphs: GlyphSet,
    private readonly scale: StripScale,
    private readonly widthMbs: number,
    private readonly heightMbs: number,
  ) {}

  /** The strip with `note` (small) and `clock` (large, at most eight characters of `0-9:`). */
  paint(face: StripFace, note: string, clock: string): StripPicture {
    const base = this.faceOf(face);
    const canvas: Canvas = { ...base, luma: base.luma.slice(), cb: base.cb.slice(), cr: base.cr.slice() };
    const { scale } = this;
    const top = (STRIP.textTop - STRIP.top) * scale;
    const noteRight = STRIP.noteRight * scale;
    const noteLeft = Math.round(noteRight - widthOf(this.glyphs.text, note));
    drawText(canvas, this.glyphs.text, note, { left: noteLeft, right: noteRight, top }, DIM);
    const clockLeft = STRIP.clock.left * scale;
    const clockPlace = { left: clockLeft, right: clockLeft + STRIP.clock.cells * STRIP.clock.cellWidth * scale, top: (STRIP.clock.top - STRIP.top) * scale };
    drawText(canvas, this.glyphs.clock, clock, clockPlace, BRIGHT);
    return canvas;
  }

  private faceOf(face: StripFace): Canvas {
    const known = this.faces.get(face);
    if (known !== undefined) return known;
    const size = this.widthMbs * this.heightMbs;
    const canvas: Canvas = {
      scale: this.scale,
      widthMbs: this.widthMbs,
      heightMbs: this.heightMbs,
      luma: new Uint8Array(size * 256),
      cb: new Uint8Array(size * 64),
      cr: new Uint8Array(size * 64),
    };
    const accent = yccOf(face.color);
    const width = STRIP.pictureWidth;
    fillRect(canvas, [0, 0, width, this.heightMbs * 32], GUTTER);
    fillRect(canvas, [0, STRIP.band.top - STRIP.top, width, STRIP.band.height], mixYcc(GUTTER, accent, BAND_TINT));
    fillRect(canvas, [0, STRIP.bar.top - STRIP.top, width, STRIP.bar.height], accent);
    fillRect(canvas, [STRIP.plate.left, STRIP.band.top - STRIP.top, STRIP.plate.width, STRIP.band.height], accent);
    const { text } = this.glyphs;
    const top = (STRIP.textTop - STRIP.top) * this.scale;
    const plateWidth = STRIP.plate.width * this.scale;
    const plateLeft = Math.max(0, Math.round((plateWidth - widthOf(text, face.plate)) / 2));
    drawText(canvas, text, face.plate, { left: plateLeft, right: plateWidth, top }, accent.y > BRIGHT_PLATE ? INK : BRIGHT);
    const nameRight = (STRIP.noteRight - 96) * this.scale;
    drawText(canvas, text, face.name, { left: STRIP.nameLeft * this.scale, right: nameRight, top }, BRIGHT);
    this.faces.set(face, canvas);
    return canvas;
  }
}
