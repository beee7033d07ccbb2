import { describe, expect, test } from '@jest/globals';
import {
  parseWireAccount, parseWireCatalog, parseWireDeviceAuthorization, parseWireError, parseWireFavourites, parseWireGuide, parseWireHello,
  parseWireHome, parseWireMovieDetail, parseWireOauthError, parseWirePlay, parseWireProgressList, parseWireSeriesDetail, parseWireToken,
} from './index';

const PARSERS: ReadonlyArray<readonly [name: string, parse: (value: unknown) => { ok: boolean }]> = [
  ['hello', parseWireHello], ['device', parseWireDeviceAuthorization], ['token', parseWireToken], ['oauth error', parseWireOauthError],
  ['error', parseWireError], ['account', parseWireAccount], ['catalog', parseWireCatalog], ['guide', parseWireGuide],
  ['movie', parseWireMovieDetail], ['series', parseWireSeriesDetail], ['play', parseWirePlay], ['progress', parseWireProgressList],
  ['favourites', parseWireFavourites],
];

describe('wire parse functions', () => {
  test.each(PARSERS)('%s refuses what is not its shape, and never throws', (_name, parse) => {
    for (const junk of [null, undefined, 0, 1, '', 'text', true, [], [1], {}, { error: 1 }, { id: null }, { items: 1, keys: {} }]) {
      expect(parse(junk).ok).toBe(false);
    }
  });

  test('hello must say hearth', () => {
    expect(parseWireHello({ product: 'other' }).ok).toBe(false);
    expect(parseWireHello({ product: 'hearth', name: 'N', version: '1', minAppVersion: '0', timeMs: 5, activationUrl: 'h/tv' })).toEqual({
      ok: true,
      value: { product: 'hearth', name: 'N', version: '1', minAppVersion: '0', message: '', timeMs: 5, activationUrl: 'h/tv' },
    });
  });

  test('device authorization fills what RFC 8628 leaves out', () => {
    const parsed = parseWireDeviceAuthorization({ device_code: 'd', user_code: 'BCDF-GHJK', verification_uri: 'https://h/tv', expires_in: 900 });
    expect(parsed.ok && [parsed.value.interval, parsed.value.verification_uri_complete]).toEqual([5, 'https://h/tv']);
  });

  test('catalog keeps the good rows among broken ones', () => {
    const parsed = parseWireCatalog({
      revision: 'r', categories: { channel: [{ id: '1', name: 'News' }, null, { name: 'x' }] },
      channels: [{ id: 'c1', number: 101, name: 'One', categoryIds: ['1', 2] }, { name: 'no id' }, 7], movies: [{ id: 'm1', name: 'Film', age: 'x' }], series: 'none',
    });
    if (!parsed.ok) throw parsed.error;
    expect(parsed.value.categories.channel).toEqual([{ id: '1', name: 'News', isAdult: false }]);
    expect(parsed.value.channels.map((row) => [row.id, row.number, row.categoryIds])).toEqual([['c1', 101, ['1']]]);
    expect(parsed.value.movies[0]?.age).toBe(-1);
    expect(parsed.value.series).toEqual([]);
  });

  test('guide drops programmes without length and keeps order', () => {
    const parsed = parseWireGuide({ revision: 'r', programmes: { a: [[1, 5, 'A', '', '', '', '', 12], [5, 5, 'zero'], 'x', [6, 9, 'B']], b: 3 } });
    expect(parsed.ok && parsed.value.programmes).toEqual({ a: [[1, 5, 'A', '', '', '', '', 12], [6, 9, 'B', '', '', '', '', -1]], b: [] });
  });

  test('home leaves out rows of unknown kinds and items without id', () => {
    const parsed = parseWireHome({
      hero: [{ kind: 'movie', id: '1', badge: 'New', note: '' }, { kind: 'ad', id: '2' }],
      rows: [{ id: 'r', kind: 'poster', title: 'T', items: [{ kind: 'movie', id: '1' }, { kind: 'movie' }] }, { id: 'q', kind: 'hologram', items: [] }],
    });
    if (!parsed.ok) throw parsed.error;
    expect(parsed.value.hero).toHaveLength(1);
    expect(parsed.value.rows).toEqual([{ id: 'r', kind: 'poster', title: 'T', items: [{ kind: 'movie', id: '1' }] }]);
  });

  test('account needs a status and a profile', () => {
    const base = { id: 'a', name: 'A', status: 'active', expiresAtMs: 0, maxConnections: 2 };
    expect(parseWireAccount({ ...base, profiles: [] }).ok).toBe(false);
    expect(parseWireAccount({ ...base, status: 'odd', profiles: [{ id: 'p' }] }).ok).toBe(false);
    expect(parseWireAccount({ ...base, profiles: [{ id: 'p', name: 'P' }] }).ok).toBe(true);
  });

  test('progress keys have a kind letter', () => {
    const parsed = parseWireProgressList({ items: [{ key: 'm:1', positionMs: -5, durationMs: 10, updatedAtMs: 3 }, { key: 'film-1' }] });
    expect(parsed.ok && parsed.value.items).toEqual([{ key: 'm:1', positionMs: 0, durationMs: 10, updatedAtMs: 3, isFinished: false, parentId: '' }]);
  });
});
