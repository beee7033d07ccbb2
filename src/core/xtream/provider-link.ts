import { decodeQueryValue } from '../text';

/** An Xtream line: where it is and how to sign in. Secret: never logged, never in errors. */
export interface XtreamAccess {
  /** `scheme://host[:port][/sub/path]`, no slash at the end. */
  readonly server: string;
  readonly username: string;
  readonly password: string;
}

/** A line taken from a pasted link, with the output the link asked for. */
export interface ProviderLink extends XtreamAccess {
  /** `ts`, `m3u8`, ...; empty if the link names none. */
  readonly output: string;
}

const API_FILES = /\/(?:get|player_api|panel_api|xmltv|portal|epg)(?:\.php)?\/?$/i;
const STREAM_PATH = /^(.*?)\/(?:live|movie|series|timeshift)\/([^/]+)\/([^/]+)\/[^/]+$/i;

function queryOf(search: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const part of search.replace(/^\?/, '').split(/&(?:amp;)?/)) {
    const equals = part.indexOf('=');
    if (equals > 0 && part.slice(0, equals) !== '__proto__') found[part.slice(0, equals).toLowerCase()] = decodeQueryValue(part.slice(equals + 1));
  }
  return found;
}

/**
 * An address as people type it made whole: trimmed, `http://` in front when there is no scheme, API file names, query and trailing
 * slashes removed, sub-paths kept. `null` when it has no host.
 */
export function normaliseServer(text: string): string | null {
  const trimmed = text.trim().replace(/\s+/g, '');
  const absolute = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed.replace(/^\/+/, '')}`;
  const match = /^(https?):\/\/(?:[^/?#@]*@)?([^/?#@]+)([^?#]*)/i.exec(absolute);
  const host = match?.[2] ?? '';
  if (!/^(?:\[[0-9a-f:.]+\]|[^\s:[\]]+)(?::\d{1,5})?$/i.test(host)) return null;
  const path = (match?.[3] ?? '').replace(/\/+$/, '').replace(API_FILES, '').replace(/\/+$/, '');
  return `${(match?.[1] ?? 'http').toLowerCase()}://${host.toLowerCase()}${path}`;
}

/**
 * Takes a pasted provider link apart: `get.php`, `player_api.php`, `xmltv.php` with a query, or a stream address
 * `…/live/user/password/1.ts`. `null` when no line is in it; the text may then still be a playlist's address.
 */
export function splitProviderLink(text: string): ProviderLink | null {
  const trimmed = text.trim();
  const question = trimmed.indexOf('?');
  const path = question < 0 ? trimmed : trimmed.slice(0, question);
  const query = question < 0 ? {} : queryOf(trimmed.slice(question).replace(/#.*$/, ''));
  const username = (query['username'] ?? '').trim();
  const password = (query['password'] ?? '').trim();
  if (username !== '' && password !== '') {
    const server = normaliseServer(path);
    return server === null ? null : { server, username, password, output: (query['output'] ?? '').toLowerCase() };
  }
  const stream = STREAM_PATH.exec(path);
  if (stream === null) return null;
  const server = normaliseServer(stream[1] ?? '');
  if (server === null) return null;
  const extension = /\.([a-z0-9]{2,5})$/i.exec(path)?.[1] ?? '';
  return { server, username: decodeQueryValue(stream[2] ?? ''), password: decodeQueryValue(stream[3] ?? ''), output: extension.toLowerCase() };
}
