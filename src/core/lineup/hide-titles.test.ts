import { describe, expect, test } from '@jest/globals';
import { runSteps } from '../base';
import type { SourceId } from '../base';
import { createCatalogBuilder } from '../catalog';
import type { CatalogSnapshot, ListedKind } from '../catalog';
import { hideTitlesSteps } from './hide-titles';
import { titleGroupIdOf } from './lineup-edits';

const SOURCE = 'p1' as SourceId;

/** Films `0` to `5`: three in A alone, one in A and B, two in B alone; a series in A with an episode, one in B; a channel in A. */
function build(): CatalogSnapshot {
  const builder = createCatalogBuilder({ sourceId: SOURCE });
  const [a, b] = [builder.category('movie', 'A'), builder.category('movie', 'B')];
  for (let i = 0; i < 6; i += 1) builder.addMovie({ nativeId: String(i), name: `Film ${String(i)}`, year: 2000 + i, categories: i < 3 ? [a] : i === 3 ? [a, b] : [b] });
  const first = builder.addSeries({ nativeId: '10', name: 'First', categories: [builder.category('series', 'A')] });
  builder.addSeries({ nativeId: '11', name: 'Second', categories: [builder.category('series', 'B')] });
  builder.addEpisode({ nativeId: '20', seriesRow: first, season: 1, number: 1, name: 'One' });
  builder.addChannel({ nativeId: '30', name: 'Channel', categories: [builder.category('channel', 'A')] });
  return builder.finish();
}

const without = (catalog: CatalogSnapshot, kind: 'movie' | 'series', name: string): CatalogSnapshot =>
  runSteps(hideTitlesSteps(catalog, [{ id: titleGroupIdOf(kind, SOURCE, name), name: '', isHidden: true }]));
const rowsOf = (catalog: CatalogSnapshot, kind: ListedKind): number[] => {
  const rows = catalog.rows(kind, 'all');
  return Array.from({ length: rows.length }, (_, index) => rows.at(index));
};

describe('titles of hidden groups', () => {
  test('are in no list, read as nothing and have no key; what stands in another group too stays', () => {
    const whole = build();
    const catalog = without(whole, 'movie', 'A');
    const [all, before] = [rowsOf(catalog, 'movie'), rowsOf(whole, 'movie')];
    expect(all.map((row) => catalog.movie(row)?.name)).toEqual(['Film 3', 'Film 4', 'Film 5']);
    expect([catalog.count('movie'), catalog.categories('movie').map(({ name, count }) => [name, count])]).toEqual([3, [['B', 3]]]);
    const gone = before.filter((row) => all.indexOf(row) === -1);
    for (const row of gone) {
      const key = whole.movie(row)?.key;
      expect([catalog.movie(row), key === undefined ? null : catalog.rowOf('movie', key), catalog.titleNumber('movie', row, 'year'), catalog.rows('movie', 'all').indexOf(row)]).toEqual([null, -1, 0, -1]);
    }
    expect(all.map((row) => catalog.titleNumber('movie', row, 'year'))).toEqual([2003, 2004, 2005]);
    // Whoever still has the hidden group's number finds what is in others too.
    const group = whole.categories('movie').find(({ name }) => name === 'A')?.index ?? -1;
    expect(catalog.movie(catalog.rows('movie', group).at(0))?.name).toBe('Film 3');
    expect(catalog.rows('movie', group).length).toBe(1);
  });

  test('series go with their episodes; channels and films of a group of that name stay', () => {
    const whole = build();
    const catalog = without(whole, 'series', 'A');
    expect(rowsOf(catalog, 'series').map((row) => catalog.series(row)?.name)).toEqual(['Second']);
    const row = rowsOf(whole, 'series').find((each) => whole.series(each)?.name === 'First') ?? -1;
    const episode = whole.seasons(row)[0]?.episodes[0]?.key;
    expect(episode).toBeDefined();
    expect([catalog.seasons(row), episode === undefined ? null : catalog.seriesRowOfEpisode(episode)]).toEqual([[], -1]);
    expect([catalog.count('channel'), catalog.count('movie')]).toEqual([1, 6]);
  });

  test('nothing hidden, or nothing of that name: the same catalogue', () => {
    const whole = build();
    expect(runSteps(hideTitlesSteps(whole, []))).toBe(whole);
    expect(without(whole, 'movie', 'Elsewhere')).toBe(whole);
  });
});
