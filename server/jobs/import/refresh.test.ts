import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '#core/base';
import { openSqliteStore } from '#server/store';
import type { OriginRow, SourceRow, Store } from '#server/store';
import { runImportWish } from './import-command';
import type { ImportTools } from './import-playlist';
import { nextDueMs } from './note-import';
import { armRefresh } from './refresh-sources';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const NOW_MS = Date.UTC(2026, 10, 24, 20);
const SECRET = 'hunter2';
let server: Server;
let base: string;
let handler: Handler;
let asked: string[];
let folder: string;
let path: string;
let store: Store;
let nowMs: number;
let tools: ImportTools;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
});

beforeEach(async () => {
  asked = [];
  nowMs = NOW_MS;
  folder = mkdtempSync(join(tmpdir(), 'hearth-refresh-'));
  path = join(folder, 'store.sqlite');
  store = await openSqliteStore(path, 0);
  tools = { store, nowMs: () => nowMs, progress: () => undefined, refreshEveryMs: DAY_MS };
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const listOf = (...names: string[]): string => `#EXTM3U\n${names.map((name) => `#EXTINF:-1 tvg-id="${name}",${name}\nhttp://up.example/${name}.ts\n`).join('')}`;

/** Answers one text under a tag, 304 to whoever names the tag. */
function tagged(tag: string, text: string): Handler {
  return (request, response) => {
    if (request.headers['if-none-match'] === tag) response.writeHead(304).end();
    else response.writeHead(200, { etag: tag }).end(text);
  };
}

const plain = (text: string, status = 200): Handler => (_request, response) => response.writeHead(status).end(text);

async function run(...wish: ['import', 'm3u' | 'xmltv' | 'xtream', string] | ['refresh', string] | ['due'] | ['list']): Promise<string> {
  const [what, first = '', location = ''] = wish;
  if (what === 'list') return (await runImportWish({ kind: 'list' }, tools)).text;
  if (what === 'import') return (await runImportWish({ kind: 'import', format: first as 'm3u', location, sourceId: 'own' }, tools)).text;
  return (await runImportWish({ kind: 'refresh', sourceId: first, isDueOnly: what === 'due' }, tools)).text;
}

async function source(id = 'own'): Promise<SourceRow> {
  const found = (await store.catalog.sources()).find((it) => it.id === id);
  if (found === undefined) throw new Error(`no source ${id}`);
  return found;
}

async function origin(id = 'own'): Promise<OriginRow> {
  const found = await store.origins.get(id);
  if (found === null) throw new Error(`no origin ${id}`);
  return found;
}

async function namesAndIds(): Promise<string[]> {
  const names: string[] = [];
  for await (const page of store.catalog.channels({ includesAdult: true })) names.push(...page.map((row) => `${row.name}#${String(row.id)}`));
  return names;
}

const address = (): string => `${base}/get.php?username=ann&password=${SECRET}`;

describe('a refresh', () => {
  test('asks with the tag; unchanged leaves everything as it is', async () => {
    handler = tagged('"1"', listOf('One', 'Two'));
    await run('import', 'm3u', address());
    const [before, revision] = [await source(), await store.catalog.revision()];
    nowMs += HOUR_MS;
    expect(await run('refresh', '')).toBe('own: unchanged.');
    expect([await source(), await store.catalog.revision()]).toEqual([before, revision]);
    expect(await origin()).toMatchObject({ checkedAtMs: nowMs, dueAtMs: nowMs + DAY_MS, etag: '"1"', report: { kept: { channels: 2 } } });
    handler = tagged('"2"', listOf('Two', 'Three'));
    const [, two] = await namesAndIds();
    expect(await run('refresh', 'own')).toContain('own: Imported 2 channels from 127.0.0.1');
    expect([(await source()).generation, (await namesAndIds())[0], (await origin()).etag]).toEqual([before.generation + 1, two, '"2"']);
  });

  test.each([
    ['m3u', listOf('One'), `${listOf('One')}some decoration\n`],
    ['xmltv', '<tv><programme start="20261124200000 +0000" channel="a"><title>A</title></programme></tv>', '<tv><programme start="20261124200000 +0000" channel="a"><title>B</title></programme></tv>'],
  ] as const)('of a %s from a server without tags: the same bytes are no new generation', async (format, first, second) => {
    handler = plain(first);
    await run('import', format, address());
    const { generation } = await source();
    expect(await run('refresh', 'own')).toBe('own: unchanged.');
    expect((await source()).generation).toBe(generation);
    handler = plain(second);
    expect(await run('refresh', 'own')).toContain('Imported 1 ');
    expect((await source()).generation).toBe(generation + 1);
  });

  test('of a file finds it changed', async () => {
    const file = join(folder, 'list.m3u');
    writeFileSync(file, listOf('One'));
    await run('import', 'm3u', file);
    expect(await run('refresh', 'own')).toBe('own: unchanged.');
    writeFileSync(file, listOf('One', 'Two'));
    expect(await run('refresh', 'own')).toContain('Imported 2 channels');
  });

  test('that fails keeps what was there, says so, waits longer each time, and is forgiven by a success', async () => {
    handler = plain(listOf('One'));
    await run('import', 'm3u', address());
    const before = await namesAndIds();
    handler = plain('no', 500);
    const due: number[] = [];
    for (let round = 1; round <= 7; round += 1) {
      nowMs += HOUR_MS;
      const { text, isFailed } = await runImportWish({ kind: 'refresh', sourceId: 'own', isDueOnly: false }, tools);
      expect([isFailed, text]).toEqual([true, expect.stringMatching(/^own: 127\.0\.0\.1:\d+ answered 500 \(HRT-1105\); what was imported before stays\.$/)]);
      due.push(((await origin()).dueAtMs - nowMs) / HOUR_MS);
    }
    expect([due, await namesAndIds()]).toEqual([[1, 2, 4, 8, 16, 24, 24], before]);
    expect(await run('list')).toMatch(/failed 2026-11-25T03:00:00\.000Z, 7 in a row: 127\.0\.0\.1:\d+ answered 500 \(HRT-1105\)/);
    handler = plain('<html>captive portal</html>');
    expect(await run('refresh', 'own')).toContain('what was imported before stays');
    handler = plain(listOf('One'));
    expect([await run('refresh', 'own'), (await origin()).failure]).toEqual(['own: unchanged.', null]);
  });

  test('does not replace a whole guide by half of one', async () => {
    const guide = '<tv><programme start="20261124200000 +0000" channel="a"><title>A</title></programme><programme start="20261124210000 +0000" channel="a"><title>B</title></programme></tv>';
    handler = plain(guide);
    await run('import', 'xmltv', address());
    handler = plain(guide.slice(0, 120));
    expect(await run('refresh', 'own')).toContain('broke off in the middle; what was imported before stays');
    expect(await store.guide.between(['a'], NOW_MS, NOW_MS + DAY_MS)).toHaveLength(2);
  });

  test('does what the readers of a later release read differently', async () => {
    handler = tagged('"1"', listOf('One'));
    await run('import', 'm3u', address());
    await store.origins.put({ ...(await origin()), contentMark: '0.0.older' });
    expect(await run('refresh', 'own')).toContain('Imported 1 channel');
  });

  test('of nothing, and of what nobody remembers', async () => {
    expect(await run('refresh', '')).toBe('Nothing has been imported from anywhere.');
    await expect(run('refresh', 'own')).rejects.toMatchObject({ code: 'input.invalid' });
  });

  test('during which the source is removed does not bring its origin back', async () => {
    handler = plain(listOf('One'));
    await run('import', 'm3u', address());
    handler = (_request, response) => {
      void runImportWish({ kind: 'remove', sourceId: 'own' }, tools).then(() => response.end(listOf('One')));
    };
    await run('refresh', 'own');
    expect(await store.origins.list()).toEqual([]);
  });
});

describe('an Xtream line', () => {
  const ROWS: Readonly<Record<string, unknown>> = {
    '': { user_info: { auth: 1, status: 'Active', allowed_output_formats: ['ts'] }, server_info: { timezone: 'UTC' } },
    get_live_categories: [{ category_id: '1', category_name: 'News' }], get_live_streams: [{ num: 1, name: 'One', stream_id: 5, category_id: '1' }],
    get_vod_categories: [], get_vod_streams: [], get_series_categories: [], get_series: [{ series_id: 9, name: 'Show', last_modified: '1' }, { series_id: 10, name: 'Other', last_modified: '1' }],
    get_series_info: { episodes: { '1': [{ id: '900', episode_num: 1, season: 1, title: 'Pilot', container_extension: 'mkv' }] } },
  };
  const panel = (changes: Readonly<Record<string, unknown>> = {}): Handler => (request, response) => {
    const url = new URL(request.url ?? '', base);
    if (url.pathname === '/xmltv.php') response.end('<tv><programme start="20261124200000 +0000" channel="a"><title>A</title></programme></tv>');
    else response.end(JSON.stringify({ ...ROWS, ...changes }[url.searchParams.get('action') ?? ''] ?? {}));
  };
  const count = (text: string): number => asked.filter((url) => url.includes(text)).length;

  test('is read again only where it says something else; episodes after a week in any case', async () => {
    handler = panel();
    expect(await run('import', 'xtream', address())).toContain('1 channel, 2 series with 2 episodes');
    expect([count('get_series_info'), (await origin('own-guide')).partOf]).toEqual([2, 'own']);
    const { generation } = await source();
    expect(await run('refresh', '')).toBe('own: unchanged.\n  its guide is unchanged');
    expect([count('get_series_info'), (await source()).generation]).toEqual([2, generation]);
    handler = panel({ get_series: [{ series_id: 9, name: 'Show', last_modified: '2' }] });
    await run('refresh', 'own');
    expect([count('get_series_info'), (await source()).generation]).toEqual([3, generation + 1]);
    nowMs += 8 * DAY_MS;
    await run('refresh', 'own');
    expect([count('get_series_info'), (await source()).generation]).toEqual([4, generation + 2]);
    expect((await runImportWish({ kind: 'remove', sourceId: 'own' }, tools)).text).toBe('Removed own and own-guide.');
    expect([await store.origins.list(), (await store.catalog.sources()).length]).toEqual([[], 0]);
  });

  test('whose episodes failed is asked for them the next time', async () => {
    handler = panel({ get_series_info: undefined });
    const { get_series_info: info, ...others } = ROWS;
    handler = (request, response) => {
      const action = new URL(request.url ?? '', base).searchParams.get('action') ?? '';
      if (action === 'get_series_info') response.writeHead(503).end();
      else response.end(JSON.stringify(others[action] ?? {}));
    };
    expect(await run('import', 'xtream', address())).toContain('2 series whose episodes could not be read');
    handler = panel({ get_series_info: info });
    expect(await run('refresh', 'own')).toContain('2 series with 2 episodes');
  });
});

describe('the schedule', () => {
  test('due sources are shared by two processes, each gets its own', async () => {
    handler = plain(listOf('One'));
    await run('import', 'm3u', address());
    await store.origins.put({ ...(await origin()), sourceId: 'second' });
    nowMs += DAY_MS;
    const claims = await Promise.all([1, 2, 3].map(() => store.origins.claimDue(nowMs, nowMs + HOUR_MS)));
    expect(claims.map((claim) => claim?.sourceId ?? 'none').sort()).toEqual(['none', 'own', 'second']);
  });

  test('is in the store: what came due while nobody ran is done, and a process that died in the middle loses two hours', async () => {
    handler = plain(listOf('One'));
    await run('import', 'm3u', address());
    expect(await run('due')).toBe('No source is due.');
    nowMs += 3 * DAY_MS;
    await store.origins.claimDue(nowMs, nowMs + 2 * HOUR_MS);
    await store.close();
    store = await openSqliteStore(path, 0);
    tools = { ...tools, store };
    expect(await run('due')).toBe('No source is due.');
    nowMs += 2 * HOUR_MS;
    expect(await run('due')).toBe('own: unchanged.');
    expect((await origin()).dueAtMs).toBe(nowMs + DAY_MS);
  });

  test('sources imported without one get a time when there is one, and a shorter one counts at once', async () => {
    handler = plain(listOf('One'));
    tools = { ...tools, refreshEveryMs: 0 };
    await run('import', 'm3u', address());
    expect([(await origin()).dueAtMs, await armRefresh(tools)]).toEqual([0, false]);
    expect([await armRefresh({ ...tools, refreshEveryMs: 10 * DAY_MS }), (await origin()).dueAtMs]).toEqual([false, NOW_MS + 10 * DAY_MS]);
    expect([await armRefresh({ ...tools, refreshEveryMs: DAY_MS }), (await origin()).dueAtMs]).toEqual([false, NOW_MS + DAY_MS]);
    nowMs += DAY_MS;
    expect(await armRefresh({ ...tools, refreshEveryMs: DAY_MS })).toBe(true);
  });

  test.each([[0, 24], [1, 1], [3, 4], [5, 16], [6, 24], [1000, 24]])('after %d failures: in %d hours', (failures, hours) => {
    expect(nextDueMs(0, DAY_MS, failures)).toBe(hours * HOUR_MS);
  });
});

test('addresses with credentials are in the store, for its owner alone, and nowhere else', async () => {
  handler = tagged('"1"', `${listOf('One')}decoration\n`);
  const said = [await run('import', 'm3u', address()), await run('refresh', ''), await run('list')];
  handler = plain('no', 403);
  said.push(await run('refresh', ''), await run('list'));
  await runImportWish({ kind: 'import', format: 'm3u', location: 'http://127.0.0.1:9/get.php?username=ann&password=hunter2', sourceId: 'x' }, tools).catch((error: unknown) => said.push(String(error)));
  expect(said.join('\n')).not.toMatch(/hunter2|username|password/);
  expect(said[2]).toBe(`own  m3u  2026-11-24T20:00:00.000Z  ${base.slice(7)}\n  1 channel; 1 lines of free text left out\n  checked 2026-11-24T20:00:00.000Z, next 2026-11-25T20:00:00.000Z`);
  expect((await origin()).location).toContain(SECRET);
  for (const ending of ['', '-wal', '-shm']) expect(statSync(path + ending).mode & 0o077).toBe(0);
});
