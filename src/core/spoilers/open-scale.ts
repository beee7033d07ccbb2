import { HOUR_MS, MINUTE_MS } from '../base';

/** A bar shows at least so much more than was reached. */
const AHEAD_MS = 30 * MINUTE_MS;
/** Longer than this no match is thought to be: an earlier jump of the scale would tell that much is left. */
const LEAST_MS = 2 * HOUR_MS;

/**
 * How long a bar is that does not tell how long a match is: two hours, and as soon as what was reached comes near its end an hour more, whatever the real length,
 * milliseconds.
 */
export function openScaleMs(reachedMs: number): number {
  return Math.max(LEAST_MS, Math.ceil((reachedMs + AHEAD_MS) / HOUR_MS) * HOUR_MS);
}
