import { beforeEach, describe, expect, test } from '@jest/globals';
import type { SourceId } from '#core/base';
import { createCatalogBuilder, makePreview, PreviewCatalog } from '#core/catalog';
import { createCards } from '#model/cards';
import { createFavouritesModel } from '#model/favourites';
import type { FavouritesModel } from '#model/favourites';
import { createTranslator } from '#model/i18n';
import { createProgressModel } from '#model/progress';
import type { ProgressModel } from '#model/progress';
import type { VersionMerger } from '#model/versions';
import { createStoredCell } from '#sources/storage';
import { createFakeCatalog, createFakeHost, fakeChannel, FakeCatalogModel, fakeMovie, fakeSeries, readStrings } from '#test/harness/fakes';
import { createLibraryModel } from './create-library-model';
import type { LibraryGrid, LibraryModel } from './library-model';

const movies = [
  fakeMovie('a', { name: 'Kestrel', rating: 8.1, year: 2025, addedMs: 5_000, categories: [0] }), fakeMovie('b', { name: 'after', rating: 0, year: 0, categories: [1] }),
  fakeMovie('c', { name: 'Zeta', rating: 7, year: 1999, addedMs: 9_000, categories: [0] }), fakeMovie('d', { name: 'Beta', rating: 7, year: 2025, categories: [0] }),
];
let catalog: FakeCatalogModel;
let library: LibraryModel;
let favourites: FavouritesModel;
let progress: ProgressModel;
let versions: VersionMerger | null = null;
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
  library = createLibraryModel({ ...host, versions: () => versions, sourceIds: () => Array.from(catalog.wholes.keys()), nameOf: (id) => `Source ${id}`, catalog, translator, favourites, progress, cards: createCards({ translator, progress, nowMs: () => host.clock.nowMs() }) });
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

test('My list has one card for each title where versions are known', () => {
  for (const movie of movies) favourites.toggle(movie.key);
  const titles = (): readonly unknown[] => Array.from({ length: library.myList.value.length }, (_unused, index) => library.myList.value.at(index)?.title);
  versions = { firstOfEach: (_reader, keys) => keys.filter((key) => key !== movies[1]?.key) };
  expect(titles()).toEqual(['Beta', 'Zeta', 'Kestrel']);
  versions = null;
});

test('while only first rows are here, counts and lengths are those of all, and cards keep their names when the rest comes', () => {
  const builder = createCatalogBuilder({ sourceId: 'x' as SourceId });
  const categories = ['A', 'B'].map((name) => builder.category('movie', name));
  for (let i = 0; i < 300; i += 1) builder.addMovie({ nativeId: String(i), name: `Film ${String(i)}`, addedMs: (i % 7) * 1000, year: 2000 + (i % 20), categories: [categories[i % 2] ?? 0] });
  const whole = builder.finish();
  const { movies: grid } = library;
  catalog.catalog.value = new PreviewCatalog(makePreview(whole, { pinned: [], perCategory: 5, limit: 10_000 }), null);
  expect([grid.countText.value, grid.cards.value.length, grid.categories.value.map((each) => each.count)]).toEqual(['300 films', 300, [300, 150, 150]]);
  const first = Array.from({ length: 300 }, (_unused, index) => grid.cards.value.at(index)).filter((card) => card !== null);
  // The first sixty of all and five of each category, newest first.
  expect(first).toHaveLength(60);
  const focused = first[10]?.id ?? '';
  for (const sort of ['name', 'rating', 'year', 'newest'] as const) {
    grid.chooseSort(sort);
    expect(grid.cards.value.at(grid.cards.value.indexOf(focused))?.id).toBe(focused);
  }
  catalog.catalog.value = whole;
  expect([grid.cards.value.at(grid.cards.value.indexOf(focused))?.id, grid.countText.value]).toEqual([focused, '300 films']);
  expect(names(grid)).not.toContain(undefined);
});

describe('filters and versions', () => {
  beforeEach(async () => {
    const builder = createCatalogBuilder({ sourceId: 'x' as SourceId });
    const drama = builder.category('movie', 'DE | Drama');
    const films = [
      { nativeId: '1', name: 'Kestrel HD', year: 2025, rating: 8, genres: ['Drama'], categories: [drama] }, { nativeId: '2', name: 'Kestrel 4K', year: 2025, rating: 8, genres: ['Drama'] },
      { nativeId: '3', name: 'Wintering', year: 2001, rating: 6, genres: ['Crime', 'Drama'] }, { nativeId: '4', name: 'Apart', year: 2024, rating: 5, genres: ['War'] },
    ];
    for (const film of films) builder.addMovie(film);
    const whole = builder.finish();
    catalog.wholes.set('x' as SourceId, whole);
    catalog.catalog.value = whole;
    await library.movies.prepare();
  });

  test('a title in two versions is one card that says so; its versions are told apart, the best first', () => {
    const { movies: grid } = library;
    grid.chooseSort('name');
    expect(names(grid)).toEqual(['Apart', 'Kestrel HD', 'Wintering']);
    const card = grid.cards.value.at(1);
    if (card === null) throw new Error('expected a card');
    expect(card.facts).toContain('2 versions');
    expect(card.spoken).toMatch(/2 versions$/);
    expect(grid.versionsOf(card.key).map(({ label, isThis }) => [label, isThis])).toEqual([['4K · Source x', false], ['HD · Source x', true]]);
    expect(grid.versionsOf(grid.cards.value.at(0)?.key ?? ('' as never))).toEqual([]);
  });

  test('filters are combined, counted as titles, shown as chips and cleared', () => {
    const { movies: grid } = library;
    const group = (id: string) => grid.filterGroups().find((each) => each.id === id);
    const counts = (id: string) => group(id)?.values.map(({ label, count, isChosen }) => [label, count, isChosen]);
    expect(grid.filterGroups().map(({ id, label }) => [id, label])).toEqual([['genre', 'Genre'], ['year', 'Year'], ['rating', 'Rating']]);
    expect(counts('genre')).toEqual([['Drama', 2, false], ['Crime', 1, false], ['War', 1, false]]);
    grid.toggleFilter('rating:8');
    expect([names(grid), grid.countText.value, counts('genre')]).toEqual([['Kestrel HD'], '1 film', [['Drama', 1, false], ['Crime', 0, false], ['War', 0, false]]]);
    grid.toggleFilter('genre:Drama');
    grid.toggleFilter('genre:War');
    expect(grid.chips.value).toEqual([{ id: 'genre:Drama', label: 'Drama' }, { id: 'genre:War', label: 'War' }, { id: 'rating:8', label: '8 or more' }]);
    expect([names(grid), counts('rating')?.[0]]).toEqual([['Kestrel HD'], ['8 or more', 1, true]]);
    grid.toggleFilter('rating:8');
    grid.chooseSort('name');
    expect(names(grid)).toEqual(['Apart', 'Kestrel HD', 'Wintering']);
    grid.clearFilters();
    expect(grid.chips.value).toEqual([]);
  });

  test('while another catalogue is looked through nothing that does not fit is shown', async () => {
    const { movies: grid } = library;
    grid.toggleFilter('genre:War');
    const builder = createCatalogBuilder({ sourceId: 'x' as SourceId });
    for (const name of ['One', 'Two']) builder.addMovie({ nativeId: name, name, genres: [name === 'One' ? 'War' : 'Drama'] });
    const next = builder.finish();
    catalog.wholes.set('x' as SourceId, next);
    catalog.catalog.value = next;
    expect([names(grid), grid.isLoading.value]).toEqual([[], true]);
    await grid.prepare();
    expect([names(grid), grid.isLoading.value]).toEqual([['One'], false]);
  });
});
