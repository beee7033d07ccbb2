import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runInstallTizen } from './install-wgt';
import { SdbStandIn } from './testing/sdb-stand-in';
import type { StandInHabits } from './testing/sdb-stand-in';
import { zipPackage } from './wgt-archive';

const CONFIG = '<widget><tizen:application id="HearthTv01.hearth" package="HearthTv01" required_version="3.0"/></widget>';
/** Larger than some messages. */
const bytes = zipPackage([
  { path: 'config.xml', bytes: Buffer.from(CONFIG) },
  { path: 'app.js', bytes: Uint8Array.from({ length: 90_000 }, (_unused, index) => (index * 7919) & 0xff) },
], 1_700_000_000);

let root: string;
let set: SdbStandIn | null;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'install-'));
  mkdirSync(join(root, 'dist/packages'), { recursive: true });
  writeFileSync(join(root, 'dist/packages/hearth-0.1.0.wgt'), bytes);
  set = null;
});
afterEach(async () => {
  await set?.close();
  rmSync(root, { recursive: true, force: true });
});

async function install(habits: StandInHabits, ...words: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  set = new SdbStandIn(habits);
  const device = await set.listen();
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runInstallTizen(['--device', device, ...words], root, { out: (line) => out.push(line), err: (line) => err.push(line) }, 500);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const shell = (command: string): string => (command.startsWith('0 vd_appinstall') ? 'app_id[HearthTv01.hearth] install completed\n' : 'launched\n');

describe('a set in developer mode', () => {
  test('gets the newest package, installs and starts it', async () => {
    writeFileSync(join(root, 'dist/packages/old.wgt'), 'old');
    utimesSync(join(root, 'dist/packages/old.wgt'), 0, 0);
    const { code, out } = await install({ shell });
    expect([code, out]).toEqual([0, expect.stringContaining('install completed')]);
    expect(set?.files.get('/opt/usr/apps/tmp/tmp/hearth-0.1.0.wgt')?.equals(bytes)).toBe(true);
    expect(set?.commands).toEqual(['0 vd_appinstall HearthTv01.hearth /opt/usr/apps/tmp/tmp/hearth-0.1.0.wgt', '0 was_execute HearthTv01.hearth']);
  });

  test('is not told to start it where nobody wants that; without a tool path the usual one is taken', async () => {
    await install({ shell, capabilities: 'platform_version:3.0\n' }, '--run', 'no');
    expect(set?.commands).toEqual(['0 vd_appinstall HearthTv01.hearth /home/owner/share/tmp/sdk_tools/tmp/hearth-0.1.0.wgt']);
  });
});

describe('what goes wrong is told with what to do next', () => {
  test.each([
    ['certificates', { shell: (): string => 'app_id[x] install failed[118, -12], reason: Check certificate error' }, /does not accept the certificates[\s\S]*DUID/],
    ['clock', { shell: (): string => 'install failed[118, -7]' }, /clock of the set is behind/],
    ['something unknown', { shell: (): string => 'app_id[x] install failed[999]' }, /install failed\[999\]/],
    ['no room for the file', { refusesFile: 'No space left on device' }, /No space left on device/],
    ['a key is asked for', { greeting: 'auth' }, /asks for a key/],
    ['nobody answers', { greeting: 'deaf' }, /did not answer within 0.5 s/],
  ] as const)('%s', async (_what, habits: StandInHabits, words) => {
    const { code, err } = await install(habits);
    expect([code, err]).toEqual([1, expect.stringMatching(words)]);
  });

  test('no set, no device, no package, no file', async () => {
    const said: string[] = [];
    const io = { out: () => undefined, err: (line: string) => said.push(line) };
    expect(await runInstallTizen(['--device', '127.0.0.1:1'], root, io)).toBe(1);
    expect(await runInstallTizen([], root, io)).toBe(1);
    expect(await runInstallTizen(['--device', '127.0.0.1', 'nothing.wgt'], root, io)).toBe(1);
    writeFileSync(join(root, 'odd.wgt'), 'no zip');
    expect(await runInstallTizen(['--device', '127.0.0.1', 'odd.wgt'], root, io)).toBe(1);
    rmSync(join(root, 'dist/packages'), { recursive: true });
    expect(await runInstallTizen(['--device', '127.0.0.1'], root, io)).toBe(1);
    for (const [index, words] of [/refuses the connection/, /--device: is missing|--device is missing|is missing/, /does not exist/, /is no package/, /holds no \.wgt/].entries()) expect(said[index]).toMatch(words);
  });
});
