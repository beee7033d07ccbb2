import { describe, expect, test } from '@jest/globals';
import { HOUR_MS, MINUTE_MS } from '#core/base';
import type { RecordingRequest, RecordingSegmentRow } from '#server/store';
import type { StoreFixture } from './store-fixture';
import { withStore } from './store-fixture';

const T0 = 1e12;
const turn = (node: string, nowMs = T0) => ({ node, nowMs, lifeMs: MINUTE_MS });
const part = (number: number, track = 0): RecordingSegmentRow => ({
  track, number, sequence: 100 + number, atMs: T0 + number * 4000, durationMs: 4000, object: `${String(track)}-${String(number)}.ts`, bytes: 10, isBreak: number === 0, map: '', key: '',
});

/** An hour on channel 7, `hour` hours after T0. */
function wishFor(id: string, accountId: string, hour: number, ruleId = ''): RecordingRequest {
  const startMs = T0 + hour * HOUR_MS;
  return {
    wish: {
      id, accountId, channelId: 7, channelName: 'Seven', startMs, stopMs: startMs + HOUR_MS, title: 'Harbour', subtitle: 'Part 1', description: 'Ships.', picture: 'p.jpg', age: 12,
      ruleId, keepMs: HOUR_MS, createdAtMs: T0,
    },
    job: { id: `job-${id}`, shareKey: `7:${String(startMs)}`, channelId: 7, fromMs: startMs - MINUTE_MS, toMs: startMs + HOUR_MS + MINUTE_MS },
    quotaMs: 2 * HOUR_MS,
  };
}

/** Wishes, recordings, rules, quotas. */
export function recordingsContract(fixture: StoreFixture): void {
  describe(`${fixture.name}: recordings`, () => {
    test('two accounts share one recording; the quota counts what is wished for; what nobody wants goes', () =>
      withStore(fixture, async ({ recordings }) => {
        const both = await Promise.all([recordings.request(wishFor('a1', 'a', 0)), recordings.request(wishFor('b1', 'b', 0))]);
        expect(both).toEqual(['added', 'added']);
        expect([await recordings.request(wishFor('a2', 'a', 0)), await recordings.request(wishFor('a3', 'a', 1)), await recordings.request(wishFor('a4', 'a', 2))]).toEqual(['known', 'added', 'quota']);
        expect([await recordings.usedMs('a'), await recordings.waitingAccounts()]).toEqual([2 * HOUR_MS, ['a', 'b']]);
        const [later, first] = await recordings.wishes('a');
        expect([later?.wish.id, first?.wish]).toEqual(['a3', { ...wishFor('a1', 'a', 0).wish, refusal: '' }]);
        const other = await recordings.wish('b', 'b1');
        expect(other?.job?.id).toBe(first?.job?.id);
        expect(await recordings.wish('b', 'a1')).toBeNull();
        expect([await recordings.drop('b', 'a1'), await recordings.drop('a', 'a1'), await recordings.claimUnwanted(turn('n'))]).toEqual([false, true, null]);
        expect(await recordings.drop('b', 'b1')).toBe(true);
        const gone = await recordings.claimUnwanted(turn('n'));
        expect([gone, await recordings.claimUnwanted(turn('m')), await recordings.job(gone ?? '')]).toEqual([first?.job?.id, null, null]);
        await recordings.forget(gone ?? '');
        expect(await recordings.request(wishFor('b2', 'b', 0))).toBe('added');
      }));

    test('of many nodes one has a recording; one that died loses it, and who goes on finds what was got', () =>
      withStore(fixture, async ({ recordings }) => {
        await recordings.request(wishFor('a1', 'a', 0));
        expect(await recordings.claim(turn('early', T0 - HOUR_MS))).toBeNull();
        const claims = await Promise.all(['x', 'y', 'z'].map((node) => recordings.claim(turn(node))));
        const winner = ['x', 'y', 'z'][claims.findIndex((claim) => claim !== null)] ?? '';
        expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
        const id = claims.find((claim) => claim !== null)?.id ?? '';
        expect([await recordings.addSegment(id, winner, part(0), '{}'), await recordings.addSegment(id, 'stranger', part(1), '{}')]).toEqual([true, false]);
        expect([await recordings.claim(turn('next', T0 + MINUTE_MS - 1)), (await recordings.claim(turn('next', T0 + MINUTE_MS)))?.attempts]).toEqual([null, 2]);
        expect([await recordings.keep(id, winner, T0), await recordings.keep(id, 'next', T0 + 2 * MINUTE_MS), await recordings.addSegment(id, winner, part(1), '{}')]).toEqual([false, true, false]);
        await recordings.addSegment(id, 'next', part(1), '{"a":1}');
        await recordings.addSegment(id, 'next', part(0, 1), '{"a":1}');
        expect(await recordings.segments(id)).toEqual([part(0), part(1), part(0, 1)]);
        const end = { state: 'ready', failure: '', finishedAtMs: T0 + HOUR_MS } as const;
        expect([await recordings.finish(id, winner, end), await recordings.finish(id, 'next', end)]).toEqual([false, true]);
        expect(await recordings.job(id)).toMatchObject({ state: 'ready', recordedMs: 8000, bytes: 30, layout: '{"a":1}', finishedAtMs: T0 + HOUR_MS });
        expect([await recordings.expire(T0 + 2 * HOUR_MS - 1), await recordings.expire(T0 + 2 * HOUR_MS), await recordings.wishes('a')]).toEqual([0, 1, []]);
        expect(await recordings.claimUnwanted(turn('n', T0 + 3 * HOUR_MS))).toBe(id);
      }));

    test('a recording that is given up waits; one nobody wants is nobody’s to finish', () =>
      withStore(fixture, async ({ recordings }) => {
        await recordings.request(wishFor('a1', 'a', 0));
        const job = await recordings.claim(turn('n'));
        await recordings.postpone(job?.id ?? '', 'n', T0 + HOUR_MS);
        expect([await recordings.claim(turn('n', T0 + HOUR_MS - 1)), (await recordings.claim(turn('n', T0 + HOUR_MS)))?.id]).toEqual([null, job?.id]);
        await recordings.drop('a', 'a1');
        expect(await recordings.finish(job?.id ?? '', 'n', { state: 'failed', failure: 'net.timeout', finishedAtMs: 1 })).toBe(false);
      }));

    test('a rule wishes for what comes, not again for what was taken away, and tells what did not fit', () =>
      withStore(fixture, async ({ recordings }) => {
        const rule = { id: 'r', accountId: 'a', channelId: 7, title: 'Harbour', titleFolded: 'harbour', createdAtMs: T0 };
        await recordings.addRule(rule);
        await recordings.addRule({ ...rule, id: 'again' });
        expect([await recordings.rules('a'), await recordings.rules('b'), await recordings.rules()]).toEqual([[rule], [], [rule]]);
        for (const hour of [0, 1, 2]) await recordings.request(wishFor(`w${String(hour)}`, 'a', hour, 'r'));
        expect((await recordings.wishes('a')).map(({ wish, job }) => [wish.id, wish.refusal, job === null])).toEqual([['w2', 'quota', true], ['w1', '', false], ['w0', '', false]]);
        await recordings.drop('a', 'w1');
        expect([await recordings.request(wishFor('x1', 'a', 1, 'r')), await recordings.request(wishFor('x2', 'a', 2, 'r'))]).toEqual(['known', 'added']);
        // A person may still want it.
        expect(await recordings.request({ ...wishFor('x3', 'a', 1), quotaMs: 9 * HOUR_MS })).toBe('added');
        expect(await recordings.dropRule('b', 'r', T0)).toBe(false);
        expect(await recordings.dropRule('a', 'r', T0 + MINUTE_MS)).toBe(true);
        expect((await recordings.wishes('a')).map(({ wish }) => [wish.id, wish.ruleId])).toEqual([['x3', ''], ['w0', '']]);
      }));

    test('a programme that is moved takes its wish along, unless it was begun', () =>
      withStore(fixture, async ({ recordings }) => {
        await recordings.request(wishFor('a1', 'a', 0));
        const to = wishFor('a9', 'a', 3);
        await recordings.move('a', 'a1', { startMs: to.wish.startMs, stopMs: to.wish.stopMs, job: to.job });
        const [moved] = await recordings.wishes('a');
        expect([moved?.wish.startMs, moved?.job?.id]).toEqual([to.wish.startMs, 'job-a9']);
        expect(await recordings.claimUnwanted(turn('n'))).toBe('job-a1');
        await recordings.claim(turn('n', to.job.fromMs));
        await recordings.move('a', 'a1', { startMs: T0, stopMs: T0 + 1, job: wishFor('a8', 'a', 5).job });
        expect((await recordings.wishes('a'))[0]?.job?.id).toBe('job-a9');
      }));

    test('what plans allow', () =>
      withStore(fixture, async ({ recordings }) => {
        await recordings.putPlan({ planId: 'gold', hours: 20, keepDays: 90 });
        await recordings.putPlan({ planId: 'gold', hours: 40, keepDays: 0 });
        expect(await recordings.plans()).toEqual([{ planId: 'gold', hours: 40, keepDays: 0 }]);
      }));
  });
}
