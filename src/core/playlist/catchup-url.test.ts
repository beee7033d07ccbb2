import { describe, expect, test } from '@jest/globals';
import type { CatchupRecord } from '../catalog';
import { buildCatchupUrl, expandLiveUrl, expandTemplate, parseEpisodeName, resolveUrl } from '.';
import type { CatchupRequest } from '.';

const START = Date.UTC(2026, 7, 22, 18, 5, 9);
const REQUEST: CatchupRequest = { startMs: START, durationMs: 5_400_000, nowMs: START + 7_200_500, utcOffsetMin: 120, catchupId: 'abc' };
const S = START / 1000;

describe('expandTemplate', () => {
  test.each([
    ['{utc}|${start}', `${S}|${S}`],
    ['{lutc}|${now}|${timestamp}', `${S + 7200}|${S + 7200}|${S + 7200}`],
    ['{utcend}|${end}', `${S + 5400}|${S + 5400}`],
    ['{Y}-{m}-{d} {H}:{M}:{S}', '2026-08-22 20:05:09'],
    ['{duration}|${duration}|{duration:60}|{duration:0}', '5400|5400|90|5400'],
    ['{offset}|{offset:60}|${offset:3600}', '7200|120|2'],
    ['{catchup-id}', 'abc'],
    ['{utc:YmdHMS}|${start:Y-m-d_H-M}|{utcend:H:M}|{lutc:H}', '20260822200509|2026-08-22_20-05|21:35|22'],
    ['{unknown}|{Q}|$x|{}', '{unknown}|{Q}|$x|{}'],
  ])('%s', (template, expected) => {
    expect(expandTemplate(template, REQUEST)).toBe(expected);
  });

  test('local time crosses midnight', () => {
    expect(expandTemplate('{Y}{m}{d}{H}{M}', { ...REQUEST, startMs: Date.UTC(2025, 11, 31, 23, 30), utcOffsetMin: 60 })).toBe('202601010030');
  });
});

describe('buildCatchupUrl', () => {
  const build = (mode: CatchupRecord['mode'], template: string | null, live: string, correctionMs = 0): string | null =>
    buildCatchupUrl({ mode, days: 7, template, correctionMs }, live, REQUEST);

  test.each<readonly [CatchupRecord['mode'], string | null, string, string | null]>([
    ['default', 'http://a/{utc}', 'http://h/x.m3u8', `http://a/${S}`],
    ['default', '?utc={utc}', 'http://h/x.m3u8', `http://h/x.m3u8?utc=${S}`],
    ['default', null, 'http://h/x.m3u8', null],
    ['append', '?start={utc}&len={duration}', 'http://h/x.m3u8', `http://h/x.m3u8?start=${S}&len=5400`],
    ['append', '&start={utc}', 'http://h/x.m3u8?a=1', `http://h/x.m3u8?a=1&start=${S}`],
    ['shift', null, 'http://h/x.m3u8', `http://h/x.m3u8?utc=${S}&lutc=${S + 7200}`],
    ['shift', null, 'http://h/x.m3u8?token=1', `http://h/x.m3u8?token=1&utc=${S}&lutc=${S + 7200}`],
    ['shift', '?utc={utc}', 'http://h/x.m3u8?token=1', `http://h/x.m3u8?token=1&utc=${S}`],
    ['flussonic', null, 'http://h:80/ch/1/index.m3u8?token=t', 'http://h:80/ch/1/timeshift_rel-7200.m3u8?token=t'],
    ['flussonic', null, 'http://h/ch1/video.m3u8', 'http://h/ch1/video-timeshift_rel-7200.m3u8'],
    ['flussonic', null, 'http://h/ch1/mpegts?token=t', `http://h/ch1/timeshift_abs-${S}.ts?token=t`],
    ['flussonic', null, 'http://h/ch1/mono', 'http://h/ch1/timeshift_rel-7200.m3u8'],
    ['flussonic', null, 'nonsense', null],
    ['xtream', null, 'http://h:8080/live/u/p/12.ts', 'http://h:8080/timeshift/u/p/90/2026-08-22:20-05/12.ts'],
    ['xtream', null, 'http://h:8080/sub/live/u/p/12.m3u8', 'http://h:8080/sub/timeshift/u/p/90/2026-08-22:20-05/12.m3u8'],
    ['xtream', null, 'http://h/u/p/12', 'http://h/timeshift/u/p/90/2026-08-22:20-05/12.ts'],
    ['vod', 'http://a/{catchup-id}.mp4', 'http://h/x', 'http://a/abc.mp4'],
    ['platform', null, 'http://h/x', null],
  ])('%s %s of %s', (mode, template, live, expected) => {
    expect(build(mode, template, live)).toBe(expected);
  });

  test('a correction moves the start back', () => {
    expect(build('append', '?s={utc}', 'http://h/x', 3_600_000)).toBe(`http://h/x?s=${S - 3600}`);
    expect(build('append', '?s={utc}', 'http://h/x', -3_600_000)).toBe(`http://h/x?s=${S + 3600}`);
  });

  test('a template that needs an id gives nothing without one', () => {
    const { catchupId: _dropped, ...without } = REQUEST;
    expect(buildCatchupUrl({ mode: 'vod', days: 1, template: 'http://a/{catchup-id}', correctionMs: 0 }, 'http://h', without)).toBeNull();
  });

  test('live addresses may hold the time too', () => {
    expect(expandLiveUrl('http://h/x?t=${timestamp}', START, 0)).toBe(`http://h/x?t=${S}`);
    expect(expandLiveUrl('http://h/x', START, 0)).toBe('http://h/x');
  });
});

describe('parseEpisodeName', () => {
  test.each([
    ['Show S01E02 Title', { show: 'Show', season: 1, number: 2, title: 'Title' }],
    ['Show.Name.s1.e12', { show: 'Show.Name', season: 1, number: 12, title: '' }],
    ['EN - Show (2020) - S03 EP04 - The End', { show: 'EN - Show (2020)', season: 3, number: 4, title: 'The End' }],
    ['Show 2x05 - Five', { show: 'Show', season: 2, number: 5, title: 'Five' }],
    ['Show Staffel 1 Folge 3', { show: 'Show', season: 1, number: 3, title: '' }],
    ['Show Season 2, Episode 10: Ten', { show: 'Show', season: 2, number: 10, title: 'Ten' }],
    ['A Film 1080x720', null],
    ['Sesame Street', null],
  ])('%s', (name, expected) => {
    expect(parseEpisodeName(name)).toEqual(expected);
  });

  test('a name of separators does not take for ever', () => {
    expect(parseEpisodeName(' -._'.repeat(200_000))).toBeNull();
  });
});

describe('resolveUrl', () => {
  // RFC 3986, section 5.4.
  test.each([
    ['g', 'http://a/b/c/g'], ['./g', 'http://a/b/c/g'], ['g/', 'http://a/b/c/g/'], ['/g', 'http://a/g'], ['//g', 'http://g'], ['?y', 'http://a/b/c/d;p?y'], ['g?y', 'http://a/b/c/g?y'],
    ['#s', 'http://a/b/c/d;p?q#s'], ['', 'http://a/b/c/d;p?q'], ['.', 'http://a/b/c/'], ['..', 'http://a/b/'], ['../..', 'http://a/'], ['../../../g', 'http://a/g'], ['g?y/../x', 'http://a/b/c/g?y/../x'],
    ['http://x/y', 'http://x/y'],
  ])('%s', (reference, expected) => {
    expect(resolveUrl('http://a/b/c/d;p?q', reference)).toBe(expected);
  });

  test('without a base nothing changes', () => {
    expect(resolveUrl('', 'a/b.ts')).toBe('a/b.ts');
  });
});
