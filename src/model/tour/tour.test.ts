import { beforeEach, describe, expect, test } from '@jest/globals';
import { createCatalogBuilder, EMPTY_CATALOG } from '#core/catalog';
import type { SourceId } from '#core/base';
import { signal } from '#core/state';
import { createTranslator } from '#model/i18n';
import type { Locale } from '#model/i18n';
import { createLineupModel } from '#model/lineup';
import type { LineupModel } from '#model/lineup';
import { createStoredCell } from '#sources/storage';
import { FakeClock, FakeLog, FakeStorage, readStrings, settle } from '#test/harness/fakes';
import { createTourModel } from './index';
import type { TourModel } from './index';
import { isSeparator, kindOf, regionOf } from './recognise-group';

describe('names of groups', () => {
  test.each([
    ['DE | Sport', 'de'], ['|UK| NEWS', 'en'], ['[FR] Cinéma', 'fr'], ['AR: beIN', 'ar'], ['TR▎Haber', 'tr'], ['US - ABC', 'en'], ['Germany', 'de'], ['ÖSTERREICH', 'de'],
    ['Italia HD', 'it'], ['EXYU | Film', 'x-exyu'], ['●PL● Kino', 'pl'], ['FR', 'fr'], ['السعودية', null], ['Sports', null], ['VIP | 4K', null], ['24/7 | Films', null], ['News', null], ['United Kingdom', 'en'], ['In the kitchen with friends', null],
  ])('%s is in %s', (name, region) => {
    expect(regionOf(name)).toBe(region);
  });

  test.each([
    ['DE | Sport', 'sport'], ['Nachrichten', 'news'], ['FR | Jeunesse', 'kids'], ['Kino HD', 'films'], ['اخبار', 'news'], ['Radio', 'radio'], ['Dokus', 'documentary'], ['Musik', 'music'], ['Transport', 'other'], ['DE | Vollprogramme', 'other'],
  ])('%s is about %s', (name, kind) => {
    expect(kindOf(name)).toBe(kind);
  });

  test.each([['##### UK #####', true], ['-----', true], ['▬▬▬ SPORT ▬▬▬', true], ['*** VIP ***', true], ['3sat', false], ['BBC One', false], ['E! HD', false], ['Canal+', false], ['A&E', false]])('%s is a heading: %s', (name, is) => {
    expect(isSeparator(name)).toBe(is);
  });
});

const SOURCE = 'own' as SourceId;
const LISTED: ReadonlyArray<readonly [group: string, channels: readonly string[]]> = [
  ['DE | Vollprogramme', ['Das Erste', 'ZDF', 'ZDF', '##### SPORT #####']],
  ['DE | Sport', ['Sport 1']],
  ['UK | News', ['BBC News', 'Sky News']],
  ['FR | Cinéma', ['Canal+']],
  ['TR | Haber', ['TRT']],
  ['EXYU | Film', ['Arena', 'Kino']],
  ['XXX Adults', ['Nobody']],
  ['Mixed', ['Das Erste HD']],
];

let storage: FakeStorage;
let lineup: LineupModel;
let catalog: ReturnType<typeof build>;

function build() {
  const builder = createCatalogBuilder({ sourceId: SOURCE });
  let id = 0;
  for (const [name, channels] of LISTED) {
    const category = builder.category('channel', name);
    for (const channel of channels) {
      id += 1;
      builder.addChannel({ nativeId: String(id), name: channel, categories: [category] });
    }
  }
  return builder.finish();
}

async function open(locale: Locale = 'de'): Promise<TourModel> {
  const clock = new FakeClock();
  const log = new FakeLog();
  const translator = createTranslator({ clock, loadStrings: readStrings, isTwelveHour: () => false });
  await translator.setLocale(locale);
  const plain = signal(catalog);
  lineup = createLineupModel({
    clock, log, translator,
    catalog: { plain, useLineup: () => Promise.resolve() },
    sourceIds: () => [SOURCE], isListed: () => false, versions: () => null, guides: { catalogOf: () => null, guidesOf: () => [], sourceOf: () => null, keepGuides: () => Promise.resolve() },
    cellOf: (profile) => createStoredCell(storage, log, `lineup.${profile}`),
  });
  await lineup.openProfile('p1');
  const tour = createTourModel({ clock, log, translator, catalog: plain, lineup, isOwn: (source) => source === SOURCE, cell: createStoredCell(storage, log, 'tour.p1') });
  await clock.advance(100);
  await settle(200);
  return tour;
}

const hidden = (): string[] => lineup.groups.peek().filter((group) => group.isHidden).map(({ name }) => name);

beforeEach(() => {
  storage = new FakeStorage();
  catalog = build();
  expect(catalog).not.toBe(EMPTY_CATALOG);
});

describe('a tour', () => {
  test('reads languages, kinds and rows to clean, the viewer\'s language first and now, others later', async () => {
    const tour = await open();
    expect(tour.isReady.peek()).toBe(true);
    expect(tour.languages.peek().map(({ id, channels, choice }) => [id, channels, choice])).toEqual([
      ['de', 5, 'now'], ['en', 2, 'later'], ['x-exyu', 2, 'later'], ['fr', 1, 'later'], ['tr', 1, 'later'], ['unknown', 2, 'now'],
    ]);
    expect(tour.languages.peek()[2]?.label).toBe('EXYU');
    expect(tour.cleanups.peek()).toEqual([{ id: 'adult', count: 1, isOn: true }, { id: 'duplicates', count: 1, isOn: true }, { id: 'separators', count: 1, isOn: true }]);
    // Nothing has changed yet.
    expect([hidden(), lineup.isChanged.peek()]).toEqual([[], false]);
  });

  test('hides what is not wanted in one step, which the line-up takes back', async () => {
    const tour = await open();
    tour.choose('languages', 'en', 'now');
    tour.choose('kinds', 'sport', 'never');
    await tour.apply();
    expect(hidden()).toEqual(['DE | Sport', 'FR | Cinéma', 'TR | Haber', 'EXYU | Film', 'XXX Adults']);
    const channels = lineup.channelsOf('all');
    const gone = Array.from({ length: channels.length }, (_, index) => channels.at(index)).filter((channel) => channel?.isHidden === true).map((channel) => channel?.name);
    expect(gone).toEqual(['ZDF', '##### SPORT #####']);
    lineup.undo();
    await lineup.settled();
    expect([hidden(), lineup.isChanged.peek()]).toEqual([[], false]);
  });

  test('brings back later exactly what it hid, and leaves the viewer\'s own edits alone', async () => {
    await (await open()).apply();
    lineup.setGroupHidden(`group:${SOURCE}:Mixed`, true);
    await lineup.settled();
    const later = await open();
    expect(later.hasHidden.peek()).toBe(true);
    expect(later.languages.peek().find(({ id }) => id === 'fr')?.choice).toBe('later');
    later.choose('languages', 'fr', 'now');
    await later.apply();
    expect(hidden()).toEqual(['UK | News', 'TR | Haber', 'EXYU | Film', 'XXX Adults', 'Mixed']);
    await later.restore();
    expect([hidden(), later.hasHidden.peek()]).toEqual([['Mixed'], false]);
  });

  test('with few languages, or without the viewer\'s own, everything stays until somebody chooses', async () => {
    const tour = await open('ar');
    expect(tour.languages.peek().every(({ choice }) => choice === 'now')).toBe(true);
    tour.keepOnly('languages', 'tr');
    expect(tour.languages.peek().filter(({ choice }) => choice === 'now').map(({ id }) => id)).toEqual(['tr']);
    expect(tour.shown.peek()).toEqual({ kept: 1, all: 13 });
  });

  test('broken choices are as if there were none', async () => {
    await storage.set('tour.p1', '{"choices":{"languages.de":"x"},"groups":7}');
    const tour = await open();
    expect(tour.languages.peek().every(({ choice }) => choice === 'now')).toBe(true);
    expect(tour.hasHidden.peek()).toBe(false);
  });
});
