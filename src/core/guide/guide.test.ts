import { describe, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../base';
import { EMPTY_GUIDE, createGuideBuilder, createWindowGuide, decodeGuide, encodeGuide, guideKeyWithShift, mergeGuides, parseXmltvTime, splitGuideKey, wantedChannels } from '.';
import type { ColumnarGuide, ProgrammeInput, WantedChannel } from '.';
import { createCatalogBuilder } from '../catalog';
import type { SourceId } from '../base';
import { ageOfRating } from './age-rating';

const NOW = Date.UTC(2026, 7, 22, 18, 0);

function at(hours: number, title: string, length = 1): ProgrammeInput {
  return { startMs: NOW + hours * HOUR_MS, stopMs: NOW + (hours + length) * HOUR_MS, title };
}

function guideOf(rows: ReadonlyArray<readonly [string, ProgrammeInput]>, wanted?: readonly WantedChannel[]): ColumnarGuide {
  const builder = createGuideBuilder({ nowMs: NOW, ...(wanted === undefined ? {} : { wanted }) });
  for (const [id, programme] of rows) builder.addProgramme(id, programme);
  return builder.finish();
}

function titles(guide: { between: ColumnarGuide['between'] }, key: string, from: number, to: number): string[] {
  return guide.between(key, NOW + from * HOUR_MS, NOW + to * HOUR_MS).map((programme) => programme.title);
}

describe('times', () => {
  const utc = Date.UTC(2026, 7, 22, 18, 45) / 1000;

  test.each([
    // Before any other: no day has been looked up yet.
    ['00000000000000', NaN],
    ['20260822184500 +0000', utc], ['20260822184500', utc], ['20260822214500 +0300', utc], ['20260822214500+0300', utc], ['20260822184500 Z', utc], ['20260822184500Z', utc],
    ['20260822181500 -0030', utc], ['20260822191500 +0030', utc], ['20260822144500 EDT', utc], ['20260822194500 BST', utc], ['20260822184500 UTC', utc], ['20260822184500 XYZ', utc],
    ['202608221845', utc], ['202608221845 +0000', utc], ['202608222145 +0300', utc], ['2026082218', utc - 45 * 60], ['20260822', Date.UTC(2026, 7, 22) / 1000], ['202608', Date.UTC(2026, 7, 1) / 1000],
    ['2026', Date.UTC(2026, 0, 1) / 1000], ['20260822184500.000 +0000', utc], ['2026-08-22T18:45:00Z', utc], ['2026-08-22T21:45:00+03:00', utc], ['2026-08-22 18:45:00', utc], ['2026-08-22 18:45', utc],
    ['20260822214500 +03:00', utc], ['20260822214500 +3:00', utc], ['20260822214500 +3', utc], ['20260822184500 GMT', utc], ['20260822214500 GMT+3', utc], [' 20260822184500 +0000 ', utc], ['1787424300', utc], ['1787424300000', utc],
    ['20260823000000 +0000', Date.UTC(2026, 7, 23) / 1000], ['20260822240000 +0000', Date.UTC(2026, 7, 23) / 1000], ['20280229120000 +0000', Date.UTC(2028, 1, 29, 12) / 1000],
    ['', NaN], ['soon', NaN], ['20261322184500', NaN], ['20260822996100 +0000', NaN], ['00000000000000', NaN],
  ])('%s', (text, seconds) => {
    const bytes = new TextEncoder().encode(`x${text}y`);
    expect(parseXmltvTime(bytes, 1, bytes.length - 1)).toBe(seconds);
  });

  test('every day of a century agrees with Date', () => {
    for (let day = 0; day < 36_525; day += 13) {
      const date = new Date(Date.UTC(1990, 0, 1) + day * DAY_MS);
      const text = date.toISOString().slice(0, 10).replace(/-/g, '') + '101112 +0000';
      expect(parseXmltvTime(new TextEncoder().encode(text), 0, text.length)).toBe(date.getTime() / 1000 + 36_672);
    }
  });
});

describe('a guide', () => {
  test('answers now, next and windows', () => {
    const guide = guideOf([['a', at(1, 'B')], ['a', at(-1, 'A', 2)], ['a', at(3, 'C')], ['b', at(0, 'X')]]);
    expect(guide.nowNext('a', NOW)).toMatchObject({ now: { title: 'A', channelKey: 'a', startMs: NOW - HOUR_MS, stopMs: NOW + HOUR_MS }, next: { title: 'B' } });
    expect(guide.nowNext('a', NOW + HOUR_MS)).toMatchObject({ now: { title: 'B' }, next: { title: 'C' } });
    expect(guide.nowNext('a', NOW + 2.5 * HOUR_MS)).toMatchObject({ now: null, next: { title: 'C' } });
    expect(guide.nowNext('a', NOW + 9 * HOUR_MS)).toEqual({ now: null, next: null });
    expect(guide.nowNext('a', NOW - 9 * HOUR_MS)).toMatchObject({ now: null, next: { title: 'A' } });
    expect(guide.nowNext('zzz', NOW)).toEqual({ now: null, next: null });
    expect(titles(guide, 'a', 0, 3)).toEqual(['A', 'B']);
    expect(titles(guide, 'a', 1, 3.5)).toEqual(['B', 'C']);
    expect(titles(guide, 'a', -9, 9)).toEqual(['A', 'B', 'C']);
    expect(titles(guide, 'a', 3, 1)).toEqual([]);
    expect([guide.has('a'), guide.has('zzz'), guide.has('')]).toEqual([true, false, false]);
    expect([guide.programmeCount, guide.channelCount]).toEqual([4, 2]);
  });

  test('keeps every field', () => {
    const programme: ProgrammeInput = {
      startMs: NOW, stopMs: NOW + HOUR_MS, title: 'T ü', subtitle: 'S', description: 'D', category: 'C', picture: 'http://p/x.jpg', age: 0, season: 2, episode: 3, catchupId: 'id',
      people: [{ name: 'N', role: 'actor', picture: '' }],
    };
    expect(guideOf([['a', programme]]).nowNext('a', NOW).now).toEqual({ channelKey: 'a', ...programme });
    expect(guideOf([['a', at(0, 'Bare')]]).nowNext('a', NOW).now).toEqual({
      channelKey: 'a', startMs: NOW, stopMs: NOW + HOUR_MS, title: 'Bare', subtitle: '', description: '', category: '', picture: '', age: -1,
    });
  });

  test('closes open ends, clips overlaps, drops doubles', () => {
    const guide = guideOf([
      ['a', { ...at(0, 'open'), stopMs: 0 }], ['a', at(2, 'long', 5)], ['a', at(3, 'clips it')], ['a', at(3, 'double')], ['a', { ...at(5, 'last'), stopMs: 0 }],
      ['b', { ...at(0, 'before a gap'), stopMs: NOW - HOUR_MS }], ['b', at(50, 'after it')],
    ]);
    expect(guide.between('a', NOW, NOW + DAY_MS).map(({ title, startMs, stopMs }) => [title, (startMs - NOW) / HOUR_MS, (stopMs - NOW) / HOUR_MS])).toEqual([
      ['open', 0, 2], ['long', 2, 3], ['clips it', 3, 4], ['last', 5, 6],
    ]);
    expect(guide.nowNext('b', NOW).now?.stopMs).toBe(NOW + DAY_MS);
  });

  test('keeps the window only', () => {
    const builder = createGuideBuilder({ nowMs: NOW, pastMs: DAY_MS, futureMs: DAY_MS });
    const kept = [-25.5, -24.5, -24, 23, 24, 25].map((hours) => builder.addProgramme('a', at(hours, String(hours))));
    expect(kept).toEqual([false, true, true, true, false, false]);
    expect(createGuideBuilder({ nowMs: NOW }).addProgramme('a', at(-7 * 24 - 2, 'old'))).toBe(false);
    expect(createGuideBuilder({ nowMs: NOW }).addProgramme('a', at(14 * 24 - 1, 'late'))).toBe(true);
  });

  test('an offset moves everything', () => {
    const builder = createGuideBuilder({ nowMs: NOW, offsetMs: -HOUR_MS });
    builder.addProgramme('a', at(1, 'A'));
    expect(builder.finish().nowNext('a', NOW).now?.title).toBe('A');
  });

  test('a shift in the key moves what is shown', () => {
    const guide = guideOf([['a', at(0, 'A')], ['a', at(1, 'B')]]);
    const key = guideKeyWithShift('a', 60);
    expect(splitGuideKey(key)).toEqual({ key: 'a', shiftMs: HOUR_MS });
    expect(guide.nowNext(key, NOW + HOUR_MS).now).toMatchObject({ title: 'A', startMs: NOW + HOUR_MS, stopMs: NOW + 2 * HOUR_MS, channelKey: key });
    expect(guide.between(key, NOW + HOUR_MS, NOW + 2 * HOUR_MS).map((programme) => programme.title)).toEqual(['A']);
    expect(guideKeyWithShift('a', 0)).toBe('a');
    expect(guideKeyWithShift('', 60)).toBe('');
  });
});

describe('matching channels', () => {
  test('id, id without case, guide name, name, normalised', () => {
    const wanted: WantedChannel[] = [
      { guideKey: 'exact.id', name: 'x' }, { guideKey: 'CASE.id', name: 'y' }, { guideKey: 'k1', guideName: 'Guide_Name_One', name: 'z' },
      { guideKey: 'k2', name: 'Plain Name' }, { guideKey: 'DE: Ärte HD', name: 'DE: Ärte HD' }, { guideKey: 'lost', name: 'Nobody Knows' },
    ];
    const builder = createGuideBuilder({ nowMs: NOW, wanted });
    builder.addChannel({ id: 'exact.id', names: [], icon: '' });
    builder.addChannel({ id: 'case.ID', names: ['Other'], icon: '' });
    builder.addChannel({ id: 'g1', names: ['no', 'guide name one'], icon: '' });
    builder.addChannel({ id: 'g2', names: ['PLAIN NAME'], icon: '' });
    builder.addChannel({ id: 'g3', names: ['Arte FHD'], icon: '' });
    builder.addChannel({ id: 'nobody', names: ['Unwanted'], icon: '' });
    expect(['exact.id', 'case.ID', 'g1', 'g2', 'g3', 'nobody', 'unannounced'].map((id) => builder.addProgramme(id, at(0, id)))).toEqual([true, true, true, true, true, false, true]);
    // Held for a description that might come: somebody is still without a guide.
    const guide = builder.finish();
    expect(wanted.map(({ guideKey }) => guide.nowNext(guideKey, NOW).now?.title)).toEqual(['exact.id', 'case.ID', 'g1', 'g2', 'g3', undefined]);
    expect(guide.programmeCount).toBe(5);
  });

  test('a better match that comes later takes over', () => {
    const builder = createGuideBuilder({ nowMs: NOW, wanted: [{ guideKey: 'bbc.uk', name: 'BBC One HD' }] });
    builder.addChannel({ id: 'other', names: ['BBC One'], icon: '' });
    builder.addChannel({ id: 'bbc.uk', names: ['Something'], icon: '' });
    expect([builder.addProgramme('other', at(0, 'o')), builder.addProgramme('bbc.uk', at(0, 'b'))]).toEqual([false, true]);
    expect(builder.finish().nowNext('bbc.uk', NOW).now?.title).toBe('b');
  });

  test('channels nobody listed match by id; names may come later, in a second description', () => {
    const builder = createGuideBuilder({ nowMs: NOW, wanted: [{ guideKey: 'a', name: 'A' }, { guideKey: 'k', name: 'Late Name' }] });
    expect(builder.addProgramme('a', at(0, 'A'))).toBe(true);
    builder.addChannel({ id: 'x', names: ['One'], icon: '' });
    builder.addChannel({ id: 'x', names: ['Late Name'], icon: 'i' });
    expect(builder.addProgramme('x', at(0, 'X'))).toBe(true);
    const guide = builder.finish();
    expect(guide.nowNext('k', NOW).now?.title).toBe('X');
    expect(guide.channels()).toContainEqual({ id: 'x', names: ['One', 'Late Name'], icon: 'i' });
  });

  test('without wishes keys are ids or names', () => {
    const builder = createGuideBuilder({ nowMs: NOW });
    builder.addChannel({ id: 'Exact.Id', names: ['Das Erste'], icon: '' });
    builder.addProgramme('Exact.Id', at(0, 'A'));
    const guide = builder.finish();
    for (const key of ['Exact.Id', 'exact.id', 'DE: Das Erste HD']) expect(guide.has(key)).toBe(true);
    for (let i = 0; i < 3; i += 1) expect(guide.has('ARD')).toBe(false);
  });

  test('wishes from a catalogue', () => {
    const builder = createCatalogBuilder({ sourceId: 's' as SourceId });
    builder.addChannel({ nativeId: '1', name: 'N', guideKey: 'k', guideName: 'g' });
    builder.addChannel({ nativeId: '2', name: 'M' });
    builder.addChannel({ nativeId: '3', name: 'O', guideKey: 'o' });
    expect(wantedChannels(builder.finish())).toEqual([{ guideKey: 'k', guideName: 'g', name: 'N' }, { guideKey: 'o', name: 'O' }]);
  });
});

describe('joining and keeping', () => {
  test('the first guide that knows a channel answers for it', () => {
    const merged = mergeGuides([guideOf([['a', at(0, 'first')]]), guideOf([['a', at(0, 'second')], ['a', at(5, 'never')], ['b', at(0, 'B')]])]);
    expect(titles(merged, 'a', -9, 9)).toEqual(['first']);
    expect(merged.nowNext('b', NOW).now?.title).toBe('B');
    expect([merged.has('b'), merged.has('c'), EMPTY_GUIDE.has('a')]).toEqual([true, false, false]);
    expect(EMPTY_GUIDE.between('a', 0, NOW)).toEqual([]);
    const one = guideOf([['a', at(0, 'A')]]);
    expect(mergeGuides([one])).toBe(one);
  });

  test('the codec goes both ways and knows torn ones', () => {
    const builder = createGuideBuilder({ nowMs: NOW, wanted: [{ guideKey: 'key', name: 'Name' }] });
    builder.addChannel({ id: 'a', names: ['Name'], icon: 'http://i' });
    for (let i = 0; i < 100; i += 1) builder.addProgramme('a', { ...at(i, `T${i}`), description: 'ü'.repeat(i), picture: `http://p/d/${i}.jpg`, category: i % 2 === 0 ? 'Even' : 'Odd' });
    const guide = builder.finish();
    const chunks = encodeGuide(guide);
    const read = decodeGuide(chunks.map((chunk) => chunk.slice()));
    if (!read.ok) throw read.error;
    expect(read.value.between('key', NOW, NOW + 200 * HOUR_MS)).toEqual(guide.between('key', NOW, NOW + 200 * HOUR_MS));
    expect(read.value.between('key', NOW, NOW + 200 * HOUR_MS)).toHaveLength(100);
    expect([read.value.revision, read.value.channels()]).toEqual([guide.revision, guide.channels()]);
    expect(decodeGuide(chunks.slice(0, -1)).ok).toBe(false);
    expect(decodeGuide([]).ok).toBe(false);
  });

  test('a window guide puts windows together', () => {
    const guide = createWindowGuide();
    const before = guide.snapshot();
    guide.put('a', NOW, NOW + 4 * HOUR_MS, [at(1, 'B'), at(0, 'A'), { ...at(2, 'open'), stopMs: 0 }]);
    guide.put('a', NOW + 2 * HOUR_MS, NOW + 6 * HOUR_MS, [at(2, 'C', 2), at(4, 'D')]);
    const after = guide.snapshot();
    expect(titles(after, 'a', 0, 9)).toEqual(['A', 'B', 'C', 'D']);
    expect(after.nowNext('a', NOW + 30 * MINUTE_MS)).toMatchObject({ now: { title: 'A' }, next: { title: 'B' } });
    expect([guide.covers('a', NOW, NOW + 6 * HOUR_MS), guide.covers('a', NOW, NOW + 7 * HOUR_MS), guide.covers('b', NOW, NOW)]).toEqual([true, false, false]);
    expect([before.has('a'), after.has('a'), before.revision === after.revision]).toEqual([false, true, false]);
    expect(guide.snapshot()).toBe(after);
  });

  test('a window guide forgets the oldest channels', () => {
    const guide = createWindowGuide();
    for (let i = 0; i < 500; i += 1) guide.put(`c${i}`, NOW, NOW + HOUR_MS, [at(0, 'X')]);
    expect([guide.snapshot().has('c0'), guide.snapshot().has('c499'), guide.snapshot().has('c100')]).toEqual([false, true, true]);
  });

  test('repeated programmes share their texts', () => {
    const long = 'd'.repeat(1000);
    const builder = createGuideBuilder({ nowMs: NOW });
    for (let i = 0; i < 300; i += 1) builder.addProgramme('a', { ...at(i, 'News'), description: long });
    const guide = builder.finish();
    expect(guide.programmeCount).toBe(300);
    expect(guide.heldBytes).toBeLessThan(8000);
  });
});

describe('ratings', () => {
  test.each([['12', 12], ['FSK 16', 16], ['TV-MA', 17], ['TV-14', 14], ['PG-13', 13], ['12A', 12], ['+18', 18], ['18+', 18], ['G', 0], ['NR', -1], ['', -1], ['1999', -1]])('%s', (text, age) => {
    expect(ageOfRating(text)).toBe(age);
  });
});
