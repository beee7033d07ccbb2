import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import type { WirePinAnswer } from '#core/wire';
import type { Platform } from '#server/domain';
import { readActiveViewer, readGrant, readProfile } from '../viewer';

const ProfileId = Type.Optional(Type.String({ maxLength: 100 }));
const CheckBody = Type.Union([
  Type.Object({ profileId: ProfileId, pin: Type.String({ maxLength: 8 }) }, { additionalProperties: false }),
  Type.Object({ profileId: ProfileId, password: Type.String({ maxLength: 256 }) }, { additionalProperties: false }),
]);
const SetBody = Type.Object({ profileId: ProfileId, pin: Type.String({ maxLength: 8 }) }, { additionalProperties: false });

/**
 * `POST /api/v1/pin/check` judges the PIN of the household or of a profile, or the account's password in its place; `PUT /api/v1/pin` sets
 * or removes one. Both without and with `profileId`. What is judged is answered 200; tries are limited by the domain.
 */
export function pinsPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  app.post<{ Body: Static<typeof CheckBody> }>('/pin/check', { schema: { body: CheckBody } }, async (request, reply): Promise<WirePinAnswer> => {
    const { account } = await readActiveViewer(request, platform);
    const { body } = request;
    const holderId = body.profileId === undefined ? account.id : (await readProfile(platform, account, body.profileId)).id;
    reply.header('cache-control', 'no-store');
    return platform.pins.check(account, holderId, 'pin' in body ? { kind: 'pin', text: body.pin } : { kind: 'password', text: body.password });
  });

  app.put<{ Body: Static<typeof SetBody> }>('/pin', { schema: { body: SetBody } }, async (request, reply) => {
    const { account } = await readActiveViewer(request, platform);
    const { profileId, pin } = request.body;
    const holderId = profileId === undefined ? account.id : (await readProfile(platform, account, profileId)).id;
    await platform.pins.demand(account, profileId ?? null, readGrant(request));
    await platform.pins.set(holderId, pin);
    return reply.code(204).send();
  });
}
