import { DAY_MS, MINUTE_MS } from '#core/base';
import type { ConsoleOverview, ConsolePlayed, ConsoleQuality } from '#server/console';
import type { Platform } from '#server/domain';
import type { AnalyticsStore, PlayedRow } from '#server/store';
import type { ConsoleRoutes } from './console-routes';
import { ItemNames } from './item-names';

/** Rows of a chart. */
const MOST_SHOWN = 10;
/** Different things played in a day that are looked through. */
const MOST_ITEMS = 5000;
const REVENUE_DAYS = 30;

async function named(rows: readonly PlayedRow[], names: ItemNames): Promise<readonly ConsolePlayed[]> {
  return Promise.all(rows.slice(0, MOST_SHOWN).map(async ({ item, plays, playedMs }) => ({
    kind: item.split(':')[0] ?? '', name: await names.of(item), plays, minutes: Math.round(playedMs / MINUTE_MS),
  })));
}

async function qualityOf(analytics: AnalyticsStore, now: number): Promise<ConsoleQuality> {
  const span = { sinceMs: now - DAY_MS, untilMs: now + 1 };
  const quality = await analytics.quality(span);
  const { values } = await analytics.startupPercentiles(span, [0.5, 0.95]);
  const watchedMs = quality.playedMs + quality.rebufferMs;
  return {
    views: quality.views, plays: quality.plays, exitsBeforeStart: quality.exitsBeforeStart, startFailures: quality.startFailures, playbackFailures: quality.playbackFailures,
    startupP50Ms: values[0] ?? -1, startupP95Ms: values[1] ?? -1,
    rebufferRatio: watchedMs === 0 ? 0 : quality.rebufferMs / watchedMs,
    failures: await analytics.failures(span, MOST_SHOWN),
  };
}

/** `overview`: how the platform does now, and did in the last day and month. */
export function overviewRoutes(routes: ConsoleRoutes, platform: Platform): void {
  const { store, nowMs } = platform;
  routes.read('overview', 'look', async ({ who }): Promise<ConsoleOverview> => {
    const now = nowMs();
    const names = new ItemNames(platform);
    const played = await store.leases.played(now - DAY_MS, MOST_ITEMS);
    const isChannel = (row: PlayedRow): boolean => row.item.startsWith('channel:');
    const origins = await store.origins.list();
    return {
      nowMs: now,
      quality: await qualityOf(store.analytics, now),
      concurrent: await store.leases.countRunning(now),
      accounts: await store.console.countAccounts(),
      streams: played.reduce((sum, row) => sum + row.plays, 0),
      minutes: Math.round(played.reduce((sum, row) => sum + row.playedMs, 0) / MINUTE_MS),
      channels: await named(played.filter(isChannel), names),
      titles: await named(played.filter((row) => !isChannel(row)), names),
      plans: await store.console.subscribers(now - REVENUE_DAYS * DAY_MS, now),
      revenue: who.rights.includes('money') ? await store.console.revenue((Math.floor(now / DAY_MS) - REVENUE_DAYS + 1) * DAY_MS) : null,
      sources: (await store.catalog.sources()).length,
      failedSources: origins.filter((origin) => origin.failure !== null).length,
    };
  });
}
