import { Icon, View } from '#ui/engine';
import type { IconName, Text } from '#ui/engine';
import type { Argb } from '#ui/theme';

/** What the line tells; empty texts leave their part out. */
export interface Ratings {
  /** `8.1`. */
  readonly viewers: string;
  /** `92 %`. */
  readonly critics: string;
}

/** Words of the line. */
export interface RatingLineProps {
  readonly viewersLabel: string;
  readonly criticsLabel: string;
}

interface Part {
  readonly icon: Icon;
  readonly value: Text;
  readonly label: Text;
}

const HEIGHT = 40;
const ICON = 30;
const GAP = 10;
const PART_GAP = 32;

/** `★ 8.1 Viewers   ✓ 92 % Critics`: whose rating is whose stands beside it. */
export class RatingLine extends View<RatingLineProps> {
  declare private viewers: Part;
  declare private critics: Part;

  /** Shows ratings; the line is hidden without any. */
  show(ratings: Ratings): void {
    const end = this.layOut(this.viewers, ratings.viewers, 0);
    this.layOut(this.critics, ratings.critics, end);
    this.visible = ratings.viewers !== '' || ratings.critics !== '';
  }

  protected override build(): void {
    const { color } = this.theme;
    this.w = 900;
    this.h = HEIGHT;
    this.viewers = this.makePart('star', color.warning, 2, this.props.viewersLabel);
    this.critics = this.makePart('check', color.success, 3, this.props.criticsLabel);
  }

  private makePart(name: IconName, tint: Argb, stroke: number, label: string): Part {
    const icon = this.put(new Icon(this.stage), 0, (HEIGHT - ICON) / 2);
    icon.setUp(name, ICON, tint, stroke);
    return { icon, value: this.addText({ style: 'meta' }), label: this.addText({ style: 'meta', content: label, color: this.theme.color.text3 }) };
  }

  /** Places a part from `x` on and answers where the next begins. */
  private layOut(part: Part, content: string, x: number): number {
    const isShown = content !== '';
    part.icon.visible = isShown;
    part.label.alpha = isShown ? 1 : 0;
    part.value.content = content;
    if (!isShown) return x;
    const y = (HEIGHT - part.value.lineHeight) / 2;
    const valueX = x + ICON + GAP;
    const labelX = valueX + part.value.width + GAP;
    part.icon.x = x;
    part.value.moveTo(valueX, y);
    part.label.moveTo(labelX, y);
    return labelX + part.label.width + PART_GAP;
  }
}
