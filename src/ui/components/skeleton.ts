import { Box, CANVAS_HEIGHT, CANVAS_WIDTH, LightningElement, View } from '#ui/engine';
import { MOTION } from '#ui/theme';

/** A block that stands where something will be. Pixels of the page. */
export interface SkeletonBlock {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly radius?: number;
  /** Titles and buttons are a little brighter. */
  readonly isStrong?: boolean;
}

/** How a skeleton is made. */
export interface SkeletonProps {
  readonly blocks: readonly SkeletonBlock[];
}

/** Shorter waits show nothing at all (DESIGN 8). */
const WAIT_MS = 300;
/** Blocks of unfocused cards share their pictures with cards. */
const RADIUS = 16;

/** The shape of a page while it loads: no text, no focus, one pulse for all. Appears after 300 ms. */
export class Skeleton extends View<SkeletonProps> {
  declare private group: LightningElement;

  protected override build(): void {
    const { color, isHighContrast } = this.theme;
    this.w = CANVAS_WIDTH;
    this.h = CANVAS_HEIGHT;
    this.group = this.put(new LightningElement(this.stage), 0, 0, CANVAS_WIDTH, CANVAS_HEIGHT);
    this.group.visible = false;
    for (const block of this.props.blocks) {
      const box = new Box(this.stage);
      const isStrong = block.isStrong === true || isHighContrast;
      box.setUp({ radius: block.radius ?? RADIUS, color: isStrong ? color.surface2 : color.surface });
      box.setSize(block.w, block.h);
      box.x = block.x;
      box.y = block.y;
      this.group.childList.a(box);
    }
    this.whileAttached((scope) => {
      scope.add(this.ui.clock.after(WAIT_MS, () => {
        this.group.visible = true;
        this.pulse(MOTION.skeletonPulse.alpha[0]);
      }));
    });
  }

  private pulse(alpha: number): void {
    if (this.theme.isReducedMotion) return;
    const [low, high] = MOTION.skeletonPulse.alpha;
    this.ui.motion.toThen(this.group, 'alpha', alpha, 'pulse', () => {
      if (this.attached) this.pulse(alpha === low ? high : low);
    });
  }
}
