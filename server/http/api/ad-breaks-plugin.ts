import { Type } from '@sinclair/typebox';
import type { Static } from '@sinclair/typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AdOpening, Platform } from '#server/domain';
import { baseUrl } from '../base-url';
import { plainAsker, PROFILE_HEADER, readActiveViewer, readProfile } from '../viewer';
import type { ActiveViewer } from '../viewer';

const Query = Type.Object({
  kind: Type.Union([Type.Literal('movie'), Type.Literal('episode')]),
  id: Type.String({ pattern: '^\\d{1,15}$' }),
  /** Forms the player plays, best first, with commas between. */
  forms: Type.String({ pattern: '^[a-z0-9,]{1,40}$' }),
});

/** The breaks of a title for whoever a request names; `null` without any, and without a profile: it might be a child's. */
export async function openAds(
  request: FastifyRequest, platform: Platform, viewer: ActiveViewer, title: { readonly kind: 'movie' | 'episode'; readonly id: string; readonly forms: readonly string[] },
): Promise<AdOpening | null> {
  const named = request.headers[PROFILE_HEADER];
  if (typeof named !== 'string' || named === '') return null;
  const { isKids, maxAge } = await readProfile(platform, viewer.account, named);
  return platform.ads.open({ asker: { ...plainAsker(request, platform, viewer), maxAge }, isKids, kind: title.kind, id: Number(title.id), forms: title.forms });
}

/** `GET /api/v1/ads/breaks`: where a title is interrupted, as VMAP; 204 where it is not. */
export function adBreaksPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  app.get<{ Querystring: Static<typeof Query> }>('/ads/breaks', { schema: { querystring: Query } }, async (request, reply) => {
    const viewer = await readActiveViewer(request, platform);
    const { kind, id, forms } = request.query;
    const opening = await openAds(request, platform, viewer, { kind, id, forms: forms.split(',') });
    reply.header('cache-control', 'no-store');
    if (opening === null) return reply.code(204).send();
    return reply.type('application/xml; charset=utf-8').send(platform.ads.vmap(opening, baseUrl(request, platform.config)));
  });
}
