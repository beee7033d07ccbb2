import type { DeviceIdentity } from './device-identity';
import { portalRoot } from './portal-address';

/** Who asks. Secret: never logged, never in errors. */
export interface PortalAccess {
  /** As typed or pasted. */
  readonly address: string;
  /** `00:1A:79:AB:CD:EF`. */
  readonly mac: string;
  /** Empty where the portal asks for the MAC alone. */
  readonly username: string;
  readonly password: string;
}

/** A call: its parameters in order, `type` and `action` first. */
export type PortalCall = Readonly<Record<string, string | number>> & { readonly type: string; readonly action: string };

/** A call as it goes over the line. Both parts are secret. */
export interface PortalRequest {
  readonly url: string;
  /** Names in lower case. What a host cannot set (`cookie`, `user-agent`, `referer` in an engine) it drops. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Where and as whom a call is made. */
export interface PortalStation {
  readonly endpoint: string;
  readonly mac: string;
  /** Empty before the handshake. */
  readonly token: string;
}

/** The player of a box; streams of portals are often given to it only. */
export const BOX_AGENT =
  'Mozilla/5.0 (QtEmbedded; U; Linux; C) AppleWebKit/533.3 (KHTML, like Gecko) MAG200 stbapp ver: 2 rev: 250 Safari/533.3';

// One coherent box. Portals compare these with each other and with what they were told before: they never change.
const BOX_MODEL = 'MAG250';
const BOX_VERSION =
  'ImageDescription: 0.2.18-r14-pub-250; ImageDate: Fri Jan 15 15:20:44 EET 2016; PORTAL version: 5.6.1; API Version: JS API version: 328; ' +
  'STB API version: 134; Player Engine version: 0x566';
/** A zone PHP knows. Local times in answers are then UTC. */
const ZONE = 'GMT';
const LANGUAGE = 'en';

/** The cookie a box identifies itself by. Secret. */
export function portalCookie(mac: string): string {
  return `mac=${encodeURIComponent(mac)}; stb_lang=${LANGUAGE}; timezone=${ZONE}`;
}

/**
 * Builds a call. The MAC also stands in the query, where portals of resellers take it and an engine that may not set cookies can say it.
 */
export function buildPortalRequest(station: PortalStation, call: PortalCall): PortalRequest {
  const query = Object.keys(call).map((name) => `${name}=${encodeURIComponent(String(call[name] ?? ''))}`);
  query.push(`mac=${encodeURIComponent(station.mac)}`, 'JsHttpRequest=1-xml');
  const headers: Record<string, string> = {
    accept: '*/*',
    cookie: portalCookie(station.mac),
    referer: `${portalRoot(station.endpoint)}c/`,
    'user-agent': BOX_AGENT,
    'x-user-agent': `Model: ${BOX_MODEL}; Link: WiFi`,
  };
  if (station.token !== '') headers['authorization'] = `Bearer ${station.token}`;
  return { url: `${station.endpoint}?${query.join('&')}`, headers };
}

/** Asks for a token; a portal that knows `token` gives it back. */
export function handshakeCall(token: string): PortalCall {
  return { type: 'stb', action: 'handshake', token, prehash: '' };
}

/** What the profile is asked with, beside the device. */
export interface ProfileQuestion {
  readonly mac: string;
  readonly device: DeviceIdentity;
  /** What the handshake gave to be sent back. */
  readonly nonce: string;
  /** The handshake refused the token it was offered. */
  readonly isTokenInvalid: boolean;
  /** Only after a sign-in by name and password that was accepted. */
  readonly isSecondStep: boolean;
  readonly nowMs: number;
}

/** Asks for the profile, which makes the handshake's token valid. */
export function profileCall(question: ProfileQuestion): PortalCall {
  const { mac, device, nonce } = question;
  const metrics = { mac, sn: device.serial, model: BOX_MODEL, type: 'STB', uid: device.deviceId, random: nonce };
  return {
    type: 'stb', action: 'get_profile', hd: 1, ver: BOX_VERSION, num_banks: 2, sn: device.serial, stb_type: BOX_MODEL, client_type: 'STB',
    image_version: 218, video_out: 'hdmi', device_id: device.deviceId, device_id2: device.deviceId2, signature: device.signature,
    auth_second_step: question.isSecondStep ? 1 : 0, hw_version: '1.7-BD-00', not_valid_token: question.isTokenInvalid ? 1 : 0,
    metrics: JSON.stringify(metrics), timestamp: Math.floor(question.nowMs / 1000), api_signature: 263, prehash: '',
  };
}

/** Signs in by name and password, where the profile asked for it. Secret. */
export function signInCall(access: PortalAccess, device: DeviceIdentity): PortalCall {
  const { username, password } = access;
  return { type: 'stb', action: 'do_auth', login: username, password, device_id: device.deviceId, device_id2: device.deviceId2 };
}

/** What lists are of. */
export type PortalListKind = 'channel' | 'radio' | 'movie' | 'series';

const LIST_TYPES: Readonly<Record<PortalListKind, string>> = { channel: 'itv', radio: 'radio', movie: 'vod', series: 'series' };

/** The `type` of a list's calls. */
export function portalType(kind: PortalListKind): string {
  return LIST_TYPES[kind];
}

/** Genres of channels and radio, categories of films and series. */
export function categoriesCall(kind: PortalListKind): PortalCall {
  return { type: portalType(kind), action: kind === 'channel' || kind === 'radio' ? 'get_genres' : 'get_categories' };
}

/** All channels in one answer; those of locked genres are mostly left out. */
export function allChannelsCall(): PortalCall {
  return { type: 'itv', action: 'get_all_channels' };
}

/** A page of a list, counted from 1; `category` `*` is everything. */
export function pageCall(kind: PortalListKind, category: string, page: number): PortalCall {
  const type = portalType(kind);
  if (kind === 'channel' || kind === 'radio') {
    return { type, action: 'get_ordered_list', genre: category, force_ch_link_check: '', fav: 0, sortby: 'number', hd: 0, p: page };
  }
  return { type, action: 'get_ordered_list', category, genre: '*', movie_id: 0, season_id: 0, episode_id: 0, fav: 0, sortby: 'added', p: page };
}

/** Which part of a title is listed: its seasons or files, the episodes of a season, the files of an episode. */
export interface TitlePart {
  readonly movieId: string;
  readonly seasonId: string;
  readonly episodeId: string;
}

/** A page of what a title consists of. */
export function titleCall(type: string, part: TitlePart, page: number): PortalCall {
  const { movieId, seasonId, episodeId } = part;
  return {
    type, action: 'get_ordered_list', movie_id: movieId, season_id: seasonId === '' ? 0 : seasonId, episode_id: episodeId === '' ? 0 : episodeId,
    category: '*', genre: '*', fav: 0, sortby: 'added', p: page,
  };
}

/** A page of titles whose name holds `text`. */
export function searchCall(type: string, text: string, page: number): PortalCall {
  return { type, action: 'get_ordered_list', search: text, category: '*', genre: '*', fav: 0, sortby: 'added', p: page };
}

/** Asks where `cmd` is to be had now. `series` is the number of an episode, empty for anything else. */
export function linkCall(type: string, cmd: string, series: string): PortalCall {
  return { type, action: 'create_link', cmd, series, forced_storage: '', disable_ad: 0, download: 0 };
}

/** The programmes of a channel from now on. */
export function shortGuideCall(channelId: string, size: number): PortalCall {
  return { type: 'itv', action: 'get_short_epg', ch_id: channelId, size };
}

/** The programmes of all channels for some hours. */
export function guideCall(periodHours: number): PortalCall {
  return { type: 'itv', action: 'get_epg_info', period: periodHours };
}

/** The account in words, with its end. */
export function accountCall(): PortalCall {
  return { type: 'account_info', action: 'get_main_info' };
}

/** A sign of life; `isVideo` while a film plays. */
export function watchdogCall(isFirst: boolean, isVideo: boolean): PortalCall {
  return { type: 'watchdog', action: 'get_events', init: isFirst ? 1 : 0, cur_play_type: isVideo ? 2 : 1, event_active_id: 0 };
}
