import { beforeEach, describe, expect, test } from '@jest/globals';
import type { ItemKey } from '#core/base';
import { effect, signal } from '#core/state';
import type { Action } from '#model/cards';
import { createFavouritesModel } from '#model/favourites';
import type { FavouritesModel } from '#model/favourites';
import { createTranslator } from '#model/i18n';
import { DEFAULT_SETTINGS } from '#model/settings';
import { createTimeModel } from '#model/time';
import { createStoredCell } from '#sources/storage';
import { createFakeCatalog, createFakeGuide, createFakeHost, fakeChannel, FakeCatalogModel, fakeProgramme, readStrings } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { categoryIcon } from './category-icon';
import { qualityBadges } from './channel-views';
import { createLiveModel } from './create-live-model';
import type { LiveModel } from './live-model';

const MIN = 60_000;
const channels = [
  fakeChannel('nord1', { number: 101, name: 'Nord 1 HD', categories: [0] }), fakeChannel('nord2', { number: 102, name: 'Nord 2', categories: [0] }),
  fakeChannel('arena', { number: 103, name: 'Arena Live', categories: [1], catchup: { mode: 'platform', days: 7, template: null, correctionMs: 0 } }),
  fakeChannel('pulse', { number: 10, name: 'Pulse 24', categories: [0] }), fakeChannel('sub', { number: 5.1, name: 'alpha', categories: [1], guideKey: '' }), fakeChannel('none', { name: 'Zeta', categories: [1] }),
];
const key = (index: number): ItemKey => {
  const channel = channels[index];
  if (channel === undefined) throw new Error('no such fixture');
  return channel.key;
};

let host: FakeHost;
let catalog: FakeCatalogModel;
let favourites: FavouritesModel;
let live: LiveModel;
let performed: Action[];
let toasts: string[];
let remembered: ItemKey[];
let groups: string[];
let expected: ItemKey | null;
const playing = signal<ItemKey | null>(null);
const names = (): readonly string[] => Array.from({ length: live.channels.value.length }, (_unused, index) => live.channels.value.at(index)?.name ?? '?');

beforeEach(async () => {
  host = createFakeHost();
  catalog = new FakeCatalogModel();
  [performed, toasts, remembered, groups] = [[], [], [], []];
  playing.value = null;
  const now = host.clock.nowMs();
  catalog.catalog.value = createFakeCatalog({ channels, categories: { channel: ['Nachrichten', 'Sport'] } });
  catalog.guide.value = createFakeGuide([
    fakeProgramme('arena', now - 26 * MIN, now + 89 * MIN, { title: 'Halden FC v Real Sorolla', category: 'Football', description: 'D' }), fakeProgramme('arena', now + 89 * MIN, now + 139 * MIN, { title: 'Studio Arena' }),
  ]);
  const translator = createTranslator({ clock: host.clock, loadStrings: readStrings, isTwelveHour: () => false });
  await translator.setLocale('en');
  favourites = createFavouritesModel({ clock: host.clock, log: host.log, cellOf: (id) => createStoredCell(host.storage, host.log, id), remote: () => null });
  await favourites.openProfile('1');
  live = createLiveModel({
    clock: host.clock, log: host.log, catalog, favourites, translator, time: createTimeModel(host.clock),
    settings: { values: signal(DEFAULT_SETTINGS) }, hasUhd: false, versionsCell: createStoredCell(host.storage, host.log, 'versions'), sourceIds: () => [], nameOf: () => '',
    player: { channelKey: playing, tune: (next) => (playing.value = next), expectNext: (next) => (expected = next) },
    perform: (action) => performed.push(action),
    showToast: (text) => toasts.push(text),
    rememberChannel: (next, group) => { remembered.push(next); groups.push(group); },
  });
});

describe('lists', () => {
  test('categories, counts, and falling back when one is gone', () => {
    expect(live.categories.value.map((each) => [each.id, each.name, each.count, each.icon])).toEqual([
      ['favourites', 'Favourites', 0, 'heart'], ['all', 'All channels', 6, 'all'], ['c0', 'Nachrichten', 3, 'news'], ['c1', 'Sport', 3, 'sport'],
    ]);
    live.chooseCategory('c1');
    expect([live.category.value, names()]).toEqual(['c1', ['Arena Live', 'alpha', 'Zeta']]);
    catalog.catalog.value = createFakeCatalog({ channels });
    expect([live.category.value, live.channels.value.length]).toEqual(['all', 6]);
  });

  test('a line with and without a guide', () => {
    expect(live.channels.value.at(2)).toMatchObject({ number: '103', nowTitle: 'Halden FC v Real Sorolla', nowRange: '20:15 – 22:10', nextLine: '22:10 Studio Arena', hasArchive: true, isPlaying: false });
    expect(live.channels.value.at(4)).toMatchObject({ number: '5.1', nowTitle: '', nextLine: '', progress: -1, spoken: '5.1, alpha' });
    expect([live.channels.value.at(99), live.channels.value.at(-1), live.channels.value.indexOf(key(2))]).toEqual([null, null, 2]);
  });

  test('lines follow time, guide, favourites and the playing channel', () => {
    let rounds = 0;
    const stop = effect(() => {
      void live.channels.value;
      rounds += 1;
    });
    const before = live.channels.value.at(2)?.progress ?? 0;
    host.clock.tick(MIN);
    expect(live.channels.value.at(2)?.progress).toBeGreaterThan(before);
    live.toggleFavourite(key(2));
    playing.value = key(2);
    expect([rounds, live.channels.value.at(2)?.isFavourite, live.channels.value.at(2)?.isPlaying, toasts]).toEqual([4, true, true, ['Arena Live is a favourite.']]);
    stop();
  });

  test('orders: provider, number with the unnumbered last, name', () => {
    live.cycleSort();
    expect(names()).toEqual(['alpha', 'Pulse 24', 'Nord 1 HD', 'Nord 2', 'Arena Live', 'Zeta']);
    live.cycleSort();
    expect(names()).toEqual(['alpha', 'Arena Live', 'Nord 1 HD', 'Nord 2', 'Pulse 24', 'Zeta']);
    live.cycleSort();
    expect(names()[0]).toBe('Nord 1 HD');
  });

  test('favourites in the viewer’s order; one that is gone is left out and comes back', () => {
    live.toggleFavourite(key(3));
    live.toggleFavourite(key(0));
    live.chooseCategory('favourites');
    expect(names()).toEqual(['Pulse 24', 'Nord 1 HD']);
    catalog.catalog.value = createFakeCatalog({ channels: channels.slice(0, 3) });
    expect(names()).toEqual(['Nord 1 HD']);
    catalog.catalog.value = createFakeCatalog({ channels });
    expect(names()).toEqual(['Pulse 24', 'Nord 1 HD']);
  });

  test('what is in view gets its programmes, with a margin', () => {
    live.showing(0, 1);
    expect(catalog.wanted.pop()).toEqual(channels.map((channel) => channel.key));
  });

  test('details with and without a guide', () => {
    expect(live.details(key(2))).toMatchObject({ title: 'Halden FC v Real Sorolla', facts: ['20:15 – 22:10', 'Football'], elapsed: '26 min in', left: '1 h 29 min left', description: 'D', canStartOver: true });
    expect(live.details(key(4))).toMatchObject({ title: 'alpha', facts: [], progress: -1, canStartOver: false });
    expect(live.details('p1:c:gone' as ItemKey)).toBeNull();
  });
});

describe('watching', () => {
  test('watch asks for the player, start over for the archive', () => {
    live.watch(key(2));
    live.startOver(key(2));
    live.startOver(key(0));
    live.watch('p1:c:gone' as ItemKey);
    const now = host.clock.nowMs();
    expect(performed).toEqual([{ kind: 'watch-channel', key: key(2) }, { kind: 'watch-archive', key: key(2), startMs: now - 26 * MIN, stopMs: now + 89 * MIN }]);
  });

  test('zapping walks the chosen list and wraps; the last channel comes back and forth', () => {
    live.chooseCategory('c1');
    live.preview(key(2));
    live.zap(1);
    expect([playing.value, expected]).toEqual([key(4), key(5)]);
    live.zap(-1);
    expect(expected).toBe(key(5));
    live.zap(-1);
    expect([playing.value, expected]).toEqual([key(5), key(4)]);
    live.recallLast();
    expect(playing.value).toBe(key(2));
    live.recallLast();
    expect([playing.value, live.lastKey.value, remembered.length]).toEqual([key(5), key(5), 6]);
  });

  test('a channel that is not in the chosen list is zapped among all', () => {
    live.chooseCategory('c1');
    live.preview(key(0));
    live.zap(1);
    expect(playing.value).toBe(key(1));
    expect([live.zapList.value.channels.length, live.zapList.value.playingIndex]).toEqual([6, 1]);
  });

  test('a start on the last channel zaps on in its group, wherever that stands now', () => {
    live.chooseCategory('c1');
    live.preview(key(2));
    expect(groups).toEqual(['c:Sport']);
    live.restoreLast(key(2), 'c:Sport');
    catalog.catalog.value = createFakeCatalog({ channels: channels.map((channel) => ({ ...channel, categories: channel.categories.map((at) => 1 - at) })), categories: { channel: ['Sport', 'Nachrichten'] } });
    expect([live.category.value, live.channels.value.length]).toEqual(['c0', 3]);
    live.chooseCategory('favourites');
    // A start elsewhere leaves what the viewer chose meanwhile.
    live.restoreLast(key(2));
    expect(live.category.value).toBe('favourites');
  });

  test('nothing played yet: the first channel; nothing there: nothing', () => {
    live.zap(1);
    expect(playing.value).toBe(key(0));
    playing.value = null;
    live.restoreLast(null);
    catalog.catalog.value = createFakeCatalog();
    live.zap(1);
    live.recallLast();
    expect(playing.value).toBeNull();
  });
});

describe('number entry', () => {
  test('shows at once, counts down, opens the best match after two seconds', () => {
    live.pressDigit(1);
    live.pressDigit(0);
    expect(live.numberEntry.value).toMatchObject({ digits: '10', secondsLeft: 2 });
    expect(live.numberEntry.value?.matches.map((each) => each.number)).toEqual(['10', '101', '102', '103']);
    host.clock.tick(1000);
    expect(live.numberEntry.value?.secondsLeft).toBe(1);
    live.pressDigit(3);
    host.clock.tick(1999);
    expect(playing.value).toBeNull();
    host.clock.tick(1);
    expect([playing.value, live.numberEntry.value]).toEqual([key(2), null]);
  });

  test('OK opens now, a chosen match wins, Back forgets', () => {
    live.pressDigit(1);
    live.confirmNumber();
    expect(playing.value).toBe(key(3));
    live.pressDigit(1);
    live.confirmNumber(key(1));
    expect(playing.value).toBe(key(1));
    live.pressDigit(1);
    live.cancelNumber();
    host.clock.tick(5000);
    expect(playing.value).toBe(key(1));
    live.confirmNumber();
    expect(playing.value).toBe(key(1));
  });

  test('another match can be pointed at: the countdown begins again and that one opens', () => {
    live.pressDigit(1);
    host.clock.tick(1500);
    live.chooseMatch(2);
    expect(live.numberEntry.value).toMatchObject({ chosenIndex: 2, secondsLeft: 2 });
    host.clock.tick(1500);
    expect(playing.value).toBeNull();
    live.chooseMatch(99);
    expect(live.numberEntry.value?.chosenIndex).toBe(3);
    host.clock.tick(2000);
    expect(playing.value).toBe(key(2));
    live.pressDigit(1);
    live.pressDigit(0);
    live.deleteDigit();
    expect(live.numberEntry.value?.digits).toBe('1');
    live.deleteDigit();
    expect(live.numberEntry.value).toBeNull();
  });

  test('5.1 is typed 51, no match is said, a leading zero is nothing, a sixth digit begins anew', () => {
    live.pressDigit(5);
    live.pressDigit(1);
    live.confirmNumber();
    expect(playing.value).toBe(key(4));
    live.pressDigit(0);
    expect(live.numberEntry.value).toBeNull();
    for (const digit of [9, 9, 9, 9, 9]) live.pressDigit(digit);
    live.confirmNumber();
    expect(toasts).toEqual(['No channel 99999.']);
    for (const digit of [9, 9, 9, 9, 9, 7]) live.pressDigit(digit);
    expect(live.numberEntry.value?.digits).toBe('7');
    live.dispose();
    expect(live.numberEntry.value).toBeNull();
  });
});

test('icons and quality from names', () => {
  expect(['Fußball', 'Noticias', 'Kinder', 'Musik', 'Doku', 'Kino', 'Welt', 'Misc', 'أخبار'].map(categoryIcon)).toEqual(['sport', 'news', 'kids', 'music', 'nature', 'film', 'globe', 'folder', 'news']);
  expect(['Nord 1 HD', 'Sky 4K', 'BBC [FHD]', 'HDNet', 'Plain'].map((name) => qualityBadges(name)[0] ?? '')).toEqual(['HD', '4K', 'FHD', '', '']);
});
