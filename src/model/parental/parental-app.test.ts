import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createCancelSource } from '#core/base';
import type { ItemKey, ProfileId, SourceId } from '#core/base';
import { categoryLock } from '#core/parental';
import type { ListedKind } from '#core/catalog';
import type { AppCore } from '#model/app';
import type { CardList } from '#model/cards';
import { createSampleApp, settle } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { SourceStore } from '#sources/registry';
import type { PlayTarget } from '#sources/source';
import { DevicePins } from './control/device-pins';

let app: AppCore;
let host: FakeHost;

beforeEach(async () => {
  ({ app, host } = await createSampleApp());
});
afterEach(() => {
  app.dispose();
});

/** Random numbers from 0 to 1 that a seed repeats. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) / 4294967296;
}

const KINDS = ['channel', 'movie', 'series'] as const;

interface Item {
  readonly key: ItemKey;
  readonly kind: ListedKind;
  readonly name: string;
  readonly number: number;
  readonly target: PlayTarget | null;
}

/** Everything there is, read before anything is locked. */
function everything(): readonly Item[] {
  const reader = app.catalog.catalog.peek();
  const items: Item[] = [];
  for (const kind of KINDS) {
    for (let row = 0; row < reader.count(kind); row += 1) {
      const channel = kind === 'channel' ? reader.channel(row) : null;
      const movie = kind === 'movie' ? reader.movie(row) : null;
      const record = channel ?? movie ?? reader.series(row);
      if (record === null) continue;
      const target: PlayTarget | null = channel !== null ? { kind: 'live', channel } : movie !== null ? { kind: 'movie', movie } : null;
      items.push({ key: record.key, kind, name: record.name, number: channel?.number ?? 0, target });
    }
  }
  return items;
}

function keysOf(list: CardList): readonly string[] {
  return Array.from({ length: list.length }, (_, index) => list.at(index)?.key ?? '');
}

/** Every key any list of the app shows, by the name of the list. */
function shown(): ReadonlyArray<readonly [list: string, keys: readonly string[]]> {
  const { home, library, live } = app;
  const channels = live.channels.peek();
  return [
    ['hero', home.hero.peek().map((item) => item.key)],
    ...home.rows.peek().map((row) => [`row ${row.id}`, row.cards.map((card) => card.id)] as const),
    ['movies', keysOf(library.movies.cards.peek())],
    ['series', keysOf(library.series.cards.peek())],
    ['my list', keysOf(library.myList.peek())],
    ['channels', Array.from({ length: channels.length }, (_, index) => channels.at(index)?.key ?? '')],
  ];
}

/** Where zapping leads, all the way round. */
function zapped(): readonly string[] {
  const keys: string[] = [];
  for (let i = 0; i < 60; i += 1) {
    app.live.zap(1);
    keys.push(app.player.channelKey.peek() ?? '');
  }
  app.player.stop();
  return keys;
}

function numbered(number: number): readonly string[] {
  for (const digit of String(Math.floor(number))) app.live.pressDigit(Number(digit));
  const keys = app.live.numberEntry.peek()?.matches.map((channel) => channel.key) ?? [];
  app.live.cancelNumber();
  return keys;
}

/** Ways that are asked for one item: detail, playing, deep links. */
async function ways(item: Item): Promise<readonly string[]> {
  const found: string[] = [];
  const note = (way: string, isOpen: boolean): void => {
    if (isOpen) found.push(way);
  };
  const { signal } = createCancelSource();
  if (item.target !== null) note('resolve', (await app.catalog.resolve(item.target, signal)).ok);
  if (item.kind === 'movie') note('movie detail', (await app.catalog.movieDetail(item.key)).ok);
  if (item.kind === 'series') note('series detail', (await app.catalog.seriesDetail(item.key)).ok);
  if (item.kind === 'channel') {
    note('channel details', app.live.details(item.key) !== null);
    note('number', numbered(item.number).indexOf(item.key) !== -1);
    app.live.watch(item.key);
    note('watch', app.player.channelKey.peek() === item.key);
  }
  if (item.kind === 'movie') {
    const detail = app.detail.openMovie(item.key);
    await settle();
    note('deep link', detail.header.peek() !== null);
    detail.dispose();
  }
  return found;
}

async function lockSome(seed: number, items: readonly Item[]): Promise<ReadonlySet<ItemKey>> {
  const random = seeded(seed);
  const reader = app.catalog.catalog.peek();
  const keys = items.filter(() => random() < 0.25).map((item) => item.key);
  const locked = new Set(keys);
  const categories: string[] = [];
  for (const kind of KINDS) {
    for (const category of reader.categories(kind)) {
      if (random() >= 0.2) continue;
      categories.push(categoryLock(kind, category.sourceId, category.name));
      const rows = reader.rows(kind, category.index);
      for (let i = 0; i < rows.length; i += 1) {
        const row = rows.at(i);
        const record = kind === 'channel' ? reader.channel(row) : kind === 'movie' ? reader.movie(row) : reader.series(row);
        if (record !== null) locked.add(record.key);
      }
    }
  }
  const control = await app.parental.control();
  await control?.changeRules({ keys, categories, strength: 'hide' });
  return locked;
}

describe('locked items are nowhere', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('whatever is locked: seed %d', async (seed) => {
    const items = everything();
    // History and lists know of all of them.
    for (const item of items) {
      app.favourites.toggle(item.key);
      if (item.kind === 'movie') await app.progress.save(item.key, 60_000, 600_000);
    }
    const locked = await lockSome(seed, items);
    await app.home.refresh();
    await settle();
    expect(locked.size).toBeGreaterThan(5);
    const leaks: string[] = [];
    for (const [list, keys] of shown()) for (const key of keys) if (locked.has(key as ItemKey)) leaks.push(`${list}: ${key}`);
    for (const key of zapped()) if (locked.has(key as ItemKey)) leaks.push(`zap: ${key}`);
    for (const item of items) {
      if (!locked.has(item.key)) continue;
      for (const way of await ways(item)) leaks.push(`${way}: ${item.key}`);
    }
    expect(leaks).toEqual([]);
    // What is not locked is still there.
    expect(app.library.movies.cards.peek().length).toBe(items.filter((item) => item.kind === 'movie' && !locked.has(item.key)).length);
  });

  test('search does not find them', async () => {
    const search = await app.openSearch();
    const items = everything().filter((item) => item.kind !== 'channel');
    const locked = await lockSome(3, items);
    await search.prepare();
    const leaks: string[] = [];
    for (const item of items) {
      search.setQuery(item.name);
      await settle(2);
      const json = JSON.stringify(search.answer.peek().groups.map((group) => Array.from({ length: group.results.length }, (_, index) => group.results.at(index))));
      if (locked.has(item.key) && json.indexOf(`"${item.key}"`) !== -1) leaks.push(item.key);
    }
    expect(leaks).toEqual([]);
  });

  test('an age limit hides films and takes titles from the guide; the catalogue comes back with the profile', async () => {
    const before = app.catalog.catalog.peek().count('movie');
    app.session.switchProfile();
    await host.clock.advance(10);
    await app.session.chooseProfile('kids' as ProfileId);
    const reader = app.catalog.catalog.peek();
    for (let row = 0; row < before; row += 1) expect(reader.movie(row)?.age ?? 0).toBeLessThanOrEqual(7);
    expect(reader.count('movie')).toBeLessThan(before);
    app.session.switchProfile();
    await host.clock.advance(10);
    await app.session.chooseProfile('ingrid' as ProfileId);
    expect(app.catalog.catalog.peek().count('movie')).toBe(before);
  });
});

describe('what is shown with a padlock', () => {
  const film = (): Item => everything().filter((item) => item.kind === 'movie')[0] ?? ({} as Item);

  async function lockFilm(): Promise<Item> {
    const item = film();
    const control = await app.parental.control();
    await control?.changeRules({ keys: [item.key], strength: 'ask' });
    return item;
  }

  /** The household's PIN is 2580. */
  async function setPin(): Promise<void> {
    host.http.on('PUT /pin', { status: 204 });
    host.http.on('POST /pin/check', (request) => ({ body: String(request.body).indexOf('2580') === -1 ? { kind: 'wrong', triesLeft: 4 } : { kind: 'right', grant: 'g' } }));
    host.http.on('/api/v1/me', () => ({ body: { id: 'sample', name: 'Hearth', status: 'active', expiresAtMs: 0, maxConnections: 3, hasPin: true, profiles: [{ id: 'ingrid', name: 'Ingrid', avatar: 'ember', maxAge: -1 }] } }));
    const control = await app.parental.control();
    const chosen = control?.choosePin('household');
    await settle();
    await app.parental.prompt.peek()?.submit('2580');
    app.parental.prompt.peek()?.finish('right');
    expect(await chosen).toBe(true);
  }

  test('opens with the PIN, for this session, and locks again behind the app', async () => {
    await setPin();
    const item = await lockFilm();
    expect(app.catalog.catalog.peek().movie(app.catalog.catalog.peek().rowOf('movie', item.key))).toMatchObject({ name: item.name, poster: '', isLocked: true });
    app.perform({ kind: 'open-movie', key: item.key });
    await settle();
    expect(app.navigation.current.peek().route.name).toBe('home');
    expect(await app.parental.prompt.peek()?.submit('0000')).toEqual({ kind: 'wrong', triesLeft: 4 });
    expect(await app.parental.prompt.peek()?.submit('2580')).toEqual({ kind: 'right' });
    app.parental.prompt.peek()?.finish('right');
    await settle();
    expect(app.navigation.current.peek().route).toEqual({ name: 'movie', key: item.key });
    expect(app.catalog.catalog.peek().movie(app.catalog.catalog.peek().rowOf('movie', item.key))?.isLocked).toBeUndefined();
    host.lifecycle.setForeground(false);
    await settle();
    expect(app.catalog.catalog.peek().movie(app.catalog.catalog.peek().rowOf('movie', item.key))?.isLocked).toBe(true);
  });

  test('settings stay open while a limit is changed, and close with the profile', async () => {
    await setPin();
    const control = await app.parental.control();
    host.http.on('PUT /profiles/ingrid', { status: 204 });
    host.http.on('/api/v1/me', () => ({ body: { id: 'sample', name: 'Hearth', status: 'active', expiresAtMs: 0, maxConnections: 3, hasPin: true, profiles: [{ id: 'ingrid', name: 'Ingrid', avatar: 'ember', maxAge: 6 }, { id: 'noor', name: 'Noor', avatar: 'plum', maxAge: -1 }] } }));
    const before = app.catalog.catalog.peek().count('movie');
    expect((await control?.saveProfile('ingrid' as ProfileId, { name: 'Ingrid', avatar: 'ember', isKids: false, maxAge: 6 }))?.ok).toBe(true);
    await settle();
    expect(app.catalog.catalog.peek().count('movie')).toBeLessThan(before);
    expect(control?.isOpen.peek()).toBe(true);
    app.session.switchProfile();
    await host.clock.advance(10);
    expect(control?.isOpen.peek()).toBe(false);
  });

  test('played by zapping or number it asks too, and is refused without the PIN', async () => {
    await setPin();
    const item = await lockFilm();
    if (item.target === null) throw new Error('a film can be played');
    const refused = app.catalog.resolve(item.target, createCancelSource().signal);
    await settle();
    app.parental.prompt.peek()?.finish('cancelled');
    expect(await refused).toMatchObject({ ok: false, error: { code: 'parental.locked' } });
    const admitted = app.catalog.resolve(item.target, createCancelSource().signal);
    await settle();
    app.parental.prompt.peek()?.finish('right');
    expect((await admitted).ok).toBe(true);
  });
});

describe("a set's own PINs", () => {
  const make = (): DevicePins => new DevicePins(host);

  test('are kept as salted hashes; five wrong tries wait, also after a restart, also for the right one', async () => {
    expect((await make().set('household', '4711')).ok).toBe(true);
    await make().set('local' as ProfileId, '4711');
    const stored = host.storage.values.get('pins.v1') ?? '';
    expect(stored).not.toContain('4711');
    const { household, local } = JSON.parse(stored) as Record<string, { hash: string }>;
    expect(household?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(household?.hash).not.toBe(local?.hash);
    expect(await make().check('household', '4711')).toEqual({ kind: 'right' });
    for (const triesLeft of [4, 3, 2, 1]) expect(await make().check('household', '0000')).toEqual({ kind: 'wrong', triesLeft });
    expect(await make().check('household', '0000')).toEqual({ kind: 'locked', waitMs: 300_000 });
    expect(await make().check('household', '4711')).toMatchObject({ kind: 'locked' });
    expect(await make().check('local' as ProfileId, '4711')).toEqual({ kind: 'right' });
    await host.clock.advance(300_000);
    expect(await make().check('household', '4711')).toEqual({ kind: 'right' });
    expect(host.log.lines.join()).not.toContain('4711');
  });

  test('a try that was cut off counts, and two at once are two', async () => {
    await make().set('household', '4711');
    host.storage.dieAfter = 1;
    void make().check('household', '0000');
    await settle();
    host.storage.dieAfter = Infinity;
    const pins = make();
    const answers = await Promise.all([pins.check('household', '0000'), pins.check('household', '0001')]);
    expect(answers.map((answer) => (answer.kind === 'wrong' ? answer.triesLeft : -1))).toEqual([3, 2]);
  });

  test('a forgotten one is replaced by who knows the password of a source', async () => {
    const config = { id: 'sx' as SourceId, kind: 'xtream' as const, name: 'Line', host: 'line.example' };
    await new SourceStore(host.storage, host.log).put({ config, secret: { address: 'http://line.example', username: 'u', password: 'pass word' } }, [config]);
    expect(await make().recover('household', 'guess')).toEqual({ kind: 'wrong', triesLeft: 4 });
    expect(await make().recover('household', 'pass word')).toEqual({ kind: 'right' });
  });
});
