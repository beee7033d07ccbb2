import { createHash } from 'node:crypto';
import type { LoadedBrand } from '../scripts/brand';

/** What the Homebrew Channel reads of an app: its PackageManifest schema (webosbrew/apps-repo). */
export interface HomebrewManifest {
  readonly id: string;
  readonly version: string;
  readonly type: 'web';
  readonly title: string;
  readonly appDescription: string;
  /** The icon itself as a `data:` address, so that there is one file less to publish. */
  readonly iconUri: string;
  readonly sourceUrl: string;
  readonly rootRequired: false;
  /** Beside the manifest. */
  readonly ipkUrl: string;
  readonly ipkHash: { readonly sha256: string };
  readonly ipkSize: number;
}

/** The manifest of a package written as `fileName`; both are published in one folder. */
export function homebrewManifest({ brand, version, art }: LoadedBrand, fileName: string, ipk: Uint8Array): HomebrewManifest {
  return {
    id: brand.webos.appId,
    version,
    type: 'web',
    title: brand.name,
    appDescription: brand.description,
    iconUri: `data:image/png;base64,${Buffer.from(art.webosIcon).toString('base64')}`,
    sourceUrl: brand.vendor.url,
    rootRequired: false,
    ipkUrl: fileName,
    ipkHash: { sha256: createHash('sha256').update(ipk).digest('hex') },
    ipkSize: ipk.length,
  };
}
