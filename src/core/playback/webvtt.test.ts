import { describe, expect, test } from '@jest/globals';
import { moveScrub, scrubStepMs } from './scrub-step';
import { cuesAt, itemAt, parseSpriteTrack, parseVttTime, parseWebVtt } from '.';

test.each([
  ['00:01.000', 1000], ['01:02:03.004', 3_723_004], ['100:00:00.000', 360_000_000], ['1:2.3', -1], ['', -1], ['00:61.000', -1], ['0:05.250', 5250],
])('time %s', (text, expected) => {
  expect(parseVttTime(text)).toBe(expected);
});

describe('cues', () => {
  test('identifiers, settings, markup, entities, CRLF, BOM', () => {
    const text = '\ufeffWEBVTT - title\r\n\r\nNOTE hidden --> note\r\n\r\n7\r\n00:01.000 --> 00:02.500 align:start line:0\r\n<v Marit>– If the <i>radio</i> answers,\r\ndon&apos;t &amp; wait\r\n\r\n00:03.000 --> 00:04.000\r\nsecond';
    expect(parseWebVtt(text)).toEqual([
      { startMs: 1000, endMs: 2500, text: '– If the radio answers,\ndon&apos;t & wait' },
      { startMs: 3000, endMs: 4000, text: 'second' },
    ]);
  });

  test('broken cues are left out, order is by start, no header is no file', () => {
    expect(parseWebVtt('WEBVTT\n\n00:05.000 --> 00:04.000\nbackwards\n\nrubbish\n\n00:06.000 --> 00:07.000\nb\n\n00:01.000 --> 00:02.000\na').map((cue) => cue.text)).toEqual(['a', 'b']);
    expect(parseWebVtt('<html>00:01.000 --> 00:02.000\na')).toEqual([]);
    expect(parseWebVtt('')).toEqual([]);
  });

  test('overlapping cues are found together', () => {
    const cues = parseWebVtt('WEBVTT\n\n00:01.000 --> 00:05.000\na\n\n00:02.000 --> 00:03.000\nb\n\n00:08.000 --> 00:09.000\nc');
    expect([500, 2500, 4000, 6000, 8000].map((at) => cuesAt(cues, at).map((cue) => cue.text).join(''))).toEqual(['', 'ab', 'a', '', 'c']);
  });
});

test('sprite track', () => {
  const frames = parseSpriteTrack('WEBVTT\n\n00:00.000 --> 00:10.000\nsprite.jpg#xywh=0,0,272,153\n\n00:10.000 --> 00:20.000\n/t/2.jpg\n\n00:20.000 --> 00:30.000\nx.jpg#xywh=a,b,c,d', 'https://h/v/7/thumbs.vtt?x=1');
  expect(frames).toEqual([
    { url: 'https://h/v/7/sprite.jpg', x: 0, y: 0, width: 272, height: 153, startMs: 0, endMs: 10_000 },
    { url: 'https://h/t/2.jpg', x: 0, y: 0, width: 0, height: 0, startMs: 10_000, endMs: 20_000 },
  ]);
  expect([0, 9999, 10_000, 25_000, -1].map((at) => itemAt(frames, at)?.url ?? null)).toEqual(['https://h/v/7/sprite.jpg', 'https://h/v/7/sprite.jpg', 'https://h/t/2.jpg', null, null]);
});

test('scrub steps grow while held and shrink with short clips', () => {
  expect([0, 1500, 4000, 9000].map((held) => scrubStepMs(held, 7_200_000) / 1000)).toEqual([10, 30, 60, 120]);
  expect([scrubStepMs(0, 60_000), scrubStepMs(9000, 60_000), scrubStepMs(0, 0)]).toEqual([3000, 3000, 10_000]);
  expect([moveScrub(5000, -1, 10_000, 0, 60_000), moveScrub(55_000, 1, 10_000, 0, 60_000)]).toEqual([0, 60_000]);
});
