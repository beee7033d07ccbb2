import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createCancelSource } from '#core/base';
import type { AppError, Result, SourceId } from '#core/base';
import { decodeSnapshot } from '#core/catalog';
import type { CatalogReader, ChannelRecord } from '#core/catalog';
import type { HttpRequest } from '#ports';
import { HttpClient } from '#sources/http';
import { createIngest } from '#sources/ingest';
import type { Ingest } from '#sources/ingest';
import type { GuideFile } from '#sources/source';
import { FakeBackground, FakeClock, FakeHttp, FakeLog } from '#test/harness/fakes';
import type { FakeAnswer } from '#test/harness/fakes';
import { formatPlaylistMark, parsePlaylistMark } from './playlist-mark';
import { PlaylistSource } from './playlist-source';

const ADDRESS = 'http://h.example/tv.m3u?token=s3cret';
const never = createCancelSource().signal;
const LIST = [
  '#EXTM3U url-tvg="http://g.example/guide.xml.gz"',
  '#EXTINF:-1 tvg-id="nord1" group-title="News" catchup="default" catchup-days="3" catchup-source="http://h.example/arch/{utc}/{duration}",Nord 1',
  'http://h.example/nord1/index.m3u8',
  '#EXTINF:-1 tvg-id="pulse",Pulse 24',
  '#EXTVLCOPT:http-user-agent=Agent',
  'http://h.example/pulse.ts',
].join('\n');
const clock = new FakeClock();
let http: FakeHttp;
let ingest: Ingest;
let source: PlaylistSource;
const options = (knownMark = '') => ({ signal: never, knownMark, onProgress: () => undefined });

function make(): PlaylistSource {
  return new PlaylistSource({ id: 'sa' as SourceId, address: ADDRESS, client: new HttpClient(http), clock, ingest });
}

async function load(): Promise<CatalogReader> {
  const answer = await source.refresh(options());
  if (!answer.ok || answer.value.kind !== 'changed') throw new Error(answer.ok ? 'unchanged' : answer.error.code);
  return answer.value.snapshot;
}
function channel(catalog: CatalogReader, row: number): ChannelRecord {
  const record = catalog.channel(row);
  if (record === null) throw new Error('expected a channel');
  return record;
}

beforeEach(() => {
  http = new FakeHttp();
  ingest = createIngest({ background: new FakeBackground(), clock, log: new FakeLog() });
  source = make();
});

afterEach(() => {
  ingest.dispose();
});

describe('checking an address', () => {
  test.each([
    ['a list', { body: LIST }, 'ok'], ['a packed list', { body: new Uint8Array(gzipSync(LIST)), chunkBytes: 40 }, 'ok'], ['one entry', { body: '#EXTM3U\n#EXTINF:-1,A\nhttp://h/a.ts' }, 'ok'],
    ['a header alone', { body: '#EXTM3U\n' }, 'source.empty'], ['nothing', { body: '' }, 'source.empty'], ['a page', { body: '<!doctype html><html><body>hi</body></html>' }, 'source.html-answer'],
    ['something else', { body: '{"channels":[]}' }, 'source.not-playlist'], ['404', { status: 404, body: '<html>' }, 'http.not-found'], ['403', { status: 403 }, 'http.forbidden'],
    ['down', { status: 502 }, 'http.server'], ['damaged gzip', { body: new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) }, 'source.malformed'],
    ['offline', 'net.offline', 'net.offline'], ['no such host', 'net.unreachable', 'net.unreachable'],
  ] as const)('%s', async (_name, reply, code) => {
    http.on('/tv.m3u', reply);
    const answer = await source.check(never);
    expect(answer.ok ? 'ok' : answer.error.code).toBe(code);
    if (!answer.ok) expect(JSON.stringify([answer.error.message, answer.error.facts])).not.toContain('s3cret');
  });

  test('a huge list is not read to its end', async () => {
    http.on('/tv.m3u', { body: `#EXTM3U\n${'#EXTINF:-1,A\nhttp://h/a.ts\n'.repeat(50_000)}`, chunkBytes: 1000 });
    let reads = 0;
    const request = http.request.bind(http);
    http.request = async (asked) => {
      const response = await request(asked);
      return { ...response, header: response.header.bind(response), close: response.close.bind(response), read: () => ((reads += 1), response.read()) };
    };
    expect((await source.check(never)).ok).toBe(true);
    expect(reads).toBeLessThan(5);
  });
});

describe('refresh', () => {
  test('rows, mark and guide address; unchanged later', async () => {
    http.on('/tv.m3u', (request) => (request.headers?.['if-none-match'] === '"e"' ? { status: 304 } : { body: LIST, headers: { ETag: '"e"' } }));
    expect(source.guideMode).toBe('none');
    const answer = await source.refresh(options());
    if (!answer.ok || answer.value.kind !== 'changed') throw new Error('expected a catalogue');
    expect([answer.value.snapshot.count('channel'), source.guideMode]).toEqual([2, 'file']);
    const { revision } = answer.value.snapshot;
    expect(parsePlaylistMark(answer.value.mark)).toEqual({ etag: '"e"', lastModified: '', guideUrls: ['http://g.example/guide.xml.gz'], revision, bytes: LIST.length });
    const restarted = make();
    const again = await restarted.refresh(options(answer.value.mark));
    expect([again.ok && again.value.kind, restarted.guideMode]).toEqual(['unchanged', 'file']);
  });

  test('a list that breaks off does not count', async () => {
    http.on('/tv.m3u', { body: LIST, breaksWith: 'net.timeout' });
    const answer = await source.refresh(options());
    expect(answer.ok ? '' : answer.error.code).toBe('net.timeout');
  });

  test('a server without marks: the same content is unchanged, another one is not', async () => {
    http.on('/tv.m3u', { body: LIST });
    const first = await source.refresh(options());
    const mark = first.ok && first.value.kind === 'changed' ? first.value.mark : '';
    const same = await make().refresh(options(mark));
    expect(same).toEqual({ ok: true, value: { kind: 'unchanged' } });
    http.on('/tv.m3u', { body: `${LIST}\n#EXTINF:-1,New\nhttp://h.example/new.ts` });
    expect(await make().refresh(options(mark))).toMatchObject({ value: { kind: 'changed' } });
  });

  test('the report tells what was left out; the catalogue comes encoded, too', async () => {
    http.on('/tv.m3u', { body: `${LIST}\ndecoration\n#EXTINF:-1,No address` });
    const answer = await source.refresh(options());
    if (!answer.ok || answer.value.kind !== 'changed') throw new Error('expected a catalogue');
    const { report, snapshot, snapshotChunks = [] } = answer.value;
    expect(report).toMatchObject({
      counts: { channels: 2, movies: 0, series: 0, episodes: 0 }, isCut: false, ranIn: 'worker',
      skipped: { 'free-text': 1, 'no-address': 1 }, notes: [{ line: 7, reason: 'free-text' }, { line: 8, reason: 'no-address' }],
    });
    const decoded = decodeSnapshot(snapshotChunks);
    expect(decoded.ok && decoded.value.revision).toBe(snapshot.revision);
  });

  test('the first rows of a long list come before the rest', async () => {
    const rows = Array.from({ length: 8000 }, (_, i) => `#EXTINF:-1 tvg-logo="http://logos.example/a/long/enough/address/of/a/picture/${String(i)}.png",Channel ${String(i)}\nhttp://h.example/live/${String(i)}.ts`);
    http.on('/tv.m3u', { body: `#EXTM3U\n${rows.join('\n')}`, chunkBytes: 65_536 });
    const seen: Array<readonly [string, number]> = [];
    await source.refresh({
      ...options(),
      onPreview: (preview) => seen.push(['preview', preview.count('channel')]),
      onProgress: ({ channels }) => seen.push(['progress', channels]),
    });
    const at = seen.findIndex(([what]) => what === 'preview');
    expect(seen[at]?.[1]).toBeGreaterThan(100);
    expect(seen[at]?.[1]).toBeLessThan(8000);
    expect(seen[seen.length - 1]).toEqual(['progress', 8000]);
  });

  test('marks that are none; one of another reader keeps only its guides', () => {
    const none = { etag: '', lastModified: '', guideUrls: [], revision: '', bytes: 0 };
    expect(['', 'xtream', '[]', '{"etag":1}'].map(parsePlaylistMark)).toEqual([none, none, none, none]);
    expect(parsePlaylistMark('{"etag":"e","revision":"r","reader":-1,"guideUrls":["g"]}')).toEqual({ ...none, guideUrls: ['g'] });
    expect(parsePlaylistMark(formatPlaylistMark({ ...none, lastModified: 'x' }))).toEqual({ ...none, lastModified: 'x' });
  });
});

describe('guides', () => {
  const start = new Date(clock.nowMs() - 600_000).toISOString().replace(/[-:T]/g, '').slice(0, 14);
  const stop = new Date(clock.nowMs() + 600_000).toISOString().replace(/[-:T]/g, '').slice(0, 14);
  const guide = (channel: string, title: string): Uint8Array =>
    new Uint8Array(gzipSync(`<?xml version="1.0"?><tv><channel id="${channel}"><display-name>x</display-name></channel><programme start="${start} +0000" stop="${stop} +0000" channel="${channel}"><title>${title}</title></programme></tv>`));
  const titles = (files: Result<readonly GuideFile[], AppError>, key: string): unknown[] => {
    if (!files.ok) throw files.error;
    return files.value.map((file) => (file.kind === 'changed' ? (file.guide.nowNext(key, clock.nowMs()).now?.title ?? null) : file.kind));
  };

  test('of the list, packed; one that is gone', async () => {
    http.on('/tv.m3u', { body: LIST });
    http.on('guide.xml.gz', { body: guide('nord1', 'The Ferry Islands'), chunkBytes: 50 });
    const catalog = await load();
    expect(titles(await source.loadGuideFiles({ catalog, signal: never }), 'nord1')).toEqual(['The Ferry Islands']);
    http.on('guide.xml.gz', { status: 404 });
    expect(await source.loadGuideFiles({ catalog, signal: never })).toMatchObject({ ok: false, error: { code: 'http.not-found' } });
  });

  test('several in order of trust: asked whether they changed, a missing one leaves what is stored, one read anew has the others read', async () => {
    const list = LIST.replace('guide.xml.gz', 'one.gz,http://g.example/two.gz');
    http.on('/tv.m3u', { body: list });
    const conditional = (body: Uint8Array) => (request: HttpRequest): FakeAnswer => (request.headers?.['if-none-match'] === '"1"' ? { status: 304 } : { body, headers: { etag: '"1"' } });
    http.on('one.gz', conditional(guide('nord1', 'One')));
    http.on('two.gz', conditional(guide('pulse', 'Two')));
    const catalog = await load();
    const first = await source.loadGuideFiles({ catalog, signal: never });
    expect([titles(first, 'nord1'), titles(first, 'pulse')]).toEqual([['One', null], [null, 'Two']]);
    if (!first.ok) throw first.error;
    expect(first.value[0]).toMatchObject({ report: { programmes: 1, isCut: false }, kind: 'changed' });
    const knownMarks = first.value.map((file) => file.mark);
    expect(JSON.stringify(knownMarks)).not.toContain('g.example');
    expect(titles(await source.loadGuideFiles({ catalog, signal: never, knownMarks }), 'pulse')).toEqual(['unchanged', 'unchanged']);
    http.on('one.gz', { body: guide('nord1', 'New') });
    expect(titles(await source.loadGuideFiles({ catalog, signal: never, knownMarks }), 'pulse')).toEqual([null, 'Two']);
    http.on('one.gz', { status: 500 });
    const kept = await source.loadGuideFiles({ catalog, signal: never, knownMarks });
    expect(kept.ok && kept.value).toEqual([{ kind: 'unchanged', mark: knownMarks[0] }, { kind: 'unchanged', mark: knownMarks[1] }]);
    // Other channels may want other programmes.
    http.on('/tv.m3u', { body: `${list}\n#EXTINF:-1 tvg-id="x",X\nhttp://h.example/x.ts` });
    http.on('one.gz', conditional(guide('nord1', 'One')));
    expect(titles(await source.loadGuideFiles({ catalog: await load(), signal: never, knownMarks }), 'nord1')).toEqual(['One', null]);
  });
});

test('a row that names a licence says how it is opened', async () => {
  const names = ['#EXTM3U', '#EXTINF:-1,One', '#KODIPROP:inputstream.adaptive.license_type=com.widevine.alpha', '#KODIPROP:inputstream.adaptive.license_key=https://l.example/w|a=b', 'http://h.example/one.mpd', '#EXTINF:-1,Two', 'http://h.example/two.mpd'];
  http.on('/tv.m3u', { body: names.join('\n') });
  const catalog = await load();
  const answers = [await source.resolve({ kind: 'live', channel: channel(catalog, 0) }), await source.resolve({ kind: 'live', channel: channel(catalog, 1) })];
  expect(answers.map((live) => live.ok && live.value.media.drm)).toEqual([[{ system: 'widevine', url: 'https://l.example/w', headers: { a: 'b' }, keys: {} }], undefined]);
});

test('addresses: live with its headers, archive by its template', async () => {
  http.on('/tv.m3u', { body: LIST });
  const catalog = await load();
  const [nord, pulse] = [channel(catalog, 0), channel(catalog, 1)];
  const live = await source.resolve({ kind: 'live', channel: pulse });
  expect(live.ok && live.value.media).toMatchObject({ url: 'http://h.example/pulse.ts', form: 'ts', isLive: true, headers: { 'user-agent': 'Agent' } });
  const archive = await source.resolve({ kind: 'archive', channel: nord, startMs: 1_000_000, stopMs: 1_060_000, catchupId: '' });
  expect(archive.ok && archive.value.media).toMatchObject({ url: 'http://h.example/arch/1000/60', isLive: false });
  const none = await source.resolve({ kind: 'archive', channel: pulse, startMs: 0, stopMs: 1, catchupId: '' });
  expect(none.ok ? '' : none.error.code).toBe('source.unsupported');
});
