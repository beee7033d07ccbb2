import { MINUTE_MS } from '#core/base';
import type { AdPlacement } from '#server/store';

/** A break of a title. */
export interface AdBreakTime {
  /** `pre`, `mid-1`, `mid-2`. */
  readonly id: string;
  readonly placement: AdPlacement;
  /** Milliseconds into the title. */
  readonly atMs: number;
}

/** Nobody is stopped this close to the end. */
const END_MS = 5 * MINUTE_MS;
/** They are named in a part of an address, which has its limits. */
const MOST_BREAKS = 24;

/** The breaks of a title: one before it, and one after each `midEveryMs` (0: none). An unknown length (0) has none inside. */
export function adBreakTimes(durationMs: number, midEveryMs: number): readonly AdBreakTime[] {
  const times: AdBreakTime[] = [{ id: 'pre', placement: 'pre', atMs: 0 }];
  if (midEveryMs <= 0) return times;
  for (let atMs = midEveryMs; atMs <= durationMs - END_MS && times.length < MOST_BREAKS; atMs += midEveryMs) {
    times.push({ id: `mid-${String(times.length)}`, placement: 'mid', atMs });
  }
  return times;
}

/** Which kind of break an id names, `null` for what is none. */
export function placementOf(breakId: string): AdPlacement | null {
  if (breakId === 'pre') return 'pre';
  return /^mid-[1-9]\d?$/.test(breakId) ? 'mid' : null;
}
