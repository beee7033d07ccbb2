import type { FastifyInstance } from 'fastify';
import type { WireAddress } from '#core/wire';
import type { Platform } from '#server/domain';
import { countryOf } from '../country';

/**
 * `GET /api/v1/address`, public: the address and country (empty where unknown) a request comes from. Televisions ask it once by their
 * private connection and once directly; the same answer twice is a leak.
 */
export function addressPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  app.get('/address', (request, reply): WireAddress => {
    reply.header('cache-control', 'no-store');
    return { address: request.ip, country: countryOf(request, platform) };
  });
}
