import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** Certified pictures are half as large as the screen: small files, and letters' edges that differ by a hair are one grey. */
const SCALE = 2;
/** Colours are kept in steps of this many levels: files of half the size, and no eye sees it. */
const STEP = 8;
/** Smaller differences of colour do not count; 0.05 tells the neighbouring surfaces of the dark theme apart. */
const THRESHOLD = 0.05;

/** Part of the picture that may differ: fonts are drawn a little differently by other releases of the browser. */
export const TOLERANCE = 0.0005;

/** What a comparison found. */
export interface Difference {
  /** Part of the pixels that differ, 0 to 1. */
  readonly share: number;
  /** The differences in red over the pale picture, PNG. */
  readonly picture: Buffer;
}

/** A picture of the screen as it is kept: 960x540, PNG. */
export function reducePicture(screen: Buffer): Buffer {
  const whole = PNG.sync.read(screen);
  const width = Math.floor(whole.width / SCALE);
  const height = Math.floor(whole.height / SCALE);
  const small = new PNG({ width, height });
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      for (let channel = 0; channel < 3; channel += 1) {
        const level = Math.round(meanOf(whole, x * SCALE, y * SCALE, channel) / STEP) * STEP;
        small.data[(y * width + x) * 4 + channel] = Math.min(255, level);
      }
      small.data[(y * width + x) * 4 + 3] = 255;
    }
  }
  return PNG.sync.write(small, { colorType: 2, deflateLevel: 9 });
}

function meanOf({ data, width }: PNG, x: number, y: number, channel: number): number {
  let sum = 0;
  for (let dy = 0; dy < SCALE; dy += 1) {
    for (let dx = 0; dx < SCALE; dx += 1) sum += data[((y + dy) * width + x + dx) * 4 + channel] ?? 0;
  }
  return sum / (SCALE * SCALE);
}

/** Compares two kept pictures. Of different sizes nothing agrees. */
export function comparePictures(certified: Buffer, actual: Buffer): Difference {
  const before = PNG.sync.read(certified);
  const after = PNG.sync.read(actual);
  const { width, height } = after;
  if (before.width !== width || before.height !== height) return { share: 1, picture: actual };
  const marked = new PNG({ width, height });
  const count = pixelmatch(before.data, after.data, marked.data, width, height, { threshold: THRESHOLD });
  return { share: count / (width * height), picture: PNG.sync.write(marked) };
}
