import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '#core/base';
import type { Result } from '#core/base';
import type { WireAccess, WireOrder, WireOrders, WireQuote, WireShop, WireShopTitles } from '#core/wire';
import { channelItem, goodsPriceMinor, goodsRoute, isEventRightOpen, isEventSold, isOfferOpen, isTitleRightOpen, MOST_PIECES, rightsRefusal, subscriptionEndMs, subscriptionState, titleItem } from '#server/domain';
import type { PlacedOrder, Platform, PriceWish, RightsItem, ShownOrder } from '#server/domain';
import { dueMinor } from '#server/store';
import type { AccountRow, OfferRow, TitleRightRow } from '#server/store';
import { absoluteUrl, phoneBaseUrl } from '../base-url';
import { countryOf } from '../country';
import { historyPath } from '../pages/history-path';
import { askerOf, readGrant, readViewer } from '../viewer';
import { readBasketOwner } from './basket-plugin';
import { wireQuote } from './wire-quote';

const Access = Type.Object({
  kind: Type.Union([Type.Literal('channel'), Type.Literal('movie'), Type.Literal('series')]),
  id: Type.String({ pattern: '^\\d{1,15}$' }),
});
const Id = Type.Optional(Type.String({ minLength: 1, maxLength: 100 }));
const OrderBody = Type.Object({
  planId: Id,
  offerId: Id,
  variantId: Id,
  basket: Type.Optional(Type.Literal(true)),
  quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_PIECES })),
  coupon: Type.Optional(Type.String({ maxLength: 60 })),
  way: Type.Optional(Type.Union([Type.Literal('phone'), Type.Literal('television')])),
  country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
});
const OrderHeaders = Type.Object({ 'idempotency-key': Type.String({ pattern: '^[\\w.:-]{8,100}$' }) });
/** Orders told of at most; a phone shows as many. */
const MOST_ORDERS = 100;
/** Titles told of at most: more than anybody walks through. */
const MOST_TITLES = 2000;
/** Events told of at most. */
const MOST_EVENTS = 500;
const OrderParams = Type.Object({ id: Type.String({ pattern: '^[\\w-]{1,60}$' }) });

function wireOrder({ order, name, delivery }: ShownOrder, payUrl = '', purchase: PlacedOrder['purchase'] = null): WireOrder {
  const { id, kind, refId, quantity, status, priceMinor, currency, discountMinor, creditMinor, shippingMinor, isSandbox, createdAtMs, paidAtMs } = order;
  return {
    id, kind, refId, name, quantity, status, price: { amountMinor: priceMinor, currency }, discountMinor, creditMinor, shippingMinor,
    dueMinor: dueMinor(order), delivery: delivery?.state ?? '', deliveryNote: delivery?.note ?? '', isSandbox, createdAtMs, paidAtMs, payUrl,
    ...(purchase === null ? {} : { purchase }),
  };
}

/** Whether a body asks for what lies in the basket, and for nothing else. */
function isOfBasket({ basket, planId, offerId, variantId }: Static<typeof OrderBody>): boolean {
  return basket === true && (planId ?? offerId ?? variantId) === undefined;
}

/** What a body asks for. Throws `input.invalid` for none or several things, and for an empty basket. */
async function wishOf(request: FastifyRequest<{ Body: Static<typeof OrderBody> }>, platform: Platform): Promise<PriceWish> {
  const { body } = request;
  const { planId, offerId, variantId, coupon = '', quantity = 1 } = body;
  const country = countryOf(request, platform);
  const named = ([['plan', planId], ['title', offerId], ['goods', variantId]] as const).flatMap(([kind, refId]) => (refId === undefined ? [] : [{ kind, refId }]));
  const [wanted] = named;
  if (isOfBasket(body)) {
    const wish = await platform.baskets.wish(await readBasketOwner(request, platform), coupon, body.country ?? country);
    if (!wish.ok) throw wish.error;
    return wish.value;
  }
  if (wanted === undefined || named.length > 1 || body.basket === true) throw new AppError('input.invalid', { message: 'one of planId, offerId, variantId and basket is needed' });
  return { ...wanted, quantity: wanted.kind === 'goods' ? quantity : 1, coupon, country: body.country ?? country };
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

/** A basket is paid for with a phone alone, as all that is sent. */
async function placeOrder(request: FastifyRequest<{ Body: Static<typeof OrderBody> }>, platform: Platform, account: AccountRow): Promise<Result<PlacedOrder, AppError>> {
  const { way = 'phone', coupon = '', country } = request.body;
  const idempotencyKey = String(request.headers['idempotency-key']);
  if (!isOfBasket(request.body)) return platform.billing.place(account, { ...(await wishOf(request, platform)), way, idempotencyKey });
  if (way === 'television') throw new AppError('input.invalid', { message: 'This is paid for with a phone.' });
  return platform.baskets.place(await readBasketOwner(request, platform), { coupon, country: country ?? countryOf(request, platform), idempotencyKey });
}

async function goodsOf(platform: Platform, country: string): Promise<WireShop['goods']> {
  const { goods } = platform.store;
  const sold = (await goods.products()).filter((product) => product.isSold);
  if (sold.length === 0) return [];
  const [countries, free] = [await goods.countries(), await goods.free(platform.nowMs())];
  return sold.flatMap(({ id, name, description, picture, currency, variants }) => {
    const route = goodsRoute(countries, currency, country);
    if (route === null) return [];
    return [{
      id, name, description, picture,
      variants: variants.filter((variant) => variant.isSold).map((variant) => ({
        id: variant.id, name: variant.name, price: { amountMinor: goodsPriceMinor(variant.priceMinor, 1, route), currency },
        left: Math.min(MOST_PIECES, free.get(variant.id) ?? 0),
      })),
    }];
  });
}

async function titlesOf(platform: Platform): Promise<WireShopTitles> {
  const now = platform.nowMs();
  const cheapest = new Map<string, WireShopTitles['items'][number]>();
  const { offers } = await platform.rights.book();
  for (const offer of offers) {
    const { target: { kind, itemId }, priceMinor, currency, rightsEndMs } = offer;
    if (kind === 'category' || offer.event !== undefined || !isOfferOpen(offer, now)) continue;
    const key = `${kind} ${String(itemId)}`;
    const known = cheapest.get(key);
    if (known === undefined || priceMinor < known.from.amountMinor) cheapest.set(key, { kind, id: String(itemId), from: { amountMinor: priceMinor, currency }, rightsEndMs });
  }
  // Ids of the catalogue grow: what came last stands first.
  return { items: Array.from(cheapest.values()).sort((a, b) => Number(b.id) - Number(a.id)).slice(0, MOST_TITLES) };
}

/** Events that can still be paid for, and those that were and can still be watched, the next first. */
function eventsOf(offers: readonly OfferRow[], rights: readonly TitleRightRow[], nowMs: number): WireShop['events'] {
  const shown = offers.flatMap((offer) => {
    if (offer.event === undefined) return [];
    const isHeld = rights.some((right) => right.offerId === offer.id && isEventRightOpen(right, offer.event, nowMs));
    if (!isHeld && !isEventSold(offer, nowMs)) return [];
    const { name, description, picture, startsAtMs, endsAtMs, replayMs } = offer.event;
    return [{
      offerId: offer.id, channelId: String(offer.target.itemId), name, description, picture, startsAtMs, endsAtMs, replayMs, isHeld,
      price: { amountMinor: offer.priceMinor, currency: offer.currency },
    }];
  });
  return shown.sort((a, b) => a.startsAtMs - b.startsAtMs).slice(0, MOST_EVENTS);
}

async function shopOf(platform: Platform, account: AccountRow, country: string): Promise<WireShop> {
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
    titles: titles.flatMap((right) => (right.model === 'event' ? [] : [{
      kind: right.target.kind, id: String(right.target.itemId), model: right.model, isOpen: isTitleRightOpen(right, now),
      startByMs: right.firstPlayAtMs === 0 ? right.startByMs : 0, expiresAtMs: right.expiresAtMs,
    }])),
    goods: await goodsOf(platform, country),
    events: eventsOf(book.offers, titles, now),
    televisionShop: platform.billing.television?.id ?? '',
  };
}

function addOrders(app: FastifyInstance, platform: Platform): void {
  const { money } = platform.store;
  const answer = async (request: FastifyRequest, { order, payUrl, purchase }: PlacedOrder): Promise<WireOrder> =>
    wireOrder(await platform.billing.shownOne(order), absoluteUrl(payUrl, phoneBaseUrl(request, platform.config)), purchase);

  app.post<{ Body: Static<typeof OrderBody> }>('/quotes', { schema: { body: OrderBody } }, async (request, reply): Promise<WireQuote> => {
    const { account } = await readViewer(request, platform);
    const quoted = await platform.billing.quote(account, await wishOf(request, platform));
    if (!quoted.ok) throw quoted.error;
    reply.header('cache-control', 'no-store');
    return wireQuote(quoted.value);
  });

  app.post<{ Body: Static<typeof OrderBody>; Headers: Static<typeof OrderHeaders> }>(
    '/orders', { schema: { body: OrderBody, headers: OrderHeaders } },
    async (request, reply): Promise<WireOrder> => {
      const account = await readBuyer(request, platform);
      const placed = await placeOrder(request, platform, account);
      if (!placed.ok) throw placed.error;
      reply.header('cache-control', 'no-store');
      return answer(request, placed.value);
    },
  );

  app.get('/orders', async (request, reply): Promise<WireOrders> => {
    const { account } = await readViewer(request, platform);
    reply.header('cache-control', 'no-store');
    const orders = (await money.orders(account.id)).slice(0, MOST_ORDERS);
    const items = (await platform.billing.shown(orders)).map((shown) => wireOrder(shown));
    return { items, historyUrl: absoluteUrl(historyPath(platform, account.id), phoneBaseUrl(request, platform.config)) };
  });

  app.get<{ Params: Static<typeof OrderParams> }>('/orders/:id', { schema: { params: OrderParams } }, async (request, reply): Promise<WireOrder> => {
    const { account } = await readViewer(request, platform);
    const order = await money.order(request.params.id);
    if (order === null || order.accountId !== account.id) throw new AppError('http.not-found', { message: 'This account has no such order.' });
    reply.header('cache-control', 'no-store');
    return wireOrder(await platform.billing.shownOne(await platform.billing.look(order)));
  });
}

/** `/api/v1/shop`: what is sold and what the account has; `/api/v1/orders`: buying. Paid is what the provider says is. */
export function shopPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  app.get('/shop', async (request, reply): Promise<WireShop> => {
    const { account } = await readViewer(request, platform);
    reply.header('cache-control', 'no-store');
    return shopOf(platform, account, countryOf(request, platform));
  });

  app.get('/shop/titles', async (request, reply): Promise<WireShopTitles> => {
    await readViewer(request, platform);
    reply.header('cache-control', 'no-store');
    return titlesOf(platform);
  });

  app.get<{ Params: Static<typeof Access> }>('/shop/:kind/:id', { schema: { params: Access } }, async (request, reply): Promise<WireAccess> => {
    const asker = await askerOf(request, platform, await readViewer(request, platform));
    const item = await readItem(platform, request.params);
    const isHidden = item === null || (await platform.rights.refusal(asker, item, 'browse')) !== null;
    if (isHidden) throw new AppError('http.not-found', { message: 'There is no such title.' });
    const book = await platform.rights.book();
    const verdict = await platform.rights.judge(asker, item, 'play');
    reply.header('cache-control', 'no-store');
    return {
      isAllowed: verdict.isAllowed,
      reason: verdict.isAllowed ? verdict.by : verdict.reason,
      offers: book.offersFor(item).flatMap(({ id, model, priceMinor, currency, startWithinMs, windowMs }) => (model === 'event' ? [] : [{ id, model, price: { amountMinor: priceMinor, currency }, startWithinMs, windowMs }])),
      events: eventsOf(book.eventsOn(item), await platform.store.rights.titleRights(asker.account.id), platform.nowMs()),
      planIds: book.plansFor(item).map((plan) => plan.id),
    };
  });

  addOrders(app, platform);
}
