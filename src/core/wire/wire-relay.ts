import { AppError, fail, ok } from '../base';
import type { Result } from '../base';
import { asFields, fieldsOfJson, numberOf, parseObject, textOf, textsOf } from './fields';
import type { Fields } from './fields';

/** Header of `POST /api/v1/relay/requests`: the host's own head as percent-encoded JSON ({@link WireRelayHead}). */
export const RELAY_HEAD = 'x-hearth-relay-head';

/** What a host answered to a request of the relay; the body is that of the answer. */
export interface WireRelayHead {
  readonly status: number;
  /** After redirects; empty: as asked. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** `GET /api/v1/relay`, for viewers: how the world sees the relay; empty where nobody can tell. Fails while its way out does. */
export interface WireRelayStatus {
  readonly exitAddress: string;
  readonly exitCountry: string;
}

/** `GET /api/v1/address`, public: where a request comes from. */
export interface WireAddress {
  readonly address: string;
  /** ISO 3166-1 alpha-2; empty where nobody knows. */
  readonly country: string;
}

/** `POST /api/v1/relay/streams`: addresses of the relay in the order they were asked for; `DELETE …/streams/<id>` ends them. */
export interface WireRelayAddresses {
  readonly id: string;
  readonly urls: readonly string[];
}

/** Judges `GET /api/v1/relay`. */
export function parseWireRelayStatus(value: unknown): Result<WireRelayStatus, AppError> {
  return parseObject(value, 'relay status', (fields) => ({ exitAddress: textOf(fields, 'exitAddress'), exitCountry: textOf(fields, 'exitCountry') }));
}

/** Judges the text of `GET /api/v1/address`; `null` for anything else, as a proxy's own page in its place. */
export function readWireAddress(text: string): WireAddress | null {
  const fields = fieldsOfJson(text) ?? {};
  const address = textOf(fields, 'address');
  return address === '' ? null : { address, country: textOf(fields, 'country') };
}

/** Judges the answer of `POST /api/v1/relay/streams`; `count` addresses were asked for. */
export function parseWireRelayAddresses(value: unknown, count: number): Result<WireRelayAddresses, AppError> {
  return parseObject(value, 'relay addresses', (fields) => {
    const [id, urls] = [textOf(fields, 'id'), textsOf(fields, 'urls')];
    return id === '' || urls.length !== count ? null : { id, urls };
  });
}

/** Judges the text of {@link RELAY_HEAD}; `source.malformed` where there is none: what answered was not the relay. */
export function parseWireRelayHead(text: string): Result<WireRelayHead, AppError> {
  const fields = readFields(text);
  const status = fields === null ? 0 : numberOf(fields, 'status', 0);
  if (fields === null || status < 100) return fail(new AppError('source.malformed', { message: 'not a relay’s answer' }));
  const told = asFields(fields['headers']) ?? {};
  const headers: Record<string, string> = {};
  for (const name of Object.keys(told)) headers[name] = textOf(told, name);
  return ok({ status, url: textOf(fields, 'url'), headers });
}

function readFields(text: string): Fields | null {
  try {
    return asFields(JSON.parse(decodeURIComponent(text)));
  } catch {
    // Another's header, or none.
    return null;
  }
}
