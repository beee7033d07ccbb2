import { Box, View } from '#ui/engine';
import type { Text } from '#ui/engine';
import { CARDS } from '#ui/theme';
import type { Argb } from '#ui/theme';

/** How a badge is made. */
export interface BadgeProps {
  /** `accent`: filled. `outline`: facts such as `4K`. `live`: the red badge with its dot. `chip`: dark, on art. */
  readonly kind: 'accent' | 'outline' | 'live' | 'chip';
  /** Outlines on art are brighter. */
  readonly isOnArt?: boolean;
}

interface BadgeColors {
  readonly fill: Argb;
  readonly ink: Argb;
}

/** Room at the sides of filled badges. */
const FILLED_PAD = 12;
const DOT = 10;
const DOT_GAP = 8;

/** A short word in a small box. `w` is known at once; without a word it is hidden and 0 wide. */
export class Badge extends View<BadgeProps> {
  declare private box: Box;
  declare private dot: Box | null;
  declare private label: Text;

  /** Shows a word; empty hides the badge. */
  show(text: string): void {
    if (this.label.content === text && this.w > 0) return;
    this.label.content = text;
    this.fit(text);
  }

  override textsResized(): void {
    this.fit(this.label.content);
    super.textsResized();
  }

  private fit(text: string): void {
    this.visible = text !== '';
    if (text === '') {
      this.w = 0;
      return;
    }
    const pad = this.props.kind === 'outline' ? CARDS.badge.padX : FILLED_PAD;
    const before = pad + (this.dot === null ? 0 : DOT + DOT_GAP);
    this.w = Math.ceil(before + this.label.width + pad);
    this.box.setSize(this.w, this.h);
    this.label.moveTo(before, (this.h - this.label.lineHeight) / 2);
  }

  protected override build(): void {
    const { kind } = this.props;
    const { theme } = this;
    const { ink, fill } = this.colors();
    this.h = CARDS.badge.h;
    this.w = 0;
    this.visible = false;
    this.box = this.put(new Box(this.stage));
    const border = kind === 'outline' ? CARDS.badge.border : theme.isHighContrast && kind === 'chip' ? CARDS.badge.border : 0;
    this.box.setUp({ radius: CARDS.badge.radius, color: fill, border, borderColor: this.props.isOnArt === true ? theme.color.text2 : theme.color.text3 });
    this.dot = kind === 'live' ? this.put(new Box(this.stage), FILLED_PAD, (this.h - DOT) / 2) : null;
    this.dot?.setUp({ radius: DOT / 2, color: ink });
    this.dot?.setSize(DOT, DOT);
    this.label = this.addText({ style: 'caption', color: ink, ...(kind === 'outline' ? {} : { weight: 600 as const }) });
  }

  private colors(): BadgeColors {
    const { color, mixed, isLiveBadgeWhite } = this.theme;
    switch (this.props.kind) {
      case 'accent':
        return { fill: color.accent, ink: color.onAccent };
      case 'outline':
        return { fill: 0, ink: this.props.isOnArt === true ? color.text : color.text2 };
      case 'live':
        return isLiveBadgeWhite ? { fill: color.text, ink: color.bg } : { fill: color.live, ink: color.onLive };
      case 'chip':
        return { fill: mixed.chip, ink: color.text };
    }
  }
}
