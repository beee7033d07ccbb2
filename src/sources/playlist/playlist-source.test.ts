import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { createCancelSource } from '#core/base';
import type { SourceId } from '#core/base';
import type { CatalogReader, ChannelRecord } from '#core/catalog';
import { HttpClient } from '#sources/http';
import { FakeClock, FakeHttp } from '#test/harness/fakes';
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
let source: PlaylistSource;
const options = (knownMark = '') => ({ signal: never, knownMark, onProgress: () => undefined });

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
  source = new PlaylistSource({ id: 'sa' as SourceId, address: ADDRESS, client: new HttpClient(http), clock });
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
    expect(parsePlaylistMark(answer.value.mark)).toEqual({ etag: '"e"', lastModified: '', guideUrls: ['http://g.example/guide.xml.gz'] });
    const restarted = new PlaylistSource({ id: 'sa' as SourceId, address: ADDRESS, client: new HttpClient(http), clock });
    const again = await restarted.refresh(options(answer.value.mark));
    expect([again.ok && again.value.kind, restarted.guideMode]).toEqual(['unchanged', 'file']);
  });

  test('a list that breaks off does not count', async () => {
    http.on('/tv.m3u', { body: LIST, breaksWith: 'net.timeout' });
    const answer = await source.refresh(options());
    expect(answer.ok ? '' : answer.error.code).toBe('net.timeout');
  });

  test('marks that are none', () => {
    const none = { etag: '', lastModified: '', guideUrls: [] };
    expect(['', 'xtream', '[]', '{"etag":1}'].map(parsePlaylistMark)).toEqual([none, none, none, { ...none, etag: '1' }]);
    expect(parsePlaylistMark(formatPlaylistMark({ ...none, lastModified: 'x' }))).toEqual({ ...none, lastModified: 'x' });
  });
});

test('the guide of the list, packed', async () => {
  http.on('/tv.m3u', { body: LIST });
  const start = new Date(clock.nowMs() - 600_000).toISOString().replace(/[-:T]/g, '').slice(0, 14);
  const stop = new Date(clock.nowMs() + 600_000).toISOString().replace(/[-:T]/g, '').slice(0, 14);
  const xml = `<?xml version="1.0"?><tv><channel id="nord1"><display-name>Nord 1</display-name></channel><programme start="${start} +0000" stop="${stop} +0000" channel="nord1"><title>The Ferry Islands</title></programme></tv>`;
  http.on('guide.xml.gz', { body: new Uint8Array(gzipSync(xml)), chunkBytes: 50 });
  const catalog = await load();
  const guides = await source.loadGuideFiles(catalog, never);
  expect(guides.ok && guides.value[0]?.nowNext('nord1', clock.nowMs()).now?.title).toBe('The Ferry Islands');
  http.on('guide.xml.gz', { status: 404 });
  const gone = await source.loadGuideFiles(catalog, never);
  expect(gone.ok ? '' : gone.error.code).toBe('http.not-found');
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
