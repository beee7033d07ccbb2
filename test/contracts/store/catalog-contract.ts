import { describe, expect, test } from '@jest/globals';
import type { ChannelRow, EpisodeRow, Incoming, ImportSession, MovieRow, SeriesRow, Store, TitleRow, WithCategories } from '#server/store';
import type { StoreFixture } from './store-fixture';
import { withStore } from './store-fixture';

const SOURCE = { id: 'm3u', kind: 'm3u', name: 'List', fingerprint: '' } as const;
const MEDIA = { asset: '', upstreamUrl: 'http://up.example/1', container: '' };

function aChannel(externalKey: string, changes: Partial<WithCategories<Incoming<ChannelRow>>> = {}): WithCategories<Incoming<ChannelRow>> {
  return {
    externalKey, number: 1, name: externalKey, logo: '', guideKey: '', isRadio: false, isAdult: false, archiveDays: 0, media: MEDIA,
    catchup: null, addedMs: 0, categoryKeys: ['news'], ...changes,
  };
}

function aTitle(externalKey: string): WithCategories<Incoming<TitleRow>> {
  return {
    externalKey, name: externalKey, year: 2025, poster: 'p', backdrop: 'b', landscape: 'l', titleArt: 't', tint: '#aabbcc', rating: 8.1,
    age: 12, isAdult: false, genres: ['Drama'], plot: 'plot', addedMs: 5, categoryKeys: ['films'],
    detail: { cast: [{ name: 'A', role: 'B', picture: '' }], directors: ['C'], criticPercent: 90, badges: ['4K'], trailerAsset: 'tr', similarKeys: ['y'], seasonNames: { '1': 'One' } },
  };
}

/** A film of an import, in the category `films`. */
export function aMovie(externalKey: string): WithCategories<Incoming<MovieRow>> {
  return { ...aTitle(externalKey), durationMs: 60_000, quality: '4K', media: { asset: 'film', upstreamUrl: '', container: '' } };
}

function anEpisode(externalKey: string, seriesKey: string, season: number, number: number): Incoming<EpisodeRow> & { seriesKey: string } {
  return { externalKey, seriesKey, season, number, name: externalKey, plot: '', still: '', durationMs: 1, addedMs: 2, media: MEDIA };
}

async function importChannels(store: Store, keys: readonly string[], nowMs = 1): Promise<void> {
  const session = await begin(store);
  await session.addChannels(keys.map((key) => aChannel(key)));
  await session.commit(nowMs);
}

async function begin(store: Store): Promise<ImportSession> {
  const session = await store.imports.begin(SOURCE);
  await session.addCategories([{ externalKey: 'news', kind: 'channel', name: 'News', isAdult: false }]);
  return session;
}

async function allChannels(store: Store, filter: { categoryId?: number; includesAdult?: boolean } = {}): Promise<ChannelRow[]> {
  const rows: ChannelRow[] = [];
  for await (const page of store.catalog.channels({ includesAdult: true, ...filter })) rows.push(...page);
  return rows;
}

async function names(store: Store, filter = {}): Promise<string[]> {
  return (await allChannels(store, filter)).map((row) => row.name);
}

function importsContract(fixture: StoreFixture): void {
  describe(`${fixture.name}: imports`, () => {
    test('nothing is seen before the commit, all of it after', () =>
      withStore(fixture, async (store) => {
        const before = await store.catalog.revision();
        const session = await begin(store);
        await session.addChannels([aChannel('one'), aChannel('two')]);
        expect(await names(store)).toEqual([]);
        expect(await store.catalog.categories('channel')).toEqual([]);
        await session.commit(7);
        expect(await names(store)).toEqual(['one', 'two']);
        expect(await store.catalog.revision()).not.toBe(before);
        expect(await store.catalog.sources()).toMatchObject([{ id: 'm3u', kind: 'm3u', generation: 1, importedAtMs: 7 }]);
      }));

    test('rows keep their ids across imports, whatever their place', () =>
      withStore(fixture, async (store) => {
        await importChannels(store, ['one', 'two', 'three']);
        const before = new Map((await allChannels(store)).map((row) => [row.name, row.id]));
        await importChannels(store, ['three', 'four', 'one']);
        const after = await allChannels(store);
        expect(after.map((row) => row.name)).toEqual(['three', 'four', 'one']);
        expect(after[0]?.id).toBe(before.get('three'));
        expect(after[2]?.id).toBe(before.get('one'));
        expect(await store.catalog.channel(before.get('two') ?? 0)).toBeNull();
        expect(new Set(after.map((row) => row.id)).size).toBe(3);
      }));

    test('an import that never ended leaves the old rows and no trouble for the next', () =>
      withStore(fixture, async (store) => {
        await importChannels(store, ['one']);
        const killed = await begin(store);
        await killed.addChannels([aChannel('half')]);
        expect(await names(store)).toEqual(['one']);
        await importChannels(store, ['two']);
        expect(await names(store)).toEqual(['two']);
      }));

    test('an abandoned import leaves nothing', () =>
      withStore(fixture, async (store) => {
        await importChannels(store, ['one']);
        const session = await begin(store);
        await session.addChannels([aChannel('half')]);
        await session.abandon();
        expect(await names(store)).toEqual(['one']);
      }));

    test('a key that comes twice is taken once', () =>
      withStore(fixture, async (store) => {
        await importChannels(store, ['one', 'one', 'two']);
        expect(await names(store)).toEqual(['one', 'two']);
      }));

    test('sources stand side by side and one can be taken out', () =>
      withStore(fixture, async (store) => {
        await importChannels(store, ['one']);
        const other = await store.imports.begin({ ...SOURCE, id: 'other' });
        await other.addChannels([aChannel('one', { name: 'other one', number: 900, categoryKeys: [] })]);
        await other.commit(2);
        expect(await names(store)).toEqual(['one', 'other one']);
        expect(await store.imports.highestChannelNumber('m3u')).toBe(900);
        expect(await store.imports.highestChannelNumber('other')).toBe(1);
        await store.imports.remove('m3u');
        expect(await names(store)).toEqual(['other one']);
        await importChannels(store, ['one again']);
        expect(await names(store)).toEqual(['other one', 'one again']);
      }));
  });
}

function listsContract(fixture: StoreFixture): void {
  describe(`${fixture.name}: lists`, () => {
    test('categories list their rows in order, a row may be in several', () =>
      withStore(fixture, async (store) => {
        const session = await begin(store);
        await session.addCategories([
          { externalKey: 'sport', kind: 'channel', name: 'Sport', isAdult: false },
          { externalKey: 'sport', kind: 'movie', name: 'Sport films', isAdult: false },
        ]);
        await session.addChannels([aChannel('a'), aChannel('b', { categoryKeys: ['sport'] }), aChannel('c', { categoryKeys: ['sport', 'news', 'gone'] })]);
        await session.commit(1);
        const [news, sport] = await store.catalog.categories('channel');
        expect([news?.name, sport?.name]).toEqual(['News', 'Sport']);
        expect(await names(store, { categoryId: news?.id })).toEqual(['a', 'c']);
        expect(await names(store, { categoryId: sport?.id })).toEqual(['b', 'c']);
        expect((await allChannels(store))[2]?.categoryIds).toEqual([sport?.id, news?.id]);
        expect(await store.catalog.categories('movie')).toMatchObject([{ name: 'Sport films', kind: 'movie' }]);
        expect(await names(store, { categoryId: 9999 })).toEqual([]);
      }));

    test('adult rows are left out where they must be', () =>
      withStore(fixture, async (store) => {
        const session = await begin(store);
        await session.addChannels([aChannel('a'), aChannel('x', { isAdult: true })]);
        await session.commit(1);
        expect(await names(store, { includesAdult: false })).toEqual(['a']);
        const [news] = await store.catalog.categories('channel');
        expect(await names(store, { includesAdult: false, categoryId: news?.id })).toEqual(['a']);
      }));

    test('lists longer than a page come whole and in order', () =>
      withStore(fixture, async (store) => {
        const keys = Array.from({ length: 1203 }, (_, index) => `k${String(index)}`);
        await importChannels(store, keys);
        expect(await names(store)).toEqual(keys);
        const [news] = await store.catalog.categories('channel');
        expect(await names(store, { categoryId: news?.id })).toEqual(keys);
        expect(await store.catalog.count('channel')).toBe(1203);
      }));

    test('a channel keeps every field', () =>
      withStore(fixture, async (store) => {
        const session = await begin(store);
        const catchup = { mode: 'shift', days: 3, template: '?x', correctionMs: 3_600_000 } as const;
        const given = aChannel('a', {
          number: 5.1, name: 'A "quoted"\nname', logo: '/l.png', guideKey: 'A.se', isRadio: true, archiveDays: 3, catchup, addedMs: 99,
          media: { asset: 'slug', upstreamUrl: 'http://u', container: 'ts' },
        });
        await session.addChannels([given]);
        await session.commit(1);
        const [row] = await allChannels(store);
        const { externalKey, categoryKeys, ...fields } = given;
        expect([externalKey, categoryKeys]).toEqual(['a', ['news']]);
        expect(row).toMatchObject(fields);
        expect(await store.catalog.channel(row?.id ?? 0)).toEqual(row);
      }));
  });
}

function titlesContract(fixture: StoreFixture): void {
  test(`${fixture.name}: films, series and episodes keep every field`, () =>
    withStore(fixture, async (store) => {
      const session = await store.imports.begin(SOURCE);
      await session.addCategories([{ externalKey: 'films', kind: 'movie', name: 'Films', isAdult: false }]);
      await session.addMovies([aMovie('x'), aMovie('y')]);
      const series: WithCategories<Incoming<SeriesRow>> = { ...aTitle('s'), categoryKeys: [], seasonCount: 2, endYear: 2026 };
      await session.addSeries([series]);
      await session.addEpisodes([anEpisode('s2e1', 's', 2, 1), anEpisode('s1e2', 's', 1, 2), anEpisode('s1e1', 's', 1, 1)]);
      await session.commit(1);
      const [id] = await store.catalog.idsOf('m3u', 'movie', ['x']);
      const { categoryKeys, ...fields } = aMovie('x');
      expect(await store.catalog.movie(id ?? 0)).toMatchObject(fields);
      expect(categoryKeys).toEqual(['films']);
      const [seriesId] = await store.catalog.idsOf('m3u', 'series', ['s']);
      expect(await store.catalog.seriesById(seriesId ?? 0)).toMatchObject({ seasonCount: 2, endYear: 2026, name: 's' });
      const episodes = await store.catalog.episodes(seriesId ?? 0);
      expect(episodes.map((row) => row.name)).toEqual(['s1e1', 's1e2', 's2e1']);
      expect(await store.catalog.episode(episodes[0]?.id ?? 0)).toEqual(episodes[0]);
      expect(await store.catalog.idsOf('m3u', 'movie', ['y', 'none', 'x'])).toHaveLength(2);
      expect(await store.catalog.idsOf('other', 'movie', ['x'])).toEqual([]);
    }));
}

async function collected<Row>(pages: AsyncIterable<readonly Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}

function listedContract(fixture: StoreFixture): void {
  test(`${fixture.name}: listed films and series are the films and series, by page, category and age, with fewer fields`, () =>
    withStore(fixture, async (store) => {
      const session = await store.imports.begin(SOURCE);
      await session.addCategories([{ externalKey: 'films', kind: 'movie', name: 'Films', isAdult: false }]);
      await session.addMovies(Array.from({ length: 603 }, (_, at) => ({ ...aMovie(`m${String(at)}`), isAdult: at === 7, genres: at === 3 ? [] : ['Drama', String(at % 5)], categoryKeys: at % 2 === 0 ? ['films'] : [] })));
      await session.addSeries([{ ...aTitle('s'), seasonCount: 2, endYear: 2026 }]);
      await session.commit(1);
      const [films] = await store.catalog.categories('movie');
      for (const filter of [{ includesAdult: true }, { includesAdult: false }, { includesAdult: true, categoryId: films?.id ?? 0 }]) {
        const whole = await collected(store.catalog.movies(filter));
        const listed = await collected(store.catalog.listedMovies(filter));
        expect(listed.length).toBeGreaterThan(300);
        expect(listed).toEqual(whole.map(({ sourceId, externalKey, isAdult, detail, media, ...rest }) => (sourceId === 'm3u' && externalKey !== '' && typeof isAdult === 'boolean' && detail.directors[0] === 'C' && media.asset === 'film' ? rest : null)));
      }
      const [series] = await collected(store.catalog.listedSeries({ includesAdult: true }));
      expect(series).toMatchObject({ name: 's', seasonCount: 2, endYear: 2026, genres: ['Drama'] });
    }));

  test(`${fixture.name}: a guide leaves the titles' revision, a list changes both`, () =>
    withStore(fixture, async (store) => {
      const revisions = async (): Promise<string[]> => [await store.catalog.titlesRevision(), await store.catalog.revision()];
      const [titles, all] = await revisions();
      const guide = await store.imports.begin({ ...SOURCE, id: 'guide', kind: 'xmltv' });
      await guide.commit(1);
      const [titlesLater, allLater] = await revisions();
      expect([titlesLater === titles, allLater === all]).toEqual([true, false]);
      await importChannels(store, ['a'], 2);
      const newest = await revisions();
      expect([newest[0] === titles, newest[1] === allLater]).toEqual([false, false]);
    }));
}

function guideContract(fixture: StoreFixture): void {
  const programme = { guideKey: 'Nord.SE', startMs: 100, stopMs: 200, title: 'T', subtitle: 'S', description: 'D', category: 'C', picture: 'P', age: 12 };

  async function importGuide(store: Store, id: string, names: readonly string[], rows: ReadonlyArray<typeof programme>): Promise<void> {
    const session = await store.imports.begin({ ...SOURCE, id, kind: 'xmltv' });
    await session.addGuideChannels([{ guideKey: 'Nord.SE', names }, { guideKey: 'b', names: ['Nord.SE'] }]);
    await session.addProgrammes(rows);
    await session.commit(1);
  }

  describe(`${fixture.name}: guide`, () => {
    test('programmes overlapping a window; the first of two at the same time stays', () =>
      withStore(fixture, async (store) => {
        await importGuide(store, 'g', [], [programme, { ...programme, startMs: 200, stopMs: 300 }, { ...programme, title: 'again' }, { ...programme, guideKey: 'b', startMs: 150, stopMs: 160 }]);
        expect(await store.guide.between(['nord.se'], 199, 200)).toEqual([{ ...programme, guideKey: 'nord.se' }]);
        expect((await store.guide.between(['b', 'nord.se', ''], 0, 1000)).map((row) => row.startMs)).toEqual([150, 100, 200]);
        expect(await store.guide.between(['nord.se'], 300, 400)).toEqual([]);
        expect(await store.guide.between(['c'], 0, 1000)).toEqual([]);
      }));

    test('a channel is found by id before name, and by name when no id fits', () =>
      withStore(fixture, async (store) => {
        await importGuide(store, 'g', ['Nord  One'], [programme, { ...programme, guideKey: 'b', title: 'B' }]);
        expect((await store.guide.between(['NORD.SE'], 0, 1000)).map((row) => row.title)).toEqual(['T']);
        expect(await store.guide.between(['nord one'], 0, 1000)).toEqual([{ ...programme, guideKey: 'nord one' }]);
      }));

    test('of several guides the first imported one answers', () =>
      withStore(fixture, async (store) => {
        await importGuide(store, 'g', [], [programme]);
        await importGuide(store, 'later', [], [{ ...programme, startMs: 110, title: 'other guide' }]);
        expect((await store.guide.between(['nord.se'], 0, 1000)).map((row) => row.title)).toEqual(['T']);
        await store.imports.remove('g');
        expect((await store.guide.between(['nord.se'], 0, 1000)).map((row) => row.title)).toEqual(['other guide']);
      }));

    test('an import replaces the whole guide', () =>
      withStore(fixture, async (store) => {
        await importGuide(store, 'g', [], [programme, { ...programme, guideKey: 'b' }]);
        await importGuide(store, 'g', [], [{ ...programme, title: 'new' }]);
        expect((await store.guide.between(['nord.se', 'b'], 0, 1000)).map((row) => row.title)).toEqual(['new']);
      }));
  });
}

/** Imports, lists, titles, guide. */
export function catalogContract(fixture: StoreFixture): void {
  importsContract(fixture);
  listsContract(fixture);
  titlesContract(fixture);
  listedContract(fixture);
  guideContract(fixture);
}
