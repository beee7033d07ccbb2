import { AppError, fail, ok } from '../base';
import type { Result } from '../base';
import { decodeQueryValue } from '../text';

/** Parts of a web address, as far as sources need them. `path` begins with a slash or is empty. */
export interface AddressParts {
  readonly scheme: 'http' | 'https';
  /** Host and port, lower case. */
  readonly host: string;
  readonly path: string;
  /** Decoded query values by name; the first of doubles. */
  readonly query: Readonly<Record<string, string>>;
}

const HOST = /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;

/** Values of a query string without its question mark. */
export function parseQuery(query: string): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const pair of query.split('&')) {
    const at = pair.indexOf('=');
    const name = decodeQueryValue(at === -1 ? pair : pair.slice(0, at));
    if (name !== '' && values[name] === undefined) values[name] = at === -1 ? '' : decodeQueryValue(pair.slice(at + 1));
  }
  return values;
}

/** Builds a query string from values; empty texts are kept, order is that of the object. */
export function formatQuery(values: Readonly<Record<string, string | number>>): string {
  return Object.keys(values)
    .map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(String(values[name]))}`)
    .join('&');
}

/**
 * Takes an address apart. A missing scheme means http, as people type it. Fails with `source.bad-address` for anything a
 * request could not be made from.
 */
export function parseAddress(text: string): Result<AddressParts, AppError> {
  const trimmed = text.trim().replace(/\\/g, '/');
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  const match = /^(https?):\/\/(?:[^/?#@]*@)?([^/?#]+)([^?#]*)(?:\?([^#]*))?/i.exec(withScheme);
  const scheme = match?.[1]?.toLowerCase();
  const host = match?.[2]?.toLowerCase() ?? '';
  const isHost = HOST.test(host) && Number(/:(\d+)$/.exec(host)?.[1] ?? 80) <= 65_535;
  // "movies" alone is no address; "localhost" and addresses with a port are.
  const isReal = host.indexOf('.') !== -1 || host.indexOf(':') !== -1 || host === 'localhost';
  if ((scheme !== 'http' && scheme !== 'https') || !isHost || !isReal || /\s/.test(trimmed)) {
    return fail(new AppError('source.bad-address', { message: 'not a web address' }));
  }
  return ok({ scheme, host, path: match?.[3] ?? '', query: parseQuery(match?.[4] ?? '') });
}

/** Host and port of an address for labels and error facts; empty when it is none. Never holds credentials. */
export function hostOf(address: string): string {
  const parts = parseAddress(address);
  return parts.ok ? parts.value.host : '';
}

/** Scheme, host and path without trailing slashes: what further paths are appended to. */
export function baseAddress(parts: AddressParts): string {
  return `${parts.scheme}://${parts.host}${parts.path.replace(/\/+$/, '')}`;
}
