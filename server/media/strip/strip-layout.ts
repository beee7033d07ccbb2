/**
 * Where things stand in a picture, in the pixels of a 640x360 picture. The strip covers the lowest ninth of the picture in
 * every rendition. Its first lines, the gutter, have one colour in all streams: background pictures were encoded against
 * exactly that colour below their edge, so that motion prediction across the edge is the same for any strip.
 */
export const STRIP = {
  pictureWidth: 640,
  pictureHeight: 360,
  top: 320,
  gutterHeight: 8,
  band: { top: 328, height: 24 },
  bar: { top: 352, height: 16 },
  plate: { left: 0, width: 64 },
  /** Letters of plate, name and note stand in this line. */
  textTop: 336,
  textHeight: 16,
  nameLeft: 80,
  /** The note ends here. */
  noteRight: 496,
  clock: { left: 512, top: 328, cellWidth: 14, cellHeight: 24, cells: 8 },
} as const;

/** A colour in the YCbCr of our streams: BT.709, limited range. */
export interface Ycc {
  readonly y: number;
  readonly cb: number;
  readonly cr: number;
}

/** The gutter's colour as the encoder of the clips reconstructs it. */
export const GUTTER: Ycc = { y: 35, cb: 131, cr: 127 };

/** `#rrggbb` as BT.709 limited-range YCbCr; black for anything that is not a colour. */
export function yccOf(color: string): Ycc {
  const value = /^#[0-9a-f]{6}$/i.test(color) ? Number.parseInt(color.slice(1), 16) : 0;
  const red = (value >> 16) & 255;
  const green = (value >> 8) & 255;
  const blue = value & 255;
  const luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return {
    y: Math.round(16 + (luma * 219) / 255),
    cb: Math.round(128 + ((blue - luma) / 1.8556) * (224 / 255)),
    cr: Math.round(128 + ((red - luma) / 1.5748) * (224 / 255)),
  };
}

/** The colour between `from` and `to`; `share` of `to`, 0 to 1. */
export function mixYcc(from: Ycc, to: Ycc, share: number): Ycc {
  const mix = (a: number, b: number): number => Math.round(a + (b - a) * share);
  return { y: mix(from.y, to.y), cb: mix(from.cb, to.cb), cr: mix(from.cr, to.cr) };
}
