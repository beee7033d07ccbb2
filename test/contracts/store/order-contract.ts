import { describe, expect, test } from '@jest/globals';
import type { Store } from '#server/store';
import { aMovie } from './catalog-contract';
import type { StoreFixture } from './store-fixture';
import { withStore } from './store-fixture';

async function bring(store: Store, keys: readonly string[], nowMs: number, categories: readonly string[] = ['News', 'Sport']): Promise<void> {
  const session = await store.imports.begin({ id: 's', kind: 'm3u', name: 'S', fingerprint: '' });
  await session.addCategories(categories.map((name) => ({ externalKey: name, kind: 'channel' as const, name, isAdult: false })));
  await session.addChannels(keys.map((name, at) => ({
    externalKey: name, number: at + 1, name, logo: '', guideKey: '', isRadio: false, isAdult: false, archiveDays: 0, catchup: null, addedMs: 0,
    media: { asset: '', upstreamUrl: 'http://a.example/', container: '' }, categoryKeys: ['News'],
  })));
  await session.commit(nowMs);
}

async function channels(store: Store, categoryId?: number): Promise<string> {
  const names: string[] = [];
  for await (const page of store.catalog.channels({ includesAdult: true, ...(categoryId === undefined ? {} : { categoryId }) })) names.push(...page.map((row) => row.name));
  return names.join(' ');
}

/** What operators put first, whichever database is beneath. */
export function orderContract(fixture: StoreFixture): void {
  describe(`${fixture.name}: order of lists`, () => {
    test('what is put first comes first, in lists and categories, across imports and hidden rows, until it is taken back', () =>
      withStore(fixture, async (store) => {
        const { order, catalog } = store;
        await bring(store, ['a', 'b', 'c', 'd'], 1);
        const ids = await catalog.idsOf('s', 'channel', ['a', 'b', 'c', 'd']);
        const [, b = 0, c = 0, d = 0] = ids;
        const news = (await catalog.categories('channel'))[0]?.id ?? 0;
        const revision = await catalog.revision();
        await order.putFirst('channel', [d, b, 987_654, d], 1);
        expect([await order.first('channel'), await channels(store), await channels(store, news)]).toEqual([[d, b], 'd b a c', 'd b a c']);
        expect(await catalog.revision()).not.toBe(revision);
        // The source turns its list round, and one of them is gone for a while.
        await bring(store, ['c', 'b', 'a'], 2);
        expect(await channels(store)).toBe('b c a');
        await bring(store, ['d', 'c', 'b', 'a'], 3);
        expect([await channels(store), await channels(store, news)]).toEqual(['d b c a', 'd b c a']);
        await store.catalogEdits.put({ kind: 'channel', itemId: b, name: '', number: 0, picture: '', plot: '', isHidden: true }, 4);
        await order.putFirst('channel', [c, b], 5);
        expect(await channels(store)).toBe('c d a');
        await store.catalogEdits.put({ kind: 'channel', itemId: b, name: '', number: 0, picture: '', plot: '', isHidden: false }, 6);
        expect(await channels(store)).toBe('c b d a');
        await order.putFirst('channel', [], 7);
        expect([await channels(store), await order.first('channel')]).toEqual(['d c b a', []]);
      }));

    test('films and series are ordered too, in the list and inside a category, by hand and by bouquets, page by page and across imports', () =>
      withStore(fixture, async (store) => {
        const { order, catalog, rights } = store;
        const keys = Array.from({ length: 1100 }, (_, at) => `f${String(at)}`);
        const bringFilms = async (nowMs: number): Promise<void> => {
          const session = await store.imports.begin({ id: 'v', kind: 'm3u', name: 'V', fingerprint: '' });
          await session.addCategories(['Drama', 'Noir'].map((name) => ({ externalKey: name, kind: 'movie' as const, name, isAdult: false })));
          await session.addMovies(keys.map((name, at) => ({ ...aMovie(name), categoryKeys: at % 2 === 0 ? ['Drama'] : ['Drama', 'Noir'] })));
          await session.commit(nowMs);
        };
        const films = async (categoryId?: number): Promise<readonly string[]> => {
          const names: string[] = [];
          for await (const page of catalog.movies({ includesAdult: true, ...(categoryId === undefined ? {} : { categoryId }) })) names.push(...page.map((row) => row.name));
          return names;
        };
        await bringFilms(1);
        const [drama = 0, noir = 0] = (await catalog.categories('movie')).map((row) => row.id);
        const ids = await catalog.idsOf('v', 'movie', ['f700', 'f3', 'f9']);
        const [f700 = 0, f3 = 0, f9 = 0] = ids;
        await order.putFirst('movie', [f700], 2);
        await rights.putBouquet({ id: 'picks', name: 'Picks', targets: [f9, f3].map((itemId) => ({ kind: 'movie', itemId })) });
        await order.putBouquets(['picks'], 3);
        const first = ['f700', 'f9', 'f3'];
        const rest = keys.filter((key) => !first.includes(key));
        const odd = rest.filter((key) => Number(key.slice(1)) % 2 === 1);
        for (const round of [4, 5]) {
          expect([await films(), await films(drama), await films(noir), await order.first('movie')]).toEqual([[...first, ...rest], [...first, ...rest], ['f9', 'f3', ...odd], [f700]]);
          await bringFilms(round);
        }
        await order.putFirst('movie', [], 6);
        await order.putBouquets([], 7);
        expect([await films(drama), await films(noir)]).toEqual([keys, keys.filter((_, at) => at % 2 === 1)]);
      }));

    test('bouquets order the lists: by their order and that of what they hold, after what is put first by hand, followed when one changes and across imports', () =>
      withStore(fixture, async (store) => {
        const { order, catalog, rights } = store;
        await bring(store, ['a', 'b', 'c', 'd', 'e'], 1);
        const [a = 0, b = 0, c = 0, d = 0, e = 0] = await catalog.idsOf('s', 'channel', ['a', 'b', 'c', 'd', 'e']);
        const sport = (await catalog.categories('channel'))[1]?.id ?? 0;
        const targets = (...ids: readonly number[]) => ids.map((itemId) => ({ kind: 'channel' as const, itemId }));
        await rights.putBouquet({ id: 'one', name: 'One', targets: [...targets(d, b), { kind: 'category', itemId: sport }] });
        await rights.putBouquet({ id: 'two', name: 'Two', targets: targets(e, d) });
        // What is sold together orders nothing by itself.
        expect([await channels(store), await order.bouquets()]).toEqual(['a b c d e', []]);
        await order.putBouquets(['two', 'none', 'one'], 2);
        expect([await channels(store), await order.bouquets(), (await catalog.categories('channel')).map(({ name }) => name)]).toEqual(['e d b a c', ['two', 'one'], ['Sport', 'News']]);
        expect((await rights.bouquets()).map((bouquet) => bouquet.targets.map(({ itemId }) => itemId))).toEqual([[d, b, sport], [e, d]]);
        await order.putFirst('channel', [c, d], 3);
        expect([await channels(store), await order.first('channel')]).toEqual(['c d e b a', [c, d]]);
        const revision = await catalog.revision();
        await rights.putBouquet({ id: 'two', name: 'Two', targets: targets(a, e) });
        expect([await channels(store), (await catalog.revision()) === revision]).toEqual(['c d a e b', false]);
        await bring(store, ['e', 'b', 'd', 'f'], 4);
        expect(await channels(store)).toBe('d e b f');
        // What was away while the order changed comes back to its place.
        await order.putBouquets(['one', 'two'], 5);
        await bring(store, ['f', 'e', 'd', 'c', 'b', 'a'], 6);
        expect(await channels(store)).toBe('d b a e f c');
        await order.putBouquets([], 7);
        expect(await channels(store)).toBe('d f e c b a');
      }));

    test('categories have an order of their own', () =>
      withStore(fixture, async ({ order, catalog, ...store }) => {
        await bring({ order, catalog, ...store }, ['a'], 1, ['News', 'Sport', 'Film']);
        const [, , film] = await catalog.categories('channel');
        await order.putFirst('category', [film?.id ?? 0], 2);
        expect((await catalog.categories('channel')).map(({ name }) => name)).toEqual(['Film', 'News', 'Sport']);
      }));
  });
}
