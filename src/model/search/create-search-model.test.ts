import { beforeEach, describe, expect, test } from '@jest/globals';
import { itemKey, runSteps } from '#core/base';
import type { ProfileId, SourceId } from '#core/base';
import { createCatalogBuilder, mergeCatalogs } from '#core/catalog';
import type { ColumnarCatalog } from '#core/catalog';
import { createGuideBuilder, mergeGuides } from '#core/guide';
import { buildSearchIndex, encodeSearchIndex } from '#core/search';
import { arrangeCatalogSteps, chooseGuide, markOf, NO_GUIDE_EDITS, NO_LINEUP, renameChannel, setChannelsHidden } from '#core/lineup';
import type { LineupEdits } from '#core/lineup';
import { signal } from '#core/state';
import { NO_RULES, siftCatalogSteps } from '#core/parental';
import type { Action, CardView } from '#model/cards';
import { createCards } from '#model/cards';
import { createFavouritesModel } from '#model/favourites';
import type { FavouritesModel } from '#model/favourites';
import type { HomeRow } from '#model/home';
import { createTranslator } from '#model/i18n';
import { createProgressModel } from '#model/progress';
import type { ProfileView, SourceView } from '#model/session';
import { createTimeModel } from '#model/time';
import { createStoredCell } from '#sources/storage';
import { createFakeHost, FakeCatalogModel, readStrings, settle } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { createSearchModel } from './create-search-model';
import type { ResultKind, SearchModel } from './search-model';

const HOUR = 3_600_000;
const [ONE, TWO] = ['one', 'two'] as [SourceId, SourceId];
const source = (id: SourceId, name: string): SourceView => ({ id, kind: 'playlist', name, host: '', error: null });
const profile = (id: string, isKids = false): ProfileView => ({ id: id as ProfileId, name: id, avatar: '', isKids, subtitle: '', hasPin: false, maxAge: -1 });

let host: FakeHost;
let catalog: FakeCatalogModel;
let favourites: FavouritesModel;
let search: SearchModel;
const sources = signal<readonly SourceView[]>([]);
const watcher = signal<ProfileView | null>(null);
let performed: Action[];
let mergeChannels: (rows: readonly number[]) => readonly number[] | null;

function makeCatalog(id: SourceId, movies: readonly string[], channels: ReadonlyArray<readonly [name: string, guideKey: string, archiveDays: number]> = []): ColumnarCatalog {
  const builder = createCatalogBuilder({ sourceId: id });
  const films = builder.category('movie', 'Films');
  const adult = builder.category('movie', 'Adults 18+');
  movies.forEach((name, index) => {
    builder.addMovie({ nativeId: `m${String(index)}`, name, categories: [name.indexOf('Naughty') === 0 ? adult : films], stream: { url: `http://h/${String(index)}.mp4` } });
  });
  const all = builder.category('channel', 'All');
  channels.forEach(([name, guideKey, days], index) => {
    const catchup = days === 0 ? null : ({ mode: 'default', days, template: null, correctionMs: 0 } as const);
    builder.addChannel({ nativeId: `c${String(index)}`, name, guideKey, categories: [all], catchup, stream: { url: `http://h/${String(index)}.ts` } });
  });
  return builder.finish();
}

function use(...catalogs: readonly ColumnarCatalog[]): void {
  catalogs.forEach((each, index) => catalog.wholes.set(index === 0 ? ONE : TWO, each));
  sources.value = catalogs.map((_each, index) => (index === 0 ? source(ONE, 'First') : source(TWO, 'Second')));
  catalog.catalog.value = mergeCatalogs(catalogs);
}

/** Prepares: slices end while time passes. */
async function prepare(): Promise<void> {
  let isDone = false as boolean;
  void search.prepare().then(() => (isDone = true));
  for (let round = 0; round < 500 && !isDone; round += 1) {
    await host.clock.advance(5);
    await settle();
  }
  expect(isDone).toBe(true);
}

const namesOf = (kind: ResultKind): readonly string[] => {
  const results = search.answer.value.groups.find((group) => group.kind === kind)?.results;
  return Array.from({ length: results?.length ?? 0 }, (_unused, index) => results?.at(index)?.title ?? '');
};
const find = (query: string, kind: ResultKind = 'movie'): readonly string[] => {
  search.setQuery(query);
  return namesOf(kind);
};

beforeEach(async () => {
  host = createFakeHost();
  catalog = new FakeCatalogModel();
  performed = [];
  mergeChannels = () => null;
  watcher.value = profile('ingrid');
  const translator = createTranslator({ clock: host.clock, loadStrings: readStrings, isTwelveHour: () => false });
  await translator.setLocale('en');
  const deps = { clock: host.clock, log: host.log, cellOf: (id: string) => createStoredCell(host.storage, host.log, id), remote: () => null };
  const progress = createProgressModel(deps);
  favourites = createFavouritesModel(deps);
  await Promise.all([progress.openProfile('1'), favourites.openProfile('1')]);
  search = createSearchModel({
    clock: host.clock, log: host.log, catalog, translator, favourites, progress,
    cards: createCards({ translator, progress, nowMs: () => host.clock.nowMs() }),
    time: createTimeModel(host.clock),
    session: { sources, profile: watcher },
    home: { rows: signal<readonly HomeRow[]>([{ id: 'top', kind: 'top10', title: 'Top 10', cards: [{ id: 'x', rank: 1 } as CardView] }]) },
    notices: { ask: () => Promise.resolve('watch'), showToast: () => undefined },
    cellOf: (id) => createStoredCell(host.storage, host.log, `searches.${id}`),
    perform: (action) => performed.push(action),
    remind: () => undefined,
    mergeChannels: (rows) => mergeChannels(rows),
  });
});

describe('what is searched', () => {
  test('several sources are one list, and each result names its source', async () => {
    use(makeCatalog(ONE, ['Kestrel', 'Harbour']), makeCatalog(TWO, ['Kestrel Pilot', 'Harbour Kestrel']));
    await prepare();
    expect(find('kestrel')).toEqual(['Kestrel', 'Kestrel Pilot', 'Harbour Kestrel']);
    const [group] = search.answer.value.groups;
    expect([group?.label, group?.results.at(1)?.facts]).toEqual(['Movies 3', ['Kestrel Pilot', 'Movie', 'Watch any time', 'Second']]);
    expect(search.answer.value.summary).toBe('3 results for kestrel: Movies 3');
  });

  test('a stored index is read; one of another catalogue, or a torn one, is built anew', async () => {
    const whole = makeCatalog(ONE, ['Kestrel']);
    const stale = encodeSearchIndex(buildSearchIndex(makeCatalog(ONE, ['Somebody else'])));
    for (const chunks of [encodeSearchIndex(buildSearchIndex(whole)), stale, [new Uint8Array([1, 2, 3])]]) {
      search.dispose();
      use(whole);
      catalog.searchChunks.set(ONE, chunks);
      await prepare();
      expect(find('kestr')).toEqual(['Kestrel']);
      search.setQuery('');
    }
    expect(host.log.lines).toEqual([]);
  });

  test('first rows alone find nothing and say that more is coming; the catalogue behind them is found when it is there', async () => {
    sources.value = [source(ONE, 'First')];
    catalog.refresh.value = { kind: 'loading', progress: { sourceName: '', channels: 0, movies: 0, series: 0, fraction: -1 } };
    await prepare();
    expect([find('kestrel'), search.isPreparing.value, search.answer.value.summary]).toEqual([[], true, 'Getting the search ready…']);
    use(makeCatalog(ONE, ['Kestrel']));
    catalog.refresh.value = { kind: 'ready' };
    await prepare();
    expect([namesOf('movie'), search.isPreparing.value]).toEqual([['Kestrel'], false]);
  });

  test('indexes are let go of some minutes after the page, and made again for the next one', async () => {
    use(makeCatalog(ONE, ['Kestrel']));
    await prepare();
    search.rest();
    await host.clock.advance(6 * 60_000);
    expect(find('kestrel')).toEqual([]);
    await prepare();
    expect(namesOf('movie')).toEqual(['Kestrel']);
  });
});

describe('versions', () => {
  test('a title is one result whatever its versions are called, of all sources; other years and locked versions are results of their own', async () => {
    const whole = makeCatalog(ONE, ['Kestrel (2021) 4K', 'DE: Kestrel (2021)', 'Kestrel', 'Kestrel (1999)', 'Kestrel Pilot HD', 'Kestrel Pilot']);
    const other = makeCatalog(TWO, ['Kestrel Pilot FHD']);
    use(whole, other);
    const rules = { ...NO_RULES, strength: 'ask' as const, keys: [itemKey(ONE, 'movie', 'm4')] };
    await prepare();
    expect(find('kestrel').map((name) => name.replace(/ (4K|HD|FHD)$/, '')).sort()).toEqual(['Kestrel', 'Kestrel (1999)', 'Kestrel (2021)', 'Kestrel Pilot']);
    catalog.catalog.value = runSteps(siftCatalogSteps(mergeCatalogs([whole, other]), rules));
    search.setQuery('kestrel pil');
    expect(namesOf('movie').length).toBe(2);
  });

  test('where versions fill the list, what comes behind them is looked for', async () => {
    const versions = Array.from({ length: 70 }, (_unused, index) => `DE: Kestrel HD (${String(index % 10)})`);
    use(makeCatalog(ONE, versions.concat(Array.from({ length: 20 }, (_unused, index) => `Kestrel Part ${'abcdefghijklmnopqrst'.charAt(index)}`))));
    await prepare();
    expect(find('kestrel').length).toBeGreaterThan(15);
  });

  test('channels are merged as their lists are, with what is on among them', async () => {
    use(makeCatalog(ONE, [], [['Kestrel TV HD', '', 0], ['Kestrel Radio', '', 0], ['Kestrel TV SD', '', 0]]));
    await prepare();
    expect(find('kestrel tv', 'live').length).toBe(2);
    mergeChannels = (rows) => rows.filter((row) => row !== 2);
    search.setQuery('kestrel t');
    expect(namesOf('live')).toEqual(['Kestrel TV HD']);
  });
});

describe('renamed channels', () => {
  test('are found by their new names and by their old ones, once; hidden ones are not', async () => {
    const whole = makeCatalog(ONE, [], [['Pulse 24', '', 0], ['Nord 1', '', 0], ['Sport 9', '', 0]]);
    use(whole);
    const [first, second] = [0, 1].map((row) => whole.channel(row)).map((channel) => (channel === null ? null : markOf(channel)));
    if (first === null || first === undefined || second === null || second === undefined) throw new Error('expected channels');
    const named = renameChannel(renameChannel(NO_LINEUP, first, 'Morning news'), second, 'Morning sport');
    const arrange = (edits: LineupEdits) => runSteps(arrangeCatalogSteps(whole, edits)).catalog;
    catalog.catalog.value = arrange(named);
    await prepare();
    expect([find('morning', 'live'), find('pulse', 'live'), find('nord', 'live')]).toEqual([['Morning news', 'Morning sport'], ['Morning news'], ['Morning sport']]);
    catalog.catalog.value = arrange(setChannelsHidden(renameChannel(named, first, ''), [second], true));
    await prepare();
    expect([find('mornin', 'live'), find('puls', 'live')]).toEqual([[], ['Pulse 24']]);
  });
});

test('where one kind has what was typed, the others do not guess at titles that miss words', async () => {
  use(makeCatalog(ONE, ['Harbour Lights'], [['Harbour TV', '', 0]]));
  await prepare();
  expect([find('harbour lights'), namesOf('live')]).toEqual([['Harbour Lights'], []]);
  expect(find('harbour zzz', 'live')).toEqual(['Harbour TV']);
});

describe('programmes', () => {
  beforeEach(async () => {
    const nowMs = host.clock.nowMs();
    const builder = createGuideBuilder({ nowMs });
    const at = (channel: string, hours: number, title: string): boolean =>
      builder.addProgramme(channel, { startMs: nowMs + hours * HOUR, stopMs: nowMs + (hours + 1) * HOUR, title, people: [{ name: 'Elsa Dahl', role: 'actor', picture: '' }] });
    at('news', -30, 'Northern Report');
    at('news', -0.5, 'Northern Report');
    at('news', 20, 'Northern Report');
    at('plain', -5, 'Northern Walk');
    at('plain', 5, 'Northern Walk');
    use(makeCatalog(ONE, [], [['Pulse 24', 'news', 2], ['Plain', 'plain', 0]]));
    const guide = builder.finish();
    catalog.guideFiles.set(ONE, [guide]);
    catalog.guide.value = mergeGuides([guide]);
    await prepare();
  });

  test('what is on is watched on its channel, what is over from the archive where there is one, what comes is told', () => {
    search.setQuery('northern');
    const [live, programmes] = search.answer.value.groups;
    expect(live?.results.at(0)).toMatchObject({ title: 'Northern Report', subtitle: 'Pulse 24', way: 'now', action: { kind: 'watch-channel' } });
    const ways = Array.from({ length: programmes?.results.length ?? 0 }, (_unused, index) => programmes?.results.at(index)).map((each) => `${each?.title ?? ''} ${each?.way ?? ''}`);
    expect(ways.sort()).toEqual(['Northern Report archive', 'Northern Report later', 'Northern Walk later']);
  });

  test('a guide chosen by hand is searched for its channel, and no more for the one that had another', async () => {
    const nowMs = host.clock.nowMs();
    const builder = createGuideBuilder({ nowMs });
    for (const [channel, title] of [['plain', 'Northern Walk'], ['wild', 'Wild Ones']] as const) builder.addProgramme(channel, { startMs: nowMs - HOUR, stopMs: nowMs + HOUR, title });
    const guide = builder.finish();
    const whole = makeCatalog(ONE, [], [['Plain', 'plain', 0], ['Odd', '', 0]]);
    use(whole);
    catalog.guideFiles.set(ONE, [guide]);
    catalog.guide.value = mergeGuides([guide]);
    const marks = [0, 1].map((row) => whole.channel(row)).map((channel) => (channel === null ? [] : [markOf(channel)]));
    const chosen = chooseGuide(chooseGuide(NO_GUIDE_EDITS, marks[1] ?? [], 'wild'), marks[0] ?? [], '');
    catalog.catalog.value = runSteps(arrangeCatalogSteps(whole, { ...NO_LINEUP, guides: chosen })).catalog;
    await prepare();
    expect([find('northern walk', 'live'), find('wild ones', 'live')]).toEqual([[], ['Wild Ones']]);
    expect(search.answer.value.groups[0]?.results.at(0)).toMatchObject({ subtitle: 'Odd', way: 'now' });
  });

  test('people are found', () => {
    search.askPerson('Elsa Dahl', itemKey(ONE, 'movie', 'gone'));
    expect(search.answer.value.groups.map(({ kind }) => kind)).toEqual(['live', 'programme']);
  });

  test('OK on what comes offers the channel', async () => {
    search.setQuery('northern walk');
    const result = search.answer.value.groups.find(({ kind }) => kind === 'programme')?.results.at(0);
    if (result === null || result === undefined) throw new Error('expected a programme');
    search.open(result);
    await settle();
    expect(performed).toMatchObject([{ kind: 'watch-channel' }]);
  });
});

describe('who searches', () => {
  test('favourites come first among equals', async () => {
    use(makeCatalog(ONE, ['Winter Tale', 'Winter Road', 'Winter Song']));
    await prepare();
    expect(find('winter')[0]).not.toBe('Winter Song');
    favourites.toggle(itemKey(ONE, 'movie', 'm2'));
    search.setQuery('winte');
    expect(namesOf('movie')[0]).toBe('Winter Song');
  });

  test('adult titles are found by those who name them, are never suggested, and not at all in a profile for children', async () => {
    use(makeCatalog(ONE, ['Naughty Night', 'Night Train', 'Nautical Naughty Tales']));
    await prepare();
    expect(find('night')).toEqual(['Night Train']);
    expect(find('na')).toEqual(['Nautical Naughty Tales']);
    expect(search.suggestions.value.join()).not.toContain('night');
    expect(find('naughty nig')).toContain('Naughty Night');
    watcher.value = profile('kids', true);
    expect(find('naughty night').indexOf('Naughty Night')).toBe(-1);
  });

  test('what the profile may not see is neither found nor suggested nor offered', async () => {
    const whole = makeCatalog(ONE, ['Forbidden Planet', 'Forgotten']);
    use(whole);
    const rules = { ...NO_RULES, keys: [itemKey(ONE, 'movie', 'm0')] };
    catalog.catalog.value = runSteps(siftCatalogSteps(whole, rules));
    await prepare();
    expect([find('forb'), search.suggestions.value, find('forbidden planet'), search.corrections.value.indexOf('Forbidden Planet')]).toEqual([[], [], [], -1]);
    expect(find('for')).toEqual(['Forgotten']);
  });

  test('each profile has its history; opening a result writes it, forgetting empties the store', async () => {
    use(makeCatalog(ONE, ['Kestrel']));
    await prepare();
    for (const query of ['kestrel', 'Kest', 'kestrel']) {
      search.setQuery(query);
      const result = search.answer.value.groups[0]?.results.at(0);
      if (result !== null && result !== undefined) search.open(result);
    }
    expect(search.history.value).toEqual(['kestrel', 'Kest']);
    watcher.value = profile('mateo');
    await prepare();
    expect(search.history.value).toEqual([]);
    watcher.value = profile('ingrid');
    await prepare();
    expect(search.history.value).toEqual(['kestrel', 'Kest']);
    search.forgetHistory();
    await settle();
    expect([search.history.value, host.storage.values.get('searches.ingrid')]).toEqual([[], undefined]);
  });
});
