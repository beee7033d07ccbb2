import { chapterAt, skippableAt, sortMarks } from './marks';
import type { Mark } from './marks';

const mark = (kind: Mark['kind'], startMs: number, endMs: number): Mark => ({ kind, startMs, endMs, title: '' });

describe('marks', () => {
  const marks = sortMarks([
    mark('chapter', 60_000, 120_000), mark('intro', 10_000, 40_000), mark('chapter', 0, 60_000), mark('credits', 100_000, 120_000),
    mark('recap', 5_000, 5_000), mark('chapter', -1, 3), mark('credits', 1, Infinity), mark('recap', NaN, 3),
  ]);

  it('come in order without those that cannot be', () => {
    expect(marks.map(({ kind, startMs }) => [kind, startMs])).toEqual([['chapter', 0], ['intro', 10_000], ['chapter', 60_000], ['credits', 100_000]]);
  });

  it('may be skipped while there is something left of them', () => {
    expect([0, 10_000, 36_999, 37_000, 60_000, 100_000].map((at) => skippableAt(marks, at)?.kind ?? '')).toEqual(['', 'intro', 'intro', '', '', 'credits']);
  });

  it('name the chapter that has begun', () => {
    const chapters = marks.filter(({ kind }) => kind === 'chapter').slice(1);
    expect([59_999, 60_000, 500_000].map((at) => chapterAt(chapters, at)?.startMs ?? -1)).toEqual([-1, 60_000, 60_000]);
  });
});
