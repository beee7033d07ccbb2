import { describe, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '#core/base';
import {
  AttemptLimiter, formatUserCode, parseCatchupDuration, parseCatchupStart, parseUserCode, PathSigner, randomLetters, readablePassword,
  ServerKeys, upstreamArchiveUrl, upstreamForm, upstreamLiveUrl, USER_CODE_LETTERS,
} from './index';
import type { ChannelRow, UpstreamCatchup } from '#server/store';
import { isPassword } from './passwords';
import { newUserCode } from './user-code';

const NOW = 1_800_000_000_000;

describe('signed paths', () => {
  let nowMs = NOW;
  const signer = new PathSigner(new ServerKeys(new Uint8Array(32).fill(1)), () => nowMs);
  const take = (url: string): [string, string] => {
    const [, token = '', path = ''] = /^\/s\/([^/]+)\/(.*)$/.exec(url) ?? [];
    return [token, path];
  };

  test('cover their first two segments until they expire', () => {
    nowMs = NOW;
    const [token, path] = take(signer.sign('live/nord-1/index.m3u8', NOW + HOUR_MS));
    expect(path).toBe('live/nord-1/index.m3u8');
    for (const good of [path, `/${path}`, 'live/nord-1/video/720/12.ts', 'live/nord-1', `${path}?x=1`]) expect(signer.verify(token, good)).toBe(true);
    for (const bad of ['live/nord-2/index.m3u8', 'archive/nord-1/1/2/index.m3u8', 'live/nord-1x/index.m3u8', 'live', '', 'live/../live/nord-1']) {
      expect(signer.verify(token, bad)).toBe(false);
    }
    nowMs = NOW + HOUR_MS - 1;
    expect(signer.verify(token, path)).toBe(true);
    nowMs = NOW + HOUR_MS + 1000;
    expect(signer.verify(token, path)).toBe(false);
  });

  test('nothing of a token can be changed, and other keys refuse it', () => {
    nowMs = NOW;
    const [token, path] = take(signer.sign('vod/salt/file.mp4', NOW + HOUR_MS));
    const [expiry = '', nonce = '', signature = ''] = token.split('.');
    const later = (parseInt(expiry, 36) + 1000).toString(36);
    for (const bad of [`${later}.${nonce}.${signature}`, `${expiry}.x${nonce}.${signature}`, `${expiry}.${nonce}.`, `${token}.x`, '', '..', `${expiry}.${nonce}.${signature.slice(1)}`]) {
      expect(signer.verify(bad, path)).toBe(false);
    }
    const other = new PathSigner(new ServerKeys(new Uint8Array(32).fill(2)), () => nowMs);
    expect(other.verify(token, path)).toBe(false);
  });
});

describe('catch-up times', () => {
  const at = Date.UTC(2026, 2, 29, 1, 5);
  test.each([
    ['2026-03-29:01-05', at], ['2026-03-29:01-05-30', at + 30_000], ['2026-03-29_01-05', at], ['2026-03-29:01:05', at], ['2026-03-29:01:05:30', at + 30_000],
    ['2026-03-29 01:05', at], ['2026-03-29T01:05:00Z', at], ['2026-03-29T01:05:00.123Z', at], ['2026-03-29T03:05:00+02:00', at], ['2026-03-29T00:35:00-0030', at],
    ['20260329-01', Date.UTC(2026, 2, 29, 1)], ['1774746300', 1_774_746_300_000], ['1774746300000', 1_774_746_300_000], [' 2026-03-29:01-05 ', at],
  ])('%s', (text, expected) => {
    expect(parseCatchupStart(text)).toBe(expected);
  });

  test.each(['', 'yesterday', '2026-13-01:00-00', '2026-02-30:00-00', '2026-01-01:24-00', '2026-01-01:00-60', '12345', '2026-01-01:00-00;drop', '-1774746300'])(
    'refuses "%s"',
    (text) => {
      expect(parseCatchupStart(text)).toBeNull();
    },
  );

  test.each([['60', HOUR_MS], ['999', 999 * 60_000], ['1000', 1_000_000], ['3600', HOUR_MS], ['1.5', 90_000], ['0', null], ['-5', null], ['', null], ['1h', null]])(
    'duration "%s"',
    (text, expected) => {
      expect(parseCatchupDuration(text)).toBe(expected);
    },
  );
});

describe('codes and secrets', () => {
  test('user codes have the right letters and read back however they are typed', () => {
    for (let round = 0; round < 50; round += 1) {
      const code = newUserCode();
      expect(code).toMatch(new RegExp(`^[${USER_CODE_LETTERS}]{8}$`));
      expect(parseUserCode(` ${formatUserCode(code).toLowerCase().split('').join(' ')}.`)).toBe(code);
    }
    for (const typed of ['', 'BCDF', 'BCDFGHJKL', 'ABCDEFGH', 'BCDFGHJ1', 'ÄBCDFGHJ']) expect(parseUserCode(typed)).toBeNull();
  });

  test('random letters use the whole alphabet', () => {
    expect(new Set(randomLetters('abc', 400))).toEqual(new Set(['a', 'b', 'c']));
    expect(readablePassword(3)).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
  });

  test('nobody signs in without an account, with nothing, or with a novel', async () => {
    expect(await isPassword(null, 'x')).toBe(false);
    expect(await isPassword('not a hash we look at', '')).toBe(false);
    expect(await isPassword('not a hash we look at', 'x'.repeat(257))).toBe(false);
  });

  test('keys of different purposes never fit each other', () => {
    const keys = new ServerKeys(new Uint8Array(32).fill(1));
    expect(keys.isSigned('access', 'x', keys.sign('access', 'x'))).toBe(true);
    expect(keys.isSigned('media', 'x', keys.sign('access', 'x'))).toBe(false);
  });
});

describe('attempt limiter', () => {
  test('counts per key and window, and forgives', () => {
    let nowMs = 0;
    const limiter = new AttemptLimiter({ attempts: 2, windowMs: 100 }, () => nowMs);
    limiter.count('a');
    expect(limiter.isExhausted('a')).toBe(false);
    limiter.count('a');
    expect([limiter.isExhausted('a'), limiter.isExhausted('b')]).toEqual([true, false]);
    nowMs = 100;
    expect(limiter.isExhausted('a')).toBe(false);
  });

  test('does not grow without end', () => {
    const limiter = new AttemptLimiter({ attempts: 1, windowMs: DAY_MS }, () => 0);
    for (let key = 0; key < 10_001; key += 1) limiter.count(String(key));
    expect([limiter.isExhausted('0'), limiter.isExhausted('1'), limiter.isExhausted('10000')]).toEqual([false, true, true]);
  });
});

describe('addresses of imported channels', () => {
  const channel = (upstreamUrl: string, catchup: Partial<UpstreamCatchup> | null): ChannelRow => ({
    id: 1, number: 1, name: 'x', logo: '', categoryIds: [], guideKey: '', isRadio: false, isAdult: false, archiveDays: 3, addedMs: 0,
    media: { asset: '', upstreamUrl, container: '' },
    catchup: catchup === null ? null : { mode: 'shift', days: 3, template: '', correctionMs: 0, ...catchup },
  });
  const span = { startMs: Date.UTC(2026, 6, 1, 18), durationMs: HOUR_MS };
  const now = Date.UTC(2026, 6, 1, 20);

  test.each([
    ['http://h/a.m3u8?t=1', { mode: 'shift' }, `http://h/a.m3u8?t=1&utc=${String(span.startMs / 1000)}&lutc=${String(now / 1000)}`],
    ['http://h/a', { mode: 'default', template: 'http://h/c/{utc}/{duration:60}' }, `http://h/c/${String(span.startMs / 1000)}/60`],
    ['http://h/live/u/p/7.m3u8', { mode: 'xtream', template: '{"name":"Europe/Berlin","offsetMin":60}' }, 'http://h/timeshift/u/p/60/2026-07-01:20-00/7.m3u8'],
    ['http://h/live/u/p/7.m3u8', { mode: 'xtream', template: '{"name":"UTC","offsetMin":0}' }, 'http://h/timeshift/u/p/60/2026-07-01:18-00/7.m3u8'],
    ['http://h/a', null, ''],
    ['', { mode: 'shift' }, ''],
  ] as const)('%s with %j', (url, catchup, expected) => {
    expect(upstreamArchiveUrl(channel(url, catchup), span, now)).toBe(expected);
  });

  test('a live address may ask for the time', () => {
    expect(upstreamLiveUrl(channel('http://h/a?t=${now}', null), now)).toBe(`http://h/a?t=${String(now / 1000)}`);
  });
});

test.each([
  ['http://h/x.m3u8?token=1', '', 'hls'], ['http://h/live/u/p/1.ts', '', 'ts'], ['http://h/x.mpd#t', '', 'dash'], ['http://h/x.MP4', '', 'mp4'],
  ['http://h/play/1', '', 'unknown'], ['http://h/play/1', 'm3u8', 'hls'], ['http://h/x.mkv', 'mkv', 'unknown'], ['', '', 'unknown'],
])('form of %s (%s) is %s', (upstreamUrl, container, expected) => {
  expect(upstreamForm({ asset: '', upstreamUrl, container })).toBe(expected);
});
