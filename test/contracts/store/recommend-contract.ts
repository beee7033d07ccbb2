import { describe, expect, test } from '@jest/globals';
import { MINUTE_MS } from '#core/base';
import type { NearItemRow } from '#server/store';
import type { StoreFixture } from './store-fixture';
import { withStore } from './store-fixture';

const T0 = 1e12;
const terms = (node: string, nowMs = T0, dueBeforeMs = T0) => ({ node, nowMs, lifeMs: MINUTE_MS, dueBeforeMs });
const near = (item: string): NearItemRow => ({ item, nearness: 0.5, why: 'together' });
const EVERYTHING = { isOn: true, forgottenBeforeMs: 0, forgotten: [] };

/** Generations of what is recommended, turns of nodes, and what profiles want learnt. */
export function recommendContract(fixture: StoreFixture): void {
  describe(`${fixture.name}: recommendations`, () => {
    test('of many nodes one has the turn; what it writes is read when it is published, and the former is gone', () =>
      withStore(fixture, async ({ recommend }) => {
        const claims = await Promise.all(['a', 'b', 'c', 'd'].map((node) => recommend.claim('model', terms(node))));
        const [first = 0, ...others] = claims.filter((claim) => claim !== null);
        expect([first > 0, others]).toEqual([true, []]);
        await recommend.addNear(first, new Map([['m:1', [near('m:2'), { item: 's:3', nearness: 0.1234, why: 'alike' }]]]));
        expect(await recommend.near(['m:1'])).toEqual(new Map());
        expect(await recommend.publish('model', first, { finishedAtMs: T0 + 1, facts: { people: 7 } })).toBe(true);
        expect(await recommend.near(['m:1', 'm:9'])).toEqual(new Map([['m:1', [near('m:2'), { item: 's:3', nearness: 0.123, why: 'alike' }]]]));
        expect(await recommend.run('model')).toEqual({ generation: first, finishedAtMs: T0 + 1, facts: { people: 7 } });
        expect(await recommend.claim('model', terms('b', T0 + 2, T0))).toBeNull();
        const second = await recommend.claim('model', terms('b', T0 + 9, T0 + 9)) ?? 0;
        await recommend.addNear(second, new Map([['m:1', [near('m:5')]]]));
        await recommend.publish('model', second, { finishedAtMs: T0 + 9, facts: {} });
        expect((await recommend.near(['m:1'])).get('m:1')).toEqual([near('m:5')]);
      }));

    test('a node that died loses its turn after a while, and what it wrote; what was read before stays', () =>
      withStore(fixture, async ({ recommend }) => {
        const good = await recommend.claim('rankings', terms('a')) ?? 0;
        await recommend.addRanking(good, 'now', [{ item: 'm:1', score: 2.5, viewers: 4 }, { item: 's:2', score: 1, viewers: 3 }]);
        await recommend.publish('rankings', good, { finishedAtMs: T0, facts: {} });
        const dead = await recommend.claim('rankings', terms('b', T0 + 1, T0 + 1)) ?? 0;
        await recommend.addRanking(dead, 'now', [{ item: 'm:9', score: 9, viewers: 9 }]);
        expect(await recommend.claim('rankings', terms('c', T0 + 2, T0 + 2))).toBeNull();
        const next = await recommend.claim('rankings', terms('c', T0 + 2 * MINUTE_MS, T0 + 2)) ?? 0;
        expect(next).toBeGreaterThan(dead);
        expect([await recommend.keep('rankings', dead, T0), await recommend.publish('rankings', dead, { finishedAtMs: T0, facts: {} })]).toEqual([false, false]);
        expect(await recommend.ranking('now', 1)).toEqual([{ item: 'm:1', score: 2.5, viewers: 4 }]);
        expect(await recommend.keep('rankings', next, T0 + 3 * MINUTE_MS)).toBe(true);
        await recommend.abandon('rankings', next);
        expect((await recommend.ranking('now', 9)).map(({ item }) => item)).toEqual(['m:1', 's:2']);
        expect(await recommend.claim('rankings', terms('d', T0 + 2 * MINUTE_MS, T0 + 2))).toBeGreaterThan(next);
      }));

    test('what a profile wants learnt is everything until it says otherwise', () =>
      withStore(fixture, async ({ recommend }) => {
        expect([await recommend.learning('p'), await recommend.unlearnt()]).toEqual([EVERYTHING, []]);
        const wish = { isOn: false, forgottenBeforeMs: T0, forgotten: ['m:1', 's:2'] };
        await recommend.putLearning('p', 'hash', wish);
        expect([await recommend.learning('p'), await recommend.unlearnt()]).toEqual([wish, [{ profileHash: 'hash', ...wish }]]);
        await recommend.putLearning('p', 'hash', EVERYTHING);
        expect(await recommend.learning('p')).toEqual(EVERYTHING);
      }));

    test('viewers by hour: an account counts once, short looks do not', () =>
      withStore(fixture, async ({ analytics }) => {
        const hour = 3_600_000;
        const view = (viewId: string, accountHash: string, atMs: number, playedMs: number) => [
          { type: 'view_requested', sequence: 0, atMs, props: { kind: 'movie' } }, { type: 'playback_started', sequence: 1, atMs, props: { startupMs: 5 } },
          { type: 'heartbeat', sequence: 2, atMs, props: { playedMs } },
        ].map((part) => ({ ...part, eventId: `${viewId}${part.type}`, sessionId: 's', viewId, accountHash, profileHash: '', deviceModel: '', appVersion: '', item: 'm:1' }));
        for (const [id, account, atMs, playedMs] of [['1', 'a', 10 * hour, 9e5], ['2', 'a', 10 * hour + 5, 9e5], ['3', 'b', 11 * hour - 1, 9e5], ['4', 'c', 10 * hour, 5], ['5', 'a', 11 * hour, 9e5]] as const) {
          await analytics.append(view(id, account, atMs, playedMs));
        }
        const rows = await analytics.hourly({ sinceMs: 0, untilMs: 99 * hour }, 1000);
        expect([...rows].sort((a, b) => a.atMs - b.atMs)).toEqual([{ item: 'm:1', atMs: 10 * hour, viewers: 2 }, { item: 'm:1', atMs: 11 * hour, viewers: 1 }]);
      }));
  });
}
