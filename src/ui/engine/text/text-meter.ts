import type { TypeStyle } from '#ui/theme';
import { familyOf } from './font-family';

/** What a text is drawn with: size and weight of a type style. */
export interface TextFont {
  readonly size: number;
  readonly weight: number;
  /** Slanted by the engine where a face has no italics; as wide as upright. */
  readonly isItalic?: boolean;
}

/** The CSS font `content` is drawn with at a render scale. */
export function cssFont(font: TextFont, content: string, scale = 1): string {
  return `${font.isItalic === true ? 'italic ' : ''}${String(font.weight)} ${String(font.size * scale)}px ${familyOf(content)}`;
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
    this.context.font = cssFont(font, content);
    const { width } = this.context.measureText(content);
    this.widths.set(key, width);
    return width;
  }

  /** Forgets everything; called when a font has arrived. */
  forget(): void {
    this.widths.clear();
  }
}
