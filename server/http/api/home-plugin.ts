import type { FastifyInstance } from 'fastify';
import type { Platform } from '#server/domain';
import { chooseLanguage } from '#server/texts';
import { entityTag, isNotModified } from '../send-chunks';
import { askerOf, PROFILE_HEADER, readActiveViewer } from '../viewer';

/** `GET /api/v1/home`. Row titles follow `Accept-Language`; `x-hearth-profile` says who watches: their age limit and what they watched count. */
export function homePlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  app.get('/home', async (request, reply) => {
    const viewer = await readActiveViewer(request, platform);
    const profile = request.headers[PROFILE_HEADER];
    const home = await platform.home.compose({
      asker: await askerOf(request, platform, viewer),
      profileId: typeof profile === 'string' ? profile : '',
      includesAdult: viewer.includesAdult,
      language: chooseLanguage(request.headers['accept-language'] ?? ''),
    });
    const body = JSON.stringify(home);
    const tag = entityTag(['home', body]);
    reply.header('etag', tag).header('cache-control', 'private, no-cache').header('vary', 'accept-language, authorization, x-hearth-profile');
    if (isNotModified(request, tag)) return reply.code(304).send();
    return reply.type('application/json; charset=utf-8').send(body);
  });
}
