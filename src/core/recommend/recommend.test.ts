import { describe, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS, runSteps } from '../base';
import { encodeUtf8 } from '../text';
import {
  addMinutes, buildContentSteps, ContentNeighbours, diversify, hourBin, hoursOf, HybridNeighbours, nowTrends, TERM, TermReader, TopList, usualChannels, weekTrends,
} from './index';
import type { ContentVectors, HourMinutes } from './index';

function hashesOf(text: string): readonly number[] {
  const reader = new TermReader();
  const bytes = encodeUtf8(text);
  reader.putWords(TERM.word, bytes, 0, bytes.length);
  return Array.from(reader.hashes.subarray(0, reader.count));
}

function vectorsOf(titles: ReadonlyArray<{ readonly genre?: string; readonly plot: string }>): ContentVectors {
  return runSteps(buildContentSteps({
    count: titles.length,
    read(title, terms) {
      const { genre = '', plot } = titles[title] ?? { plot: '' };
      terms.putText(TERM.genre, genre);
      const bytes = encodeUtf8(plot);
      terms.putWords(TERM.word, bytes, 0, bytes.length);
    },
  }, new TermReader()));
}

describe('terms', () => {
  test('words in any alphabet, however they are written; short ones and punctuation say nothing', () => {
    expect(hashesOf('The LIGHT of Ärger, light!')).toEqual(hashesOf('the light of ärger — light'));
    expect(hashesOf('Корабль')).toEqual(hashesOf('корабль'));
    expect(hashesOf('a of to')).toEqual([]);
    expect(hashesOf('light')).not.toEqual(hashesOf('lights'));
  });

  test('scripts without spaces are read in pairs of letters, so that parts of sentences meet', () => {
    const sentence = hashesOf('海賊の宝を探す');
    expect(sentence).toHaveLength(6);
    expect(sentence).toEqual(expect.arrayContaining([...hashesOf('海賊')]));
  });

  test('a genre and a word of the same letters are different things', () => {
    const reader = new TermReader();
    reader.putText(TERM.genre, 'crime');
    reader.putText(TERM.person, 'crime');
    expect(reader.hashes[0]).not.toBe(reader.hashes[1]);
  });
});

describe('what titles are about', () => {
  const titles = Array.from({ length: 60 }, (_unused, index) => ({
    genre: ['Crime', 'Nature', 'Comedy'][index % 3] ?? '',
    plot: `A story about ${['detective murder harbour', 'whale ocean reef', 'wedding uncle chaos'][index % 3] ?? ''} number${String(index % 7)}`,
  }));
  const vectors = vectorsOf(titles);

  test('titles of a kind are alike, what is in every story counts for nothing', () => {
    expect(vectors.likeness(0, 0)).toBeCloseTo(1);
    expect(vectors.likeness(0, 3)).toBeGreaterThan(0.5);
    expect(vectors.likeness(0, 1)).toBeLessThan(0.2);
    expect(new ContentNeighbours(vectors).near(4, 10).every(({ item }) => item % 3 === 1)).toBe(true);
  });

  test('a taste is what was liked, less what was disliked', () => {
    const top = new TopList(5);
    runSteps(vectors.fitsSteps(vectors.taste([{ title: 0, score: 1 }, { title: 1, score: 0.5 }]), (title, fit) => { top.offer(title, fit); }));
    expect(top.list().map(({ title }) => title % 3)).toEqual([0, 0, 0, 0, 0]);
    expect(vectors.fit(vectors.taste([{ title: 0, score: 1 }, { title: 3, score: -2 }]), 6)).toBeLessThan(0);
    expect(vectors.fit(vectors.taste([{ title: 0, score: 1 }]), 3)).toBeCloseTo(vectors.likeness(0, 3));
  });

  test('nothing known, nothing there', () => {
    const empty = vectorsOf([{ plot: '' }, { plot: '' }]);
    expect([empty.has(0), empty.likeness(0, 1), vectorsOf([]).count]).toEqual([false, 0, 0]);
  });
});

test('the best of many, best first, the first of equals', () => {
  const top = new TopList(3);
  [3, 1, 4, 1, 5, 9, 2, 6, 5].forEach((score, title) => { top.offer(title, score); });
  top.offer(99, Number.NaN);
  expect(top.list().map(({ title, score }) => [title, score])).toEqual([[5, 9], [7, 6], [4, 5]]);
});

test('a row is mixed: the second of a kind comes after the first of another', () => {
  const ranked = [['a', 1], ['a', 0.95], ['a', 0.9], ['b', 0.7]].map(([kind, score], title) => ({ title, kind, score: Number(score) }));
  expect(diversify(ranked, 3, (one, other) => (one.kind === other.kind ? 1 : 0)).map(({ title }) => title)).toEqual([0, 3, 1]);
});

test('people count where there are some, likeness where there are none, and what is new has its share', () => {
  const list = (...items: number[]) => ({ near: () => items.map((item, place) => ({ item, nearness: 1 - place / 100 })) });
  const watchers = Array.from({ length: 40 }, (_unused, item) => (item < 20 ? 50 : 0));
  const model = new HybridNeighbours({ watchers, together: [list(...Array.from({ length: 19 }, (_unused, item) => item + 1))], alike: list(5, 30, 31) });
  const near = model.near(0, 20);
  expect(near.slice(0, 3).map(({ item, why }) => [item, why])).toEqual([[5, 'together'], [1, 'together'], [2, 'together']]);
  expect([near[9]?.item, near[9]?.why, near[19]?.item]).toEqual([30, 'alike', 31]);
});

describe('trends', () => {
  const NOW = 1000 * DAY_MS;
  const rows = [
    ...Array.from({ length: 20 * 24 }, (_unused, hour) => ({ item: 'steady', atMs: NOW - (hour + 1) * HOUR_MS, viewers: 4 })),
    { item: 'burst', atMs: NOW - HOUR_MS, viewers: 30 }, { item: 'old', atMs: NOW - 10 * DAY_MS, viewers: 500 },
  ];

  test('now: what lies above its usual comes first, what is over is gone', () => {
    expect(nowTrends(rows, NOW).map(({ item }) => item)).toEqual(['burst', 'steady']);
  });

  test('this week: what is watched day by day, old plays fade', () => {
    expect(weekTrends(rows, NOW).map(({ item }) => item)).toEqual(['steady', 'old', 'burst']);
    expect(nowTrends([], NOW)).toEqual([]);
  });
});

describe('channels and hours', () => {
  const tuesday = Date.UTC(2026, 10, 24, 20, 41);

  test('a time of watching is cut at full hours of the viewer’s own clock; weekends are other days', () => {
    expect(hoursOf(tuesday, tuesday + 60 * MINUTE_MS, 60 * MINUTE_MS)).toEqual([{ bin: 21, minutes: 19 }, { bin: 22, minutes: 41 }]);
    expect(hoursOf(tuesday + 4 * DAY_MS, tuesday + 4 * DAY_MS + MINUTE_MS, 0)).toEqual([{ bin: hourBin(20, 6), minutes: 1 }]);
    expect(hoursOf(tuesday, tuesday, 0)).toEqual([]);
  });

  test('habits of the hour come first, those beside it count half, and what is long ago fades', () => {
    const at = (bin: number, minutes: number, atMs = tuesday) => new Map<number, HourMinutes>([[bin, { minutes, atMs }]]);
    const habits = new Map([['news', at(20, 40)], ['film', at(21, 60)], ['morning', at(7, 600)], ['short', at(20, 5)], ['once', at(20, 40, tuesday - 90 * DAY_MS)], ['weekend', at(44, 100)]]);
    expect(usualChannels(habits, 20, tuesday).map(({ key, minutes }) => [key, minutes])).toEqual([['news', 40], ['film', 30], ['weekend', 25]]);
    expect(addMinutes({ minutes: 40, atMs: tuesday - 30 * DAY_MS }, 5, tuesday).minutes).toBeCloseTo(25);
  });
});
