/** Where a picture stands on the 1920x1080 screen. Pixels. */
export interface PictureFrame {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const WHOLE_SCREEN: PictureFrame = { x: 0, y: 0, w: 1920, h: 1080 };

/**
 * Shows a picture of the art folder behind the canvas, as a set's video plane does. It is decoded when this resolves, and drawn with
 * the frame it stands in: a style's background may come a frame late on a busy machine.
 */
export async function putPictureBehind(file: string, { x, y, w, h }: PictureFrame = WHOLE_SCREEN): Promise<void> {
  const image = new Image();
  image.decoding = 'sync';
  image.src = `${location.origin}/art/${file}`;
  image.style.cssText = `position:fixed;z-index:-1;left:${String(x)}px;top:${String(y)}px;width:${String(w)}px;height:${String(h)}px`;
  await image.decode();
  document.body.style.background = 'none';
  document.documentElement.style.background = '#000';
  document.body.insertBefore(image, document.body.firstChild);
}
