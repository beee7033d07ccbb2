import { beforeEach, describe, expect, test } from '@jest/globals';
import { AppError, itemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import { createCatalogBuilder, makePreview, PreviewCatalog } from '#core/catalog';
import { signal } from '#core/state';
import { createCards } from '#model/cards';
import type { Action } from '#model/cards';
import { createFavouritesModel } from '#model/favourites';
import { createTranslator } from '#model/i18n';
import { createProgressModel } from '#model/progress';
import type { ProgressModel } from '#model/progress';
import { createTasteModel } from '#model/taste';
import type { TasteModel } from '#model/taste';
import { LateVersions } from '#model/versions';
import type { VersionMerger } from '#model/versions';
import { createTimeModel } from '#model/time';
import { DEFAULT_SETTINGS } from '#model/settings';
import { createStoredCell } from '#sources/storage';
import {
  createFakeCatalog,
  createFakeGuide,
  createFakeHost,
  fakeChannel,
  fakeEpisode,
  FAKE_SOURCE,
  FakeCatalogModel,
  fakeMovie,
  fakeMovieDetail,
  fakeProgramme,
  fakeSeries,
  fakeSeriesDetail,
  readStrings,
  settle,
} from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { createHomeModel } from './create-home-model';
import type { HomeModel } from './home-model';

const MIN = 60_000;
const movies = Array.from({ length: 8 }, (_unused, index) =>
  fakeMovie(`m${String(index)}`, {
    name: `Film ${String(index)}`,
    rating: index,
    addedMs: index === 0 ? 0 : index * 1000,
    backdrop: index < 3 ? 'b.jpg' : '',
    categories: [index < 4 ? 0 : 1],
    durationMs: 90 * MIN,
    year: 2025,
    age: 12,
  }),
);
const northern = fakeSeries('northern', { name: 'Northern Hour', landscape: 'l.jpg', seasonCount: 2 });
const episodes = [1, 2].map((number) => fakeEpisode('northern', 1, number, { durationMs: 50 * MIN }));
const channels = ['a', 'b', 'c', 'd'].map((id) => fakeChannel(id));

let host: FakeHost;
let catalog: FakeCatalogModel;
let progress: ProgressModel;
let taste: TasteModel;
let home: HomeModel;
let performed: Action[];
let listed: string[];
let lastKey: ItemKey | null;
let visit = 1;
const merger = signal<VersionMerger | null>(null);
const row = (id: string) => home.rows.value.find((each) => each.id === id);
const titles = (id: string) => row(id)?.cards.map((card) => card.title);

beforeEach(async () => {
  host = createFakeHost();
  catalog = new FakeCatalogModel();
  [performed, listed, lastKey, visit] = [[], [], null, 1];
  merger.value = null;
  catalog.catalog.value = createFakeCatalog({ movies, series: [northern], channels, categories: { movie: ['Drama', 'Thriller'] } });
  const now = host.clock.nowMs();
  catalog.guide.value = createFakeGuide(
    channels.slice(0, 3).map((channel) => fakeProgramme(channel.guideKey, now - MIN, now + 59 * MIN, { title: `On ${channel.name}` })),
  );
  catalog.seriesDetails.set(northern.key, fakeSeriesDetail(northern.key, [{ number: 1, name: '', episodes }]));
  const translator = createTranslator({ clock: host.clock, loadStrings: readStrings, isTwelveHour: () => false });
  await translator.setLocale('en');
  const deps = {
    clock: host.clock,
    log: host.log,
    cellOf: (id: string) => createStoredCell(host.storage, host.log, id),
    remote: () => null,
  };
  progress = createProgressModel(deps);
  await progress.openProfile('1');
  taste = createTasteModel(deps);
  await taste.openProfile('1');
  home = createHomeModel({
    catalog,
    translator,
    progress,
    cards: createCards({ translator, progress, nowMs: () => host.clock.nowMs() }),
    favourites: createFavouritesModel(deps),
    time: createTimeModel(host.clock),
    taste,
    picks: () => null,
    versions: () => merger.value,
    lastChannel: () => lastKey,
    visit: () => visit,
    perform: (action) => performed.push(action),
    toggleMyList: (_key, title) => listed.push(title),
  });
});

test('versions are one card, in rows of titles, On now and Continue watching, once what knows them is loaded', async () => {
  const versions = movies.concat(
    fakeMovie('m7x', { name: 'Film 7 4K', rating: 9, addedMs: 9000, year: 2025 }), fakeMovie('m6x', { name: 'DE: Film 6', rating: 1, addedMs: 10, year: 2025 }),
    fakeMovie('m5x', { name: 'Film 5 HD', rating: 6, addedMs: 20, year: 2024 }),
  );
  const lesser = fakeChannel('a2', { name: 'a HD', guideKey: 'a' });
  catalog.catalog.value = createFakeCatalog({ movies: versions, series: [northern], channels: [...channels, lesser], categories: { movie: ['Drama', 'Thriller'] } });
  await progress.save(versions[6]?.key ?? northern.key, 60 * MIN, 90 * MIN);
  await host.clock.advance(MIN);
  await progress.save(versions[9]?.key ?? northern.key, 50 * MIN, 90 * MIN);
  expect([titles('new-movies')?.slice(0, 2), titles('on-now')?.length, row('continue')?.cards.length]).toEqual([['Film 7 4K', 'Film 7'], 4, 2]);
  const late = new LateVersions({ values: signal({ ...DEFAULT_SETTINGS }) });
  late.start();
  for (let round = 0; round < 50 && late.value === null; round += 1) await settle();
  merger.value = late.value;
  expect([titles('new-movies')?.slice(0, 3), titles('on-now')]).toEqual([['Film 7 4K', 'Film 6', 'Film 5'], ['On a', 'On b', 'On c']]);
  // Another year is another film.
  expect(titles('top-movies')).toEqual(['Film 7 4K', 'Film 6', 'Film 5 HD', 'Film 5']);
  expect(row('continue')?.cards.map(({ id }) => id)).toEqual([versions[9]?.key]);
});

test('a guide that grows makes On now anew and no other row', () => {
  const titleRows: number[] = [];
  merger.value = { firstOfEach: (_reader, keys) => { titleRows.push(keys.length); return keys; } };
  expect(titles('on-now')).toHaveLength(3);
  titleRows.length = 0;
  const now = host.clock.nowMs();
  catalog.guide.value = createFakeGuide(channels.map((channel) => fakeProgramme(channel.guideKey, now - MIN, now + 59 * MIN, { title: `On ${channel.name}` })));
  expect([titles('on-now'), titleRows]).toEqual([['On a', 'On b', 'On c', 'On d'], [4]]);
});

describe('own sources', () => {
  test('rows are computed; too short ones are left out', () => {
    expect(home.rows.value.map((each) => each.id)).toEqual(['on-now', 'new-movies', 'top-movies', `movie-${FAKE_SOURCE}-Drama`, `movie-${FAKE_SOURCE}-Thriller`]);
    expect(titles('new-movies')?.slice(0, 2)).toEqual(['Film 7', 'Film 6']);
    expect(titles('top-movies')).toEqual(['Film 7', 'Film 6', 'Film 5']);
    expect(titles('on-now')).toEqual(['On a', 'On b', 'On c']);
    expect(home.hero.value.map((item) => item.title)).toEqual(['Film 2', 'Film 1', 'Film 0']);
    expect(home.hero.value[0]).toMatchObject({ hasTrailer: false, badge: '', facts: ['2025', '1 h 30 min'], badges: ['12+'] });
  });

  test('a list too small for any row shows what there is; channels without a guide are channels all the same', async () => {
    const builder = createCatalogBuilder({ sourceId: FAKE_SOURCE });
    const [drama, thriller, adult] = ['Drama', 'Thriller', 'XXX Adult'].map((name) => builder.category('movie', name));
    for (const [id, name, category] of [['late', 'Late at night', adult], ['one', 'One', drama], ['two', 'Two', thriller]] as const) builder.addMovie({ nativeId: id, name, categories: [category ?? 0], stream: { container: 'mp4' } });
    builder.addSeries({ nativeId: 'northern', name: 'Northern Hour', categories: [] });
    for (const name of ['a', 'b']) builder.addChannel({ nativeId: name, name, categories: [], stream: { url: `http://host.example/${name}.ts`, container: 'ts' } });
    catalog.guide.value = createFakeGuide([]);
    catalog.catalog.value = builder.finish();
    const shown = (): unknown => home.rows.value.map(({ id, title, cards }) => [id, title, cards.map((card) => card.title)]);
    const all = [['all-channels', 'Live TV', ['a', 'b']], ['all-movie', 'Movies', ['One', 'Two']], ['all-series', 'Series', ['Northern Hour']]];
    expect([shown(), home.state.value]).toEqual([all, 'ready']);
    await progress.save(itemKey(FAKE_SOURCE, 'movie', 'one'), 30 * MIN, 90 * MIN);
    expect(home.rows.value.map((each) => each.id)).toEqual(['continue', 'all-channels', 'all-movie', 'all-series']);
    catalog.landing.value = { kind: 'known', landing: { sourceId: FAKE_SOURCE, home: { hero: [], rows: [] } } };
    expect(home.rows.value.map((each) => each.id)).toEqual(['all-channels', 'all-movie', 'all-series']);
    catalog.landing.value = { kind: 'unknown' };
    expect(home.rows.value).toEqual([]);
    catalog.landing.value = { kind: 'none' };
    catalog.catalog.value = createFakeCatalog({});
    expect([shown(), home.state.value]).toEqual([[], 'empty']);
  });

  test('what was shown the last time is shown from first rows alone, and stays as it is when the rest comes', () => {
    const builder = createCatalogBuilder({ sourceId: FAKE_SOURCE });
    const categories = Array.from({ length: 9 }, (_unused, index) => builder.category('movie', `Group ${String(index)}`));
    for (let i = 0; i < 4000; i += 1) builder.addMovie({ nativeId: String(i), name: `Film ${String(i)}`, rating: (i * 7) % 10, addedMs: ((i * 7919) % 4001) * 1000, backdrop: i % 90 === 3 ? 'b.jpg' : '', categories: [categories[i % 9] ?? 0] });
    const whole = builder.finish();
    catalog.catalog.value = whole;
    const before = { rows: home.rows.value, hero: home.hero.value };
    expect(before.rows.length).toBeGreaterThan(5);
    const pinned = [...before.hero.map((item) => item.key), ...before.rows.flatMap((each) => each.cards.map((card) => card.id as ItemKey))];
    const pins = makePreview(whole, { pinned, perCategory: 0, limit: 400 });
    catalog.catalog.value = new PreviewCatalog(makePreview(whole, { pinned: [], perCategory: 24, limit: 120 }), pins);
    expect([home.rows.value, home.hero.value]).toEqual([before.rows, before.hero]);
    const shown = home.rows.value;
    catalog.catalog.value = whole;
    // The very same lists: nothing is drawn again.
    expect(home.rows.value).toBe(shown);
  });

  test('what is not for the viewer is in no row and no slide, and its row goes on without it; a hidden row is gone and comes back', () => {
    const film = movies[7];
    const slide = home.hero.value[0];
    if (film === undefined || slide === undefined) throw new Error('expected a film and a slide');
    taste.say(film.key, 'not');
    taste.say(slide.key, 'not');
    expect(home.rows.value.some((row) => row.cards.some((card) => card.key === film.key))).toBe(false);
    expect(home.hero.value.map(({ key }) => key)).not.toContain(slide.key);
    expect(titles('new-movies')?.[0]).toBe('Film 6');
    taste.setRowHidden('new-movies', 'New films', true);
    expect(titles('new-movies')).toBeUndefined();
    taste.forget();
    expect(titles('new-movies')?.[0]).toBe('Film 7');
  });

  test('the last channel comes first under On now', () => {
    lastKey = itemKey(FAKE_SOURCE, 'channel', 'c');
    catalog.guide.value = createFakeGuide(
      channels.map((channel) => fakeProgramme(channel.guideKey, 0, host.clock.nowMs() + 1, { title: channel.name })),
    );
    expect(titles('on-now')?.[0]).toBe('c');
  });

  test('a channel on a card is named by its logo, or in words', () => {
    catalog.catalog.value = createFakeCatalog({ channels: channels.map((channel, index) => ({ ...channel, logo: index === 0 ? 'http://art/a.png' : '' })) });
    const cards = row('on-now')?.cards ?? [];
    const [first = '', second = ''] = cards.map(({ subtitle }) => subtitle);
    expect([cards[0]?.logo, cards[1]?.logo]).toEqual(['http://art/a.png', '']);
    expect(first).not.toContain('·');
    expect(second).toBe(`b · ${first}`);
  });

  test('nothing at all, still loading, failed', () => {
    catalog.catalog.value = createFakeCatalog();
    expect([home.state.value, home.rows.value]).toEqual(['empty', []]);
    catalog.refresh.value = { kind: 'loading', progress: { sourceName: '', channels: 0, movies: 0, series: 0, fraction: -1 } };
    expect(home.state.value).toBe('loading');
    catalog.refresh.value = { kind: 'failed', error: new AppError('net.timeout') };
    expect(home.state.value).toBe('failed');
  });
});

describe('Continue watching', () => {
  const movie = (index: number): ItemKey => itemKey(FAKE_SOURCE, 'movie', `m${String(index)}`);

  test('films and series, newest first, one card each, with the episode to go on with', async () => {
    await progress.save(movie(1), 30 * MIN, 90 * MIN);
    host.clock.tick(1000);
    await progress.save(episodes[0]?.key ?? movie(0), 49 * MIN, 50 * MIN, northern.key);
    host.clock.tick(1000);
    await progress.save(movie(2), 89 * MIN, 90 * MIN);
    expect(titles('continue')).toEqual(['Film 1']);
    await home.refresh();
    const cards = row('continue')?.cards ?? [];
    expect(cards.map((card) => [card.title, card.subtitle, card.facts.join(), card.progress])).toEqual([
      ['Northern Hour', 'S1 E2 Episode 2', 'S1 E2 Episode 2,50 min', 0],
      ['Film 1', '', '1 h 00 min left', 1 / 3],
    ]);
    const [series] = cards;
    if (series === undefined) throw new Error('expected a card');
    expect(series.action).toEqual({ kind: 'watch-episode', key: episodes[1]?.key, seriesKey: northern.key, from: 'resume' });
    home.removeFromContinue(series);
    await settle();
    expect(titles('continue')).toEqual(['Film 1']);
  });

  test('a series seen to its end is gone; one whose detail cannot be read stands without its episode', async () => {
    for (const episode of episodes) {
      await progress.save(episode.key, 49 * MIN, 50 * MIN, northern.key);
      host.clock.tick(1000);
    }
    await home.refresh();
    expect(row('continue')).toBeUndefined();
    catalog.seriesDetails.clear();
    const other = fakeSeries('other', { name: 'Other' });
    catalog.catalog.value = createFakeCatalog({ movies, series: [northern, other] });
    await progress.save(itemKey(FAKE_SOURCE, 'episode', 'o1'), 10 * MIN, 50 * MIN, other.key);
    await home.refresh();
    expect(row('continue')?.cards.map((card) => [card.title, card.action.kind])).toEqual([['Other', 'open-series']]);
  });
});

describe('the operator’s page', () => {
  const item = (id: string, kind: 'movie' | 'series' | 'channel' = 'movie') => ({ kind, id });
  beforeEach(() => {
    catalog.landing.value = {
      kind: 'known',
      landing: {
        sourceId: FAKE_SOURCE,
        home: {
          hero: [
            { kind: 'movie', id: 'm1', badge: 'New film', note: 'Only here' },
            { kind: 'series', id: 'northern', badge: '', note: '' },
            { kind: 'movie', id: 'gone', badge: '', note: '' },
          ],
          rows: [
            { id: 'top', kind: 'top10', title: 'Top 10', items: [item('m1'), item('gone'), item('northern', 'series'), item('m2')] },
            { id: 'short', kind: 'poster', title: 'Short', items: [item('m1'), item('m2')] },
            { id: 'now', kind: 'on-now', title: '', items: [item('d', 'channel')] },
            { id: 'c', kind: 'continue', title: 'Go on', items: [] },
          ],
        },
      },
    };
  });

  test('its rows in its order; what the catalogue no longer has leaves no gap in the ranks', async () => {
    await progress.save(itemKey(FAKE_SOURCE, 'movie', 'm1'), 30 * MIN, 90 * MIN);
    expect(home.rows.value.map((each) => [each.id, each.title])).toEqual([
      ['top', 'Top 10'],
      ['now', 'On now'],
      ['continue', 'Go on'],
    ]);
    expect(row('top')?.cards.map((card) => [card.rank, card.title])).toEqual([
      [1, 'Film 1'],
      [2, 'Northern Hour'],
      [3, 'Film 2'],
    ]);
    expect(home.hero.value.map((each) => [each.title, each.badge, each.canResume])).toEqual([
      ['Film 1', 'New film', true],
      ['Northern Hour', '', false],
    ]);
  });

  test('what was recommended leaves once it is seen, locked or because of what is forgotten', async () => {
    const of = { kind: 'movie' as const, id: 'm0' };
    const items = ['m1', 'm2', 'm3', 'm4', 'm5'].map((id) => ({ ...item(id), why: 'together' as const, of }));
    const known = catalog.landing.value;
    if (known.kind !== 'known') throw new Error('expected a page');
    catalog.landing.value = { kind: 'known', landing: { ...known.landing, home: { hero: [], rows: [{ id: 'because-m:m0', kind: 'poster', title: 'Because', items }, { id: 'top', kind: 'top10', title: 'Top', items: [item('m1'), item('m2'), item('m3')] }] } } };
    await progress.save(itemKey(FAKE_SOURCE, 'movie', 'm1'), 89 * MIN, 90 * MIN);
    expect([titles('because-m:m0'), titles('top')]).toEqual([['Film 2', 'Film 3', 'Film 4', 'Film 5'], ['Film 1', 'Film 2', 'Film 3']]);
    taste.setLearning({ ...taste.learning.peek(), forgotten: new Set([itemKey(FAKE_SOURCE, 'movie', 'm0')]) });
    expect([row('because-m:m0'), titles('top')?.length]).toEqual([undefined, 3]);
    taste.setLearning({ ...taste.learning.peek(), forgotten: new Set() });
    expect(row('because-m:m0')).toBeDefined();
    taste.setLearning({ ...taste.learning.peek(), isOn: false });
    expect(row('because-m:m0')).toBeUndefined();
  });

  test('until it is known whose page it is, nothing is shown', () => {
    catalog.landing.value = { kind: 'unknown' };
    expect([home.rows.value, home.hero.value, home.state.value]).toEqual([[], [], 'loading']);
  });

  test('trailers are offered until it is known that there is none', async () => {
    catalog.movieDetails.set(itemKey(FAKE_SOURCE, 'movie', 'm1'), fakeMovieDetail(itemKey(FAKE_SOURCE, 'movie', 'm1')));
    expect(home.hero.value[0]?.hasTrailer).toBe(true);
    await home.refresh();
    expect(home.hero.value[0]?.hasTrailer).toBe(false);
  });

  test('what the hero’s buttons do', async () => {
    const [film, series] = home.hero.value;
    if (film === undefined || series === undefined) throw new Error('expected two slides');
    home.playHero(film);
    home.playHero(series);
    await settle();
    home.playTrailer(film);
    home.openHero(series);
    home.toggleMyList(film);
    expect(performed).toEqual([
      { kind: 'watch-movie', key: film.key, from: 'resume' },
      { kind: 'watch-episode', key: episodes[0]?.key, seriesKey: northern.key, from: 'resume' },
      { kind: 'watch-trailer', key: film.key },
      { kind: 'open-series', key: northern.key },
    ]);
    expect(listed).toEqual(['Film 1']);
    catalog.seriesDetails.clear();
    home.playHero(series);
    await settle();
    expect(performed[performed.length - 1]).toEqual({ kind: 'open-series', key: northern.key });
  });

  test('an episode that is found when the viewer has gone on does not call them back', async () => {
    const [, series] = home.hero.value;
    if (series === undefined) throw new Error('expected two slides');
    home.playHero(series);
    visit = 2;
    await settle();
    expect(performed).toEqual([]);
  });
});
