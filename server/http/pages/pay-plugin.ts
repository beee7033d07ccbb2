import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { MINUTE_MS } from '#core/base';
import { AttemptLimiter, MOST_LINES, MOST_PIECES, variantTitle } from '#server/domain';
import type { OrderRevision, Platform, WantedLine } from '#server/domain';
import { isSettled } from '#server/store';
import type { OrderRow, PostalAddress } from '#server/store';
import { SHOP_TEXTS } from '#server/texts';
import { absoluteUrl, baseUrl } from '../base-url';
import { readFields } from '../form-body';
import type { FormBody } from '../form-body';
import { noticeView } from './activate-views';
import { FormGuard } from './form-guard';
import { isHistoryPath } from './history-path';
import type { Markup } from './html';
import { pageLanguage, sendPage } from './page';
import { addressView, goOnView, historyView, receiptView, summaryView } from './pay-views';
import type { AddressChoices, PayWords } from './pay-views';

/** Wrong coupons of one order's page before it has to wait: codes are short. */
const GUESSES = { attempts: 10, windowMs: 10 * MINUTE_MS } as const;
const LONGEST_FIELD = 120;
/** Things offered to be ordered along at most. */
const MOST_OFFERED = 50;
/** Orders shown at most. */
const MOST_ORDERS = 100;

type Request = FastifyRequest<{ Params: { claim: string } }>;

function addressOf(fields: FormBody): PostalAddress | null {
  const read = (name: string): string => (fields[name] ?? '').replace(/\s+/g, ' ').trim().slice(0, LONGEST_FIELD);
  const address = { name: read('name'), street: read('street'), postalCode: read('postal_code'), city: read('city'), country: read('country') };
  return Object.values(address).includes('') ? null : address;
}

/** All that is to be in an order of goods: what is in it by the pieces that were chosen, and what was put to it. Sent twice it is the same. */
function linesOf(order: OrderRow, fields: FormBody): readonly WantedLine[] {
  const chosen = order.lines.map(({ variantId, quantity }) => ({ variantId, quantity: Number(fields[`pieces_${variantId}`] ?? quantity) })).filter((line) => line.quantity !== 0);
  const another = fields['step'] === 'add' ? (fields['another'] ?? '') : '';
  return another === '' || chosen.some((line) => line.variantId === another) ? chosen : [...chosen, { variantId: another, quantity: 1 }];
}

/** What the phone shows of orders. */
class PayDesk {
  private readonly guard: FormGuard;
  private readonly guesses: AttemptLimiter;

  constructor(private readonly platform: Platform) {
    this.guard = new FormGuard(platform.keys, platform.nowMs);
    this.guesses = new AttemptLimiter(GUESSES, platform.nowMs);
  }

  async show(request: Request, reply: FastifyReply, wantsAddress: boolean, problem = ''): Promise<FastifyReply> {
    const order = await this.find(request);
    if (order === null) return this.nothing(request, reply);
    const words = this.words(request);
    const shown = await this.platform.billing.shownOne(order);
    if (isSettled(order)) return this.send(request, reply, receiptView(shown, words));
    const token = this.guard.formToken(this.guard.begin(request, reply));
    const needsAddress = order.kind === 'goods' && order.closedAtMs === 0 && (wantsAddress || shown.delivery?.street === '');
    if (!needsAddress) return this.send(request, reply, summaryView(shown, words, token, problem));
    const countries = (await this.platform.store.goods.countries()).filter((row) => row.currency === order.currency).map((row) => row.country);
    return this.send(request, reply, addressView(shown, words, token, { countries, most: MOST_PIECES, others: await this.othersFor(order), problem }));
  }

  async act(request: Request, reply: FastifyReply): Promise<FastifyReply> {
    const { texts } = pageLanguage(request);
    const fields = readFields({ body: request.body });
    if (!this.guard.isOwnForm(request, fields['form_token'] ?? '')) return this.send(request, reply, noticeView(texts.failedHeading, texts.formExpired, null), 403);
    const order = await this.find(request);
    if (order === null) return this.nothing(request, reply);
    if (isSettled(order)) return this.again(request, reply);
    if (fields['step'] === 'pay') return this.pay(request, reply, order);
    const revision = this.revisionOf(order, fields);
    if (revision === null) return this.show(request, reply, true);
    return this.revise(request, reply, order, revision);
  }

  async history(request: FastifyRequest<{ Params: { account: string; until: string; signature: string } }>, reply: FastifyReply): Promise<FastifyReply> {
    const { account, until, signature } = request.params;
    const words = this.words(request);
    if (!isHistoryPath(this.platform, account, until, signature)) return this.send(request, reply, noticeView(words.texts.orders, words.texts.historyOver, null), 404);
    const orders = (await this.platform.store.money.orders(account)).slice(0, MOST_ORDERS);
    return this.send(request, reply, historyView(await this.platform.billing.shown(orders), words));
  }

  private revisionOf(order: OrderRow, fields: FormBody): OrderRevision | null {
    if (fields['step'] === 'coupon') return { coupon: (fields['coupon'] ?? '').slice(0, 60) };
    if (order.kind !== 'goods') return null;
    const lines = linesOf(order, fields);
    if (fields['step'] === 'add') return { lines };
    const address = addressOf(fields);
    return address === null || lines.length === 0 ? null : { address, lines };
  }

  /** What may still be put into an order of goods. */
  private async othersFor(order: OrderRow): Promise<AddressChoices['others']> {
    if (order.lines.length >= MOST_LINES) return [];
    const { goods } = this.platform.store;
    const [products, free] = [await goods.products(), await goods.free(this.platform.nowMs())];
    const isThere = (id: string): boolean => (free.get(id) ?? 0) > 0 && !order.lines.some((line) => line.variantId === id);
    return products.filter((product) => product.isSold && product.currency === order.currency)
      .flatMap((product) => product.variants.filter((variant) => variant.isSold && isThere(variant.id))
        .map((variant) => ({ id: variant.id, name: variantTitle(product, variant.id), priceMinor: variant.priceMinor }))).slice(0, MOST_OFFERED);
  }

  private async revise(request: Request, reply: FastifyReply, order: OrderRow, revision: OrderRevision): Promise<FastifyReply> {
    const { texts } = this.words(request);
    const isGuess = revision.coupon !== undefined;
    if (isGuess && this.guesses.isExhausted(order.accountId)) return this.show(request, reply, false, pageLanguage(request).texts.tooMany);
    const revised = await this.platform.billing.revise(order, revision);
    if (revised.ok) return this.again(request, reply, revision.lines !== undefined && revision.address === undefined);
    if (revised.error.code === 'shop.coupon' && isGuess) this.guesses.count(order.accountId);
    const problem = revised.error.code === 'shop.sold-out' ? texts.soldOut : revised.error.code === 'shop.coupon' ? texts.couponBad : pageLanguage(request).texts.failedHint;
    return this.show(request, reply, revision.lines !== undefined, problem);
  }

  private async pay(request: Request, reply: FastifyReply, order: OrderRow): Promise<FastifyReply> {
    const words = this.words(request);
    const begun = await this.platform.billing.begin(order);
    if (!begun.ok) return this.show(request, reply, false, begun.error.code === 'shop.sold-out' ? words.texts.soldOut : pageLanguage(request).texts.failedHint);
    const { payUrl } = begun.value;
    if (payUrl === '') return this.again(request, reply);
    if (payUrl.startsWith('/')) return reply.redirect(payUrl, 303);
    // A form may lead to our own site alone: whoever takes the money is gone on to by the page itself, or by its link.
    reply.header('refresh', `0; url=${payUrl}`);
    return this.send(request, reply, goOnView(words, absoluteUrl(payUrl, baseUrl(request, this.platform.config))));
  }

  /** Shown anew by its address, so that going back sends nothing twice. */
  private again(request: Request, reply: FastifyReply, wantsAddress = false): FastifyReply {
    return reply.redirect(`/pay/${encodeURIComponent(request.params.claim)}${wantsAddress ? '?address=1' : ''}`, 303);
  }

  private find(request: Request): Promise<OrderRow | null> {
    return this.platform.store.money.orderByClaim(request.params.claim.slice(0, 60));
  }

  private words(request: FastifyRequest): PayWords {
    const { language } = pageLanguage(request);
    return { texts: SHOP_TEXTS[language], language };
  }

  private nothing(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const { texts } = pageLanguage(request);
    return this.send(request, reply, noticeView(texts.notFoundHeading, texts.notFoundHint, null), 404);
  }

  private send(request: FastifyRequest, reply: FastifyReply, content: Markup, status = 200): FastifyReply {
    return sendPage(request, reply, { status, platformName: this.platform.config.name, title: this.words(request).texts.payTitle, content });
  }
}

/**
 * `/pay/<claim>`: an order on the phone: coupon, for goods the address, then on to whoever takes the money; afterwards its receipt.
 * `/orders/…`: the orders of an account, by an address a set shows. Without scripts.
 */
export function payPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  const desk = new PayDesk(platform);
  app.get<{ Params: { claim: string }; Querystring: { address?: string } }>('/pay/:claim', (request, reply) => desk.show(request, reply, request.query.address !== undefined));
  app.post<{ Params: { claim: string } }>('/pay/:claim', (request, reply) => desk.act(request, reply));
  app.get<{ Params: { account: string; until: string; signature: string } }>('/orders/:account/:until/:signature', (request, reply) => desk.history(request, reply));
}
