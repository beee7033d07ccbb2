import { setImmediate as immediate } from 'node:timers/promises';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#core/base';
import { EASE_MOST_ITEMS, fading, nowTrends, rankTrends, trainHybrid, weekTrends, weighWatches, WEEK_WINDOW_MS } from '#core/recommend';
import type { HourlyViewers, Trend, TrainedHybrid } from '#core/recommend';
import type { NearItemRow, RankedRow, Store } from '#server/store';
import { readRecommendCatalogue } from './read-catalogue';
import type { RecommendCatalogue } from './read-catalogue';
import { LEAST_WATCH_MS, readWatches, titlesOfItems } from './read-watches';

/** How long a turn is held without a word. Longer than the longest step (EASE over 2,000 items) on a slow machine. */
const HELD_MS = 15 * MINUTE_MS;
/** Neighbours kept of an item. */
const NEAR_PER_ITEM = 60;
/** Titles that nobody watched yet have neighbours too, as long as they are among the newest. */
const NEWEST_WITH_NEAR = 1000;
const LISTS_PER_WRITE = 200;
/** A taste counts half after this time. */
const TASTE_HALF_LIFE_MS = 90 * DAY_MS;
/** With fewer people EASE learns chance. */
const LEAST_EASE_PEOPLE = 50;
/** Places of a ranking, and viewers without whom nothing is in one: below, a ranking would tell what a household watches. */
const RANKED = 100;
const LEAST_VIEWERS = 3;
const HOURS = 24;
const CHANNELS_PER_HOUR = 20;
/** A channel's hour counts half after this time. */
const CHANNEL_HALF_LIFE_MS = 7 * DAY_MS;

/** What learning works with. */
export interface LearnDeps {
  readonly store: Pick<Store, 'analytics' | 'catalog' | 'recommend'>;
  nowMs(): number;
  /** Unique for this process; the store shows who has a turn. */
  readonly node: string;
}

/** What came of it: done, nothing to do yet (or somebody else does it), or the turn was lost on the way. */
export type LearnOutcome = { readonly kind: 'done'; readonly facts: Readonly<Record<string, number>> } | { readonly kind: 'not-due' } | { readonly kind: 'lost' };

/** The name of the ranking of channels at an hour of UTC. */
export function hourRanking(hour: number): string {
  return `hour-${String(hour)}`;
}

/** Whatever goes wrong, the turn is given back and nothing half written stays. */
async function inTurn(
  work: 'model' | 'rankings', dueBeforeMs: number, deps: LearnDeps, write: (generation: number, keep: () => Promise<boolean>) => Promise<Readonly<Record<string, number>> | null>,
): Promise<LearnOutcome> {
  const { recommend } = deps.store;
  const generation = await recommend.claim(work, { node: deps.node, nowMs: deps.nowMs(), lifeMs: HELD_MS, dueBeforeMs });
  if (generation === null) return { kind: 'not-due' };
  try {
    const facts = await write(generation, () => recommend.keep(work, generation, deps.nowMs() + HELD_MS));
    if (facts !== null && (await recommend.publish(work, generation, { finishedAtMs: deps.nowMs(), facts }))) return { kind: 'done', facts };
    return { kind: 'lost' };
  } catch (error) {
    await recommend.abandon(work, generation);
    throw error;
  }
}

function nearRows(trained: TrainedHybrid, catalogue: RecommendCatalogue, item: number): readonly NearItemRow[] {
  return trained.model.near(item, NEAR_PER_ITEM).map((near) => ({ item: catalogue.items[near.item] ?? '', nearness: near.nearness, why: near.why }));
}

/**
 * Learns from all plays what is near what, where it was last done before `dueBeforeMs`, one node at a time. Takes the processor for up to a
 * minute: for a process of its own.
 */
export function learnModel(deps: LearnDeps, dueBeforeMs: number): Promise<LearnOutcome> {
  return inTurn('model', dueBeforeMs, deps, async (generation, keep) => {
    const { store } = deps;
    const nowMs = deps.nowMs();
    const catalogue = await readRecommendCatalogue(store.catalog, () => immediate());
    if (!(await keep())) return null;
    const { watches, people } = await readWatches(store, catalogue, nowMs);
    if (!(await keep())) return null;
    const weighed = weighWatches(watches, people, { nowMs, halfLifeMs: TASTE_HALF_LIFE_MS });
    const trained = trainHybrid(weighed, catalogue.vectors, { easeItems: people >= LEAST_EASE_PEOPLE ? EASE_MOST_ITEMS : 0 });
    const wanted = new Set(catalogue.newest.slice(0, NEWEST_WITH_NEAR));
    trained.watchers.forEach((count, item) => {
      if (count > 0) wanted.add(item);
    });
    let lists = new Map<string, readonly NearItemRow[]>();
    let written = 0;
    for (const item of wanted) {
      const near = nearRows(trained, catalogue, item);
      if (near.length > 0) lists.set(catalogue.items[item] ?? '', near);
      if (lists.size < LISTS_PER_WRITE) continue;
      if (!(await keep())) return null;
      await store.recommend.addNear(generation, lists);
      written += lists.size;
      lists = new Map();
      await immediate();
    }
    await store.recommend.addNear(generation, lists);
    return { titles: catalogue.items.length, plays: watches.length, people, ease: trained.easeItems, lists: written + lists.size };
  });
}

/** Adds up what is one title in an hour, so that each is there once. */
function gathered(rows: readonly HourlyViewers[], titles: ReadonlyMap<string, string>): readonly HourlyViewers[] {
  const sums = new Map<string, HourlyViewers>();
  for (const row of rows) {
    const item = titles.get(row.item);
    if (item === undefined) continue;
    const key = `${item} ${String(row.atMs)}`;
    sums.set(key, { item, atMs: row.atMs, viewers: row.viewers + (sums.get(key)?.viewers ?? 0) });
  }
  return [...sums.values()];
}

function rankedRows(trends: readonly Trend[], most: number): readonly RankedRow[] {
  return trends.filter((trend) => trend.viewers >= LEAST_VIEWERS).slice(0, most);
}

/** Channels by how much they are watched at an hour of UTC, that hour's neighbours counting half. */
function channelHour(rows: readonly HourlyViewers[], hour: number, nowMs: number): readonly RankedRow[] {
  const sums = new Map<string, { score: number; viewers: number }>();
  for (const { item, atMs, viewers } of rows) {
    const apart = Math.abs(((Math.floor(atMs / HOUR_MS) % HOURS) - hour + HOURS + HOURS / 2) % HOURS - HOURS / 2);
    if (apart > 1) continue;
    const sum = sums.get(item) ?? { score: 0, viewers: 0 };
    sum.score += viewers * (apart === 0 ? 1 : 0.5) * fading(atMs, nowMs, CHANNEL_HALF_LIFE_MS);
    sum.viewers += viewers;
    sums.set(item, sum);
  }
  return rankedRows(rankTrends(Array.from(sums, ([item, sum]) => ({ item, ...sum }))), CHANNELS_PER_HOUR);
}

/** Ranks what is watched now, this week, and which channels at which hour, where it was last done before `dueBeforeMs`. Some seconds at most. */
export function rankWatched(deps: LearnDeps, dueBeforeMs: number): Promise<LearnOutcome> {
  return inTurn('rankings', dueBeforeMs, deps, async (generation) => {
    const { store } = deps;
    const nowMs = deps.nowMs();
    const hours = await store.analytics.hourly({ sinceMs: nowMs - WEEK_WINDOW_MS, untilMs: nowMs + 1 }, LEAST_WATCH_MS);
    const rows = gathered(hours, await titlesOfItems(store.catalog, new Set(hours.map(({ item }) => item))));
    const now = rankedRows(nowTrends(rows, nowMs), RANKED);
    const week = rankedRows(weekTrends(rows, nowMs), RANKED);
    await store.recommend.addRanking(generation, 'now', now);
    await store.recommend.addRanking(generation, 'week', week);
    const channels = hours.filter(({ item }) => item.startsWith('c:'));
    for (let hour = 0; hour < HOURS; hour += 1) await store.recommend.addRanking(generation, hourRanking(hour), channelHour(channels, hour, nowMs));
    return { now: now.length, week: week.length };
  });
}
