import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import type { WireAccount, WireSettings } from '#core/wire';
import { isExpired, toWireProfile } from '#server/domain';
import type { Platform } from '#server/domain';
import { readViewer } from '../viewer';

async function isAnythingSold({ billing, rights, store }: Platform): Promise<boolean> {
  if (billing.provider === null) return false;
  const book = await rights.book();
  return Array.from(book.plans.values()).some((plan) => plan.isSold) || book.offers.some((offer) => offer.isSold) || store.goods.isAnySold();
}

/** Sets judge values by themselves: a newer one has settings that an older does not know. Flags come first: as a text anything can be read. */
const SettingsBody = Type.Object(
  { values: Type.Record(Type.String({ maxLength: 40 }), Type.Union([Type.Boolean(), Type.String({ maxLength: 40 })]), { maxProperties: 60 }) },
  { additionalProperties: false },
);

/** `GET /api/v1/me`: answers expired and suspended accounts too, since a set must be able to say so. `GET` and `PUT` of `/api/v1/me/settings`. */
export function accountPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  app.get('/me', async (request, reply): Promise<WireAccount> => {
    const { account } = await readViewer(request, platform);
    const profiles = await platform.store.accounts.profiles(account.id);
    const holders = await platform.store.pins.holders([account.id, ...profiles.map((profile) => profile.id)]);
    const activeOrExpired = isExpired(account.expiresAtMs, platform.nowMs()) ? 'expired' : 'active';
    reply.header('cache-control', 'no-store');
    return {
      id: account.id,
      name: account.name,
      status: account.status === 'suspended' ? 'suspended' : activeOrExpired,
      expiresAtMs: account.expiresAtMs,
      maxConnections: (await platform.rights.streamLimit(account)).most,
      hasPin: holders.has(account.id),
      hasShop: await isAnythingSold(platform),
      profiles: profiles.map((profile) => ({ ...toWireProfile(profile), hasPin: holders.has(profile.id) })),
    };
  });

  app.get('/me/settings', async (request, reply): Promise<WireSettings> => {
    const { account } = await readViewer(request, platform);
    const body = await platform.store.accounts.settings(account.id);
    reply.header('cache-control', 'no-store');
    return { values: body === '' ? null : (JSON.parse(body) as WireSettings['values']) };
  });

  app.put<{ Body: Static<typeof SettingsBody> }>('/me/settings', { schema: { body: SettingsBody } }, async (request, reply) => {
    const { account } = await readViewer(request, platform);
    await platform.store.accounts.putSettings(account.id, JSON.stringify(request.body.values));
    return reply.code(204).send();
  });
}
