import { DAY_MS } from '#core/base';
import type { PeriodUnit, SubscriptionRow, TitleRightRow } from '#server/store';

/** `count` calendar units after `fromMs`, UTC. A day the month does not have becomes its last: a month after 31 January is 28 February. */
export function addPeriod(fromMs: number, count: number, unit: PeriodUnit): number {
  if (unit === 'day') return fromMs + count * DAY_MS;
  const from = new Date(fromMs);
  const months = unit === 'month' ? count : 12 * count;
  const to = new Date(fromMs);
  to.setUTCDate(1);
  to.setUTCMonth(from.getUTCMonth() + months);
  const last = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(from.getUTCDate(), last));
  return to.getTime();
}

/** How a subscription stands. `grace`: unpaid, still watching. */
export type SubscriptionState = 'trial' | 'active' | 'grace' | 'over';

/** How a subscription stands at `nowMs`. */
export function subscriptionState(row: Pick<SubscriptionRow, 'startedAtMs' | 'trialUntilMs' | 'paidUntilMs' | 'graceMs' | 'endedAtMs'>, nowMs: number): SubscriptionState {
  if (nowMs < row.startedAtMs || (row.endedAtMs > 0 && nowMs >= row.endedAtMs)) return 'over';
  if (nowMs < row.trialUntilMs) return 'trial';
  if (nowMs < row.paidUntilMs) return 'active';
  return nowMs < row.paidUntilMs + row.graceMs ? 'grace' : 'over';
}

/** When a subscription ends if nobody pays. */
export function subscriptionEndMs(row: Pick<SubscriptionRow, 'trialUntilMs' | 'paidUntilMs' | 'graceMs' | 'endedAtMs'>): number {
  const byItself = Math.max(row.trialUntilMs, row.paidUntilMs) + row.graceMs;
  return row.endedAtMs > 0 ? Math.min(row.endedAtMs, byItself) : byItself;
}

/** Whether a rented or bought title may be watched at `nowMs`: both clocks run, nothing was taken back. Events have clocks of their own. */
export function isTitleRightOpen(row: TitleRightRow, nowMs: number): boolean {
  if (row.revokedAtMs > 0 || nowMs < row.purchasedAtMs) return false;
  if (row.rightsEndMs > 0 && nowMs >= row.rightsEndMs) return false;
  if (row.firstPlayAtMs === 0) return row.startByMs === 0 || nowMs < row.startByMs;
  return row.expiresAtMs === 0 || nowMs < row.expiresAtMs;
}

/** When a title right ends once its first play is at `atMs`; 0: never. */
export function titleRightEndMs(row: Pick<TitleRightRow, 'windowMs' | 'rightsEndMs'>, atMs: number): number {
  const ends = [row.windowMs > 0 ? atMs + row.windowMs : 0, row.rightsEndMs].filter((end) => end > 0);
  return ends.length === 0 ? 0 : Math.min(...ends);
}
