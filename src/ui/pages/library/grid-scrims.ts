import { CANVAS_HEIGHT, CANVAS_WIDTH, Gradient, View } from '#ui/engine';
import type { LightningElement } from '#ui/engine';

/** From the mocks: the row that goes under the clock, and the one that comes from below. */
const TOP = { h: 136, alpha: 0.9 } as const;
const BOTTOM = { h: 80, alpha: 0.9 } as const;

/** Darkens the edges a grid scrolls under. */
export class GridScrims extends View {
  declare private upper: Gradient;

  /** Takes what stands above a grid along when that scrolls to `offset` pixels (`isJump`: without motion), and darkens the edge it goes under. */
  follow(header: LightningElement, offset: number, isJump: boolean): void {
    const { motion } = this.ui;
    if (isJump) motion.set(header, 'y', -offset);
    else motion.to(header, 'y', -offset, 'columnScroll');
    this.upper.visible = offset > 0;
  }

  protected override build(): void {
    const { color } = this.theme;
    this.w = CANVAS_WIDTH;
    this.h = CANVAS_HEIGHT;
    this.upper = new Gradient(this.stage);
    this.upper.setUp(color.scrim, TOP.alpha, 0, 'down');
    this.put(this.upper, 0, 0, CANVAS_WIDTH, TOP.h);
    this.upper.visible = false;
    const lower = new Gradient(this.stage);
    lower.setUp(color.scrim, 0, BOTTOM.alpha, 'down');
    this.put(lower, 0, CANVAS_HEIGHT - BOTTOM.h, CANVAS_WIDTH, BOTTOM.h);
  }
}
