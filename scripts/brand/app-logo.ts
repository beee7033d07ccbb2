import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { pngSize } from '../packaging';
import type { Brand } from '../brand-format';

/** The logo as the running app shows it: on no background, as wide as it is drawn. */
export const APP_LOGO = { file: 'app-logo.png', height: 160, maxWidth: 640 } as const;

/** An operator's logo for the running app. */
export interface AppLogo {
  readonly bytes: Uint8Array;
  /** Width by height. */
  readonly aspect: number;
}

/** Whether the app draws this brand by itself: the product's own. */
export function isProductBrand(brand: Pick<Brand, 'name'>): boolean {
  return brand.name.toLowerCase() === 'hearth';
}

/** Cuts the transparent columns off on both sides: the app's corner ends where the logo does. A picture without anything in it stays. */
export function trimmed(picture: PNG): PNG {
  const { width, height, data } = picture;
  const isEmpty = (x: number): boolean => {
    for (let y = 0; y < height; y += 1) if (data[(y * width + x) * 4 + 3] !== 0) return false;
    return true;
  };
  let left = 0;
  let right = width;
  while (right > 0 && isEmpty(right - 1)) right -= 1;
  if (right === 0) return picture;
  while (isEmpty(left)) left += 1;
  const cut = new PNG({ width: right - left, height });
  PNG.bitblt(picture, cut, left, 0, right - left, height, 0, 0);
  return cut;
}

/** Reads the drawn logo of a brand's art folder; in words what is wrong with it. */
export function readAppLogo(folder: string): AppLogo | string {
  const file = join(folder, APP_LOGO.file);
  if (!existsSync(file)) return 'is missing';
  const bytes = new Uint8Array(readFileSync(file));
  const size = pngSize(bytes);
  if (size === null) return 'is not a PNG';
  if (size.height !== APP_LOGO.height || size.width > APP_LOGO.maxWidth) return `must be a PNG of ${APP_LOGO.height} lines and at most ${APP_LOGO.maxWidth} columns, is ${size.width}x${size.height}`;
  return { bytes, aspect: Number((size.width / size.height).toFixed(3)) };
}
