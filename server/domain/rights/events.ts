import type { EventFacts, OfferRow, TitleRightRow } from '#server/store';
import type { Airing, DenyReason, RightsContext } from './rights-types';

/** An offer as far as events go. */
export type EventOffer = Pick<OfferRow, 'id' | 'isSold' | 'event'>;

/**
 * What the events of a channel come to for a stretch of it. `none`: none stands in it; what is live may be watched until `untilMs`, when the next begins (0: none is known).
 * `held`: those in it were paid for. `closed`: one was not.
 */
export type EventVerdict =
  | { readonly kind: 'none'; readonly untilMs: number }
  | { readonly kind: 'held'; readonly untilMs: number; readonly titleRightId: string }
  | { readonly kind: 'closed'; readonly reason: DenyReason };

/** When an event can be watched for the last time. */
function lastMs({ endsAtMs, replayMs }: EventFacts): number {
  return endsAtMs + replayMs;
}

/** Whether an event can be paid for at `nowMs`: before it and while it runs. */
export function isEventSold({ isSold, event }: EventOffer, nowMs: number): boolean {
  return event !== undefined && isSold && !event.isCancelled && nowMs < event.endsAtMs;
}

/** Whether what an account has of an event is still worth something at `nowMs`. */
export function isEventRightOpen(right: Pick<TitleRightRow, 'revokedAtMs'>, event: EventFacts | undefined, nowMs: number): boolean {
  return right.revokedAtMs === 0 && event !== undefined && !event.isCancelled && nowMs < lastMs(event);
}

/** The events that stand in a stretch of a channel; without a stretch: in what is on. */
export function eventsIn<Offer extends EventOffer>(offers: readonly Offer[], nowMs: number, airing?: Airing): readonly Offer[] {
  const { fromMs, untilMs } = airing ?? { fromMs: nowMs, untilMs: nowMs + 1 };
  return offers.filter(({ event }) => event !== undefined && !event.isCancelled && event.startsAtMs < untilMs && event.endsAtMs > fromMs);
}

function least(times: readonly number[]): number {
  return times.length === 0 ? 0 : Math.min(...times);
}

/** Judges the events of a channel for a holder of `rights`. */
export function judgeEvents(offers: readonly EventOffer[], rights: readonly TitleRightRow[], { nowMs, airing }: RightsContext): EventVerdict {
  const own = (offer: EventOffer): TitleRightRow | undefined => rights.find((right) => right.offerId === offer.id && right.revokedAtMs === 0);
  const inside = eventsIn(offers, nowMs, airing);
  for (const offer of inside) {
    const isOver = offer.event !== undefined && nowMs >= lastMs(offer.event);
    if (own(offer) === undefined) return { kind: 'closed', reason: isEventSold(offer, nowMs) ? 'rent-first' : 'no-longer' };
    if (isOver) return { kind: 'closed', reason: 'rental-over' };
  }
  // Who watches live comes to the next event by itself, and has to have paid for it by then.
  const next = airing === undefined ? offers.filter((offer) => own(offer) === undefined).flatMap(({ event }) => (event === undefined || event.isCancelled || event.startsAtMs <= nowMs ? [] : [event.startsAtMs])) : [];
  const ends = inside.flatMap(({ event }) => (event === undefined ? [] : [airing === undefined ? event.endsAtMs : lastMs(event)]));
  const first = inside[0];
  return first === undefined ? { kind: 'none', untilMs: least(next) } : { kind: 'held', untilMs: least([...ends, ...next]), titleRightId: own(first)?.id ?? '' };
}
