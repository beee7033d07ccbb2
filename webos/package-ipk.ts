import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import {
  APP_BRAND_FILE,
  APP_LOGO_FILE,
  appBrand,
  appLogoFiles,
  choosePlatformUrl,
  loadBrand,
  webosServiceId,
  type LoadedBrand,
} from '../scripts/brand';
import {
  formatHelp,
  formatReport,
  packageTimeSec,
  PackagingError,
  parseCommandLine,
  readAppFolder,
  readFolder,
  runAsyncCommand,
  totalBytes,
  type CommandOutput,
  type PackageFile,
} from '../scripts/packaging';
import { appinfo, PICTURES, START_PAGE } from './appinfo';
import { checkIpkTree } from './check-ipk';
import { homebrewManifest } from './homebrew-manifest';
import { buildIpkArchive } from './ipk-archive';
import { servicePackageJson, servicesJson } from './service-manifests';

/** Files of the app's folder that the packager writes. */
const OWN_FILES = ['appinfo.json', APP_BRAND_FILE, APP_LOGO_FILE, ...Object.values(PICTURES)];

const OPTIONS = {
  in: { value: 'dist/webos', help: 'folder of the built app' },
  out: { value: 'dist/packages', help: 'folder the package is written to' },
  brand: { value: 'static/brand/hearth.json', help: 'brand file' },
  service: { value: 'webos/service', help: 'folder of the JavaScript service' },
  phone: { value: 'dist/phone/phone.js', help: 'built script of the page for phones' },
  'platform-url': { value: null, help: 'address of the platform, in place of the brand file’s' },
} as const;

/** Everything one package is made of. */
export interface IpkParts {
  /** Files of the built app. */
  readonly appFiles: readonly PackageFile[];
  /** Scripts of the service. */
  readonly serviceFiles: readonly PackageFile[];
  readonly loaded: LoadedBrand;
  readonly platformUrl: string;
  readonly timeSec: number;
}

/** The package's tree: paths below its root. */
export function ipkTree(parts: IpkParts): PackageFile[] {
  const { brand, version, art } = parts.loaded;
  const appId = brand.webos.appId;
  const serviceId = webosServiceId(brand);
  const place = (folder: string, files: readonly PackageFile[]): PackageFile[] =>
    files.map((file) => ({ path: `${folder}/${file.path}`, bytes: file.bytes }));
  const titles = Object.entries(brand.localNames).map(([language, title]) =>
    json(`resources/${language.replace(/-/g, '/')}/appinfo.json`, { title }),
  );
  return [
    ...place(`usr/palm/applications/${appId}`, [
      ...parts.appFiles,
      json('appinfo.json', appinfo(brand, version)),
      json(APP_BRAND_FILE, appBrand(parts.loaded, parts.platformUrl)),
      ...appLogoFiles(parts.loaded),
      ...titles,
      { path: PICTURES.icon, bytes: art.webosIcon },
      { path: PICTURES.largeIcon, bytes: art.webosLargeIcon },
      { path: PICTURES.splashBackground, bytes: art.splash },
    ]),
    ...place(`usr/palm/services/${serviceId}`, [
      ...parts.serviceFiles,
      json('package.json', servicePackageJson(brand, version)),
      json('services.json', servicesJson(brand)),
    ]),
    ...place(`usr/palm/packages/${appId}`, [
      json('packageinfo.json', { id: appId, version, app: appId, services: [serviceId] }),
    ]),
  ];
}

/** Builds a package. The same parts give the same bytes, on every machine. Throws {@link PackagingError} with what the lint found. */
export async function buildIpk(parts: IpkParts): Promise<Uint8Array> {
  const tree = ipkTree(parts);
  const problems = checkIpkTree(tree);
  if (problems.length > 0) throw new PackagingError('The webOS package cannot be built:', problems);
  const { brand, version } = parts.loaded;
  return buildIpkArchive(
    tree,
    { packageId: brand.webos.appId, version, installedBytes: totalBytes(tree) },
    parts.timeSec,
  );
}

/** The name of the phone page's script inside the service: it is served, never run there, and is newer than ES5. */
const PHONE_SCRIPT = 'phone-script.txt';

/**
 * What is packaged of a service folder: the scripts and pages at its top, without tests and the repository's own manifest; and
 * `phoneScript`, the built script of its page for phones. Throws {@link PackagingError} when that was not built.
 */
export function readServiceFolder(folder: string, phoneScript: string): PackageFile[] {
  if (!existsSync(phoneScript)) {
    throw new PackagingError('The webOS package cannot be built:', [{ field: phoneScript, reason: 'does not exist', example: 'npm run build' }]);
  }
  const files = readFolder(folder).filter((file) => /^[a-z0-9-]+(\.js|-pages\.json)$/.test(file.path));
  return [...files, { path: PHONE_SCRIPT, bytes: new Uint8Array(readFileSync(phoneScript)) }];
}

/** `npm run package:webos`: writes `<app id>_<version>_all.ipk` with app and service. Resolves to the exit code. */
export function runPackageWebos(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  root: string,
  io: CommandOutput,
): Promise<number> {
  return runAsyncCommand(io, async () => {
    if (argv.includes('--help')) {
      io.out(formatHelp('npm run package:webos -- [options]', OPTIONS));
      return 0;
    }
    const { options } = parseCommandLine(argv, OPTIONS);
    const loaded = loadBrand(root, options.brand ?? OPTIONS.brand.value);
    const bytes = await buildIpk({
      appFiles: readAppFolder({
        folder: resolve(root, options.in ?? OPTIONS.in.value),
        startPage: START_PAGE,
        ownFiles: OWN_FILES,
      }),
      serviceFiles: readServiceFolder(resolve(root, options.service ?? OPTIONS.service.value), resolve(root, options.phone ?? OPTIONS.phone.value)),
      loaded,
      platformUrl: choosePlatformUrl(options['platform-url'], loaded.brand.platformUrl),
      timeSec: packageTimeSec(env),
    });
    const folder = resolve(root, options.out ?? OPTIONS.out.value);
    const file = join(folder, `${loaded.brand.webos.appId}_${loaded.version}_all.ipk`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, bytes);
    writeFileSync(join(folder, `${loaded.brand.webos.appId}.manifest.json`), `${JSON.stringify(homebrewManifest(loaded, basename(file), bytes), null, 2)}\n`);
    io.out(report(file, bytes, loaded));
    return 0;
  });
}

function report(file: string, bytes: Uint8Array, loaded: LoadedBrand): string {
  return formatReport({
    title: 'webOS package written',
    file,
    bytes,
    rows: [
      ['app', `${loaded.brand.webos.appId} ${loaded.version}`],
      ['service', webosServiceId(loaded.brand)],
      ['signed by', 'nobody: webOS takes unsigned packages in developer mode, the store signs what it publishes'],
    ],
    nextSteps: [
      `Check it with independent tools: npm run verify:webos -- ${file}`,
      'On the television: Developer Mode app, Dev Mode on, Key Server on.',
      'Install and start: npm run install:webos -- --device <address> --passphrase <letters the app shows>',
      `For the Homebrew Channel: publish it beside ${loaded.brand.webos.appId}.manifest.json`,
    ],
  });
}

function json(path: string, value: object): PackageFile {
  return { path, bytes: new Uint8Array(Buffer.from(`${JSON.stringify(value, null, 2)}\n`, 'utf8')) };
}
