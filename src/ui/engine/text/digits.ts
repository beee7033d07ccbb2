import type { Argb } from '#ui/theme';
import { LightningElement } from '../lightning';
import type { Stage } from '../lightning';
import { uiOf } from '../ui';
import { TextTexture } from './text-texture';

/** Width of a digit's cell and of the marks between, parts of the size. */
const DIGIT_CELL = 0.6;
const MARK_CELL = 0.3;
/** Line height, as the design draws ticking numbers. */
const LINE = 1.25;

/** How ticking numbers look. */
export interface DigitsOptions {
  readonly size: number;
  readonly weight?: 500 | 600;
  readonly color?: Argb;
}

/**
 * Numbers that tick: one glyph per cell of fixed width, so that they do not shift each second. Every glyph is one shared
 * picture; changing a digit draws nothing anew. Always left to right.
 */
export class Digits extends LightningElement {
  private options: DigitsOptions;
  private shown: string;
  private readonly cells: LightningElement[];
  private readonly glyphs: Map<string, TextTexture>;

  constructor(stage: Stage) {
    super(stage);
    this.options = { size: 24 };
    this.shown = '';
    this.cells = [];
    this.glyphs = new Map();
    this.rtl = false;
  }

  /** Sets how the digits look; called once after making them. */
  setUp(options: DigitsOptions): void {
    this.options = options;
    this.h = Math.round(options.size * LINE);
  }

  /** What is shown, for example `-18:16`. */
  get content(): string {
    return this.shown;
  }

  set content(content: string) {
    if (this.shown === content) return;
    this.shown = content;
    const { size } = this.options;
    let x = 0;
    for (let i = 0; i < Math.max(content.length, this.cells.length); i += 1) {
      const glyph = content.charAt(i);
      const cell = this.cellAt(i);
      cell.visible = glyph !== '';
      if (glyph === '') continue;
      const cellWidth = (glyph >= '0' && glyph <= '9' ? DIGIT_CELL : MARK_CELL) * size;
      cell.texture = this.glyph(glyph);
      cell.x = Math.round(x + (cellWidth - this.glyphWidth(glyph)) / 2);
      x += cellWidth;
    }
    this.w = Math.round(x);
  }

  /** Tints all digits. */
  tint(color: Argb): void {
    for (const cell of this.cells) cell.color = color;
    this.options = { ...this.options, color };
  }

  private glyphWidth(glyph: string): number {
    return uiOf(this.stage).meter.width(glyph, { size: this.options.size, weight: this.options.weight ?? 600 });
  }

  private cellAt(index: number): LightningElement {
    const known = this.cells[index];
    if (known !== undefined) return known;
    const cell = new LightningElement(this.stage);
    cell.color = this.options.color ?? uiOf(this.stage).theme.color.text;
    this.cells.push(cell);
    this.childList.a(cell);
    return cell;
  }

  private glyph(glyph: string): TextTexture {
    let texture = this.glyphs.get(glyph);
    if (texture === undefined) {
      const { size, weight } = this.options;
      texture = new TextTexture(this.stage);
      texture.show({ lines: [glyph], size, lineHeight: Math.round(size * LINE), weight: weight ?? 600, width: this.glyphWidth(glyph), align: 'start', isRightToLeft: false, fontEpoch: 0 });
      this.glyphs.set(glyph, texture);
    }
    return texture;
  }
}
