import { beforeEach, describe, expect, test } from '@jest/globals';
import { createCancelSource, itemKey } from '#core/base';
import type { SourceId } from '#core/base';
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
  source = new PlatformSource({ id: ID, api: new PlatformApi(client, BASE, tokens), capabilities: FAKE_CAPABILITIES });
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

describe('source', () => {
  test('the catalogue with absolute addresses, its mark, and unchanged', async () => {
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
      media: { url: `${BASE}/s/x/index.m3u8`, form: 'hls', isLive: true }, thumbnailsUrl: `${BASE}/s/t.vtt`, subtitles: [{ language: 'de', label: 'Deutsch', url: `${BASE}/s/de.vtt` }],
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
