import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#core/base';
import type { WireBasket } from '#core/wire';
import { MOST_PIECES } from '#server/domain';
import type { Platform } from '#server/domain';
import type { AccountRow } from '#server/store';
import { countryOf } from '../country';
import { PROFILE_HEADER, readProfile, readViewer } from '../viewer';
import { wireQuote } from './wire-quote';

const Params = Type.Object({ variantId: Type.String({ minLength: 1, maxLength: 100 }) });
const Body = Type.Object({ quantity: Type.Integer({ minimum: 0, maximum: MOST_PIECES }) });

/** Whose basket it is. Children have none: throws `http.forbidden` where the request names such a profile. */
export async function readBasketOwner(request: FastifyRequest, platform: Platform): Promise<AccountRow> {
  const { account } = await readViewer(request, platform);
  const named = request.headers[PROFILE_HEADER];
  const isKids = typeof named === 'string' && named !== '' && (await readProfile(platform, account, named)).isKids;
  if (isKids) throw new AppError('http.forbidden', { message: 'Profiles for children have no basket.' });
  return account;
}

/** `/api/v1/basket`: what an account puts together to order at once (`POST /orders` with `basket`). */
export function basketPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  const send = async (request: FastifyRequest, reply: FastifyReply, account: AccountRow): Promise<WireBasket> => {
    const { lines, sum } = await platform.baskets.look(account, countryOf(request, platform));
    reply.header('cache-control', 'no-store');
    return {
      lines: lines.map(({ variantId, productId, name, picture, quantity, left, priceMinor, currency }) => ({
        variantId, productId, name, picture, quantity, left: Math.min(MOST_PIECES, left), price: { amountMinor: priceMinor, currency },
      })),
      sum: sum === null ? null : wireQuote(sum),
    };
  };

  app.get('/basket', async (request, reply): Promise<WireBasket> => send(request, reply, await readBasketOwner(request, platform)));

  app.put<{ Params: Static<typeof Params>; Body: Static<typeof Body> }>('/basket/:variantId', { schema: { params: Params, body: Body } }, async (request, reply): Promise<WireBasket> => {
    const account = await readBasketOwner(request, platform);
    const put = await platform.baskets.put(account, { variantId: request.params.variantId, quantity: request.body.quantity });
    if (!put.ok) throw put.error;
    return send(request, reply, account);
  });
}
