import { clamp, DAY_MS, HOUR_MS, MINUTE_MS } from '#core/base';
import type { TimeSpan } from '#core/guide';
import type { ClockPort } from '#ports';
import type { Slot } from './row-slots';

/** The local offset is all that days need. */
type Zone = Pick<ClockPort, 'utcOffsetMin'>;

/** The ruler's step; windows begin on one. */
export const HALF_HOUR_MS = 30 * MINUTE_MS;
/** How far the window moves at once. */
export const PAGE_MS = 2 * HOUR_MS;
/** How far back guides are kept, in days. */
export const PAST_DAYS = 7;
/** How far ahead, in days. */
export const FUTURE_DAYS = 14;
/** So much of what ran before stands left of now. */
const BEFORE_NOW_MS = HOUR_MS;
/** A cell counts as in view when so much of it is, or all. Smaller: titles nobody can read; larger: the window jumps about. */
const READABLE_MS = HALF_HOUR_MS;

/** The same local time `days` later, also where the clocks change between. */
export function shiftDays(zone: Zone, atMs: number, days: number): number {
  const shifted = atMs + days * DAY_MS;
  return shifted + (zone.utcOffsetMin(atMs) - zone.utcOffsetMin(shifted)) * MINUTE_MS;
}

/** Days, local, between two moments: 0 for the same day. */
export function daysBetween(zone: Zone, fromMs: number, toMs: number): number {
  const dayOf = (atMs: number): number => Math.floor((atMs + zone.utcOffsetMin(atMs) * MINUTE_MS) / DAY_MS);
  return dayOf(toMs) - dayOf(fromMs);
}

/** The time the grid reaches: whole local days around now. */
export function gridLimits(zone: Zone, nowMs: number): TimeSpan {
  const localMs = nowMs + zone.utcOffsetMin(nowMs) * MINUTE_MS;
  const midnightMs = nowMs - (((localMs % DAY_MS) + DAY_MS) % DAY_MS);
  return { fromMs: shiftDays(zone, midnightMs, -PAST_DAYS), toMs: shiftDays(zone, midnightMs, FUTURE_DAYS + 1) };
}

/** Where a window of `lengthMs` begins so that now stands well in it. */
export function windowAtNow(nowMs: number): number {
  return Math.floor((nowMs - BEFORE_NOW_MS) / HALF_HOUR_MS) * HALF_HOUR_MS;
}

/** Keeps a window of `lengthMs` inside the limits. */
export function clampWindow(fromMs: number, lengthMs: number, limits: TimeSpan): number {
  return clamp(fromMs, limits.fromMs, limits.toMs - lengthMs);
}

/**
 * Where the window begins after the cursor went to `atMs` in `slot`: it stays while the moment and enough of the slot are in it, else
 * it moves by pages in `direction`, no further than the limits.
 */
export function windowShowing(window: TimeSpan, slot: Slot, step: { readonly atMs: number; readonly direction: 1 | -1 }, limits: TimeSpan): number {
  const lengthMs = window.toMs - window.fromMs;
  const needMs = Math.min(READABLE_MS, slot.stopMs - slot.startMs);
  let { fromMs } = window;
  for (;;) {
    const seenMs = Math.min(slot.stopMs, fromMs + lengthMs) - Math.max(slot.startMs, fromMs);
    if (step.atMs >= fromMs && step.atMs < fromMs + lengthMs && seenMs >= needMs) return fromMs;
    const nextMs = clampWindow(fromMs + step.direction * PAGE_MS, lengthMs, limits);
    if (nextMs === fromMs) return fromMs;
    fromMs = nextMs;
  }
}
