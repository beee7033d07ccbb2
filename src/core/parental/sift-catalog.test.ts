import { describe, expect, test } from '@jest/globals';
import { runSteps } from '../base';
import type { ItemKey, SourceId } from '../base';
import { ADULT_ROW, createCatalogBuilder, makePreview, mergeCatalogs, PreviewCatalog } from '../catalog';
import type { CatalogSnapshot, ColumnarCatalog, ListedKind, TitleRecord } from '../catalog';
import { categoryLock, NO_RULES } from './parental-rules';
import type { ParentalRules } from './parental-rules';
import { siftCatalogSteps } from './sift-catalog';
import type { SiftedCatalog } from './sift-catalog';

const KINDS = ['channel', 'movie', 'series'] as const;

/** Random numbers from 0 to 1 that a seed repeats. */
function seeded(seed: number): () => number {
  let state = seed + 1;
  return () => (state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0) / 4294967296;
}

/** Rows of every kind with several categories, adult ones, ratings that are missing, repeated numbers and ids, and episodes. */
function randomCatalog(seed: number, rows: number, source = 'random'): ColumnarCatalog {
  const random = seeded(seed + 7);
  const below = (limit: number): number => Math.floor(random() * limit);
  const builder = createCatalogBuilder({ sourceId: source as SourceId });
  const categories = (kind: ListedKind): number[] =>
    Array.from({ length: below(3) }, () => {
      const number = below(20);
      return builder.category(kind, number === 0 ? 'Adults 18+' : `Group ${String(number)}`);
    });
  for (let row = 0; row < rows; row += 1) {
    const stream = { url: `http://host.example/${String(row)}.ts` };
    const common = { nativeId: [String(below(rows)), ''][below(2)] ?? '', name: `Name ${String(row)}` };
    const title = { ...common, plot: 'plot', poster: '/p.jpg', backdrop: '/b.jpg', year: 1900 + below(130), rating: below(100) / 10, ...(random() < 0.6 ? { age: below(19) } : {}) };
    const kind = below(4);
    if (kind < 2) builder.addChannel({ ...common, number: below(50), logo: '/l.png', guideKey: `k${String(row)}`, categories: categories('channel'), stream });
    else if (kind === 2) builder.addMovie({ ...title, addedMs: 1000 * below(1e6), categories: categories('movie'), stream });
    else {
      const seriesRow = builder.addSeries({ ...title, categories: categories('series') });
      for (let episode = below(3); episode > 0; episode -= 1) builder.addEpisode({ nativeId: String(below(rows)), seriesRow, season: below(3), number: episode, name: 'Episode', stream });
    }
  }
  return builder.finish();
}

interface Fact {
  readonly key: ItemKey;
  readonly categories: readonly number[];
}

function recordOf(catalog: CatalogSnapshot, kind: ListedKind, row: number): (Fact & { readonly isLocked?: true }) | null {
  return kind === 'channel' ? catalog.channel(row) : kind === 'movie' ? catalog.movie(row) : catalog.series(row);
}

/** The rules said again in the plainest way, row by row. */
function isLocked(base: CatalogSnapshot, kind: ListedKind, row: number, rules: ParentalRules): boolean {
  const record = recordOf(base, kind, row);
  if (record === null) return false;
  const categories = record.categories.map((index) => base.categories(kind)[index]);
  const noAdults = rules.isAdultLocked || (rules.maxAge >= 0 && rules.maxAge < 18);
  const isAdult = base.minimumAge(kind, row) === ADULT_ROW || categories.some((each) => each?.isAdult === true);
  const age = kind === 'channel' ? null : (record as unknown as TitleRecord).age;
  return (
    rules.keys.indexOf(record.key) !== -1 ||
    categories.some((each) => each !== undefined && rules.categories.indexOf(categoryLock(kind, each.sourceId, each.name)) !== -1) ||
    (isAdult && noAdults) ||
    (rules.maxAge >= 0 && age !== null && !isAdult && (age < 0 ? rules.isUnratedLocked : age > rules.maxAge))
  );
}

function randomRules(random: () => number, base: CatalogSnapshot, strength: ParentalRules['strength']): ParentalRules {
  const categories: string[] = [];
  const keys: ItemKey[] = [];
  for (const kind of KINDS) {
    for (const each of base.categories(kind)) if (random() < 0.2) categories.push(categoryLock(kind, each.sourceId, each.name));
    for (let row = 0; row < base.count(kind); row += 1) {
      const record = random() < 0.05 ? recordOf(base, kind, row) : null;
      if (record !== null) keys.push(record.key);
    }
  }
  return {
    maxAge: random() < 0.4 ? -1 : Math.floor(random() * 19),
    isUnratedLocked: random() < 0.3,
    isAdultLocked: random() < 0.5,
    strength,
    names: {},
    categories: random() < 0.6 ? categories : [],
    keys: random() < 0.7 ? keys : [],
  };
}

/** Every row any list hands out. */
function listed(catalog: CatalogSnapshot, kind: ListedKind, problems: string[]): ReadonlySet<number> {
  const rows = new Set<number>();
  for (const category of ['all' as const, ...catalog.categories(kind).map((each) => each.index)]) {
    const list = catalog.rows(kind, category);
    for (let i = 0; i < list.length; i += 1) {
      rows.add(list.at(i));
      if (list.at(i) >= 0 && list.indexOf(list.at(i)) !== i) problems.push(`${kind} ${String(category)} place ${String(i)}`);
    }
    if (list.at(-1) !== -1 || list.at(list.length) !== -1) problems.push(`${kind} ${String(category)} has no end`);
  }
  return rows;
}

/** Ways on which a hidden row can still be had. */
function leaks(base: CatalogSnapshot, sifted: SiftedCatalog, kind: ListedKind, row: number): readonly string[] {
  const key = recordOf(base, kind, row)?.key ?? ('' as ItemKey);
  const ways: Readonly<Record<string, boolean>> = {
    record: recordOf(sifted, kind, row) !== null,
    key: sifted.rowOf(kind, key) !== -1,
    unlocked: !sifted.isLocked(kind, key),
    age: sifted.minimumAge(kind, row) !== -1,
    numbers: kind !== 'channel' && (['year', 'rating', 'addedMs'] as const).some((field) => sifted.titleNumber(kind, row, field) !== 0),
    number: kind === 'channel' && sifted.rowOfNumber(base.channel(row)?.number ?? 0) === row,
    seasons: kind === 'series' && sifted.seasons(row).length > 0,
    episode: kind === 'series' && base.seasons(row).some((season) => season.episodes.some((each) => sifted.seriesRowOfEpisode(each.key) !== -1)),
  };
  return Object.keys(ways).filter((way) => ways[way] === true);
}

function check(base: CatalogSnapshot, rules: ParentalRules): number {
  const sifted = runSteps(siftCatalogSteps(base, rules));
  const problems: string[] = [];
  let hidden = 0;
  for (const kind of KINDS) {
    const seen = listed(sifted, kind, problems);
    const expected: number[] = [];
    for (let row = 0; row < base.count(kind); row += 1) {
      if (!isLocked(base, kind, row, rules)) {
        expected.push(row);
        if (JSON.stringify(recordOf(sifted, kind, row)) !== JSON.stringify(recordOf(base, kind, row))) problems.push(`${kind} ${String(row)} is changed`);
        continue;
      }
      hidden += 1;
      if (seen.has(row)) problems.push(`${kind} ${String(row)} is listed`);
      for (const way of leaks(base, sifted, kind, row)) problems.push(`${kind} ${String(row)} by ${way}`);
    }
    // Nothing too much is hidden either, and lists keep their order.
    const all = sifted.rows(kind, 'all');
    expect(Array.from({ length: all.length }, (_, index) => all.at(index))).toEqual(expected);
    expect(sifted.count(kind)).toBe(expected.length);
    for (const category of sifted.categories(kind)) {
      if (category.count !== sifted.rows(kind, category.index).length) problems.push(`count of ${category.name}`);
      if (rules.categories.indexOf(categoryLock(kind, category.sourceId, category.name)) !== -1) problems.push(`${category.name} is named`);
    }
  }
  expect(problems).toEqual([]);
  return hidden;
}

describe('over random catalogues and rules', () => {
  test.each(Array.from({ length: 16 }, (_, seed) => seed))('nothing hidden is handed out, everything else is: seed %d', (seed) => {
    const random = seeded(seed + 1);
    const first = randomCatalog(seed, 60 + Math.floor(random() * 400), 'one');
    const base = random() < 0.5 ? first : mergeCatalogs([first, randomCatalog(seed + 1000, 200, 'two')]);
    check(base, randomRules(random, base, 'hide'));
  });

  test('the rules lock something in most of them', () => {
    let total = 0;
    for (let seed = 0; seed < 5; seed += 1) {
      const base = randomCatalog(seed, 400);
      total += check(base, { ...randomRules(seeded(seed + 50), base, 'hide'), isAdultLocked: true });
    }
    expect(total).toBeGreaterThan(50);
  });

  test.each([1, 2, 3, 4, 5, 6])('what is shown by choice has no picture and no story, and says that it is locked: seed %d', (seed) => {
    const random = seeded(seed);
    const base = randomCatalog(seed, 500);
    const rules = { ...randomRules(random, base, 'ask'), isAdultLocked: true };
    const sifted = runSteps(siftCatalogSteps(base, rules));
    const problems: string[] = [];
    for (const kind of KINDS) {
      for (let row = 0; row < base.count(kind); row += 1) {
        const mustBe = isLocked(base, kind, row, rules);
        const record = recordOf(sifted, kind, row) as unknown as Readonly<Record<string, unknown>> | null;
        if ((record?.['isLocked'] === true) !== mustBe) problems.push(`${kind} ${String(row)} does not say what it is`);
        if (!mustBe) continue;
        for (const field of ['poster', 'backdrop', 'titleArt', 'landscape', 'plot', 'logo', 'guideKey']) {
          if ((record?.[field] ?? '') !== '') problems.push(`${kind} ${String(row)} shows its ${field}`);
        }
        if (kind === 'series' && sifted.seasons(row).length > 0) problems.push(`series ${String(row)} lists episodes`);
      }
    }
    expect(problems).toEqual([]);
  });

  test.each([7, 8, 9])('first rows of a stored catalogue are sifted by the same rules: seed %d', (seed) => {
    const base = randomCatalog(seed, 800);
    const preview = new PreviewCatalog(makePreview(base, { pinned: [], perCategory: 5, limit: 10_000 }), null);
    const rules = { ...randomRules(seeded(seed), base, 'hide'), isAdultLocked: true, maxAge: 12 };
    const sifted = runSteps(siftCatalogSteps(preview, rules));
    const seen = KINDS.map((kind) => Array.from({ length: base.count(kind) }, (_, row) => row).filter((row) => isLocked(base, kind, row, rules) && recordOf(sifted, kind, row) !== null));
    expect(seen).toEqual([[], [], []]);
  });
});

test('no step looks at many rows, and 200,000 rows cost a byte each', () => {
  const base = randomCatalog(3, 12_000);
  const steps = siftCatalogSteps(base, { ...NO_RULES, maxAge: 12 });
  let count = 0;
  while (steps.next().done !== true) count += 1;
  expect(count).toBeGreaterThan(1);
});

test('rules without locks leave lists as they are', () => {
  const base = randomCatalog(4, 300);
  const sifted = runSteps(siftCatalogSteps(base, { ...NO_RULES, keys: ['x:movie:unknown' as ItemKey], categories: [categoryLock('movie', 'z' as SourceId, 'News')] }));
  expect(sifted.categories('movie')).toBe(base.categories('movie'));
  expect(sifted.count('channel')).toBe(base.count('channel'));
});
