import { NO_SLOT } from '../atlas';
import type { Slot } from '../atlas';
import { Texture } from '../lightning';
import type { SourceLoader } from '../lightning';
import { uiOf } from '../ui';

/** A picture to be drawn, pixels at 1920x1080. */
export interface CanvasPicture {
  readonly w: number;
  readonly h: number;
  /** Nothing is drawn at its edge: words. */
  readonly isOpen?: boolean;
  /** Draws it; `scale`: pixels of the screen in one of its own. */
  paint(context: CanvasRenderingContext2D, scale: number): void;
}

/**
 * A texture drawn by code, in the frame that first shows it or, where that has no time left, in one of the next. Those with equal look-up ids
 * are drawn once. Where there is room it is a part of a texture that many share; what it shows of that is counted from its own corner.
 */
export abstract class CanvasTexture extends Texture {
  /** What is drawn now; `null`: nothing. */
  protected abstract picture(): CanvasPicture | null;

  override get px(): number {
    return super.px + this.slot.x;
  }

  override get py(): number {
    return super.py + this.slot.y;
  }

  override get pw(): number {
    return super.pw || (this.slot.w > 0 ? this.slot.w - super.px : 0);
  }

  override get ph(): number {
    return super.ph || (this.slot.h > 0 ? this.slot.h - super.py : 0);
  }

  override get clipping(): boolean {
    return this.pw > 0 || this.ph > 0 || this.px > 0 || this.py > 0;
  }

  override set clipping(_isClipped: boolean) {
    // It follows from the numbers above.
  }

  override getRenderWidth(): number {
    return this.slot.w > 0 ? this.pw / this.precision : super.getRenderWidth();
  }

  override getRenderHeight(): number {
    return this.slot.h > 0 ? this.ph / this.precision : super.getRenderHeight();
  }

  protected override _getSourceLoader(): SourceLoader {
    const picture = this.picture();
    const { stage } = this;
    const scale = stage.getRenderPrecision();
    const pixels = (size: number): number => Math.max(1, Math.ceil(size * scale));
    return (callback, source) => {
      if (picture === null) return undefined;
      const { atlas, canvas, frameWork } = uiOf(stage);
      // Whoever wants the same before it is drawn waits for this one.
      stage.textureManager.addToLookupMap(source);
      return frameWork.draw(() => {
        const w = pixels(picture.w);
        const h = pixels(picture.h);
        const paint = (context: CanvasRenderingContext2D): void => {
          picture.paint(context, scale);
        };
        callback(null, atlas.put(source, w, h, () => canvas.framed(w, h, paint, picture.isOpen === true)) ?? { ...canvas.draw(w, h, paint), renderInfo: NO_SLOT });
      });
    };
  }

  /** Where it is on a shared texture. */
  private get slot(): Slot {
    return (this._source?.renderInfo as Slot | null | undefined) ?? NO_SLOT;
  }
}
