import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '#core/base';
import type { WirePlay, WireRecordings } from '#core/wire';
import type { Asker, Platform } from '#server/domain';
import { absoluteUrl, baseUrl } from '../base-url';
import { askerOf, readActiveViewer, watcherOf } from '../viewer';

const Id = Type.Object({ id: Type.String({ maxLength: 40 }) });
const Request = Type.Object({
  channelId: Type.String({ pattern: '^\\d{1,15}$' }),
  startMs: Type.Integer({ minimum: 0, maximum: 4_102_444_800_000 }),
  isSeries: Type.Optional(Type.Boolean()),
}, { additionalProperties: false });
const PlayBody = Type.Object({ forms: Type.Array(Type.Union([Type.Literal('hls'), Type.Literal('dash'), Type.Literal('ts'), Type.Literal('mp4')]), { maxItems: 10 }) });

/** `/api/v1/recordings` and `/api/v1/recording-rules`: what the account has the platform record. */
export function recordingsPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  const { recordings, config } = platform;
  const askerFor = async (request: FastifyRequest): Promise<Asker> => askerOf(request, platform, await readActiveViewer(request, platform));

  const list = async (request: FastifyRequest, asker: Asker): Promise<WireRecordings> => {
    const found = await recordings.list(asker);
    const base = baseUrl(request, config);
    return { ...found, items: found.items.map((item) => ({ ...item, picture: absoluteUrl(item.picture, base) })) };
  };

  app.get('/recordings', async (request, reply) => {
    const asker = await askerFor(request);
    reply.header('cache-control', 'no-store');
    return list(request, asker);
  });

  app.post<{ Body: Static<typeof Request> }>('/recordings', { schema: { body: Request } }, async (request, reply) => {
    const asker = await askerFor(request);
    const { channelId, startMs, isSeries } = request.body;
    const asked = await recordings.request(asker, Number(channelId), startMs, isSeries ?? false);
    if (!asked.ok) throw asked.error;
    return reply.code(201).header('cache-control', 'no-store').send(await list(request, asker));
  });

  app.delete<{ Params: Static<typeof Id> }>('/recordings/:id', { schema: { params: Id } }, async (request, reply) => {
    const { account } = await askerFor(request);
    if (!(await recordings.drop(account.id, request.params.id))) throw new AppError('http.not-found', { message: 'There is no such recording.' });
    return reply.code(204).send();
  });

  app.delete<{ Params: Static<typeof Id> }>('/recording-rules/:id', { schema: { params: Id } }, async (request, reply) => {
    const { account } = await askerFor(request);
    if (!(await recordings.dropRule(account.id, request.params.id))) throw new AppError('http.not-found', { message: 'There is no such rule.' });
    return reply.code(204).send();
  });

  app.post<{ Params: Static<typeof Id>; Body: Static<typeof PlayBody> }>('/recordings/:id/play', { schema: { params: Id, body: PlayBody } }, async (request, reply): Promise<WirePlay> => {
    const viewer = await readActiveViewer(request, platform);
    const found = await recordings.play(await watcherOf(request, platform, viewer), request.params.id, request.body.forms);
    if (!found.ok) throw found.error;
    const { url, form, expiresAtMs, lease } = found.value;
    reply.header('cache-control', 'no-store');
    return { url: absoluteUrl(url, baseUrl(request, config)), form, isLive: false, expiresAtMs, thumbnails: '', subtitles: [], ...(lease === null ? {} : { lease }) };
  });
}
