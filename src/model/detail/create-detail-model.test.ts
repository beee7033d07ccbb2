import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Action } from '#model/cards';
import { createCards, nextEpisode } from '#model/cards';
import { createFavouritesModel } from '#model/favourites';
import { createTranslator } from '#model/i18n';
import type { Translator } from '#model/i18n';
import { createProgressModel } from '#model/progress';
import type { ExpectedTitle } from '#model/player';
import type { ProgressModel } from '#model/progress';
import { createTasteModel } from '#model/taste';
import { createStoredCell } from '#sources/storage';
import { createFakeCatalog, createFakeHost, fakeEpisode, FakeCatalogModel, fakeMovie, fakeMovieDetail, fakeSeries, fakeSeriesDetail, readStrings, settle } from '#test/harness/fakes';
import { createDetailModel } from './create-detail-model';
import type { DetailModel } from './detail-model';

const MIN = 60_000;
const kestrel = fakeMovie('kestrel', { name: 'Kestrel', year: 2025, genres: ['Drama', 'Sky', 'Third'], durationMs: 124 * MIN, age: 12, quality: '4K', rating: 8.1, plot: 'Short.' });
const alike = fakeMovie('alike', { name: 'Alike', genres: ['Drama', 'Sky'], year: 2024 });
const apart = fakeMovie('apart', { name: 'Apart', genres: ['Comedy'] });
const northern = fakeSeries('northern', { name: 'Northern Hour', seasonCount: 3, year: 2024, endYear: 2025, genres: ['Thriller'] });
const seasons = [
  { number: 0, name: '', episodes: [fakeEpisode('northern', 0, 1, { name: 'Making of' })] }, { number: 1, name: '', episodes: [fakeEpisode('northern', 1, 1), fakeEpisode('northern', 1, 2)] },
  { number: 2, name: 'The Second', episodes: [fakeEpisode('northern', 2, 1, { name: '', durationMs: 48 * MIN })] },
];
const episode = (season: number, number: number) => fakeEpisode('northern', season, number).key;

let catalog: FakeCatalogModel;
let progress: ProgressModel;
let detail: DetailModel;
let performed: Action[];
let expected: Array<ExpectedTitle | null>;
let translator: Translator;

beforeEach(async () => {
  const host = createFakeHost();
  catalog = new FakeCatalogModel();
  performed = [];
  expected = [];
  catalog.catalog.value = createFakeCatalog({ movies: [kestrel, apart, alike], series: [northern] });
  catalog.movieDetails.set(kestrel.key, fakeMovieDetail(kestrel.key, { plot: 'Long.', cast: [{ name: 'Mira', role: 'Astrid', picture: '' }, { name: 'Tove', role: 'Self', picture: '' }], directors: ['Tove', 'Ana'], criticPercent: 92, trailerUrl: 't', badges: ['4K', 'HDR'] }));
  catalog.seriesDetails.set(northern.key, fakeSeriesDetail(northern.key, seasons));
  translator = createTranslator({ clock: host.clock, loadStrings: readStrings, isTwelveHour: () => false });
  await translator.setLocale('en');
  const deps = { clock: host.clock, log: host.log, cellOf: (id: string) => createStoredCell(host.storage, host.log, id), remote: () => null };
  progress = createProgressModel(deps);
  await progress.openProfile('1');
  const favourites = createFavouritesModel(deps);
  detail = createDetailModel({
    catalog, translator, progress, favourites,
    taste: createTasteModel(deps),
    picks: () => null,
    cards: createCards({ translator, progress, nowMs: () => host.clock.nowMs() }),
    player: { expectTitle: (title) => expected.push(title) },
    perform: (action) => performed.push(action),
    toggleMyList: (key) => favourites.toggle(key),
  });
});

describe('film', () => {
  test('the header is there at once, the rest comes', async () => {
    const page = detail.openMovie(kestrel.key);
    expect(page.header.value).toMatchObject({ title: 'Kestrel', facts: ['2025', 'Drama, Sky', '2 h 04 min'], rating: '8.1', critics: '', badges: ['12+', '4K'], plot: 'Short.' });
    expect([page.state.value.kind, page.similar.value, page.hasTrailer.value]).toEqual(['loading', [], false]);
    await settle();
    expect(page.header.value).toMatchObject({ critics: '92 %', badges: ['12+', '4K', 'HDR'], plot: 'Long.' });
    expect(page.cast.value.map((person) => [person.name, person.role])).toEqual([['Mira', 'Astrid'], ['Tove', 'Self'], ['Ana', 'Director']]);
    expect([page.state.value.kind, page.hasTrailer.value, page.similar.value.map((card) => card.title)]).toEqual(['ready', true, ['Alike']]);
  });

  test('resume follows progress; buttons act; My list follows', async () => {
    const page = detail.openMovie(kestrel.key);
    expect(page.resume.value).toBeNull();
    await progress.save(kestrel.key, 100 * MIN, 124 * MIN);
    expect(page.resume.value).toEqual({ progress: 100 / 124, left: '24 min left' });
    page.play();
    page.playFromStart();
    page.playTrailer();
    expect(performed).toEqual([{ kind: 'watch-movie', key: kestrel.key, from: 'resume' }, { kind: 'watch-movie', key: kestrel.key, from: 'start' }, { kind: 'watch-trailer', key: kestrel.key }]);
    page.toggleMyList();
    expect(page.isInMyList.value).toBe(true);
  });

  test('what the focus rests on is prepared; elsewhere nothing is', async () => {
    const page = detail.openMovie(kestrel.key);
    await settle();
    for (const id of ['play', 'from-start', 'buy', 'trailer', '']) page.restOn(id);
    const film = { kind: 'watch-movie', key: kestrel.key } as const;
    expect(expected).toEqual([{ ...film, from: 'resume' }, { ...film, from: 'start' }, null, null, null]);
  });

  test('a failure keeps the header and can be tried again; a film that is gone has none', async () => {
    catalog.movieDetails.clear();
    const page = detail.openMovie(kestrel.key);
    await settle();
    expect([page.state.value.kind, page.header.value?.title]).toEqual(['failed', 'Kestrel']);
    catalog.movieDetails.set(kestrel.key, fakeMovieDetail(kestrel.key));
    page.retry();
    await settle();
    expect(page.state.value.kind).toBe('ready');
    expect(detail.openMovie(fakeMovie('gone').key).header.value).toBeNull();
  });

  test('an answer after the page is gone changes nothing', async () => {
    const page = detail.openMovie(kestrel.key);
    page.dispose();
    await settle();
    expect(page.state.value.kind).toBe('loading');
  });
});

describe('series', () => {
  test('begins at the first episode, then at the one to go on with; specials come last', async () => {
    const page = detail.openSeries(northern.key);
    await settle();
    expect([page.playLabel.value, page.nextEpisodeKey.value, page.seasonIndex.value]).toEqual(['Play S1 E1', episode(1, 1), 1]);
    expect(page.seasons.value.map((season) => season.name)).toEqual(['Specials', 'Season 1', 'The Second']);
    expect(page.seasons.value[2]?.episodes[0]).toMatchObject({ title: 'Episode 1', facts: ['48 min'], progress: -1 });
    await progress.save(episode(1, 2), 10 * MIN, 50 * MIN, northern.key);
    expect([page.playLabel.value, page.seasons.value[1]?.episodes[1]?.facts]).toEqual(['Resume S1 E2', ['40 min left']]);
    await progress.markWatched(episode(1, 2), true, northern.key);
    expect([page.playLabel.value, page.seasons.value[1]?.episodes[1]?.isWatched]).toEqual(['Play S2 E1', true]);
    page.play();
    expect(performed).toEqual([{ kind: 'watch-episode', key: episode(2, 1), seriesKey: northern.key, from: 'resume' }]);
  });

  test('the next episode and those of the row are prepared; the rest is not', async () => {
    const page = detail.openSeries(northern.key);
    page.restOn('play');
    await settle();
    for (const id of ['play', episode(1, 2), 's1', 'buy', northern.key, '']) page.restOn(id);
    const first = { kind: 'watch-episode', seriesKey: northern.key, from: 'resume' } as const;
    expect(expected).toEqual([null, { ...first, key: episode(1, 1) }, { ...first, key: episode(1, 2) }, null, null, null, null]);
  });

  test('the chosen season stays; wrong indexes do nothing', async () => {
    await progress.markWatched(episode(1, 2), true, northern.key);
    const page = detail.openSeries(northern.key);
    await settle();
    expect(page.seasonIndex.value).toBe(2);
    page.chooseSeason(1);
    page.chooseSeason(7);
    page.retry();
    await settle();
    expect(page.seasonIndex.value).toBe(1);
  });

  test('facts count regular seasons only, years as a span', async () => {
    const page = detail.openSeries(northern.key);
    expect(page.header.value?.facts).toEqual(['3 seasons', 'Thriller', '2024 – 2025']);
    await settle();
    expect(page.header.value?.facts[0]).toBe('2 seasons');
    await translator.setLocale('de');
    expect([page.header.value?.facts[0], page.playLabel.value]).toEqual(['2 Staffeln', 'S1 E1 abspielen']);
  });

  test('after the last episode it begins again', () => {
    const known = fakeSeriesDetail(northern.key, seasons);
    expect(nextEpisode(known, { key: episode(2, 1), isFinished: true })?.name).toBe('Making of');
    expect(nextEpisode(known, { key: episode(0, 1), isFinished: true })).toBeNull();
    expect(nextEpisode(known, { key: episode(9, 9), isFinished: true })?.key).toBe(episode(1, 1));
    expect(nextEpisode(fakeSeriesDetail(northern.key, []), null)).toBeNull();
  });
});
