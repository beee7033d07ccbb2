import type { Brand } from '../brand-format';
import type { AppLogo } from './app-logo';
import type { PackageFile } from '../packaging';

/** The part of a brand the running app needs: packaged as `brand.json` beside `index.html`. */
export interface AppBrand {
  readonly name: string;
  readonly localNames: Readonly<Record<string, string>>;
  readonly version: string;
  readonly languages: readonly string[];
  readonly platformUrl: string;
  readonly colors: Brand['colors'];
  /** A file beside it, and its width by height; absent: the app draws its own. */
  readonly logo?: { readonly file: string; readonly aspect: number };
}

/** What the app of a Samsung package is told besides: what its manifest asks for, and where a second player may prepare. */
export interface TizenAppBrand extends AppBrand {
  readonly tizen: Pick<Brand['tizen'], 'uses' | 'preparesAhead'>;
}

/** Name of the packaged file. */
export const APP_BRAND_FILE = 'brand.json';
/** Name of the packaged logo. */
export const APP_LOGO_FILE = 'brand-logo.png';

/** What an app's part of a brand is made from. */
export interface AppBrandParts {
  readonly brand: Brand;
  readonly version: string;
  readonly appLogo: AppLogo | null;
}

/** The app's part of a brand; `platformUrl` may be another than the brand's for one build (a developer's own machine). */
export function appBrand({ brand, version, appLogo }: AppBrandParts, platformUrl: string): AppBrand {
  const { name, localNames, languages, colors } = brand;
  return { name, localNames, version, languages, platformUrl, colors, ...(appLogo === null ? {} : { logo: { file: APP_LOGO_FILE, aspect: appLogo.aspect } }) };
}

/** {@link appBrand} for a Samsung package. */
export function tizenAppBrand(parts: AppBrandParts, platformUrl: string): TizenAppBrand {
  const { uses, preparesAhead } = parts.brand.tizen;
  return { ...appBrand(parts, platformUrl), tizen: { uses, preparesAhead } };
}

/** The packaged logo, where a brand has one of its own. */
export function appLogoFiles({ appLogo }: Pick<AppBrandParts, 'appLogo'>): readonly PackageFile[] {
  return appLogo === null ? [] : [{ path: APP_LOGO_FILE, bytes: appLogo.bytes }];
}
