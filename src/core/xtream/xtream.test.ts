import { describe, expect, test } from '@jest/globals';
import {
  UTC_ZONE, accountError, apiStatusError, apiUrl, decodeBase64Text, episodeUrl, guideUrl, liveUrl, movieUrl, normaliseServer, panelStart, parseAccount, parseEpg, parseEpgByStream, parseLooseJson, parseSeriesInfo, parseVodInfo,
  playlistUrl, readAccountAnswer, splitProviderLink, timeshiftQueryUrl, timeshiftUrl, zoneOffsetMin, zoneToUtcMs,
} from '.';
import type { XtreamAccess } from '.';

const NOW = Date.UTC(2026, 7, 22, 18, 0);
const ACCESS: XtreamAccess = { server: 'http://h.example:8080', username: 'us er', password: 'p/w' };

describe('accounts', () => {
  const user = { auth: 1, status: 'Active', exp_date: String(NOW / 1000 + 1000), is_trial: '0', active_cons: '1', max_connections: '2', created_at: '1500000000', allowed_output_formats: ['m3u8', 'TS'], message: 'Hi', username: 'u', password: 'p' };
  const server = { url: 'http://panel.example:80/x', port: '8080', https_port: '443', server_protocol: 'http', timezone: 'Europe/London', timestamp_now: NOW / 1000, time_now: '2026-08-22 19:00:02' };

  test('a whole answer', () => {
    const account = parseAccount({ user_info: user, server_info: server }, 0);
    expect(account).toEqual({
      ok: true,
      value: {
        status: 'active', message: 'Hi', expiresAtMs: NOW + 1_000_000, createdAtMs: 1_500_000_000_000, isTrial: false, activeConnections: 1, maxConnections: 2, formats: ['m3u8', 'ts'],
        zone: { name: 'Europe/London', offsetMin: 60 }, serverTimeMs: NOW, server: { host: 'panel.example', port: '8080', httpsPort: '443', protocol: 'http' },
      },
    });
    expect(JSON.stringify(account)).not.toContain('password');
  });

  test.each<readonly [string, Readonly<Record<string, unknown>>, string]>([
    ['text auth', { auth: '1' }, 'active'], ['boolean auth', { auth: true }, 'active'], ['auth 0', { auth: 0 }, 'refused'], ['auth "0"', { auth: '0' }, 'refused'], ['auth false', { auth: false }, 'refused'],
    ['auth missing', { auth: undefined }, 'refused'], ['expired', { status: 'expired' }, 'expired'], ['auth 0 and Expired', { auth: 0, status: 'Expired' }, 'expired'], ['banned', { status: 'BANNED' }, 'disabled'], ['disabled', { status: 'Disabled' }, 'disabled'],
    ['active past its end', { exp_date: String(NOW / 1000 - 5) }, 'expired'], ['no end', { exp_date: null }, 'active'], ['end 0', { exp_date: 0 }, 'active'], ['end empty', { exp_date: '' }, 'active'], ['end negative', { exp_date: -1 }, 'active'],
    ['end as words', { exp_date: 'never' }, 'active'], ['end as integer', { exp_date: NOW / 1000 + 5 }, 'active'], ['odd status', { status: 'active ' }, 'active'],
  ])('%s', (_name, changes, status) => {
    const account = parseAccount({ user_info: { ...user, ...changes }, server_info: server }, NOW);
    expect(account.ok && account.value.status).toBe(status);
  });

  test('missing parts', () => {
    const account = parseAccount({ user_info: { auth: 1, status: 'Active', max_connections: 999999, allowed_output_formats: {} }, server_info: [] }, NOW);
    expect(account).toMatchObject({ ok: true, value: { status: 'active', maxConnections: 0, formats: ['ts'], zone: { name: 'UTC' }, expiresAtMs: 0 } });
    for (const odd of [null, [], 'x', 7, { user_info: [] }, {}]) expect(parseAccount(odd, NOW)).toMatchObject({ ok: false, error: { code: 'source.malformed' } });
    expect(parseAccount({ user_info: user }, NOW + 1_000_001)).toMatchObject({ ok: true, value: { status: 'expired' } });
  });

  test.each([
    [200, JSON.stringify({ user_info: user, server_info: server }), 'active'], [200, '{"user_info":{"auth":0,"message":"Bad"}}', 'refused'], [401, '{"error":"Invalid credentials"}', 'refused'], [403, '{"error":"x"}', 'refused'],
    [404, '<html><head><title>404 Not Found</title></head></html>', 'source.login-refused'], [200, '<html>Login</html>', 'source.html-answer'], [200, '', 'source.empty'], [200, 'nope', 'source.not-json'],
    [458, '', 'source.connection-limit'], [509, 'x', 'source.connection-limit'], [429, '', 'http.rate-limited'], [502, '<html>', 'http.server'], [454, '', 'source.login-refused'], [302, '', 'http.unexpected'], [200, '[]', 'source.malformed'],
  ])('status %i %j', (status, body, expected) => {
    const answer = readAccountAnswer(status, body, NOW);
    expect(answer.ok ? answer.value.status : answer.error.code).toBe(expected);
  });

  test('errors a person can be told, with the panel\'s words', () => {
    const account = parseAccount({ user_info: { auth: 0, message: 'Pay!' } }, NOW);
    if (!account.ok) throw account.error;
    expect(accountError(account.value)).toMatchObject({ code: 'source.login-refused', facts: { message: 'Pay!' } });
    expect(accountError({ ...account.value, status: 'active' })).toBeNull();
    expect(accountError({ ...account.value, status: 'expired' })?.code).toBe('source.expired');
    expect(accountError({ ...account.value, status: 'disabled' })?.code).toBe('source.disabled');
    expect(apiStatusError(204)).toBeNull();
  });
});

describe('loose JSON', () => {
  test.each<readonly [string, unknown]>([
    ['{"a":1}', { a: 1 }], ['\ufeff {"a":1}\n', { a: 1 }], ['<br /><b>Warning</b>: x [y] in {z}\n{"a":[1,2]}', { a: [1, 2] }], ['{"a":"x\ny\tz"}', { a: 'x\ny\tz' }], ['{"a":"say "hi" now","b":2}', { a: 'say "hi" now', b: 2 }],
    ['{"a":1,}', { a: 1 }], ['[1,2,]', [1, 2]], ['{"a":[{"b":1},{"b":2', { a: [{ b: 1 }, { b: 2 }] }], ['{"a":"\\u00e9\\n\\/\\x","b":', { a: 'é\n/x' }], ['<br />Warning: x\n[]', []], ['{"a":1} trailing', { a: 1 }], ['{"a":"cut', { a: 'cut' }],
    ['{"__proto__":{"x":1},"a":1,', { a: 1 }], ['[]', []], ['"text"', 'text'],
  ])('%j', (text, value) => {
    const read = parseLooseJson(text);
    expect(read.ok && read.value.value).toEqual(value);
  });

  test.each([['', 'source.empty'], ['<html>', 'source.html-answer'], ['hello', 'source.not-json'], ['Cannot use [] here', 'source.not-json'], ['{', 'source.not-json'], ['{"a":tru', 'source.not-json']])('%j fails', (text, code) => {
    expect(parseLooseJson(text)).toMatchObject({ ok: false, error: { code } });
  });

  test('deep nesting and endless texts end', () => {
    for (const text of ['{"a":'.repeat(100_000), '['.repeat(100_000), `{"a":"${'" '.repeat(100_000)}`, '[{"'.repeat(50_000)]) expect(typeof parseLooseJson(text).ok).toBe('boolean');
  });
});

describe('addresses', () => {
  test('are built with escaped credentials', () => {
    expect(apiUrl(ACCESS)).toBe('http://h.example:8080/player_api.php?username=us%20er&password=p%2Fw');
    expect(apiUrl(ACCESS, 'get_short_epg', { stream_id: '5', limit: 4 })).toContain('&action=get_short_epg&stream_id=5&limit=4');
    expect(guideUrl(ACCESS)).toContain('/xmltv.php?username=');
    expect(playlistUrl(ACCESS, 'ts')).toContain('/get.php?username=us%20er&password=p%2Fw&type=m3u_plus&output=ts');
    expect(liveUrl(ACCESS, '7', 'm3u8')).toBe('http://h.example:8080/live/us%20er/p%2Fw/7.m3u8');
    expect(movieUrl(ACCESS, '7', '')).toBe('http://h.example:8080/movie/us%20er/p%2Fw/7.mp4');
    expect(episodeUrl(ACCESS, '7', 'mkv')).toBe('http://h.example:8080/series/us%20er/p%2Fw/7.mkv');
  });

  test('catch-up in both forms, on the panel\'s clock', () => {
    const range = { startMs: NOW, durationMs: 61 * 60_000 + 1 };
    expect(timeshiftUrl(ACCESS, '7', range, { name: 'Europe/Berlin', offsetMin: null }, 'ts')).toBe('http://h.example:8080/timeshift/us%20er/p%2Fw/62/2026-08-22:20-00/7.ts');
    expect(timeshiftQueryUrl(ACCESS, '7', range, UTC_ZONE, 'm3u8')).toBe('http://h.example:8080/streaming/timeshift.php?username=us%20er&password=p%2Fw&stream=7&start=2026-08-22:18-00&duration=62&extension=m3u8');
    expect(timeshiftQueryUrl(ACCESS, '7', { startMs: NOW, durationMs: 0 }, UTC_ZONE, 'ts')).toContain('&duration=1');
  });

  test.each([
    ['http://h:8080/get.php?username=u&password=p&type=m3u_plus&output=ts', { server: 'http://h:8080', username: 'u', password: 'p', output: 'ts' }],
    ['  https://H.Example/sub/player_api.php?password=p%20w&username=u+v ', { server: 'https://h.example/sub', username: 'u v', password: 'p w', output: '' }],
    ['h:25461/xmltv.php?username=u&amp;password=100%', { server: 'http://h:25461', username: 'u', password: '100%', output: '' }],
    ['http://h/live/u/p/12.m3u8', { server: 'http://h', username: 'u', password: 'p', output: 'm3u8' }],
    ['http://h/get.php?username=&password=p', null], ['http://h/list.m3u', null], ['', null], ['http:///get.php?username=u&password=p', null],
  ])('pasted link %j', (text, expected) => {
    expect(splitProviderLink(text)).toEqual(expected);
  });

  test.each([
    ['h.example', 'http://h.example'], ['h:8080/', 'http://h:8080'], ['HTTPS://Host/Path/', 'https://host/Path'], ['http://h/player_api.php', 'http://h'], ['http://u:p@h/get.php?x=1', 'http://h'], ['[::1]:80', 'http://[::1]:80'],
    ['', null], ['http://', null], ['ftp://h', null], ['h:port', null], ['not a host at all?', 'http://notahostatall'],
  ])('server %j', (text, expected) => {
    expect(normaliseServer(text)).toBe(expected);
  });
});

describe('zones', () => {
  test('summer and winter, by name, else by the two clocks, else UTC', () => {
    const berlin = { name: 'Europe/Berlin', offsetMin: null };
    expect([zoneOffsetMin(berlin, Date.UTC(2026, 6, 1)), zoneOffsetMin(berlin, Date.UTC(2026, 0, 1))]).toEqual([120, 60]);
    expect(zoneOffsetMin({ name: 'Asia/Kolkata', offsetMin: null }, NOW)).toBe(330);
    expect(zoneOffsetMin({ name: 'No/Where', offsetMin: -150 }, NOW)).toBe(-150);
    expect(zoneOffsetMin({ name: 'No/Where', offsetMin: null }, NOW)).toBe(0);
    expect(panelStart({ name: 'America/New_York', offsetMin: null }, NOW)).toBe('2026-08-22:14-00');
  });

  test('wall clocks become moments, also beside a clock change', () => {
    const berlin = { name: 'Europe/Berlin', offsetMin: null };
    for (const utc of [NOW, Date.UTC(2026, 9, 25, 3), Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 2, 29, 0, 59), Date.UTC(2026, 11, 31, 23, 30)]) {
      expect(zoneToUtcMs(berlin, utc + zoneOffsetMin(berlin, utc) * 60_000)).toBe(utc);
    }
  });
});

describe('details', () => {
  test('a film', () => {
    expect(
      parseVodInfo({
        info: {
          name: 'F', plot: 'P', cast: 'A, B', director: 'D', genre: 'X / Y', releasedate: '1999-01-02', rating: '7.8', duration: '01:35:10', duration_secs: '5710', movie_image: 'http://i/p.jpg', backdrop_path: ['http://i/b.jpg'],
          youtube_trailer: 'dQw4w9WgXcQ', tmdb_id: 5, video: { width: 1920, height: 800, color_transfer: 'smpte2084' }, audio: { channels: 6 },
        },
        movie_data: { stream_id: 77, container_extension: 'MKV', added: '1600000000', name: 'Film' },
      }),
    ).toEqual({
      name: 'Film', plot: 'P', cast: [{ name: 'A', role: '', picture: '' }, { name: 'B', role: '', picture: '' }], directors: ['D'], genres: ['X', 'Y'], year: 1999, rating: 7.8, durationMs: 5_710_000, poster: 'http://i/p.jpg',
      backdrop: 'http://i/b.jpg', trailerUrl: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ', tmdbId: '5', badges: ['1080p', 'HDR', '5.1'], streamId: '77', container: 'mkv', addedMs: 1_600_000_000_000,
    });
  });

  test.each([[{ info: [] }], [{ info: [], movie_data: [] }], [[]], [null], [{ info: { video: [], audio: [], backdrop_path: null, rating: 'N/A', duration: 'soon' } }]])('a film nobody knows: %j', (value) => {
    expect(parseVodInfo(value)).toMatchObject({ name: '', plot: '', cast: [], year: 0, rating: 0, durationMs: 0, backdrop: '', badges: [], container: '' });
  });

  const episode = (id: unknown, number: unknown, extra: object = {}): object => ({ id, episode_num: number, title: `T${String(number)}`, container_extension: 'mp4', info: [], ...extra });

  test.each([
    ['an object by season', { '1': [episode('11', 1), episode('12', '2')], '2': [episode(21, 1)] }], ['arrays of arrays', [[episode('11', 1), episode('12', 2)], [episode('21', 1)]]],
    ['objects of objects', { '1': { '0': episode('12', 2), '1': episode('11', 1) }, '2': { '5': episode('21', 1) } }], ['a flat list', [episode('11', 1, { season: 1 }), episode('12', 2, { season: '1' }), episode('21', 1, { season: 2 })]],
  ])('episodes as %s', (_name, episodes) => {
    const info = parseSeriesInfo({ seasons: [{ season_number: 2, name: 'Second', cover: 'http://i/2.jpg', air_date: null }], info: { name: 'S' }, episodes });
    expect(info.seasons.map((season) => [season.number, season.name, season.episodes.map((found) => found.id)])).toEqual([[1, '', ['11', '12']], [2, 'Second', ['21']]]);
  });

  test('an episode, specials last, broken ones left out', () => {
    const info = parseSeriesInfo({
      episodes: {
        '0': [episode(1, 1)],
        '1': [{ id: 5, episode_num: 3, season: 1, title: 'E', container_extension: 'MKV', added: '', info: { plot: 'P', duration_secs: 60, movie_image: 'http://i/s.jpg', video: { height: 2160 } } }, { title: 'no id' }, null, 7],
      },
    });
    expect(info.seasons.map((season) => season.number)).toEqual([1, 0]);
    expect(info.seasons[0]?.episodes).toEqual([{ id: '5', season: 1, number: 3, name: 'E', plot: 'P', still: 'http://i/s.jpg', durationMs: 60_000, container: 'mkv', addedMs: 0, badges: ['4K'] }]);
  });

  test.each([[[]], [{}], [null], [{ episodes: [], info: [], seasons: null }], ['x']])('a series nobody knows: %j', (value) => {
    expect(parseSeriesInfo(value).seasons).toEqual([]);
  });
});

describe('guide rows', () => {
  const encode = (text: string): string => Buffer.from(text).toString('base64');

  test('base64, timestamps before strings, both spellings of the end', () => {
    const berlin = { name: 'Europe/Berlin', offsetMin: null };
    const rows = parseEpg(
      {
        epg_listings: [
          { title: encode('Zweite ü'), description: encode('D'), start: '2026-08-22 99:99:99', end: 'x', start_timestamp: String(NOW / 1000 + 3600), stop_timestamp: NOW / 1000 + 7200, has_archive: '1' },
          { title: encode('Erste'), description: '', start: '2026-08-22 20:00:00', end: '2026-08-22 21:00:00' },
          { title: encode('Fork'), description: '', start: '2026-08-22 23:00:00', stop: '2026-08-23 00:00:00', end: NOW / 1000 + 1 },
          { title: encode('Double'), start: '2026-08-22 20:00:00' }, { title: 'no time' }, null,
        ],
      },
      berlin,
    );
    expect(rows).toEqual([
      { title: 'Erste', description: '', startMs: NOW, stopMs: NOW + 3_600_000, hasArchive: false }, { title: 'Zweite ü', description: 'D', startMs: NOW + 3_600_000, stopMs: NOW + 7_200_000, hasArchive: true },
      { title: 'Fork', description: '', startMs: NOW + 3 * 3_600_000, stopMs: NOW + 4 * 3_600_000, hasArchive: false },
    ]);
  });

  test('bare lists, integer times, ends before starts', () => {
    expect(parseEpg([{ title: 'Plain title', start: NOW / 1000, end: NOW / 1000 - 5 }], UTC_ZONE)).toEqual([{ title: 'Plain title', description: '', startMs: NOW, stopMs: 0, hasArchive: false }]);
    for (const odd of [null, [], {}, { epg_listings: [] }, { epg_listings: {} }, 'x']) expect(parseEpg(odd, UTC_ZONE)).toEqual([]);
  });

  test.each<readonly [string, unknown]>([
    ['an object of lists by stream', { 5: [{ title: 'A', start: NOW / 1000 }], 7: [{ title: 'B', start: NOW / 1000 }], 9: [] }],
    ['an object of answers by stream', { 5: { epg_listings: [{ title: 'A', start: NOW / 1000 }] }, 7: { epg_listings: { 0: { title: 'B', start: NOW / 1000 } } }, 9: { epg_listings: [] } }],
    ['lists by stream under epg_listings', { epg_listings: { 5: [{ title: 'A', start: NOW / 1000 }], 7: [{ title: 'B', start: NOW / 1000 }] } }],
    ['one list of rows that name their stream', { epg_listings: [{ stream_id: 5, title: 'A', start: NOW / 1000 }, { stream_id: '7', title: 'B', start: NOW / 1000 }, { title: 'nobody', start: NOW / 1000 }] }],
    ['the same bare', [{ channel_id: '5', title: 'A', start: NOW / 1000 }, { channel_id: '7', title: 'B', start: NOW / 1000 }]],
  ])('several streams: %s', (_name, value) => {
    const found = parseEpgByStream(value, UTC_ZONE);
    expect(Array.from(found.keys())).toEqual(['5', '7']);
    expect([found.get('5')?.map((row) => row.title), found.get('7')?.map((row) => row.title)]).toEqual([['A'], ['B']]);
  });

  test('several streams: nothing usable', () => {
    for (const odd of [null, [], {}, 'x', { epg_listings: [] }, { 5: null }, [null]]) expect(parseEpgByStream(odd, UTC_ZONE).size).toBe(0);
  });

  test.each([
    [encode('News'), 'News'], ['A', 'A'], ['Sport', 'Sport'], [encode('ثمانية'), 'ثمانية'], ['News', 'News'], ['Sports', 'Sports'], ['Evening News at 8', 'Evening News at 8'], ['', ''], ['QUJD\nREVG', 'ABCDEF'], ['5ì,', '5ì,'], [encode('ab').replace(/=+$/, ''), 'ab'], ['Tagesschau', 'Tagesschau'],
  ])('base64 %j', (text, expected) => {
    expect(decodeBase64Text(text)).toBe(expected);
  });
});
