import type { Stage, TextureOptions } from '../lightning';

/** Largest picture that is drawn on the canvas that is kept, pixels. Larger ones are few, and the memory would stay. */
const KEPT_AREA = 400_000;

/** Draws a picture into a prepared context: empty, at the size of the picture in pixels of the screen. */
export type Paint = (context: CanvasRenderingContext2D) => void;

/**
 * Where texts and shapes are drawn before they go to the graphics card. One canvas serves for all of them: a canvas and a context of its own
 * for each would cost as much as the drawing.
 */
export class DrawingCanvas {
  private readonly stage: Stage;
  private kept: HTMLCanvasElement | null = null;

  constructor(stage: Stage) {
    this.stage = stage;
  }

  /** Draws a picture of `w` times `h` pixels and answers what Lightning makes a texture of. */
  draw(w: number, h: number, paint: Paint): TextureOptions {
    const isKept = this.stage.isWebgl() && w * h <= KEPT_AREA;
    const canvas = isKept ? this.grown(w, h) : this.stage.platform.getDrawingCanvas();
    if (!isKept) {
      canvas.width = w;
      canvas.height = h;
    }
    // Read back for the upload: without the hint engines draw on the graphics card and copy twice.
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) return { source: canvas, w, h, hasAlpha: true, throttle: false };
    if (!isKept) {
      paint(context);
      return { source: canvas, hasAlpha: true, throttle: false };
    }
    context.clearRect(0, 0, w, h);
    context.save();
    paint(context);
    context.restore();
    return { source: context.getImageData(0, 0, w, h), w, h, hasAlpha: true, throttle: false };
  }

  private grown(w: number, h: number): HTMLCanvasElement {
    const canvas = this.kept ?? this.stage.platform.getDrawingCanvas();
    if (this.kept === null || canvas.width < w) canvas.width = w;
    if (this.kept === null || canvas.height < h) canvas.height = h;
    this.kept = canvas;
    return canvas;
  }
}
