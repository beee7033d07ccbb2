import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  APP_BRAND_FILE,
  APP_LOGO_FILE,
  appLogoFiles,
  brandSlug,
  choosePlatformUrl,
  loadBrand,
  tizenAppBrand,
  tizenAppId,
  type LoadedBrand,
} from '../scripts/brand';
import {
  formatHelp,
  formatReport,
  packageTimeSec,
  PackagingError,
  parseCommandLine,
  readAppFolder,
  runCommand,
  sortFiles,
  type CommandOutput,
  type PackageFile,
} from '../scripts/packaging';
import { checkWgt } from './check-wgt';
import { chooseIdentities, type SigningIdentities } from './choose-identities';
import { configXml, ICON_FILE, PREVIEW_SERVICE, START_PAGE } from './config-xml';
import { checkPrivileges, privilegesOf } from './privileges';
import { tizenbrewModule } from './tizenbrew-module';
import { SIGNATURE_FILES, signWidget } from './widget-signature';
import { zipPackage } from './wgt-archive';

/** Files of the package's root that the packager writes. */
const OWN_FILES = ['config.xml', ICON_FILE, PREVIEW_SERVICE.file, APP_BRAND_FILE, APP_LOGO_FILE, SIGNATURE_FILES.author, SIGNATURE_FILES.distributor];

const OPTIONS = {
  in: { value: 'dist/tizen', help: 'folder of the built app' },
  out: { value: 'dist/packages', help: 'folder the package is written to' },
  brand: { value: 'static/brand/hearth.json', help: 'brand file' },
  tizenbrew: { value: null, help: 'folder to write the app to as a module of TizenBrew, besides' },
  'platform-url': { value: null, help: 'address of the platform, in place of the brand file’s' },
} as const;

/** Everything one package is made of. */
export interface WgtParts {
  /** Files of the built app. */
  readonly appFiles: readonly PackageFile[];
  /** The program that sets the row of the home screen; packaged where the brand uses that. */
  readonly previewService: Uint8Array;
  readonly loaded: LoadedBrand;
  readonly platformUrl: string;
  readonly identities: SigningIdentities;
  readonly timeSec: number;
}

/** Builds a signed package. The same parts give the same bytes, on every machine. */
export function buildWgt(parts: WgtParts): Uint8Array {
  const { brand, version, art } = parts.loaded;
  const json = `${JSON.stringify(tizenAppBrand(parts.loaded, parts.platformUrl), null, 2)}\n`;
  const content = sortFiles([
    ...parts.appFiles,
    { path: 'config.xml', bytes: utf8(configXml(brand, version)) },
    { path: ICON_FILE, bytes: art.tizenIcon },
    { path: APP_BRAND_FILE, bytes: utf8(json) },
    ...appLogoFiles(parts.loaded),
    ...(brand.tizen.uses.includes('preview') ? [{ path: PREVIEW_SERVICE.file, bytes: parts.previewService }] : []),
  ]);
  const author = { path: SIGNATURE_FILES.author, bytes: utf8(signWidget(content, 'author', parts.identities.author)) };
  // The distributor vouches for the author's signature too, so it signs second and signs that file.
  const withAuthor = sortFiles([...content, author]);
  const distributor = {
    path: SIGNATURE_FILES.distributor,
    bytes: utf8(signWidget(withAuthor, 'distributor', parts.identities.distributor)),
  };
  return zipPackage([...withAuthor, distributor], parts.timeSec);
}

/**
 * `npm run package:tizen`: reads the built app, signs it and writes `<brand>-<version>.wgt`, with `-test-signed` in the
 * name when no operator certificate is set. Returns the exit code.
 */
export function runPackageTizen(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  root: string,
  io: CommandOutput,
): number {
  return runCommand(io, () => {
    if (argv.includes('--help')) {
      io.out(formatHelp('npm run package:tizen -- [options]', OPTIONS));
      return 0;
    }
    const { options } = parseCommandLine(argv, OPTIONS);
    const loaded = loadBrand(root, options.brand ?? OPTIONS.brand.value);
    const appFiles = readAppFolder({
      folder: resolve(root, options.in ?? OPTIONS.in.value),
      startPage: START_PAGE,
      ownFiles: OWN_FILES,
    });
    const privileges = checkPrivileges(appFiles, privilegesOf(loaded.brand.tizen.uses));
    if (privileges.problems.length > 0)
      throw new PackagingError('The app and its privileges do not fit:', privileges.problems);
    for (const unused of privileges.unused)
      io.err(`note: no script of the app uses ${unused}, the store may ask why it is declared`);
    const identities = chooseIdentities(env, root, Date.now());
    noteExpired(identities, Date.now(), io);
    const platformUrl = choosePlatformUrl(options['platform-url'], loaded.brand.platformUrl);
    const previewService = new Uint8Array(readFileSync(join(root, 'tizen', PREVIEW_SERVICE.file)));
    const bytes = buildWgt({ appFiles, previewService, loaded, platformUrl, identities, timeSec: packageTimeSec(env) });
    const problems = checkWgt(bytes);
    if (problems.length > 0) throw new PackagingError('The package does not pass its own check:', problems);
    const name = `${brandSlug(loaded.brand)}-${loaded.version}${identities.isTest ? '-test-signed' : ''}.wgt`;
    const folder = resolve(root, options.out ?? OPTIONS.out.value);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), bytes);
    if (options.tizenbrew !== null) writeModule(resolve(root, options.tizenbrew), tizenbrewModule(appFiles, loaded, platformUrl), io);
    io.out(report(join(folder, name), bytes, loaded, identities));
    return 0;
  });
}

function writeModule(folder: string, files: readonly PackageFile[], io: CommandOutput): void {
  for (const { path, bytes } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  io.out(`TizenBrew module written to ${folder}: publish it with npm publish, or put it on a server`);
}

/** Televisions judge a signer's dates leniently, stores do not: said, not refused. */
function noteExpired(identities: SigningIdentities, nowMs: number, io: CommandOutput): void {
  for (const role of ['author', 'distributor'] as const) {
    const leaf = identities[role].certificates[0];
    if (leaf !== undefined && leaf.validToMs < nowMs) {
      io.err(
        `note: the ${role} certificate (${leaf.subject}) ran out on ${new Date(leaf.validToMs).toISOString().slice(0, 10)}`,
      );
    }
  }
}

function report(file: string, bytes: Uint8Array, loaded: LoadedBrand, identities: SigningIdentities): string {
  const signer = (role: 'author' | 'distributor'): string => {
    const leaf = identities[role].certificates[0];
    if (leaf === undefined) return '';
    return `${leaf.subject} (valid until ${new Date(leaf.validToMs).toISOString().slice(0, 10)})`;
  };
  const nextSteps = identities.isTest
    ? [
        `Check it with independent tools: npm run verify:tizen -- ${file}`,
        'This package carries throw-away certificates: simulators and checks take it, retail televisions refuse it.',
        'For a television: get an author and a distributor certificate (docs/guides/packaging.md, "Certificates"), set ' +
          'TIZEN_AUTHOR_P12, TIZEN_AUTHOR_PASSWORD, TIZEN_DIST_P12 and TIZEN_DIST_PASSWORD, and run this command again.',
      ]
    : [
        `Check it with independent tools: npm run verify:tizen -- ${file}`,
        'On the television: Apps, press 1 2 3 4 5, Developer Mode on, enter this computer’s address, restart the set.',
        `Install and start: npm run install:tizen -- --device <address> ${file}`,
        'Or hand the file to the seller office. Keep the author certificate for ever: an update needs the same one.',
      ];
  return formatReport({
    title: identities.isTest ? 'Tizen package written, signed with TEST certificates' : 'Tizen package written',
    file,
    bytes,
    rows: [
      ['app', `${tizenAppId(loaded.brand)} ${loaded.version}, Tizen ${loaded.brand.tizen.requiredVersion} and newer`],
      ['author', signer('author')],
      ['distributor', signer('distributor')],
    ],
    nextSteps,
  });
}

function utf8(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'utf8'));
}
