import type { Argb, TypeStyleName } from '#ui/theme';
import { LightningElement } from '../lightning';
import type { Stage } from '../lightning';
import { uiOf } from '../ui';
import { layoutText } from './layout-text';
import { forEachScript } from './scripts';
import type { TextFont } from './text-meter';
import { drawnHeight, TextTexture } from './text-texture';

/** How a text is set. */
export interface TextOptions {
  readonly style: TypeStyleName;
  readonly content?: string;
  /** Default: the theme's `text`. */
  readonly color?: Argb;
  /** Where lines are cut or broken; 0 or absent: one line of any width. Pixels. */
  readonly maxWidth?: number;
  /** Lines before the cut; default 1. */
  readonly lines?: number;
  /** Where the text stands in a box of `boxWidth` (default `maxWidth`). */
  readonly align?: 'start' | 'center' | 'end';
  readonly boxWidth?: number;
  readonly weight?: 400 | 500 | 600;
  readonly isItalic?: boolean;
  /** Where the size differs from the style's (the clock). */
  readonly size?: number;
  /** Default: the interface's. Numbers, codes and addresses are always left to right. */
  readonly direction?: 'ltr' | 'rtl';
}

/**
 * Text from the theme's styles, placed as CSS would place it. Its width is known as soon as it has content. Colour is a
 * tint: changing it draws nothing anew. `x`, `y` of the element are set by {@link Text.moveTo}.
 */
export class Text extends LightningElement {
  /** Told when the words became wider or narrower by themselves: the font they wait for has arrived. */
  onResized: (() => void) | null;
  private options: TextOptions;
  private textContent: string;
  private boxX: number;
  private boxY: number;
  private drawnWidth: number;
  private drawnLines: number;
  private wasCut: boolean;
  private picture: TextTexture | null;
  private stopWaiting: (() => void) | null;

  constructor(stage: Stage) {
    super(stage);
    this.onResized = null;
    this.options = { style: 'body' };
    this.textContent = '';
    this.boxX = 0;
    this.boxY = 0;
    this.drawnWidth = 0;
    this.drawnLines = 0;
    this.wasCut = false;
    this.picture = null;
    this.stopWaiting = null;
  }

  /** Sets how the text looks; called once after making it. */
  setUp(options: TextOptions): void {
    this.options = options;
    this.color = options.color ?? uiOf(this.stage).theme.color.text;
    this.textContent = options.content ?? '';
    this.redo();
  }

  /** The words. */
  get content(): string {
    return this.textContent;
  }

  set content(content: string) {
    if (this.textContent === content) return;
    this.textContent = content;
    this.redo();
  }

  /** Sets words and their room ({@link TextOptions.maxWidth}) in one go: each alone would be set and drawn by itself. */
  show(content: string, maxWidth: number): void {
    if (this.textContent === content && this.room === maxWidth) return;
    this.textContent = content;
    this.options = { ...this.options, maxWidth };
    this.redo();
  }

  /** Width other words would have on one line, pixels, in the look of this text. */
  widthOf(content: string): number {
    return content === '' ? 0 : layoutText(content, this.font, { maxWidth: 0, maxLines: 1 }, uiOf(this.stage).meter).width;
  }

  /** Width of what is drawn, pixels; 0 without content. */
  get width(): number {
    return this.drawnWidth;
  }

  /** Height of what is drawn: lines times line height. */
  get height(): number {
    return this.drawnLines * this.lineHeight;
  }

  /** Lines drawn. */
  get lineCount(): number {
    return this.drawnLines;
  }

  /** Whether words are missing behind an ellipsis. */
  get isCut(): boolean {
    return this.wasCut;
  }

  /** Where it is cut, pixels; 0: nowhere. */
  get room(): number {
    return this.options.maxWidth ?? 0;
  }

  /** Height of its picture, with what reaches below the last line. */
  get drawnHeight(): number {
    return this.picture?.mh ?? 0;
  }

  /** The same words in the same look, on one line of any width. */
  copyWhole(): Text {
    const whole = new Text(this.stage);
    whole.setUp({ ...this.options, content: this.textContent, color: this.color, maxWidth: 0, boxWidth: 0, align: 'start' });
    return whole;
  }

  /** Height of one line. */
  get lineHeight(): number {
    return uiOf(this.stage).theme.type[this.options.style].line;
  }

  /** Puts the box's corner where reading starts at `x`, `y`. */
  moveTo(x: number, y: number): void {
    this.boxX = x;
    this.boxY = y;
    this.settle();
  }

  /** Changes how much room there is; the words are set again. */
  setRoom(maxWidth: number, lines = this.options.lines ?? 1): void {
    if (this.options.maxWidth === maxWidth && (this.options.lines ?? 1) === lines) return;
    this.options = { ...this.options, maxWidth, lines };
    this.redo();
  }

  /** Changes the weight: selected items are bolder than their neighbours. */
  setWeight(weight: 400 | 500 | 600): void {
    if (this.options.weight === weight) return;
    this.options = { ...this.options, weight };
    this.redo();
  }

  protected override _onDetach(): void {
    super._onDetach();
    this.stopWaiting?.();
    this.stopWaiting = null;
  }

  private redo(): void {
    const ui = uiOf(this.stage);
    const { options } = this;
    const style = ui.theme.type[options.style];
    if (this.textContent === '') {
      this.drawnWidth = 0;
      this.drawnLines = 0;
      this.wasCut = false;
      this.visible = false;
      return;
    }
    this.visible = true;
    const fontEpoch = this.waitForFonts();
    const { font } = this;
    const layout = layoutText(this.textContent, font, { maxWidth: options.maxWidth ?? 0, maxLines: options.lines ?? 1 }, ui.meter);
    const isRightToLeft = (options.direction ?? ui.theme.direction) === 'rtl';
    this.drawnWidth = layout.width;
    this.drawnLines = layout.lines.length;
    this.wasCut = layout.isCut;
    this.picture = this.picture ?? new TextTexture(this.stage);
    // What was drawn before must not stand for the new words until those are drawn.
    this.texture = null;
    const drawn = { ...font, lines: layout.lines, lineHeight: style.line, width: layout.width, align: options.align ?? 'start', isRightToLeft, fontEpoch };
    this.picture.show(drawn);
    // Until the picture is there, bounds are judged by these.
    this.picture.mw = Math.max(1, layout.width);
    this.picture.mh = drawnHeight(drawn);
    this.texture = this.picture;
    this.settle();
  }

  private get font(): TextFont {
    const { options } = this;
    const style = uiOf(this.stage).theme.type[options.style];
    return { size: options.size ?? style.size, weight: options.weight ?? style.weight, isItalic: options.isItalic === true };
  }

  private settle(): void {
    const { align, boxWidth, maxWidth } = this.options;
    const share = align === 'center' ? 0.5 : align === 'end' ? 1 : 0;
    const free = (boxWidth ?? maxWidth ?? 0) * share - this.drawnWidth * share;
    // Whole pixels: a picture between two pixels is blurred.
    this.x = Math.round(this.boxX + free);
    this.y = Math.round(this.boxY);
  }

  /** Asks for the fonts of what is written. Answers what tells two drawings of it apart: 0 for plain Latin. */
  private waitForFonts(): number {
    const { fonts } = uiOf(this.stage);
    const seen = { isPlain: true, isMissing: false };
    forEachScript(this.textContent, (script) => {
      seen.isPlain = false;
      if (!fonts.has(script)) seen.isMissing = true;
    });
    if (seen.isMissing && this.stopWaiting === null) {
      this.stopWaiting = fonts.onLoaded(() => {
        this.stopWaiting?.();
        this.stopWaiting = null;
        const before = this.drawnWidth;
        this.redo();
        if (this.drawnWidth !== before) this.onResized?.();
      });
    }
    return seen.isPlain ? 0 : fonts.epoch;
  }
}
