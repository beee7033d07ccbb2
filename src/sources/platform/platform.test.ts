import { beforeEach, describe, expect, test } from '@jest/globals';
import { createCancelSource, itemKey, runSteps } from '#core/base';
import type { SourceId } from '#core/base';
import { createCatalogBuilder, decodeSnapshot, encodeSnapshot, SNAPSHOT_VERSION } from '#core/catalog';
import { DELTA_FORMAT, encodeFrame, encodeSnapshotDeltaSteps } from '#core/delta';
import { buildSearchIndex, decodeSearchIndex, encodeSearchIndex, SEARCH_INDEX_VERSION } from '#core/search';
import { HttpClient } from '#sources/http';
import { createStoredCell } from '#sources/storage';
import { FAKE_CAPABILITIES, fakeChannel, FakeClock, FakeHttp, FakeLog, fakeMovie, fakeSeries, FakeStorage, settle } from '#test/harness/fakes';
import { OauthClient } from './oauth-client';
import { PlatformApi } from './platform-api';
import { PlatformSource, playableForms } from './platform-source';
import { TokenSession } from './token-session';

const ID = 'p1' as SourceId;
const BASE = 'https://hearth.example';
const never = createCancelSource().signal;
let clock: FakeClock;
let http: FakeHttp;
let storage: FakeStorage;
let oauth: OauthClient;
let tokens: TokenSession;
let source: PlatformSource;
let ended: number;
const token = (n: number) => ({ access_token: `access-${String(n)}`, token_type: 'Bearer', expires_in: 600, refresh_token: `refresh-${String(n)}` }) as const;
const makeTokens = () =>
  new TokenSession({ clock, cell: createStoredCell(storage, new FakeLog(), 'tokens.p1'), exchange: (refresh) => oauth.refresh(refresh), onEnded: () => (ended += 1) });

beforeEach(async () => {
  clock = new FakeClock();
  http = new FakeHttp();
  storage = new FakeStorage();
  ended = 0;
  const client = new HttpClient(http);
  oauth = new OauthClient(client, `${BASE}/`);
  tokens = makeTokens();
  await tokens.adopt(token(1));
  source = new PlatformSource({ id: ID, api: new PlatformApi(client, BASE, tokens, () => 'hi'), capabilities: FAKE_CAPABILITIES, clock });
});

describe('tokens', () => {
  test('a good token is used as it is, an old one is renewed once for all callers, the new pair is durable first', async () => {
    http.on('/api/v1/me', { status: 500 });
    http.on('POST /oauth/token', { body: token(2) });
    await source.account();
    expect(http.requests[0]?.headers?.['authorization']).toBe('Bearer access-1');
    clock.tick(580_000);
    await Promise.all([source.account(), source.account(), source.account()]);
    expect(http.count('/oauth/token')).toBe(1);
    expect(storage.values.get('tokens.p1')).toContain('refresh-2');
    expect(http.requests[http.requests.length - 1]?.headers?.['authorization']).toBe('Bearer access-2');
  });

  test('a 401 renews once and repeats the call', async () => {
    http.on('/api/v1/home', (request) => (request.headers?.['authorization'] === 'Bearer access-2' ? { body: { hero: [], rows: [] } } : { status: 401, body: {} }));
    http.on('POST /oauth/token', { body: token(2) });
    const home = await source.landing(never);
    expect(home.ok).toBe(true);
    // Row titles come in the language of the app, which need not be the set's.
    expect(http.requests[0]?.headers?.['accept-language']).toBe('hi');
  });

  test('a refused renewal ends the sign-in, an unreachable one does not', async () => {
    clock.tick(580_000);
    http.on('POST /oauth/token', 'net.timeout');
    const offline = await source.account();
    expect([offline.ok ? '' : offline.error.code, ended, storage.values.has('tokens.p1')]).toEqual(['net.timeout', 0, true]);
    http.on('POST /oauth/token', { status: 400, body: { error: 'invalid_grant' } });
    const over = await source.account();
    expect([over.ok ? '' : over.error.code, ended, storage.values.has('tokens.p1')]).toEqual(['auth.session-ended', 1, false]);
  });

  test('killed in mid-renewal: the old pair is still there', async () => {
    clock.tick(580_000);
    http.on('POST /oauth/token', { body: token(2) });
    storage.dieAfter = 0;
    void source.account();
    await settle();
    storage.dieAfter = Infinity;
    const again = makeTokens();
    expect(await again.restore()).toBe(true);
    http.on('POST /oauth/token', (request) => (String(request.body).indexOf('refresh_token=refresh-1') === -1 ? 'net.timeout' : { body: token(3) }));
    expect(await again.access()).toEqual({ ok: true, value: 'access-3' });
  });

  test('a set that cannot write goes on with the new pair', async () => {
    clock.tick(580_000);
    http.on('POST /oauth/token', { body: token(2) });
    storage.isFull = true;
    expect(await tokens.access()).toEqual({ ok: true, value: 'access-2' });
  });

  test('a clock far in the past tries the token instead of trusting its end', async () => {
    http.on('POST /oauth/token', { body: token(2) });
    clock.jumpWall(-400 * 86_400_000);
    expect(await tokens.access()).toEqual({ ok: true, value: 'access-2' });
  });
});

describe('sign-in', () => {
  test('a code to show', async () => {
    http.on('/oauth/device_authorization', {
      body: { device_code: 'd', user_code: 'BCDF-GHJK', verification_uri: 'https://hearth.example/tv', verification_uri_complete: 'https://hearth.example/tv?user_code=BCDF-GHJK', expires_in: 900, interval: 5 },
    });
    const grant = await oauth.requestCode('Living room & co');
    expect(grant.ok && grant.value).toEqual({ deviceCode: 'd', userCode: 'BCDF-GHJK', shortUrl: 'hearth.example/tv', qrUrl: 'https://hearth.example/tv?user_code=BCDF-GHJK', lifetimeMs: 900_000, intervalMs: 5000 });
    expect(http.requests[0]?.body).toBe('client_id=hearth-tv&device_name=Living%20room%20%26%20co');
  });

  test.each([
    ['authorization_pending', 'pending'], ['slow_down', 'slow-down'], ['access_denied', 'denied'], ['expired_token', 'expired'], ['invalid_grant', 'expired'], ['invalid_client', 'error'],
  ])('poll: %s', async (error, kind) => {
    http.on('/oauth/token', { status: 400, body: { error } });
    expect((await oauth.poll('d')).kind).toBe(kind);
  });

  test.each([
    ['wrong password', { status: 400, body: { error: 'invalid_grant' } }, 'auth.bad-credentials'], ['too many', { status: 429, body: { error: { code: 'http.rate-limited' } } }, 'http.rate-limited'],
    ['down', { status: 503, body: 'x' }, 'http.server'], ['a page', { status: 200, body: '<html>' }, 'source.html-answer'], ['offline', 'net.offline', 'net.offline'],
  ] as const)('password: %s', async (_name, reply, code) => {
    http.on('/oauth/token', reply);
    const answer = await oauth.signIn('ingrid', 's3cret');
    expect(answer.ok ? '' : answer.error.code).toBe(code);
  });

  test('hello from somebody else', async () => {
    http.on('/hello', { body: { product: 'nginx' } });
    const hello = await oauth.hello();
    expect(hello.ok ? '' : hello.error.code).toBe('source.malformed');
  });
});

describe('snapshots', () => {
  const snapshot = (names: readonly string[]): readonly Uint8Array[] => {
    const builder = createCatalogBuilder({ sourceId: 'platform' as SourceId });
    names.forEach((name, at) => builder.addChannel({ nativeId: String(at + 1), name, logo: `/art/${name}.png` }));
    return encodeSnapshot(builder.finish());
  };
  const old = snapshot(['One', 'Two']);
  const next = snapshot(['One', 'Two', 'Three']);
  const delta = encodeFrame('delta', runSteps(encodeSnapshotDeltaSteps(old, next)) ?? []);
  const bytes = (pieces: readonly Uint8Array[]): Uint8Array => Buffer.concat(pieces);
  /** What a television has stored of {@link old}. */
  const stored = (): Promise<readonly Uint8Array[]> => {
    const decoded = decodeSnapshot(old, { sourceId: ID, addressBase: BASE });
    if (!decoded.ok) throw decoded.error;
    return Promise.resolve(encodeSnapshot(decoded.value));
  };

  test('whole: the rows are this source\'s, pictures are absolute, in one request', async () => {
    http.on('/catalog/snapshot', { headers: { etag: '"s1"' }, body: bytes(encodeFrame('whole', next)), chunkBytes: 97 });
    const fractions: number[] = [];
    const answer = await source.refresh({ signal: never, knownMark: '', onProgress: ({ fraction }) => fractions.push(fraction) });
    if (!answer.ok || answer.value.kind !== 'changed') throw new Error('expected a catalogue');
    expect(answer.value.mark).toBe('"s1"');
    expect(answer.value.snapshot.channel(2)).toMatchObject({ key: itemKey(ID, 'channel', '3'), name: 'Three', logo: `${BASE}/art/Three.png` });
    expect(fractions[fractions.length - 1]).toBe(1);
    expect(http.requests.map(({ url }) => url.slice(BASE.length))).toEqual([`/api/v1/catalog/snapshot?format=${String(SNAPSHOT_VERSION)}`]);
  });

  test('unchanged, and the difference to what is stored', async () => {
    http.on('/catalog/snapshot', { status: 304 });
    const same = await source.refresh({ signal: never, knownMark: '"s1"', knownChunks: stored, onProgress: () => undefined });
    expect([same.ok && same.value.kind, http.requests[0]?.headers?.['if-none-match']]).toEqual(['unchanged', '"s1"']);
    http.on('/catalog/snapshot', { headers: { etag: '"s2"' }, body: bytes(delta) });
    const answer = await source.refresh({ signal: never, knownMark: '"s1"', knownChunks: stored, onProgress: () => undefined });
    if (!answer.ok || answer.value.kind !== 'changed') throw new Error('expected a catalogue');
    expect(answer.value.snapshot.channel(2)).toMatchObject({ key: itemKey(ID, 'channel', '3'), logo: `${BASE}/art/Three.png` });
    expect([answer.value.mark, http.requests[1]?.url.split('?')[1]]).toEqual(['"s2"', `format=${String(SNAPSHOT_VERSION)}&delta=${String(DELTA_FORMAT)}`]);
  });

  test.each([
    ['damaged', bytes(delta).map((byte, at) => (at === delta.reduce((sum, piece) => sum + piece.length, 0) - 1 ? byte ^ 4 : byte)), stored],
    ['for another one', bytes(delta), () => Promise.resolve(snapshot(['Other']))],
  ])('a difference that is %s is followed by the whole', async (_name, body, knownChunks) => {
    http.on('/catalog/snapshot', (request) =>
      request.headers?.['if-none-match'] === undefined ? { headers: { etag: '"s2"' }, body: bytes(encodeFrame('whole', next)) } : { headers: { etag: '"s2"' }, body },
    );
    const answer = await source.refresh({ signal: never, knownMark: '"s1"', knownChunks, onProgress: () => undefined });
    expect(answer.ok && answer.value.kind === 'changed' && answer.value.snapshot.count('channel')).toBe(3);
    expect(http.requests).toHaveLength(2);
  });

  const indexOf = (chunks: readonly Uint8Array[]): { readonly revision: string; readonly chunks: readonly Uint8Array[] } => {
    const decoded = decodeSnapshot(chunks);
    if (!decoded.ok) throw decoded.error;
    return { revision: decoded.value.revision, chunks: encodeSearchIndex(buildSearchIndex(decoded.value)) };
  };

  test('the finished search index is asked for by the tag of its snapshot', async () => {
    const index = indexOf(next);
    http.on('/catalog/search-index', { body: bytes(encodeFrame('whole', index.chunks)), chunkBytes: 501 });
    const answer = await source.searchIndex({ mark: 'W/"s1.gz"', revision: index.revision, signal: never });
    if (!answer.ok) throw answer.error;
    expect(http.requests[0]?.url.split('/catalog/')[1]).toBe(`search-index?of=s1&format=${String(SEARCH_INDEX_VERSION)}`);
    const read = decodeSearchIndex(answer.value, { revision: index.revision });
    expect(read.ok && read.value.search('thre').map(({ row }) => row)).toEqual([2]);
    expect((await source.searchIndex({ mark: '', revision: index.revision, signal: never })).ok).toBe(false);
    expect(http.requests).toHaveLength(1);
  });

  const whole = Buffer.concat(encodeFrame('whole', indexOf(next).chunks));
  test.each([
    ['of another catalogue', Buffer.concat(encodeFrame('whole', indexOf(old).chunks)), 'storage.broken'],
    ['damaged', whole.map((byte, at) => (at === whole.length - 9 ? byte ^ 1 : byte)), 'storage.broken'],
    ['cut', whole.subarray(0, 900), 'net.unreachable'],
    ['a page', Buffer.from('<!doctype html><html><body>'), 'storage.broken'],
  ])('an index that is %s is refused', async (_name, body, code) => {
    http.on('/catalog/search-index', { body });
    const answer = await source.searchIndex({ mark: '"s2"', revision: indexOf(next).revision, signal: never });
    expect(answer.ok ? '' : answer.error.code).toBe(code);
  });
});

describe('source', () => {
  test('without snapshots: the JSON catalogue with absolute addresses, its mark, and unchanged', async () => {
    http.on('/catalog', (request) =>
      request.headers?.['if-none-match'] === '"r1"'
        ? { status: 304 }
        : {
            headers: { ETag: '"r1"' },
            body: {
              revision: 'r1', categories: { channel: [{ id: '5', name: 'News', isAdult: false }], movie: [], series: [] },
              channels: [{ id: '7', number: 101, name: 'Nord 1', logo: '/art/n.png', categoryIds: ['5'], guideKey: 'nord1', archiveDays: 7 }],
              movies: [{ id: '9', name: 'Kestrel', year: 2025, poster: 'art/p.jpg', quality: '4K' }], series: [],
            },
          });
    http.on('/catalog/snapshot', { status: 404, body: { error: { code: 'http.not-found', message: '' } } });
    const answer = await source.refresh({ signal: never, knownMark: '', onProgress: () => undefined });
    if (!answer.ok || answer.value.kind !== 'changed') throw new Error('expected a catalogue');
    const { snapshot, mark } = answer.value;
    expect(mark).toBe('"r1"');
    const row = snapshot.rowOf('channel', itemKey(ID, 'channel', '7'));
    expect(snapshot.channel(row)).toMatchObject({ number: 101, logo: `${BASE}/art/n.png`, guideKey: 'nord1', categories: [0], catchup: { mode: 'platform', days: 7 } });
    expect(snapshot.movie(0)).toMatchObject({ name: 'Kestrel', poster: `${BASE}/art/p.jpg`, quality: '4K' });
    const again = await source.refresh({ signal: never, knownMark: '"r1"', onProgress: () => undefined });
    expect(again.ok && again.value.kind).toBe('unchanged');
  });

  test.each([
    ['another version', { status: 406, body: { error: { code: 'source.unsupported' } } }], ['a page', { body: '<!doctype html><html>' }],
    ['a snapshot of a later release', { body: Buffer.concat(encodeFrame('whole', [Uint8Array.from([72, 82, 84, 67, 99, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])])) }],
  ] as const)('%s instead of a snapshot: JSON', async (_name, reply) => {
    http.on('/catalog', { headers: { etag: '"j"' }, body: { revision: 'r', categories: {}, channels: [{ id: '7', name: 'One' }], movies: [], series: [] } });
    http.on('/catalog/snapshot', reply);
    const answer = await source.refresh({ signal: never, knownMark: '', onProgress: () => undefined });
    expect(answer.ok && answer.value.kind === 'changed' && [answer.value.mark, answer.value.snapshot.count('channel')]).toEqual(['"j"', 1]);
  });

  test.each([
    ['cut', { body: Buffer.concat(encodeFrame('whole', [new Uint8Array(500)])).subarray(0, 300) }, 'net.unreachable'],
    ['broken off', { body: Buffer.concat(encodeFrame('whole', [new Uint8Array(500)])), chunkBytes: 100, breaksWith: 'net.timeout' }, 'net.timeout'],
    ['no more allowed', { status: 403, body: { error: { code: 'source.expired', message: '' } } }, 'source.expired'],
    ['out of order', { status: 500 }, 'http.server'], ['offline', 'net.offline', 'net.offline'],
  ] as const)('%s: no JSON, a failure', async (_name, reply, code) => {
    http.on('/catalog/snapshot', reply);
    const answer = await source.refresh({ signal: never, knownMark: '', onProgress: () => undefined });
    expect([answer.ok ? '' : answer.error.code, http.count('/catalog')]).toEqual([code, 1]);
  });

  test('an empty catalogue says so', async () => {
    http.on('/catalog', { body: { revision: 'r', categories: {}, channels: [], movies: [], series: [] } });
    const answer = await source.refresh({ signal: never, knownMark: '', onProgress: () => undefined });
    expect(answer.ok ? '' : answer.error.code).toBe('source.empty');
  });

  test('programmes of a window; a channel without any is answered too', async () => {
    http.on('/guide', { body: { revision: 'r', programmes: { a: [[1, 5, 'A', '', '', '', '/p.jpg', 12]] } } });
    const channels = [fakeChannel('1', { guideKey: 'a' }), fakeChannel('2', { guideKey: 'b' }), fakeChannel('3', { guideKey: '' })];
    const guide = await source.fetchGuide({ channels, fromMs: 0, toMs: 9, signal: never });
    if (!guide.ok) throw guide.error;
    expect(Array.from(guide.value.programmes.keys())).toEqual(['a', 'b']);
    expect(guide.value.programmes.get('a')?.[0]).toMatchObject({ title: 'A', picture: `${BASE}/p.jpg`, age: 12 });
    expect(http.requests[0]?.url).toBe(`${BASE}/api/v1/guide?from=0&to=9&keys=a,b`);
  });

  test('play requests, by kind', async () => {
    http.on('POST /play', { body: { url: '/s/x/index.m3u8', form: 'hls', isLive: true, thumbnails: '/s/t.vtt', subtitles: [{ language: 'de', label: 'Deutsch', url: '/s/de.vtt' }] } });
    const channel = fakeChannel('7');
    const live = await source.resolve({ kind: 'live', channel }, never);
    expect(live.ok && live.value).toEqual({
      media: { url: `${BASE}/s/x/index.m3u8`, form: 'hls', isLive: true }, thumbnailsUrl: `${BASE}/s/t.vtt`, subtitles: [{ language: 'de', label: 'Deutsch', url: `${BASE}/s/de.vtt` }], isOurs: true,
    });
    await source.resolve({ kind: 'archive', channel, startMs: 1000, stopMs: 61_000, catchupId: '' }, never);
    await source.resolve({ kind: 'movie', movie: fakeMovie('9') }, never);
    await source.resolve({ kind: 'trailer', key: itemKey(ID, 'movie', '9'), url: 'hearth-trailer:9' }, never);
    const forms = ['hls', 'dash', 'ts', 'mp4'];
    expect(http.requests.map((request) => JSON.parse(String(request.body)) as unknown)).toEqual([
      { kind: 'channel', id: '7', forms }, { kind: 'channel', id: '7', atMs: 1000, durationMs: 60_000, forms }, { kind: 'movie', id: '9', forms }, { kind: 'trailer', id: '9', forms },
    ]);
  });

  test('refusals carry the code the platform named', async () => {
    http.on('POST /play', { status: 403, body: { error: { code: 'media.limit', message: 'too many screens' } } });
    const limit = await source.resolve({ kind: 'movie', movie: fakeMovie('9') }, never);
    expect(limit.ok ? '' : limit.error.code).toBe('media.limit');
    http.on('POST /play', { status: 403, body: { error: { code: 'made.up' } } });
    const odd = await source.resolve({ kind: 'movie', movie: fakeMovie('9') }, never);
    expect(odd.ok ? '' : odd.error.code).toBe('http.forbidden');
  });

  test('details', async () => {
    http.on('/movies/9', { body: { id: '9', cast: [{ name: 'Mira', role: 'Astrid', picture: '/c.jpg' }], hasTrailer: true, similar: ['10'], criticPercent: 92 } });
    http.on('/series/4', { body: { id: '4', seasons: [{ number: 1, name: '', episodes: [{ id: '40', season: 1, number: 1, name: 'First' }] }] } });
    const movie = await source.movieDetail(fakeMovie('9'), never);
    expect(movie.ok && movie.value).toMatchObject({ trailerUrl: 'hearth-trailer:9', criticPercent: 92, similar: [itemKey(ID, 'movie', '10')], cast: [{ picture: `${BASE}/c.jpg` }] });
    const series = await source.seriesDetail(fakeSeries('4'), never);
    expect(series.ok && series.value.seasons[0]?.episodes[0]).toMatchObject({ key: itemKey(ID, 'episode', '40'), stream: { nativeId: '40' } });
  });

  test('accounts that may not watch', async () => {
    const account = (status: string) => ({ body: { id: 'a', name: 'A', status, profiles: [{ id: '1' }] } });
    http.on('/me', account('expired'));
    const expired = await source.check(never);
    http.on('/me', account('suspended'));
    const suspended = await source.check(never);
    expect([expired.ok ? '' : expired.error.code, suspended.ok ? '' : suspended.error.code]).toEqual(['source.expired', 'auth.account-suspended']);
  });

  test('progress and favourites', async () => {
    http.on('PUT /profiles/1/', { status: 204 });
    http.on('GET /profiles/1/progress', { body: { items: [] } });
    http.on('GET /profiles/1/favourites', { body: { keys: ['c:7'] } });
    const { sync } = source;
    expect((await sync.pushProgress('1', [])).ok).toBe(true);
    expect((await sync.fetchProgress('1')).ok).toBe(true);
    expect(await sync.fetchFavourites('1')).toEqual({ ok: true, value: { keys: ['c:7'] } });
    expect(await sync.pushFavourites('1', ['c:7'])).toEqual({ ok: true, value: undefined });
  });
});

test('forms follow what the set can', () => {
  expect(playableForms({ ...FAKE_CAPABILITIES.media, hls: 'none', dash: 'none', transportStream: 'none' })).toEqual(['mp4']);
});
