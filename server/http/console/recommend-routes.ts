import { DAY_MS } from '#core/base';
import type { ConsoleRecommendations } from '#server/console';
import type { Platform } from '#server/domain';
import type { RankedRow } from '#server/store';
import type { ConsoleRoutes } from './console-routes';
import { ItemNames } from './item-names';

const MOST_RANKED = 20;
/** Days of which rows are counted: habits of a week, twice. */
const LIST_DAYS = 14;
const KINDS: Readonly<Record<string, string>> = { m: 'movie', s: 'series', c: 'channel' };

/** `recommendations`: what was learnt, what is watched most, and which rows of Home viewers make use of. */
export function recommendRoutes(routes: ConsoleRoutes, platform: Platform): void {
  const { recommend, analytics } = platform.store;
  const named = (rows: readonly RankedRow[], names: ItemNames): Promise<ConsoleRecommendations['now']> => Promise.all(rows.map(async ({ item, viewers, score }) => {
    const kind = KINDS[item.charAt(0)] ?? '';
    return { kind, name: await names.of(`${kind}:${item.slice(2)}`), viewers, score };
  }));

  routes.read('recommendations', 'look', async (): Promise<ConsoleRecommendations> => {
    const [model, rankings] = [await recommend.run('model'), await recommend.run('rankings')];
    const [now, names] = [platform.nowMs(), new ItemNames(platform)];
    return {
      learntAtMs: model.finishedAtMs, facts: model.facts, rankedAtMs: rankings.finishedAtMs,
      now: await named(await recommend.ranking('now', MOST_RANKED), names), week: await named(await recommend.ranking('week', MOST_RANKED), names),
      lists: await analytics.lists({ sinceMs: now - LIST_DAYS * DAY_MS, untilMs: now + 1 }), listDays: LIST_DAYS,
    };
  });
}
