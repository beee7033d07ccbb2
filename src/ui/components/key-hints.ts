import { Box, View } from '#ui/engine';
import type { Text } from '#ui/engine';
import type { Argb } from '#ui/theme';

/** A colour key and what it does here. */
export interface KeyHint {
  readonly key: 'red' | 'green' | 'yellow' | 'blue';
  readonly label: string;
}

/** How hints are made. */
export interface KeyHintsProps {
  /** The hints end at this width, or begin at 0. */
  readonly width: number;
  /** Default `end`. */
  readonly align?: 'start' | 'end';
}

/** The keys as remotes print them; the same in every theme. */
const COLORS: Readonly<Record<KeyHint['key'], Argb>> = { red: 0xffe5484d, green: 0xff46b26b, yellow: 0xfff2c94c, blue: 0xff4c8df0 };
const DOT = 20;
const DOT_GAP = 12;
const GAP = 40;
const HEIGHT = 36;

/** A line that says what the colour keys do. Shown only where the remote has them. */
export class KeyHints extends View<KeyHintsProps> {
  declare private dots: Box[];
  declare private texts: Text[];
  declare private total: number;

  /** From the first dot to the end of the last word, pixels. */
  get lineWidth(): number {
    return this.total;
  }

  /** Shows these hints, instead of others. */
  show(hints: readonly KeyHint[]): void {
    for (const part of [...this.dots, ...this.texts]) this.drop(part);
    this.texts = hints.map(({ label }) => this.addText({ style: 'caption', content: label, color: this.theme.color.text2 }));
    const total = this.texts.reduce((sum, text) => sum + DOT + DOT_GAP + text.width + GAP, -GAP);
    this.total = Math.max(0, total);
    let x = this.props.align === 'start' ? 0 : Math.round(this.props.width - total);
    this.dots = hints.map(({ key }, index) => {
      const dot = this.put(new Box(this.stage), x, (HEIGHT - DOT) / 2);
      dot.setUp({ radius: DOT / 2, color: COLORS[key] });
      dot.setSize(DOT, DOT);
      const text = this.texts[index];
      text?.moveTo(x + DOT + DOT_GAP, (HEIGHT - text.lineHeight) / 2);
      x += Math.round(DOT + DOT_GAP + (text?.width ?? 0) + GAP);
      return dot;
    });
  }

  protected override build(): void {
    this.w = this.props.width;
    this.h = HEIGHT;
    this.dots = [];
    this.texts = [];
    this.total = 0;
  }
}
