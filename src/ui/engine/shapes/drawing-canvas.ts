import type { Stage, TextureOptions } from '../lightning';

/** Draws a picture into a prepared context: empty, at the size of the picture in pixels of the screen. */
export type Paint = (context: CanvasRenderingContext2D) => void;

/**
 * Where texts and shapes are drawn before they go to the graphics card. One canvas serves for all that go onto a shared texture: a canvas and
 * a context of its own for each would cost as much as the drawing. It is as large as the picture of the moment: engines copy the whole of it
 * for each part that is read back.
 */
export class DrawingCanvas {
  private readonly stage: Stage;
  private kept: HTMLCanvasElement | null = null;

  constructor(stage: Stage) {
    this.stage = stage;
  }

  /** Draws a picture of `w` times `h` pixels and answers what Lightning makes a texture of. */
  draw(w: number, h: number, paint: Paint): TextureOptions {
    const canvas = this.stage.platform.getDrawingCanvas();
    const context = sized(canvas, w, h);
    if (context !== null) paint(context);
    return { source: canvas, hasAlpha: true, throttle: false };
  }

  /**
   * Draws a picture and answers its pixels with one more on each side, which repeat its edge. Where the edge is empty anyway (`isOpen`: words)
   * that is the canvas itself: reading pixels back costs as much as drawing them.
   */
  framed(w: number, h: number, paint: Paint, isOpen: boolean): ImageData | HTMLCanvasElement {
    this.kept = this.kept ?? this.stage.platform.getDrawingCanvas();
    const context = sized(this.kept, w + 2, h + 2);
    if (context === null) return new ImageData(w + 2, h + 2);
    context.translate(1, 1);
    paint(context);
    if (isOpen) return this.kept;
    const picture = context.getImageData(0, 0, w + 2, h + 2);
    repeatEdge(new Uint32Array(picture.data.buffer), w + 2);
    return picture;
  }
}

/** Empties a canvas of this size. Pixels are read back for the upload: without the hint engines draw on the graphics card and copy twice. */
function sized(canvas: HTMLCanvasElement, w: number, h: number): CanvasRenderingContext2D | null {
  canvas.width = w;
  canvas.height = h;
  return canvas.getContext('2d', { willReadFrequently: true });
}

function repeatEdge(pixels: Uint32Array, width: number): void {
  for (let start = 0; start < pixels.length; start += width) {
    pixels[start] = pixels[start + 1] ?? 0;
    pixels[start + width - 1] = pixels[start + width - 2] ?? 0;
  }
  pixels.set(pixels.subarray(width, 2 * width));
  pixels.set(pixels.subarray(-2 * width, -width), pixels.length - width);
}
