import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import type { WirePlay, WirePlayRequest } from '#core/wire';
import type { DrmOffer, Platform, Watcher } from '#server/domain';
import { absoluteUrl, baseUrl } from '../base-url';
import { readActiveViewer, watcherOf } from '../viewer';
import type { Viewer } from '../viewer';
import { openAds } from './ad-breaks-plugin';

const Body = Type.Object({
  kind: Type.Union([Type.Literal('channel'), Type.Literal('movie'), Type.Literal('episode'), Type.Literal('trailer')]),
  id: Type.String({ maxLength: 100 }),
  atMs: Type.Optional(Type.Number({ minimum: 0 })),
  durationMs: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  forms: Type.Array(Type.Union([Type.Literal('hls'), Type.Literal('dash'), Type.Literal('ts'), Type.Literal('mp4')]), { maxItems: 10 }),
  interstitials: Type.Optional(Type.Boolean()),
});

/** Where licences for the stream that was let in are had; `null`: it is not protected. */
async function drmOf(platform: Platform, { account, session }: Viewer, { asker }: Watcher, { kind, id }: Pick<WirePlayRequest, 'kind' | 'id'>, play: WirePlay): Promise<readonly DrmOffer[] | null> {
  // Trailers are shown to everybody, recordings are kept in clear.
  if (kind !== 'channel' && kind !== 'movie' && kind !== 'episode') return null;
  const { familyId, deviceId } = session;
  return platform.drm.offers({
    kind, itemId: Number(id), accountId: account.id, familyId, deviceId, maxAge: asker.maxAge, leaseId: play.lease?.id ?? '', expiresAtMs: play.expiresAtMs,
  });
}

/** `POST /api/v1/play`: asks to watch; answers a signed address. */
export function playPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  app.post<{ Body: Static<typeof Body> }>('/play', { schema: { body: Body } }, async (request, reply): Promise<WirePlay> => {
    const viewer = await readActiveViewer(request, platform);
    const { kind, id, forms, atMs, durationMs } = request.body;
    const wanted = { kind, id, forms, ...(atMs === undefined ? {} : { atMs }), ...(durationMs === undefined ? {} : { durationMs }) };
    const watcher = await watcherOf(request, platform, viewer);
    const found = await platform.play.resolve(wanted, watcher);
    if (!found.ok) throw found.error;
    const isTitle = kind === 'movie' || kind === 'episode';
    const mayHaveBreaks = isTitle && request.body.interstitials !== true && (await platform.ads.policies.read()).isOn;
    const opening = request.body.interstitials === true && isTitle ? await openAds(request, platform, viewer, { kind, id, forms: ['hls'] }) : null;
    const url = opening === null ? found.value.url : platform.ads.withInterstitials(found.value.url, found.value.expiresAtMs, opening);
    const base = baseUrl(request, platform.config);
    const protection = await drmOf(platform, viewer, watcher, { kind, id }, found.value);
    reply.header('cache-control', 'no-store');
    return {
      ...found.value,
      ...(protection === null ? {} : { drm: protection.map(({ system, path }) => ({ system, url: absoluteUrl(path, base) })) }),
      ...(mayHaveBreaks ? { mayHaveBreaks } : {}),
      url: absoluteUrl(url, base),
      thumbnails: absoluteUrl(found.value.thumbnails, base),
      subtitles: found.value.subtitles.map((track) => ({ ...track, url: absoluteUrl(track.url, base) })),
    };
  });
}
