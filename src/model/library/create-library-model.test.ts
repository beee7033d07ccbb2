import { beforeEach, expect, test } from '@jest/globals';
import { createCards } from '#model/cards';
import { createFavouritesModel } from '#model/favourites';
import type { FavouritesModel } from '#model/favourites';
import { createTranslator } from '#model/i18n';
import { createProgressModel } from '#model/progress';
import type { ProgressModel } from '#model/progress';
import { createStoredCell } from '#sources/storage';
import { createFakeCatalog, createFakeHost, fakeChannel, FakeCatalogModel, fakeMovie, fakeSeries, readStrings } from '#test/harness/fakes';
import { createLibraryModel } from './create-library-model';
import type { LibraryGrid, LibraryModel } from './library-model';

const movies = [
  fakeMovie('a', { name: 'Kestrel', rating: 8.1, year: 2025, addedMs: 5, categories: [0] }), fakeMovie('b', { name: 'after', rating: 0, year: 0, categories: [1] }),
  fakeMovie('c', { name: 'Zeta', rating: 7, year: 1999, addedMs: 9, categories: [0] }), fakeMovie('d', { name: 'Beta', rating: 7, year: 2025, categories: [0] }),
];
let catalog: FakeCatalogModel;
let library: LibraryModel;
let favourites: FavouritesModel;
let progress: ProgressModel;
const names = (grid: LibraryGrid) => Array.from({ length: grid.cards.value.length }, (_unused, index) => grid.cards.value.at(index)?.title);

beforeEach(async () => {
  const host = createFakeHost();
  catalog = new FakeCatalogModel();
  catalog.catalog.value = createFakeCatalog({ movies, series: [fakeSeries('s', { name: 'Northern Hour' })], categories: { movie: ['Drama', 'Other'] } });
  const translator = createTranslator({ clock: host.clock, loadStrings: readStrings, isTwelveHour: () => false });
  await translator.setLocale('en');
  const deps = { clock: host.clock, log: host.log, cellOf: (id: string) => createStoredCell(host.storage, host.log, id), remote: () => null };
  progress = createProgressModel(deps);
  favourites = createFavouritesModel(deps);
  await Promise.all([progress.openProfile('1'), favourites.openProfile('1')]);
  library = createLibraryModel({ catalog, translator, favourites, progress, cards: createCards({ translator, progress, nowMs: () => host.clock.nowMs() }) });
});

test('orders; what is unknown comes last, ties keep the provider’s order', () => {
  const { movies: grid } = library;
  expect([grid.sort.value, names(grid)]).toEqual(['newest', ['Zeta', 'Kestrel', 'after', 'Beta']]);
  grid.chooseSort('name');
  expect(names(grid)).toEqual(['after', 'Beta', 'Kestrel', 'Zeta']);
  grid.chooseSort('rating');
  expect(names(grid)).toEqual(['Kestrel', 'Zeta', 'Beta', 'after']);
  grid.chooseSort('year');
  expect(names(grid)).toEqual(['Kestrel', 'Beta', 'Zeta', 'after']);
});

test('categories, counts, falling back', () => {
  const { movies: grid, series } = library;
  expect(grid.categories.value).toEqual([{ id: 'all', name: 'All', count: 4 }, { id: 'c0', name: 'Drama', count: 3 }, { id: 'c1', name: 'Other', count: 1 }]);
  grid.chooseCategory('c1');
  expect([names(grid), grid.countText.value, series.countText.value]).toEqual([['after'], '1 film', '1 series']);
  catalog.catalog.value = createFakeCatalog({ movies });
  expect([grid.category.value, grid.cards.value.length, grid.countText.value]).toEqual(['all', 4, '4 films']);
});

test('cards are found by id and follow progress', async () => {
  const { movies: grid } = library;
  const key = movies[0]?.key;
  if (key === undefined) throw new Error('expected a film');
  expect([grid.cards.value.indexOf(key), grid.cards.value.indexOf('gone'), grid.cards.value.at(9)]).toEqual([1, -1, null]);
  await progress.save(key, 45 * 60_000, 90 * 60_000);
  expect(grid.cards.value.at(1)?.progress).toBe(0.5);
});

test('loading is only while nothing is there', () => {
  expect(library.movies.isLoading.value).toBe(false);
  catalog.catalog.value = createFakeCatalog();
  catalog.refresh.value = { kind: 'empty' };
  expect(library.movies.isLoading.value).toBe(true);
});

test('My list: titles only, newest first', () => {
  const [a, , c] = movies;
  favourites.toggle(fakeChannel('x').key);
  if (a !== undefined) favourites.toggle(a.key);
  favourites.toggle(fakeSeries('s').key);
  if (c !== undefined) favourites.toggle(c.key);
  favourites.toggle(fakeMovie('gone').key);
  expect(Array.from({ length: library.myList.value.length }, (_unused, index) => library.myList.value.at(index)?.title)).toEqual(['Zeta', 'Northern Hour', 'Kestrel']);
});
