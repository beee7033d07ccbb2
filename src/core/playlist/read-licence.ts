import { decodeQueryValue } from '../text';

/** How a playlist says a stream is opened. */
export interface PlaylistLicence {
  readonly system: 'clearkey' | 'widevine' | 'playready';
  /** Licence server; empty where the keys themselves are given. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** ClearKey: keys by key id, 32 small hexadecimal digits each. */
  readonly keys: Readonly<Record<string, string>>;
}

const ADAPTIVE = 'inputstream.adaptive.';
const NAMES: ReadonlyArray<readonly [word: RegExp, system: PlaylistLicence['system']]> = [
  [/clearkey/, 'clearkey'], [/widevine/, 'widevine'], [/playready/, 'playready'],
];
/** `<key id>:<key>` as lists write it: hexadecimal, a UUID's dashes and JSON's quotes allowed. */
const PAIR = /([0-9a-f]{32})["']?\s*:\s*["']?([0-9a-f]{32})/g;

function keysIn(text: string): Record<string, string> {
  const keys: Record<string, string> = {};
  const plain = text.toLowerCase().replace(/-/g, '');
  for (let pair = PAIR.exec(plain); pair !== null; pair = PAIR.exec(plain)) keys[pair[1] ?? ''] = pair[2] ?? '';
  return keys;
}

function headersIn(text: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const part of text.split('&')) {
    const at = part.indexOf('=');
    if (at > 0) headers[decodeQueryValue(part.slice(0, at)).toLowerCase()] = decodeQueryValue(part.slice(at + 1));
  }
  return headers;
}

/**
 * The licence named by a row's properties (`inputstream.adaptive.license_type` with `license_key`, or `drm_legacy`, as Kodi's players read
 * them); `null` where none is. What a list wants changed in challenges and licences is not read: servers that need it refuse.
 */
export function readLicence(properties: Readonly<Record<string, string>> = {}): PlaylistLicence | null {
  const legacy = properties[`${ADAPTIVE}drm_legacy`] ?? '';
  const at = legacy.indexOf('|');
  const type = (properties[`${ADAPTIVE}license_type`] ?? (at < 0 ? legacy : legacy.slice(0, at))).toLowerCase();
  const how = properties[`${ADAPTIVE}license_key`] ?? (at < 0 ? '' : legacy.slice(at + 1));
  const system = NAMES.find(([word]) => word.test(type))?.[1];
  if (system === undefined) return null;
  const [url = '', headers = ''] = how.split('|');
  const isAddress = /^https?:\/\//i.test(url);
  return { system, url: isAddress ? url : '', headers: isAddress ? headersIn(headers) : {}, keys: system === 'clearkey' && !isAddress ? keysIn(how) : {} };
}
