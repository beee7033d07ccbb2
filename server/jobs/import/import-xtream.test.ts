import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';
import { openSqliteStore } from '#server/store';
import type { Store } from '#server/store';
import type { ImportTools } from './import-playlist';
import { reportText } from './import-report';
import { reported } from './testing/reported';
import { importXtream } from './import-xtream';

let panel: PlatformFixture;
let base: string;
let store: Store;
let tools: ImportTools;

beforeAll(async () => {
  panel = await openPlatformFixture();
  base = await panel.app.listen({ host: '127.0.0.1', port: 0 });
  store = await openSqliteStore(':memory:', 0);
  tools = { store, nowMs: () => panel.platform.nowMs(), progress: () => undefined };
});

afterAll(async () => {
  await store.close();
  await panel.close();
});

function line(username: string, password: string): string {
  return `${base}/get.php?username=${username}&password=${password}&type=m3u_plus`;
}

/** A panel that answers every call the same way. */
async function withPanel(status: number, body: string, run: (address: string) => Promise<void>): Promise<void> {
  const server: Server = createServer((_request, response) => {
    response.writeHead(status);
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await run(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/get.php?username=ann&password=hunter2`);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('importing an Xtream line', () => {
  test('brings all of a panel (our own): channels, films, series with episodes, the guide', async () => {
    const report = await reported(importXtream({ location: line('tester', 'tester-stream'), sourceId: 'xtream' }, tools));
    expect(report.counts).toMatchObject({ channels: 3, movies: 4, series: 1, episodes: 3 });
    expect(report.programmes).toBeGreaterThan(900);
    const channels = [];
    for await (const page of store.catalog.channels({ includesAdult: true })) channels.push(...page);
    const nord = await panel.idOf('channel', 'nord-1');
    expect(channels[0]).toMatchObject({ guideKey: 'nord-1', archiveDays: 7, media: { upstreamUrl: `${base}/live/tester/tester-stream/${String(nord)}.m3u8` }, catchup: { mode: 'xtream', days: 7 } });
    expect(channels[2]?.isRadio).toBe(true);
    const [series] = await store.catalog.idsOf('xtream', 'series', [String(await panel.idOf('series', 'northern'))]);
    expect((await store.catalog.episodes(series ?? 0)).map((row) => [row.season, row.number, row.media.container])).toEqual([[1, 1, 'ts'], [1, 2, 'ts'], [2, 1, 'ts']]);
    const now = panel.platform.nowMs();
    expect((await store.guide.between(['nord-1'], now, now + 1)).map((row) => row.title)).toEqual(['Züge & <Bahnen> 20']);
    expect(reportText(report)).not.toContain('tester-stream');
  });

  test.each([
    ['tester', 'wrong', 'source.login-refused'],
    ['expired', 'expired-stream', 'source.expired'],
    ['suspended', 'suspended-stream', 'source.disabled'],
  ])('refuses %s with its own error', async (username, password, code) => {
    await expect(importXtream({ location: line(username, password), sourceId: 'other' }, tools)).rejects.toMatchObject({ code });
  });

  test('a page, a refusing status, and something that is no line', async () => {
    await withPanel(200, '<!doctype html><html></html>', (location) => expect(importXtream({ location, sourceId: 'other' }, tools)).rejects.toMatchObject({ code: 'source.html-answer' }));
    await withPanel(403, 'no', async (location) => {
      const failing = importXtream({ location, sourceId: 'other' }, tools);
      await expect(failing).rejects.toMatchObject({ code: 'http.forbidden', message: expect.not.stringContaining('hunter2') });
    });
    await expect(importXtream({ location: 'http://host/list.m3u', sourceId: 'other' }, tools)).rejects.toMatchObject({ code: 'source.bad-address' });
    expect(await store.catalog.sources()).toHaveLength(2);
  });
});
