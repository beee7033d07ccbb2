import { describe, expect, test } from '@jest/globals';
import { dueMinor } from '#server/store';
import type { CouponRow, Grant, PaymentNote, Store, SubscriptionRow } from '#server/store';
import { ORDER } from './an-order';
import type { StoreFixture } from './store-fixture';
import { withStore } from './store-fixture';

const SUBSCRIPTION: SubscriptionRow = { id: 's1', accountId: 'a', planId: 'p', startedAtMs: 1, trialUntilMs: 1, paidUntilMs: 9, graceMs: 0, endedAtMs: 0 };
const GRANT: Grant = {
  id: 't1',
  subscriptions: [],
  titleRight: {
    id: 't1', accountId: 'a', offerId: 'offer', target: { kind: 'movie', itemId: 7 }, model: 'rent', purchasedAtMs: 6, startByMs: 0, windowMs: 0,
    firstPlayAtMs: 0, expiresAtMs: 0, rightsEndMs: 0, revokedAtMs: 0,
  },
};

function note(eventId: string, orderId = 'o1'): PaymentNote {
  return { provider: 'bank', eventId, orderId, nowMs: 6 };
}

async function amounts(store: Store): Promise<Array<readonly [string, number]>> {
  return (await store.money.ledger(0, 1000)).map((row) => [row.kind, row.amountMinor] as const);
}

/** Orders, ledger and coupons, whichever database is beneath. */
export function moneyContract(fixture: StoreFixture): void {
  describe(`${fixture.name}: money`, () => {
    test('an order is placed once per key, and comes back as it was', () =>
      withStore(fixture, async ({ money }) => {
        expect(await money.place(ORDER)).toEqual({ kind: 'placed', order: ORDER });
        expect(await money.place({ ...ORDER, id: 'o2' })).toEqual({ kind: 'repeated', order: ORDER });
        expect(await money.place({ ...ORDER, id: 'o2', requestMark: 'other' })).toEqual({ kind: 'conflict', order: ORDER });
        expect(await money.place({ ...ORDER, id: 'o3', accountId: 'b', createdAtMs: 9 })).toMatchObject({ kind: 'placed' });
        expect(await money.orderByReference('bank', '')).toBeNull();
        await money.refer('o1', 'ref');
        await money.refer('o1', 'another');
        expect(await money.orderByReference('bank', 'ref')).toEqual({ ...ORDER, reference: 'ref' });
        expect(await money.orderByReference('other', 'ref')).toBeNull();
        expect((await money.orders('a')).map((order) => order.id)).toEqual(['o1']);
        expect((await money.newestOrders(5)).map((order) => order.id)).toEqual(['o3', 'o1']);
      }));

    test('a payment is booked once and gives once, however often and in whatever words it is told', () =>
      withStore(fixture, async (store) => {
        const { money, rights } = store;
        await money.place(ORDER);
        const told = await Promise.all(['e1', 'e1', 'e2'].map((event) => money.settle(note(event), () => GRANT)));
        expect(told.sort()).toEqual(['done', 'repeated', 'repeated']);
        expect(await money.order('o1')).toMatchObject({ status: 'paid', paidAtMs: 6, grantId: 't1' });
        expect(await rights.titleRights('a')).toEqual([GRANT.titleRight]);
        expect(await amounts(store)).toEqual([['charge', -1000], ['discount', 100], ['credit', 50], ['payment', 850]]);
        await money.place({ ...ORDER, id: 'o9', idempotencyKey: 'unpaid' });
        expect([(await money.paidFor(ORDER.refId)).map((order) => order.id), await money.paidFor('else')]).toEqual([['o1'], []]);
        expect(await money.settle(note('e3', 'nobody'), () => GRANT)).toBe('unknown');
        expect([await money.fail(note('e4')), dueMinor(ORDER)]).toEqual(['not-possible', 850]);
      }));

    test('what cannot be given is not booked either', () =>
      withStore(fixture, async (store) => {
        await store.money.place(ORDER);
        await expect(store.money.settle(note('e1'), () => { throw new Error('gone'); })).rejects.toThrow('gone');
        expect([await amounts(store), (await store.money.order('o1'))?.status]).toEqual([[], 'open']);
        expect(await store.money.settle(note('e1'), () => GRANT)).toBe('done');
      }));

    test('coupon and amount change until a provider is told; the claim finds the order', () =>
      withStore(fixture, async ({ money }) => {
        const part = { holds: null, address: null, nowMs: 7 };
        await money.place(ORDER);
        expect([await money.orderByClaim('claim-1'), await money.orderByClaim('')]).toEqual([ORDER, null]);
        expect([await money.revise('o1', { couponId: '', discountMinor: 0 }, part), await money.revise('nobody', {}, part)]).toEqual(['done', 'unknown']);
        expect(await money.close('o1', null, 7)).toMatchObject({ kind: 'closed', order: { discountMinor: 0, couponId: '', closedAtMs: 7 } });
        expect(await money.close('o1', null, 9)).toMatchObject({ kind: 'closed', order: { closedAtMs: 7 } });
        expect(await money.revise('o1', { discountMinor: 5 }, part)).toBe('closed');
        await money.settle(note('e'), () => GRANT);
        expect([await money.close('o1', null, 9), await money.close('nobody', null, 9)]).toMatchObject([{ kind: 'not-open' }, { kind: 'unknown', order: null }]);
      }));

    test('a failed payment may be paid after all; a refund takes back what was given, once, and the lines add up to nothing', () =>
      withStore(fixture, async (store) => {
        const { money, rights } = store;
        await money.place(ORDER);
        expect([await money.refund(note('early')), await money.fail(note('f')), await money.fail(note('f'))]).toEqual(['not-possible', 'done', 'repeated']);
        await money.settle(note('e'), () => ({ ...GRANT, subscriptions: [SUBSCRIPTION, { ...SUBSCRIPTION, id: 's2' }] }));
        expect([await money.refund(note('r')), await money.refund(note('r')), await money.refund(note('r2'))]).toEqual(['done', 'repeated', 'repeated']);
        expect(await money.settle(note('e9'), () => GRANT)).toBe('not-possible');
        expect(await rights.titleRights('a')).toMatchObject([{ revokedAtMs: 6 }]);
        expect((await amounts(store)).slice(-2)).toEqual([['refund', -850], ['reversal', 850]]);
        expect((await amounts(store)).reduce((sum, [, amount]) => sum + amount, 0)).toBe(0);
      }));

    test('a refunded plan ends at once', () =>
      withStore(fixture, async ({ money, rights }) => {
        await money.place({ ...ORDER, kind: 'plan' });
        await money.settle(note('e'), (held) => ({ id: 's1', subscriptions: [{ ...SUBSCRIPTION, graceMs: held.length }], titleRight: null }));
        await money.refund(note('r'));
        expect(await rights.subscriptions('a')).toEqual([{ ...SUBSCRIPTION, endedAtMs: 6 }]);
      }));

    test('coupons come back as they were put; paid orders count as uses', () =>
      withStore(fixture, async ({ money }) => {
        const coupon: CouponRow = { id: 'TEN', kind: 'percent', value: 10, currency: '', planId: 'p', maxUses: 5, maxPerAccount: 1, untilMs: 9 };
        await money.putCoupon({ ...coupon, value: 5 });
        await money.putCoupon(coupon);
        expect([await money.coupon('TEN'), await money.coupon('NONE'), await money.coupons()]).toEqual([coupon, null, [coupon]]);
        await money.place(ORDER);
        expect(await money.couponUses('TEN', 'a')).toEqual({ all: 0, own: 0 });
        await money.settle(note('e'), () => GRANT);
        expect([await money.couponUses('TEN', 'a'), await money.couponUses('TEN', 'b')]).toEqual([{ all: 1, own: 1 }, { all: 1, own: 0 }]);
      }));
  });
}
