import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import {
  asksForDevice, buildPortalRequest, createPortalGuideReader, deriveDevice, fileCommand, findMac, isPortalAddress, judgePortalAnswer, normaliseMac, pictureAddress,
  portalDateMs, portalEndpoints, portalRoot, profileCall, readGreeting, readPlayLink, readParts, readPortalAccount, readPortalCategories, readProfile, readShortGuide,
  readStoredCommand, readTitles, storedCommand,
} from '.';
import type { PortalProgramme } from '.';

const MAC = '00:1A:79:3C:5E:70';

describe('MAC addresses', () => {
  test.each([
    ['00:1a:79:3c:5e:70', MAC], ['00-1A-79-3C-5E-70', MAC], ['001A.793C.5E70', MAC], [' 001a793c5e70 ', MAC], ['3C5E70', MAC], ['3c:5e:70', MAC], ['00 1A 79 3C 5E 70', MAC],
    ['', null], ['00:1A:79', null], ['00:1A:79:', null], ['00:1A:79:3C:5E', null], ['00:1A:79:3C:5E:7G', null], ['00:1A:79:3C:5E:70:11', null],
  ])('%j', (text, expected) => {
    expect(normaliseMac(text)).toBe(expected);
  });

  test.each([
    [`Portal http://h.example:8080/c/ MAC: ${MAC} enjoy`, MAC], ['mac=00%3A1A%3A79%3A3C%3A5E%3A70&x', MAC], ['no address', ''], ['a1b2c3d4e5f60718293a', ''],
  ])('in a message: %s', (text, expected) => {
    expect(findMac(text)).toBe(expected);
  });
});

describe('addresses', () => {
  test.each([
    ['http://h.example:8080/c/', true], ['h.example/c', true], ['http://h.example/c/index.html', true], ['http://h.example/portal.php?type=stb', true], ['http://h.example/stalker_portal/c/', true],
    ['http://h.example/stalker_portal', true], ['http://h.example/x/server/load.php', true], ['http://h.example', false], ['http://h.example/player_api.php', false], ['http://h.example/music', false],
    ['http://h.example/c/list.m3u', false],
  ])('%s', (text, expected) => {
    expect(isPortalAddress(text)).toBe(expected);
  });

  test.each([
    ['h.example:8080/c/', ['http://h.example:8080/portal.php', 'http://h.example:8080/server/load.php', 'http://h.example:8080/stalker_portal/server/load.php']],
    ['http://h.example/portal.php?type=stb', ['http://h.example/portal.php', 'http://h.example/server/load.php', 'http://h.example/stalker_portal/server/load.php']],
    ['https://H.example/stalker_portal/c/index.html', [
      'https://h.example/stalker_portal/server/load.php', 'https://h.example/stalker_portal/portal.php', 'https://h.example/portal.php', 'https://h.example/server/load.php',
    ]],
    ['http://h.example/tv/server/load.php', [
      'http://h.example/tv/server/load.php', 'http://h.example/tv/portal.php', 'http://h.example/tv/stalker_portal/server/load.php', 'http://h.example/portal.php', 'http://h.example/server/load.php',
      'http://h.example/stalker_portal/server/load.php',
    ]],
    ['http://h.example/c/portal.php', ['http://h.example/c/portal.php', 'http://h.example/portal.php', 'http://h.example/server/load.php', 'http://h.example/stalker_portal/server/load.php']],
    ['', []],
  ])('%s', (text, expected) => {
    expect(portalEndpoints(text)).toEqual(expected);
  });

  test('pictures', () => {
    const root = portalRoot('http://h.example/stalker_portal/server/load.php');
    const of = (text: string): string => pictureAddress(text, root, 'misc/logos/320/');
    expect(['5.png', '/shots/1.jpg', 'screenshots/9.jpg', '//cdn.example/a.png', 'https://cdn.example/a.png', '', '0', 'no picture.png', 'data:image/png;base64,x'].map(of)).toEqual([
      'http://h.example/stalker_portal/misc/logos/320/5.png', 'http://h.example/shots/1.jpg', 'http://h.example/stalker_portal/screenshots/9.jpg', 'http://cdn.example/a.png', 'https://cdn.example/a.png',
      '', '', '', '',
    ]);
  });
});

describe('the box', () => {
  test('its numbers are the same for ever', () => {
    const sha = (text: string): string => createHash('sha256').update(text).digest('hex').toUpperCase();
    const device = deriveDevice(MAC);
    expect(device).toEqual({ serial: sha(`serial ${MAC}`).slice(0, 13), deviceId: sha(MAC), deviceId2: sha(device.serial), signature: sha(device.serial + MAC) });
    // Portals in the field are tied to these: a change here locks viewers out.
    expect([device.serial, device.deviceId.slice(0, 16)]).toEqual(['30B02807708A6', '0DBF331C0A8558C6']);
  });

  test('a call: cookie, agent, token, and the MAC in the query', () => {
    const { url, headers } = buildPortalRequest({ endpoint: 'http://h.example/portal.php', mac: MAC, token: 'T1' }, { type: 'itv', action: 'create_link', cmd: 'ffmpeg http://x/a b' });
    expect(url).toBe('http://h.example/portal.php?type=itv&action=create_link&cmd=ffmpeg%20http%3A%2F%2Fx%2Fa%20b&mac=00%3A1A%3A79%3A3C%3A5E%3A70&JsHttpRequest=1-xml');
    expect(headers).toMatchObject({
      cookie: 'mac=00%3A1A%3A79%3A3C%3A5E%3A70; stb_lang=en; timezone=GMT', authorization: 'Bearer T1', referer: 'http://h.example/c/', 'x-user-agent': 'Model: MAG250; Link: WiFi',
    });
    expect(buildPortalRequest({ endpoint: 'http://h.example/portal.php', mac: MAC, token: '' }, { type: 'stb', action: 'handshake' }).headers).not.toHaveProperty('authorization');
    const call = profileCall({ mac: MAC, device: deriveDevice(MAC), nonce: 'n', isTokenInvalid: false, isSecondStep: true, nowMs: 5000 });
    expect(call).toMatchObject({ auth_second_step: 1, timestamp: 5, sn: deriveDevice(MAC).serial, not_valid_token: 0 });
  });
});

describe('answers', () => {
  const kindOf = (status: number, body: string): string => {
    const answer = judgePortalAnswer(status, body);
    return answer.kind === 'failed' ? answer.error.code : answer.kind;
  };
  test.each([
    ['an answer', 200, '{"js":{"token":"a"}}', 'js'], ['text before it', 200, 'Notice: x in /var/a.php on line 3\n{"js":[]}', 'js'], ['cut', 200, '{"js":{"token":"a"', 'js'],
    ['no token any more', 200, 'Authorization failed.', 'refused'], ['the same, dressed', 200, '{"js":{"error":"Authorization failed."}}', 'refused'], ['without a MAC', 200, 'Unauthorized request.', 'refused'],
    ['identification', 200, 'Identification failed', 'refused'], ['cut off', 200, 'Access denied.', 'denied'], ['401', 401, '', 'refused'], ['401 and a sentence', 401, 'Authorization failed.', 'refused'],
    ['a filter', 403, '<html><title>Attention Required!', 'http.forbidden'], ['a web server', 404, '<html>nginx', 'http.not-found'], ['a page', 200, '<!DOCTYPE html><p>Access denied', 'source.html-answer'],
    ['busy', 429, '', 'http.rate-limited'], ['in trouble', 502, 'bad gateway', 'http.server'], ['nothing', 200, '', 'source.empty'], ['something else', 200, '{"user_info":{}}', 'source.malformed'],
    ['words', 200, 'It works', 'source.not-json'], ['no tariff', 401, '{"status":"ERROR","error":{"code":490}}', 'source.disabled'], ['wrong password', 500, '{"code":489}', 'source.login-refused'],
    ['rows that speak of authorization', 200, '{"js":{"name":"x","descr":"Authorization failed","a":1,"b":2}}', 'js'],
  ])('%s', (_name, status, body, expected) => {
    expect(kindOf(status, body)).toBe(expected);
  });

  test.each([
    [{ status: 0 }, 'ready', false], [{ status: '0', blocked: '0' }, 'ready', false], [[], 'ready', false], [null, 'ready', false], [{ status: '2' }, 'login', false], [{ status: 1 }, 'unknown', false],
    [{ status: 1, msg: 'device conflict - device_id mismatch', block_msg: 'Your STB is damaged.<br/> Call the provider.' }, 'conflict', true],
    [{ status: 0, blocked: '1', msg: '' }, 'blocked', false], [{ status: 1, msg: 'Old firmware, missing metrics or hash' }, 'blocked', true], [{ status: 1, block_msg: 'Your STB is blocked.' }, 'blocked', false],
  ] as const)('profile %j', (js, standing, asks) => {
    const profile = readProfile(js);
    expect([profile.standing, asksForDevice(profile)]).toEqual([standing, asks]);
    expect(profile.message).not.toContain('<');
  });

  test('signs of life, tokens, account', () => {
    expect([{}, { watchdog_timeout: 30_000 }, { watchdog_timeout: '60' }, { watchdog_timeout: 1 }, { watchdog_timeout: 'x' }].map((js) => readProfile(js).watchdogMs)).toEqual([120_000, 30_000, 60_000, 20_000, 120_000]);
    expect([readGreeting({ token: 'T', random: 'r', not_valid: 1 }), readGreeting([])]).toEqual([{ token: 'T', nonce: 'r', isTokenInvalid: true }, { token: '', nonce: '', isTokenInvalid: false }]);
    expect(readPortalAccount({ fname: 'Ingrid', phone: 'January 31, 2027, 11:59 pm', tariff_plan: 'All' })).toEqual({ name: 'Ingrid', expiresAtMs: Date.UTC(2027, 0, 31, 23, 59), tariff: 'All', isTold: true });
    expect(readPortalAccount({ phone: '0043123456789', end_date: '2027-03-01 (30 days)' }).expiresAtMs).toBe(Date.UTC(2027, 2, 1));
  });

  test.each([
    ['2027-01-31 23:59:59', Date.UTC(2027, 0, 31, 23, 59)], ['31.01.2027', Date.UTC(2027, 0, 31)], ['1830384000', Date.UTC(2028, 0, 2)], [1_830_384_000_000, Date.UTC(2028, 0, 2)], ['March 3, 2027, 12:00 am', Date.UTC(2027, 2, 3)],
    ['Unlimited', 0], ['0000-00-00 00:00:00', 0], ['', 0], [null, 0], ['436641234567', 0], ['+43 664 123', 0],
  ])('date %j', (value, expected) => {
    expect(portalDateMs(value)).toBe(expected);
  });

  test('genres', () => {
    const list = [{ id: '*', title: 'All' }, { id: '1', title: 'News', censored: 0 }, { id: 2, title: 'For adults' }, { id: '3', title: 'Late', censored: '1' }, null, { id: '' }, { id: '9' }];
    const expected = [{ id: '1', name: 'News', isCensored: false }, { id: '2', name: 'For adults', isCensored: true }, { id: '3', name: 'Late', isCensored: true }];
    expect(readPortalCategories(list)).toEqual(expected);
    expect(readPortalCategories({ data: Object.fromEntries(list.entries()) })).toEqual(expected);
    expect(readPortalCategories('nothing')).toEqual([]);
  });
});

describe('commands and links', () => {
  const context = { endpoint: 'http://h.example:88/portal.php', cmd: 'ffmpeg http://localhost/ch/17_', nativeId: '5' };
  test.each<readonly [string, unknown, string]>([
    ['a player before it', { cmd: 'ffmpeg http://s.example/17.ts?t=1 position:0' }, 'http://s.example/17.ts?t=1'], ['another', { cmd: 'ffrt4 http://s.example/a' }, 'http://s.example/a'],
    ['a player as scheme', { cmd: 'ffrt4://s.example/a.m3u8' }, 'http://s.example/a.m3u8'], ['auto', { cmd: 'auto https://s.example/v.mp4' }, 'https://s.example/v.mp4'], ['bare', 'http://s.example/a', 'http://s.example/a'],
    ['advertisements before it', [{ cmd: 'http://ad.example/1', is_advert: true }, { cmd: 'http://ad.example/2', media_type: 'vclub_ad' }, { id: 1, cmd: 'ffmpeg http://s.example/f.mkv' }], 'http://s.example/f.mkv'],
    ['localhost is the portal', { cmd: 'ffmpeg http://localhost:1234/ch/abc' }, 'http://h.example:88/ch/abc'], ['a path', { cmd: '/vod/1.mp4' }, 'http://h.example:88/vod/1.mp4'],
    ['the stream forgotten', { cmd: 'ffmpeg http://s.example/play/live.php?mac=M&stream=&extension=ts&play_token=x' }, 'http://s.example/play/live.php?mac=M&stream=17&extension=ts&play_token=x'],
  ])('%s', (_name, js, expected) => {
    const link = readPlayLink(js, context);
    expect(link.ok ? link.value.url : link.error.code).toBe(expected);
  });

  test.each([
    [{ error: 'limit', cmd: '' }, 'source.connection-limit'], [{ error: 'nothing_to_play' }, 'media.not-found'], [{ error: 'link_fault' }, 'media.unreachable'], [{ error: 'access_denied' }, 'media.refused'],
    [null, 'media.not-found'], [[], 'media.not-found'], [{ cmd: 'udp://239.0.0.1:1234' }, 'media.unsupported'], [{ cmd: 'ffmpeg ' }, 'media.unsupported'],
  ])('%j', (js, code) => {
    const link = readPlayLink(js, context);
    expect(link.ok ? link.value.url : link.error.code).toBe(code);
  });

  test('containers and subtitles', () => {
    const link = readPlayLink({ cmd: 'http://s.example/play/live.php?extension=ts', subtitles: [{ file: '/s/1.srt', lang: 'en' }, { file: '' }] }, context);
    expect(link.ok && link.value).toMatchObject({ container: 'ts', subtitles: [{ url: 'http://h.example:88/s/1.srt', language: 'en' }] });
  });

  test('kept commands', () => {
    expect([readStoredCommand(storedCommand('/media/1.mpg')), readStoredCommand('http://s.example/a'), readStoredCommand(storedCommand(''))]).toEqual([
      { kind: 'ask', cmd: '/media/1.mpg' }, { kind: 'direct', url: 'http://s.example/a' }, { kind: 'none' },
    ]);
    expect([fileCommand({ data: [{ id: '7', is_file: 1 }] }), fileCommand([{ id: '7', cmd: '/media/file_7.mpg' }]), fileCommand([])]).toEqual(['/media/file_7.mpg', '/media/file_7.mpg', '']);
  });
});

describe('programmes', () => {
  const rows = [
    { id: '2', ch_id: '5', name: 'Later', start_timestamp: '2000', stop_timestamp: 3000 }, { id: 1, ch_id: 5, name: 'Now', time: '1970-01-01 00:16:40', descr: 'D', start_timestamp: 1000, stop_timestamp: '2000', mark_archive: '1' },
    { name: 'no time' }, { start_timestamp: 5000 }, null,
  ];
  test('short: in order, without doubles', () => {
    const read = readShortGuide({ data: rows.concat(rows) });
    expect(read.map(({ title, startMs, stopMs, archiveId }) => [title, startMs, stopMs, archiveId])).toEqual([['Now', 1_000_000, 2_000_000, '1'], ['Later', 2_000_000, 3_000_000, '']]);
    expect([readShortGuide(rows).length, readShortGuide(null), readShortGuide({ 0: rows[0] }).length]).toEqual([2, [], 1]);
    expect(readShortGuide([{ name: 'Local', time: '2026-11-24 20:00:00', time_to: '2026-11-24 20:30:00' }])[0]).toMatchObject({ startMs: Date.UTC(2026, 10, 24, 20), stopMs: Date.UTC(2026, 10, 24, 20, 30) });
  });

  test.each([1, 7, 1000])('of all channels, in chunks of %i: only the wanted', (size) => {
    const bytes = new TextEncoder().encode(JSON.stringify({ js: { data: { 5: rows.slice(0, 2), 6: [{ ch_id: 6, name: 'Other', start_timestamp: 1 }] } } }));
    const found: PortalProgramme[] = [];
    const reader = createPortalGuideReader((id) => id === '5', (programme) => found.push(programme));
    for (let at = 0; at < bytes.length; at += size) reader.push(bytes.slice(at, at + size));
    expect([reader.end().isCut, found.map((each) => each.title), reader.programmes]).toEqual([false, ['Later', 'Now'], 2]);
  });
});

test('titles and their parts', () => {
  const season = { id: '9:1', name: 'Season 1', series: ['2', 1, 1, 'x'], cmd: 'eyJ', screenshot_uri: 'http://p/1.jpg' };
  expect(readParts({ total_items: '3', data: [season, { id: '4', is_season: 1, season_number: '2', name: 'II' }, { id: 5, is_episode: true, series_number: 3, name: 'Ice Road', time: '45' }] })).toMatchObject({
    totalItems: 3,
    rows: [{ id: '9:1', kind: 'other', number: 1, episodes: [1, 2], cmd: 'eyJ', still: 'http://p/1.jpg' }, { kind: 'season', number: 2 }, { id: '5', kind: 'episode', number: 3 }],
  });
  expect(readTitles([{ id: 1, name: 'Kestrel', director: 'A, B', actors: 'Mira, Idris', time: 95, series: [] }]).rows[0]).toMatchObject({
    directors: ['A', 'B'], cast: [{ name: 'Mira' }, { name: 'Idris' }], durationMs: 5_700_000, episodes: [],
  });
  expect([readParts(null).rows, readTitles('x').rows]).toEqual([[], []]);
});
