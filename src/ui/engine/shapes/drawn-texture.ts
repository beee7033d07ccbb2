import type { Stage } from '../lightning';
import type { Place } from '../view/place';
import { CanvasTexture } from './canvas-texture';
import type { CanvasPicture } from './canvas-texture';

/** A picture drawn by code. `id` names everything that decides how it looks: equal ids share one picture. */
export interface Drawing {
  readonly id: string;
  /** Pixels at 1920x1080. */
  readonly w: number;
  readonly h: number;
  /** Nothing is drawn at its edge: words. */
  readonly isOpen?: boolean;
  /** Draws in 1920x1080 pixels; the context is scaled. Kept as long as the picture, long after its page is gone: it must not hold a view. */
  readonly draw: (context: CanvasRenderingContext2D) => void;
}

/** A texture drawn on a 2D canvas once, at the screen's resolution. White drawings are tinted by the element. */
export class DrawnTexture extends CanvasTexture {
  private drawing: Drawing | null;

  constructor(stage: Stage, drawing: Drawing | null = null) {
    super(stage);
    this.drawing = null;
    this.precision = stage.getRenderPrecision();
    if (drawing !== null) this.show(drawing);
  }

  /** Draws something else. */
  show(drawing: Drawing): void {
    if (this.drawing?.id === drawing.id) return;
    this.drawing = drawing;
    this.mw = drawing.w;
    this.mh = drawing.h;
    this._changed();
  }

  protected override _getIsValid(): boolean {
    return this.drawing !== null;
  }

  protected override _getLookupId(): string | null {
    return this.drawing === null ? null : `drawn ${this.drawing.id}`;
  }

  protected override picture(): CanvasPicture | null {
    const { drawing } = this;
    if (drawing === null) return null;
    return {
      w: drawing.w,
      h: drawing.h,
      ...(drawing.isOpen === undefined ? {} : { isOpen: drawing.isOpen }),
      paint(context, scale) {
        context.scale(scale, scale);
        drawing.draw(context);
      },
    };
  }
}

/** Makes a rectangle with round corners the context's path. */
export function roundRectPath(context: CanvasRenderingContext2D, rect: Required<Place>, radius: number): void {
  const { x, y, w, h } = rect;
  const r = Math.min(radius, w / 2, h / 2);
  context.beginPath();
  context.moveTo(x + r, y);
  context.arcTo(x + w, y, x + w, y + h, r);
  context.arcTo(x + w, y + h, x, y + h, r);
  context.arcTo(x, y + h, x, y, r);
  context.arcTo(x, y, x + w, y, r);
  context.closePath();
}
