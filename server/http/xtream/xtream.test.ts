import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '#core/base';
import { FIXTURE_NOW_MS, openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';

const LOGIN = 'username=tester&password=tester-stream';
type Row = Readonly<Record<string, unknown>>;
let fixture: PlatformFixture;

beforeAll(async () => {
  fixture = await openPlatformFixture();
});

afterAll(async () => {
  await fixture.close();
});

async function api<T = Row[]>(query = '', base = '/player_api.php'): Promise<T> {
  const response = await fixture.app.inject({ url: `${base}?${LOGIN}&${query}`, headers: { host: 'tv.example:8080' } });
  expect(response.statusCode).toBe(200);
  expect(String(response.headers['content-type'])).toContain('application/json');
  return response.json<T>();
}

/** Every null below `value` by its field name. */
function nullsOf(value: unknown, name = ''): string[] {
  if (value === null) return [name];
  if (Array.isArray(value)) return value.flatMap((entry) => nullsOf(entry, name));
  return typeof value === 'object' ? Object.entries(value).flatMap(([key, entry]) => nullsOf(entry, key)) : [];
}

function text(base64: unknown): string {
  return Buffer.from(String(base64), 'base64').toString('utf8');
}

describe('account', () => {
  test('has the old types: numeric strings, UTC, both output formats', async () => {
    const { user_info: user, server_info: server } = await api<{ user_info: Row; server_info: Row }>();
    expect(user).toEqual({
      username: 'tester', password: 'tester-stream', message: '', auth: 1, status: 'Active', exp_date: null, is_trial: '0', active_cons: '0',
      created_at: String(FIXTURE_NOW_MS / 1000), max_connections: '3', allowed_output_formats: ['m3u8', 'ts'],
    });
    expect(server).toEqual({
      url: 'tv.example', port: '8080', https_port: '', server_protocol: 'http', rtmp_port: '', timezone: 'UTC',
      timestamp_now: FIXTURE_NOW_MS / 1000, time_now: '2026-11-24 20:41:00', process: true,
    });
  });

  test.each(['action=get_profile', 'action=get_account_info', 'action=get_server_info', 'action=', 'action=get_streams_of_tomorrow', 'action[]=x', 'action=__proto__'])(
    'is what %s answers, since clients probe',
    async (query) => {
      expect((await api<{ user_info: Row }>(query)).user_info).toMatchObject({ auth: 1 });
    },
  );

  test('comes by form, by path, and over https behind a proxy', async () => {
    const form = await fixture.app.inject({ url: '/player_api.php', method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: `${LOGIN}&action=get_live_categories` });
    expect(form.json()).toHaveLength(2);
    const path = await fixture.app.inject({ url: '/player_api/tester/tester-stream/get_vod_categories' });
    expect(path.json()).toHaveLength(1);
    expect((await fixture.app.inject({ url: '/player_api/tester/tester-stream' })).json()).toMatchObject({ user_info: { auth: 1 } });
    const secure = await openPlatformFixture({ publicUrl: 'https://tv.example.net' });
    const response = await secure.app.inject({ url: `/player_api.php?${LOGIN}` });
    expect(response.json()).toMatchObject({ server_info: { url: 'tv.example.net', port: '', https_port: '443', server_protocol: 'https' } });
    await secure.close();
  });

  test.each([
    ['username=tester&password=wrong', 'Invalid'],
    ['username=nobody&password=x', 'Invalid'],
    ['', 'Invalid'],
    ['username=expired&password=expired-stream', 'Expired'],
    ['username=suspended&password=suspended-stream', 'Banned'],
    ['username=tester&password=tester-password', 'Invalid'],
  ])('refuses %s with 200, auth 0, a status and words', async (login, status) => {
    const response = await fixture.app.inject({ url: `/player_api.php?${login}&action=get_live_streams` });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ user_info: { auth: 0, status, message: expect.stringMatching(/\w/) } });
  });

  test('an operator may have 401 instead', async () => {
    const strict = await openPlatformFixture({ xtreamRefusalStatus: 401 });
    const response = await strict.app.inject({ url: '/player_api.php?username=x&password=y' });
    expect([response.statusCode, response.json()]).toMatchObject([401, { user_info: { auth: 0 } }]);
    await strict.close();
  });
});

describe('lists', () => {
  test('categories', async () => {
    const rows = await api('action=get_live_categories');
    expect(rows).toEqual([{ category_id: expect.stringMatching(/^\d+$/), category_name: 'News', parent_id: 0 }, { category_id: expect.stringMatching(/^\d+$/), category_name: 'Radio', parent_id: 0 }]);
  });

  test('live rows, radio among them', async () => {
    const rows = await api('action=get_live_streams');
    const [news] = await api('action=get_live_categories');
    expect(rows).toHaveLength(3);
    expect(rows[0]).toEqual({
      num: 1, name: 'Nord 1, "HD"\nnew', stream_type: 'live', stream_id: await fixture.idOf('channel', 'nord-1'),
      stream_icon: 'http://tv.example:8080/assets/logos/nord-1.png', epg_channel_id: 'nord-1', added: '0', is_adult: '0',
      category_id: news?.['category_id'], category_ids: [Number(news?.['category_id'])], custom_sid: '', tv_archive: 1, direct_source: '', tv_archive_duration: 7,
    });
    expect(rows[2]).toMatchObject({ num: 3, stream_type: 'radio_streams', tv_archive: 0 });
  });

  test('films and series', async () => {
    const [film] = await api('action=get_vod_streams');
    expect(film).toMatchObject({ num: 1, stream_type: 'movie', rating: '8.1', rating_5based: 4.1, added: '4', year: '2025', container_extension: 'mp4', tmdb_id: '', is_adult: '0' });
    const [series] = await api('action=get_series');
    expect(series).toMatchObject({
      num: 1, name: 'Northern Hour', series_id: await fixture.idOf('series', 'northern'), backdrop_path: ['http://tv.example:8080/assets/backdrops/northern.jpg'],
      cast: 'Mira Solberg', director: 'Ana Quiroga', last_modified: '9', release_date: '2025', releaseDate: '2025',
    });
  });

  test('never null but for exp_date and epg_channel_id, ids and counters as panels type them', async () => {
    const movie = String(await fixture.idOf('movie', 'salt'));
    const series = String(await fixture.idOf('series', 'northern'));
    const queries = ['', 'action=get_live_streams', 'action=get_vod_streams', 'action=get_series', `action=get_vod_info&vod_id=${movie}`, `action=get_series_info&series_id=${series}`];
    for (const query of queries) {
      expect(nullsOf(await api<unknown>(query)).filter((name) => name !== 'exp_date' && name !== 'epg_channel_id')).toEqual([]);
    }
  });

  test('a category lists its own; "*", "0" and nothing mean all; an unknown one is an empty list', async () => {
    const [, radio] = await api('action=get_live_categories');
    expect(await api(`action=get_live_streams&category_id=${String(radio?.['category_id'])}`)).toHaveLength(1);
    for (const all of ['*', '0', '']) expect(await api(`action=get_live_streams&category_id=${all}`)).toHaveLength(3);
    expect(await api('action=get_live_streams&category_id=99999')).toEqual([]);
    expect(await api('action=get_live_streams&category_id=x')).toEqual([]);
  });

  test('are compressed and tagged', async () => {
    const url = `/player_api.php?${LOGIN}&action=get_vod_streams`;
    const response = await fixture.app.inject({ url, headers: { 'accept-encoding': 'gzip' } });
    expect(JSON.parse(gunzipSync(response.rawPayload).toString('utf8'))).toHaveLength(4);
    const again = await fixture.app.inject({ url, headers: { 'if-none-match': String(response.headers['etag']) } });
    expect(again.statusCode).toBe(304);
  });

  test('panel_api has all of it at once', async () => {
    const panel = await api<{ user_info: Row; categories: Record<string, Row[]>; available_channels: Record<string, Row> }>('', '/panel_api.php');
    expect(panel.user_info).toMatchObject({ auth: 1 });
    expect(panel.categories['live']).toHaveLength(2);
    expect(Object.keys(panel.available_channels)).toHaveLength(7);
    const id = await fixture.idOf('channel', 'nord-1');
    expect(panel.available_channels[String(id)]).toMatchObject({ stream_id: id, stream_type: 'live' });
  });
});

describe('details', () => {
  test('of a film', async () => {
    const info = await api<{ info: Row; movie_data: Row }>(`action=get_vod_info&vod_id=${String(await fixture.idOf('movie', 'salt'))}`);
    expect(info.info).toMatchObject({ name: 'The Salt Road', duration: '02:08:00', duration_secs: 7680, rating: '8.1', age: '12', genre: 'Drama', video: {}, audio: {} });
    expect(info.movie_data).toMatchObject({ container_extension: 'mp4', added: '4' });
  });

  test('of a series: episodes by season, ids as text', async () => {
    const info = await api<{ seasons: Row[]; info: Row; episodes: Record<string, Row[]> }>(`action=get_series_info&series_id=${String(await fixture.idOf('series', 'northern'))}`);
    expect(info.seasons).toMatchObject([{ season_number: 1, episode_count: 2, air_date: '' }, { season_number: 2, episode_count: 1 }]);
    expect(Object.keys(info.episodes)).toEqual(['1', '2']);
    expect(info.episodes['1']?.[1]).toMatchObject({ id: String(await fixture.idOf('episode', 'northern-s1e2')), episode_num: 2, season: 1, container_extension: 'ts', title: 'Part 2' });
  });

  test('of what does not exist: empty maps, never lists', async () => {
    expect(await api<unknown>('action=get_vod_info&vod_id=99999')).toEqual({ info: {}, movie_data: {} });
    expect(await api<unknown>('action=get_vod_info')).toEqual({ info: {}, movie_data: {} });
    expect(await api<unknown>('action=get_series_info&series_id=x')).toEqual({ seasons: [], info: {}, episodes: {} });
  });
});

describe('guide', () => {
  test('the short one: four rows from now, base64, both times in UTC', async () => {
    const { epg_listings: rows } = await api<{ epg_listings: Row[] }>(`action=get_short_epg&stream_id=${String(await fixture.idOf('channel', 'nord-1'))}`);
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatchObject({ start: '2026-11-24 20:00:00', end: '2026-11-24 21:00:00', start_timestamp: String(Date.UTC(2026, 10, 24, 20) / 1000), stop_timestamp: String(Date.UTC(2026, 10, 24, 21) / 1000), channel_id: 'nord-1' });
    expect([text(rows[0]?.['title']), text(rows[0]?.['description'])]).toEqual(['Züge & <Bahnen> 20', 'Über "alles"']);
  });

  test('limits, several channels, channels without guide', async () => {
    const nord = String(await fixture.idOf('channel', 'nord-1'));
    const pulse = String(await fixture.idOf('channel', 'pulse'));
    const waves = String(await fixture.idOf('channel', 'waves'));
    expect((await api<{ epg_listings: Row[] }>(`action=get_short_epg&stream_id=${nord}&limit=2`)).epg_listings).toHaveLength(2);
    expect((await api<{ epg_listings: Row[] }>(`action=get_short_epg&stream_id=${nord}&limit=-7`)).epg_listings).toHaveLength(4);
    const several = await api<Record<string, Row[]>>(`action=get_short_epg&stream_id=${nord},${pulse}&limit=1`);
    expect([several[nord]?.length, several[pulse]?.length]).toEqual([1, 1]);
    expect(await api<unknown>(`action=get_short_epg&stream_id=${waves}`)).toEqual({ epg_listings: [] });
    expect(await api<unknown>('action=get_short_epg')).toEqual({ epg_listings: [] });
  });

  test.each(['get_simple_data_table', 'get_simple_date_table'])('%s marks what is on and what can be caught up', async (action) => {
    const { epg_listings: rows } = await api<{ epg_listings: Row[] }>(`action=${action}&stream_id=${String(await fixture.idOf('channel', 'nord-1'))}`);
    expect(rows).toHaveLength(14 * 24 + 1);
    expect(rows.filter((row) => row['now_playing'] === 1)).toHaveLength(1);
    expect(rows.filter((row) => row['has_archive'] === 1)).toHaveLength(7 * 24);
    const pulse = await api<{ epg_listings: Row[] }>(`action=${action}&stream_id=${String(await fixture.idOf('channel', 'pulse'))}`);
    expect(pulse.epg_listings.filter((row) => row['has_archive'] === 1)).toEqual([]);
  });

  test('get_epg is a bare list with integer times', async () => {
    const rows = await api(`action=get_epg&from_now=1&stream_id=${String(await fixture.idOf('channel', 'pulse'))}`);
    expect(rows[0]).toMatchObject({ start: Date.UTC(2026, 10, 24, 20) / 1000, end: Date.UTC(2026, 10, 24, 21) / 1000 });
  });

  test('xmltv.php is well formed, escaped, and may be gzip in two ways', async () => {
    const url = `/xmltv.php?${LOGIN}`;
    const plain = await fixture.app.inject({ url, headers: { host: 'h' } });
    expect(plain.payload).toContain('<channel id="nord-1"><display-name>Nord 1, &quot;HD&quot;\nnew</display-name><icon src="http://h/assets/logos/nord-1.png"/></channel>');
    expect(plain.payload).toContain('<programme start="20261124200000 +0000" stop="20261124210000 +0000" channel="nord-1"><title>Züge &amp; &lt;Bahnen&gt; 20</title><desc>Über &quot;alles&quot;</desc><category>Nature</category><rating system="age"><value>6</value></rating></programme>');
    expect(plain.payload.match(/<programme /g)).toHaveLength(2 * (21 * 24 + 1));
    const transported = await fixture.app.inject({ url, headers: { host: 'h', 'accept-encoding': 'gzip' } });
    expect(transported.headers['content-encoding']).toBe('gzip');
    const file = await fixture.app.inject({ url: '/epg/tester/tester-stream/gz', headers: { host: 'h' } });
    expect([file.headers['content-encoding'], file.headers['content-type']]).toEqual([undefined, 'application/gzip']);
    expect(gunzipSync(file.rawPayload).toString('utf8')).toBe(plain.payload);
  });
});

describe('playlist', () => {
  const playlist = async (query = ''): Promise<string> => (await fixture.app.inject({ url: `/get.php?${LOGIN}&${query}`, headers: { host: 'tv.example' } })).payload;

  test('m3u_plus: attributes, archive in two spellings, no line that a name could break', async () => {
    const list = await playlist();
    const id = String(await fixture.idOf('channel', 'nord-1'));
    const category = 'group-title="News"';
    expect(list.split('\n')[0]).toBe('#EXTM3U x-tvg-url="http://tv.example/xmltv.php?username=tester&password=tester-stream" url-tvg="http://tv.example/xmltv.php?username=tester&password=tester-stream"');
    expect(list.split('\n').slice(1, 3)).toEqual([
      `#EXTINF:-1 tvg-id="nord-1" tvg-name="Nord 1, 'HD' new" tvg-logo="http://tv.example/assets/logos/nord-1.png" tvg-chno="101" ${category} timeshift="7" catchup="default" catchup-days="7" catchup-source="http://tv.example/timeshift/tester/tester-stream/{duration:60}/{utc}/${id}.ts",Nord 1 'HD' new`,
      `http://tv.example/live/tester/tester-stream/${id}.ts`,
    ]);
    expect(list.split('\n').filter((line) => line !== '' && !/^(?:#EXTM3U|#EXTINF:|http:\/\/tv\.example\/)/.test(line))).toEqual([]);
    expect(list).toContain(',Northern Hour S01 E02\n');
    expect(list).toContain('radio="true"');
    expect(list.match(/#EXTINF/g)).toHaveLength(3 + 4 + 3);
  });

  test('m3u is bare; output and key choose', async () => {
    expect(await playlist('type=m3u&key=live&output=hls')).toBe(
      `#EXTM3U\n#EXTINF:0,Nord 1 'HD' new\nhttp://tv.example/live/tester/tester-stream/${String(await fixture.idOf('channel', 'nord-1'))}.m3u8\n` +
        `#EXTINF:0,Pulse 24\nhttp://tv.example/live/tester/tester-stream/${String(await fixture.idOf('channel', 'pulse'))}.m3u8\n`,
    );
    expect((await playlist('key=radio_streams')).match(/#EXTINF/g)).toHaveLength(1);
    expect((await playlist('key=movie,series&type=dreambox')).match(/#EXTINF/g)).toHaveLength(7);
    expect((await playlist('output=mpegts')).includes('.ts\n')).toBe(true);
  });

  test.each(['/get.php', '/xmltv.php'])('%s refuses with a status, a body and a reason', async (path) => {
    const wrong = await fixture.app.inject({ url: `${path}?username=x&password=y` });
    expect([wrong.statusCode, wrong.headers['x-hearth-reason'], wrong.json()]).toMatchObject([401, 'invalid', { error: { code: 'source.login-refused' } }]);
    const expired = await fixture.app.inject({ url: `${path}?username=expired&password=expired-stream` });
    expect([expired.statusCode, expired.headers['x-hearth-reason']]).toEqual([403, 'expired']);
  });
});

describe('streams', () => {
  const USER = 'tester/tester-stream';

  async function target(url: string): Promise<string> {
    const response = await fixture.app.inject({ url, headers: { host: 'tv.example' } });
    expect([response.statusCode, response.headers['access-control-allow-origin'], response.headers['cache-control']]).toEqual([302, '*', 'no-store']);
    const location = new URL(String(response.headers['location']));
    expect(location.origin).toBe('http://tv.example');
    const media = await fixture.app.inject({ url: location.pathname });
    expect(media.json()).toMatchObject({ isGood: true });
    return media.json<{ path: string }>().path;
  }

  test('live in every form', async () => {
    const id = String(await fixture.idOf('channel', 'nord-1'));
    expect(await target(`/live/${USER}/${id}.m3u8`)).toBe('live/nord-1/index.m3u8');
    for (const url of [`/live/${USER}/${id}.ts`, `/live/${USER}/${id}`, `/${USER}/${id}`, `/${USER}/${id}.ts`]) expect(await target(url)).toBe('live/nord-1/stream.ts');
    expect(await target(`/${USER}/${id}.m3u8`)).toBe('live/nord-1/index.m3u8');
  });

  test('films and episodes; a container we do not have is answered with one we do', async () => {
    const salt = String(await fixture.idOf('movie', 'salt'));
    expect(await target(`/movie/${USER}/${salt}.mp4`)).toBe('vod/salt/file.mp4');
    expect(await target(`/movie/${USER}/${salt}.ts`)).toBe('vod/salt/file.ts');
    expect(await target(`/movie/${USER}/${salt}.m3u8`)).toBe('vod/salt/index.m3u8');
    expect(await target(`/movie/${USER}/${salt}.mkv`)).toBe('vod/salt/file.mp4');
    const episode = String(await fixture.idOf('episode', 'northern-s2e1'));
    expect(await target(`/series/${USER}/${episode}.mp4`)).toBe('vod/northern-s2e1/file.ts');
  });

  test('catch-up in every form and with every shape of time', async () => {
    const id = String(await fixture.idOf('channel', 'nord-1'));
    const start = Date.UTC(2026, 10, 24, 18, 0) / 1000;
    const hls = `archive/nord-1/${String(start)}/3600/index.m3u8`;
    const ts = `archive/nord-1/${String(start)}/3600/stream.ts`;
    const shapes = ['2026-11-24:18-00', '2026-11-24:18-00-00', '2026-11-24_18-00', '2026-11-24:18:00', '2026-11-24:18:00:00', '2026-11-24 18:00', '2026-11-24T18:00:00Z', '2026-11-24T19:00:00+01:00', '20261124-18', String(start), String(start * 1000)];
    for (const shape of shapes) expect(await target(`/timeshift/${USER}/60/${encodeURIComponent(shape)}/${id}.m3u8`)).toBe(hls);
    expect(await target(`/timeshift/${USER}/3600/${String(start)}/${id}`)).toBe(ts);
    expect(await target(`/timeshifts/${USER}/60/${id}/2026-11-24:18-00.ts`)).toBe(ts);
    expect(await target(`/streaming/timeshift.php?${LOGIN}&stream=${id}&start=2026-11-24:18-00&duration=60`)).toBe(ts);
    expect(await target(`/streaming/timeshift.php?${LOGIN}&stream=${id}&start=${String(start)}&duration=60&extension=m3u8`)).toBe(hls);
    expect(await target(`/live/${USER}/${id}.m3u8?utc=${String(start)}&lutc=${String(FIXTURE_NOW_MS / 1000)}`)).toBe(`archive/nord-1/${String(start)}/9660/index.m3u8`);
    expect(await target(`/live/${USER}/${id}.m3u8?utc=${String(FIXTURE_NOW_MS / 1000)}`)).toBe('live/nord-1/index.m3u8');
  });

  test.each([
    ['/live/tester/wrong/1.ts', 401, 'invalid'],
    ['/live/expired/expired-stream/1.ts', 403, 'expired'],
    ['/live/suspended/suspended-stream/1.ts', 403, 'suspended'],
    [`/live/${USER}/99999.ts`, 404, 'media.not-found'],
    [`/live/${USER}/x.ts`, 404, 'media.not-found'],
    [`/movie/${USER}/99999.mp4`, 404, 'media.not-found'],
    [`/timeshift/${USER}/60/yesterday/1.ts`, 400, 'input.invalid'],
    [`/timeshift/${USER}/0/2026-11-24:18-00/1.ts`, 400, 'input.invalid'],
    ['/streaming/timeshift.php?stream=1', 401, 'invalid'],
  ])('%s is refused with %d and a reason', async (url, status, reason) => {
    const response = await fixture.app.inject({ url });
    expect([response.statusCode, response.headers['x-hearth-reason']]).toEqual([status, reason]);
    expect(response.json()).toMatchObject({ error: { code: expect.stringMatching(/\./) } });
  });

  test('the archive has a beginning, and channels without one have none', async () => {
    const nord = String(await fixture.idOf('channel', 'nord-1'));
    const pulse = String(await fixture.idOf('channel', 'pulse'));
    const old = String((FIXTURE_NOW_MS - 8 * DAY_MS) / 1000);
    const recent = String((FIXTURE_NOW_MS - HOUR_MS) / 1000);
    for (const path of [`60/${old}/${nord}.ts`, `60/${recent}/${pulse}.ts`, `60/${String(FIXTURE_NOW_MS / 1000 + 60)}/${nord}.ts`]) {
      expect((await fixture.app.inject({ url: `/timeshift/${USER}/${path}` })).statusCode).toBe(404);
    }
  });

  test('a channel that was imported leads to its own address', async () => {
    const own = await openPlatformFixture();
    const session = await own.platform.store.imports.begin({ id: 'm3u', kind: 'm3u', name: 'x', fingerprint: '' });
    const row = { externalKey: 'k', number: 1001, name: 'Far', logo: '', guideKey: '', isRadio: false, isAdult: false, archiveDays: 2, addedMs: 0, categoryKeys: [] };
    await session.addChannels([{ ...row, media: { asset: '', upstreamUrl: 'https://up.example/far.m3u8?k=1', container: '' }, catchup: { mode: 'shift', days: 2, template: '', correctionMs: 0 } }]);
    await session.commit(1);
    const [id] = await own.platform.store.catalog.idsOf('m3u', 'channel', ['k']);
    const location = async (url: string) => (await own.app.inject({ url })).headers['location'];
    expect(await location(`/live/${USER}/${String(id)}.ts`)).toBe('https://up.example/far.m3u8?k=1');
    expect(await location(`/timeshift/${USER}/60/${String(FIXTURE_NOW_MS / 1000 - 60)}/${String(id)}.ts`)).toContain('utc=');
    await own.close();
  });

  test('adult channels exist only for accounts that have them', async () => {
    const own = await openPlatformFixture();
    const session = await own.platform.store.imports.begin({ id: 'm3u', kind: 'm3u', name: 'x', fingerprint: '' });
    const row = { externalKey: 'x', number: 1001, name: 'X', logo: '', guideKey: '', isRadio: false, isAdult: true, archiveDays: 0, addedMs: 0, categoryKeys: [], catchup: null };
    await session.addChannels([{ ...row, media: { asset: '', upstreamUrl: 'https://up.example/x.ts', container: '' } }]);
    await session.commit(1);
    const [id] = await own.platform.store.catalog.idsOf('m3u', 'channel', ['x']);
    const list = await own.app.inject({ url: `/player_api.php?${LOGIN}&action=get_live_streams` });
    expect(list.json()).toHaveLength(3);
    const response = await own.app.inject({ url: `/live/${USER}/${String(id)}.ts` });
    expect([response.statusCode, response.headers['x-hearth-reason']]).toEqual([403, 'adult-not-allowed']);
    await own.close();
  });
});
