import type { TypeStyle } from '#ui/theme';
import { FONT_FAMILY } from './font-set';

/** What a text is drawn with: size and weight of a type style. */
export interface TextFont {
  readonly size: number;
  readonly weight: number;
}

/** The CSS font of a text at a render scale. */
export function cssFont(font: TextFont, scale = 1): string {
  return `${String(font.weight)} ${String(font.size * scale)}px ${FONT_FAMILY}`;
}

/** As much of a 2D context as measuring needs. */
export interface MeasuringContext {
  font: string;
  measureText(text: string): { readonly width: number };
}

/** Entries kept. Smaller: words are measured again; larger: memory. A page holds some hundreds of words. */
const CACHE_SIZE = 4000;

/** Measures text with the real font, before anything that follows it is placed. Answers are kept. */
export class TextMeter {
  private readonly context: MeasuringContext;
  private readonly widths = new Map<string, number>();

  constructor(context: MeasuringContext) {
    this.context = context;
  }

  /** Width in pixels at 1920x1080. */
  width(content: string, font: TextFont | TypeStyle): number {
    if (content === '') return 0;
    const key = `${String(font.weight)} ${String(font.size)} ${content}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known;
    if (this.widths.size >= CACHE_SIZE) this.widths.clear();
    this.context.font = cssFont(font);
    const { width } = this.context.measureText(content);
    this.widths.set(key, width);
    return width;
  }

  /** Forgets everything; called when a font has arrived. */
  forget(): void {
    this.widths.clear();
  }
}
