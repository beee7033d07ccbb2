import { describe, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#core/base';
import type { AdCampaignRow, AdSessionRow, AdWish, Store } from '#server/store';
import type { StoreFixture } from './store-fixture';
import { withStore } from './store-fixture';

const NOW = 20_000 * DAY_MS + HOUR_MS;

const CAMPAIGN: AdCampaignRow = {
  id: 'a', name: 'Alpha "1"', isActive: true, fromMs: 1, untilMs: 2, kinds: ['movie'], genres: ['Drama'], planIds: ['gold'], countries: ['NZ'], placements: ['pre'], priority: 3, weight: 2,
  perHour: 1, perDay: 2, maxImpressions: 5_000_000_000, skipAfterMs: -1, offerUrl: 'https://a', tagUrl: '', creatives: [{ asset: 'x', url: '', durationMs: 1000 }],
};

const SESSION: AdSessionRow = { id: 's', deviceKey: 'd', kind: 'movie', genres: ['Drama'], planIds: [], country: '', forms: ['hls'], expiresAtMs: NOW + HOUR_MS };

let made = 0;

function wish(changes: Partial<AdWish> & { readonly campaigns?: readonly string[]; readonly limits?: Partial<Pick<AdCampaignRow, 'perHour' | 'perDay' | 'maxImpressions'>> } = {}): AdWish {
  const { campaigns = ['a'], limits, ...rest } = changes;
  const candidates = campaigns.map((campaignId) => {
    made += 1;
    return { viewId: `v${String(made)}`, campaignId, creative: 0, perHour: 0, perDay: 0, maxImpressions: 0, ...limits };
  });
  return { sessionId: 's', breakId: `b${String(made)}`, deviceKey: 'd', atMs: NOW, candidates, most: 2, perHour: 0, ...rest };
}

/** Gives out and shows: how many there were. */
async function show({ ads }: Store, asked: AdWish): Promise<number> {
  const views = await ads.issue(asked);
  for (const view of views) await ads.count(view.id, 'impression', asked.atMs);
  return views.length;
}

/** Campaigns, breaks and what is told of them. */
export function adsContract(fixture: StoreFixture): void {
  describe(`${fixture.name}: advertising`, () => {
    test('campaigns are kept whole, replaced, and removed with their sums; sessions are found until they are over', () =>
      withStore(fixture, async (store) => {
        const { ads } = store;
        await ads.putCampaign({ ...CAMPAIGN, name: 'old' });
        await ads.putCampaign(CAMPAIGN);
        await ads.putCampaign({ ...CAMPAIGN, id: 'b', name: 'Beta' });
        expect((await ads.campaigns()).map(({ id }) => id)).toEqual(['a', 'b']);
        expect((await ads.campaigns())[0]).toEqual(CAMPAIGN);
        expect(await show(store, wish())).toBe(1);
        expect([await ads.removeCampaign('a'), await ads.removeCampaign('a'), await ads.sums(0)]).toEqual([true, false, []]);
        await ads.openSession(SESSION);
        expect([await ads.session('s'), await ads.session('none')]).toEqual([SESSION, null]);
        await ads.deleteOver(SESSION.expiresAtMs + 1);
        expect(await ads.session('s')).toBeNull();
      }));

    test('a break is filled once: the same until something of it was seen, then never again', () =>
      withStore(fixture, async ({ ads }) => {
        const asked = wish({ campaigns: ['a', 'b', 'c'] });
        const first = await ads.issue(asked);
        expect(first.map(({ campaignId, position }) => [campaignId, position])).toEqual([['a', 0], ['b', 1]]);
        expect(await ads.issue({ ...asked, candidates: wish({ campaigns: ['c'] }).candidates })).toEqual(first);
        await ads.count(first[1]?.id ?? '', 'impression', NOW);
        expect(await ads.issue(asked)).toEqual([]);
      }));

    test('whatever is told twice or at once counts once, and nothing of what was never seen', () =>
      withStore(fixture, async ({ ads }) => {
        const [view, never] = await ads.issue(wish({ campaigns: ['a', 'a'] }));
        const id = view?.id ?? '';
        expect([await ads.count(never?.id ?? '', 'complete', NOW), await ads.count('none', 'impression', NOW), await ads.count(id, 'error', NOW)]).toEqual([false, false, true]);
        const told = await Promise.all(Array.from({ length: 10 }, () => ads.count(id, 'impression', NOW)));
        expect(told.filter((isCounted) => isCounted)).toHaveLength(1);
        expect([await ads.count(id, 'complete', NOW + DAY_MS), await ads.count(id, 'complete', NOW)]).toEqual([true, false]);
        expect(await ads.sums(20_000)).toEqual([
          { campaignId: 'a', day: 20_000, event: 'error', count: 1 }, { campaignId: 'a', day: 20_000, event: 'impression', count: 1 }, { campaignId: 'a', day: 20_001, event: 'complete', count: 1 },
        ]);
        expect(await ads.sums(20_001)).toHaveLength(1);
      }));

    test('what overtakes its impression on the way counts with it, once', () =>
      withStore(fixture, async ({ ads }) => {
        const [view] = await ads.issue(wish());
        const tell = (event: 'start' | 'impression'): Promise<boolean> => ads.count(view?.id ?? '', event, NOW);
        expect([await tell('start'), await tell('start'), await ads.sums(0)]).toEqual([false, false, []]);
        expect([await tell('impression'), await tell('start')]).toEqual([true, false]);
        expect((await ads.sums(0)).map(({ event, count }) => [event, count])).toEqual([['impression', 1], ['start', 1]]);
      }));

    test('caps hold by hour, by day, over all campaigns, and are the device’s own', () =>
      withStore(fixture, async (store) => {
        const limits = { perHour: 1, perDay: 2 };
        const at = (atMs: number, changes: Partial<AdWish> = {}): Promise<number> => show(store, wish({ limits, atMs, ...changes }));
        expect([await at(NOW), await at(NOW + 59 * MINUTE_MS), await at(NOW, { deviceKey: 'other' })]).toEqual([1, 0, 1]);
        expect([await at(NOW + HOUR_MS), await at(NOW + 3 * HOUR_MS), await at(NOW + 25 * HOUR_MS)]).toEqual([1, 0, 1]);
        const late = NOW + 100 * HOUR_MS;
        expect(await show(store, wish({ campaigns: ['x', 'y', 'z'], atMs: late, most: 5, perHour: 2 }))).toBe(2);
        expect(await show(store, wish({ campaigns: ['x', 'y', 'z'], atMs: late, most: 5, perHour: 2 }))).toBe(0);
        // What was given out and never seen is free again.
        const later = late + 10 * HOUR_MS;
        expect((await store.ads.issue(wish({ limits, atMs: later }))).length).toBe(1);
        expect([await at(later + MINUTE_MS), await at(later + 11 * MINUTE_MS)]).toEqual([0, 1]);
      }));

    test('a campaign is never seen more often than it was sold, however many sets ask at once', () =>
      withStore(fixture, async (store) => {
        const ask = (index: number): Promise<number> =>
          show(store, wish({ sessionId: `s${String(index)}`, deviceKey: `d${String(index)}`, limits: { maxImpressions: 5 } }));
        const shown = await Promise.all(Array.from({ length: 20 }, (_none, index) => ask(index)));
        expect(shown.reduce((sum, count) => sum + count, 0)).toBe(5);
        expect((await store.ads.sums(0))[0]?.count).toBe(5);
      }));
  });
}
