import type { Argb, TypeStyleName } from '#ui/theme';
import { LightningElement } from '../lightning';
import type { Stage } from '../lightning';
import { DrawnTexture } from '../shapes/drawn-texture';
import { uiOf } from '../ui';
import { forEachScript } from './scripts';
import { drawnHeight, paintText, pictureWidth } from './text-texture';
import type { TextFont } from './text-meter';

/** A text of a strip; `x` counts from where reading starts. Pixels. */
export interface StripText {
  readonly content: string;
  readonly x: number;
}

/** How a strip looks. */
export interface TextStripOptions {
  readonly style: TypeStyleName;
  readonly width: number;
  readonly color: Argb;
}

/** Short texts of one style on one line, drawn as one picture: one draw call for all of them. */
export class TextStrip extends LightningElement {
  private options: TextStripOptions;
  private texts: readonly StripText[];
  private readonly picture: DrawnTexture;
  private stopWaiting: (() => void) | null;

  constructor(stage: Stage) {
    super(stage);
    this.options = { style: 'body', width: 0, color: 0xffffffff };
    this.texts = [];
    this.picture = new DrawnTexture(stage);
    this.stopWaiting = null;
  }

  /** Sets how the strip looks; called once after making it. */
  setUp(options: TextStripOptions): void {
    this.options = options;
    this.color = options.color;
    this.w = options.width;
  }

  /** Height of the line. */
  get lineHeight(): number {
    return uiOf(this.stage).theme.type[this.options.style].line;
  }

  /** Width of a text as it is drawn here, pixels. */
  widthOf(content: string): number {
    return uiOf(this.stage).meter.width(content, this.font);
  }

  /** Shows other texts; draws anew only where they differ. */
  show(texts: readonly StripText[]): void {
    this.texts = texts;
    this.redo();
  }

  protected override _onDetach(): void {
    super._onDetach();
    this.stopWaiting?.();
    this.stopWaiting = null;
  }

  private get font(): TextFont {
    const { size, weight } = uiOf(this.stage).theme.type[this.options.style];
    return { size, weight };
  }

  private redo(): void {
    const { fonts, meter, theme } = uiOf(this.stage);
    const { width } = this.options;
    const { font, lineHeight, texts } = this;
    this.waitForFonts();
    const isRightToLeft = theme.direction === 'rtl';
    // No function in here may use `this`: what draws is kept with its picture, and would keep the strip and what stands around it.
    const drawn = texts.map(({ content, x }) => {
      const text = { ...font, lines: [content], lineHeight, width: meter.width(content, font), align: 'start' as const, isRightToLeft, fontEpoch: fonts.epoch };
      return { text, x: Math.round(isRightToLeft ? width - x - Math.ceil(pictureWidth(text)) : x) };
    });
    this.h = Math.max(lineHeight, ...drawn.map(({ text }) => drawnHeight(text)));
    const words = drawn.map(({ text, x }) => `${String(x)} ${text.lines.join('')}`).join('\n');
    this.picture.show({
      id: `strip ${String(font.weight)} ${String(font.size)} ${String(width)} ${String(this.h)} ${String(fonts.epoch)} ${words}`,
      w: width,
      h: this.h,
      isOpen: true,
      draw(context) {
        for (const { text, x } of drawn) {
          context.save();
          context.translate(x, 0);
          paintText(text, context, 1);
          context.restore();
        }
      },
    });
    this.texture = this.picture;
  }

  private waitForFonts(): void {
    const { fonts } = uiOf(this.stage);
    const seen = { isMissing: false };
    for (const { content } of this.texts) {
      forEachScript(content, (script) => {
        if (!fonts.has(script)) seen.isMissing = true;
      });
    }
    if (!seen.isMissing || this.stopWaiting !== null) return;
    this.stopWaiting = fonts.onLoaded(() => {
      this.stopWaiting?.();
      this.stopWaiting = null;
      this.redo();
    });
  }
}
