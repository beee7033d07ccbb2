import type { LoadedBrand } from '../scripts/brand';
import { APP_BRAND_FILE, appBrand, appLogoFiles, brandSlug } from '../scripts/brand';
import { sortFiles, type PackageFile } from '../scripts/packaging';
import { START_PAGE } from './config-xml';

/** Folder of the app within the module. */
const APP = 'app';
/** Keys the app registers on a set by itself; here the host registers them before it loads the app. */
const KEYS: readonly string[] = [
  'MediaPlay', 'MediaPause', 'MediaPlayPause', 'MediaStop', 'MediaRewind', 'MediaFastForward', 'MediaRecord', 'MediaTrackPrevious', 'MediaTrackNext',
  'ChannelUp', 'ChannelDown', 'ChannelList', 'PreviousChannel', 'Guide', 'Info', 'Caption', 'Menu', 'Search',
  'ColorF0Red', 'ColorF1Green', 'ColorF2Yellow', 'ColorF3Blue', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9',
];

function json(path: string, value: object): PackageFile {
  return { path, bytes: new Uint8Array(Buffer.from(`${JSON.stringify(value, null, 2)}\n`, 'utf8')) };
}

/**
 * The app as a module of TizenBrew: an npm package whose page that host serves. For owners who have it on their set; a store or an operator's
 * own devices get the `.wgt`. Format: TizenBrew's guide to modules.
 */
export function tizenbrewModule(appFiles: readonly PackageFile[], loaded: LoadedBrand, platformUrl: string): readonly PackageFile[] {
  const { brand, version } = loaded;
  const manifest = {
    name: `${brandSlug(brand)}-tizenbrew`,
    version,
    description: brand.description,
    packageType: 'app',
    appName: brand.name,
    appPath: `${APP}/${START_PAGE}`,
    keys: KEYS,
    files: [`${APP}/`],
  };
  return sortFiles([
    json('package.json', manifest),
    json(`${APP}/${APP_BRAND_FILE}`, appBrand(loaded, platformUrl)),
    ...appFiles.concat(appLogoFiles(loaded)).map(({ path, bytes }) => ({ path: `${APP}/${path}`, bytes })),
  ]);
}
