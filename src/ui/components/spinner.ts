import { DrawnTexture, LightningElement, View } from '#ui/engine';
import type { Argb } from '#ui/theme';

/** How a spinner is made. */
export interface SpinnerProps {
  /** Pixels a side. */
  readonly size: number;
}

/** The mock's ring: radius 14 and stroke 5 on a 36 grid. */
const GRID = 36;
const RADIUS = 14;
const STROKE = 5;
/** A step is as long as the motion that carries it, so that the ring turns evenly. */
const STEP_MS = 100;
const STEP_ANGLE = (2 * Math.PI) / 12;

/** A turning ring: something is on its way. Stands still with reduced motion and out of sight. */
export class Spinner extends View<SpinnerProps> {
  declare private arc: LightningElement;

  protected override build(): void {
    const { size } = this.props;
    const { color, isReducedMotion } = this.theme;
    this.w = size;
    this.h = size;
    // A mirrored element turns round another point.
    this.rtl = false;
    this.ring('spinner track', 0, 2 * Math.PI, color.surface3);
    this.arc = this.ring('spinner arc', -Math.PI / 2, 0, color.accent);
    if (isReducedMotion) return;
    this.whileAttached((scope) => {
      scope.add(
        this.ui.clock.every(STEP_MS, () => {
          if (!this.active) return;
          const angle = this.arc.rotation + STEP_ANGLE;
          this.ui.motion.to(this.arc, 'rotation', angle, 'crossfade');
        }),
      );
    });
  }

  private ring(name: string, from: number, to: number, color: Argb): LightningElement {
    const { size } = this.props;
    const element = this.put(new LightningElement(this.stage), 0, 0, size, size);
    element.texture = new DrawnTexture(this.stage, {
      id: `${name} ${String(size)}`,
      w: size,
      h: size,
      draw: (context) => {
        context.scale(size / GRID, size / GRID);
        context.strokeStyle = '#fff';
        context.lineWidth = STROKE;
        context.lineCap = 'round';
        context.beginPath();
        context.arc(GRID / 2, GRID / 2, RADIUS, from, to);
        context.stroke();
      },
    });
    element.color = color;
    return element;
  }
}
