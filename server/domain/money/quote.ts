import { addPeriod, isEventSold, subscriptionState } from '../rights';
import type { CouponRow, OfferRow, OrderRow, PlanRow, SubscriptionRow } from '#server/store';

/** What a coupon takes off a price; never more than the price. */
export function discountOf(coupon: CouponRow | null, priceMinor: number): number {
  if (coupon === null) return 0;
  const off = coupon.kind === 'percent' ? Math.floor((priceMinor * coupon.value) / 100) : coupon.value;
  return Math.max(0, Math.min(priceMinor, off));
}

/** Whether an offer can be bought: it is sold, and may still be shown; an event before it is over. */
export function isOfferOpen(offer: OfferRow, nowMs: number): boolean {
  const { isSold, rightsEndMs } = offer;
  if (offer.event !== undefined) return isEventSold(offer, nowMs);
  return isSold && (rightsEndMs === 0 || rightsEndMs > nowMs);
}

/** The subscription whose rest counts towards another plan, with what was paid for it and its plan. */
export interface ReplacedPlan {
  readonly subscription: SubscriptionRow;
  readonly plan: PlanRow;
  /** Its last paid order. */
  readonly order: OrderRow;
}

/**
 * What is unused of a replaced plan: the share of its current period that is left, of what was really paid for it. Trials, grace and
 * gifts are worth nothing; another currency, and a sandbox's money against real money, cannot be counted.
 */
export function unusedCredit(replaced: ReplacedPlan, wanted: Pick<OrderRow, 'currency' | 'isSandbox'>, nowMs: number): number {
  const { subscription, plan, order } = replaced;
  if (order.currency !== wanted.currency || order.isSandbox !== wanted.isSandbox) return 0;
  if (subscriptionState(subscription, nowMs) !== 'active') return 0;
  const paidMinor = Math.max(0, order.priceMinor - order.discountMinor - order.creditMinor);
  const periodMs = addPeriod(nowMs, plan.periodCount, plan.periodUnit) - nowMs;
  const left = Math.min(1, Math.max(0, subscription.paidUntilMs - nowMs) / periodMs);
  return Math.floor(paidMinor * left);
}
