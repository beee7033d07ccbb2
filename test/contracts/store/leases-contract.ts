import { describe, expect, test } from '@jest/globals';
import type { LeaseStart, LeaseTerms, LeaseWish, Store } from '#server/store';
import type { StoreFixture } from './store-fixture';
import { withStore } from './store-fixture';

const LIFE_MS = 60;
/** Six hundred starts, one after the other, beside whatever else the machine does. */
const PATIENCE_MS = 60_000;

function terms(nowMs: number, changes: Partial<LeaseTerms> = {}): LeaseTerms {
  return { nowMs, lifeMs: LIFE_MS, staleBeforeMs: nowMs - 30, most: 2, policy: 'reject', ...changes };
}

function wish(player: string, changes: Partial<LeaseWish> = {}): LeaseWish {
  return { id: `l-${player}`, accountId: 'a', playerKey: player, playerName: `Set ${player}`, item: 'channel:1', ...changes };
}

async function names(store: Store, nowMs: number): Promise<string[]> {
  return (await store.leases.running('a', nowMs)).map((lease) => lease.playerKey);
}

function outcomeOf(start: LeaseStart): string {
  return start.kind === 'started' && start.ended.length > 0 ? `started for ${start.ended.map((lease) => lease.playerKey).join()}` : start.kind;
}

function limitContract(fixture: StoreFixture): void {
  describe(`${fixture.name}: leases`, () => {
    test('a start above the limit is refused and says what plays; a place given back is free at once', () =>
      withStore(fixture, async (store) => {
        for (const player of ['one', 'two']) expect(await store.leases.start(wish(player), terms(1))).toMatchObject({ kind: 'started' });
        expect(await store.leases.start(wish('three'), terms(2))).toMatchObject({ kind: 'refused', open: [{ playerName: 'Set one' }, { playerName: 'Set two' }] });
        expect(await store.leases.start(wish('three', { accountId: 'b' }), terms(2))).toMatchObject({ kind: 'started' });
        expect(await store.leases.end('l-one', 'b', 'stopped', 3)).toBe(false);
        expect(await store.leases.end('l-one', 'a', 'stopped', 3)).toBe(true);
        expect(await store.leases.end('l-one', 'a', 'stopped', 3)).toBe(false);
        expect(await store.leases.start(wish('four'), terms(4))).toMatchObject({ kind: 'started' });
        expect([await names(store, 4), await store.leases.countRunning(4)]).toEqual([['two', 'four'], 3]);
      }));

    test('a player that switches keeps its one lease', () =>
      withStore(fixture, async (store) => {
        await store.leases.start(wish('one'), terms(1, { most: 1 }));
        const again = await store.leases.start(wish('one', { id: 'other', item: 'movie:2' }), terms(5, { most: 1 }));
        expect(again).toMatchObject({ kind: 'started', lease: { id: 'l-one', item: 'movie:2', startedAtMs: 1, expiresAtMs: 5 + LIFE_MS } });
        expect(await names(store, 5)).toEqual(['one']);
      }));

    test('a lease that nobody keeps runs out; one that beats goes on; one that ran out runs again only where there is room', () =>
      withStore(fixture, async (store) => {
        await store.leases.start(wish('one'), terms(1, { most: 1 }));
        expect(await store.leases.beat('l-one', terms(50, { most: 1 }))).toMatchObject({ endedAtMs: 0, expiresAtMs: 50 + LIFE_MS });
        expect(await store.leases.start(wish('two'), terms(50 + LIFE_MS - 1, { most: 1 }))).toMatchObject({ kind: 'refused' });
        expect(await store.leases.beat('l-one', terms(200, { most: 1 }))).toMatchObject({ endedAtMs: 0 });
        expect(await store.leases.start(wish('two'), terms(200 + LIFE_MS, { most: 1 }))).toMatchObject({ kind: 'started' });
        expect(await store.leases.beat('l-one', terms(200 + LIFE_MS, { most: 1 }))).toMatchObject({ endReason: 'replaced', replacedBy: 'Set two' });
        expect(await store.leases.beat('nobody', terms(200))).toBeNull();
      }));

    test('with roll-over the oldest gives way, one that no longer beats before it; its player is told once', () =>
      withStore(fixture, async (store) => {
        const rolling = (nowMs: number): LeaseTerms => terms(nowMs, { policy: 'roll-over' });
        await store.leases.start(wish('one'), rolling(1));
        await store.leases.start(wish('two'), rolling(2));
        await store.leases.beat('l-one', rolling(40));
        expect(outcomeOf(await store.leases.start(wish('three'), rolling(50)))).toBe('started for two');
        expect(outcomeOf(await store.leases.start(wish('four'), rolling(51)))).toBe('started for one');
        expect(await names(store, 51)).toEqual(['three', 'four']);
        expect(await store.leases.endedByOthers(50)).toEqual(expect.arrayContaining(['l-one', 'l-two']));
        // Two had fallen silent: nobody sits in front of it to be told.
        expect(await store.leases.start(wish('two', { id: 'l-two-b' }), rolling(52))).toMatchObject({ kind: 'started', ended: [{ playerKey: 'three' }] });
        expect(await store.leases.start(wish('one', { id: 'l-one-b' }), rolling(53))).toMatchObject({ kind: 'told', lease: { id: 'l-one', replacedBy: 'Set four' } });
        expect(await store.leases.start(wish('one', { id: 'l-one-b' }), rolling(54))).toMatchObject({ kind: 'started', ended: [{ playerKey: 'four' }] });
      }));

    test('many are kept at once; those that do not run are named', () =>
      withStore(fixture, async ({ leases }) => {
        const ids = Array.from({ length: 600 }, (_, at) => `l-${String(at)}`);
        for (const id of ids) await leases.start(wish(id, { id }), terms(1, { most: 0 }));
        await leases.end('l-7', 'a', 'stopped', 2);
        await leases.start(wish('old', { id: 'l-old' }), terms(1, { most: 0, lifeMs: 5 }));
        expect(await leases.keepAll([...ids, 'l-old', 'nobody'], 30, LIFE_MS)).toEqual(['l-7', 'l-old', 'nobody']);
        expect([await leases.countRunning(30 + LIFE_MS - 1), await leases.countRunning(30 + LIFE_MS), await leases.keepAll([], 1, 1)]).toEqual([599, 0, []]);
      }), PATIENCE_MS);

    test('streams of everybody, newest first, and what they played', () =>
      withStore(fixture, async (store) => {
        const terms = { nowMs: 1000, lifeMs: 500, staleBeforeMs: 0, most: 0, policy: 'reject' } as const;
        for (const [at, item] of ['channel:1', 'movie:2', 'channel:1'].entries()) {
          await store.leases.start({ id: `l${String(at)}`, accountId: `a${String(at)}`, playerKey: 'k', playerName: 'n', item }, { ...terms, nowMs: 1000 + at });
        }
        await store.leases.keepAll(['l0'], 1400, 500);
        expect((await store.leases.newest(1501, 9)).map((lease) => lease.id)).toEqual(['l2', 'l0']);
        expect(await store.leases.played(0, 9)).toEqual([{ item: 'channel:1', plays: 2, playedMs: 400 }, { item: 'movie:2', plays: 1, playedMs: 0 }]);
        expect(await store.leases.played(1400, 9)).toEqual([{ item: 'channel:1', plays: 1, playedMs: 400 }]);
      }));

    test('what is over is dropped, what runs is not', () =>
      withStore(fixture, async (store) => {
        for (const player of ['one', 'two', 'three']) await store.leases.start(wish(player), terms(1, { most: 0 }));
        await store.leases.end('l-one', 'a', 'stopped', 5);
        await store.leases.beat('l-three', terms(500));
        expect(await store.leases.deleteOver(100)).toBe(2);
        expect([await store.leases.byId('l-one'), await store.leases.byId('l-two'), (await store.leases.byId('l-three'))?.endedAtMs]).toEqual([null, null, 0]);
      }));
  });
}

/** Streams at once, whichever database is beneath. */
export function leasesContract(fixture: StoreFixture): void {
  limitContract(fixture);

  test.each(['reject', 'roll-over'] as const)(`${fixture.name}: 200 starts at once never exceed the limit (%s)`, (policy) =>
    withStore(fixture, async (store) => {
      let most = 0;
      const starts = Array.from({ length: 200 }, async (_, at) => {
        const start = await store.leases.start(wish(`p${String(at % 150)}`, { id: `l${String(at)}` }), terms(1, { most: 3, policy }));
        most = Math.max(most, (await store.leases.running('a', 1)).length);
        return start.kind;
      });
      const kinds = await Promise.all(starts);
      expect(most).toBe(3);
      expect((await store.leases.running('a', 1)).length).toBe(3);
      expect(kinds.filter((kind) => kind === 'started').length).toBeGreaterThanOrEqual(3);
    }));
}
