import { Type } from '@sinclair/typebox';
import type { Static } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import type { Platform } from '#server/domain';
import { baseUrl } from '../base-url';

const Token = Type.String({ pattern: '^[\\w-]{8,40}\\.[\\w-]{20,60}$', maxLength: 100 });
const Break = Type.Object({ token: Token, file: Type.String({ pattern: '^[a-z0-9-]{1,10}\\.(?:xml|json)$' }) });
const Told = Type.Object({ token: Token, event: Type.String({ pattern: '^[A-Za-z]{1,20}$' }) });

/**
 * `/ads/<token>/<break>.xml` (VAST) and `.json` (asset list of an interstitial), `/ads/told/<token>/<event>` (counts). Public: the token is the
 * leave to ask, and names nobody.
 */
export function adsPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  app.get<{ Params: Static<typeof Break> }>('/ads/:token/:file', { schema: { params: Break } }, async (request, reply) => {
    const [breakId = '', extension = ''] = request.params.file.split('.');
    const base = baseUrl(request, platform.config);
    reply.header('cache-control', 'no-store');
    if (extension === 'json') return reply.type('application/json').send(await platform.ads.assetList(request.params.token, breakId, base));
    return reply.type('application/xml; charset=utf-8').send(await platform.ads.vast(request.params.token, breakId, base));
  });

  app.route<{ Params: Static<typeof Told> }>({
    method: ['GET', 'POST'],
    url: '/ads/told/:token/:event',
    schema: { params: Told },
    handler: async (request, reply) => {
      await platform.ads.told(request.params.token, request.params.event);
      return reply.header('cache-control', 'no-store').code(204).send();
    },
  });

  // A beacon may come with any body; none is read.
  app.addContentTypeParser('*', (_request, payload, done) => {
    payload.resume();
    done(null, null);
  });
}
