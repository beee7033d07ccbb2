import { buildCatchupUrl, expandLiveUrl } from '#core/playlist';
import { zoneOffsetMin } from '#core/xtream';
import type { PanelZone } from '#core/xtream';
import type { ChannelRow, UpstreamCatchup } from '#server/store';

/** The zone an Xtream import keeps in the template; `null` for templates of playlists. */
function panelZone(catchup: UpstreamCatchup): PanelZone | null {
  if (catchup.mode !== 'xtream' || !catchup.template.startsWith('{"')) return null;
  const zone = JSON.parse(catchup.template) as { readonly name?: unknown; readonly offsetMin?: unknown };
  return { name: typeof zone.name === 'string' ? zone.name : 'UTC', offsetMin: typeof zone.offsetMin === 'number' ? zone.offsetMin : null };
}

function localOffsetMin(atMs: number): number {
  return -new Date(atMs).getTimezoneOffset();
}

/** The live address of an imported channel, with time specifiers replaced; empty for a channel without an address. */
export function upstreamLiveUrl(channel: ChannelRow, nowMs: number): string {
  return expandLiveUrl(channel.media.upstreamUrl, nowMs, localOffsetMin(nowMs));
}

/**
 * The address of a stretch of an imported channel's archive, by its catch-up dialect; empty when the dialect cannot address it.
 * Local times in a playlist's template are those of the platform's own zone, in a panel's address those of the panel.
 */
export function upstreamArchiveUrl(channel: ChannelRow, span: { readonly startMs: number; readonly durationMs: number }, nowMs: number): string {
  const { catchup } = channel;
  if (catchup === null || channel.media.upstreamUrl === '') return '';
  const zone = panelZone(catchup);
  const template = zone === null && catchup.template !== '' ? catchup.template : null;
  const utcOffsetMin = zone === null ? localOffsetMin(span.startMs) : zoneOffsetMin(zone, span.startMs);
  return buildCatchupUrl({ ...catchup, template }, channel.media.upstreamUrl, { ...span, nowMs, utcOffsetMin }) ?? '';
}
