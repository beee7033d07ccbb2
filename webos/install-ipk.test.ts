import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { runInstallWebos } from './install-ipk';
import type { AresTool } from './install-ipk';
import { buildIpkArchive } from './ipk-archive';

let root: string;
let calls: string[];
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'install-'));
  calls = [];
  mkdirSync(join(root, 'dist/packages'), { recursive: true });
  const info = { path: 'usr/palm/applications/com.hearthtv.app/appinfo.json', bytes: Buffer.from('{"id":"com.hearthtv.app"}') };
  const facts = { packageId: 'com.hearthtv.app', version: '0.1.0', installedBytes: 100 };
  writeFileSync(join(root, 'dist/packages/hearth.ipk'), await buildIpkArchive([info], facts, 1_700_000_000));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

async function install(words: readonly string[], answer: (tool: string) => { status: number; output: string } = () => ({ status: 0, output: '' })): Promise<{ readonly code: number; readonly err: string }> {
  const err: string[] = [];
  const ares: AresTool = (name, args) => {
    calls.push([name, ...args].join(' ').replace(root, ''));
    return answer(name);
  };
  const code = await runInstallWebos(words, root, { out: () => undefined, err: (line) => err.push(line) }, ares);
  return { code, err: err.join('\n') };
}

test('a set is added by its address, gives its key once, gets the newest package and starts it', async () => {
  expect(await install(['--device', '192.168.1.40', '--passphrase', 'ABC123'])).toEqual({ code: 0, err: '' });
  expect(calls).toEqual([
    'ares-setup-device --list',
    'ares-setup-device --add hearth-192-168-1-40 --info host=192.168.1.40 --info port=9922 --info username=prisoner',
    'ares-novacom --device hearth-192-168-1-40 --getkey --passphrase ABC123',
    'ares-install --device hearth-192-168-1-40 /dist/packages/hearth.ipk',
    'ares-launch --device hearth-192-168-1-40 com.hearthtv.app',
  ]);
});

test('one that is known by name is not added again, and is not started where nobody wants that', async () => {
  await install(['--device', 'livingroom', '--run', 'no']);
  expect(calls).toEqual(['ares-install --device livingroom /dist/packages/hearth.ipk']);
  calls = [];
  await install(['--device', '10.0.0.9', '--run', 'no'], () => ({ status: 0, output: 'hearth-10-0-0-9 ssh' }));
  expect(calls).toEqual(['ares-setup-device --list', 'ares-install --device hearth-10-0-0-9 /dist/packages/hearth.ipk']);
});

test.each([
  ['connect ECONNREFUSED 10.0.0.9:9922', /refuses the connection[\s\S]*Key Server/],
  ['ares-install ERR! [Tips]: bad decrypt. Please check passphrase', /key of the set is missing/],
  ['ares-install ERR! something new', /something new/],
])('%s is told in words', async (output, words) => {
  const { code, err } = await install(['--device', 'tv'], () => ({ status: output.includes('ERR!') ? 0 : 1, output }));
  expect([code, err]).toEqual([1, expect.stringMatching(words)]);
});

test('without a device, a file or a package it says what is missing', async () => {
  expect((await install([])).err).toMatch(/--device/);
  expect((await install(['--device', 'tv', 'nothing.ipk'])).err).toMatch(/does not exist/);
  writeFileSync(join(root, 'odd.ipk'), 'odd');
  expect((await install(['--device', 'tv', 'odd.ipk'])).err).toMatch(/is no package/);
  rmSync(join(root, 'dist'), { recursive: true });
  expect((await install(['--device', 'tv'])).err).toMatch(/holds no \.ipk file/);
});
