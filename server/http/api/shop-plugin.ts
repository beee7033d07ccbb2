import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '#core/base';
import type { WireAccess, WireOrder, WireOrders, WireShop } from '#core/wire';
import { channelItem, isTitleRightOpen, rightsRefusal, subscriptionEndMs, subscriptionState, titleItem } from '#server/domain';
import type { PlacedOrder, Platform, RightsItem } from '#server/domain';
import { dueMinor } from '#server/store';
import type { AccountRow, OrderRow } from '#server/store';
import { absoluteUrl, phoneBaseUrl } from '../base-url';
import { askerOf, readGrant, readViewer } from '../viewer';

const Access = Type.Object({
  kind: Type.Union([Type.Literal('channel'), Type.Literal('movie'), Type.Literal('series')]),
  id: Type.String({ pattern: '^\\d{1,15}$' }),
});
const OrderBody = Type.Object({
  planId: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  offerId: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  coupon: Type.Optional(Type.String({ maxLength: 60 })),
});
const OrderHeaders = Type.Object({ 'idempotency-key': Type.String({ pattern: '^[\\w.:-]{8,100}$' }) });
const OrderParams = Type.Object({ id: Type.String({ pattern: '^[\\w-]{1,60}$' }) });

function wireOrder(order: OrderRow, payUrl: string): WireOrder {
  const { id, kind, refId, status, priceMinor, currency, discountMinor, creditMinor, isSandbox, createdAtMs, paidAtMs } = order;
  return { id, kind, refId, status, price: { amountMinor: priceMinor, currency }, discountMinor, creditMinor, dueMinor: dueMinor(order), isSandbox, createdAtMs, paidAtMs, payUrl };
}

async function readItem(platform: Platform, { kind, id }: Static<typeof Access>): Promise<RightsItem | null> {
  const { catalog } = platform.store;
  if (kind === 'channel') {
    const channel = await catalog.channel(Number(id));
    return channel === null ? null : channelItem(channel);
  }
  const row = kind === 'movie' ? await catalog.movie(Number(id)) : await catalog.seriesById(Number(id));
  return row === null ? null : titleItem(kind, row);
}

/** Buying is for accounts that are not suspended (expired ones may: that is how they come back), and behind the household's PIN. */
async function readBuyer(request: FastifyRequest, platform: Platform): Promise<AccountRow> {
  const { account } = await readViewer(request, platform);
  if (account.status === 'suspended') throw rightsRefusal('suspended');
  await platform.pins.demand(account, null, readGrant(request));
  return account;
}

async function shopOf(platform: Platform, account: AccountRow): Promise<WireShop> {
  const now = platform.nowMs();
  const book = await platform.rights.book();
  const { provider } = platform.billing;
  const subscriptions = await platform.store.rights.subscriptions(account.id);
  const titles = await platform.store.rights.titleRights(account.id);
  return {
    isOpen: provider !== null,
    isSandbox: provider?.isSandbox ?? false,
    plans: Array.from(book.plans.values()).filter((plan) => plan.isSold).map(({ id, name, priceMinor, currency, periodCount, periodUnit, trialDays, maxStreams, maxDevices }) => ({
      id, name, price: { amountMinor: priceMinor, currency }, periodCount, periodUnit, trialDays: subscriptions.length === 0 ? trialDays : 0, maxStreams, maxDevices,
    })),
    subscriptions: subscriptions.map((row) => ({ planId: row.planId, state: subscriptionState(row, now), endsAtMs: subscriptionEndMs(row) })),
    titles: titles.map((right) => ({
      kind: right.target.kind, id: String(right.target.itemId), model: right.model, isOpen: isTitleRightOpen(right, now),
      startByMs: right.firstPlayAtMs === 0 ? right.startByMs : 0, expiresAtMs: right.expiresAtMs,
    })),
  };
}

function addOrders(app: FastifyInstance, platform: Platform): void {
  const { money } = platform.store;
  const answer = (request: FastifyRequest, { order, payUrl }: PlacedOrder): WireOrder => wireOrder(order, absoluteUrl(payUrl, phoneBaseUrl(request, platform.config)));

  app.post<{ Body: Static<typeof OrderBody>; Headers: Static<typeof OrderHeaders> }>(
    '/orders', { schema: { body: OrderBody, headers: OrderHeaders } },
    async (request, reply): Promise<WireOrder> => {
      const account = await readBuyer(request, platform);
      const { planId, offerId, coupon = '' } = request.body;
      if ((planId === undefined) === (offerId === undefined)) throw new AppError('input.invalid', { message: 'one of planId and offerId is needed' });
      const kind = planId === undefined ? 'title' : 'plan';
      const placed = await platform.billing.place(account, { kind, refId: planId ?? offerId ?? '', coupon, idempotencyKey: request.headers['idempotency-key'] });
      if (!placed.ok) throw placed.error;
      reply.header('cache-control', 'no-store');
      return answer(request, placed.value);
    },
  );

  app.get('/orders', async (request, reply): Promise<WireOrders> => {
    const { account } = await readViewer(request, platform);
    reply.header('cache-control', 'no-store');
    return { items: (await money.orders(account.id)).map((order) => wireOrder(order, '')) };
  });

  app.get<{ Params: Static<typeof OrderParams> }>('/orders/:id', { schema: { params: OrderParams } }, async (request, reply): Promise<WireOrder> => {
    const { account } = await readViewer(request, platform);
    const order = await money.order(request.params.id);
    if (order === null || order.accountId !== account.id) throw new AppError('http.not-found', { message: 'This account has no such order.' });
    reply.header('cache-control', 'no-store');
    return wireOrder(order, '');
  });
}

/** `/api/v1/shop`: what is sold and what the account has; `/api/v1/orders`: buying. Paid is what the provider says is. */
export function shopPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  app.get('/shop', async (request, reply): Promise<WireShop> => {
    const { account } = await readViewer(request, platform);
    reply.header('cache-control', 'no-store');
    return shopOf(platform, account);
  });

  app.get<{ Params: Static<typeof Access> }>('/shop/:kind/:id', { schema: { params: Access } }, async (request, reply): Promise<WireAccess> => {
    const asker = await askerOf(request, platform, await readViewer(request, platform));
    const item = await readItem(platform, request.params);
    const isHidden = item === null || (await platform.rights.refusal(asker, item, 'browse')) !== null;
    if (isHidden) throw new AppError('http.not-found', { message: 'There is no such title.' });
    const book = await platform.rights.book();
    const verdict = await platform.rights.judge(asker, item, 'play');
    const { bouquetIds } = book.assetOf(item);
    reply.header('cache-control', 'no-store');
    return {
      isAllowed: verdict.isAllowed,
      reason: verdict.isAllowed ? verdict.by : verdict.reason,
      offers: book.offersFor(item).map(({ id, model, priceMinor, currency, startWithinMs, windowMs }) => ({ id, model, price: { amountMinor: priceMinor, currency }, startWithinMs, windowMs })),
      planIds: Array.from(book.plans.values()).filter((plan) => plan.isSold && plan.bouquetIds.some((id) => bouquetIds.includes(id))).map((plan) => plan.id),
    };
  });

  addOrders(app, platform);
}
