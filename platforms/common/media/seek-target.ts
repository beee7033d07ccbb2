import { clamp } from '#core/base';
import type { MediaSession } from './session';

/**
 * Where a seek may really go: inside the live window, or inside the asset and away from its end. `null` when this stream
 * cannot be sought (live without a window).
 */
export function seekTarget(session: MediaSession, isLive: boolean, wantedMs: number): number | null {
  const { liveWindow, durationMs, traits } = session;
  if (liveWindow !== null) return clamp(wantedMs, liveWindow.startMs, liveWindow.endMs);
  if (isLive || durationMs === Infinity) return null;
  return durationMs > 0 ? clamp(wantedMs, 0, Math.max(0, durationMs - traits.endGuardMs)) : Math.max(0, wantedMs);
}
