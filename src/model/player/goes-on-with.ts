import { MINUTE_MS } from '#core/base';
import type { ChannelRecord, NowNext } from '#core/catalog';
import { ARCHIVE_WINDOW_MS } from './archive-window';
import type { PlayerDeps } from './player-deps';

/** Guides leave seconds between programmes, and minutes for what is not theirs; a longer gap is the end of an evening. */
const GAP_MS = 10 * MINUTE_MS;
/** What ran a moment ago is not in every archive yet: live is nearer. */
const FRESHEST_MS = 2 * MINUTE_MS;

const NOTHING: NowNext = { now: null, next: null };

/** A stretch of a recording. */
export interface Stretch {
  readonly startMs: number;
  readonly stopMs: number;
}

/**
 * What a recording that ends at `stopMs` goes on with: `live` where it caught up with a programme that is still running, else the programme that follows on its
 * channel, if it has begun and can be had, and where nothing is known of what ran the next hours of the channel; `null`: nothing, or the viewer wants nothing to
 * follow by itself. After one whose result is kept only more sport follows: a match that took longer goes on there, and anything else may tell how it ended.
 */
export function goesOnWith({ clock, catalog, settings, spoilers }: PlayerDeps, channel: ChannelRecord | null, stopMs: number, isGuarded: boolean): 'live' | Stretch | null {
  const nowMs = clock.nowMs();
  if (nowMs < stopMs) return 'live';
  if (channel === null || channel.catchup === null) return null;
  const runs = (atMs: number): NowNext => (channel.guideKey === '' ? NOTHING : catalog.guide.peek().nowNext(channel.guideKey, atMs));
  const { now, next } = runs(stopMs);
  const following = now ?? (next !== null && next.startMs - stopMs <= GAP_MS ? next : null);
  const isBlind = following === null && runs(stopMs - 1).now === null;
  if (isBlind) return nowMs - stopMs < FRESHEST_MS ? 'live' : { startMs: stopMs, stopMs: Math.min(stopMs + ARCHIVE_WINDOW_MS, next?.startMs ?? Infinity) };
  if (!settings.values.peek().isAutoplayOn) return null;
  if (following === null || following.stopMs <= stopMs || following.startMs >= nowMs) return null;
  if (isGuarded && spoilers?.()?.isSport(channel, following) !== true) return null;
  return { startMs: Math.max(following.startMs, stopMs), stopMs: following.stopMs };
}
