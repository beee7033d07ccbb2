import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createCancelSource } from '#core/base';
import type { AppError, Result, SourceId } from '#core/base';
import { encodeSnapshot, SNAPSHOT_VERSION } from '#core/catalog';
import type { ColumnarCatalog, ListedKind } from '#core/catalog';
import { DELTA_FORMAT, splitFrame } from '#core/delta';
import { decodeSearchIndex, SEARCH_INDEX_VERSION } from '#core/search';
import { FIXTURE_NOW_MS, openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';
import { importPlaylist, seedSample } from '#server/jobs';
import { sampleCatalog } from '#server/sample';
import { createCatalogModel } from '#model/catalog';
import type { CatalogCore } from '#model/catalog';
import { HttpClient } from '#sources/http';
import { OauthClient, PlatformApi, PlatformSource, TokenSession } from '#sources/platform';
import { fetchJsonCatalog } from '#sources/platform-json';
import { createStoredCell } from '#sources/storage';
import { createFakeHost, FAKE_CAPABILITIES, FakeClock, FakeLog, FakeStorage } from '#test/harness/fakes';
import { InjectHttp } from './inject-http';

const BASE = 'http://platform.test';
const ID = 'tv-1' as SourceId;
const { signal } = createCancelSource();
const URL_PATH = `/api/v1/catalog/snapshot?format=${String(SNAPSHOT_VERSION)}`;

/** All that goes wrong in lists: doubles, no names, many scripts, groups in several spellings, pictures of every kind of address, adult rows. */
const NASTY = `#EXTM3U
#EXTINF:-1 group-title="NEWS" tvg-logo="/relative/logo.png",One
http://up.example/1.ts
#EXTINF:-1 group-title="news" tvg-logo="//cdn.example/two.png",One
http://up.example/1.ts
#EXTINF:-1 group-title="News;Sport" tvg-logo="logo.png" tvg-chno="5.1",  \u0645\u0631\u062d\u0628\u0627 \u{1F4FA} "quoted, with commas"
http://up.example/2.m3u8
#EXTINF:-1,
http://up.example/3.ts
#EXTINF:-1 group-title="XXX Adult" tvg-logo="http://l/x.png",Late
http://up.example/4.ts
#EXTINF:-1 radio="true" catchup="shift" catchup-days="400",Wave\u001f\u0007
http://up.example/5.mp3
#EXTINF:7200 group-title="Filme | \u4e2d\u6587",\u5f71\u7247 (2020)
http://up.example/movie/u/p/6.mkv
#EXTINF:7200 group-title="XXX Adult",Hot (1999)
http://up.example/movie/u/p/7.mkv
#EXTINF:-1 group-title="Shows",${'A very long name '.repeat(80)} S01 E02
http://up.example/series/u/p/8.mkv
#EXTINF:-1 group-title="Shows",Show S01 E03
not an address
some decoration
`;

jest.setTimeout(30_000);

let folder: string;
let fixture: PlatformFixture;
let tokens: TokenSession;
let source: PlatformSource;
let api: PlatformApi;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-contract-'));
  fixture = await openPlatformFixture();
  const profiles = [{ name: 'A', avatar: 'sky', isKids: false, maxAge: -1, language: 'en' }];
  await fixture.platform.accounts.create({ name: 'grown', password: 'grown-password', allowsAdult: true, profiles });
  const client = new HttpClient(new InjectHttp(fixture.app));
  const oauth = new OauthClient(client, BASE);
  const clock = new FakeClock(FIXTURE_NOW_MS, 0);
  const cell = createStoredCell(new FakeStorage(), new FakeLog(), 'tokens');
  tokens = new TokenSession({ clock, cell, exchange: (refresh) => oauth.refresh(refresh), onEnded: () => undefined });
  api = new PlatformApi(client, BASE, tokens);
  source = new PlatformSource({ id: ID, api, capabilities: FAKE_CAPABILITIES, clock });
  await tokens.adopt(await fixture.signIn());
});

afterEach(async () => {
  await fixture.close();
  rmSync(folder, { recursive: true, force: true });
});

function valueOf<T>(result: Result<T, AppError>): T {
  if (!result.ok) throw result.error;
  return result.value;
}

async function importText(text: string): Promise<void> {
  const location = join(folder, 'list.m3u');
  writeFileSync(location, text);
  await importPlaylist({ location, sourceId: 'm3u' }, { store: fixture.platform.store, nowMs: () => FIXTURE_NOW_MS, progress: () => undefined });
}

interface Fetched {
  readonly snapshot: ColumnarCatalog;
  readonly mark: string;
}

async function refresh(known?: Fetched): Promise<Fetched | null> {
  const chunks = known === undefined ? null : encodeSnapshot(known.snapshot);
  const options = { knownMark: known?.mark ?? '', knownChunks: () => Promise.resolve(chunks), signal, onProgress: () => undefined };
  const outcome = valueOf(await source.refresh(options));
  return outcome.kind === 'changed' ? outcome : null;
}

async function fetched(known?: Fetched): Promise<Fetched> {
  const outcome = await refresh(known);
  if (outcome === null) throw new Error('expected a catalogue');
  return outcome;
}

async function jsonCatalog(): Promise<ColumnarCatalog> {
  const outcome = valueOf(await fetchJsonCatalog({ id: ID, api }, { knownMark: '', signal, onProgress: () => undefined }));
  if (outcome.kind !== 'changed') throw new Error('expected a catalogue');
  return outcome.snapshot;
}

/** Everything a viewer can see of a catalogue, and every key. */
function contentOf(catalog: ColumnarCatalog): unknown {
  const rows = (kind: ListedKind): unknown[] =>
    Array.from({ length: catalog.count(kind) }, (_, row) => (kind === 'channel' ? catalog.channel(row) : kind === 'movie' ? catalog.movie(row) : catalog.series(row)));
  const categories = (['channel', 'movie', 'series'] as const).map((kind) => catalog.categories(kind));
  return { categories, channels: rows('channel'), movies: rows('movie'), series: rows('series') };
}

test('the snapshot holds what the JSON catalogue holds, under the same keys: the sample and a nasty list, for both kinds of accounts', async () => {
  await seedSample(fixture.platform.store, sampleCatalog(), true, FIXTURE_NOW_MS);
  await importText(NASTY);
  const counts: number[] = [];
  for (const account of ['tester', 'grown']) {
    await tokens.adopt(await fixture.signIn(account));
    const { snapshot } = await fetched();
    const json = await jsonCatalog();
    expect(contentOf(snapshot)).toEqual(contentOf(json));
    for (let row = 0; row < snapshot.count('channel'); row += 1) {
      const key = json.channel(row)?.key;
      expect(key === undefined ? -1 : snapshot.rowOf('channel', key)).toBe(row);
    }
    counts.push(snapshot.count('channel') + snapshot.count('movie'));
  }
  // Two adult rows: a channel and a film.
  expect((counts[1] ?? 0) - (counts[0] ?? 0)).toBe(2);
});

test('keys stay through imports, whole or as a difference, so that favourites and progress stay', async () => {
  await importText(NASTY);
  const first = await fetched();
  const keys = Array.from({ length: first.snapshot.count('channel') }, (_, row) => first.snapshot.channel(row)?.key ?? '');
  await importText(`#EXTM3U\n#EXTINF:-1 group-title="Zuerst",Before them\nhttp://up.example/0.ts\n${NASTY}`);
  const second = await fetched(first);
  for (const key of keys) expect(second.snapshot.channel(second.snapshot.rowOf('channel', key as never))?.key).toBe(key);
  // A group that is gone, one that is new, rows in other groups than before: numbered like the one before, yet the same content.
  await importText(NASTY.replace('group-title="news"', 'group-title="Brand new;Sport"').replace(/Shows/g, 'Series').replace('group-title="News;Sport"', 'group-title="NEWS"'));
  expect(contentOf((await fetched(second)).snapshot)).toEqual(contentOf(await jsonCatalog()));
});

const linesOf = (names: readonly string[]): string => `#EXTM3U\n${names.map((name) => `#EXTINF:-1 group-title="${name.slice(-1)}",Channel ${name}\nhttp://up.example/${name}.ts\n`).join('')}`;

test('a difference to any of the last catalogues gives what the whole gives', async () => {
  const seen: Fetched[] = [];
  for (let round = 0; round < 4; round += 1) {
    await importText(linesOf(Array.from({ length: 150 }, (_, at) => String(at + round * 5))));
    seen.push(await fetched());
  }
  const newest = seen[3];
  if (newest === undefined) throw new Error('expected four');
  for (const known of seen.slice(0, 3)) {
    const caught = await fetched(known);
    expect([caught.mark, encodeSnapshot(caught.snapshot).map((chunk) => Buffer.from(chunk).toString('base64'))]).toEqual([
      newest.mark, encodeSnapshot(newest.snapshot).map((chunk) => Buffer.from(chunk).toString('base64')),
    ]);
  }
  expect(await refresh(newest)).toBeNull();
});

test('a television fetches the whole once, then differences to what it has stored, across a restart', async () => {
  const host = createFakeHost();
  const make = (): CatalogCore => {
    const model = createCatalogModel({ ...host, nameOf: () => 'Platform', report: (_id, error) => errors.push(error?.code ?? 'ok') });
    model.useSources([source]);
    return model;
  };
  const errors: string[] = [];
  const names = (count: number): string => linesOf(Array.from({ length: count }, (_, at) => String(at)));
  const asked: string[] = [];
  fixture.app.addHook('onSend', (request, reply, _payload, done) => {
    if (request.url.includes('/catalog/snapshot')) asked.push(`${String(reply.statusCode)} ${String(reply.getHeader('content-type')).replace('application/vnd.hearth.', '')}`);
    done();
  });
  await importText(names(300));
  const model = make();
  await model.refreshNow();
  await importText(names(305));
  await model.refreshNow();
  expect([model.catalog.value.count('channel'), asked]).toEqual([308, ['200 snapshot', '200 snapshot-delta']]);
  const restarted = make();
  await restarted.loadStored();
  await restarted.refreshNow();
  await importText(names(306));
  await restarted.refreshNow();
  expect([restarted.catalog.value.count('channel'), asked.slice(2)]).toEqual([309, ['304 undefined', '200 snapshot-delta']]);
  expect(errors).toEqual(['ok', 'ok', 'ok', 'ok']);
});

test('the search index comes finished: with the first catalogue, after a difference when somebody searches, never again after a restart', async () => {
  const host = createFakeHost();
  const make = (): CatalogCore => {
    const model = createCatalogModel({ ...host, nameOf: () => 'Platform', report: () => undefined });
    model.useSources([source]);
    return model;
  };
  const asked: string[] = [];
  fixture.app.addHook('onSend', (request, reply, _payload, done) => {
    if (request.url.includes('/search-index')) asked.push(`${String(reply.statusCode)} ${String(reply.getHeader('content-type'))}`);
    done();
  });
  const search = async (model: CatalogCore, query: string): Promise<unknown> => {
    const catalog = model.catalogOf(ID);
    const index = decodeSearchIndex((await model.readSearchChunks(ID)) ?? [], { revision: catalog?.revision ?? '' });
    return index.ok ? index.value.search(query, { limit: 1 }).map(({ row }) => catalog?.channel(row)?.name) : index.error.facts;
  };
  await importText(linesOf(Array.from({ length: 300 }, (_, at) => String(at))));
  const model = make();
  await model.refreshNow();
  expect([await search(model, 'channel 123'), asked]).toEqual([['Channel 123'], ['200 application/vnd.hearth.search-index']]);
  const restarted = make();
  await restarted.loadStored();
  expect([await search(restarted, 'channel 124'), asked.length]).toEqual([['Channel 124'], 1]);
  await importText(linesOf(Array.from({ length: 301 }, (_, at) => String(at + 1))));
  await restarted.refreshNow();
  expect(asked).toHaveLength(1);
  expect([await search(restarted, 'channel 301'), asked.length]).toEqual([['Channel 301'], 2]);
  expect([await search(restarted, 'channel 300'), asked.length]).toEqual([['Channel 300'], 2]);
});

describe('the answer', () => {
  async function get(url: string, headers: Record<string, string> = {}, name = 'tester') {
    return fixture.app.inject({ url, headers: { ...(await fixture.bearer(name)), ...headers } });
  }

  test('is packed for those who take it, under a strong tag of its own, and 304 to who has either', async () => {
    const packed = await get(URL_PATH, { 'accept-encoding': 'gzip' });
    const plain = await get(URL_PATH);
    expect(packed.headers).toMatchObject({
      'content-encoding': 'gzip', 'content-type': 'application/vnd.hearth.snapshot', 'cache-control': 'private, no-cache', vary: 'accept-encoding, authorization',
      'content-length': String(packed.rawPayload.length),
    });
    expect(gunzipSync(packed.rawPayload).equals(plain.rawPayload)).toBe(true);
    const [packedTag, plainTag] = [String(packed.headers.etag), String(plain.headers.etag)];
    expect([packedTag, plainTag]).toEqual([expect.stringMatching(/^"[\w-]{22}\.gz"$/), packedTag.replace('.gz', '')]);
    for (const tag of [packedTag, plainTag, `W/${plainTag}`, `"other", ${packedTag}`, '*']) {
      const again = await get(URL_PATH, { 'if-none-match': tag });
      expect([again.statusCode, again.payload, again.headers.etag]).toEqual([304, '', plainTag]);
    }
    expect((await get(URL_PATH, { 'if-none-match': '"other"' })).statusCode).toBe(200);
  });

  test('is a difference only for those who ask for it and whose catalogue is still known', async () => {
    await importText(linesOf(Array.from({ length: 300 }, (_, at) => String(at))));
    const before = await get(URL_PATH);
    await importText(linesOf(Array.from({ length: 303 }, (_, at) => String(at))));
    const tag = String(before.headers.etag);
    const kind = async (query: string, named: string): Promise<unknown> => {
      const answer = await get(`${URL_PATH}${query}`, { 'if-none-match': named });
      const frame = splitFrame(answer.rawPayload);
      return frame.ok && [answer.statusCode, answer.headers['content-type'], frame.value.kind];
    };
    const whole = [200, 'application/vnd.hearth.snapshot', 'whole'];
    const delta = `&delta=${String(DELTA_FORMAT)}`;
    expect(await kind(delta, tag)).toEqual([200, 'application/vnd.hearth.snapshot-delta', 'delta']);
    expect([await kind('', tag), await kind('&delta=99', tag), await kind(delta, `"${'x'.repeat(22)}"`)]).toEqual([whole, whole, whole]);
    const packed = await get(`${URL_PATH}${delta}`, { 'if-none-match': tag, 'accept-encoding': 'gzip' });
    expect(splitFrame(gunzipSync(packed.rawPayload)).ok && packed.headers['content-encoding']).toBe('gzip');
    expect(packed.rawPayload.length).toBeLessThan((await get(URL_PATH, { 'accept-encoding': 'gzip' })).rawPayload.length / 4);
  });

  test('with a search index: of a snapshot that is known and open to the account, under a tag of its own', async () => {
    await importText(NASTY);
    const tagOf = async (name: string): Promise<string> => String((await get(URL_PATH, {}, name)).headers.etag).replace(/"/g, '');
    const [general, grown] = [await tagOf('tester'), await tagOf('grown')];
    const path = (tag: string, version = SEARCH_INDEX_VERSION): string => `/api/v1/catalog/search-index?of=${tag}&format=${String(version)}`;
    const packed = await get(path(general), { 'accept-encoding': 'gzip' });
    const plain = await get(path(general));
    expect(packed.headers).toMatchObject({ 'content-type': 'application/vnd.hearth.search-index', 'content-length': String(packed.rawPayload.length), 'cache-control': 'private, no-cache' });
    expect(gunzipSync(packed.rawPayload).equals(plain.rawPayload)).toBe(true);
    const again = await get(path(general), { 'if-none-match': String(packed.headers.etag) });
    expect([again.statusCode, again.payload, String(plain.headers.etag).startsWith(`"${general}-`)]).toEqual([304, '', true]);
    // What an account may not see is not in what it may search.
    const statuses = [await get(path(grown)), await get(path(grown), {}, 'grown'), await get(path('nothing')), await get(path(general, 9999)), await get('/api/v1/catalog/search-index')];
    expect(statuses.map(({ statusCode }) => statusCode)).toEqual([404, 200, 404, 406, 400]);
    expect((await fixture.app.inject({ url: path(general) })).statusCode).toBe(401);
  });

  test('of another version is refused with 406, strangers and expired accounts as everywhere', async () => {
    const other = await get('/api/v1/catalog/snapshot?format=9999');
    expect([other.statusCode, other.json<{ error: { code: string } }>().error.code]).toEqual([406, 'source.unsupported']);
    expect((await fixture.app.inject({ url: URL_PATH })).statusCode).toBe(401);
    expect((await get(URL_PATH, {}, 'expired')).json()).toMatchObject({ error: { code: 'source.expired' } });
    expect((await get('/api/v1/catalog/snapshot?format=x')).statusCode).toBe(400);
    expect((await get('/api/v1/catalog/snapshot')).statusCode).toBe(200);
  });
});
