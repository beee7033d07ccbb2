import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** Bits of a colour that are dropped: smaller files, and no eye sees it. */
const DROPPED_BITS = 2;
/** Smaller differences of colour do not count; 0.05 tells the neighbouring surfaces of the dark theme apart. */
const THRESHOLD = 0.05;

/** Part of the picture that may differ: fonts are drawn a little differently by other releases of the browser. */
export const TOLERANCE = 0.0005;

/** What a comparison found. */
export interface Difference {
  /** Part of the pixels that differ, 0 to 1. */
  readonly share: number;
  /** The differences in red over the pale picture. */
  readonly picture: PNG;
}

/** Reads a picture of the screen as it is kept: colours in steps of four. */
export function readPicture(file: Buffer): PNG {
  const picture = PNG.sync.read(file);
  const { data } = picture;
  for (let i = 0; i < data.length; i += 1) {
    const level = data[i] ?? 0;
    // Opaque stays opaque.
    if ((i & 3) !== 3) data[i] = (level >> DROPPED_BITS) << DROPPED_BITS;
  }
  return picture;
}

/** A picture as a file. */
export function writePicture(picture: PNG): Buffer {
  return PNG.sync.write(picture, { colorType: 2, deflateLevel: 9 });
}

/** Compares two pictures. Of different sizes nothing agrees. */
export function comparePictures(certified: PNG, actual: PNG): Difference {
  const { width, height } = actual;
  if (certified.width !== width || certified.height !== height) return { share: 1, picture: actual };
  if (certified.data.equals(actual.data)) return { share: 0, picture: actual };
  const marked = new PNG({ width, height });
  const count = pixelmatch(certified.data, actual.data, marked.data, width, height, { threshold: THRESHOLD });
  return { share: count / (width * height), picture: marked };
}
