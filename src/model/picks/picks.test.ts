import { beforeEach, describe, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS, itemKey, MINUTE_MS, mulberry32, runSteps } from '#core/base';
import type { ItemKey, SourceId } from '#core/base';
import { createCatalogBuilder } from '#core/catalog';
import type { ColumnarCatalog } from '#core/catalog';
import { NO_RULES, siftCatalogSteps } from '#core/parental';
import type { ParentalRules } from '#core/parental';
import { signal } from '#core/state';
import type { WireLearning } from '#core/wire';
import { createCards } from '#model/cards';
import { createTranslator } from '#model/i18n';
import { createProgressModel } from '#model/progress';
import type { ProgressModel } from '#model/progress';
import { createTasteModel } from '#model/taste';
import type { TasteModel } from '#model/taste';
import { createStoredCell } from '#sources/storage';
import { createFakeGuide, createFakeHost, FakeCatalogModel, readStrings, settle } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { createPicksModel } from './index';
import type { PickedRow, PicksModel } from './index';
import { OwnTitles } from './own-titles';

const SOURCE = 'x1' as SourceId;
const KINDS = [['Crime', 'detective murder harbour alibi'], ['Nature', 'whale ocean reef current'], ['Comedy', 'wedding uncle chaos cake']] as const;
const FILMS = 240;
const AGES = [-1, 0, 6, 12, 16, 18];

/** Film `i` is of kind `i % 3`; every eleventh is in an adult category; film 0 has a second version. */
function buildCatalog(films = FILMS): ColumnarCatalog {
  const builder = createCatalogBuilder({ sourceId: SOURCE });
  const categories = KINDS.map(([name]) => builder.category('movie', name));
  const adult = builder.category('movie', 'XXX Adults');
  const random = mulberry32(5);
  const film = (id: string, name: string, kind: number, category: number, age: number): void => {
    const words = (KINDS[kind]?.[1] ?? '').split(' ').filter(() => random() < 0.8).join(' ');
    builder.addMovie({ nativeId: id, name, year: 2010, rating: 6, age, genres: [KINDS[kind]?.[0] ?? ''], plot: `The story of ${words}, day ${String(Math.floor(random() * 9))}`, categories: [category] });
  };
  for (let i = 0; i < films; i += 1) film(String(i), `Title number ${String(i)}`, i % 3, i % 11 === 10 ? adult : (categories[i % 3] ?? 0), AGES[i % AGES.length] ?? -1);
  film('again', 'Title number 0 4K', 0, categories[0] ?? 0, -1);
  for (const id of ['news', 'sport', 'films', 'kids']) builder.addChannel({ nativeId: id, name: id, categories: [builder.category('channel', 'All')] });
  return builder.finish();
}

const whole = buildCatalog();
const key = (index: number | string): ItemKey => itemKey(SOURCE, 'movie', String(index));
const channel = (id: string): ItemKey => itemKey(SOURCE, 'channel', id);
const kindOf = (id: string): number => Number(id.slice(id.lastIndexOf(':') + 1)) % 3;

let host: FakeHost;
let catalog: FakeCatalogModel;
let progress: ProgressModel;
let taste: TasteModel;
let picks: PicksModel;
let told: Array<readonly [string, WireLearning]>;
let theirs: WireLearning | null;
let isThere = false;
const liveKey = signal<ItemKey | null>(null);

const sources = () => ({ catalog: catalog.catalog.value, guide: catalog.guide.value, nowMs: host.clock.nowMs() });
const rows = (): readonly PickedRow[] => picks.rows(sources());
const idsOf = (found: readonly PickedRow[]): readonly string[] => found.flatMap(({ cards }) => cards.map(({ key: id }) => id));

async function worked(): Promise<void> {
  for (let i = 0; i < 40; i += 1) {
    await host.clock.advance(5);
    await settle();
  }
}

async function watch(...indexes: readonly number[]): Promise<void> {
  for (const index of indexes) {
    host.clock.tick(MINUTE_MS);
    await progress.save(key(index), 89 * MINUTE_MS, 90 * MINUTE_MS);
  }
  picks.refresh();
  await worked();
}

function see(rules: Partial<ParentalRules>): void {
  catalog.catalog.value = runSteps(siftCatalogSteps(whole, { ...NO_RULES, ...rules }));
}

beforeEach(async () => {
  host = createFakeHost();
  catalog = new FakeCatalogModel();
  catalog.catalog.value = whole;
  catalog.guide.value = createFakeGuide();
  catalog.wholes.set(SOURCE, whole);
  [told, theirs, isThere] = [[], null, false];
  liveKey.value = null;
  const translator = createTranslator({ clock: host.clock, loadStrings: readStrings, isTwelveHour: () => false });
  await translator.setLocale('en');
  const deps = { clock: host.clock, log: host.log, cellOf: (id: string) => createStoredCell(host.storage, host.log, id), remote: () => null };
  progress = createProgressModel(deps);
  await progress.openProfile('1');
  taste = createTasteModel({ ...deps, cellOf: (id) => createStoredCell(host.storage, host.log, `taste.${id}`) });
  await taste.openProfile('1');
  picks = createPicksModel({
    ...deps, catalog, translator, progress, taste, liveKey,
    cards: createCards({ translator, progress, nowMs: () => host.clock.nowMs() }),
    sourceIds: () => [SOURCE],
    remote: () => (isThere ? {
      sourceId: SOURCE,
      fetch: () => Promise.resolve(theirs),
      push: (id, learning) => {
        told.push([id, learning]);
        return Promise.resolve(true);
      },
    } : null),
  });
  await picks.openProfile('1');
});

describe('rows of own sources', () => {
  test('nothing before anything was watched; then what is about the same things, mixed, each saying why', async () => {
    picks.refresh();
    await worked();
    expect(rows()).toEqual([]);
    await watch(1, 4, 0);
    const found = rows();
    expect(found.map(({ title }) => title)).toEqual(['Because you watched Title number 0', 'Because you watched Title number 4', 'Recommended for you']);
    const [crime] = found;
    expect(crime?.cards.every(({ key: id }) => kindOf(id) === 0)).toBe(true);
    expect(crime?.cards[0]).toMatchObject({ facts: ['Also Crime', '2010', expect.anything()], spoken: expect.stringMatching(/, Also Crime$/) });
    expect(found[2]?.cards[0]?.facts[0]).toMatch(/^Because you watched Title number [014]$/);
    const all = idsOf(found);
    expect([new Set(all).size, all.some((id) => [0, 1, 4, 'again'].map(key).includes(id as ItemKey))]).toEqual([all.length, false]);
  });

  test('what was seen meanwhile, or is not wanted, leaves at once; what is disliked takes its like along', async () => {
    await watch(0, 3, 6);
    const [first, second] = idsOf(rows());
    taste.say(first as ItemKey, 'not');
    await progress.save(second as ItemKey, 10 * MINUTE_MS, 90 * MINUTE_MS);
    expect(idsOf(rows())).toEqual(expect.not.arrayContaining([first, second]));
  });

  test('forgotten titles speak for nothing, and off shows nothing at all; on brings it back', async () => {
    await watch(1, 0);
    taste.setLearning({ ...taste.learning.peek(), forgotten: new Set([key(0)]) });
    expect(rows().map(({ id }) => id)).toEqual([`because-${key(1)}`]);
    await worked();
    expect(idsOf(rows()).every((id) => kindOf(id) === 1)).toBe(true);
    taste.setLearning({ ...taste.learning.peek(), isOn: false });
    expect(rows()).toEqual([]);
    taste.setLearning({ ...taste.learning.peek(), isOn: true, forgotten: new Set() });
    await worked();
    expect(rows().length).toBe(2);
    taste.forget();
    await worked();
    expect([rows(), taste.learning.peek().isOn]).toEqual([[], true]);
    host.clock.tick(MINUTE_MS);
    await watch(2);
    expect(rows().map(({ id }) => id)).toEqual([`because-${key(2)}`]);
  });

  test('at the next start they stand without anything being worked out; a title that is gone leaves no gap', async () => {
    await watch(1, 4, 0);
    const before = rows();
    await picks.openProfile(null);
    catalog.wholes.clear();
    await picks.openProfile('1');
    await worked();
    expect(rows()).toEqual(before);
    const gone = before[0]?.cards[0]?.key;
    see({ keys: [gone ?? key(5)] });
    await picks.openProfile(null);
    await picks.openProfile('1');
    await worked();
    expect(idsOf(rows())).not.toContain(gone);
  });

  test('where an operator has a page, the platform’s own rows stand there', async () => {
    catalog.landing.value = { kind: 'unknown' };
    await watch(0, 3, 6);
    expect(rows()).toEqual([]);
  });
});

test('whatever is locked, however: no row holds it or is named after it, before and after the rows are worked out anew', async () => {
  const random = mulberry32(3);
  const below = (limit: number): number => Math.floor(random() * limit);
  let shown = 0;
  for (let round = 0; round < 12; round += 1) {
    const rules: Partial<ParentalRules> = {
      maxAge: AGES[below(AGES.length)] ?? -1, isUnratedLocked: below(2) === 0, isAdultLocked: below(2) === 0, strength: below(2) === 0 ? 'hide' : 'ask',
      categories: below(3) === 0 ? [`movie:${SOURCE}:${KINDS[below(3)]?.[0] ?? ''}`] : [], keys: Array.from({ length: below(40) }, () => key(below(FILMS))),
    };
    await watch(below(FILMS), below(FILMS));
    for (const isAnew of [false, true]) {
      // Rules that come in force later are obeyed by rows that stand already.
      see(isAnew ? rules : { ...rules, isAdultLocked: true });
      if (isAnew) picks.refresh();
      await worked();
      const reader = catalog.catalog.value;
      const open = (id: ItemKey): boolean => {
        const record = reader.movie(reader.rowOf('movie', id));
        return record !== null && record.isLocked !== true;
      };
      for (const row of rows()) {
        shown += row.cards.length;
        const seed = row.id.indexOf('because-') === 0 ? row.id.slice('because-'.length) as ItemKey : null;
        expect([row.id, seed === null || open(seed)]).toEqual([row.id, true]);
        for (const card of row.cards) expect([card.key, open(card.key), card.isLocked, kindOf(card.key) >= 0 && Number(card.key.split(':')[2]) % 11 === 10]).toEqual([card.key, true, false, false]);
      }
      const near = (await picks.similar(key(below(FILMS)))) ?? [];
      expect(near.filter((id) => !open(id))).toEqual([]);
    }
  }
  expect(shown).toBeGreaterThan(150);
});

test('similar titles are found in the whole catalogue, once it has been read', async () => {
  expect(await picks.similar(key(1))).toBeNull();
  await worked();
  const near = picks.similar(key(1));
  await worked();
  expect((await near)?.map(kindOf)).toEqual(Array.from({ length: 14 }, () => 1));
});

describe('channels', () => {
  const play = async (id: string, minutes: number): Promise<void> => {
    liveKey.value = channel(id);
    await host.clock.advance(1);
    host.clock.tick(minutes * MINUTE_MS);
    liveKey.value = null;
    await host.clock.advance(1);
  };
  const nextDay = (hour: number): number => (Math.floor(host.clock.nowMs() / DAY_MS) + 1) * DAY_MS + hour * HOUR_MS - host.clock.utcOffsetMin() * MINUTE_MS;
  const usual = (hour: number, others: readonly string[] = []) =>
    picks.usual({ ...sources(), nowMs: nextDay(hour) }, others.map(channel), '')?.cards.map(({ key: id, facts }) => [id, facts[1]]);
  const OWN = 'You often watch it at this hour';

  test('what is watched at this hour comes first, the platform’s after it, and it says which is which; zapping is no habit', async () => {
    const start = host.clock.nowMs() + host.clock.utcOffsetMin() * MINUTE_MS;
    await play('news', 55);
    await play('sport', 45);
    await play('kids', 1);
    const hour = Math.floor((start % DAY_MS) / HOUR_MS);
    expect(usual(hour + 1)).toBeUndefined();
    expect(usual(hour + 1, ['kids', 'news'])).toEqual([[channel('news'), OWN], [channel('sport'), OWN], [channel('kids'), 'Often watched at this hour']]);
    expect(usual(hour + 13, ['kids', 'news', 'films'])?.map(([id]) => id)).toEqual([channel('kids'), channel('news'), channel('films')]);
  });

  test('kept over a start, per profile; forgotten one by one and whole; off records nothing', async () => {
    const hour = Math.floor(((host.clock.nowMs() + host.clock.utcOffsetMin() * MINUTE_MS) % DAY_MS) / HOUR_MS);
    for (const id of ['news', 'sport', 'films']) await play(id, 45);
    const [first, second] = [hour, hour + 1];
    await picks.openProfile('2');
    expect(usual(second, ['kids'])).toBeUndefined();
    await picks.openProfile('1');
    expect(usual(second)).toHaveLength(3);
    taste.setLearning({ ...taste.learning.peek(), forgotten: new Set([channel('news')]) });
    await worked();
    expect(usual(second, ['kids'])?.map(([id]) => id).sort()).toEqual([channel('films'), channel('kids'), channel('sport')]);
    taste.forget();
    await worked();
    expect(usual(first, ['kids'])).toBeUndefined();
    taste.setLearning({ ...taste.learning.peek(), isOn: false });
    await play('news', 60);
    taste.setLearning({ ...taste.learning.peek(), isOn: true });
    expect(usual(first, ['kids', 'films'])).toBeUndefined();
  });
});

describe('what the platform is told', () => {
  test('changes go there, again where it could not be reached; another set’s are taken over', async () => {
    taste.setLearning({ isOn: false, forgottenBeforeMs: 7, forgotten: new Set([key(1), itemKey('other' as SourceId, 'movie', '9')]) });
    await worked();
    expect(told).toEqual([]);
    isThere = true;
    picks.refresh();
    await worked();
    expect(told).toEqual([['1', { isOn: false, forgottenBeforeMs: 7, forgotten: ['m:1'] }]]);
    theirs = { isOn: true, forgottenBeforeMs: 9, forgotten: ['m:2'] };
    picks.refresh();
    await worked();
    expect([told.length, taste.learning.peek()]).toEqual([1, { isOn: true, forgottenBeforeMs: 9, forgotten: new Set(['other:m:9', 'x1:m:2']) }]);
  });
});

test('a large catalogue is read in steps that each fit between two frames of a television', () => {
  // Times of a test machine say little; what one step may touch does.
  const steps = OwnTitles.buildSteps([buildCatalog(1000)]);
  let count = 0;
  while (steps.next().done !== true) count += 1;
  expect(count).toBeGreaterThan((2 * 1000) / 50);
});
