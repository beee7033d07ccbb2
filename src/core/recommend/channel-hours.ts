import { DAY_MS, HOUR_MS, MINUTE_MS } from '../base';
import { fading } from './fading';

/** Hours of a working day and of a day of the weekend. */
export const HOUR_BINS = 48;
/** After this time a habit counts half. */
const HALF_LIFE_MS = 30 * DAY_MS;
/** Minutes around an hour that make a habit. */
const LEAST_MINUTES = 15;

/** Minutes watched in one bin, as they count at a moment. */
export interface HourMinutes {
  readonly minutes: number;
  readonly atMs: number;
}

/** A channel and how much it is watched around an hour. */
export interface UsualChannel<Key> {
  readonly key: Key;
  /** Minutes, old ones counted less. */
  readonly minutes: number;
}

/** The bin of a local time: `weekday` 0 is Sunday. */
export function hourBin(hour: number, weekday: number): number {
  return (weekday === 0 || weekday === 6 ? 24 : 0) + hour;
}

/** The bin of a moment; `offsetMs` is what local time is ahead. */
export function binAt(atMs: number, offsetMs: number): number {
  const local = atMs + offsetMs;
  const days = Math.floor(local / DAY_MS);
  // Day 0 of the era was a Thursday.
  return hourBin(Math.floor((local - days * DAY_MS) / HOUR_MS), (((days + 4) % 7) + 7) % 7);
}

function faded({ minutes, atMs }: HourMinutes, nowMs: number): number {
  return minutes * fading(atMs, nowMs, HALF_LIFE_MS);
}

/** Adds minutes to what was watched in a bin. */
export function addMinutes(before: HourMinutes | undefined, minutes: number, nowMs: number): HourMinutes {
  return { minutes: minutes + (before === undefined ? 0 : faded(before, nowMs)), atMs: nowMs };
}

/**
 * Channels that are usually watched around a bin's hour, most first: the hour itself, half of those beside it, and a quarter of the same hour
 * of the other kind of day. What is not yet a habit is left out.
 */
export function usualChannels<Key>(habits: ReadonlyMap<Key, ReadonlyMap<number, HourMinutes>>, bin: number, nowMs: number): ReadonlyArray<UsualChannel<Key>> {
  const day = bin - (bin % 24);
  const beside = (by: number): number => day + ((bin % 24) + by + 24) % 24;
  const parts: ReadonlyArray<readonly [bin: number, part: number]> = [[bin, 1], [beside(-1), 0.5], [beside(1), 0.5], [(bin + 24) % HOUR_BINS, 0.25]];
  const found: Array<UsualChannel<Key>> = [];
  habits.forEach((bins, key) => {
    let minutes = 0;
    for (const [at, part] of parts) {
      const known = bins.get(at);
      if (known !== undefined) minutes += part * faded(known, nowMs);
    }
    if (minutes >= LEAST_MINUTES) found.push({ key, minutes });
  });
  return found.sort((a, b) => b.minutes - a.minutes);
}

/** Cuts a time of watching into pieces that lie in one hour each; `offsetMs` is what local time is ahead. */
export function hoursOf(fromMs: number, toMs: number, offsetMs: number): ReadonlyArray<{ readonly bin: number; readonly minutes: number }> {
  const pieces: Array<{ bin: number; minutes: number }> = [];
  for (let at = fromMs; at < toMs;) {
    const local = at + offsetMs;
    const end = Math.min(toMs, at + HOUR_MS - (((local % HOUR_MS) + HOUR_MS) % HOUR_MS));
    pieces.push({ bin: binAt(at, offsetMs), minutes: (end - at) / MINUTE_MS });
    at = end;
  }
  return pieces;
}
