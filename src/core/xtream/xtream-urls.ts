import type { PanelZone } from './panel-zone';
import { panelStart } from './panel-zone';
import type { XtreamAccess } from './provider-link';

const MINUTE_MS = 60_000;
/** Panels keep programmes of at most a day; a longer request is a mistake. */
const MAX_DURATION_MIN = 24 * 60;

/** Calls of the player API; anything the panel does not know answers with the account. */
export type XtreamAction =
  | 'get_live_categories' | 'get_vod_categories' | 'get_series_categories'
  | 'get_live_streams' | 'get_vod_streams' | 'get_series'
  | 'get_vod_info' | 'get_series_info' | 'get_short_epg' | 'get_simple_data_table';

function credentials(access: XtreamAccess): string {
  return `username=${encodeURIComponent(access.username)}&password=${encodeURIComponent(access.password)}`;
}

function pathCredentials(access: XtreamAccess): string {
  return `${encodeURIComponent(access.username)}/${encodeURIComponent(access.password)}`;
}

/** Address of an API call; without action it asks for the account. Secret. */
export function apiUrl(access: XtreamAccess, action?: XtreamAction, parameters: Readonly<Record<string, string | number>> = {}): string {
  let url = `${access.server}/player_api.php?${credentials(access)}`;
  if (action !== undefined) url += `&action=${action}`;
  for (const name of Object.keys(parameters)) url += `&${name}=${encodeURIComponent(String(parameters[name] ?? ''))}`;
  return url;
}

/** Address of the whole guide as XMLTV. Secret. */
export function guideUrl(access: XtreamAccess): string {
  return `${access.server}/xmltv.php?${credentials(access)}`;
}

/** Address of the playlist. Secret. */
export function playlistUrl(access: XtreamAccess, output: string): string {
  return `${access.server}/get.php?${credentials(access)}&type=m3u_plus&output=${encodeURIComponent(output)}`;
}

/** Address of a live stream. `format` is `ts` or `m3u8`. Secret. */
export function liveUrl(access: XtreamAccess, streamId: string, format: string): string {
  return `${access.server}/live/${pathCredentials(access)}/${encodeURIComponent(streamId)}.${format}`;
}

/** Address of a film. `container` as the panel named it; `mp4` when it named none. Secret. */
export function movieUrl(access: XtreamAccess, streamId: string, container: string): string {
  return `${access.server}/movie/${pathCredentials(access)}/${encodeURIComponent(streamId)}.${container === '' ? 'mp4' : container}`;
}

/** Address of an episode. Secret. */
export function episodeUrl(access: XtreamAccess, episodeId: string, container: string): string {
  return `${access.server}/series/${pathCredentials(access)}/${encodeURIComponent(episodeId)}.${container === '' ? 'mp4' : container}`;
}

/** A stretch of a channel's archive. */
export interface ArchiveRange {
  readonly startMs: number;
  readonly durationMs: number;
}

function minutes(range: ArchiveRange): number {
  return Math.max(1, Math.min(MAX_DURATION_MIN, Math.ceil(range.durationMs / MINUTE_MS)));
}

/**
 * Address of an archive in the path form. The start is on the panel's wall clock, which is what panels of the XUI family
 * expect; duration in minutes. Secret.
 */
export function timeshiftUrl(access: XtreamAccess, streamId: string, range: ArchiveRange, zone: PanelZone, format: string): string {
  const start = panelStart(zone, range.startMs);
  return `${access.server}/timeshift/${pathCredentials(access)}/${minutes(range)}/${start}/${encodeURIComponent(streamId)}.${format}`;
}

/** The same in the query form, for panels that do not route the path form. Secret. */
export function timeshiftQueryUrl(access: XtreamAccess, streamId: string, range: ArchiveRange, zone: PanelZone, format: string): string {
  const start = panelStart(zone, range.startMs);
  const extension = format === 'ts' ? '' : `&extension=${encodeURIComponent(format)}`;
  return `${access.server}/streaming/timeshift.php?${credentials(access)}&stream=${encodeURIComponent(streamId)}&start=${start}&duration=${minutes(range)}${extension}`;
}
