import type { Drawing } from '#ui/engine';
import { cssColor } from '#ui/theme';
import type { Argb, Theme } from '#ui/theme';

/** Size of the drawing, pixels. */
export const UNLIT_SIZE = 200;

/** The drawing of empty places: a hearth with wood that nobody has lit yet. */
export function unlitHearth({ color, isHighContrast }: Theme): Drawing {
  return {
    id: `unlit hearth ${String(color.accent)} ${isHighContrast ? 'high' : 'dark'}`,
    w: UNLIT_SIZE,
    h: UNLIT_SIZE,
    draw(context) {
      context.lineCap = 'round';
      context.lineJoin = 'round';
      const stroke = (path: string, tone: Argb, width: number): void => {
        context.strokeStyle = cssColor(tone);
        context.lineWidth = width;
        context.stroke(new Path2D(path));
      };
      const spark = (x: number, y: number, radius: number, tone: Argb): void => {
        context.fillStyle = cssColor(tone);
        context.beginPath();
        context.arc(x, y, radius, 0, 2 * Math.PI);
        context.fill();
      };
      const stone = isHighContrast ? color.text3 : color.surface3;
      stroke('M34 176V100a66 66 0 0 1 132 0v76', stone, 16);
      stroke('M18 180h164', stone, 10);
      stroke('M66 166l68-22M66 144l68 22', color.text3, 11);
      spark(92, 118, 4.5, color.accent);
      spark(110, 98, 3.5, color.accent2);
      spark(99, 80, 2.5, color.accent2);
    },
  };
}
