import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '#core/base';
import { asFields } from '#core/wire';
import type { Fields } from '#core/wire';
import type { Config } from './config';
import { DEFAULT_NAME } from './read-config';

/** The operator's brand as the app in a browser and the pages for phones show it. */
export interface WebBrand {
  readonly name: string;
  /** What the app reads as `brand.json`. */
  readonly json: string;
  /** The drawn logo, a PNG; `null`: nobody has drawn it. */
  readonly logo: Uint8Array | null;
}

/** Name the app finds the logo under. */
export const WEB_LOGO_FILE = 'brand-logo.png';
/** What `npm run brand:art` calls it. */
const DRAWN_LOGO = 'app-logo.png';
/** Where a PNG says its width and height. */
const PNG_WIDTH_AT = 16;
const PNG_HEIGHT_AT = 20;

function parsed(file: string): Fields {
  let value: Fields | null = null;
  let why = 'is no brand file';
  try {
    value = asFields(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    why = error instanceof SyntaxError ? 'is no JSON' : 'cannot be read';
  }
  if (value !== null && typeof value['name'] === 'string' && asFields(value['colors']) !== null) return value;
  throw new AppError('input.invalid', { message: `HEARTH_BRAND=${file}: it ${why}; the console makes one on its page Brand, for example HEARTH_BRAND=static/brand/hearth.json` });
}

/**
 * Reads a brand file (docs/guides/packaging.md) for the app in a browser; `null` for no file. The packagers judge it whole, the app what it
 * takes from it. Throws `input.invalid` for what is no brand file.
 */
export function readWebBrand(file: string): WebBrand | null {
  if (file === '') return null;
  const brand = parsed(file);
  const folder = asFields(brand['art'])?.['folder'];
  const drawn = join(dirname(file), typeof folder === 'string' ? folder : '', DRAWN_LOGO);
  const bytes = existsSync(drawn) ? readFileSync(drawn) : null;
  const logo = bytes === null || bytes.length <= PNG_HEIGHT_AT + 4 ? null : bytes;
  const shown = logo === null ? {} : { logo: { file: WEB_LOGO_FILE, aspect: logo.readUInt32BE(PNG_WIDTH_AT) / logo.readUInt32BE(PNG_HEIGHT_AT) } };
  // Whoever opens the app here has its platform already.
  const { name, localNames, languages, colors } = brand;
  return { name: String(name), logo, json: `${JSON.stringify({ name, localNames, languages, platformUrl: '', colors, ...shown }, null, 2)}\n` };
}

/** A configuration whose platform is called as its brand file says, where `HEARTH_NAME` says nothing. Throws as {@link readWebBrand}. */
export function namedByBrand(config: Config): Config {
  const brand = config.name === DEFAULT_NAME ? readWebBrand(config.brandFile) : null;
  return brand === null ? config : { ...config, name: brand.name };
}
