import type { Brand } from '../brand-format';

/** The part of a brand the running app needs: packaged as `brand.json` beside `index.html`. */
export interface AppBrand {
  readonly name: string;
  readonly localNames: Readonly<Record<string, string>>;
  readonly version: string;
  readonly languages: readonly string[];
  readonly platformUrl: string;
  readonly colors: Brand['colors'];
}

/** What the app of a Samsung package is told besides: what its manifest asks for, and where a second player may prepare. */
export interface TizenAppBrand extends AppBrand {
  readonly tizen: Pick<Brand['tizen'], 'uses' | 'preparesAhead'>;
}

/** Name of the packaged file. */
export const APP_BRAND_FILE = 'brand.json';

/** The app's part of a brand; `platformUrl` may be replaced for one build (a developer's own machine). */
export function appBrand(brand: Brand, version: string, platformUrl: string): AppBrand {
  const { name, localNames, languages, colors } = brand;
  return { name, localNames, version, languages, platformUrl, colors };
}

/** {@link appBrand} for a Samsung package. */
export function tizenAppBrand(brand: Brand, version: string, platformUrl: string): TizenAppBrand {
  const { uses, preparesAhead } = brand.tizen;
  return { ...appBrand(brand, version, platformUrl), tizen: { uses, preparesAhead } };
}
