import type { Selectable } from 'kysely';
import { HOUR_MS, MINUTE_MS } from '#core/base';
import type { AnalyticsEventRow, AnalyticsMetric } from '../analytics';
import type { Database } from './database';

/** A view as it is stored. */
export type ViewRow = Selectable<Database['analytics_views']>;

/** Longest that is believed of one view, so that one broken set does not bend the sums. */
const LONGEST_MS = 48 * HOUR_MS;

function textOf(event: AnalyticsEventRow, name: string): string {
  const value = event.props[name];
  return typeof value === 'string' ? value : '';
}

function msOf(event: AnalyticsEventRow, name: string): number {
  const value = event.props[name];
  return typeof value === 'number' && value >= 0 ? Math.min(Math.round(value), LONGEST_MS) : -1;
}

function newView(event: AnalyticsEventRow): ViewRow {
  return {
    view_id: event.viewId, account_hash: event.accountHash, profile_hash: event.profileHash, device_model: event.deviceModel, app_version: event.appVersion,
    item: '', kind: '', started_at_ms: event.atMs, heard_at_ms: event.atMs, startup_ms: -1, played_ms: 0, rebuffer_ms: 0, outcome: '', code: '',
  };
}

/** The view after an event, in whatever order events come: sums only grow, and an end stays an end. */
export function stepView(before: ViewRow | null, event: AnalyticsEventRow): ViewRow {
  const view = before ?? newView(event);
  const isEnd = event.type === 'view_end';
  return {
    ...view,
    item: view.item || event.item || textOf(event, 'item'),
    kind: view.kind || textOf(event, 'kind'),
    started_at_ms: Math.min(view.started_at_ms, event.atMs),
    heard_at_ms: Math.max(view.heard_at_ms, event.atMs),
    startup_ms: Math.max(view.startup_ms, msOf(event, 'startupMs')),
    played_ms: Math.max(view.played_ms, msOf(event, 'playedMs')),
    rebuffer_ms: Math.max(view.rebuffer_ms, msOf(event, 'rebufferMs')),
    outcome: isEnd ? textOf(event, 'outcome') || 'played' : view.outcome,
    code: isEnd ? textOf(event, 'code') : view.code,
  };
}

const COUNTED: Readonly<Record<string, AnalyticsMetric>> = { view_requested: 'requests', playback_started: 'plays', rebuffer_started: 'rebuffers' };

/** Rows of Home that are counted by name: sets cannot make up others. */
const LISTS: ReadonlySet<string> = new Set(['continue', 'on-now', 'usual', 'top10', 'because', 'trending-now', 'trending-week', 'for-you', 'new-films', 'series', 'genre', 'category']);
const MOST_PLACES = 100;

/** Sums of a row of Home: how often it was shown and pressed, and at which places. */
type ListMetric = `list ${string} ${'shown' | 'pressed' | 'places'}`;

/** Sums to be added, by step, start and metric. */
export class SumsToAdd {
  private readonly sums = new Map<string, { step_ms: number; start_ms: number; metric: string; value: number }>();

  /** Counts one event which brought its view from `before` to `after` (both `null` outside of a view). */
  count(event: AnalyticsEventRow, before: ViewRow | null, after: ViewRow | null): void {
    const counted = COUNTED[event.type];
    if (counted !== undefined) this.add(event.atMs, counted, 1);
    if (event.type === 'list_shown' || event.type === 'list_pressed') this.countList(event);
    if (after === null) return;
    if (after.outcome.endsWith('failure') && before?.outcome !== after.outcome) this.add(event.atMs, 'failures', 1);
    this.add(event.atMs, 'playedMs', after.played_ms - (before?.played_ms ?? 0));
    this.add(event.atMs, 'rebufferMs', after.rebuffer_ms - (before?.rebuffer_ms ?? 0));
  }

  private countList({ type, atMs, props }: AnalyticsEventRow): void {
    const told = String(props['list'] ?? '');
    const list = LISTS.has(told) ? told : 'other';
    this.add(atMs, `list ${list} ${type === 'list_shown' ? 'shown' : 'pressed'}`, 1);
    const place = Number(props['position'] ?? 0);
    if (type === 'list_pressed' && place >= 1) this.add(atMs, `list ${list} places`, Math.min(MOST_PLACES, Math.round(place)));
  }

  /** Always in the same order, so that two transactions cannot wait for each other. */
  rows(): ReadonlyArray<{ readonly step_ms: number; readonly start_ms: number; readonly metric: string; readonly value: number }> {
    return [...this.sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  }

  private add(atMs: number, metric: AnalyticsMetric | ListMetric, value: number): void {
    if (value <= 0) return;
    for (const stepMs of [MINUTE_MS, HOUR_MS]) {
      const startMs = Math.floor(atMs / stepMs) * stepMs;
      const key = `${String(stepMs)} ${String(startMs)} ${metric}`;
      const known = this.sums.get(key);
      if (known === undefined) this.sums.set(key, { step_ms: stepMs, start_ms: startMs, metric, value });
      else known.value += value;
    }
  }
}
