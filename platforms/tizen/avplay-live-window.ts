import type { LiveWindow } from '#ports';

/**
 * Reads `GET_LIVE_DURATION`: `"<start>|<end>"` in milliseconds, possibly empty. `null` for anything that is not a window
 * (tv-platforms 2.9).
 */
export function parseLiveWindow(text: unknown): LiveWindow | null {
  if (typeof text !== 'string') return null;
  const match = /^\s*(\d+)\s*\|\s*(\d+)\s*$/.exec(text);
  if (match === null) return null;
  const startMs = Number(match[1]);
  const endMs = Number(match[2]);
  return endMs > startMs ? { startMs, endMs, endWallMs: null } : null;
}
