import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  parseWireAccount, parseWireCatalog, parseWireError, parseWireFavourites, parseWireGuide, parseWireHello, parseWireHome,
  parseWireMovieDetail, parseWirePlay, parseWireProgressList, parseWireSeriesDetail,
} from '#core/wire';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#core/base';
import type { AppError, Result } from '#core/base';
import { lanHost } from '../lan-host';
import { FIXTURE_NOW_MS, openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';

let fixture: PlatformFixture;

beforeAll(async () => {
  fixture = await openPlatformFixture();
});

afterEach(() => {
  fixture.resetClock();
});

afterAll(async () => {
  await fixture.close();
});

function valueOf<T>(result: Result<T, AppError>): T {
  if (!result.ok) throw result.error;
  return result.value;
}

async function get<T>(url: string, parse: (value: unknown) => Result<T, AppError>, headers?: Record<string, string>): Promise<T> {
  const response = await fixture.app.inject({ url, headers: headers ?? (await fixture.bearer()) });
  expect(response.statusCode).toBe(200);
  return valueOf(parse(response.json()));
}

async function errorOf(options: { url: string; method?: 'GET' | 'POST' | 'PUT'; headers?: Record<string, string>; payload?: object }): Promise<[number, string]> {
  const response = await fixture.app.inject(options);
  return [response.statusCode, valueOf(parseWireError(response.json())).error.code];
}

describe('hello and me', () => {
  test('hello is public and names the platform', async () => {
    const hello = await get('/api/v1/hello', parseWireHello, { host: 'tv.example:8080' });
    expect(hello).toEqual({
      product: 'hearth', name: 'Hearth', version: '0.1.0', minAppVersion: '0.1.0', message: '', timeMs: FIXTURE_NOW_MS, activationUrl: 'tv.example:8080/tv',
    });
  });

  test('a host header that is none is not repeated', async () => {
    const hello = await get('/api/v1/hello', parseWireHello, { host: 'evil"><script>' });
    expect(hello.activationUrl).toBe(`${lanHost()}:8080/tv`);
  });

  test('me answers account and profiles', async () => {
    const account = await get('/api/v1/me', parseWireAccount);
    expect(account).toMatchObject({ name: 'tester', status: 'active', expiresAtMs: 0, maxConnections: 3 });
    expect(account.profiles.map((it) => [it.name, it.avatar, it.isKids, it.maxAge])).toEqual([
      ['Ingrid', 'ember', false, -1], ['Mateo', 'sky', false, -1], ['Noor', 'plum', false, -1], ['Kids', 'moss', true, 7],
    ]);
  });

  test('expired and suspended accounts may learn that they are, and nothing else', async () => {
    for (const [name, status, code] of [['expired', 'expired', 'source.expired'], ['suspended', 'suspended', 'auth.account-suspended']] as const) {
      const headers = await fixture.bearer(name);
      expect(await get('/api/v1/me', parseWireAccount, headers)).toMatchObject({ status });
      expect(await errorOf({ url: '/api/v1/catalog', headers })).toEqual([403, code]);
      expect(await errorOf({ url: '/api/v1/home', headers })).toEqual([403, code]);
      expect(await errorOf({ url: '/api/v1/play', method: 'POST', headers, payload: { kind: 'movie', id: '1', forms: [] } })).toEqual([403, code]);
    }
  });
});

describe('who may ask', () => {
  test.each(['/api/v1/me', '/api/v1/catalog', '/api/v1/guide?from=0&to=1', '/api/v1/home', '/api/v1/movies/1', '/api/v1/profiles/x/progress'])(
    '%s needs a token of ours',
    async (url) => {
      const { access_token: token } = await fixture.signIn();
      const forged = `${token.slice(0, -2)}xx`;
      for (const authorization of ['', 'Basic dGVzdA==', 'Bearer', 'Bearer abc', `Bearer ${forged}`, 'Bearer h1..']) {
        expect(await errorOf({ url, headers: { authorization } })).toEqual([401, 'http.unauthorized']);
      }
    },
  );

  test('a token is over after a quarter of an hour', async () => {
    const headers = await fixture.bearer();
    fixture.advance(15 * MINUTE_MS + 1);
    expect(await errorOf({ url: '/api/v1/me', headers })).toEqual([401, 'http.unauthorized']);
  });

  test('an ended session is refused at once', async () => {
    const token = (await fixture.signIn()).access_token;
    const headers = { authorization: `Bearer ${token}` };
    await fixture.app.inject({ url: '/oauth/revoke', method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: `token=${token}` });
    expect(await errorOf({ url: '/api/v1/me', headers })).toEqual([401, 'auth.session-ended']);
  });

  test('nobody reads or writes the profiles of another account', async () => {
    const mine = await get('/api/v1/me', parseWireAccount);
    const other = await fixture.bearer('expired');
    const id = mine.profiles[0]?.id ?? '';
    expect(await errorOf({ url: `/api/v1/profiles/${id}/progress`, headers: other })).toEqual([404, 'http.not-found']);
    expect(await errorOf({ url: `/api/v1/profiles/${id}/favourites`, method: 'PUT', headers: other, payload: { keys: [] } })).toEqual([404, 'http.not-found']);
  });
});

describe('catalog', () => {
  test('holds everything, with ids as text', async () => {
    const catalog = await get('/api/v1/catalog', parseWireCatalog);
    expect(catalog.channels.map((it) => [it.number, it.guideKey, it.isRadio, it.archiveDays])).toEqual([[101, 'nord-1', false, 7], [105, 'pulse', false, 0], [201, 'waves', true, 0]]);
    expect(catalog.channels[0]).toMatchObject({ name: 'Nord 1, "HD"\nnew', logo: '/assets/logos/nord-1.png' });
    expect(catalog.movies[0]).toMatchObject({ name: 'The Salt Road', durationMs: 7_680_000, quality: '4K', poster: '/assets/posters/salt.jpg' });
    expect(catalog.series).toMatchObject([{ name: 'Northern Hour', seasonCount: 2, endYear: 2026 }]);
    expect(catalog.categories.channel.map((it) => it.name)).toEqual(['News', 'Radio']);
    expect(catalog.channels[0]?.categoryIds).toEqual([catalog.categories.channel[0]?.id]);
  });

  test('is compressed where wanted, and not sent twice', async () => {
    const headers = { ...(await fixture.bearer()), 'accept-encoding': 'br, gzip' };
    const response = await fixture.app.inject({ url: '/api/v1/catalog', headers });
    expect(response.headers['content-encoding']).toBe('gzip');
    expect(parseWireCatalog(JSON.parse(gunzipSync(response.rawPayload).toString('utf8'))).ok).toBe(true);
    const tag = String(response.headers['etag']);
    const again = await fixture.app.inject({ url: '/api/v1/catalog', headers: { ...headers, 'if-none-match': `"x", ${tag}` } });
    expect([again.statusCode, again.payload]).toEqual([304, '']);
    const plain = await fixture.app.inject({ url: '/api/v1/catalog', headers: { ...headers, 'accept-encoding': 'gzip;q=0' } });
    expect(plain.headers['content-encoding']).toBeUndefined();
  });

  test('an import changes revision and tag', async () => {
    const headers = await fixture.bearer();
    const before = await fixture.app.inject({ url: '/api/v1/catalog', headers });
    const session = await fixture.platform.store.imports.begin({ id: 'm3u', kind: 'm3u', name: 'x', fingerprint: '' });
    await session.commit(5);
    const after = await fixture.app.inject({ url: '/api/v1/catalog', headers: { ...headers, 'if-none-match': String(before.headers['etag']) } });
    expect(after.statusCode).toBe(200);
    expect(after.json<{ revision: string }>().revision).not.toBe(before.json<{ revision: string }>().revision);
  });

  test('titles have details', async () => {
    const movie = await get(`/api/v1/movies/${String(await fixture.idOf('movie', 'salt'))}`, parseWireMovieDetail);
    expect(movie).toMatchObject({ criticPercent: 91, directors: ['Ana Quiroga'], hasTrailer: true, badges: ['4K', 'HDR'], cast: [{ name: 'Mira Solberg', role: 'Ada', picture: '/assets/cast/1.jpg' }] });
    expect(movie.similar).toEqual([String(await fixture.idOf('movie', 'kestrel')), String(await fixture.idOf('movie', 'bathyal')), String(await fixture.idOf('movie', 'glass'))]);
    const series = await get(`/api/v1/series/${String(await fixture.idOf('series', 'northern'))}`, parseWireSeriesDetail);
    expect(series.seasons.map((it) => [it.number, it.name, it.episodes.length])).toEqual([[1, 'The long night', 2], [2, '', 1]]);
    const headers = await fixture.bearer();
    expect(await errorOf({ url: '/api/v1/movies/99999', headers })).toEqual([404, 'http.not-found']);
    expect(await errorOf({ url: '/api/v1/movies/1%20or%201', headers })).toEqual([400, 'input.invalid']);
  });
});

describe('guide', () => {
  test('answers programmes that overlap the window, per key', async () => {
    const guide = await get(`/api/v1/guide?from=${String(FIXTURE_NOW_MS)}&to=${String(FIXTURE_NOW_MS + HOUR_MS)}&keys=nord-1,unknown`, parseWireGuide);
    expect(Object.keys(guide.programmes)).toEqual(['nord-1']);
    expect(guide.programmes['nord-1']?.map((row) => row[2])).toEqual(['Züge & <Bahnen> 20', 'Züge & <Bahnen> 21']);
  });

  test('without keys every channel with a guide is in it', async () => {
    const guide = await get(`/api/v1/guide?from=${String(FIXTURE_NOW_MS - 7 * DAY_MS)}&to=${String(FIXTURE_NOW_MS + 7 * DAY_MS)}`, parseWireGuide);
    expect(Object.keys(guide.programmes)).toEqual(['nord-1', 'pulse']);
    expect(guide.programmes['pulse']).toHaveLength(14 * 24 + 1);
  });

  test.each(['', '?from=1', '?from=a&to=b', '?from=5&to=5', `?from=0&to=${String(32 * DAY_MS)}`, '?from=-1&to=5'])('refuses the window "%s"', async (query) => {
    expect(await errorOf({ url: `/api/v1/guide${query}`, headers: await fixture.bearer() })).toEqual([400, 'input.invalid']);
  });
});

describe('home', () => {
  test('has the curated hero, the rows of the design and nothing too short', async () => {
    const home = await get('/api/v1/home', parseWireHome);
    expect(home.hero).toEqual([
      { kind: 'movie', id: String(await fixture.idOf('movie', 'salt')), badge: 'New film', note: 'Only on Hearth' },
      { kind: 'series', id: String(await fixture.idOf('series', 'northern')), badge: '', note: 'Only on Hearth' },
    ]);
    expect(home.rows.map((row) => [row.kind, row.title, row.items.length])).toEqual([
      ['continue', 'Continue watching', 0], ['on-now', 'On now', 0], ['usual', 'Usually at this hour', 0], ['top10', 'Top 10 this week', 5], ['poster', 'New films', 4], ['poster', 'Drama', 5],
    ]);
  });

  test('speaks the language of the set', async () => {
    const home = await get('/api/v1/home', parseWireHome, { ...(await fixture.bearer()), 'accept-language': 'de-AT,de;q=0.9,en;q=0.8' });
    expect(home.rows[0]?.title).toBe('Weiterschauen');
  });

  test('says what to watch because of what was watched, per profile', async () => {
    const headers = await fixture.bearer();
    const account = await get('/api/v1/me', parseWireAccount, headers);
    const salt = await fixture.idOf('movie', 'salt');
    const profile = account.profiles[1]?.id ?? '';
    await fixture.app.inject({
      url: `/api/v1/profiles/${profile}/progress`, method: 'PUT', headers,
      payload: { items: [{ key: `m:${String(salt)}`, positionMs: 5, durationMs: 10, updatedAtMs: 5, isFinished: false, parentId: '' }] },
    });
    const title = 'Because you watched The Salt Road';
    expect((await get('/api/v1/home', parseWireHome, headers)).rows.map((row) => row.title)).toContain(title);
    const others = { ...headers, 'x-hearth-profile': account.profiles[0]?.id ?? '' };
    expect((await get('/api/v1/home', parseWireHome, others)).rows.map((row) => row.title)).not.toContain(title);
  });
});

describe('progress and favourites', () => {
  test('come back as they were put; a clock that runs ahead does not win for ever', async () => {
    const headers = await fixture.bearer();
    const { profiles } = await get('/api/v1/me', parseWireAccount, headers);
    const url = `/api/v1/profiles/${profiles[0]?.id ?? ''}`;
    const item = { key: 'e:7', positionMs: 1, durationMs: 2, updatedAtMs: FIXTURE_NOW_MS - 5, isFinished: true, parentId: '3' };
    const put = await fixture.app.inject({ url: `${url}/progress`, method: 'PUT', headers, payload: { items: [item, { ...item, key: 'm:9', updatedAtMs: FIXTURE_NOW_MS + DAY_MS }] } });
    expect([put.statusCode, put.payload]).toEqual([204, '']);
    const list = await get(`${url}/progress`, parseWireProgressList, headers);
    expect(list.items).toEqual([{ ...item, key: 'm:9', updatedAtMs: FIXTURE_NOW_MS }, item]);
    await fixture.app.inject({ url: `${url}/favourites`, method: 'PUT', headers, payload: { keys: ['c:2', 'm:1', 'c:2'] } });
    expect(await get(`${url}/favourites`, parseWireFavourites, headers)).toEqual({ keys: ['c:2', 'm:1'] });
  });

  test.each([[{ items: [{ key: 'm:1' }] }], [{ items: 'x' }], [{}], [{ items: [{ key: 'film', positionMs: 1, durationMs: 1, updatedAtMs: 1, isFinished: false, parentId: '' }] }]])(
    'refuses %j',
    async (payload) => {
      const headers = await fixture.bearer();
      const { profiles } = await get('/api/v1/me', parseWireAccount, headers);
      expect(await errorOf({ url: `/api/v1/profiles/${profiles[0]?.id ?? ''}/progress`, method: 'PUT', headers, payload })).toEqual([400, 'input.invalid']);
    },
  );
});

describe('play', () => {
  async function play(payload: object, headers?: Record<string, string>) {
    const response = await fixture.app.inject({ url: '/api/v1/play', method: 'POST', headers: headers ?? (await fixture.bearer()), payload });
    expect(response.statusCode).toBe(200);
    return valueOf(parseWirePlay(response.json()));
  }
  async function follow(url: string): Promise<unknown> {
    return (await fixture.app.inject({ url: new URL(url).pathname })).json();
  }

  test('a channel, in the first form both know, at an address that is signed', async () => {
    const id = String(await fixture.idOf('channel', 'nord-1'));
    const answer = await play({ kind: 'channel', id, forms: ['dash', 'ts', 'hls'] });
    expect(answer).toMatchObject({ form: 'ts', isLive: true, thumbnails: '', subtitles: [] });
    expect(await follow(answer.url)).toEqual({ path: 'live/nord-1/stream.ts', isGood: true });
    expect(answer.expiresAtMs).toBeGreaterThan(FIXTURE_NOW_MS + HOUR_MS);
    fixture.advance(25 * HOUR_MS);
    expect(await follow(answer.url)).toMatchObject({ isGood: false });
  });

  test('a channel from its archive, with and without a length', async () => {
    const id = String(await fixture.idOf('channel', 'nord-1'));
    const atMs = FIXTURE_NOW_MS - 2 * HOUR_MS;
    const whole = await play({ kind: 'channel', id, forms: ['hls'], atMs });
    expect(whole.isLive).toBe(false);
    expect(await follow(whole.url)).toEqual({ path: `archive/nord-1/${String(atMs / 1000)}/7200/index.m3u8`, isGood: true });
    const part = await play({ kind: 'channel', id, forms: ['hls'], atMs, durationMs: 60_500 });
    expect(await follow(part.url)).toMatchObject({ path: `archive/nord-1/${String(atMs / 1000)}/61/index.m3u8` });
  });

  test('a film with thumbnails and subtitles, an episode, a trailer', async () => {
    const film = await play({ kind: 'movie', id: String(await fixture.idOf('movie', 'salt')), forms: ['dash', 'hls'] });
    expect(film.form).toBe('dash');
    expect(await follow(film.url)).toEqual({ path: 'vod/salt/manifest.mpd', isGood: true });
    expect(await follow(film.thumbnails)).toEqual({ path: 'vod/salt/thumbs.vtt', isGood: true });
    expect(film.marks).toEqual([{ kind: 'credits', startMs: 60_000, endMs: 90_000, title: '' }]);
    expect(film.subtitles).toMatchObject([{ language: 'de', label: 'Deutsch' }]);
    expect(await follow(film.subtitles[0]?.url ?? '')).toEqual({ path: 'vod/salt/subs/de.vtt', isGood: true });
    const episode = await play({ kind: 'episode', id: String(await fixture.idOf('episode', 'northern-s1e2')), forms: ['hls'] });
    expect(await follow(episode.url)).toMatchObject({ path: 'vod/northern-s1e2/index.m3u8' });
    const trailer = await play({ kind: 'trailer', id: String(await fixture.idOf('movie', 'salt')), forms: ['hls'] });
    expect(await follow(trailer.url)).toMatchObject({ path: 'vod/salt-trailer/index.m3u8' });
  });

  test('a signature covers its own channel or asset only', async () => {
    const answer = await play({ kind: 'movie', id: String(await fixture.idOf('movie', 'salt')), forms: ['hls'] });
    expect(await follow(answer.url.replace('/vod/salt/', '/vod/kestrel/'))).toMatchObject({ isGood: false });
    expect(await follow(answer.url.replace('/vod/salt/index.m3u8', '/vod/salt/video/1.m4s'))).toMatchObject({ isGood: true });
  });

  test('what cannot be played says why', async () => {
    const headers = await fixture.bearer();
    const refuse = (payload: object): Promise<[number, string]> => errorOf({ url: '/api/v1/play', method: 'POST', headers, payload });
    const pulse = String(await fixture.idOf('channel', 'pulse'));
    const nord = String(await fixture.idOf('channel', 'nord-1'));
    expect(await refuse({ kind: 'channel', id: '999', forms: ['hls'] })).toEqual([404, 'media.not-found']);
    expect(await refuse({ kind: 'channel', id: 'x', forms: ['hls'] })).toEqual([404, 'media.not-found']);
    expect(await refuse({ kind: 'channel', id: pulse, forms: ['hls'], atMs: FIXTURE_NOW_MS - 5000 })).toEqual([404, 'media.not-found']);
    expect(await refuse({ kind: 'channel', id: nord, forms: ['hls'], atMs: FIXTURE_NOW_MS - 8 * DAY_MS })).toEqual([404, 'media.not-found']);
    expect(await refuse({ kind: 'channel', id: nord, forms: ['hls'], atMs: FIXTURE_NOW_MS + 5000 })).toEqual([404, 'media.not-found']);
    expect(await refuse({ kind: 'channel', id: nord, forms: ['mp4'] })).toEqual([422, 'media.unsupported']);
    expect(await refuse({ kind: 'trailer', id: String(await fixture.idOf('movie', 'kestrel')), forms: ['hls'] })).toEqual([404, 'media.not-found']);
    expect(await refuse({ kind: 'film', id: '1', forms: ['hls'] })).toEqual([400, 'input.invalid']);
    expect(await refuse({ kind: 'movie', id: '1' })).toEqual([400, 'input.invalid']);
  });

  test('the age limit of the named profile holds', async () => {
    const headers = await fixture.bearer();
    const { profiles } = await get('/api/v1/me', parseWireAccount, headers);
    const kids = profiles.find((profile) => profile.isKids)?.id ?? '';
    const payload = { kind: 'movie', id: String(await fixture.idOf('movie', 'salt')), forms: ['hls'] };
    expect(await errorOf({ url: '/api/v1/play', method: 'POST', headers: { ...headers, 'x-hearth-profile': kids }, payload })).toEqual([403, 'rights.age']);
    await play(payload, { ...headers, 'x-hearth-profile': profiles[0]?.id ?? '' });
  });
});

describe('around the routes', () => {
  test('OPTIONS and every answer carry CORS', async () => {
    const preflight = await fixture.app.inject({ url: '/api/v1/play', method: 'OPTIONS', headers: { origin: 'null', 'access-control-request-method': 'POST' } });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers['access-control-allow-origin']).toBe('*');
    expect(String(preflight.headers['access-control-allow-headers'])).toContain('authorization');
    for (const url of ['/api/v1/hello', '/api/v1/me', '/nothing', '/s/a/live/x/index.m3u8', '/player_api.php']) {
      expect((await fixture.app.inject({ url })).headers['access-control-allow-origin']).toBe('*');
    }
    expect((await fixture.app.inject({ url: '/activate' })).headers['access-control-allow-origin']).toBeUndefined();
  });

  test('unknown addresses are JSON for programs and a page for people', async () => {
    expect(await errorOf({ url: '/api/v1/nothing', headers: { accept: 'text/html' } })).toEqual([404, 'http.not-found']);
    const page = await fixture.app.inject({ url: '/nothing', headers: { accept: 'text/html', 'accept-language': 'de' } });
    expect([page.statusCode, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(page.payload).toContain('Hier ist nichts');
  });

  test('bodies that are too large or not JSON are refused in the same shape', async () => {
    const headers = { ...(await fixture.bearer()), 'content-type': 'application/json' };
    const broken = await fixture.app.inject({ url: '/api/v1/play', method: 'POST', headers, payload: '{"kind":' });
    expect([broken.statusCode, parseWireError(broken.json()).ok]).toEqual([400, true]);
    const large = await fixture.app.inject({ url: '/api/v1/play', method: 'POST', headers, payload: JSON.stringify({ x: 'y'.repeat(100_000) }) });
    expect([large.statusCode, parseWireError(large.json()).ok]).toEqual([413, true]);
  });
});
