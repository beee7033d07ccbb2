import { Bar, View } from '#ui/engine';
import { withAlpha } from '#ui/theme';

const DOT = { w: 12, h: 8, gap: 10, alpha: 0.4 } as const;
const CURRENT_WIDTH = 44;

/** Which of the hero's slides is shown: small bars, the current one long. `w` follows their number. */
export class SlideDots extends View {
  declare private bars: Bar[];

  /** Shows `index` of `count`; a single slide has no dots. */
  show(index: number, count: number): void {
    const { color } = this.theme;
    const used = count > 1 ? count : 0;
    while (this.bars.length < used) {
      const bar = this.put(new Bar(this.stage));
      bar.setUp(DOT.h, color.text);
      this.bars.push(bar);
    }
    let x = 0;
    this.bars.forEach((bar, i) => {
      const isCurrent = i === index;
      bar.setLength(i < used ? (isCurrent ? CURRENT_WIDTH : DOT.w) : 0);
      bar.tint(isCurrent ? color.text : withAlpha(color.text, DOT.alpha));
      bar.x = x;
      if (i < used) x += (isCurrent ? CURRENT_WIDTH : DOT.w) + DOT.gap;
    });
    this.w = Math.max(0, x - DOT.gap);
  }

  protected override build(): void {
    this.bars = [];
    this.w = 0;
    this.h = DOT.h;
  }
}
