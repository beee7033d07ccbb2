import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WireFavourites, WireLearning, WireProgressList } from '#core/wire';
import type { Platform } from '#server/domain';
import type { ProfileRow } from '#server/store';
import { readProfile, readViewer } from '../viewer';

const Key = Type.String({ pattern: '^[cmse]:.{1,200}$' });
const Milliseconds = Type.Number({ minimum: 0, maximum: 1e14 });
const Params = Type.Object({ id: Type.String({ maxLength: 100 }) });
const ProgressBody = Type.Object({
  items: Type.Array(
    Type.Object({
      key: Key,
      positionMs: Milliseconds,
      durationMs: Milliseconds,
      updatedAtMs: Milliseconds,
      isFinished: Type.Boolean(),
      parentId: Type.String({ maxLength: 200 }),
    }),
    { maxItems: 1000 },
  ),
});
const LearningBody = Type.Object(
  { isOn: Type.Boolean(), forgottenBeforeMs: Milliseconds, forgotten: Type.Array(Key, { maxItems: 2000 }) },
  { additionalProperties: false },
);
const FavouritesBody = Type.Object({ keys: Type.Array(Key, { maxItems: 10_000 }) });

type ParamsOf = Static<typeof Params>;

/** `GET` and `PUT` of `/api/v1/profiles/:id/progress`, `…/favourites` and `…/learning`. A `PUT` is answered once it is on the disk. */
export function profilesPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  const { progress, favourites } = platform.store;
  // What was watched is kept for expired accounts as well: they may renew.
  const profileOf = async (request: FastifyRequest<{ Params: ParamsOf }>): Promise<ProfileRow> => {
    const { account } = await readViewer(request, platform);
    return readProfile(platform, account, request.params.id);
  };

  app.get<{ Params: ParamsOf }>('/profiles/:id/progress', { schema: { params: Params } }, async (request, reply): Promise<WireProgressList> => {
    const profile = await profileOf(request);
    reply.header('cache-control', 'no-store');
    return { items: await progress.list(profile.id) };
  });

  app.put<{ Params: ParamsOf; Body: Static<typeof ProgressBody> }>(
    '/profiles/:id/progress',
    { schema: { params: Params, body: ProgressBody }, bodyLimit: 512 * 1024 },
    async (request, reply) => {
      const profile = await profileOf(request);
      const now = platform.nowMs();
      // A set whose clock runs ahead must not win for ever.
      await progress.merge(profile.id, request.body.items.map((item) => ({ ...item, updatedAtMs: Math.min(item.updatedAtMs, now) })));
      return reply.code(204).send();
    },
  );

  app.get<{ Params: ParamsOf }>('/profiles/:id/favourites', { schema: { params: Params } }, async (request, reply): Promise<WireFavourites> => {
    const profile = await profileOf(request);
    reply.header('cache-control', 'no-store');
    return { keys: await favourites.list(profile.id) };
  });

  app.put<{ Params: ParamsOf; Body: Static<typeof FavouritesBody> }>(
    '/profiles/:id/favourites',
    { schema: { params: Params, body: FavouritesBody }, bodyLimit: 1024 * 1024 },
    async (request, reply) => {
      const profile = await profileOf(request);
      await favourites.replace(profile.id, Array.from(new Set(request.body.keys)));
      return reply.code(204).send();
    },
  );

  app.get<{ Params: ParamsOf }>('/profiles/:id/learning', { schema: { params: Params } }, async (request, reply): Promise<WireLearning> => {
    const profile = await profileOf(request);
    reply.header('cache-control', 'no-store');
    return platform.recommendations.learning(profile.id);
  });

  app.put<{ Params: ParamsOf; Body: Static<typeof LearningBody> }>(
    '/profiles/:id/learning',
    { schema: { params: Params, body: LearningBody }, bodyLimit: 512 * 1024 },
    async (request, reply) => {
      const profile = await profileOf(request);
      const { isOn, forgotten, forgottenBeforeMs } = request.body;
      // A set whose clock runs ahead must not keep everything to come from being learnt.
      const row = { isOn, forgotten: Array.from(new Set(forgotten)), forgottenBeforeMs: Math.min(forgottenBeforeMs, platform.nowMs()) };
      await platform.recommendations.putLearning(profile.accountId, profile.id, row);
      return reply.code(204).send();
    },
  );
}
