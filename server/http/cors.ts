import type { FastifyInstance } from 'fastify';

const ALLOWED_HEADERS = 'authorization, content-type, accept, accept-language, if-none-match, range, x-hearth-profile, x-hearth-grant, x-hearth-companion, idempotency-key';
const EXPOSED_HEADERS = 'etag, content-length, content-range, accept-ranges, content-encoding, retry-after, www-authenticate, x-hearth-reason';
/** Human pages carry a cookie and are for nobody's script. */
const PAGES = /^\/(?:activate|tv|sandbox|console|phone|parents)(?:[/?]|$)/;

/**
 * Lets apps of any origin use the API, playlists and pictures: packaged television apps have the origin `null` or a file
 * address, and no cookie is ever accepted there. `OPTIONS` is answered for every address.
 */
export function addCors(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (PAGES.test(request.url)) return;
    reply.header('access-control-allow-origin', '*').header('access-control-expose-headers', EXPOSED_HEADERS);
    if (request.method !== 'OPTIONS') return;
    reply
      .header('access-control-allow-methods', 'GET, HEAD, POST, PUT, DELETE, OPTIONS')
      .header('access-control-allow-headers', ALLOWED_HEADERS)
      .header('access-control-max-age', '86400');
    await reply.code(204).send();
  });
}
