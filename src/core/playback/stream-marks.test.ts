import { describe, expect, test } from '@jest/globals';
import { joinMarks, marksOfStream } from './stream-marks';
import type { NamedStretch } from './stream-marks';

const LENGTH = 3_000_000;
const stretch = (facts: Partial<NamedStretch>): NamedStretch => ({ scheme: '', value: '', id: '', title: '', startMs: 10_000, endMs: 60_000, ...facts });

describe('what a stream calls a stretch', () => {
  test.each<readonly [Partial<NamedStretch>, string | null]>([
    [{ scheme: 'intro' }, 'intro'],
    [{ scheme: 'com.example.intro' }, 'intro'],
    [{ scheme: 'com.example.SkipIntro' }, 'intro'],
    [{ scheme: 'urn:example:skip:recap' }, 'recap'],
    [{ scheme: 'https://example.com/schemes/end-credits' }, 'credits'],
    [{ scheme: 'https://credits.example.com/schemes/marker', value: 'outro' }, 'credits'],
    [{ scheme: 'urn:example:opening-credits' }, 'intro'],
    [{ scheme: 'urn:example:event:2024', value: 'previously_on' }, 'recap'],
    [{ scheme: 'com.apple.quicktime.HLS', id: 'intro-1' }, 'intro'],
    [{ scheme: 'urn:example:skip', id: 'recap' }, 'recap'],
    [{ scheme: 'com.apple.hls.chapter' }, 'chapter'],
    [{ scheme: 'com.apple.hls.interstitial', id: 'intro' }, null],
    [{ scheme: 'urn:scte:scte35:2013:xml', id: 'credits' }, null],
    [{ scheme: 'urn:example:programme', id: 'intro' }, null],
    [{ scheme: 'https://intro.example.com/ads' }, null],
    [{}, null],
  ])('%j: %s', (facts, kind) => {
    expect(marksOfStream([stretch(facts)], LENGTH)[0]?.kind ?? null).toBe(kind);
  });
});

test('chapters without an end reach to the next and to the end of the film; an opening without one is none, credits reach to the end', () => {
  const open = { endMs: Infinity };
  const marks = marksOfStream([
    stretch({ scheme: 'chapter', startMs: 900_000, title: 'Two', ...open }), stretch({ scheme: 'chapter', startMs: 0, title: 'One', endMs: 0 }), stretch({ scheme: 'intro', ...open }),
    stretch({ scheme: 'credits', startMs: 2_900_000, ...open }), stretch({ scheme: 'recap', startMs: LENGTH + 1 }),
  ], LENGTH);
  expect(marks).toEqual([
    { kind: 'credits', startMs: 2_900_000, endMs: LENGTH, title: '' }, { kind: 'chapter', startMs: 0, endMs: 900_000, title: 'One' }, { kind: 'chapter', startMs: 900_000, endMs: LENGTH, title: 'Two' },
  ]);
});

test.each([0, Infinity, NaN])('what has no length (%d) has no marks', (length) => {
  expect(marksOfStream([stretch({ scheme: 'intro' })], length)).toEqual([]);
});

test('what the source knows of a kind is better', () => {
  const [own, other] = [{ kind: 'intro', startMs: 1, endMs: 9, title: '' }, { kind: 'credits', startMs: 80, endMs: 99, title: '' }] as const;
  expect(joinMarks([own], [{ ...own, startMs: 2 }, other])).toEqual([own, other]);
});
