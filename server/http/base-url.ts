import type { FastifyRequest } from 'fastify';
import type { Config } from '#server/config';

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

/** `address` as an absolute one: relative addresses belong to the platform's base. Empty stays empty. */
export function absoluteUrl(address: string, base: string): string {
  if (address === '' || /^[a-z][a-z0-9+.-]*:/i.test(address)) return address;
  return `${base}/${address.replace(/^\/+/, '')}`;
}
