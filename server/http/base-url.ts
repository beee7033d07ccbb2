import type { FastifyRequest } from 'fastify';
import type { Config } from '#server/config';
import { lanHost } from './lan-host';

const HOST = /^(?:[a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

/**
 * The address a client reached us at, without a trailing slash: the configured public one, else scheme and host of the request.
 * A host header that is no host is not repeated.
 */
export function baseUrl(request: FastifyRequest, config: Config): string {
  if (config.publicUrl !== '') return config.publicUrl;
  const host = HOST.test(request.host) ? request.host : `localhost:${String(config.port)}`;
  return `${request.protocol === 'https' ? 'https' : 'http'}://${host}`;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/**
 * The address a phone reaches us at: the same, but a set that runs in a browser on the platform's own machine came to `localhost`,
 * which means something else on a phone. Then the machine's address in the local network stands in, if we listen there.
 */
export function phoneBaseUrl(request: FastifyRequest, config: Config): string {
  const base = new URL(baseUrl(request, config));
  const isEverywhere = config.host === '0.0.0.0' || config.host === '::';
  if (config.publicUrl === '' && isEverywhere && LOOPBACK.test(base.hostname)) base.hostname = lanHost();
  return base.href.replace(/\/+$/, '');
}

/** How a phone comes to one of our pages: an address to type, without scheme, and the same with a code inside for a QR code. */
export function phonePage(request: FastifyRequest, config: Config, path: string, code: string): { readonly shortUrl: string; readonly qrUrl: string } {
  const url = phoneBaseUrl(request, config) + path;
  return { shortUrl: url.replace(/^https?:\/\//, ''), qrUrl: `${url}?code=${code}` };
}

/** `address` as an absolute one: relative addresses belong to the platform's base. Empty stays empty. */
export function absoluteUrl(address: string, base: string): string {
  if (address === '' || /^[a-z][a-z0-9+.-]*:/i.test(address)) return address;
  return `${base}/${address.replace(/^\/+/, '')}`;
}
