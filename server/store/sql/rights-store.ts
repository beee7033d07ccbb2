import type { Selectable, Transaction } from 'kysely';
import type {
  AvailabilityRow, BouquetRow, EventFacts, OfferModel, OfferRow, PeriodUnit, PlanRow, RightsStore, RightsTarget, RightsTargetKind, SubscriptionRow, TitleRightRow,
} from '../rights';
import { followBouquets } from './catalog-order-store';
import type { Database } from './database';
import { fromFlag, toFlag } from './flags';
import { inBatches, KEYS_PER_QUERY } from './in-batches';
import type { SqlDatabase } from './sql-database';

// Kinds, units and models below were written by this file and by nothing else.

function targetOf(row: { readonly kind: string; readonly item_id: number }): RightsTarget {
  return { kind: row.kind as RightsTargetKind, itemId: row.item_id };
}

function planOf(row: Selectable<Database['plans']>, bouquetIds: readonly string[]): PlanRow {
  return {
    id: row.id,
    name: row.name,
    priceMinor: row.price_minor,
    currency: row.currency,
    periodCount: row.period_count,
    periodUnit: row.period_unit as PeriodUnit,
    trialDays: row.trial_days,
    graceDays: row.grace_days,
    maxStreams: row.max_streams,
    maxDevices: row.max_devices,
    streamPolicy: row.stream_policy === 'roll-over' ? 'roll-over' : 'reject',
    isSold: fromFlag(row.is_sold),
    bouquetIds,
  };
}

function planColumns(plan: PlanRow): Selectable<Database['plans']> {
  return {
    id: plan.id, name: plan.name, price_minor: plan.priceMinor, currency: plan.currency, period_count: plan.periodCount, period_unit: plan.periodUnit,
    trial_days: plan.trialDays, grace_days: plan.graceDays, max_streams: plan.maxStreams, max_devices: plan.maxDevices,
    stream_policy: plan.streamPolicy, is_sold: toFlag(plan.isSold),
  };
}

function modelOf(model: string): OfferModel {
  return model === 'buy' || model === 'event' ? model : 'rent';
}

function offerOf(row: Selectable<Database['offers']>): OfferRow {
  return {
    id: row.id,
    target: targetOf(row),
    model: modelOf(row.model),
    priceMinor: row.price_minor,
    currency: row.currency,
    startWithinMs: row.start_within_ms,
    windowMs: row.window_ms,
    rightsEndMs: row.rights_end_ms,
    isSold: fromFlag(row.is_sold),
    ...(row.event === '' ? {} : { event: JSON.parse(row.event) as EventFacts }),
  };
}

function offerColumns(offer: OfferRow): Selectable<Database['offers']> {
  return {
    id: offer.id, kind: offer.target.kind, item_id: offer.target.itemId, model: offer.model, price_minor: offer.priceMinor, currency: offer.currency,
    start_within_ms: offer.startWithinMs, window_ms: offer.windowMs, rights_end_ms: offer.rightsEndMs, is_sold: toFlag(offer.isSold),
    event: offer.event === undefined ? '' : JSON.stringify(offer.event),
  };
}

function availabilityOf(row: Selectable<Database['availability']>): AvailabilityRow {
  return {
    id: row.id,
    target: row.kind === '' ? null : targetOf(row),
    effect: row.effect === 'not' ? 'not' : 'only',
    countries: JSON.parse(row.countries) as string[],
    fromMs: row.from_ms,
    untilMs: row.until_ms,
  };
}

function availabilityColumns(rule: AvailabilityRow): Selectable<Database['availability']> {
  return {
    id: rule.id, kind: rule.target?.kind ?? '', item_id: rule.target?.itemId ?? 0, effect: rule.effect, countries: JSON.stringify(rule.countries),
    from_ms: rule.fromMs, until_ms: rule.untilMs,
  };
}

/** A subscription as its columns hold it. */
export function subscriptionColumns(row: SubscriptionRow): Selectable<Database['subscriptions']> {
  return {
    id: row.id, account_id: row.accountId, plan_id: row.planId, started_at_ms: row.startedAtMs, trial_until_ms: row.trialUntilMs,
    paid_until_ms: row.paidUntilMs, grace_ms: row.graceMs, ended_at_ms: row.endedAtMs,
  };
}

/** And back. */
export function subscriptionOf(row: Selectable<Database['subscriptions']>): SubscriptionRow {
  return {
    id: row.id, accountId: row.account_id, planId: row.plan_id, startedAtMs: row.started_at_ms, trialUntilMs: row.trial_until_ms,
    paidUntilMs: row.paid_until_ms, graceMs: row.grace_ms, endedAtMs: row.ended_at_ms,
  };
}

function titleRightOf(row: Selectable<Database['title_rights']>): TitleRightRow {
  return {
    id: row.id, accountId: row.account_id, offerId: row.offer_id, target: targetOf(row), model: modelOf(row.model),
    purchasedAtMs: row.purchased_at_ms, startByMs: row.start_by_ms, windowMs: row.window_ms, firstPlayAtMs: row.first_play_at_ms,
    expiresAtMs: row.expires_at_ms, rightsEndMs: row.rights_end_ms, revokedAtMs: row.revoked_at_ms,
  };
}

/** A title right as its columns hold it. */
export function titleRightColumns(row: TitleRightRow): Selectable<Database['title_rights']> {
  return {
    id: row.id, account_id: row.accountId, offer_id: row.offerId, kind: row.target.kind, item_id: row.target.itemId, model: row.model,
    purchased_at_ms: row.purchasedAtMs, start_by_ms: row.startByMs, window_ms: row.windowMs, first_play_at_ms: row.firstPlayAtMs,
    expires_at_ms: row.expiresAtMs, rights_end_ms: row.rightsEndMs, revoked_at_ms: row.revokedAtMs,
  };
}

/** {@link RightsStore} in SQL. */
export class SqlRightsStore implements RightsStore {
  constructor(private readonly database: SqlDatabase) {}

  async revision(): Promise<number> {
    return (await this.database.selectFrom('rights_revision').select('revision').executeTakeFirst())?.revision ?? 0;
  }

  async plans(): Promise<readonly PlanRow[]> {
    const links = await this.database.selectFrom('plan_bouquets').selectAll().orderBy('bouquet_id').execute();
    const rows = await this.database.selectFrom('plans').selectAll().orderBy('id').execute();
    return rows.map((row) => planOf(row, links.filter((link) => link.plan_id === row.id).map((link) => link.bouquet_id)));
  }

  putPlan(plan: PlanRow): Promise<void> {
    return this.change(async (transaction) => {
      const { id, ...columns } = planColumns(plan);
      await transaction.insertInto('plans').values({ id, ...columns }).onConflict((it) => it.column('id').doUpdateSet(columns)).execute();
      await transaction.deleteFrom('plan_bouquets').where('plan_id', '=', id).execute();
      const links = Array.from(new Set(plan.bouquetIds), (bouquetId) => ({ plan_id: id, bouquet_id: bouquetId }));
      if (links.length > 0) await transaction.insertInto('plan_bouquets').values(links).execute();
    });
  }

  async bouquets(): Promise<readonly BouquetRow[]> {
    const targets = await this.database.selectFrom('bouquet_targets').selectAll().orderBy('place').orderBy('kind').orderBy('item_id').execute();
    const byId = new Map<string, RightsTarget[]>();
    for (const row of targets) {
      const held = byId.get(row.bouquet_id) ?? [];
      byId.set(row.bouquet_id, held);
      held.push(targetOf(row));
    }
    const rows = await this.database.selectFrom('bouquets').selectAll().orderBy('id').execute();
    return rows.map(({ id, name }) => ({ id, name, targets: byId.get(id) ?? [] }));
  }

  putBouquet({ id, name, targets }: BouquetRow): Promise<void> {
    return this.change(async (transaction) => {
      await transaction.insertInto('bouquets').values({ id, name, place: 0 }).onConflict((it) => it.column('id').doUpdateSet({ name })).execute();
      await transaction.deleteFrom('bouquet_targets').where('bouquet_id', '=', id).execute();
      const rows = targets.map(({ kind, itemId }, place) => ({ bouquet_id: id, kind, item_id: itemId, place }));
      for (const batch of inBatches(rows, KEYS_PER_QUERY)) await transaction.insertInto('bouquet_targets').values(batch).onConflict((it) => it.doNothing()).execute();
      const stored = await transaction.selectFrom('bouquets').select('place').where('id', '=', id).executeTakeFirst();
      if ((stored?.place ?? 0) > 0) await followBouquets(this.database, transaction);
    });
  }

  async offers(): Promise<readonly OfferRow[]> {
    return (await this.database.selectFrom('offers').selectAll().orderBy('id').execute()).map(offerOf);
  }

  putOffer(offer: OfferRow): Promise<void> {
    return this.change(async (transaction) => {
      const { id, ...columns } = offerColumns(offer);
      await transaction.insertInto('offers').values({ id, ...columns }).onConflict((it) => it.column('id').doUpdateSet(columns)).execute();
    });
  }

  async availability(): Promise<readonly AvailabilityRow[]> {
    return (await this.database.selectFrom('availability').selectAll().orderBy('id').execute()).map(availabilityOf);
  }

  putAvailability(rule: AvailabilityRow): Promise<void> {
    return this.change(async (transaction) => {
      const { id, ...columns } = availabilityColumns(rule);
      await transaction.insertInto('availability').values({ id, ...columns }).onConflict((it) => it.column('id').doUpdateSet(columns)).execute();
    });
  }

  removeAvailability(id: string): Promise<boolean> {
    return this.change(async (transaction) => {
      const result = await transaction.deleteFrom('availability').where('id', '=', id).executeTakeFirst();
      return result.numDeletedRows > 0n;
    });
  }

  async subscriptions(accountId: string): Promise<readonly SubscriptionRow[]> {
    const query = this.database.selectFrom('subscriptions').selectAll().where('account_id', '=', accountId);
    return (await query.orderBy('started_at_ms').orderBy('id').execute()).map(subscriptionOf);
  }

  async putSubscription(row: SubscriptionRow): Promise<void> {
    const { id, ...columns } = subscriptionColumns(row);
    await this.database.insertInto('subscriptions').values({ id, ...columns }).onConflict((it) => it.column('id').doUpdateSet(columns)).execute();
  }

  async titleRights(accountId: string): Promise<readonly TitleRightRow[]> {
    const query = this.database.selectFrom('title_rights').selectAll().where('account_id', '=', accountId);
    return (await query.orderBy('purchased_at_ms').orderBy('id').execute()).map(titleRightOf);
  }

  async addTitleRight(row: TitleRightRow): Promise<void> {
    await this.database.insertInto('title_rights').values(titleRightColumns(row)).execute();
  }

  async startTitleRight(id: string, atMs: number, expiresAtMs: number): Promise<void> {
    const query = this.database.updateTable('title_rights').set({ first_play_at_ms: atMs, expires_at_ms: expiresAtMs });
    await query.where('id', '=', id).where('first_play_at_ms', '=', 0).execute();
  }

  private change<T>(body: (transaction: Transaction<Database>) => Promise<T>): Promise<T> {
    return this.database.inTurn('rights', async (transaction) => {
      const answer = await body(transaction);
      await transaction.updateTable('rights_revision').set((it) => ({ revision: it('revision', '+', 1) })).execute();
      return answer;
    });
  }
}
