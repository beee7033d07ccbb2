import { describe, expect, test } from '@jest/globals';
import { DAY_MS } from '#core/base';
import type { AccountRow, OperatorRow, OrderRow, Store } from '#server/store';
import type { StoreFixture } from './store-fixture';
import { withStore } from './store-fixture';

const OWNER: OperatorRow = { id: 'o', name: 'Ada', passwordHash: 'h', role: 'owner', isActive: true, createdAtMs: 1 };
const OTHER: OperatorRow = { ...OWNER, id: 'p', name: 'bob', role: 'support' };

async function addAccount(store: Store, name: string): Promise<void> {
  const row: AccountRow = { id: `id-${name}`, name, passwordHash: 'h', status: 'active', expiresAtMs: 0, maxConnections: 1, allowsAdult: false, createdAtMs: 1 };
  await store.accounts.create(row, [], []);
}

async function pay(store: Store, id: string, priceMinor: number, nowMs: number): Promise<void> {
  const order: OrderRow = {
    id, accountId: 'a', kind: 'title', refId: 'o', priceMinor, discountMinor: 0, creditMinor: 0, creditFromId: '', currency: 'EUR', couponId: '', status: 'open',
    provider: 'p', reference: '', isSandbox: false, idempotencyKey: id, requestMark: '', createdAtMs: nowMs, paidAtMs: 0, grantId: '', quantity: 1, shippingMinor: 0, taxMinor: 0, taxCountry: '', claim: '', closedAtMs: 0, lines: [],
  };
  await store.money.place(order);
  await store.money.settle({ provider: 'p', eventId: id, orderId: id, nowMs }, () => ({ id, subscriptions: [], titleRight: null }));
}

/** Operators, their sign-ins and changes, and what the console asks across accounts. */
export function consoleContract(fixture: StoreFixture): void {
  describe(`${fixture.name}: console`, () => {
    test('operators by name, one of each, and never without an active owner; a change ends sign-ins', () =>
      withStore(fixture, async (store) => {
        const { console } = store;
        await console.addOperator(OTHER);
        await console.addOperator(OWNER);
        await expect(console.addOperator({ ...OWNER, id: 'q', name: 'ADA' })).rejects.toMatchObject({ code: 'input.invalid' });
        expect(await console.operators()).toEqual([OWNER, OTHER]);
        expect([await console.operatorByName(' ada '), await console.operator('none')]).toEqual([OWNER, null]);
        const session = { hash: 's', operatorId: 'o', createdAtMs: 1, expiresAtMs: 5 };
        await console.startSession(session);
        for (const change of [{ role: 'editor' }, { isActive: false }] as const) expect(await console.changeOperator('o', change)).toBe(false);
        expect([await console.changeOperator('none', { isActive: false }), await console.session('s')]).toEqual([false, session]);
        const changes = await Promise.all([console.changeOperator('p', { role: 'owner' }), console.changeOperator('o', { passwordHash: 'new' })]);
        expect([changes, await console.session('s'), await console.operator('o')]).toEqual([[true, true], null, { ...OWNER, passwordHash: 'new' }]);
        const left = await Promise.all([console.changeOperator('p', { role: 'support' }), console.changeOperator('o', { role: 'support' })]);
        expect(left.filter((isDone) => isDone)).toHaveLength(1);
        await console.startSession(session);
        await console.deleteExpiredSessions(6);
        expect(await console.session('s')).toBeNull();
      }));

    test('changes are remembered newest first, settings replaced', () =>
      withStore(fixture, async ({ console }) => {
        for (const action of ['one', 'two', 'three']) await console.note({ atMs: 5, operatorId: 'o', operatorName: 'Ada', action, subject: 's', detail: '' });
        const [newest, second] = await console.audit(0, 2);
        expect([newest?.action, second?.action]).toEqual(['three', 'two']);
        expect((await console.audit(second?.sequence ?? 0, 9)).map((row) => row.action)).toEqual(['one']);
        await console.putSetting('k', 'a');
        await console.putSetting('k', 'b');
        expect([await console.setting('k'), await console.setting('none')]).toEqual(['b', '']);
      }));

    test('accounts are found by any part of their name, its signs taken as they are, in pages', () =>
      withStore(fixture, async (store) => {
        for (const name of ['Zoë', 'anna_1', 'Ann', '100%', 'a\\b']) await addAccount(store, name);
        const find = async (part: string, offset = 0): Promise<unknown> => {
          const { rows, total } = await store.console.findAccounts(part, offset, 2);
          return [rows.map((row) => row.name), total];
        };
        expect([await find('ANN'), await find('_'), await find('%'), await find('\\'), await find('ZOË')]).toEqual([[['Ann', 'anna_1'], 2], [['anna_1'], 1], [['100%'], 1], [['a\\b'], 1], [['Zoë'], 1]]);
        expect([await find('', 4), await store.console.countAccounts()]).toEqual([[['Zoë'], 5], 5]);
        await store.console.setAccountPassword('id-Ann', 'new');
        expect((await store.accounts.byId('id-Ann'))?.passwordHash).toBe('new');
        await expect(store.console.setAccountPassword('none', 'new')).rejects.toMatchObject({ code: 'http.not-found' });
      }));

    test('edits of the catalogue hold across imports, hidden rows stay hidden, and all is gone when they are taken back', () =>
      withStore(fixture, async (store) => {
        const bring = async (names: readonly string[], nowMs: number): Promise<void> => {
          const session = await store.imports.begin({ id: 's', kind: 'm3u', name: 'S', fingerprint: '' });
          await session.addCategories([{ externalKey: 'c', kind: 'channel', name: 'News', isAdult: false }]);
          await session.addChannels(names.map((name, at) => ({
            externalKey: `k${String(at)}`, number: at + 1, name, logo: '', guideKey: '', isRadio: false, isAdult: false, archiveDays: 0, catchup: null, addedMs: 0,
            media: { asset: '', upstreamUrl: 'http://a.example/', container: '' }, categoryKeys: ['c'],
          })));
          await session.commit(nowMs);
        };
        const seen = async (): Promise<readonly string[]> => {
          const names: string[] = [];
          for await (const page of store.catalog.channels({ includesAdult: true })) names.push(...page.map((row) => `${String(row.number)} ${row.name}`));
          return names;
        };
        await bring(['One', 'Two', 'Three'], 10);
        const [one = 0, two = 0] = await store.catalog.idsOf('s', 'channel', ['k0', 'k1']);
        const empty = { kind: 'channel', itemId: one, name: '', number: 0, picture: '', plot: '', isHidden: false } as const;
        expect(await store.catalogEdits.put({ ...empty, itemId: 987_654 }, 11)).toBe(false);
        const revision = await store.catalog.revision();
        expect(await store.catalogEdits.put({ ...empty, name: 'First', number: 9 }, 10)).toBe(true);
        expect(await store.catalogEdits.put({ ...empty, itemId: two, isHidden: true }, 10)).toBe(true);
        expect(await store.catalog.revision()).not.toBe(revision);
        expect(await seen()).toEqual(['9 First', '3 Three']);
        await bring(['One more', 'Two', 'Three'], 20);
        expect(await seen()).toEqual(['9 First', '3 Three']);
        await bring(['One again', 'Two', 'Three'], 30);
        expect(await store.catalogEdits.get('channel', one)).toEqual({ edit: { ...empty, name: 'First', number: 9 }, own: { name: 'One again', number: 1, picture: '', plot: '' } });
        await store.catalogEdits.put(empty, 31);
        await store.catalogEdits.put({ ...empty, itemId: two }, 31);
        expect([await seen(), await store.catalogEdits.list()]).toEqual([['1 One again', '2 Two', '3 Three'], []]);
      }));

    test('accounts with a plan, then and now', () =>
      withStore(fixture, async (store) => {
        const row = { planId: 'p', startedAtMs: 10, trialUntilMs: 10, paidUntilMs: 100, graceMs: 5, endedAtMs: 0 };
        const has = (id: string, accountId: string, change: Partial<typeof row>): Promise<void> => store.rights.putSubscription({ ...row, id, accountId, ...change });
        await has('1', 'stays', {});
        await has('2', 'moves', { endedAtMs: 60 });
        await has('3', 'moves', { startedAtMs: 60 });
        await has('4', 'runs out', { paidUntilMs: 64, graceMs: 5 });
        await has('5', 'cancels', { endedAtMs: 70 });
        await has('6', 'comes', { startedAtMs: 55, trialUntilMs: 80, paidUntilMs: 0, graceMs: 0 });
        await has('7', 'never then', { startedAtMs: 51, endedAtMs: 52 });
        expect(await store.console.subscribers(50, 70)).toEqual({ before: 4, now: 3, won: 1, lost: 2 });
      }));

    test('money by day', () =>
      withStore(fixture, async (store) => {
        await pay(store, 'x', 300, DAY_MS + 5);
        await pay(store, 'y', 200, 2 * DAY_MS - 1);
        await pay(store, 'z', 50, 2 * DAY_MS);
        await store.money.refund({ provider: 'p', eventId: 'r', orderId: 'x', nowMs: 2 * DAY_MS + 1 });
        const row = { currency: 'EUR', isSandbox: false };
        expect(await store.console.revenue(DAY_MS)).toEqual([
          { day: 1, ...row, takenMinor: 500, refundedMinor: 0 }, { day: 2, ...row, takenMinor: 50, refundedMinor: -300 },
        ]);
        expect(await store.console.revenue(2 * DAY_MS)).toHaveLength(1);
      }));
  });
}
