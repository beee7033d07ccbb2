import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { PackagingError, pngSize, type Problem } from '../packaging';
import { isProductBrand, readAppLogo, APP_LOGO, type AppLogo } from './app-logo';
import { ART_PLAN, type ArtName } from './art-plan';
import type { Brand } from '../brand-format';
import { parseBrand } from '../brand-format';

/** A brand with everything it points at, read and judged: nothing about it can fail later. */
export interface LoadedBrand {
  readonly brand: Brand;
  /** Three numbers without leading zeros, for example `1.4.0`. */
  readonly version: string;
  /** The drawn pictures, each a PNG of its planned size. */
  readonly art: Readonly<Record<ArtName, Uint8Array>>;
  /** What the running app shows in its corner; `null`: it draws the product's own by itself. */
  readonly appLogo: AppLogo | null;
}

/** The parsed brand of a file alone. Throws {@link PackagingError} with every problem in it. */
export function readBrandFile(file: string): Brand {
  const subject = `The brand file ${file} was refused:`;
  const result = parseBrand(readJson(file, subject));
  if (!result.ok) throw new PackagingError(subject, result.error);
  return result.value;
}

/**
 * Reads a brand file, the version it names and its drawn pictures, and sees that every language has its strings.
 * `root` is the project's folder, `file` the brand file's path, from there or whole. Throws {@link PackagingError} with all problems.
 */
export function loadBrand(root: string, file: string): LoadedBrand {
  const path = resolve(root, file);
  const brand = readBrandFile(path);
  const problems: Problem[] = [];
  const version = readVersion(root, brand, problems);
  const drawing = `draw them anew: npm run brand:art -- --brand ${file}`;
  const art = readArt(join(dirname(path), brand.art.folder), drawing, problems);
  const appLogo = isProductBrand(brand) ? null : readAppLogo(join(dirname(path), brand.art.folder));
  if (typeof appLogo === 'string') problems.push({ field: 'art.folder', reason: `${APP_LOGO.file} ${appLogo}`, example: drawing });
  for (const language of brand.languages) {
    if (!existsSync(join(root, 'static', 'strings', `${language}.json`))) {
      problems.push({
        field: 'languages',
        reason: `names "${language}", but static/strings/${language}.json does not exist`,
        example: '["en"]',
      });
    }
  }
  if (problems.length > 0) throw new PackagingError(`The brand file ${path} was refused:`, problems);
  return { brand, version, art, appLogo: typeof appLogo === 'string' ? null : appLogo };
}

function readJson(file: string, subject: string): unknown {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return value;
  } catch (error) {
    const reason = error instanceof SyntaxError ? `is not JSON (${error.message})` : 'cannot be read';
    throw new PackagingError(subject, [{ field: file, reason, example: '--brand static/brand/hearth.json' }]);
  }
}

function readVersion(root: string, brand: Brand, problems: Problem[]): string {
  const file = readJson(join(root, brand.versionFrom), 'The version cannot be read:');
  const version: unknown = typeof file === 'object' && file !== null && 'version' in file ? file.version : undefined;
  if (typeof version === 'string' && isPackageVersion(version)) return version;
  problems.push({
    field: `versionFrom (version in ${brand.versionFrom})`,
    reason: `must be x.y.z with x and y up to 255 and z up to 65535, without leading zeros, is ${version === undefined ? 'missing' : JSON.stringify(version)}`,
    example: '"1.4.0"',
  });
  return '';
}

/** Whether both televisions take this version: Tizen's limits are the narrower ones. */
export function isPackageVersion(version: string): boolean {
  const parts = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,4})$/.exec(version);
  return parts !== null && Number(parts[1]) <= 255 && Number(parts[2]) <= 255 && Number(parts[3]) <= 65535;
}

function readArt(folder: string, example: string, problems: Problem[]): Record<ArtName, Uint8Array> {
  const missing: string[] = [];
  const read = (name: ArtName): Uint8Array => {
    const piece = ART_PLAN[name];
    const file = join(folder, piece.file);
    if (!existsSync(file)) {
      missing.push(piece.file);
      return new Uint8Array();
    }
    const bytes = new Uint8Array(readFileSync(file));
    const size = pngSize(bytes);
    if (size === null || size.width !== piece.width || size.height !== piece.height) {
      const is = size === null ? 'is not a PNG' : `is ${size.width}x${size.height}`;
      problems.push({
        field: 'art.folder',
        reason: `${piece.file} must be a PNG of ${piece.width}x${piece.height}, ${is}`,
        example,
      });
    }
    return bytes;
  };
  const pictures = {
    tizenIcon: read('tizenIcon'),
    tizenSmallIcon: read('tizenSmallIcon'),
    tizenLauncher: read('tizenLauncher'),
    webosIcon: read('webosIcon'),
    webosLargeIcon: read('webosLargeIcon'),
    webosStoreIcon: read('webosStoreIcon'),
    splash: read('splash'),
  };
  // Who has not drawn yet misses all of them: one line says it.
  const [first, ...others] = missing;
  if (first !== undefined) problems.unshift({ field: 'art.folder', reason: `${first}${others.length === 0 ? ' is' : ` and ${others.length} more pictures are`} missing in ${folder}`, example });
  return pictures;
}
