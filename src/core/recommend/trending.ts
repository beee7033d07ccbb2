import { DAY_MS, HOUR_MS } from '../base';
import { fading } from './fading';

/** Viewers of one thing in one hour. */
export interface HourlyViewers {
  readonly item: string;
  /** Beginning of the hour. */
  readonly atMs: number;
  /** Different accounts: who plays a thing ten times counts once an hour. */
  readonly viewers: number;
}

/** A thing and how much it is watched; higher is more. */
export interface Trend {
  readonly item: string;
  readonly score: number;
  /** Viewers within the time that counts, each hour's added up. */
  readonly viewers: number;
}

/** After this time a viewer counts half for what is watched now. */
const NOW_HALF_LIFE_MS = 8 * HOUR_MS;
/** The same for what is watched this week. */
const WEEK_HALF_LIFE_MS = 3.5 * DAY_MS;
/** Older plays weigh less than a hundredth. */
export const WEEK_WINDOW_MS = 21 * DAY_MS;
/** Of a burst three times the usual and of one a hundred times, neither says more. */
const MOST_BURST = 3;
/** Keeps one viewer more than none from being a burst. */
const CALM = 4;

function decayed(rows: readonly HourlyViewers[], nowMs: number, halfLifeMs: number): ReadonlyMap<string, { score: number; viewers: number }> {
  const sums = new Map<string, { score: number; viewers: number }>();
  for (const { item, atMs, viewers } of rows) {
    const part = fading(atMs, nowMs, halfLifeMs);
    const sum = sums.get(item) || { score: 0, viewers: 0 };
    sum.score += viewers * part;
    // Beyond three half-lives a viewer is no sign of now.
    if (part > 0.125) sum.viewers += viewers;
    sums.set(item, sum);
  }
  return sums;
}

/** Most first; of equals in order of their names, so that every node says the same. */
export function rankTrends(trends: readonly Trend[]): readonly Trend[] {
  return trends.slice().sort((a, b) => b.score - a.score || (a.item < b.item ? -1 : 1));
}

/** What is watched most this week, with exponential decay. */
export function weekTrends(rows: readonly HourlyViewers[], nowMs: number): readonly Trend[] {
  return rankTrends(Array.from(decayed(rows, nowMs, WEEK_HALF_LIFE_MS), ([item, { score, viewers }]) => ({ item, score, viewers })));
}

/** What is watched now, more than it usually is: viewers of the last hours, raised by how far they lie above what the weeks before foretell. */
export function nowTrends(rows: readonly HourlyViewers[], nowMs: number): readonly Trend[] {
  const week = decayed(rows, nowMs, WEEK_HALF_LIFE_MS);
  const trends: Trend[] = [];
  decayed(rows, nowMs, NOW_HALF_LIFE_MS).forEach(({ score, viewers }, item) => {
    if (viewers === 0) return;
    const usual = ((week.get(item)?.score || 0) * NOW_HALF_LIFE_MS) / WEEK_HALF_LIFE_MS;
    const burst = Math.max(0, Math.min(MOST_BURST, (score - usual) / Math.sqrt(usual + CALM)));
    trends.push({ item, viewers, score: score * (1 + burst) });
  });
  return rankTrends(trends);
}
