import { AppError } from '#core/base';
import type { MediaDrm } from '#ports';
import type { ShakaNetworking } from './shaka-api';

/** Names by which engines know the systems. Newer sets want PlayReady by its second name, with hardware decryption. */
const KEY_SYSTEMS: Readonly<Record<MediaDrm['system'], readonly string[]>> = {
  clearkey: ['org.w3.clearkey'],
  widevine: ['com.widevine.alpha'],
  playready: ['com.microsoft.playready.recommendation', 'com.microsoft.playready'],
};
/** Shaka's number for requests of licences. */
const LICENCE_REQUEST = 2;
/** A refusal is told at once; a server that does not answer, within the ten seconds everything has. */
const RETRY = { maxAttempts: 2, baseDelay: 500, timeout: 8_000, connectionTimeout: 8_000, stallTimeout: 8_000 };

/** Shaka's configuration for a protected stream. Throws `media.drm-unsupported` where nothing is known that would open it. */
export function shakaDrm(offers: readonly MediaDrm[]): object {
  if (offers.length === 0) throw new AppError('media.drm-unsupported', { facts: { engine: 'shaka' } });
  const servers: Record<string, string> = {};
  const clearKeys: Record<string, string> = {};
  for (const { system, url, keys } of offers) {
    for (const name of url === '' ? [] : KEY_SYSTEMS[system]) servers[name] = url;
    for (const [id, key] of Object.entries(keys ?? {})) clearKeys[id] = key;
  }
  const preferredKeySystems = offers.reduce<readonly string[]>((list, { system }) => list.concat(KEY_SYSTEMS[system]), []);
  return { servers, clearKeys, preferredKeySystems, retryParameters: RETRY };
}

/** Sends each licence server what it wants to hear and nobody else: neither it what the stream's host wants, nor that host a licence's. */
export function addRequestHeaders(networking: ShakaNetworking | null, ofStream: Readonly<Record<string, string>>, offers: readonly MediaDrm[]): void {
  const ofLicences = offers.filter(({ headers }) => headers !== undefined);
  if (networking === null || (Object.keys(ofStream).length === 0 && ofLicences.length === 0)) return;
  networking.registerRequestFilter((type, request) => {
    const licence = ofLicences.find(({ url }) => request.uris.indexOf(url) !== -1);
    const headers = type === LICENCE_REQUEST ? (licence?.headers ?? {}) : ofStream;
    for (const [name, value] of Object.entries(headers)) request.headers[name] = value;
  });
}
