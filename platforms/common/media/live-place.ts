import { clamp } from '#core/base';
import type { LiveWindow } from '#ports';

/** Nearer to the end than this counts as "live": players keep two or three segments in hand. */
const EDGE_MS = 15_000;

/** Where in a live stream somebody was, in wall time, so that it can be found again in a new window. */
export interface LivePlace {
  readonly wallMs: number;
}

/** Whether a position is at the live edge of a window. */
export function atLiveEdge(window: LiveWindow, positionMs: number): boolean {
  return window.endMs - positionMs < EDGE_MS;
}

/** The place to come back to; `null` for "at the edge", also where the stream does not tell its wall clock. */
export function livePlaceOf(window: LiveWindow | null, positionMs: number): LivePlace | null {
  if (window === null || window.endWallMs === null || atLiveEdge(window, positionMs)) return null;
  return { wallMs: window.endWallMs - (window.endMs - positionMs) };
}

/** The position of a place in a new window, clamped to it; `null` without a window that tells its wall clock. */
export function restoreLivePlace(place: LivePlace, window: LiveWindow | null): number | null {
  if (window === null || window.endWallMs === null) return null;
  return clamp(window.endMs - (window.endWallMs - place.wallMs), window.startMs, window.endMs);
}
