import { writeFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY_MS } from '#core/base';
import { createLog } from '#server/log';
import { openSqliteStore } from '#server/store';
import type { OriginRow, Store } from '#server/store';
import { startRefreshing } from './keep-refreshed';
import { runProgram } from './run-program';

const ORIGIN: OriginRow = {
  sourceId: 'own', format: 'm3u', location: 'http://up.example/list', partOf: '', etag: '', lastModified: '', contentMark: '', checkedAtMs: 1, dueAtMs: 0, report: null, failure: null,
};
let store: Store;
let logged: string[];
let folder: string;

beforeEach(async () => {
  store = await openSqliteStore(':memory:', 0);
  logged = [];
  folder = mkdtempSync(join(tmpdir(), 'hearth-program-'));
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Waits until something is so; a few milliseconds as a rule. */
async function until(isSo: () => boolean): Promise<void> {
  for (let round = 0; round < 500 && !isSo(); round += 1) await pause(4);
  expect(isSo()).toBe(true);
}

function start(nowMs: number, everyMs: number, run: () => Promise<string>): () => void {
  const log = createLog('info', { write: (line: string) => { logged.push(line); } });
  return startRefreshing({ store, log, nowMs: () => nowMs, everyMs, run });
}

describe('scheduled refreshes', () => {
  test('run when something is due, and the outcome is logged', async () => {
    await store.origins.put(ORIGIN);
    let runs = 0;
    const end = start(2 * DAY_MS, DAY_MS, () => {
      runs += 1;
      return Promise.resolve('own: unchanged.');
    });
    await until(() => logged.length > 0);
    end();
    expect([runs, logged[0]]).toEqual([1, expect.stringContaining('"outcome":"own: unchanged."')]);
    // The time the source got, because an interval is set now, is in the store.
    expect((await store.origins.get('own'))?.dueAtMs).toBe(DAY_MS + 1);
  });

  test('do not when nothing is, or when they are switched off', async () => {
    await store.origins.put(ORIGIN);
    const refuse = (): Promise<string> => Promise.reject(new Error('nobody asked'));
    const ends = [start(DAY_MS / 2, DAY_MS, refuse), start(9 * DAY_MS, 0, refuse)];
    await pause(50);
    ends.forEach((end) => { end(); });
    expect(logged).toEqual([]);
  });

  test('a run that fails is logged without what it says of addresses', async () => {
    await store.origins.put({ ...ORIGIN, dueAtMs: 5 });
    const end = start(DAY_MS, DAY_MS, () => Promise.reject(new Error('x', { cause: new Error('http://ann:hunter2@h') })));
    await until(() => logged.length > 0);
    end();
    expect(logged.join()).toContain('refreshing sources failed');
    expect(logged.join()).not.toContain('hunter2');
  });
});

describe('a program in a process of its own', () => {
  function program(code: string): string {
    const path = join(folder, 'program.mjs');
    writeFileSync(path, code);
    return path;
  }

  test('gives back what it printed, also when it failed in part', async () => {
    const echo = program('console.log(process.argv.slice(2).join("+")); console.error("and"); process.exitCode = Number(process.argv[4] ?? 0);');
    expect(await runProgram(echo, ['refresh', '--due'], () => undefined)).toMatch(/refresh\+--due[^]*and|and[^]*refresh\+--due/);
    expect(await runProgram(echo, ['a', 'b', '1'], () => undefined)).toContain('a+b+1');
  });

  test('that dies or cannot start is told; one under way can be stopped', async () => {
    await expect(runProgram(program('process.exit(3)'), [], () => undefined)).rejects.toMatchObject({ code: 'internal.bug' });
    await expect(runProgram(program('setInterval(() => 0, 1000)'), [], (stop) => setTimeout(stop, 50))).rejects.toMatchObject({ facts: { code: 'null' } });
  });
});
