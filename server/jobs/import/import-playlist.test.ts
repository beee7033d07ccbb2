import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { KeyVault, ServerKeys } from '#server/domain';
import { openSqliteStore } from '#server/store';
import type { ChannelRow, Store } from '#server/store';
import { importPlaylist } from './import-playlist';
import type { ImportTools } from './import-playlist';
import { reportText } from './import-report';
import { reported } from './testing/reported';

const REAL_LIST = process.env['HEARTH_REAL_PLAYLIST'] ?? join(__dirname, '../../../../shared/data/free-tv.m3u8');
let folder: string;
let store: Store;
let tools: ImportTools;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-import-'));
  store = await openSqliteStore(':memory:', 0);
  tools = { store, nowMs: () => 1000, progress: () => undefined };
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function fileOf(text: string | Uint8Array): string {
  const path = join(folder, 'list.m3u');
  writeFileSync(path, text);
  return path;
}

async function channels(): Promise<ChannelRow[]> {
  const rows: ChannelRow[] = [];
  for await (const page of store.catalog.channels({ includesAdult: true })) rows.push(...page);
  return rows;
}

const LIST = `#EXTM3U x-tvg-url="http://guide.example/g.xml"
#EXTINF:-1 tvg-id="One.se" tvg-logo="http://l/1.png" tvg-chno="7" group-title="News;Sport" catchup="shift" catchup-days="3",One
http://up.example/one.m3u8
some decoration
#EXTINF:-1 group-title="XXX adult",Late
http://up.example/late.ts
#EXTINF:-1 radio="true" group-title="News",Wave
http://up.example/wave.mp3
#EXTINF:5400 group-title="Films",The Film (2020)
http://up.example/movie/u/p/1.mp4
#EXTINF:-1 group-title="Shows",Show S01 E02
http://up.example/series/u/p/2.mkv
`;

describe('importing a playlist', () => {
  test('rows that name keys are protected by them, sealed; without a vault they are left as they are', async () => {
    const [id, key] = ['0'.repeat(31) + '1', 'ab'.repeat(16)];
    const property = (name: string, value: string): string => `#KODIPROP:inputstream.adaptive.${name}=${value}`;
    const list = ['#EXTM3U', '#EXTINF:-1,One', property('license_type', 'clearkey'), property('license_key', `${id}:${key}`), 'http://a.example/1.mpd',
      '#EXTINF:-1,Two', property('license_type', 'com.widevine.alpha'), property('license_key', 'https://l.example/'), 'http://a.example/2.mpd', '#EXTINF:-1,Three', 'http://a.example/3.mpd'];
    await reported(importPlaylist({ location: fileOf(list.join('\n')), sourceId: 'm3u' }, tools));
    expect(await store.drm.titles()).toEqual([]);
    const vault = new KeyVault(store.drm, new ServerKeys(new Uint8Array(32)));
    const { remarks } = await reported(importPlaylist({ location: fileOf(list.join('\n')), sourceId: 'm3u' }, { ...tools, vault }));
    expect(remarks[0]).toContain('2 rows are protected');
    const [one, two] = await channels();
    expect(await store.drm.titles()).toEqual([{ kind: 'channel', itemId: one?.id, systems: ['clearkey'] }, { kind: 'channel', itemId: two?.id, systems: ['widevine'] }]);
    expect(await vault.keys({ kind: 'channel', itemId: one?.id ?? 0 })).toEqual([{ keyId: id, key }]);
    expect(JSON.stringify(await store.drm.keys('channel', one?.id ?? 0))).not.toContain(key);
  });

  test('brings channels, films and episodes with what the list says about them', async () => {
    const report = await reported(importPlaylist({ location: fileOf(LIST), sourceId: 'm3u' }, tools));
    expect(report.counts).toMatchObject({ channels: 3, movies: 1, series: 1, episodes: 1 });
    const [one, late, wave] = await channels();
    expect(one).toMatchObject({
      number: 7, name: 'One', logo: 'http://l/1.png', guideKey: 'One.se', archiveDays: 3, media: { asset: '', upstreamUrl: 'http://up.example/one.m3u8' }, catchup: { mode: 'shift', days: 3 },
    });
    expect(one?.categoryIds).toHaveLength(2);
    expect([late?.isAdult, late?.number, wave?.isRadio]).toEqual([true, 2, true]);
    expect((await store.catalog.categories('channel')).map((row) => [row.name, row.isAdult])).toEqual([['News', false], ['Sport', false], ['XXX adult', true]]);
    const text = reportText(report);
    expect(text).toContain('Imported 3 channels, 1 film, 1 series with 1 episode');
    expect(text).toContain('line 4: free-text');
  });

  test('again keeps ids, and drops what is gone', async () => {
    await importPlaylist({ location: fileOf(LIST), sourceId: 'm3u' }, tools);
    const before = await channels();
    await importPlaylist({ location: fileOf(LIST.replace(/#EXTINF:-1 group-title="XXX[^]*?\.ts\n/, '')), sourceId: 'm3u' }, tools);
    expect((await channels()).map((row) => row.id)).toEqual([before[0]?.id, before[2]?.id]);
  });

  test('takes gzip', async () => {
    const report = await reported(importPlaylist({ location: fileOf(gzipSync(LIST)), sourceId: 'm3u' }, tools));
    expect(report.counts.channels).toBe(3);
  });

  test.each([['', 'source.empty'], ['<!doctype html><html></html>', 'source.html-answer'], ['{"a":1}', 'source.not-playlist'], ['#EXTM3U\n', 'source.empty']])(
    'refuses %j and leaves what was there',
    async (text, code) => {
      await importPlaylist({ location: fileOf(LIST), sourceId: 'm3u' }, tools);
      await expect(importPlaylist({ location: fileOf(text), sourceId: 'm3u' }, tools)).rejects.toMatchObject({ code });
      expect(await channels()).toHaveLength(3);
    },
  );

  test('says which file is missing, and nothing but the host of an address', async () => {
    await expect(importPlaylist({ location: join(folder, 'none.m3u'), sourceId: 'm3u' }, tools)).rejects.toMatchObject({ code: 'source.bad-address', message: expect.stringContaining('none.m3u does not exist') });
    const failing = importPlaylist({ location: 'http://127.0.0.1:8/get.php?username=ann&password=hunter2', sourceId: 'm3u' }, tools);
    await expect(failing).rejects.toMatchObject({ code: 'net.unreachable', message: '127.0.0.1:8 cannot be reached' });
  });

  test('channels without a number come after those of other sources', async () => {
    const other = await store.imports.begin({ id: 'sample', kind: 'sample', name: '', fingerprint: '' });
    await other.addChannels([{ externalKey: 'a', number: 140, name: 'A', logo: '', guideKey: '', isRadio: false, isAdult: false, archiveDays: 0, media: { asset: 'a', upstreamUrl: '', container: '' }, catchup: null, addedMs: 0, categoryKeys: [] }]);
    await other.commit(1);
    await importPlaylist({ location: fileOf(LIST), sourceId: 'm3u' }, tools);
    expect((await channels()).map((row) => row.number)).toEqual([140, 7, 1002, 1003]);
  });
});

const realTest = existsSync(REAL_LIST) ? test : test.skip;
if (!existsSync(REAL_LIST)) process.stderr.write('skipped: the real playlist is not here (HEARTH_REAL_PLAYLIST names its file)\n');

realTest('a real list: 2,059 channels in their categories', async () => {
  const report = await reported(importPlaylist({ location: REAL_LIST, sourceId: 'm3u' }, tools));
  expect(report.counts.channels + report.counts.movies + report.counts.episodes).toBe(2059);
  expect(report.counts.channels).toBe(2059);
  const rows = await channels();
  expect(new Set(rows.map((row) => row.id)).size).toBe(2059);
  expect(rows.every((row) => row.name !== '')).toBe(true);
  const categories = await store.catalog.categories('channel');
  expect(categories.map((row) => row.name)).toContain('Albania');
  const [first] = categories;
  const listed: number[] = [];
  for await (const page of store.catalog.channels({ includesAdult: true, categoryId: first?.id ?? 0 })) listed.push(...page.map((row) => row.id));
  expect(listed).toEqual(rows.filter((row) => row.categoryIds.includes(first?.id ?? 0)).map((row) => row.id));
});
