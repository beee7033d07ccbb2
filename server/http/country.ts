import type { FastifyRequest } from 'fastify';
import type { Platform } from '#server/domain';

/**
 * The country a request comes from, ISO 3166-1 alpha-2: by the header of a trusted proxy, else by the operator's own list. Empty when
 * neither is set or knows.
 */
export function countryOf(request: FastifyRequest, platform: Platform): string {
  const { countryHeader, isProxyTrusted } = platform.config;
  if (countryHeader !== '' && isProxyTrusted) {
    const said = request.headers[countryHeader];
    return typeof said === 'string' && /^[a-z]{2}$/i.test(said) ? said.toUpperCase() : '';
  }
  return platform.countries?.countryOf(request.ip) ?? '';
}
