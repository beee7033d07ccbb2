import { beforeEach, describe, expect, test } from '@jest/globals';
import { createCatalogBuilder, EMPTY_CATALOG } from '#core/catalog';
import { createCancelSource, runInSlices } from '#core/base';
import type { SourceId } from '#core/base';
import type { CatalogSnapshot } from '#core/catalog';
import { signal } from '#core/state';
import type { Signal } from '#core/state';
import { createTranslator } from '#model/i18n';
import type { Locale } from '#model/i18n';
import { createLineupModel } from '#model/lineup';
import type { LineupModel } from '#model/lineup';
import { createStoredCell } from '#sources/storage';
import { FakeClock, FakeLog, FakeStorage, readStrings, settle } from '#test/harness/fakes';
import { createTourModel, hideNever } from './index';
import type { TourModel } from './index';
import { isSeparator, kindOf, regionOf, titleKindOf } from './recognise-group';

describe('names of groups', () => {
  test.each([
    ['DE | Sport', 'de'], ['|UK| NEWS', 'en'], ['[FR] Cinéma', 'fr'], ['AR: beIN', 'ar'], ['TR▎Haber', 'tr'], ['US - ABC', 'en'], ['Germany', 'de'], ['ÖSTERREICH', 'de'],
    ['Italia HD', 'it'], ['EXYU | Film', 'x-exyu'], ['●PL● Kino', 'pl'], ['FR', 'fr'], ['السعودية', null], ['Sports', null], ['VIP | 4K', null], ['24/7 | Films', null], ['News', null], ['United Kingdom', 'en'], ['In the kitchen with friends', null], ['DRAMA | Neu', null],
  ])('%s is in %s', (name, region) => {
    expect(regionOf(name)).toBe(region);
  });

  test.each([
    ['DE | Sport', 'sport'], ['Nachrichten', 'news'], ['FR | Jeunesse', 'kids'], ['Kino HD', 'films'], ['اخبار', 'news'], ['Radio', 'radio'], ['Dokus', 'documentary'], ['Musik', 'music'], ['Transport', 'other'], ['DE | Vollprogramme', 'other'],
  ])('%s is about %s', (name, kind) => {
    expect(kindOf(name)).toBe(kind);
  });

  test.each([
    ['EN | ACTION', 'action'], ['DE • KINDER', 'kids'], ['FR - DOCUMENTAIRES', 'documentary'], ['[TR] KOMEDI', 'comedy'], ['TR | KOMEDİ', 'comedy'], ['أفلام كوميدي', 'comedy'], ['أفلام رعب', 'horror'], ['أكشن', 'action'],
    ['EN | Science Fiction', 'fantasy'], ['Sci-Fi & Fantasy', 'fantasy'], ['DE | Komödien', 'comedy'], ['ES | Ciencia Ficción', 'fantasy'], ['PT | Ação', 'action'], ['IT | Commedia', 'comedy'], ['PL | Kryminał', 'crime'],
    ['RU | Боевики', 'action'], ['ZH | 喜剧', 'comedy'], ['VOD | Concerts', 'music'], ['UFC', 'sport'], ['Anime | Subbed', 'animation'], ['EN | Family Comedy', 'kids'], ['DE | Neu', null], ['FR | Cinéma', null], ['TR | Dizi', null], ['Movies 4K', null], ['Satisfaction', null],
  ])('films of %s are about %s', (name, kind) => {
    expect(titleKindOf(name)).toBe(kind);
  });

  test.each([['##### UK #####', true], ['-----', true], ['▬▬▬ SPORT ▬▬▬', true], ['*** VIP ***', true], ['3sat', false], ['BBC One', false], ['E! HD', false], ['Canal+', false], ['A&E', false]])('%s is a heading: %s', (name, is) => {
    expect(isSeparator(name)).toBe(is);
  });
});

const SOURCE = 'own' as SourceId;
let moreGroups: typeof LISTED = [];
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

let withTitles = false;
let moreTitles: typeof TITLES_LISTED = [];
const TITLES_LISTED: ReadonlyArray<readonly [kind: 'movie' | 'series', group: string, titles: number]> = [
  ['movie', 'DE | Neu', 3],
  ['movie', 'FR | Cinéma', 2],
  ['movie', 'XXX', 1],
  ['series', 'DE | Serien', 2],
  ['series', 'TR | Dizi', 4],
];

let storage: FakeStorage;
let lineup: LineupModel;
let clock: FakeClock;
let plain: Signal<CatalogSnapshot>;
let catalog: ReturnType<typeof build>;
/** As it is seen with the line-up. */
let seen: CatalogSnapshot;

function build() {
  const builder = createCatalogBuilder({ sourceId: SOURCE });
  let id = 0;
  for (const [name, channels] of LISTED.concat(moreGroups)) {
    const category = builder.category('channel', name);
    for (const channel of channels) {
      id += 1;
      builder.addChannel({ nativeId: String(id), name: channel, categories: [category] });
    }
  }
  for (const [kind, name, titles] of withTitles ? TITLES_LISTED.concat(moreTitles) : []) {
    const category = builder.category(kind, name);
    for (let i = 0; i < titles; i += 1) {
      id += 1;
      if (kind === 'movie') builder.addMovie({ nativeId: String(id), name: `${name} ${String(i)}`, categories: [category] });
      else builder.addSeries({ nativeId: String(id), name: `${name} ${String(i)}`, categories: [category] });
    }
  }
  return builder.finish();
}

async function open(locale: Locale = 'de'): Promise<TourModel> {
  clock = new FakeClock();
  const log = new FakeLog();
  const translator = createTranslator({ clock, loadStrings: readStrings, isTwelveHour: () => false });
  await translator.setLocale(locale);
  plain = signal<CatalogSnapshot>(catalog);
  lineup = createLineupModel({
    clock, log, translator,
    catalog: {
      plain,
      useLineup: async (arranger) => {
        seen = arranger === null ? catalog : await runInSlices(clock, arranger.steps(catalog));
      },
    },
    sourceIds: () => [SOURCE], isListed: () => false, versions: () => null, guides: { catalogOf: () => null, guidesOf: () => [], sourceOf: () => null, keepGuides: () => Promise.resolve() },
    cellOf: (profile) => createStoredCell(storage, log, `lineup.${profile}`),
  });
  await lineup.openProfile('p1');
  const tour = createTourModel({ clock, log, translator, catalog: plain, lineup, isOwn: (source) => source === SOURCE, cell: createStoredCell(storage, log, 'tour.p1'), draftCell: createStoredCell(storage, log, 'tour-draft.p1'), profileId: 'p1' });
  await clock.advance(100);
  await settle(200);
  return tour;
}

const hidden = (): string[] => lineup.groups.peek().filter((group) => group.isHidden).map(({ name }) => name);

beforeEach(() => {
  storage = new FakeStorage();
  withTitles = false;
  moreTitles = [];
  moreGroups = [];
  catalog = build();
  seen = catalog;
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
    expect(tour.cleanups.peek()).toEqual([{ id: 'adult', count: 1, titles: 0, isOn: true }, { id: 'duplicates', count: 1, titles: 0, isOn: true }, { id: 'separators', count: 1, titles: 0, isOn: true }]);
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

  test('left before its end it goes on with what was chosen; carried out, there is nothing to go on with', async () => {
    const tour = await open();
    tour.choose('languages', 'fr', 'never');
    tour.toggleCleanup('separators');
    tour.dispose();
    const again = await open();
    expect(hidden()).toEqual([]);
    expect(again.languages.peek().find(({ id }) => id === 'fr')?.choice).toBe('never');
    expect(again.languages.peek().find(({ id }) => id === 'en')?.choice).toBe('later');
    expect(again.cleanups.peek().map(({ id, isOn }) => [id, isOn])).toEqual([['adult', true], ['duplicates', true], ['separators', false]]);
    await again.apply();
    expect(storage.values.has('tour-draft.p1')).toBe(false);
    again.choose('languages', 'fr', 'now');
    await again.restore();
    expect(storage.values.has('tour-draft.p1')).toBe(false);
  });

  test('its steps are taken back in the line-up with what they chose, and what they brought back', async () => {
    const tour = await open();
    tour.choose('languages', 'fr', 'never');
    await tour.apply();
    tour.choose('languages', 'en', 'now');
    await tour.apply();
    await tour.restore();
    expect(hidden()).toEqual([]);
    const kept = (): unknown => JSON.parse(storage.values.get('tour.p1') ?? 'null');
    const undo = async (): Promise<void> => {
      lineup.undo();
      await lineup.settled();
    };
    await undo();
    expect(hidden()).not.toContain('UK | News');
    expect(kept()).toMatchObject({ choices: { 'languages.fr': 'never', 'languages.en': 'now' } });
    await undo();
    expect(hidden()).toContain('UK | News');
    expect(kept()).toMatchObject({ choices: { 'languages.fr': 'never', 'languages.en': 'later' } });
    await undo();
    expect([hidden(), kept(), lineup.canUndo.peek()]).toEqual([[], null, false]);
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

  describe('after a refresh that brings new groups', () => {
    /** The lists are read anew, by themselves or at the next start. */
    async function refresh(profileId = 'p1'): Promise<void> {
      catalog = build();
      await open('ar');
      const looked = hideNever({ clock, profileId, lineup, cell: createStoredCell(storage, new FakeLog(), 'tour.p1'), isOwn: (source) => source === SOURCE }, catalog, createCancelSource().signal);
      await clock.advance(100);
      await looked;
    }

    beforeEach(async () => {
      const tour = await open();
      tour.choose('languages', 'fr', 'never');
      tour.choose('kinds', 'sport', 'never');
      await tour.apply();
      moreGroups = [['FR | Info', ['Une']], ['DE | Fussball', ['Tor']], ['TR | Ulusal', ['Kanal']], ['DE | Neu', ['Neu']]];
    });

    test('those of what is never wanted are hidden by themselves, those of what is put aside wait, others stay', async () => {
      const before = hidden();
      await refresh();
      expect(hidden().filter((name) => before.indexOf(name) === -1)).toEqual(['FR | Info', 'DE | Fussball']);
      expect(lineup.canUndo.peek()).toBe(false);
      const tour = await open();
      expect(tour.languages.peek().filter(({ waiting }) => waiting > 0).map(({ id, waiting }) => [id, waiting])).toEqual([['tr', 1]]);
    });

    test('what the viewer showed by hand is never hidden by the rule, and their last step can still be taken back', async () => {
      await refresh();
      for (const name of ['FR | Info', 'DE | Fussball', 'FR | Cinéma', 'DE | Sport']) lineup.setGroupHidden(`group:${SOURCE}:${name}`, false);
      await lineup.settled();
      moreGroups = moreGroups.concat([['FR | Sport', ['But']]]);
      await refresh();
      expect(hidden()).toContain('FR | Sport');
      for (const name of ['FR | Info', 'DE | Fussball', 'FR | Cinéma', 'DE | Sport']) expect(hidden()).not.toContain(name);
    });

    test('a step taken back after it takes back nothing of the rule', async () => {
      catalog = build();
      await open('ar');
      lineup.setGroupHidden(`group:${SOURCE}:Mixed`, true);
      const looked = hideNever({ clock, profileId: 'p1', lineup, cell: createStoredCell(storage, new FakeLog(), 'tour.p1'), isOwn: () => true }, catalog, createCancelSource().signal);
      await clock.advance(100);
      await looked;
      lineup.undo();
      await lineup.settled();
      expect(hidden()).toContain('FR | Info');
      expect(hidden()).not.toContain('Mixed');
    });

    test('brought back in the tour they are seen, and the rule has ended', async () => {
      await refresh();
      await (await open()).restore();
      expect(hidden()).toEqual([]);
      moreGroups = moreGroups.concat([['FR | Sport', ['But']]]);
      await refresh();
      expect(hidden()).toEqual([]);
    });

    test('the tour taken back in the line-up ends the rule, and shows what it hid meanwhile', async () => {
      const cell = createStoredCell(storage, new FakeLog(), 'tour.p1');
      async function look(): Promise<void> {
        catalog = build();
        plain.value = catalog;
        const looked = hideNever({ clock, profileId: 'p1', lineup, cell, isOwn: () => true }, catalog, createCancelSource().signal);
        await clock.advance(100);
        await looked;
      }
      await look();
      expect(hidden()).toContain('FR | Info');
      lineup.undo();
      await lineup.settled();
      expect([hidden(), storage.values.has('tour.p1')]).toEqual([[], false]);
      moreGroups = moreGroups.concat([['FR | Sport', ['But']]]);
      await look();
      expect(hidden()).toEqual([]);
    });

    test('somebody else watches by now: it is done at their next look', async () => {
      await refresh('p2');
      expect(hidden()).not.toContain('FR | Info');
      await refresh();
      expect(hidden()).toContain('FR | Info');
    });
  });

  describe('through films and series', () => {
    const namesOf = (kind: 'movie' | 'series'): string[] => seen.categories(kind).map(({ name }) => name);

    beforeEach(() => {
      withTitles = true;
      catalog = build();
      seen = catalog;
    });

    test('counts them with their languages, as kinds of their own, and among what is for adults', async () => {
      const tour = await open();
      expect(tour.languages.peek().map(({ id, channels, titles, choice }) => [id, channels, titles, choice])).toEqual([
        ['de', 5, 5, 'now'], ['tr', 1, 4, 'later'], ['fr', 1, 2, 'later'], ['en', 2, 0, 'later'], ['x-exyu', 2, 0, 'later'], ['unknown', 2, 1, 'now'],
      ]);
      expect(tour.kinds.peek().filter(({ titles }) => titles > 0).map(({ id, label, titles }) => [id, label, titles])).toEqual([['movie-titles', 'Filme', 6], ['series-titles', 'Serien', 6]]);
      expect(tour.cleanups.peek()[0]).toEqual({ id: 'adult', count: 1, titles: 1, isOn: true });
      expect([tour.shown.peek(), tour.shownTitles.peek()]).toEqual([{ kept: 4, all: 13 }, { kept: 5, all: 12 }]);
      expect(seen).toBe(catalog);
    });

    test('hides their groups in the same step, and channels of a group of that name are none of its business', async () => {
      const tour = await open();
      tour.choose('languages', 'fr', 'now');
      tour.choose('kinds', 'movie-titles', 'never');
      await tour.apply();
      expect([namesOf('movie'), namesOf('series'), seen.count('movie'), seen.count('series')]).toEqual([[], ['DE | Serien'], 0, 2]);
      expect(hidden()).not.toContain('FR | Cinéma');
      lineup.undo();
      await lineup.settled();
      expect([seen.count('movie'), seen.count('series')]).toEqual([6, 6]);
    });

    test('chooses what they are about, as for channels', async () => {
      moreTitles = [['movie', 'DE | Horror', 5], ['series', 'DE | Grusel', 2], ['movie', 'DE | Sport', 1]];
      catalog = build();
      const tour = await open();
      expect(tour.kinds.peek().filter(({ titles }) => titles > 0).map(({ label, channels, titles }) => [label, channels, titles])).toEqual([['Horror', 0, 7], ['Andere Filme', 0, 6], ['Andere Serien', 0, 6], ['Sport', 1, 1]]);
      tour.choose('kinds', 'horror', 'never');
      tour.choose('kinds', 'sport', 'later');
      await tour.apply();
      expect([namesOf('movie'), namesOf('series')]).toEqual([['DE | Neu'], ['DE | Serien']]);
      expect(hidden()).toContain('DE | Sport');
    });

    test('whoever put all films aside before they were told apart finds those put aside that are told apart now', async () => {
      moreTitles = [['movie', 'DE | Horror', 5]];
      catalog = build();
      await storage.set('tour.p1', JSON.stringify({ choices: { 'kinds.movie-titles': 'never' }, cleanups: [], groups: [], channels: [] }));
      const tour = await open();
      expect(tour.kinds.peek().find(({ id }) => id === 'horror')?.choice).toBe('never');
    });

    test('brings them back', async () => {
      await (await open()).apply();
      expect([namesOf('movie'), namesOf('series')]).toEqual([['DE | Neu'], ['DE | Serien']]);
      const later = await open();
      expect(later.hasHidden.peek()).toBe(true);
      await later.restore();
      expect([seen.count('movie'), seen.count('series')]).toEqual([6, 6]);
    });
  });
});
