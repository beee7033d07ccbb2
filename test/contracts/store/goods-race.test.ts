import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openSqliteStore } from '#server/store';
import { bundleChild, runAndKill } from '#test/contracts/kill';
import { putScarves } from './goods-buyers';
import { expectTenWent } from './goods-contract';

const PROCESSES = 4;
const BUYERS = 50;
let folder: string;
let program: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-goods-'));
  program = await bundleChild(join(__dirname, 'goods-race-child.ts'));
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('200 buyers in four processes on one file, killed at the end: ten pieces go, each once', async () => {
  const path = join(folder, 'store.sqlite');
  const first = await openSqliteStore(path, 0);
  await putScarves(first);
  await first.close();
  const runs = Array.from({ length: PROCESSES }, (_, at) => runAndKill({ program, words: [path, `process${String(at)}`, String(BUYERS)], lines: BUYERS }));
  const outcomes = (await Promise.all(runs)).flat();
  expect(outcomes).toHaveLength(PROCESSES * BUYERS);
  const store = await openSqliteStore(path, 0);
  try {
    await expectTenWent(store, outcomes);
  } finally {
    await store.close();
  }
}, 60_000);
