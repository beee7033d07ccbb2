import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBrand, type LoadedBrand } from '../scripts/brand';
import { hasTool, missingToolMessage, readFolder, runTool, type PackageFile } from '../scripts/packaging';
import {
  fixtureAppFiles,
  makeScratchFolder,
  memoryOutput,
  writeFiles,
  type ScratchFolder,
} from '../scripts/packaging/testing';
import { checkIpk, checkIpkTree } from './check-ipk';
import { buildIpkArchive, readArArchive, readTarGz } from './ipk-archive';
import { buildIpk, ipkTree, readServiceFolder, runPackageWebos, type IpkParts } from './package-ipk';
import { runVerifyWebos, verifyIpk } from './verify-ipk';

const ROOT = process.cwd();
const TIME_SEC = 1_793_491_200;
const APP = 'usr/palm/applications/com.hearthtv.app';
const SERVICE = 'usr/palm/services/com.hearthtv.app.service';

let scratch: ScratchFolder;
let parts: IpkParts;
let good: Uint8Array;

beforeAll(async () => {
  scratch = makeScratchFolder();
  writeFiles(join(scratch.path, 'app'), fixtureAppFiles());
  writeFiles(scratch.path, { 'phone.js': 'const built = () => 1;' });
  parts = {
    appFiles: readFolder(join(scratch.path, 'app')).filter((file) => !file.path.endsWith('.map')),
    serviceFiles: readServiceFolder(join(ROOT, 'webos', 'service'), join(scratch.path, 'phone.js')),
    loaded: loadBrand(ROOT, 'static/brand/hearth.json'),
    platformUrl: '',
    timeSec: TIME_SEC,
  };
  good = await buildIpk(parts);
});
afterAll(() => scratch.remove());

const text = (file: PackageFile | undefined): string => Buffer.from(file?.bytes ?? []).toString('utf8');
const utf8 = (content: string): Uint8Array => new Uint8Array(Buffer.from(content));
const dataOf = async (bytes: Uint8Array): Promise<PackageFile[]> =>
  readTarGz(readArArchive(bytes)?.find((member) => member.path === 'data.tar.gz')?.bytes ?? new Uint8Array());

/** The package's tree with one JSON file changed. */
function withJson(path: string, change: (fields: Record<string, unknown>) => void): PackageFile[] {
  return ipkTree(parts).map((file) => {
    if (file.path !== path) return file;
    const fields = JSON.parse(text(file)) as Record<string, unknown>;
    change(fields);
    return { path, bytes: utf8(JSON.stringify(fields)) };
  });
}

describe('a webOS package', () => {
  test('holds app, service and package info', async () => {
    const tree = await dataOf(good);
    expect(tree.map((file) => file.path)).toEqual(
      expect.arrayContaining([
        `${APP}/appinfo.json`,
        `${APP}/brand.json`,
        `${APP}/icon.png`,
        `${APP}/index.html`,
        `${APP}/largeIcon.png`,
        `${APP}/splash.png`,
        'usr/palm/packages/com.hearthtv.app/packageinfo.json',
        `${SERVICE}/package.json`,
        `${SERVICE}/service.js`,
        `${SERVICE}/services.json`,
      ]),
    );
    expect(JSON.parse(text(tree.find((file) => file.path === `${APP}/appinfo.json`)))).toMatchObject({
      id: 'com.hearthtv.app',
      type: 'web',
      main: 'index.html',
      resolution: '1920x1080',
      disableBackHistoryAPI: true,
      handlesRelaunch: false,
      accessibility: { supportsAudioGuidance: true },
    });
  });

  test('brings neither tests nor the library the television has', async () => {
    const service = (await dataOf(good)).map((file) => file.path).filter((path) => path.startsWith(`${SERVICE}/`));
    expect(service.filter((path) => /test|webos-service|node_modules|README/.test(path))).toEqual([]);
  });

  test('is the same byte for byte when built again', async () => {
    expect(Buffer.compare(await buildIpk(parts), good)).toBe(0);
  });

  test('changes with the time it is given, and only then', async () => {
    expect(Buffer.compare(await buildIpk({ ...parts, timeSec: TIME_SEC + 1 }), good)).not.toBe(0);
  });

  test('carries no date of 1970: televisions refuse it', () => {
    expect(Buffer.from(good.subarray(24, 36)).toString().trim()).toBe(String(TIME_SEC));
  });

  test('a name in other languages lies where the television looks for it', async () => {
    const { brand } = parts.loaded;
    const loaded: LoadedBrand = {
      ...parts.loaded,
      brand: { ...brand, localNames: { ar: 'موقد', 'pt-BR': 'Lareira' } },
    };
    const tree = await dataOf(await buildIpk({ ...parts, loaded }));
    expect(text(tree.find((file) => file.path === `${APP}/resources/pt/BR/appinfo.json`))).toContain('Lareira');
    expect(text(tree.find((file) => file.path === `${APP}/resources/ar/appinfo.json`))).toContain('موقد');
  });

  test('two brands differ only where the brand says', async () => {
    const { brand } = parts.loaded;
    const other: LoadedBrand = {
      ...parts.loaded,
      brand: { ...brand, name: 'Nordvik', webos: { appId: 'com.nordvik.tv', serviceName: 'service' } },
    };
    const rename = (path: string): string => path.replace(/com\.hearthtv\.app/g, 'com.nordvik.tv');
    const first = await dataOf(good);
    const second = new Map(
      (await dataOf(await buildIpk({ ...parts, loaded: other }))).map((file) => [file.path, file]),
    );
    expect(first.map((file) => rename(file.path)).sort()).toEqual([...second.keys()].sort());
    const differing = first.filter(
      (file) => Buffer.compare(file.bytes, second.get(rename(file.path))?.bytes ?? new Uint8Array()) !== 0,
    );
    expect(differing.map((file) => file.path.slice(file.path.lastIndexOf('/') + 1)).sort()).toEqual([
      'appinfo.json',
      'brand.json',
      'package.json',
      'packageinfo.json',
      'services.json',
    ]);
  });
});

describe('the lint of a package', () => {
  test('the good tree passes', () => {
    expect(checkIpkTree(ipkTree(parts))).toEqual([]);
  });

  test.each([
    ['id', 'com.hearth-tv.app', 'appinfo.json, id'],
    ['id', 'com.hearthtv.4k', 'appinfo.json, id'],
    ['version', '01.0.0', 'appinfo.json, version'],
    ['resolution', '9x9', 'appinfo.json, resolution'],
    ['disableBackHistoryAPI', undefined, 'appinfo.json, disableBackHistoryAPI'],
    ['handlesRelaunch', true, 'appinfo.json, handlesRelaunch'],
    ['accessibility', {}, 'appinfo.json, accessibility'],
    ['title', '', 'appinfo.json, title'],
    ['vendor', undefined, 'appinfo.json, vendor'],
    ['appDescription', 'x'.repeat(61), 'appinfo.json, appDescription'],
    ['icon', 'largeIcon.png', 'appinfo.json, icon'],
    ['largeIcon', 'none.png', 'appinfo.json, largeIcon'],
    ['splashBackground', 'index.html', 'appinfo.json, splashBackground'],
    ['main', 'start.html', 'start.html'],
  ])('appinfo %s = %j is found', (name, value, field) => {
    const tree = withJson(`${APP}/appinfo.json`, (fields) => {
      fields[name] = value;
    });
    expect(checkIpkTree(tree).map((problem) => problem.field)).toContain(field);
  });

  test.each([
    [`${SERVICE}/package.json`, 'name', 'com.other.service', 'package.json, name'],
    [`${SERVICE}/package.json`, 'main', 'other.js', 'package.json, main'],
    [`${SERVICE}/services.json`, 'id', 'service', 'services.json, id'],
    [
      'usr/palm/packages/com.hearthtv.app/packageinfo.json',
      'services',
      [],
      'usr/palm/packages/com.hearthtv.app/packageinfo.json, services',
    ],
    [
      'usr/palm/packages/com.hearthtv.app/packageinfo.json',
      'app',
      'x',
      'usr/palm/packages/com.hearthtv.app/packageinfo.json, id and app',
    ],
  ])('%s %s = %j is found', (path, name, value, field) => {
    const tree = withJson(path, (fields) => {
      fields[name] = value;
    });
    expect(checkIpkTree(tree).map((problem) => problem.field)).toEqual([field]);
  });

  test.each([
    ['newer syntax', 'const a = () => 1;', 'is not ES5'],
    ['a template literal', 'var a = `x`;', 'is not ES5'],
    ['a module of the registry', "require('ws');", 'needs "ws", which no television has'],
    ['a module old Nodes lack', "require('http2');", 'needs "http2"'],
    ['a file that is not there', "require('./gone');", 'needs "./gone"'],
  ])('service code with %s is found', async (_, code, reason) => {
    const serviceFiles = [...parts.serviceFiles, { path: 'extra.js', bytes: utf8(code) }];
    await expect(buildIpk({ ...parts, serviceFiles })).rejects.toThrow(reason);
  });

  test('a path that needs extended tar headers is found', async () => {
    const appFiles = [...parts.appFiles, { path: `static/${'x'.repeat(80)}.png`, bytes: utf8('') }];
    await expect(buildIpk({ ...parts, appFiles })).rejects.toThrow('characters long inside the package');
  });

  test.each([
    ['no archive', utf8('!<arch'), 'is not an ar archive'],
    ['a cut archive', null, 'is not an ar archive'],
  ])('%s is said to be none', async (_, bytes, reason) => {
    expect((await checkIpk(bytes ?? good.subarray(0, good.length - 100)))[0]?.reason).toBe(reason);
  });
});

const tools = ['ar', 'dpkg-deb'].filter((tool) => !hasTool(tool));
(tools.length === 0 ? describe : describe.skip)(
  `independent tools${tools.map((tool) => `: ${missingToolMessage(tool)}`).join('; ')}`,
  () => {
    test('ar, dpkg-deb and the vendor’s ares-package accept the package', async () => {
      const file = join(scratch.path, 'good.ipk');
      writeFileSync(file, good);
      const steps = await verifyIpk(file, ROOT);
      expect(steps.filter((step) => step.outcome !== 'passed')).toEqual([]);
      expect(steps).toHaveLength(6);
    });

    test('modes are those a television needs', () => {
      const file = join(scratch.path, 'modes.ipk');
      writeFileSync(file, good);
      const lines = runTool('dpkg-deb', ['--contents', file], { env: { ...process.env, TZ: 'UTC' } })
        .stdout.trim()
        .split('\n');
      const modes = (pattern: RegExp): string[] => [
        ...new Set(lines.filter((line) => pattern.test(line)).map((line) => line.slice(0, 10))),
      ];
      expect(modes(/ usr\/palm\/services\/[^/]+\/$/)).toEqual(['drwxrwxrwx']);
      expect(modes(/ usr\/palm\/applications\/.*\/$/)).toEqual(['drwxr-xr-x']);
      expect(modes(/[^/]$/)).toEqual(['-rw-r--r--']);
      expect(lines.every((line) => line.includes(' 0/0 ') && line.includes('2026-11-01'))).toBe(true);
    });

    test('a wrong package is found by the own checks although ar and dpkg-deb take it', async () => {
      const tree = withJson(`${APP}/appinfo.json`, (fields) => {
        fields['resolution'] = '1280x720';
      });
      const file = join(scratch.path, 'wrong.ipk');
      writeFileSync(
        file,
        await buildIpkArchive(tree, { packageId: 'com.hearthtv.app', version: '0.1.0', installedBytes: 1 }, TIME_SEC),
      );
      const steps = await verifyIpk(file, ROOT);
      expect(steps.filter((step) => step.outcome === 'failed').map((step) => step.name)).toEqual([
        'own checks: members, names, appinfo.json, pictures, service',
      ]);
    });

    test('a cut package is refused by all', async () => {
      const file = join(scratch.path, 'cut.ipk');
      writeFileSync(file, good.subarray(0, good.length - 1000));
      expect((await verifyIpk(file, ROOT)).filter((step) => step.outcome === 'failed').length).toBeGreaterThanOrEqual(
        4,
      );
    });
  },
);

describe('npm run package:webos', () => {
  test('writes the package and prints file, size, digest, signer and what to do next', async () => {
    const io = memoryOutput();
    expect(
      await runPackageWebos(['--in', join(scratch.path, 'app'), '--out', join(scratch.path, 'out'), '--phone', join(scratch.path, 'phone.js')], {}, ROOT, io),
    ).toBe(0);
    const printed = io.lines.join('\n');
    expect(printed).toMatch(/file +\S+com\.hearthtv\.app_\d+\.\d+\.\d+_all\.ipk/);
    expect(printed).toMatch(/sha-256 +[0-9a-f]{64}/);
    expect(printed).toContain('signed by  nobody');
    expect(printed).toContain('npm run install:webos');
    expect(await checkIpk(new Uint8Array(readFileSync(/file +(\S+)/.exec(printed)?.[1] ?? '')))).toEqual([]);
  });

  test('writes the manifest that the Homebrew Channel reads beside it', async () => {
    await runPackageWebos(['--in', join(scratch.path, 'app'), '--out', join(scratch.path, 'out'), '--phone', join(scratch.path, 'phone.js')], {}, ROOT, memoryOutput());
    const manifest = JSON.parse(readFileSync(join(scratch.path, 'out/com.hearthtv.app.manifest.json'), 'utf8')) as Record<string, unknown>;
    const ipk = readFileSync(join(scratch.path, 'out', String(manifest['ipkUrl'])));
    expect(manifest).toMatchObject({
      id: 'com.hearthtv.app', type: 'web', rootRequired: false, ipkSize: ipk.length, ipkHash: { sha256: createHash('sha256').update(ipk).digest('hex') },
      iconUri: expect.stringMatching(/^data:image\/png;base64,iVBOR/),
    });
  });

  test('a build that brings the packager’s files is refused', async () => {
    writeFiles(join(scratch.path, 'bad'), { ...fixtureAppFiles(), 'appinfo.json': '{}' });
    const io = memoryOutput();
    expect(await runPackageWebos(['--in', join(scratch.path, 'bad'), '--out', scratch.path, '--phone', join(scratch.path, 'phone.js')], {}, ROOT, io)).toBe(1);
    expect(io.errors.join('\n')).toContain('appinfo.json: is written by the packager');
  });

  test('verify names a file that is not there', async () => {
    const io = memoryOutput();
    expect(await runVerifyWebos([], ROOT, io)).toBe(1);
    expect(io.errors.join('\n')).toContain('FILE: is not a file');
  });
});
