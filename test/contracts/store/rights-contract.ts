import { describe, expect, test } from '@jest/globals';
import type { OfferRow, PlanRow, SubscriptionRow, TitleRightRow } from '#server/store';
import type { StoreFixture } from './store-fixture';
import { withStore } from './store-fixture';

const PLAN: PlanRow = {
  id: 'gold', name: 'Gold', priceMinor: 1299, currency: 'EUR', periodCount: 3, periodUnit: 'month', trialDays: 7, graceDays: 2, maxStreams: 2,
  maxDevices: 4, streamPolicy: 'roll-over', isSold: false, bouquetIds: ['film', 'sport'],
};
const OFFER: OfferRow = {
  id: 'o', target: { kind: 'movie', itemId: 7 }, model: 'rent', priceMinor: 499, currency: 'JPY', startWithinMs: 1, windowMs: 2, rightsEndMs: 3, isSold: true,
};
const EVENT: OfferRow = {
  ...OFFER, id: 'p', target: { kind: 'channel', itemId: 1 }, model: 'event',
  event: { name: 'Final', description: 'Ümlaut "and" more', picture: '', startsAtMs: 1, endsAtMs: 2, replayMs: 3, isCancelled: false },
};
const SUBSCRIPTION: SubscriptionRow = {
  id: 's', accountId: 'a', planId: 'gold', startedAtMs: 1, trialUntilMs: 2, paidUntilMs: 3, graceMs: 4, endedAtMs: 0,
};
const RIGHT: TitleRightRow = {
  id: 't', accountId: 'a', offerId: 'o', target: { kind: 'series', itemId: 9 }, model: 'buy', purchasedAtMs: 1, startByMs: 2, windowMs: 3, firstPlayAtMs: 0,
  expiresAtMs: 0, rightsEndMs: 4, revokedAtMs: 0,
};

/** Plans, bouquets, offers, availability, subscriptions and title rights. */
export function rightsContract(fixture: StoreFixture): void {
  describe(`${fixture.name}: rights`, () => {
    test('what an operator sells comes back as it was put, replaced when put again; each change has a new revision', () =>
      withStore(fixture, async (store) => {
        const { rights } = store;
        const revisions = [await rights.revision()];
        const note = async (): Promise<void> => {
          revisions.push(await rights.revision());
        };
        await rights.putPlan({ ...PLAN, bouquetIds: ['other'] });
        await note();
        await rights.putPlan(PLAN);
        await note();
        expect(await rights.plans()).toEqual([PLAN]);
        const bouquet = { id: 'sport', name: 'Sport', targets: [{ kind: 'category', itemId: 3 }, { kind: 'channel', itemId: 1 }] } as const;
        await rights.putBouquet({ ...bouquet, targets: [{ kind: 'movie', itemId: 5 }] });
        await rights.putBouquet({ ...bouquet, targets: [...bouquet.targets, bouquet.targets[0]] });
        await note();
        expect(await rights.bouquets()).toEqual([bouquet]);
        await rights.putOffer(OFFER);
        await rights.putOffer(EVENT);
        await note();
        expect(await rights.offers()).toEqual([OFFER, EVENT]);
        const rule = { id: 'r', target: null, effect: 'not', countries: ['NZ', 'DE'], fromMs: 1, untilMs: 2 } as const;
        await rights.putAvailability(rule);
        await rights.putAvailability({ ...rule, id: 'q', target: { kind: 'channel', itemId: 1 }, effect: 'only', countries: [] });
        await note();
        expect(await rights.availability()).toMatchObject([{ id: 'q', effect: 'only', target: { kind: 'channel', itemId: 1 } }, rule]);
        expect([await rights.removeAvailability('q'), await rights.removeAvailability('q')]).toEqual([true, false]);
        await note();
        expect(new Set(revisions).size).toBe(revisions.length);
      }));

    test('subscriptions and title rights belong to their account', () =>
      withStore(fixture, async ({ rights }) => {
        await rights.putSubscription(SUBSCRIPTION);
        await rights.putSubscription({ ...SUBSCRIPTION, paidUntilMs: 9 });
        await rights.addTitleRight(RIGHT);
        await expect(rights.addTitleRight(RIGHT)).rejects.toMatchObject({ code: 'input.invalid' });
        expect(await rights.subscriptions('a')).toEqual([{ ...SUBSCRIPTION, paidUntilMs: 9 }]);
        expect(await rights.titleRights('a')).toEqual([RIGHT]);
        await rights.addTitleRight({ ...RIGHT, id: 'e', model: 'event', purchasedAtMs: 2 });
        expect((await rights.titleRights('a')).map((right) => right.model)).toEqual(['buy', 'event']);
        expect([await rights.subscriptions('b'), await rights.titleRights('b')]).toEqual([[], []]);
      }));

    test('a title right is started once', () =>
      withStore(fixture, async ({ rights }) => {
        await rights.addTitleRight(RIGHT);
        await rights.startTitleRight('t', 5, 8);
        await rights.startTitleRight('t', 6, 9);
        expect(await rights.titleRights('a')).toMatchObject([{ firstPlayAtMs: 5, expiresAtMs: 8 }]);
      }));

    test('devices that are signed in, oldest first', () =>
      withStore(fixture, async (store) => {
        for (const [id, createdAtMs] of [['late', 9], ['early', 1], ['out', 5]] as const) {
          await store.devices.create({ id, accountId: 'a', clientId: 'c', name: id, createdAtMs, lastSeenMs: 1, lastIp: '' });
          const family = { id: `f${id}`, accountId: 'a', deviceId: id, createdAtMs, revokedAtMs: 0 };
          await store.tokens.start(family, { hash: `h${id}`, familyId: family.id, issuedAtMs: 1, expiresAtMs: 9 });
        }
        await store.tokens.revokeFamily('fout', 7);
        expect((await store.devices.signedIn('a')).map((row) => row.id)).toEqual(['early', 'late']);
        expect(await store.devices.signedIn('b')).toEqual([]);
      }));
  });
}
