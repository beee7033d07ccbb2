import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createCancelSource, itemKey } from '#core/base';
import type { SourceId } from '#core/base';
import type { RefreshCount } from '#sources/source';
import { HttpClient } from '#sources/http';
import { createIngest } from '#sources/ingest';
import type { Ingest } from '#sources/ingest';
import { FAKE_CAPABILITIES, FakeBackground, fakeChannel, FakeClock, FakeHttp, FakeLog, fakeMovie, fakeSeries } from '#test/harness/fakes';
import { XtreamSource } from './xtream-source';

const ID = 'sa' as SourceId;
const never = createCancelSource().signal;
let http: FakeHttp;
let ingest: Ingest;
let source: XtreamSource;
let counts: RefreshCount[];
const clock = new FakeClock();
const user = (facts: object = {}) => ({
  user_info: { auth: 1, status: 'Active', exp_date: '1999999999', max_connections: '1', active_cons: '0', allowed_output_formats: ['m3u8', 'ts'], ...facts },
  server_info: { timezone: 'UTC', timestamp_now: Math.floor(clock.nowMs() / 1000), time_now: '2026-11-24 19:41:00' },
});
const options = (knownMark = '') => ({ signal: never, knownMark, onProgress: (count: RefreshCount) => counts.push(count) });
const action = (name: string) => `action=${name}`;
const account = (url: string): boolean => url.indexOf('player_api.php') !== -1 && url.indexOf('action=') === -1;

function make(media = FAKE_CAPABILITIES.media): XtreamSource {
  return new XtreamSource({ id: ID, access: { server: 'http://line.example:8080', username: 'ingrid', password: 's3cret' }, client: new HttpClient(http), clock, ingest, capabilities: { ...FAKE_CAPABILITIES, media } });
}

beforeEach(() => {
  http = new FakeHttp();
  counts = [];
  ingest = createIngest({ background: new FakeBackground(), clock, log: new FakeLog() });
  source = make();
  http.on((request) => account(request.url), { body: user() });
  for (const name of ['get_live_categories', 'get_vod_categories', 'get_series_categories', 'get_live_streams', 'get_vod_streams', 'get_series']) http.on(action(name), { body: [] });
});

afterEach(() => {
  ingest.dispose();
});

describe('checking a line', () => {
  test('a good one', async () => {
    const answer = await source.check(never);
    expect(answer.ok && answer.value).toMatchObject({ maxConnections: 1, isTrial: false, expiresAtMs: 1_999_999_999_000 });
  });

  test.each([
    ['wrong password by flag', { body: { user_info: { auth: 0 } } }, 'source.login-refused'], ['wrong password by 401', { status: 401, body: { error: 'x' } }, 'source.login-refused'],
    ['expired', { body: user({ status: 'Expired' }) }, 'source.expired'], ['still active but past its end', { body: user({ exp_date: '1000' }) }, 'source.expired'],
    ['disabled', { body: user({ status: 'Disabled' }) }, 'source.disabled'], ['banned', { body: user({ status: 'Banned' }) }, 'source.disabled'],
    ['a page', { body: '<!DOCTYPE html><html><body>Welcome' }, 'source.html-answer'], ['not JSON', { body: 'nope' }, 'source.not-json'], ['empty', { body: '' }, 'source.empty'],
    ['404 with a page', { status: 404, body: '<html>nginx</html>' }, 'http.not-found'], ['down', { status: 503, body: 'x' }, 'http.server'], ['all lines in use', { status: 458 }, 'source.connection-limit'],
    ['offline', 'net.offline', 'net.offline'], ['no answer', 'net.timeout', 'net.timeout'], ['no such host', 'net.unreachable', 'net.unreachable'],
  ] as const)('%s', async (_name, reply, code) => {
    http.on((request) => account(request.url), reply);
    const answer = await source.check(never);
    expect(answer.ok ? 'ok' : answer.error.code).toBe(code);
    if (!answer.ok) expect(JSON.stringify([answer.error.message, answer.error.facts])).not.toMatch(/s3cret|ingrid/);
  });
});

describe('refresh', () => {
  beforeEach(() => {
    http.on(action('get_live_categories'), { body: [{ category_id: '5', category_name: 'News' }] });
    http.on(action('get_live_streams'), { body: [{ num: 1, name: 'Nord 1', stream_id: 11, epg_channel_id: 'nord1', category_id: '5', tv_archive: 1, tv_archive_duration: '7' }, { num: 2, name: 'Pulse', stream_id: '12', epg_channel_id: null }], chunkBytes: 20 });
    http.on(action('get_vod_streams'), { body: [{ stream_id: 21, name: 'Kestrel', container_extension: 'MKV', rating: '8.1' }] });
  });

  test('everything into one snapshot, with progress', async () => {
    const answer = await source.refresh(options());
    if (!answer.ok || answer.value.kind !== 'changed') throw new Error('expected a catalogue');
    const { snapshot } = answer.value;
    expect([snapshot.count('channel'), snapshot.count('movie'), snapshot.count('series'), snapshot.categories('channel').map((each) => each.name)]).toEqual([2, 1, 0, ['News']]);
    expect(snapshot.channel(snapshot.rowOf('channel', itemKey(ID, 'channel', 11)))).toMatchObject({ name: 'Nord 1', guideKey: 'nord1', catchup: { mode: 'xtream', days: 7 } });
    expect(counts[counts.length - 1]).toMatchObject({ channels: 2, movies: 1, fraction: 1 });
  });

  test('the report tells what was left out', async () => {
    http.on(action('get_series'), { body: [{ name: 'no id' }, { series_id: 3, name: 'Serie' }] });
    const answer = await source.refresh(options());
    expect(answer.ok && answer.value.kind === 'changed' && answer.value.report).toMatchObject({
      counts: { channels: 2, movies: 1, series: 1 }, skipped: { unreadable: 1 }, isCut: false, ranIn: 'worker',
    });
  });

  test('the same content is unchanged, another one is not', async () => {
    const first = await source.refresh(options());
    const mark = first.ok && first.value.kind === 'changed' ? first.value.mark : '';
    expect(await make().refresh(options(mark))).toEqual({ ok: true, value: { kind: 'unchanged' } });
    http.on(action('get_vod_streams'), { body: [{ stream_id: 22, name: 'Kestrel II' }] });
    expect(await make().refresh(options(mark))).toMatchObject({ value: { kind: 'changed' } });
  });

  test('a panel that says what changed: all the same, or all read when one is not', async () => {
    const names = ['get_live_streams', 'get_vod_streams', 'get_series'];
    const asked = (): number[] => names.map((name) => http.requests.filter((request) => request.url.endsWith(action(name))).length);
    for (const name of names) {
      http.on(new RegExp(`${action(name)}$`), (request) => (request.headers?.['if-none-match'] === '"1"' ? { status: 304 } : { body: [{ stream_id: 1, series_id: 1, name }], headers: { etag: '"1"' } }));
    }
    const first = await source.refresh(options());
    const mark = first.ok && first.value.kind === 'changed' ? first.value.mark : '';
    http.requests.length = 0;
    expect(await make().refresh(options(mark))).toEqual({ ok: true, value: { kind: 'unchanged' } });
    expect(asked()).toEqual([1, 1, 1]);
    http.on(action('get_vod_streams'), { body: [{ stream_id: 2, name: 'New' }, { stream_id: 3, name: 'Newer' }] });
    const changed = await make().refresh(options(mark));
    if (!changed.ok || changed.value.kind !== 'changed') throw new Error('expected a catalogue');
    const { snapshot } = changed.value;
    expect(['channel', 'movie', 'series'].map((kind) => snapshot.count(kind as 'channel'))).toEqual([1, 2, 1]);
  });

  test('a kind the panel does not have is left out', async () => {
    http.on(action('get_series'), { status: 404, body: '<html>' });
    const answer = await source.refresh(options('xtream'));
    expect(answer.ok).toBe(true);
  });

  test('a list that breaks off does not replace a stored one, but is better than nothing', async () => {
    http.on(action('get_vod_streams'), { body: '[{"stream_id":21,"name":"Kestrel"},', breaksWith: 'net.timeout' });
    const known = await source.refresh(options('xtream'));
    expect(known.ok ? '' : known.error.code).toBe('net.timeout');
    const first = await source.refresh(options());
    expect(first.ok && first.value.kind === 'changed' && first.value.snapshot.count('channel')).toBe(2);
  });

  test('a line without anything says so; an expired one says that', async () => {
    http.on(action('get_live_streams'), { body: [] });
    http.on(action('get_vod_streams'), { body: [] });
    const empty = await source.refresh(options());
    expect(empty.ok ? '' : empty.error.code).toBe('source.empty');
    http.on((request) => account(request.url), { body: user({ status: 'Expired' }) });
    const expired = await make().refresh(options());
    expect(expired.ok ? '' : expired.error.code).toBe('source.expired');
  });
});

test('short guides, a few at a time; one that fails does not spoil the others', async () => {
  const title = Buffer.from('Evening Report').toString('base64');
  http.on(action('get_short_epg'), { body: { epg_listings: [{ start_timestamp: '1000', stop_timestamp: '2000', title, description: '' }, { start_timestamp: '3000', title }] } });
  http.on('stream_id=2&', { status: 500 });
  const channels = ['1', '2', '3', '4'].map((id) => fakeChannel(id));
  const guide = await source.fetchGuide({ channels, fromMs: 0, toMs: 9, signal: never });
  if (!guide.ok) throw guide.error;
  expect(Array.from(guide.value.programmes.keys()).sort()).toEqual(['1', '3', '4']);
  expect(guide.value.programmes.get('1')).toMatchObject([{ startMs: 1_000_000, stopMs: 2_000_000, title: 'Evening Report' }, { startMs: 3_000_000, stopMs: 4_800_000 }]);
  http.on(action('get_short_epg'), { status: 500 });
  const none = await source.fetchGuide({ channels, fromMs: 0, toMs: 9, signal: never });
  expect(none.ok ? '' : none.error.code).toBe('http.server');
});

test('programmes also stand at the wall clock the archive is asked by, where that is wanted and the panel tells both its clocks', async () => {
  const listing = (hour: string, stamp: number) => ({ start: `2026-11-27 ${hour}:00:00`, end: '', start_timestamp: String(stamp), title: 'News' });
  const at = Date.UTC(2026, 10, 27, 18) / 1000;
  http.on(action('get_short_epg'), { body: { epg_listings: [listing('19', at), listing('21', at + 3600)] } });
  const zoned = user();
  http.on((request) => account(request.url), { body: { ...zoned, server_info: { ...zoned.server_info, timezone: 'Europe/Berlin', time_now: new Date(clock.nowMs() + 3_600_000).toISOString().slice(0, 19).replace('T', ' ') } } });
  const request = { channels: [fakeChannel('1')], fromMs: 0, toMs: 9, signal: never };
  const plain = await source.fetchGuide(request);
  const wanted = await source.fetchGuide({ ...request, wantsArchived: true });
  const archived = wanted.ok ? wanted.value.archived?.get('1')?.map(({ startMs }) => startMs / 1000 - at) : null;
  // An hour east of UTC: the first agrees with its stamp, the second stands an hour later.
  expect([plain.ok && plain.value.archived, archived]).toEqual([undefined, [0, 7200]]);
});

test('details fill in; video pages are no trailers', async () => {
  http.on(action('get_vod_info'), { body: { info: { plot: 'P', cast: 'Mira, Idris', youtube_trailer: 'abc', duration_secs: 7440 }, movie_data: {} } });
  http.on(action('get_series_info'), { body: { info: [], episodes: { 2: [{ id: '40', episode_num: 4, title: 'Ice Road', season: 2, container_extension: 'mp4' }] } } });
  const movie = await source.movieDetail(fakeMovie('21'), never);
  expect(movie.ok && movie.value).toMatchObject({ plot: 'P', trailerUrl: '', durationMs: 7_440_000 });
  const series = await source.seriesDetail(fakeSeries('9', { sourceId: ID }), never);
  expect(series.ok && series.value.seasons[0]?.episodes[0]).toMatchObject({ key: itemKey(ID, 'episode', '40'), name: 'Ice Road', stream: { container: 'mp4' } });
});

describe('addresses', () => {
  const urlOf = async (target: Parameters<XtreamSource['resolve']>[0], from = source): Promise<readonly [string, string, boolean]> => {
    const answer = await from.resolve(target, never);
    if (!answer.ok) throw answer.error;
    const { url, form, isLive } = answer.value.media;
    return [url.replace('http://line.example:8080', ''), form, isLive];
  };
  const channel = fakeChannel('11', { catchup: { mode: 'xtream', days: 7, template: null, correctionMs: 0 } });

  test('live in the other form when it is wished for; a full line is seen before it is tried again', async () => {
    const plain = await source.resolve({ kind: 'live', channel }, never);
    expect(plain.ok && plain.value.otherForms).toEqual(['ts']);
    const other = await source.resolve({ kind: 'live', channel }, never, { form: 'ts' });
    expect(other.ok && [other.value.media.form, other.value.otherForms]).toEqual(['ts', ['hls']]);
    http.on((request) => account(request.url), { body: user({ active_cons: '1' }) });
    const full = await source.resolve({ kind: 'live', channel }, never, { isAnew: true });
    expect(full.ok ? 'ok' : [full.error.code, full.error.facts]).toEqual(['source.connection-limit', { used: 1, of: 1 }]);
  });

  test('live as HLS where both can, else as the plain stream', async () => {
    expect(await urlOf({ kind: 'live', channel })).toEqual(['/live/ingrid/s3cret/11.m3u8', 'hls', true]);
    expect(await urlOf({ kind: 'live', channel }, make({ ...FAKE_CAPABILITIES.media, hls: 'none' }))).toEqual(['/live/ingrid/s3cret/11.ts', 'ts', true]);
    http.on((request) => account(request.url), { body: user({ allowed_output_formats: ['ts'] }) });
    expect(await urlOf({ kind: 'live', channel }, make())).toEqual(['/live/ingrid/s3cret/11.ts', 'ts', true]);
  });

  test('archive in the panel zone, films and episodes in their container', async () => {
    const startMs = Date.UTC(2026, 10, 24, 19, 15);
    expect(await urlOf({ kind: 'archive', channel, startMs, stopMs: startMs + 115 * 60_000, catchupId: '' })).toEqual(['/timeshift/ingrid/s3cret/115/2026-11-24:19-15/11.m3u8', 'hls', false]);
    const movie = fakeMovie('21', { stream: { sourceId: ID, nativeId: '21', url: '', container: 'mkv', headers: {} } });
    expect(await urlOf({ kind: 'movie', movie })).toEqual(['/movie/ingrid/s3cret/21.mkv', 'unknown', false]);
  });

  test('an account that cannot be read does not keep a channel from playing', async () => {
    http.on((request) => account(request.url), 'net.timeout');
    expect((await urlOf({ kind: 'live', channel }, make()))[0]).toBe('/live/ingrid/s3cret/11.ts');
  });
});
