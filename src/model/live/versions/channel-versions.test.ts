import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { itemKey, runSteps } from '#core/base';
import type { ItemKey, SourceId } from '#core/base';
import { createCatalogBuilder, mergeCatalogs } from '#core/catalog';
import type { CatalogSnapshot, ChannelInput, ColumnarCatalog } from '#core/catalog';
import { arrangeCatalogSteps, markOf, NO_LINEUP, setChannelsHidden } from '#core/lineup';
import { NO_RULES, siftCatalogSteps } from '#core/parental';
import { signal } from '#core/state';
import { createFavouritesModel } from '#model/favourites';
import type { FavouritesModel } from '#model/favourites';
import { createTranslator } from '#model/i18n';
import { DEFAULT_SETTINGS } from '#model/settings';
import { createTimeModel } from '#model/time';
import { createStoredCell } from '#sources/storage';
import { createFakeHost, FakeCatalogModel, readStrings, settle } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { createLiveModel } from '../create-live-model';
import type { ChannelList, LiveModel } from '../live-model';

const A = 'sa' as SourceId;
const B = 'sb' as SourceId;
const key = (id: string, source = A): ItemKey => itemKey(source, 'channel', id);

/** Channels by id: their name, number, and whether they are for adults; category 0 is news, 1 is in sharp pictures only. */
function sourceOf(id: SourceId, rows: ReadonlyArray<readonly [id: string, name: string, facts?: Partial<ChannelInput>]>): ColumnarCatalog {
  const builder = createCatalogBuilder({ sourceId: id });
  builder.category('channel', 'News');
  builder.category('channel', 'In UHD');
  for (const [nativeId, name, facts] of rows) builder.addChannel({ nativeId, name, categories: [0], ...facts });
  return builder.finish();
}

const NORD = { guideKey: 'nord1.example' };
const first = sourceOf(A, [
  ['sd', 'Nord 1 SD', { number: 1, ...NORD }], ['arena', 'Arena', { number: 2 }], ['hd', 'Nord 1 HD', { number: 101, ...NORD }], ['uhd', 'Nord 1 4K', { number: 401, categories: [1], ...NORD }],
  ['pulse', 'Pulse 24', { number: 3 }], ['arena-backup', 'Arena (backup)', { number: 102 }], ['late', 'Pulse 24 HD', { isAdult: true, number: 900 }],
]);
const second = sourceOf(B, [['fhd', 'Nord 1 FHD', NORD], ['other', 'Halden']]);

let host: FakeHost;
let catalog: FakeCatalogModel;
let favourites: FavouritesModel;
let live: LiveModel;
const playing = signal<ItemKey | null>(null);
const settings = signal(DEFAULT_SETTINGS);

function show(parts: readonly ColumnarCatalog[], as: (whole: CatalogSnapshot) => CatalogSnapshot = (whole) => whole): void {
  catalog.wholes.clear();
  for (const part of parts) catalog.wholes.set(part.data.sourceId, part);
  catalog.catalog.value = as(mergeCatalogs(parts));
}

function make(hasUhd = false): LiveModel {
  const translator = createTranslator({ clock: host.clock, loadStrings: readStrings, isTwelveHour: () => false });
  return createLiveModel({
    clock: host.clock, log: host.log, catalog, favourites, translator, time: createTimeModel(host.clock), settings: { values: settings }, hasUhd,
    versionsCell: createStoredCell(host.storage, host.log, 'versions'), sourceIds: () => Array.from(catalog.wholes.keys()), nameOf: (id) => (id === 'sa' ? 'Home' : 'Work'),
    player: { channelKey: playing, tune: (next) => (playing.value = next), expectNext: () => undefined },
    perform: () => undefined, showToast: () => undefined, rememberChannel: () => undefined,
  });
}

/** Somebody looks at the list, and rests. */
async function look(): Promise<void> {
  live.showing(0, 5);
  await settle(5);
  await host.clock.advance(500);
  await settle(40);
}

const namesOf = (list: ChannelList): readonly string[] => Array.from({ length: list.length }, (_unused, index) => list.at(index)?.name ?? '?');
const names = (): readonly string[] => namesOf(live.channels.value);

beforeEach(async () => {
  host = createFakeHost();
  catalog = new FakeCatalogModel();
  playing.value = null;
  settings.value = DEFAULT_SETTINGS;
  favourites = createFavouritesModel({ clock: host.clock, log: host.log, cellOf: (id) => createStoredCell(host.storage, host.log, id), remote: () => null });
  await favourites.openProfile('1');
  show([first, second]);
  live = make();
});
afterEach(() => {
  live.dispose();
});

describe('one row per channel', () => {
  test('at the place of its first version, with the best that plays here; adult ones apart; counts agree', async () => {
    expect(live.channels.value.length).toBe(9);
    await look();
    expect(names()).toEqual(['Nord 1 FHD', 'Arena', 'Pulse 24', 'Pulse 24 HD', 'Halden']);
    expect(live.categories.value.map(({ id, count }) => [id, count])).toEqual([['favourites', 0], ['all', 5], ['c0', 4], ['c1', 1], ['c2', 2]]);
    live.chooseCategory('c1');
    // A category shows the version that stands in it.
    expect(names()).toEqual(['Nord 1 4K']);
    live.chooseCategory('all');
    live.cycleSort();
    expect(names().slice(0, 3)).toEqual(['Nord 1 FHD', 'Arena', 'Pulse 24']);
    expect([key('sd'), key('uhd'), key('fhd', B), key('other', B)].map((each) => live.channels.value.indexOf(each))).toEqual([0, 0, 0, 4]);
  });

  test('favourites too: two favourite versions are one row that is counted once and leaves the favourites as a whole; elsewhere a few rows are merged alike', async () => {
    for (const id of ['hd', 'uhd', 'arena']) favourites.toggle(key(id));
    await look();
    live.chooseCategory('favourites');
    expect([names(), live.categories.value[0]?.count]).toEqual([['Nord 1 HD', 'Arena'], 2]);
    const reader = catalog.catalog.value;
    const rows = ['uhd', 'arena', 'sd', 'hd'].map((id) => reader.rowOf('channel', key(id)));
    expect(live.firstVersions(rows)?.map((row) => reader.channel(row)?.name)).toEqual(['Nord 1 4K', 'Arena']);
    live.toggleFavourite(key('hd'));
    expect([names(), favourites.keys.value]).toEqual([['Arena'], [key('arena')]]);
    live.toggleFavourite(key('hd'));
    expect(favourites.keys.value).toEqual([key('arena'), key('hd')]);
    settings.value = { ...DEFAULT_SETTINGS, areVersionsMerged: false };
    expect(live.firstVersions(rows)).toBe(null);
  });

  test('a set with 4K takes the 4K one; the setting shows every version, and takes that back', async () => {
    live.dispose();
    live = make(true);
    await look();
    expect(names()[0]).toBe('Nord 1 4K');
    settings.value = { ...DEFAULT_SETTINGS, areVersionsMerged: false };
    expect([live.channels.value.length, live.categories.value[1]?.count, live.versionsOf(key('hd'))]).toEqual([9, 9, []]);
    settings.value = DEFAULT_SETTINGS;
    expect(names()[0]).toBe('Nord 1 4K');
  });

  test('follows the catalogue: what came or went, and what a set knows only in part', async () => {
    await look();
    const later = sourceOf(A, [['arena', 'Arena'], ['new', 'Arena 4K'], ['hd', 'Nord 1 HD', NORD]]);
    show([later, second]);
    // Rows of another catalogue are no groups of this one.
    expect(live.channels.value.length).toBe(5);
    await look();
    expect(names()).toEqual(['Arena', 'Nord 1 FHD', 'Halden']);
  });
});

describe('zapping and numbers', () => {
  test('a step is a channel, whichever version plays; that one is shown while it does', async () => {
    await look();
    live.preview(key('sd'));
    expect([names()[0], live.channels.value.at(0)?.isPlaying, live.zapList.value.playingIndex]).toEqual(['Nord 1 SD', true, 0]);
    live.zap(1);
    expect([playing.value, names()[0]]).toEqual([key('arena'), 'Nord 1 FHD']);
    live.zap(-1);
    expect(playing.value).toBe(key('fhd', B));
    live.zap(-1);
    expect(playing.value).toBe(key('other', B));
  });

  test('a typed number is that version', async () => {
    await look();
    for (const digit of [1, 0, 1]) live.pressDigit(digit);
    live.confirmNumber();
    expect(playing.value).toBe(key('hd'));
    live.pressDigit(1);
    live.confirmNumber();
    expect(playing.value).toBe(key('sd'));
  });
});

describe('which version', () => {
  test('all are named, the best first, and the chosen one stands for the others, also after a restart', async () => {
    await look();
    expect(live.versionsOf(key('hd')).map(({ label, isThis }) => [label, isThis])).toEqual([['Nord 1 FHD · Work', false], ['Nord 1 HD · Home', true], ['Nord 1 SD · Home', false], ['Nord 1 4K · Home', false]]);
    expect(live.versionsOf(key('other', B))).toEqual([]);
    live.chooseVersion(key('hd'));
    expect([names()[0], names().length]).toEqual(['Nord 1 HD', 5]);
    live.chooseVersion(key('sd'));
    await settle(10);
    live.dispose();
    live = make();
    await look();
    expect(names()[0]).toBe('Nord 1 SD');
  });

  test('a favourite stands for the others; a second one of the same channel stands behind it and leaves with it', async () => {
    await look();
    live.toggleFavourite(key('sd'));
    expect([names()[0], live.channels.value.at(0)?.isFavourite]).toEqual(['Nord 1 SD', true]);
    live.toggleFavourite(key('hd'));
    live.chooseCategory('favourites');
    expect(names()).toEqual(['Nord 1 SD']);
    live.toggleFavourite(key('sd'));
    live.chooseCategory('all');
    expect([names()[0], favourites.keys.value]).toEqual(['Nord 1 FHD', []]);
  });
});

describe('what a profile may not see', () => {
  const rules = (strength: 'hide' | 'ask') => ({ ...NO_RULES, strength, keys: [key('fhd', B)] });

  test('a hidden version stands for nothing and is not offered', async () => {
    show([first, second], (whole) => runSteps(siftCatalogSteps(whole, rules('hide'))));
    await look();
    expect([names()[0], live.versionsOf(key('hd')).map(({ key: each }) => each)]).toEqual(['Nord 1 HD', [key('hd'), key('sd'), key('uhd')]]);
  });

  test('a locked version stands for no open one, nor an open one for it', async () => {
    show([first, second], (whole) => runSteps(siftCatalogSteps(whole, rules('ask'))));
    await look();
    expect(names()).toEqual(['Nord 1 HD', 'Arena', 'Pulse 24', 'Pulse 24 HD', 'Nord 1 FHD', 'Halden']);
    expect([live.versionsOf(key('fhd', B)), live.versionsOf(key('hd')).length]).toEqual([[], 3]);
  });

  test('a line-up hides one version by its key; the others stay, behind it too', async () => {
    show([first, second], (whole) => {
      const record = whole.channel(whole.rowOf('channel', key('fhd', B)));
      if (record === null) throw new Error('expected the channel');
      const locked = runSteps(siftCatalogSteps(whole, { ...rules('ask'), keys: [key('hd')] }));
      return runSteps(arrangeCatalogSteps(locked, setChannelsHidden(NO_LINEUP, [markOf(record)], true))).catalog;
    });
    await look();
    expect(names()).toEqual(['Nord 1 SD', 'Arena', 'Nord 1 HD', 'Pulse 24', 'Pulse 24 HD', 'Halden']);
  });
});

test('twenty thousand channels in five versions', async () => {
  const quality = ['SD', 'HD', 'FHD', '4K', '(backup)'];
  show([sourceOf(A, Array.from({ length: 20_000 }, (_, at) => [String(at), `Station ${String(Math.floor(at / 5))}x ${quality[at % 5] ?? ''}`] as const))]);
  await look();
  await host.clock.advance(2000);
  await settle(200);
  expect([live.channels.value.length, live.channels.value.at(3999)?.name, live.channels.value.indexOf(key('19999'))]).toEqual([4000, 'Station 3999x FHD', 3999]);
});
