import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBrand } from '../scripts/brand';
import {
  hasTool,
  missingToolMessage,
  readFolder,
  runTool,
  type PackageFile,
  type VerifiedStep,
} from '../scripts/packaging';
import {
  fixtureAppFiles,
  makeScratchFolder,
  memoryOutput,
  writeFiles,
  type ScratchFolder,
} from '../scripts/packaging/testing';
import { checkWgt } from './check-wgt';
import { chooseIdentities, type SigningIdentities } from './choose-identities';
import { buildWgt, runPackageTizen } from './package-wgt';
import { testCertificateFiles } from './test-pki';
import { runVerifyTizen, verifyWgt, type TrustedRoots } from './verify-wgt';
import { unzipPackage, zipPackage } from './wgt-archive';
import { signWidget } from './widget-signature';

const ROOT = process.cwd();
const SCHEMAS = join(ROOT, 'tizen', 'schema');
const TIME_SEC = 1_793_491_200;
const missingTools = ['xmlsec1', 'xmllint'].filter((tool) => !hasTool(tool));

let scratch: ScratchFolder;
let identities: SigningIdentities;
let trusted: TrustedRoots;
let good: Uint8Array;

beforeAll(() => {
  scratch = makeScratchFolder();
  writeFiles(join(scratch.path, 'app'), fixtureAppFiles());
  identities = chooseIdentities({}, scratch.path, Date.now());
  trusted = {
    author: testCertificateFiles(scratch.path, 'author').rootPem,
    distributor: testCertificateFiles(scratch.path, 'distributor').rootPem,
  };
  good = build();
});
afterAll(() => scratch.remove());

function build(): Uint8Array {
  const appFiles = readFolder(join(scratch.path, 'app')).filter((file) => !file.path.endsWith('.map'));
  const loaded = loadBrand(ROOT, 'static/brand/hearth.json');
  const previewService = new Uint8Array(readFileSync(join(ROOT, 'tizen', 'preview-service.js')));
  return buildWgt({ appFiles, previewService, loaded, platformUrl: 'http://192.168.1.20:8080', identities, timeSec: TIME_SEC });
}

/** The good package with its files changed, zipped again without new signatures. */
function tampered(change: (files: Map<string, Uint8Array>) => void): Uint8Array {
  const files = new Map(unzipPackage(good).map((file) => [file.path, file.bytes]));
  change(files);
  return zipPackage(
    [...files].map(([path, bytes]): PackageFile => ({ path, bytes })),
    TIME_SEC,
  );
}

const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('utf8');
const failed = (steps: readonly VerifiedStep[]): string[] =>
  steps.filter((step) => step.outcome === 'failed').map((step) => step.name.replace(/[:(].*$/, '').trim());

describe('a Tizen package', () => {
  test('holds the app, its manifest, icon, brand and both signatures, without source maps', () => {
    expect(unzipPackage(good).map((file) => file.path)).toEqual([
      'app-legacy.js',
      'app-modern.js',
      'app.css',
      'author-signature.xml',
      'boot.js',
      'brand.json',
      'config.xml',
      'icon.png',
      'index.html',
      'preview-service.js',
      'signature1.xml',
      'static/images/empty@2x+a~b.txt',
      'static/strings/en.json',
      'vendor/shaka-player.js',
    ]);
    expect(JSON.parse(text(unzipPackage(good).find((file) => file.path === 'brand.json')?.bytes))).toMatchObject({
      name: 'Hearth',
      platformUrl: 'http://192.168.1.20:8080',
      tizen: { uses: ['preview'], preparesAhead: [] },
      languages: ['en', 'de', 'fr', 'es', 'pt', 'it', 'pl', 'tr', 'ru', 'ar', 'hi', 'zh'],
    });
  });

  test('is the same byte for byte when built again', () => {
    expect(Buffer.compare(build(), good)).toBe(0);
  });

  test('passes the project’s own checks', () => {
    expect(checkWgt(good)).toEqual([]);
  });
});

/** Everything below judges by programs that share no code with the packer. */
const withTools = missingTools.length === 0 ? describe : describe.skip;
withTools(`independent tools${missingTools.map((tool) => `: ${missingToolMessage(tool)}`).join('; ')}`, () => {
  test('accept both signatures, their chains and every file’s structure', () => {
    const steps = verifyWgt(good, trusted, SCHEMAS);
    expect(steps.filter((step) => step.outcome !== 'passed')).toEqual([]);
    expect(steps).toHaveLength(6);
  });

  test('a package unpacked by another zip program verifies too', () => {
    const file = join(scratch.path, 'good.wgt');
    const folder = join(scratch.path, 'python');
    writeFileSync(file, good);
    mkdirSync(folder);
    expect(runTool('python3', ['-m', 'zipfile', '-e', file, folder]).status).toBe(0);
    for (const [name, root] of [
      ['author-signature.xml', trusted?.author],
      ['signature1.xml', trusted?.distributor],
    ] as const) {
      expect(runTool('xmlsec1', ['--verify', '--trusted-pem', root ?? '', name], { cwd: folder }).status).toBe(0);
    }
  });

  test('a changed file is found by both signatures', () => {
    const bytes = tampered((files) => files.set('app-modern.js', utf8('evil()')));
    expect(failed(verifyWgt(bytes, trusted, SCHEMAS))).toEqual(['own checks', 'xmlsec1', 'xmlsec1']);
  });

  test('a file taken out is found by both signatures', () => {
    const bytes = tampered((files) => files.delete('vendor/shaka-player.js'));
    expect(failed(verifyWgt(bytes, trusted, SCHEMAS))).toEqual(['own checks', 'xmlsec1', 'xmlsec1']);
  });

  test('a stray unsigned file is found by the own checks, which xmlsec1 does not notice', () => {
    const bytes = tampered((files) => files.set('stray.js', utf8('1')));
    const steps = verifyWgt(bytes, trusted, SCHEMAS);
    expect(failed(steps)).toEqual(['own checks']);
    expect(steps[0]?.detail).toContain('stray.js: is not covered by author-signature.xml');
    expect(steps[0]?.detail).toContain('stray.js: is not covered by signature1.xml');
  });

  test('a hidden file is found', () => {
    expect(
      checkWgt(tampered((files) => files.set('.DS_Store', utf8('1'))))
        .map((problem) => problem.reason)
        .join(),
    ).toContain('hidden file');
  });

  test('a changed author signature breaks the distributor’s, which covers it', () => {
    const bytes = tampered((files) => {
      files.set(
        'author-signature.xml',
        utf8(text(files.get('author-signature.xml')).replace('<SignatureValue>\n', '<SignatureValue>\n\n')),
      );
    });
    const steps = verifyWgt(bytes, trusted, SCHEMAS);
    expect(steps.find((step) => step.name.startsWith('xmlsec1: distributor'))?.outcome).toBe('failed');
  });

  test('a changed role is found', () => {
    const bytes = tampered((files) => {
      files.set('signature1.xml', utf8(text(files.get('signature1.xml')).replace('#role-distributor', '#role-author')));
    });
    const steps = verifyWgt(bytes, trusted, SCHEMAS);
    expect(failed(steps)).toEqual(['own checks', 'xmlsec1']);
    expect(steps[0]?.detail).toContain('says another role than "distributor"');
  });

  test('signatures that were swapped for the other role’s are found', () => {
    const content = unzipPackage(good).filter((file) => !/signature/.test(file.path));
    const author = { path: 'author-signature.xml', bytes: utf8(signWidget(content, 'distributor', identities.author)) };
    const all = [...content, author].sort((a, b) => (a.path < b.path ? -1 : 1));
    const distributor = { path: 'signature1.xml', bytes: utf8(signWidget(all, 'distributor', identities.distributor)) };
    expect(checkWgt(zipPackage([...all, distributor], TIME_SEC)).map((problem) => problem.field)).toEqual([
      'author-signature.xml',
    ]);
  });

  test('a distributor signature that leaves the author’s out is found', () => {
    const files = unzipPackage(good).filter((file) => file.path !== 'signature1.xml');
    const unaware = files.filter((file) => file.path !== 'author-signature.xml');
    const distributor = {
      path: 'signature1.xml',
      bytes: utf8(signWidget(unaware, 'distributor', identities.distributor)),
    };
    const steps = verifyWgt(zipPackage([...files, distributor], TIME_SEC), trusted, SCHEMAS);
    expect(failed(steps)).toEqual(['own checks']);
    expect(steps[0]?.detail).toContain('author-signature.xml: is not covered by signature1.xml');
  });

  test('a chain that ends in another root is found', () => {
    const swapped = trusted === null ? null : { author: trusted.distributor, distributor: trusted.author };
    expect(failed(verifyWgt(good, swapped, SCHEMAS))).toEqual(['xmlsec1', 'xmlsec1']);
  });

  test('a missing distributor signature is found', () => {
    const bytes = tampered((files) => files.delete('signature1.xml'));
    expect(verifyWgt(bytes, trusted, SCHEMAS)[0]?.detail).toContain('signature1.xml: is missing');
  });

  test('a config.xml that breaks its schema is found', () => {
    const bytes = tampered((files) =>
      files.set('config.xml', utf8(text(files.get('config.xml')).replace('<content ', '<contents '))),
    );
    expect(failed(verifyWgt(bytes, trusted, SCHEMAS))).toContain('xmllint');
  });

  test('bytes that are no package are said to be none', () => {
    expect(verifyWgt(utf8('PK?'), trusted, SCHEMAS)).toMatchObject([
      { outcome: 'failed', detail: expect.stringContaining('is not a zip file') },
    ]);
  });
});

describe('npm run package:tizen', () => {
  const arguments_ = (): string[] => ['--in', join(scratch.path, 'app'), '--out', join(scratch.path, 'out')];

  test('writes the package and prints file, size, digest, signers and what to do next', () => {
    const io = memoryOutput();
    expect(runPackageTizen(arguments_(), {}, ROOT, io)).toBe(0);
    const printed = io.lines.join('\n');
    expect(printed).toMatch(/file +\S+hearth-\d+\.\d+\.\d+-test-signed\.wgt/);
    expect(printed).toMatch(/sha-256 +[0-9a-f]{64}/);
    expect(printed).toMatch(/author +CN=Hearth test author, O=Hearth test \(valid until \d{4}-\d\d-\d\d\)/);
    expect(printed).toContain('TIZEN_AUTHOR_P12');
    const file = /file +(\S+)/.exec(printed)?.[1] ?? '';
    expect(checkWgt(readFileSync(file))).toEqual([]);
    expect(runVerifyTizen([file], ROOT, memoryOutput())).toBe(0);
  });

  test('writes the app as a module of TizenBrew where that is asked for', () => {
    const folder = join(scratch.path, 'brew');
    expect(runPackageTizen([...arguments_(), '--tizenbrew', folder], {}, ROOT, memoryOutput())).toBe(0);
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(manifest).toMatchObject({ name: 'hearth-tizenbrew', packageType: 'app', appName: 'Hearth', appPath: 'app/index.html' });
    expect(manifest['keys']).toContain('MediaPlayPause');
    expect(readFileSync(join(folder, 'app/index.html'), 'utf8')).toContain('<script');
    expect(JSON.parse(readFileSync(join(folder, 'app/brand.json'), 'utf8'))).toMatchObject({ name: 'Hearth' });
  });

  test('operator certificates give a name without "test"', () => {
    const io = memoryOutput();
    const p12 = (role: 'author' | 'distributor'): string => testCertificateFiles(scratch.path, role).p12;
    const env = {
      TIZEN_AUTHOR_P12: p12('author'),
      TIZEN_AUTHOR_PASSWORD: 'hearth-test',
      TIZEN_DIST_P12: p12('distributor'),
      TIZEN_DIST_PASSWORD: 'hearth-test',
    };
    expect(runPackageTizen(arguments_(), env, ROOT, io)).toBe(0);
    expect(io.lines.join('\n')).toMatch(/hearth-\d+\.\d+\.\d+\.wgt/);
    expect(io.lines.join('\n')).not.toContain('hearth-test');
  });

  test('a certificate that has run out is said to have', () => {
    const folder = join(scratch.path, 'expired');
    const longAgoMs = Date.now() - 11 * 365 * 24 * 3600 * 1000;
    chooseIdentities({}, folder, longAgoMs);
    const p12 = (role: 'author' | 'distributor'): string => testCertificateFiles(folder, role).p12;
    const env = {
      TIZEN_AUTHOR_P12: p12('author'),
      TIZEN_AUTHOR_PASSWORD: 'hearth-test',
      TIZEN_DIST_P12: p12('distributor'),
      TIZEN_DIST_PASSWORD: 'hearth-test',
    };
    const io = memoryOutput();
    expect(runPackageTizen(arguments_(), env, ROOT, io)).toBe(0);
    expect(io.errors.filter((line) => line.includes('ran out on'))).toHaveLength(2);
  });

  test.each([
    [['--in', '/nowhere'], '/nowhere: does not exist'],
    [['--brand', 'static/brand/none.json'], 'cannot be read'],
    [['--platform-url', 'tv.example'], '--platform-url: must be'],
    [['--fast'], '--fast: '],
  ])('%s ends with 1 and says why', (extra, reason) => {
    const io = memoryOutput();
    expect(runPackageTizen([...arguments_(), ...extra], {}, ROOT, io)).toBe(1);
    expect(io.errors.join('\n')).toContain(reason);
  });

  test('a build that brings the packager’s files or unsafe names is refused', () => {
    writeFiles(join(scratch.path, 'bad'), { ...fixtureAppFiles(), 'config.xml': '<widget/>', 'static/Füße.png': '' });
    const io = memoryOutput();
    expect(runPackageTizen(['--in', join(scratch.path, 'bad'), '--out', scratch.path], {}, ROOT, io)).toBe(1);
    expect(io.errors.join('\n')).toContain('config.xml: is written by the packager');
    expect(io.errors.join('\n')).toContain('televisions do not take');
  });

  test('verify names a file that is not there', () => {
    const io = memoryOutput();
    expect(runVerifyTizen(['none.wgt'], ROOT, io)).toBe(1);
    expect(io.errors.join('\n')).toContain('none.wgt: is not a file');
  });
});
