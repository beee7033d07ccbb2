import { clamp, MINUTE_MS, SECOND_MS } from '../base';

/**
 * How far one scrubbing step goes: 10 s, and the longer the key is held 30 s, 1 min, 2 min (DESIGN section 4). Short assets
 * take smaller steps, so that a one-minute clip is not over in six presses.
 */
export function scrubStepMs(heldMs: number, durationMs: number): number {
  const step = heldMs < 1000 ? 10 * SECOND_MS : heldMs < 3000 ? 30 * SECOND_MS : heldMs < 6000 ? MINUTE_MS : 2 * MINUTE_MS;
  if (!(durationMs > 0) || !Number.isFinite(durationMs)) return step;
  return Math.min(step, Math.max(2 * SECOND_MS, durationMs / 20));
}

/** The new target of a scrub, inside `lowMs..highMs`. */
export function moveScrub(targetMs: number, direction: 1 | -1, stepMs: number, lowMs: number, highMs: number): number {
  return clamp(targetMs + direction * stepMs, lowMs, highMs);
}
