import { withAlpha } from '#ui/theme';
import type { Argb } from '#ui/theme';
import { LightningElement } from '../lightning';
import type { Stage } from '../lightning';
import { uiOf } from '../ui';

/** Which way a gradient runs. `end`: along the reading direction. */
export type GradientDirection = 'down' | 'end';

/** A rectangle from one opacity of a colour to another: corner colours, no texture. Abut two for a third stop. */
export class Gradient extends LightningElement {
  constructor(stage: Stage) {
    super(stage);
    this.rect = true;
  }

  /** Sets colour, opacities and direction. */
  setUp(color: Argb, from: number, to: number, direction: GradientDirection): void {
    const first = withAlpha(color, from);
    const second = withAlpha(color, to);
    if (direction === 'down') {
      this.colorTop = first;
      this.colorBottom = second;
      return;
    }
    // Corners are physical.
    const isMirrored = uiOf(this.stage).theme.direction === 'rtl';
    this.colorLeft = isMirrored ? second : first;
    this.colorRight = isMirrored ? first : second;
  }
}
