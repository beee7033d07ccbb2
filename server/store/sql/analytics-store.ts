import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { HOUR_MS, MINUTE_MS } from '#core/base';
import type {
  AnalyticsDimension, AnalyticsEventRow, AnalyticsFailureRow, AnalyticsHourRow, AnalyticsListRow, AnalyticsMetric, AnalyticsPercentiles, AnalyticsPlayRow, AnalyticsPoint, AnalyticsQuality,
  AnalyticsRetention, AnalyticsSpan, AnalyticsStore, AnalyticsTopRow,
} from '../analytics';
import { stepView, SumsToAdd } from './analytics-views';
import type { ViewRow } from './analytics-views';
import type { Database } from './database';
import { inBatches } from './in-batches';
import type { SqlDatabase } from './sql-database';

/** Rows of one statement; SQLite takes 32,766 parameters. */
const ROWS_PER_STATEMENT = 500;

const COLUMNS = { item: 'item', kind: 'kind', deviceModel: 'device_model', appVersion: 'app_version' } as const;

/** {@link AnalyticsStore} in SQL. Batches of one account stand in line. */
export class SqlAnalyticsStore implements AnalyticsStore {
  constructor(private readonly database: SqlDatabase) {}

  append(events: readonly AnalyticsEventRow[]): Promise<number> {
    const accountHash = events[0]?.accountHash ?? '';
    return this.database.inTurn(`events ${accountHash}`, async (transaction) => {
      const fresh = await insertNew(transaction, events);
      await addUp(transaction, accountHash, fresh);
      return fresh.length;
    });
  }

  async topN(span: AnalyticsSpan, by: AnalyticsDimension, most: number): Promise<readonly AnalyticsTopRow[]> {
    const column = COLUMNS[by];
    const rows = await this.views(span)
      .select([`${column} as key`, (it) => it.fn.countAll().as('plays'), sumOf('played_ms').as('played_ms'), (it) => it.fn.count('account_hash').distinct().as('accounts')])
      .where('startup_ms', '>=', 0).where(column, '<>', '').groupBy(column).orderBy('plays', 'desc').orderBy(column).limit(most).execute();
    return rows.map((row) => ({ key: row.key, plays: Number(row.plays), playedMs: row.played_ms, accounts: Number(row.accounts) }));
  }

  async series(span: AnalyticsSpan, metric: AnalyticsMetric, step: 'minute' | 'hour'): Promise<readonly AnalyticsPoint[]> {
    const rows = await this.database.selectFrom('analytics_sums').select(['start_ms', 'value'])
      .where('step_ms', '=', step === 'minute' ? MINUTE_MS : HOUR_MS).where('metric', '=', metric)
      .where('start_ms', '>=', span.sinceMs).where('start_ms', '<', span.untilMs).orderBy('start_ms').execute();
    return rows.map((row) => ({ atMs: row.start_ms, value: row.value }));
  }

  async startupPercentiles(span: AnalyticsSpan, ranks: readonly number[]): Promise<AnalyticsPercentiles> {
    const measured = this.views(span).where('startup_ms', '>=', 0);
    const counted = await measured.select((it) => it.fn.countAll().as('count')).executeTakeFirst();
    const count = Number(counted?.count ?? 0);
    if (count === 0) return { count, values: [] };
    const values: number[] = [];
    for (const rank of ranks) {
      const at = Math.min(count - 1, Math.max(0, Math.ceil(rank * count) - 1));
      const row = await measured.select('startup_ms').orderBy('startup_ms').limit(1).offset(at).executeTakeFirst();
      values.push(row?.startup_ms ?? 0);
    }
    return { count, values };
  }

  async quality(span: AnalyticsSpan): Promise<AnalyticsQuality> {
    const ended = (outcome: string) => sql<number>`cast(coalesce(sum(case when outcome = ${outcome} then 1 else 0 end), 0) as bigint)`;
    const row = await this.views(span).select([
      (it) => it.fn.countAll().as('views'), sql<number>`cast(coalesce(sum(case when startup_ms >= 0 then 1 else 0 end), 0) as bigint)`.as('plays'),
      ended('exit-before-start').as('exits'), ended('start-failure').as('start_failures'), ended('playback-failure').as('playback_failures'),
      sumOf('played_ms').as('played_ms'), sumOf('rebuffer_ms').as('rebuffer_ms'),
    ]).executeTakeFirst();
    return {
      views: Number(row?.views ?? 0), plays: row?.plays ?? 0, exitsBeforeStart: row?.exits ?? 0, startFailures: row?.start_failures ?? 0,
      playbackFailures: row?.playback_failures ?? 0, playedMs: row?.played_ms ?? 0, rebufferMs: row?.rebuffer_ms ?? 0,
    };
  }

  async failures(span: AnalyticsSpan, most: number): Promise<readonly AnalyticsFailureRow[]> {
    const rows = await this.views(span).select(['code', 'device_model', (it) => it.fn.countAll().as('count')])
      .where('outcome', 'in', ['start-failure', 'playback-failure']).groupBy(['code', 'device_model'])
      .orderBy('count', 'desc').orderBy('code').orderBy('device_model').limit(most).execute();
    return rows.map((row) => ({ code: row.code, deviceModel: row.device_model, count: Number(row.count) }));
  }

  async concurrent(heardSinceMs: number): Promise<number> {
    const query = this.database.selectFrom('analytics_views').select((it) => it.fn.countAll().as('count'));
    const row = await query.where('heard_at_ms', '>=', heardSinceMs).where('startup_ms', '>=', 0).where('outcome', '=', '').executeTakeFirst();
    return Number(row?.count ?? 0);
  }

  async plays(span: AnalyticsSpan, most: number): Promise<readonly AnalyticsPlayRow[]> {
    const rows = await this.views(span).select(['account_hash', 'profile_hash', 'item', 'started_at_ms', 'played_ms'])
      .where('startup_ms', '>=', 0).where('item', '<>', '').orderBy('started_at_ms').orderBy('view_id').limit(most).execute();
    return rows.map((row) => ({
      accountHash: row.account_hash, profileHash: row.profile_hash, item: row.item, startedAtMs: row.started_at_ms, playedMs: row.played_ms,
    }));
  }

  async hourly(span: AnalyticsSpan, leastMs: number): Promise<readonly AnalyticsHourRow[]> {
    // Written out: a bound number is no integer to SQLite, and would divide as none.
    const hour = sql<number>`cast(started_at_ms / 3600000 as bigint)`;
    const rows = await this.views(span).select(['item', hour.as('hour'), (it) => it.fn.count('account_hash').distinct().as('viewers')])
      .where('played_ms', '>=', leastMs).where('item', '<>', '').groupBy(['item', hour]).execute();
    return rows.map((row) => ({ item: row.item, atMs: row.hour * HOUR_MS, viewers: Number(row.viewers) }));
  }

  async lists(span: AnalyticsSpan): Promise<readonly AnalyticsListRow[]> {
    const rows = await this.database.selectFrom('analytics_sums').select(['metric', sumOf('value').as('total')])
      .where('step_ms', '=', HOUR_MS).where('metric', 'like', 'list %').where('start_ms', '>=', span.sinceMs).where('start_ms', '<', span.untilMs).groupBy('metric').execute();
    const lists = new Map<string, AnalyticsListRow>();
    for (const { metric, total } of rows) {
      const [, list = '', what = ''] = metric.split(' ');
      lists.set(list, { ...(lists.get(list) ?? { list, shown: 0, pressed: 0, places: 0 }), [what]: total });
    }
    return Array.from(lists.values()).sort((a, b) => b.shown - a.shown || (a.list < b.list ? -1 : 1));
  }

  async retain(limits: AnalyticsRetention): Promise<void> {
    await this.database.deleteFrom('analytics_events').where('at_ms', '<', limits.eventsBeforeMs).execute();
    await this.database.deleteFrom('analytics_views').where('heard_at_ms', '<', limits.viewsBeforeMs).execute();
    for (const [stepMs, beforeMs] of [[MINUTE_MS, limits.minutesBeforeMs], [HOUR_MS, limits.hoursBeforeMs]] as const) {
      await this.database.deleteFrom('analytics_sums').where('step_ms', '=', stepMs).where('start_ms', '<', beforeMs).execute();
    }
  }

  private views(span: AnalyticsSpan) {
    return this.database.selectFrom('analytics_views').where('started_at_ms', '>=', span.sinceMs).where('started_at_ms', '<', span.untilMs);
  }
}

function sumOf(column: 'played_ms' | 'rebuffer_ms' | 'value') {
  return sql<number>`cast(coalesce(sum(${sql.ref(column)}), 0) as bigint)`;
}

async function insertNew(transaction: Transaction<Database>, events: readonly AnalyticsEventRow[]): Promise<readonly AnalyticsEventRow[]> {
  const once = new Map<string, AnalyticsEventRow>();
  for (const event of events) if (!once.has(event.eventId)) once.set(event.eventId, event);
  const isNew = new Set<string>();
  for (const batch of inBatches([...once.values()], ROWS_PER_STATEMENT)) {
    const values = batch.map((event) => ({
      event_id: event.eventId, type: event.type, at_ms: event.atMs, sequence: event.sequence, session_id: event.sessionId, view_id: event.viewId,
      account_hash: event.accountHash, profile_hash: event.profileHash, device_model: event.deviceModel, app_version: event.appVersion, item: event.item,
      props: JSON.stringify(event.props),
    }));
    const added = await transaction.insertInto('analytics_events').values(values)
      .onConflict((conflict) => conflict.columns(['account_hash', 'event_id']).doNothing()).returning('event_id').execute();
    for (const row of added) isNew.add(row.event_id);
  }
  return [...once.values()].filter((event) => isNew.has(event.eventId)).sort((a, b) => a.atMs - b.atMs || a.sequence - b.sequence);
}

async function addUp(transaction: Transaction<Database>, accountHash: string, events: readonly AnalyticsEventRow[]): Promise<void> {
  const ids = [...new Set(events.map((event) => event.viewId))].filter((id) => id !== '');
  const views = new Map<string, ViewRow>();
  for (const batch of inBatches(ids, ROWS_PER_STATEMENT)) {
    const known = await transaction.selectFrom('analytics_views').selectAll().where('account_hash', '=', accountHash).where('view_id', 'in', batch).execute();
    for (const row of known) views.set(row.view_id, row);
  }
  const sums = new SumsToAdd();
  for (const event of events) {
    const before = views.get(event.viewId) ?? null;
    const after = event.viewId === '' ? null : stepView(before, event);
    if (after !== null) views.set(event.viewId, after);
    sums.count(event, before, after);
  }
  for (const row of views.values()) {
    await transaction.insertInto('analytics_views').values(row)
      .onConflict((conflict) => conflict.columns(['account_hash', 'view_id']).doUpdateSet(row)).execute();
  }
  for (const row of sums.rows()) {
    await transaction.insertInto('analytics_sums').values(row).onConflict((conflict) => conflict.columns(['step_ms', 'metric', 'start_ms'])
      .doUpdateSet({ value: sql<number>`analytics_sums.value + ${row.value}` })).execute();
  }
}
