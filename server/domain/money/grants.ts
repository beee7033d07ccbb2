import { DAY_MS } from '#core/base';
import type { Grant, OfferRow, OrderRow, PlanRow, SubscriptionRow } from '#server/store';
import { addPeriod, subscriptionState } from '../rights';

/** A plan to be given. */
export interface PlanGrant {
  /** Id of the subscription if a new one begins. */
  readonly id: string;
  readonly accountId: string;
  readonly plan: PlanRow;
  readonly nowMs: number;
  /** A trial instead of a paid period. */
  readonly isTrial: boolean;
  /** Credit the price was lowered by; `null` without. It counts only while what it is for still stands. */
  readonly credit: { readonly subscriptionId: string; readonly share: number } | null;
}

/**
 * What an account has after a plan was paid. The same plan goes on where it ends, grace included: nobody gains days by paying late. Another
 * one begins now and ends what stands. A credit that another order has used meanwhile makes the period shorter by its share.
 */
export function grantPlan({ id, accountId, plan, nowMs, isTrial, credit }: PlanGrant, held: readonly SubscriptionRow[]): Grant {
  const standing = held.filter((row) => subscriptionState(row, nowMs) !== 'over');
  const same = standing.find((row) => row.planId === plan.id);
  const graceMs = plan.graceDays * DAY_MS;
  if (same !== undefined) {
    const paidUntilMs = addPeriod(Math.max(same.trialUntilMs, same.paidUntilMs), plan.periodCount, plan.periodUnit);
    return { id: same.id, subscriptions: [{ ...same, paidUntilMs, graceMs, endedAtMs: 0 }], titleRight: null };
  }
  const trialUntilMs = isTrial ? nowMs + plan.trialDays * DAY_MS : nowMs;
  const isCredited = credit === null || standing.some((row) => row.id === credit.subscriptionId);
  const periodMs = (addPeriod(nowMs, plan.periodCount, plan.periodUnit) - nowMs) * (isCredited ? 1 : 1 - credit.share);
  const paidUntilMs = isTrial ? trialUntilMs : nowMs + Math.round(periodMs);
  const fresh: SubscriptionRow = { id, accountId, planId: plan.id, startedAtMs: nowMs, trialUntilMs, paidUntilMs, graceMs: isTrial ? 0 : graceMs, endedAtMs: 0 };
  return { id, subscriptions: [...standing.map((row) => ({ ...row, endedAtMs: nowMs })), fresh], titleRight: null };
}

/** What an account has after a title was paid: a rental whose clocks have not begun, a purchase, or an event. */
export function grantTitle(id: string, order: OrderRow, offer: OfferRow, nowMs: number): Grant {
  const isRent = offer.model === 'rent';
  return {
    id,
    subscriptions: [],
    titleRight: {
      id, accountId: order.accountId, offerId: offer.id, target: offer.target, model: offer.model, purchasedAtMs: nowMs,
      startByMs: isRent && offer.startWithinMs > 0 ? nowMs + offer.startWithinMs : 0, windowMs: isRent ? offer.windowMs : 0, firstPlayAtMs: 0,
      expiresAtMs: 0, rightsEndMs: offer.rightsEndMs, revokedAtMs: 0,
    },
  };
}
