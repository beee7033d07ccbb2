import type { FastifyInstance } from 'fastify';
import type { WireAccount } from '#core/wire';
import { isExpired, toWireProfile } from '#server/domain';
import type { Platform } from '#server/domain';
import { readViewer } from '../viewer';

async function isAnythingSold({ billing, rights, store }: Platform): Promise<boolean> {
  if (billing.provider === null) return false;
  const book = await rights.book();
  return Array.from(book.plans.values()).some((plan) => plan.isSold) || book.offers.some((offer) => offer.isSold) || store.goods.isAnySold();
}

/** `GET /api/v1/me`: answers expired and suspended accounts too, since a set must be able to say so. */
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
}
