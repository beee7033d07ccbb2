import { describe, expect, test } from '@jest/globals';
import { mulberry32, runSteps } from '../base';
import type { SourceId } from '../base';
import { decodeUtf8 } from '../text';
import { createCatalogBuilder, mergeCatalogs } from '.';
import { buildTitleFacetsSteps } from './build-title-facets';
import type { NameReader } from './build-title-facets';
import type { ColumnarCatalog } from './columnar-catalog';
import type { Row } from './records';
import { FACET_NAMES } from './title-facets';
import type { FacetChoice, TitleFacets, TitleGroups } from './title-facets';

/** Takes `de Film 1999` apart. */
class TestNames implements NameReader {
  language = '';
  year = 0;

  scan(bytes: Uint8Array, start: number, end: number): void {
    const name = decodeUtf8(bytes, start, end);
    this.language = /^([a-z]{2})\b/.exec(name)?.[1] ?? '';
    this.year = Number(/\b([12][0-9]{3})$/.exec(name)?.[1] ?? 0);
  }
}

const GENRES = ['Drama', 'Crime', 'Comedy', 'War'];

function source(id: string, seed: number, count: number): ColumnarCatalog {
  const random = mulberry32(seed);
  const builder = createCatalogBuilder({ sourceId: id as SourceId });
  const categories = [builder.category('movie', 'fr | New'), builder.category('movie', 'Old')];
  for (let i = 0; i < count; i += 1) {
    builder.addMovie({
      nativeId: String(i),
      name: random() < 0.4 ? `de Film ${String(i)}` : `Film ${String(i)}`,
      year: random() < 0.1 ? 0 : 1960 + Math.floor(random() * 66),
      rating: Math.floor(random() * 100) / 10,
      genres: GENRES.filter(() => random() < 0.4),
      categories: [categories[random() < 0.3 ? 0 : 1] ?? 0],
    });
  }
  return builder.finish();
}

const parts = [source('a', 1, 300), source('b', 2, 200)];
const whole = mergeCatalogs(parts);
const facets: TitleFacets = runSteps(buildTitleFacetsSteps('movie', [{ data: (parts[0] ?? source('a', 1, 1)).data, firstRow: 0 }, { data: (parts[1] ?? source('b', 1, 1)).data, firstRow: 300 }], new TestNames()));
const COUNT = 500;
/** Every third row is a version of the row 250 behind it. */
const groups: TitleGroups = {
  hasOthers: (row) => row % 3 === 0,
  versions: (row) => (row % 3 === 0 ? [row % 250, (row % 250) + 250].filter((each) => each % 3 === row % 3 || each === row) : [row]),
};
const groupOf = (row: Row): number => groups.versions(row)[0] ?? row;

function naiveCount(rows: readonly Row[], choice: FacetChoice, facet: (typeof FACET_NAMES)[number], value: string): number {
  const others: FacetChoice = { ...choice, [facet]: [] };
  const fits = facets.filterOf(others);
  return new Set(rows.filter((row) => fits(row) && facets.valuesOf(facet, row).indexOf(value) !== -1).map(groupOf)).size;
}

describe('facets of titles', () => {
  test('are read from columns, names and categories', () => {
    for (let row = 0; row < COUNT; row += 1) {
      const movie = whole.movie(row);
      if (movie === null) throw new Error('expected a film');
      expect(facets.valuesOf('genre', row)).toEqual(movie.genres);
      expect(facets.valuesOf('source', row)).toEqual([row < 300 ? 'a' : 'b']);
      const inFrench = movie.categories.some((category) => category % 2 === 0);
      expect(facets.valuesOf('language', row)).toEqual(movie.name.startsWith('de') ? ['de'] : inFrench ? ['fr'] : []);
      expect(facets.valuesOf('rating', row)).toEqual(['9', '8', '7', '6', '5'].filter((least) => movie.rating >= Number(least)));
      const [year] = facets.valuesOf('year', row);
      const [from = 0, to = from] = (year ?? '').split('-').map(Number);
      expect(movie.year >= from && movie.year <= to).toBe(true);
    }
    // The ten newest stand alone, the rest of their decade is cut there.
    expect(facets.count(whole.rows('movie', 'all'), {}, null).year.has('2010-2015')).toBe(true);
  });

  test.each([1, 2, 3, 4, 5, 6])('counting and narrowing agree with looking at every row: seed %d', (seed) => {
    const random = mulberry32(seed);
    const all = whole.rows('movie', seed % 2 === 0 ? 'all' : 1);
    const rows = Array.from({ length: all.length }, (_, index) => all.at(index));
    const choice: FacetChoice = {
      genre: random() < 0.6 ? GENRES.filter(() => random() < 0.4) : [],
      language: random() < 0.5 ? ['de'] : [],
      rating: random() < 0.5 ? ['6'] : [],
      source: random() < 0.3 ? ['b'] : [],
    };
    const narrowed = facets.narrow(all, choice);
    const fits = facets.filterOf(choice);
    expect(Array.from({ length: narrowed.length }, (_, index) => narrowed.at(index))).toEqual(rows.filter(fits));
    for (const withGroups of [null, groups]) {
      const counts = facets.count(all, choice, withGroups);
      for (const facet of FACET_NAMES) {
        for (const [value, count] of Array.from(counts[facet])) {
          const expected = withGroups === null ? rows.filter((row) => facets.filterOf({ ...choice, [facet]: [] })(row) && facets.valuesOf(facet, row).indexOf(value) !== -1).length : naiveCount(rows, choice, facet, value);
          expect([facet, value, count]).toEqual([facet, value, expected]);
        }
      }
    }
  });

  test('asking many rows costs little', () => {
    const large = source('c', 5, 40_000);
    const steps = buildTitleFacetsSteps('movie', [{ data: large.data, firstRow: 0 }], new TestNames());
    const big = runSteps(steps);
    const startMs = performance.now();
    big.count(large.rows('movie', 'all'), { genre: ['Drama'], rating: ['7'] }, null);
    big.narrow(large.rows('movie', 'all'), { genre: ['Drama'], rating: ['7'] });
    expect(performance.now() - startMs).toBeLessThan(250);
    expect(big.heldBytes).toBe(400_000);
  });
});
