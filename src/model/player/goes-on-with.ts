import { MINUTE_MS } from '#core/base';
import type { ChannelRecord } from '#core/catalog';
import type { PlayerDeps } from './player-deps';

/** Guides leave seconds between programmes, and minutes for what is not theirs; a longer gap is the end of an evening. */
const GAP_MS = 10 * MINUTE_MS;

/** A stretch of a recording. */
export interface Stretch {
  readonly startMs: number;
  readonly stopMs: number;
}

/**
 * What a recording that ends at `stopMs` goes on with: `live` where it caught up with a programme that is still running, else the programme that follows on its
 * channel, if it has begun and can be had; `null`: nothing, or the viewer wants nothing to follow by itself.
 */
export function goesOnWith({ clock, catalog, settings }: PlayerDeps, channel: ChannelRecord | null, stopMs: number): 'live' | Stretch | null {
  const nowMs = clock.nowMs();
  if (nowMs < stopMs) return 'live';
  if (channel === null || channel.catchup === null || channel.guideKey === '' || !settings.values.peek().isAutoplayOn) return null;
  const { now, next } = catalog.guide.peek().nowNext(channel.guideKey, stopMs);
  const following = now ?? (next !== null && next.startMs - stopMs <= GAP_MS ? next : null);
  if (following === null || following.stopMs <= stopMs || following.startMs >= nowMs) return null;
  return { startMs: Math.max(following.startMs, stopMs), stopMs: following.stopMs };
}
