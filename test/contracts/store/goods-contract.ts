import { describe, expect, test } from '@jest/globals';
import { dueMinor } from '#server/store';
import type { DeliveryCountryRow, PostalAddress, Store } from '#server/store';
import { buyAtOnce, goodsOrder as orderOf, hold, pay, putScarves, SCARF, UNTIL } from './goods-buyers';
import type { StoreFixture } from './store-fixture';
import { withStore } from './store-fixture';

const HOME: PostalAddress = { name: 'Ann Nord', street: 'Quay 1', postalCode: '0150', city: 'Oslo', country: 'NO' };
const refund = (store: Store, id: string): Promise<string> => store.money.refund({ provider: 'bank', eventId: `refund ${id}`, orderId: id, nowMs: 50 });
const free = async (store: Store, nowMs = 20): Promise<number> => (await store.goods.free(nowMs)).get('scarf-red') ?? -1;
const stateOf = async (store: Store, id: string): Promise<string> => (await store.goods.delivery(id))?.state ?? '';

/** Whether a race left everything as it must be: ten pieces went, sold or held, and none twice. */
export async function expectTenWent(store: Store, outcomes: readonly string[]): Promise<void> {
  expect(outcomes.filter((outcome) => outcome === 'done' || outcome === 'placed')).toHaveLength(10);
  expect(outcomes.filter((outcome) => outcome === 'sold-out')).toHaveLength(outcomes.length - 10);
  const sold = outcomes.filter((outcome) => outcome === 'done').length;
  expect((await store.goods.product('scarf'))?.variants[0]?.stock).toBe(10 - sold);
  expect(await free(store)).toBe(0);
  expect(await free(store, UNTIL + 1)).toBe(10 - sold);
}

/** Products, stock and deliveries, whichever database is beneath. */
export function goodsContract(fixture: StoreFixture): void {
  describe(`${fixture.name}: goods`, () => {
    test('products come back as they were put; storing again keeps the stock and ends what is left out', () =>
      withStore(fixture, async ({ goods }) => {
        await goods.putProduct(SCARF);
        expect([await goods.products(), await goods.isAnySold()]).toEqual([[SCARF], true]);
        expect([await goods.productOf('scarf-blue'), await goods.productOf('none')]).toEqual([SCARF, null]);
        expect([await goods.productsFor({ kind: 'movie', itemId: 7 }), await goods.productsFor({ kind: 'movie', itemId: 8 })]).toEqual([['scarf'], []]);
        expect([await goods.changeStock('scarf-red', 4), await goods.changeStock('scarf-red', -8), await goods.changeStock('none', 1)]).toEqual([7, null, null]);
        const [red] = SCARF.variants;
        await goods.putProduct({ ...SCARF, name: 'Warm scarf', targets: [], variants: red === undefined ? [] : [{ ...red, priceMinor: 2000, stock: 99 }] });
        const now = await goods.product('scarf');
        expect(now).toMatchObject({ name: 'Warm scarf', targets: [] });
        expect(now?.variants.map(({ id, stock, priceMinor, isSold }) => [id, stock, priceMinor, isSold]).sort()).toEqual([['scarf-blue', 0, 2100, false], ['scarf-red', 7, 2000, true]]);
        await expect(goods.putProduct({ ...SCARF, id: 'thief' })).rejects.toMatchObject({ code: 'input.invalid' });
        expect(await goods.product('thief')).toBeNull();
        await goods.putProduct({ ...SCARF, isSold: false });
        expect(await goods.isAnySold()).toBe(false);
      }));

    test('countries: one home', () =>
      withStore(fixture, async ({ goods }) => {
        const norway: DeliveryCountryRow = { country: 'NO', taxBasisPoints: 2500, shippingMinor: 500, currency: 'EUR', isHome: true };
        await goods.putCountry(norway);
        await goods.putCountry({ ...norway, country: 'DE', taxBasisPoints: 1900 });
        expect(await goods.countries()).toEqual([{ ...norway, country: 'DE', taxBasisPoints: 1900 }, { ...norway, isHome: false }]);
        expect([await goods.removeCountry('DE'), await goods.removeCountry('DE'), (await goods.countries()).length]).toEqual([true, false, 1]);
      }));

    test('pieces are held for an order until its time is over, then they are anybody’s', () =>
      withStore(fixture, async (store) => {
        await store.goods.putProduct(SCARF);
        expect((await store.money.place(orderOf('a', 2), [hold(2)])).kind).toBe('placed');
        expect([await free(store), (await store.money.place(orderOf('b', 2), [hold(2)])).kind]).toEqual([1, 'sold-out']);
        expect(await store.money.order('b')).toBeNull();
        const part = { holds: [hold(3)], address: HOME, nowMs: 20 };
        expect(await store.money.revise('a', { quantity: 3, priceMinor: 5700 }, part)).toBe('done');
        expect(await store.goods.delivery('a')).toMatchObject({ ...HOME, state: 'waiting' });
        expect([await free(store), await store.money.revise('a', { quantity: 4 }, { ...part, holds: [hold(4)] }), (await store.money.order('a'))?.quantity]).toEqual([0, 'sold-out', 3]);
        // Its time over, somebody else may have them; closing asks for them again and finds them gone.
        expect((await store.money.place({ ...orderOf('c', 2), createdAtMs: UNTIL }, [hold(2, UNTIL + 100)])).kind).toBe('placed');
        expect((await store.money.close('a', [hold(3, UNTIL + 100)], UNTIL)).kind).toBe('sold-out');
      }));

    test('a paid order takes its pieces, with shipping and tax in the ledger; it is packed, sent and comes back', () =>
      withStore(fixture, async (store) => {
        await store.goods.putProduct(SCARF);
        await store.money.place(orderOf('a'), [hold()]);
        const how = { note: '', isRestocked: true, nowMs: 30 };
        expect([await store.goods.moveDelivery('a', 'packed', how), await store.goods.moveDelivery('none', 'packed', how)]).toEqual(['not-possible', 'unknown']);
        expect([await pay(store, 'a', 20), await free(store), await stateOf(store, 'a')]).toEqual(['done', 2, 'paid']);
        const lines = (await store.money.ledger(0, 10)).map((line) => [line.kind, line.amountMinor] as const);
        expect(lines).toEqual([['charge', -2017], ['tax', -383], ['payment', 2400]]);
        expect([lines.reduce((sum, [, amount]) => sum + amount, 0), dueMinor(orderOf('a'))]).toEqual([0, 2400]);
        expect((await store.goods.openDeliveries(5)).map(({ orderId }) => orderId)).toEqual(['a']);
        expect([await store.goods.moveDelivery('a', 'packed', how), await store.goods.moveDelivery('a', 'sent', { ...how, note: 'NO123' }), await store.goods.moveDelivery('a', 'packed', how)]).toEqual(['done', 'done', 'not-possible']);
        expect(await store.goods.delivery('a')).toMatchObject({ state: 'sent', note: 'NO123' });
        expect([await store.goods.deliveriesOf(['none', 'a']), await store.goods.deliveriesOf([])]).toEqual([[await store.goods.delivery('a')], []]);
        // Money may go back while the goods are still away; they count again when they are here.
        expect([await refund(store, 'a'), await free(store), await stateOf(store, 'a')]).toEqual(['done', 2, 'sent']);
        expect([await store.goods.moveDelivery('a', 'returned', how), await store.goods.moveDelivery('a', 'returned', how), await free(store)]).toEqual(['done', 'not-possible', 3]);
      }));

    test('refunded before it was sent, the pieces are there again, once; paid too late, the order is short and the stock stays', () =>
      withStore(fixture, async (store) => {
        await store.goods.putProduct(SCARF);
        await store.money.place(orderOf('a', 3), [hold(3, 15)]);
        await store.money.place({ ...orderOf('b', 2), createdAtMs: 16 }, [hold(2)]);
        expect([await pay(store, 'a', 20), await stateOf(store, 'a'), await free(store)]).toEqual(['done', 'short', 1]);
        expect([await refund(store, 'a'), await refund(store, 'a'), await stateOf(store, 'a'), await free(store)]).toEqual(['done', 'repeated', 'cancelled', 1]);
        await pay(store, 'b', 20);
        expect([await refund(store, 'b'), await stateOf(store, 'b'), await free(store)]).toEqual(['done', 'cancelled', 3]);
      }));

    test('an order of several goods has all of them or none: held, sold, sent back, and too late', () =>
      withStore(fixture, async (store) => {
        await store.goods.putProduct({ ...SCARF, variants: SCARF.variants.map((variant) => ({ ...variant, stock: 3 })) });
        const lines = (red: number, blue: number) => [
          { variantId: 'scarf-red', quantity: red, priceMinor: 1900 * red, taxMinor: 380 * red }, { variantId: 'scarf-blue', quantity: blue, priceMinor: 2100 * blue, taxMinor: 420 * blue },
        ];
        const holds = (red: number, blue: number, untilMs = UNTIL) => lines(red, blue).map(({ variantId, quantity }) => ({ variantId, quantity, untilMs }));
        const left = async () => [...(await store.goods.free(20))].sort().map(([, pieces]) => pieces);
        const both = (id: string, red: number, blue: number) => ({ ...orderOf(id, red + blue), lines: lines(red, blue) });
        expect([(await store.money.place(both('a', 1, 2), holds(1, 2))).kind, await left()]).toEqual(['placed', [1, 2]]);
        expect([(await store.money.place(both('b', 1, 2), holds(1, 2))).kind, await left()]).toEqual(['sold-out', [1, 2]]);
        expect((await store.money.order('a'))?.lines).toEqual(lines(1, 2));
        const part = { address: HOME, nowMs: 12 };
        expect([await store.money.revise('a', { lines: lines(3, 4), quantity: 7 }, { ...part, holds: holds(3, 4) }), await left(), (await store.money.order('a'))?.quantity]).toEqual(['sold-out', [1, 2], 3]);
        // What is taken out of it is anybody's at once.
        expect([await store.money.revise('a', { lines: lines(2, 1), quantity: 3 }, { ...part, holds: holds(2, 1) }), await left()]).toEqual(['done', [2, 1]]);
        expect([await pay(store, 'a', 20), await left(), await stateOf(store, 'a')]).toEqual(['done', [2, 1], 'paid']);
        const how = { note: '', isRestocked: true, nowMs: 30 };
        expect([await store.goods.moveDelivery('a', 'sent', how), await store.goods.moveDelivery('a', 'returned', how), await left()]).toEqual(['done', 'done', [3, 3]]);
        await store.money.place(both('c', 1, 3), holds(1, 3, 15));
        await store.money.place({ ...both('d', 1, 1), createdAtMs: 16 }, holds(1, 1));
        // Blue ones went to somebody else: none of it is sold, not the red one either.
        expect([await pay(store, 'c', 20), await stateOf(store, 'c'), await left()]).toEqual(['done', 'short', [2, 2]]);
        await pay(store, 'd', 20);
        expect([await refund(store, 'd'), await left()]).toEqual(['done', [3, 3]]);
      }));

    test('a basket is its account’s, in the order it was filled, never fuller than it may be, and what is paid for leaves it', () =>
      withStore(fixture, async (store) => {
        await putScarves(store);
        const { goods } = store;
        const put = (variantId: string, quantity: number, accountId = 'account a') => goods.putInBasket(accountId, { variantId, quantity }, 2);
        expect([await put('scarf-red', 1), await put('cup', 2), await put('third', 1), await put('scarf-red', 3), await put('other', 1, 'somebody')]).toEqual([true, true, false, true, true]);
        expect(await goods.basket('account a')).toEqual([{ variantId: 'scarf-red', quantity: 3 }, { variantId: 'cup', quantity: 2 }]);
        const order = { ...orderOf('a', 2), lines: [{ variantId: 'scarf-red', quantity: 2, priceMinor: 3800, taxMinor: 0 }] };
        await store.money.place(order, [hold(2)]);
        expect([(await goods.freeBeside('a', ['scarf-red'], 20)).get('scarf-red'), (await goods.freeBeside('b', ['scarf-red'], 20)).get('scarf-red')]).toEqual([10, 8]);
        expect([(await goods.basket('account a')).length, await pay(store, 'a', 20), await pay(store, 'a', 20)]).toEqual([2, 'done', 'repeated']);
        expect(await goods.basket('account a')).toEqual([{ variantId: 'scarf-red', quantity: 1 }, { variantId: 'cup', quantity: 2 }]);
        expect([await put('scarf-red', 0), await goods.basket('account a'), await goods.basket('somebody')]).toEqual([true, [{ variantId: 'cup', quantity: 2 }], [{ variantId: 'other', quantity: 1 }]]);
      }));

    test('buyers of the same two things in either order never wait for each other for good', () =>
      withStore(fixture, async (store) => {
        await store.goods.putProduct({ ...SCARF, variants: SCARF.variants.map((variant) => ({ ...variant, stock: 5 })) });
        const outcomes = await Promise.all(Array.from({ length: 20 }, async (_, at) => {
          const holds = ['scarf-red', 'scarf-blue'].map((variantId) => ({ variantId, quantity: 1, untilMs: UNTIL }));
          return (await store.money.place(orderOf(`o${String(at)}`, 2), at % 2 === 0 ? holds : holds.reverse())).kind;
        }));
        expect(outcomes.filter((kind) => kind === 'placed')).toHaveLength(5);
      }));

    test('200 buyers of ten pieces at once: ten get one, the others are told, and nothing is sold twice', () =>
      withStore(fixture, async (store) => {
        await putScarves(store);
        await expectTenWent(store, await buyAtOnce(store, 'buyer', 200));
      }), 60_000);
  });
}
