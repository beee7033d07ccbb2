import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openSqliteStore } from '#server/store';
import { bundleChild, runAndKill } from '#test/contracts/kill';

const PROCESSES = 4;
const STARTS = 50;
let folder: string;
let program: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-race-'));
  program = await bundleChild(join(__dirname, 'lease-race-child.ts'));
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('200 starts of four processes on one file: exactly as many run as the limit allows, and a killed process keeps what it confirmed', async () => {
  const path = join(folder, 'store.sqlite');
  await (await openSqliteStore(path, 0)).close();
  const runs = Array.from({ length: PROCESSES }, (_, at) => runAndKill({ program, words: [path, String(at), String(STARTS)], lines: STARTS }));
  const printed = (await Promise.all(runs)).flat();
  const store = await openSqliteStore(path, 0);
  try {
    const running = await store.leases.running('a', 2);
    expect(printed).toHaveLength(PROCESSES * STARTS);
    expect(printed.filter((line) => line.startsWith('started '))).toHaveLength(3);
    expect(running.map((lease) => `started ${lease.id}`).sort()).toEqual(printed.filter((line) => line.startsWith('started ')).sort());
  } finally {
    await store.close();
  }
}, 60_000);
