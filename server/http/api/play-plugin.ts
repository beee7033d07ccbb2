import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import type { WirePlay } from '#core/wire';
import type { Platform } from '#server/domain';
import { absoluteUrl, baseUrl } from '../base-url';
import { readActiveViewer, watcherOf } from '../viewer';
import { openAds } from './ad-breaks-plugin';

const Body = Type.Object({
  kind: Type.Union([Type.Literal('channel'), Type.Literal('movie'), Type.Literal('episode'), Type.Literal('trailer')]),
  id: Type.String({ maxLength: 100 }),
  atMs: Type.Optional(Type.Number({ minimum: 0 })),
  durationMs: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  forms: Type.Array(Type.Union([Type.Literal('hls'), Type.Literal('dash'), Type.Literal('ts'), Type.Literal('mp4')]), { maxItems: 10 }),
  interstitials: Type.Optional(Type.Boolean()),
});

/** `POST /api/v1/play`: asks to watch; answers a signed address. */
export function playPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  app.post<{ Body: Static<typeof Body> }>('/play', { schema: { body: Body } }, async (request, reply): Promise<WirePlay> => {
    const viewer = await readActiveViewer(request, platform);
    const { kind, id, forms, atMs, durationMs } = request.body;
    const wanted = { kind, id, forms, ...(atMs === undefined ? {} : { atMs }), ...(durationMs === undefined ? {} : { durationMs }) };
    const found = await platform.play.resolve(wanted, await watcherOf(request, platform, viewer));
    if (!found.ok) throw found.error;
    const isTitle = kind === 'movie' || kind === 'episode';
    const mayHaveBreaks = isTitle && request.body.interstitials !== true && (await platform.ads.policies.read()).isOn;
    const opening = request.body.interstitials === true && isTitle ? await openAds(request, platform, viewer, { kind, id, forms: ['hls'] }) : null;
    const url = opening === null ? found.value.url : platform.ads.withInterstitials(found.value.url, found.value.expiresAtMs, opening);
    const base = baseUrl(request, platform.config);
    reply.header('cache-control', 'no-store');
    return {
      ...found.value,
      ...(mayHaveBreaks ? { mayHaveBreaks } : {}),
      url: absoluteUrl(url, base),
      thumbnails: absoluteUrl(found.value.thumbnails, base),
      subtitles: found.value.subtitles.map((track) => ({ ...track, url: absoluteUrl(track.url, base) })),
    };
  });
}
