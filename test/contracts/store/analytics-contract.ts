import { describe, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#core/base';
import type { AnalyticsEventRow } from '#server/store';
import type { StoreFixture } from './store-fixture';
import { withStore } from './store-fixture';

const T0 = 20_000 * DAY_MS;
const SPAN = { sinceMs: T0, untilMs: T0 + DAY_MS };

function event(eventId: string, part: Partial<AnalyticsEventRow>): AnalyticsEventRow {
  return {
    eventId, type: 'heartbeat', atMs: T0, sequence: 0, sessionId: 's', viewId: 'v', accountHash: 'a', profileHash: 'p', deviceModel: 'LG C2', appVersion: '1',
    item: '', props: {}, ...part,
  };
}

function view(viewId: string, startupMs: number, part: Partial<AnalyticsEventRow> = {}): readonly AnalyticsEventRow[] {
  return [
    event(`${viewId}1`, { ...part, viewId, type: 'view_requested', props: { kind: 'movie', item: part.item ?? 'm:1' } }),
    event(`${viewId}2`, { ...part, viewId, type: 'playback_started', atMs: T0 + 1000, sequence: 1, props: { startupMs } }),
    event(`${viewId}3`, { ...part, viewId, type: 'heartbeat', atMs: T0 + MINUTE_MS, sequence: 2, props: { playedMs: 50_000, rebufferMs: 500 } }),
  ];
}

const END = { type: 'view_end', atMs: T0 + 2 * MINUTE_MS, sequence: 3, props: { playedMs: 90_000, rebufferMs: 1000, outcome: 'played' } } as const;

/** Events of sets: each once, in any order, added up to views and sums. */
export function analyticsContract(fixture: StoreFixture): void {
  describe(`${fixture.name}: analytics`, () => {
    test('events count once and their order does not matter', () =>
      withStore(fixture, async ({ analytics }) => {
        const events = [...view('v', 800), event('v4', END)];
        expect(await analytics.append([...events].reverse())).toBe(4);
        expect(await analytics.append([...events, ...events])).toBe(0);
        const [late] = view('w', 0);
        expect(await analytics.append([event('w3', { ...END, viewId: 'w' })])).toBe(1);
        if (late !== undefined) await analytics.append([late]);
        expect(await analytics.quality(SPAN)).toEqual({
          views: 2, plays: 1, exitsBeforeStart: 0, startFailures: 0, playbackFailures: 0, playedMs: 180_000, rebufferMs: 2000,
        });
        const [hour] = await analytics.series(SPAN, 'playedMs', 'hour');
        expect(hour).toEqual({ atMs: T0, value: 180_000 });
        expect(await analytics.series(SPAN, 'plays', 'minute')).toEqual([{ atMs: T0, value: 1 }]);
      }));

    test('rows of Home: seen and pressed by kind of row, other names together, and no view comes of it', () =>
      withStore(fixture, async ({ analytics }) => {
        const list = (id: string, type: string, name: string, position = 0): AnalyticsEventRow => event(id, { type, viewId: '', item: 'm:1', props: { list: name, position } });
        await analytics.append([
          list('1', 'list_shown', 'because'), list('2', 'list_shown', 'because'), list('3', 'list_shown', 'top10'), list('4', 'list_pressed', 'because', 3), list('5', 'list_pressed', 'because', 1),
          list('6', 'list_shown', 'made-up'), list('7', 'list_pressed', 'another', 999),
        ]);
        await analytics.append([list('1', 'list_shown', 'because')]);
        expect(await analytics.lists(SPAN)).toEqual([
          { list: 'because', shown: 2, pressed: 2, places: 4 }, { list: 'other', shown: 1, pressed: 1, places: 100 }, { list: 'top10', shown: 1, pressed: 0, places: 0 },
        ]);
        expect([(await analytics.quality(SPAN)).views, await analytics.lists({ sinceMs: T0 + DAY_MS, untilMs: T0 + 2 * DAY_MS })]).toEqual([0, []]);
      }));

    test('batches sent at the same time lose and double nothing', () =>
      withStore(fixture, async ({ analytics }) => {
        const batches = ['a', 'b', 'c'].flatMap((accountHash) => [view('v', 500, { accountHash }), view('v', 500, { accountHash }), view('w', 500, { accountHash })]);
        await Promise.all(batches.map((batch) => analytics.append(batch)));
        expect(await analytics.series(SPAN, 'plays', 'hour')).toEqual([{ atMs: T0, value: 6 }]);
        expect(await analytics.topN(SPAN, 'item', 5)).toEqual([{ key: 'm:1', plays: 6, playedMs: 300_000, accounts: 3 }]);
      }));

    test('percentiles by nearest rank, failures by reason and model, and what plays now', () =>
      withStore(fixture, async ({ analytics }) => {
        expect(await analytics.startupPercentiles(SPAN, [0.5])).toEqual({ count: 0, values: [] });
        for (let at = 1; at <= 20; at += 1) await analytics.append(view(`v${String(at)}x`, at * 100, { item: at < 8 ? 'm:1' : 'm:2' }));
        expect(await analytics.startupPercentiles(SPAN, [0.5, 0.95])).toEqual({ count: 20, values: [1000, 1900] });
        expect((await analytics.topN(SPAN, 'item', 1)).map((row) => [row.key, row.plays])).toEqual([['m:2', 13]]);
        await analytics.append([event('e1', { ...END, viewId: 'v1x', props: { outcome: 'playback-failure', code: 'media.decode' } })]);
        const failed = { ...END, viewId: 'z', deviceModel: 'Old', props: { outcome: 'start-failure', code: 'net.timeout' } };
        await analytics.append([event('e2', failed)]);
        expect(await analytics.failures(SPAN, 5)).toEqual([
          { code: 'media.decode', deviceModel: 'LG C2', count: 1 }, { code: 'net.timeout', deviceModel: 'Old', count: 1 },
        ]);
        expect(await analytics.series(SPAN, 'failures', 'hour')).toEqual([{ atMs: T0, value: 2 }]);
        expect([await analytics.concurrent(T0), await analytics.concurrent(T0 + HOUR_MS)]).toEqual([19, 0]);
        expect(await analytics.plays(SPAN, 1)).toEqual([{ accountHash: 'a', profileHash: 'p', item: 'm:2', startedAtMs: T0, playedMs: 50_000 }]);
      }));

    test('what is old is dropped, each kind by its own age', () =>
      withStore(fixture, async ({ analytics }) => {
        await analytics.append(view('v', 500));
        await analytics.retain({ eventsBeforeMs: T0 + HOUR_MS, minutesBeforeMs: T0 + HOUR_MS, hoursBeforeMs: T0, viewsBeforeMs: T0 });
        expect([await analytics.series(SPAN, 'plays', 'minute'), (await analytics.series(SPAN, 'plays', 'hour')).length]).toEqual([[], 1]);
        expect((await analytics.quality(SPAN)).plays).toBe(1);
        await analytics.retain({ eventsBeforeMs: 0, minutesBeforeMs: 0, hoursBeforeMs: T0 + 1, viewsBeforeMs: T0 + HOUR_MS });
        expect([await analytics.series(SPAN, 'plays', 'hour'), (await analytics.quality(SPAN)).views]).toEqual([[], 0]);
      }));
  });
}
