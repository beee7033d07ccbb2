import { sql } from 'kysely';
import type { Selectable, Transaction } from 'kysely';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#core/base';
import type { AdCampaignRow, AdCandidate, AdEvent, AdSessionRow, AdsStore, AdSumRow, AdViewRow, AdWish } from '../ads';
import type { Database } from './database';
import { fromFlag, toFlag } from './flags';
import type { SqlDatabase } from './sql-database';

/** What was given out counts this long although nobody said that it was seen. */
const PENDING_MS = 10 * MINUTE_MS;

type Targeting = Pick<AdCampaignRow, 'kinds' | 'genres' | 'planIds' | 'countries' | 'placements'>;

// Texts of JSON are written by this file alone.
function campaignOf(row: Selectable<Database['ad_campaigns']>): AdCampaignRow {
  return {
    id: row.id, name: row.name, isActive: fromFlag(row.is_active), fromMs: row.from_ms, untilMs: row.until_ms, priority: row.priority, weight: row.weight,
    perHour: row.per_hour, perDay: row.per_day, maxImpressions: row.max_impressions, skipAfterMs: row.skip_after_ms, offerUrl: row.offer_url,
    tagUrl: row.tag_url, ...(JSON.parse(row.targeting) as Targeting), creatives: JSON.parse(row.creatives) as AdCampaignRow['creatives'],
  };
}

function viewOf(row: Selectable<Database['ad_views']>): AdViewRow {
  return {
    id: row.id, sessionId: row.session_id, breakId: row.break_id, position: row.position, campaignId: row.campaign_id, creative: row.creative,
    deviceKey: row.device_key, issuedAtMs: row.issued_at_ms, seenAtMs: row.seen_at_ms,
  };
}

/** {@link AdsStore} in SQL. Decisions for one device stand in line, so do those that could use a campaign up. */
export class SqlAdsStore implements AdsStore {
  constructor(private readonly database: SqlDatabase) {}

  async campaigns(): Promise<readonly AdCampaignRow[]> {
    return (await this.database.selectFrom('ad_campaigns').selectAll().orderBy('name').orderBy('id').execute()).map(campaignOf);
  }

  async putCampaign(row: AdCampaignRow): Promise<void> {
    const { kinds, genres, planIds, countries, placements } = row;
    const targeting: Targeting = { kinds, genres, planIds, countries, placements };
    const columns = {
      name: row.name, is_active: toFlag(row.isActive), from_ms: row.fromMs, until_ms: row.untilMs, priority: row.priority, weight: row.weight,
      per_hour: row.perHour, per_day: row.perDay, max_impressions: row.maxImpressions, skip_after_ms: row.skipAfterMs, offer_url: row.offerUrl,
      tag_url: row.tagUrl, targeting: JSON.stringify(targeting), creatives: JSON.stringify(row.creatives),
    };
    await this.database.insertInto('ad_campaigns').values({ id: row.id, ...columns }).onConflict((conflict) => conflict.column('id').doUpdateSet(columns)).execute();
  }

  removeCampaign(id: string): Promise<boolean> {
    return this.database.inTurn(`ad campaign ${id}`, async (transaction) => {
      const removed = await transaction.deleteFrom('ad_campaigns').where('id', '=', id).executeTakeFirst();
      await transaction.deleteFrom('ad_sums').where('campaign_id', '=', id).execute();
      return removed.numDeletedRows > 0n;
    });
  }

  async openSession(row: AdSessionRow): Promise<void> {
    await this.database.insertInto('ad_sessions').values({
      id: row.id, device_key: row.deviceKey, kind: row.kind, country: row.country, genres: JSON.stringify(row.genres), plan_ids: JSON.stringify(row.planIds),
      forms: JSON.stringify(row.forms), expires_at_ms: row.expiresAtMs,
    }).execute();
  }

  async session(id: string): Promise<AdSessionRow | null> {
    const row = await this.database.selectFrom('ad_sessions').selectAll().where('id', '=', id).executeTakeFirst();
    if (row === undefined) return null;
    const list = (text: string): readonly string[] => JSON.parse(text) as readonly string[];
    return {
      id: row.id, deviceKey: row.device_key, kind: row.kind as AdSessionRow['kind'], country: row.country, genres: list(row.genres), planIds: list(row.plan_ids),
      forms: list(row.forms), expiresAtMs: row.expires_at_ms,
    };
  }

  issue(wish: AdWish): Promise<readonly AdViewRow[]> {
    return this.database.inTurn(`ads device ${wish.deviceKey}`, async (transaction) => {
      const before = await transaction.selectFrom('ad_views').selectAll()
        .where('session_id', '=', wish.sessionId).where('break_id', '=', wish.breakId).orderBy('position').execute();
      if (before.length > 0) return before.some((row) => row.seen_at_ms > 0) ? [] : before.map(viewOf);
      const limited = wish.candidates.filter((one) => one.maxImpressions > 0).map((one) => one.campaignId).sort();
      for (const id of limited) await this.database.takeTurn(transaction, `ad campaign ${id}`);
      const views = await choose(transaction, wish);
      if (views.length > 0) {
        await transaction.insertInto('ad_views').values(views.map((view) => ({
          id: view.id, session_id: view.sessionId, break_id: view.breakId, position: view.position, campaign_id: view.campaignId, creative: view.creative,
          device_key: view.deviceKey, issued_at_ms: view.issuedAtMs, seen_at_ms: 0,
        }))).execute();
      }
      return views;
    });
  }

  count(viewId: string, event: AdEvent, atMs: number): Promise<boolean> {
    return this.database.inTurn(`ad view ${viewId}`, async (transaction) => {
      const view = await transaction.selectFrom('ad_views').select(['campaign_id', 'seen_at_ms']).where('id', '=', viewId).executeTakeFirst();
      if (view === undefined) return false;
      const told = await transaction.insertInto('ad_events').values({ view_id: viewId, event, at_ms: atMs }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
      if ((told.numInsertedOrUpdatedRows ?? 0n) === 0n) return false;
      const sum = (one: { readonly event: string; readonly at_ms: number }): Promise<void> => addToSum(transaction, view.campaign_id, one.event, one.at_ms);
      if (view.seen_at_ms === 0 && event !== 'impression' && event !== 'error') return false;
      if (event === 'impression') {
        await transaction.updateTable('ad_views').set({ seen_at_ms: atMs }).where('id', '=', viewId).execute();
        // Requests sent at once overtake each other: what came ahead of this one counts with it.
        const early = await transaction.selectFrom('ad_events').select(['event', 'at_ms']).where('view_id', '=', viewId).where('event', 'not in', ['impression', 'error']).execute();
        for (const one of early) await sum(one);
      }
      await sum({ event, at_ms: atMs });
      return true;
    });
  }

  async sums(sinceDay: number): Promise<readonly AdSumRow[]> {
    const rows = await this.database.selectFrom('ad_sums').selectAll().where('day', '>=', sinceDay).orderBy('campaign_id').orderBy('day').orderBy('event').execute();
    return rows.map((row) => ({ campaignId: row.campaign_id, day: row.day, event: row.event as AdEvent, count: row.count }));
  }

  async deleteOver(beforeMs: number): Promise<void> {
    const isOld = this.database.selectFrom('ad_views').select('id').where('issued_at_ms', '<', beforeMs);
    await this.database.deleteFrom('ad_events').where('view_id', 'in', isOld).execute();
    await this.database.deleteFrom('ad_views').where('issued_at_ms', '<', beforeMs).execute();
    await this.database.deleteFrom('ad_sessions').where('expires_at_ms', '<', beforeMs).execute();
  }
}

async function addToSum(transaction: Transaction<Database>, campaignId: string, event: string, atMs: number): Promise<void> {
  const sum = { campaign_id: campaignId, day: Math.floor(atMs / DAY_MS), event, count: 1 };
  const more = { count: sql<number>`ad_sums.count + 1` };
  await transaction.insertInto('ad_sums').values(sum).onConflict((conflict) => conflict.columns(['campaign_id', 'day', 'event']).doUpdateSet(more)).execute();
}

async function choose(transaction: Transaction<Database>, wish: AdWish): Promise<readonly AdViewRow[]> {
  const { atMs, deviceKey } = wish;
  const rows = await transaction.selectFrom('ad_views').selectAll().where('device_key', '=', deviceKey).where('issued_at_ms', '>', atMs - DAY_MS).execute();
  const own = rows.filter((row) => row.seen_at_ms > 0 || row.issued_at_ms > atMs - PENDING_MS);
  const lately = own.filter((row) => row.issued_at_ms > atMs - HOUR_MS);
  const most = wish.perHour > 0 ? Math.min(wish.most, wish.perHour - lately.length) : wish.most;
  const views: AdViewRow[] = [];
  for (const one of wish.candidates) {
    if (views.length >= most) break;
    const isSame = (row: { campaign_id: string }): boolean => row.campaign_id === one.campaignId;
    if (one.perHour > 0 && lately.filter(isSame).length >= one.perHour) continue;
    if (one.perDay > 0 && own.filter(isSame).length >= one.perDay) continue;
    if (one.maxImpressions > 0 && (await spent(transaction, one, atMs)) >= one.maxImpressions) continue;
    views.push({
      id: one.viewId, sessionId: wish.sessionId, breakId: wish.breakId, position: views.length, campaignId: one.campaignId, creative: one.creative, deviceKey,
      issuedAtMs: atMs, seenAtMs: 0,
    });
  }
  return views;
}

/** What of a campaign was seen, or is about to be: in one statement, so that nothing goes from one to the other in between. */
async function spent(transaction: Transaction<Database>, { campaignId }: AdCandidate, atMs: number): Promise<number> {
  const seen = sql<number>`(select coalesce(sum(count), 0) from ad_sums where campaign_id = ${campaignId} and event = 'impression')`;
  const pending = sql<number>`(select count(*) from ad_views where campaign_id = ${campaignId} and seen_at_ms = 0 and issued_at_ms > ${atMs - PENDING_MS})`;
  const { rows } = await sql<{ readonly total: number }>`select cast(${seen} + ${pending} as bigint) as total`.execute(transaction);
  return rows[0]?.total ?? 0;
}
