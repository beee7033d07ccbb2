import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import type { WireProfileLimits } from '#core/wire';
import type { Platform } from '#server/domain';
import { readActiveViewer, readGrant, readProfile, readViewer } from '../viewer';

/** Things a household locks by hand at most; more is a list nobody made by hand. */
const MOST_LOCKED = 2000;
const Params = Type.Object({ id: Type.String({ maxLength: 100 }) });
const Texts = Type.Array(Type.String({ maxLength: 400 }), { maxItems: MOST_LOCKED });
const Body = Type.Object(
  {
    parental: Type.Optional(
      Type.Object(
        {
          isUnratedLocked: Type.Boolean(),
          isAdultLocked: Type.Boolean(),
          strength: Type.Union([Type.Literal('hide'), Type.Literal('ask')]),
          categories: Texts,
          keys: Texts,
          names: Type.Record(Type.String({ maxLength: 400 }), Type.String({ maxLength: 400 }), { maxProperties: 2 * MOST_LOCKED }),
        },
        { additionalProperties: false },
      ),
    ),
    time: Type.Optional(
      Type.Object(
        { minutesPerDay: Type.Integer({ minimum: -1, maximum: 1440 }), bedtime: Type.Integer({ minimum: -1, maximum: 1439 }), wakeUp: Type.Integer({ minimum: 0, maximum: 1439 }) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

type ParamsOf = Static<typeof Params>;

/**
 * `GET` and `PUT` of `/api/v1/profiles/:id/limits`: what parents locked and how long a profile may watch. The age limit is the profile's own.
 * Changes need the grant of the PIN, as those of the profile do.
 */
export function limitsPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  const { limits } = platform.store;

  app.get<{ Params: ParamsOf }>('/profiles/:id/limits', { schema: { params: Params } }, async (request, reply): Promise<WireProfileLimits> => {
    const { account } = await readViewer(request, platform);
    const profile = await readProfile(platform, account, request.params.id);
    const { parental, time, changedAtMs } = await limits.get(profile.id);
    reply.header('cache-control', 'no-store');
    return { parental: parental === null ? null : (JSON.parse(parental) as WireProfileLimits['parental']), time: time === null ? null : (JSON.parse(time) as WireProfileLimits['time']), changedAtMs };
  });

  app.put<{ Params: ParamsOf; Body: Static<typeof Body> }>(
    '/profiles/:id/limits',
    { schema: { params: Params, body: Body }, bodyLimit: 2 * 1024 * 1024 },
    async (request, reply) => {
      const { account } = await readActiveViewer(request, platform);
      const profile = await readProfile(platform, account, request.params.id);
      await platform.pins.demand(account, profile.id, readGrant(request));
      const { parental, time } = request.body;
      await limits.put(profile.id, { ...(parental === undefined ? {} : { parental: JSON.stringify(parental) }), ...(time === undefined ? {} : { time: JSON.stringify(time) }) }, platform.nowMs());
      return reply.code(204).send();
    },
  );
}
