import { DrawnTexture, FONT_FAMILY, LightningElement } from '#ui/engine';
import type { Stage } from '#ui/engine';
import { CARDS, cssColor } from '#ui/theme';
import type { Theme } from '#ui/theme';

const { px: SIZE, stroke: STROKE } = CARDS.top10.numeral;
/** From the picture's top to the digits' feet. */
const BASELINE = 198;
const ROOM = { w: 330, h: 224, x: 3 } as const;
/** Digits overlap a little. */
const DIGIT_PITCH = SIZE * (0.6 - 0.06);

/** The large outlined number beside a card of a Top 10: one shared picture per number. */
export class RankNumeral extends LightningElement {
  private readonly picture: DrawnTexture;

  constructor(stage: Stage) {
    super(stage);
    this.picture = new DrawnTexture(stage);
    this.w = ROOM.w;
    this.h = ROOM.h;
  }

  /** Shows a number from 1. */
  show(rank: number, theme: Theme): void {
    const digits = String(rank);
    this.picture.show({
      id: `rank ${digits} ${theme.isHighContrast ? 'high' : 'dark'}`,
      w: ROOM.w,
      h: ROOM.h,
      isOpen: true,
      draw(context) {
        context.font = `600 ${String(SIZE)}px ${FONT_FAMILY}`;
        context.lineJoin = 'round';
        context.lineWidth = STROKE;
        context.strokeStyle = cssColor(theme.color.text3);
        context.fillStyle = cssColor(theme.color.bg);
        for (let i = 0; i < digits.length; i += 1) {
          const digit = digits.charAt(i);
          const x = ROOM.x + i * DIGIT_PITCH;
          context.strokeText(digit, x, BASELINE);
          context.fillText(digit, x, BASELINE);
        }
      },
    });
    this.texture = this.picture;
  }
}
