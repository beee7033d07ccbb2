import { Box, View } from '#ui/engine';
import type { Text } from '#ui/engine';

/** How the cells are made. */
export interface CodeCellsProps {
  /** Letters of a code, without its dash. */
  readonly letters: number;
}

/** From the mock `b1-signin-device`. */
const CELL = { w: 58, h: 80, radius: 12, gap: 12 } as const;
const MIDDLE_GAP = 8;

/** A code letter by letter, in two halves; left to right in every language. */
export class CodeCells extends View<CodeCellsProps> {
  declare private texts: Text[];

  /** Shows a code such as `K7PX-4M2R`. */
  show(code: string): void {
    const letters = code.replace(/-/g, '');
    this.texts.forEach((text, index) => {
      text.content = letters.charAt(index);
    });
  }

  protected override build(): void {
    const { letters } = this.props;
    const { color } = this.theme;
    this.rtl = false;
    this.h = CELL.h;
    this.texts = [];
    let x = 0;
    for (let i = 0; i < letters; i += 1) {
      const box = this.put(new Box(this.stage), x);
      box.setUp({ radius: CELL.radius, color: color.surface, border: this.theme.borderWidth, borderColor: color.line });
      box.setSize(CELL.w, CELL.h);
      const text = this.addText({ style: 'title2', align: 'center', boxWidth: CELL.w, direction: 'ltr' });
      text.moveTo(x, (CELL.h - text.lineHeight) / 2);
      this.texts.push(text);
      x += CELL.w + CELL.gap + (i + 1 === letters / 2 ? MIDDLE_GAP + CELL.gap : 0);
    }
    this.w = x - CELL.gap;
  }
}
