import { CANVAS_HEIGHT, CANVAS_WIDTH, LightningElement, View } from '#ui/engine';
import { AMBIENT, parseColor, withAlpha } from '#ui/theme';

/** Light of pages whose content has no colour of its own. */
const NEUTRAL = '#2b3350';

/**
 * The ground of a page without a backdrop: the page's colour, and in the far upper corner the dominant colour of what has
 * focus. Opaque: no video shows through. Callers wait for rest before they change it.
 */
export class Ambient extends View {
  declare private slots: readonly [LightningElement, LightningElement];
  declare private lit: 0 | 1;
  declare private shown: string;

  /** Lights the corner in a colour `#rrggbb`; empty: the neutral one. Fades from what was there. */
  show(tint: string): void {
    const color = parseColor(tint) === null ? NEUTRAL : tint;
    if (color === this.shown || this.theme.isHighContrast) return;
    const { motion } = this.ui;
    const isFirst = this.shown === '';
    this.shown = color;
    const last = this.slots[this.lit];
    this.lit = this.lit === 0 ? 1 : 0;
    const next = this.slots[this.lit];
    const argb = parseColor(color) ?? 0;
    const far = withAlpha(argb, AMBIENT.opacity);
    const near = withAlpha(argb, 0);
    // Corners are physical: the light comes from the side where reading ends.
    const isMirrored = this.theme.direction === 'rtl';
    next.colorUl = isMirrored ? far : near;
    next.colorUr = isMirrored ? near : far;
    next.colorBl = next.colorBr = near;
    next.visible = true;
    if (isFirst) {
      motion.set(next, 'alpha', 1);
      return;
    }
    motion.to(next, 'alpha', 1, 'ambient');
    motion.toThen(last, 'alpha', 0.001, 'ambient', () => {
      if (this.slots[this.lit] !== last) last.visible = false;
    });
  }

  protected override build(): void {
    this.w = CANVAS_WIDTH;
    this.h = CANVAS_HEIGHT;
    this.shown = '';
    this.lit = 0;
    const ground = this.put(new LightningElement(this.stage), 0, 0, CANVAS_WIDTH, CANVAS_HEIGHT);
    ground.rect = true;
    ground.color = this.theme.color.bg;
    const slot = (): LightningElement => {
      const element = this.put(new LightningElement(this.stage), 0, 0, CANVAS_WIDTH, CANVAS_HEIGHT);
      element.rect = true;
      element.alpha = 0.001;
      element.visible = false;
      return element;
    };
    this.slots = [slot(), slot()];
    this.show('');
  }
}
