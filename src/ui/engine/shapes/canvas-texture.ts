import { Texture } from '../lightning';
import type { SourceLoader } from '../lightning';
import { uiOf } from '../ui';

/** A picture to be drawn, pixels at 1920x1080. */
export interface CanvasPicture {
  readonly w: number;
  readonly h: number;
  /** Draws it; `scale`: pixels of the screen in one of its own. */
  paint(context: CanvasRenderingContext2D, scale: number): void;
}

/**
 * A texture drawn by code, in the frame that first shows it or, where that has no time left, in one of the next. Those with equal look-up ids
 * are drawn once.
 */
export abstract class CanvasTexture extends Texture {
  /** What is drawn now; `null`: nothing. */
  protected abstract picture(): CanvasPicture | null;

  protected override _getSourceLoader(): SourceLoader {
    const picture = this.picture();
    const { stage } = this;
    const scale = stage.getRenderPrecision();
    const pixels = (size: number): number => Math.max(1, Math.ceil(size * scale));
    return (callback, source) => {
      if (picture === null) return undefined;
      const { canvas, frameWork } = uiOf(stage);
      // Whoever wants the same before it is drawn waits for this one.
      if (source !== undefined) stage.textureManager.addToLookupMap(source);
      return frameWork.draw(() => {
        callback(null, canvas.draw(pixels(picture.w), pixels(picture.h), (context) => {
          picture.paint(context, scale);
        }));
      });
    };
  }
}
