import { judgeAvailability } from './availability';
import { judgeEvents } from './events';
import { isTitleRightOpen, subscriptionEndMs, subscriptionState } from './period';
import { targetKey } from './target-key';
import type { AllowedBy, DenyReason, HeldPlan, RightsAction, RightsAnswer, RightsAsset, RightsContext, RightsDevice, RightsSubject } from './rights-types';

function deny(reason: DenyReason): RightsAnswer {
  return { isAllowed: false, reason };
}

function allow(by: AllowedBy, ends: readonly number[] = [], titleRightId = ''): RightsAnswer {
  const known = ends.filter((end) => end > 0);
  return { isAllowed: true, by, untilMs: known.length === 0 ? 0 : Math.min(...known), titleRightId };
}

/** Whether an account's time is over at `nowMs`. */
export function isExpired(expiresAtMs: number, nowMs: number): boolean {
  return expiresAtMs > 0 && expiresAtMs <= nowMs;
}

/** The plans that stand at `nowMs`: paid, on trial or in grace. */
export function standingPlans(subject: Pick<RightsSubject, 'plans'>, nowMs: number): readonly HeldPlan[] {
  return subject.plans.filter(({ subscription }) => subscriptionState(subscription, nowMs) !== 'over');
}

function isBeyondDevices(standing: readonly HeldPlan[], device: RightsDevice | null): boolean {
  if (device === null || standing.length === 0 || standing.some(({ plan }) => plan.maxDevices === 0)) return false;
  return device.place >= Math.max(...standing.map(({ plan }) => plan.maxDevices));
}

/** Plan, rental or purchase: the last question, when nothing else stands against it. */
function judgeHoldings(subject: RightsSubject, device: RightsDevice | null, asset: RightsAsset, nowMs: number): RightsAnswer {
  const own = subject.titles.filter((right) => right.model !== 'event' && asset.names.has(targetKey(right.target)));
  const offers = asset.offers.filter((offer) => offer.event === undefined);
  const open = own.filter((right) => isTitleRightOpen(right, nowMs));
  const right = open.find((it) => it.model === 'buy') ?? open.find((it) => it.firstPlayAtMs > 0) ?? open[0];
  // Who has begun a rented film may see its end: the address is not cut at the rental's.
  if (right !== undefined) return allow(right.model, [right.rightsEndMs], right.id);
  const standing = standingPlans(subject, nowMs);
  const isForAll = asset.bouquetIds.length === 0 && offers.length === 0;
  const opens = (held: HeldPlan): boolean => isForAll || held.plan.bouquetIds.some((id) => asset.bouquetIds.includes(id));
  const opening = standing.filter(opens);
  if (opening.length > 0) {
    if (isBeyondDevices(standing, device)) return deny('device-limit');
    return allow('plan', [Math.max(...opening.map((held) => subscriptionEndMs(held.subscription)))]);
  }
  if (isForAll && subject.plans.length === 0) return allow('account');
  if (own.some((it) => it.revokedAtMs === 0)) return deny('rental-over');
  if (offers.some((offer) => offer.isSold)) return deny('rent-first');
  return deny(subject.plans.some(opens) ? 'plan-over' : 'not-in-plan');
}

/**
 * The one place that decides who may do what: for the native API, Xtream, playlists and everything else that gives out a title or a
 * stream. Pure. `asset` is `null` when nothing single is meant: may the account come in at all. What an account has in plans and
 * where a title may be shown is asked only of pictures: lists name what could be had.
 */
export function decide(
  subject: RightsSubject, device: RightsDevice | null, asset: RightsAsset | null, action: RightsAction, context: RightsContext,
): RightsAnswer {
  const { nowMs } = context;
  if (subject.status === 'suspended') return deny('suspended');
  if (isExpired(subject.expiresAtMs, nowMs)) return deny('expired');
  if (asset === null) return allow('account', [subject.expiresAtMs]);
  if (asset.isAdult && !subject.allowsAdult) return deny('adult-not-allowed');
  if (action === 'browse') return allow('account', [subject.expiresAtMs]);
  const isTooOld = asset.age > subject.maxAge || (asset.isAdult && subject.maxAge < 18);
  if (subject.maxAge >= 0 && isTooOld) return deny('above-age-limit');
  const availability = judgeAvailability(asset.availability, context);
  if ('reason' in availability) return deny(availability.reason);
  const ends = [subject.expiresAtMs, availability.untilMs];
  if (action === 'preview') return allow('account', ends);
  const event = judgeEvents(asset.offers, subject.titles, context);
  if (event.kind === 'closed') return deny(event.reason);
  if (event.kind === 'held') return allow('event', [...ends, event.untilMs], event.titleRightId);
  ends.push(event.untilMs);
  const answer = judgeHoldings(subject, device, asset, nowMs);
  return answer.isAllowed ? allow(answer.by, [...ends, answer.untilMs], answer.titleRightId) : answer;
}
