import { randomUUID } from 'node:crypto';
import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { AppError } from '#core/base';
import type { WireProfile } from '#core/wire';
import { toWireProfile } from '#server/domain';
import type { Platform } from '#server/domain';
import type { ProfileRow } from '#server/store';
import { readActiveViewer, readGrant, readProfile } from '../viewer';

/** Profiles of an account at most. More do not fit a household, fewer do not fit a large one. */
const MOST_PROFILES = 12;
const Params = Type.Object({ id: Type.String({ maxLength: 100 }) });
const Body = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
    avatar: Type.Union(['ember', 'sky', 'plum', 'moss'].map((name) => Type.Literal(name))),
    isKids: Type.Boolean(),
    maxAge: Type.Integer({ minimum: -1, maximum: 18 }),
  },
  { additionalProperties: false },
);

type ParamsOf = Static<typeof Params>;
type BodyOf = Static<typeof Body>;

/** `POST /api/v1/profiles`, `PUT` and `DELETE` of `/api/v1/profiles/:id`. With a household PIN they need its grant. */
export function profileChangesPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  const { accounts } = platform.store;

  app.post<{ Body: BodyOf }>('/profiles', { schema: { body: Body } }, async (request, reply): Promise<WireProfile> => {
    const { account } = await readActiveViewer(request, platform);
    await platform.pins.demand(account, null, readGrant(request));
    const profiles = await accounts.profiles(account.id);
    if (profiles.length >= MOST_PROFILES) throw new AppError('input.invalid', { message: `An account has at most ${String(MOST_PROFILES)} profiles.` });
    const profile: ProfileRow = { ...changeOf(request.body), id: randomUUID(), accountId: account.id, position: 0, pinHash: '', language: profiles[0]?.language ?? '' };
    await accounts.addProfile(profile);
    reply.code(201);
    return toWireProfile(profile);
  });

  app.put<{ Params: ParamsOf; Body: BodyOf }>('/profiles/:id', { schema: { params: Params, body: Body } }, async (request, reply) => {
    const { account } = await readActiveViewer(request, platform);
    const profile = await readProfile(platform, account, request.params.id);
    await platform.pins.demand(account, profile.id, readGrant(request));
    await accounts.changeProfile({ ...profile, ...changeOf(request.body) });
    return reply.code(204).send();
  });

  app.delete<{ Params: ParamsOf }>('/profiles/:id', { schema: { params: Params } }, async (request, reply) => {
    const { account } = await readActiveViewer(request, platform);
    const profile = await readProfile(platform, account, request.params.id);
    await platform.pins.demand(account, profile.id, readGrant(request));
    const profiles = await accounts.profiles(account.id);
    if (profiles.length <= 1) throw new AppError('input.invalid', { message: 'The last profile stays.' });
    await accounts.removeProfile(account.id, profile.id);
    return reply.code(204).send();
  });
}

function changeOf(body: BodyOf): Pick<ProfileRow, 'name' | 'avatar' | 'isKids' | 'maxAge'> {
  return { name: body.name.trim(), avatar: body.avatar, isKids: body.isKids, maxAge: body.maxAge };
}
