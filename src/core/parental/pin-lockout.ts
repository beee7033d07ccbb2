import { HOUR_MS, MINUTE_MS } from '../base';

/** Wrong tries in a row before a wait. More: a child guesses in an afternoon; fewer: a slip on the remote locks parents out. */
export const PIN_TRIES = 5;
/** Waits after each round of wrong tries; the last one for all further rounds. 5 tries a day are 5 years for 10,000 PINs. */
const WAITS_MS = [5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS, 24 * HOUR_MS] as const;

/** What is remembered of wrong tries; all zero without any. */
export interface PinLockout {
  /** Wrong tries since the last right one. */
  readonly failures: number;
  /** No try is judged before; milliseconds since 1970. */
  readonly lockedUntilMs: number;
}

/** Nobody has tried. */
export const NO_FAILURES: PinLockout = { failures: 0, lockedUntilMs: 0 };

function waitAfter(failures: number): number {
  const round = Math.floor(failures / PIN_TRIES);
  return round === 0 ? 0 : (WAITS_MS[Math.min(round, WAITS_MS.length) - 1] ?? 0);
}

/** How long nothing is judged, milliseconds; 0: now. A clock that was set back makes no wait longer than it was meant to be. */
export function pinWaitMs(lockout: PinLockout, nowMs: number): number {
  return Math.max(0, Math.min(lockout.lockedUntilMs - nowMs, waitAfter(lockout.failures)));
}

/** Tries before the next wait. */
export function pinTriesLeft(lockout: PinLockout): number {
  return PIN_TRIES - (lockout.failures % PIN_TRIES);
}

/**
 * The lockout once a try has begun. Stored before the PIN is judged and forgotten ({@link NO_FAILURES}) when it was right: whoever
 * pulls the plug while it is judged has used up a try.
 */
export function countPinTry(lockout: PinLockout, nowMs: number): PinLockout {
  const failures = lockout.failures + 1;
  return { failures, lockedUntilMs: failures % PIN_TRIES === 0 ? nowMs + waitAfter(failures) : 0 };
}

/** Whether a text is a PIN: four digits. */
export function isPin(text: string): boolean {
  return /^[0-9]{4}$/.test(text);
}
