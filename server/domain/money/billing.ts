import { randomUUID } from 'node:crypto';
import { AppError, fail, MINUTE_MS, ok } from '#core/base';
import type { Result } from '#core/base';
import { dueMinor, isSettled } from '#server/store';
import type { AccountRow, CatalogStore, GoodsStore, Grant, MoneyStore, NoteOutcome, OfferRow, OrderRow, PlanRow, PostalAddress, RightsStore, StockHold, SubscriptionRow } from '#server/store';
import type { Log } from '#server/log';
import type { Rights } from '../rights';
import { randomToken } from '../server-keys';
import { grantPlan, grantTitle } from './grants';
import { OrderTitles } from './order-titles';
import type { PaymentEvent, PaymentProvider, TelevisionPurchase, Webhook } from './payment-provider';
import { couponId, Pricing } from './pricing';
import type { Priced, PriceWish, WantedLine } from './pricing';
import { refused } from './refused';
import { shownOrder, shownOrders } from './shown-orders';
import type { ShownOrder } from './shown-orders';

/** What somebody wants to have. */
export interface OrderWish extends PriceWish {
  /** Who takes the money: whoever a phone leads to, or the television's own shop. */
  readonly way: 'phone' | 'television';
  /** Chosen by the client; sent again, it answers the same order. */
  readonly idempotencyKey: string;
}

/** An order and where it is paid. */
export interface PlacedOrder {
  readonly order: OrderRow;
  /** Absolute or a path of this platform; empty when nothing is to be paid, or not there. */
  readonly payUrl: string;
  /** For the television's own shop; `null` elsewhere. */
  readonly purchase: TelevisionPurchase | null;
}

/** What may be changed about an order on its way to being paid. */
export interface OrderRevision {
  readonly coupon?: string;
  /** All that goods are ordered, instead of what was. */
  readonly lines?: readonly WantedLine[];
  readonly address?: PostalAddress;
}

/** What billing is built on. */
export interface BillingParts {
  readonly money: MoneyStore;
  readonly goods: GoodsStore;
  readonly catalog: CatalogStore;
  readonly rightsStore: RightsStore;
  readonly rights: Rights;
  /** `null`: nothing is sold here. */
  readonly provider: PaymentProvider | null;
  /** The television's own shop; `null`: it is not used. */
  readonly television: PaymentProvider | null;
  readonly log: Log;
  readonly nowMs: () => number;
}

/** How long pieces are kept for an order nobody has begun to pay. Shorter: gone while an address is typed; longer: kept from others by who only looked. */
const HOLD_MS = 15 * MINUTE_MS;
/** And once the provider's page is open; longer than that page lives. */
const PAYING_HOLD_MS = 45 * MINUTE_MS;
const CLAIM_BYTES = 16;
/** Begins the mark of orders of a basket. */
const BASKET = 'basket';
const NOBODY = { lines: [], quantity: 1, shippingMinor: 0, taxMinor: 0, taxCountry: '', claim: '', closedAtMs: 0 } as const;

function soldOut(): { readonly ok: false; readonly error: AppError } {
  return refused('There are not enough pieces left.', 'shop.sold-out');
}

/** The pieces an order keeps; `null` where it is not of goods. */
function holdsOf({ kind, lines }: Pick<OrderRow, 'kind' | 'lines'>, untilMs: number): readonly StockHold[] | null {
  return kind === 'goods' ? lines.map(({ variantId, quantity }) => ({ variantId, quantity, untilMs })) : null;
}

/**
 * Orders and what becomes of them. An order is paid when its provider says so in a verified webhook or when asked, and never otherwise,
 * except where nothing is to be paid. The client's word counts for nothing.
 */
export class Billing {
  private readonly pricing: Pricing;

  constructor(private readonly parts: BillingParts) {
    this.pricing = new Pricing({ ...parts, isSandbox: parts.provider?.isSandbox ?? false });
  }

  /** Who a phone leads to; `null` when nothing is sold here. */
  get provider(): PaymentProvider | null {
    return this.parts.provider;
  }

  /** The television's own shop; `null`: it is not used. */
  get television(): PaymentProvider | null {
    return this.parts.television;
  }

  /** What an order would come to. Fails as {@link place} does. */
  async quote(account: AccountRow, wish: PriceWish): Promise<Result<Priced, AppError>> {
    return this.parts.provider === null ? refused('Nothing is sold on this platform.') : this.pricing.price(account.id, wish);
  }

  /** Places an order, or answers the one placed with the same key. Fails with `input.invalid`, `shop.coupon` or `shop.sold-out` and a reason. */
  async place(account: AccountRow, wish: OrderWish): Promise<Result<PlacedOrder, AppError>> {
    const { money } = this.parts;
    const provider = wish.way === 'television' ? this.parts.television : this.parts.provider;
    if (provider === null) return refused('Nothing is sold on this platform.');
    const known = (await money.orders(account.id)).find((order) => order.idempotencyKey === wish.idempotencyKey);
    const requestMark = markOf(wish);
    if (known !== undefined) return known.requestMark === requestMark ? this.answer(known) : refused('This idempotency key was used for another order.');
    const priced = await this.pricing.price(account.id, wish);
    if (!priced.ok) return priced;
    if (wish.way === 'television' && !fitsTelevision(wish, priced.value)) return refused('This is paid for with a phone.');
    const isFree = dueMinor(priced.value) === 0;
    const nowMs = this.parts.nowMs();
    const order: OrderRow = {
      id: randomUUID(), accountId: account.id, kind: wish.kind, refId: wish.refId, quantity: wish.quantity, ...priced.value, status: 'open',
      ...(wish.way === 'television' ? { taxCountry: wish.country } : {}),
      provider: isFree && wish.kind !== 'goods' ? 'none' : provider.id, reference: '', isSandbox: provider.isSandbox, claim: randomToken(CLAIM_BYTES), closedAtMs: 0,
      idempotencyKey: wish.idempotencyKey, requestMark, createdAtMs: nowMs, paidAtMs: 0, grantId: '',
    };
    const placed = await money.place(order, holdsOf(order, nowMs + HOLD_MS) ?? undefined);
    if (placed.kind === 'conflict') return refused('This idempotency key was used for another order.');
    return placed.kind === 'sold-out' ? soldOut() : this.answer(placed.order);
  }

  /** Changes coupon, pieces or address before the order is closed. Fails with `shop.coupon`, `shop.sold-out` or `input.invalid` and a reason. */
  async revise(order: OrderRow, revision: OrderRevision): Promise<Result<OrderRow, AppError>> {
    const { money } = this.parts;
    const nowMs = this.parts.nowMs();
    const lines = (revision.lines ?? order.lines).map(({ variantId, quantity }) => ({ variantId, quantity }));
    const refId = lines[0]?.variantId ?? order.refId;
    const quantity = order.kind === 'goods' ? lines.reduce((sum, line) => sum + line.quantity, 0) : 1;
    const wish: PriceWish = { kind: order.kind, refId, quantity, lines, coupon: revision.coupon ?? order.couponId, country: revision.address?.country ?? order.taxCountry };
    const priced = await this.pricing.price(order.accountId, wish);
    if (!priced.ok) return priced;
    const address = revision.address ?? null;
    if (address !== null && priced.value.taxCountry !== address.country) return refused('This product is not sent to that country.');
    const outcome = await money.revise(order.id, { ...priced.value, refId, quantity }, { holds: holdsOf({ kind: order.kind, lines: priced.value.lines }, nowMs + HOLD_MS), address, nowMs });
    if (outcome === 'sold-out') return soldOut();
    if (outcome !== 'done') return refused('This order cannot be changed any more.');
    return ok((await money.order(order.id)) ?? order);
  }

  /** Leads to where the order is paid; from then on it does not change. One without anything to pay is settled on the spot. */
  async begin(order: OrderRow): Promise<Result<PlacedOrder, AppError>> {
    const { money, goods } = this.parts;
    const nowMs = this.parts.nowMs();
    const provider = this.providerOf(order);
    if (provider === null && order.provider !== 'none') return refused(`Nobody takes money through ${order.provider} here any more.`);
    if (order.kind === 'goods' && (await goods.delivery(order.id))?.street === '') return refused('It is not known where the order goes.');
    const closed = await money.close(order.id, holdsOf(order, nowMs + PAYING_HOLD_MS), nowMs);
    if (closed.kind === 'sold-out') return soldOut();
    if (closed.order === null || closed.kind === 'not-open') return ok({ order: closed.order ?? order, payUrl: '', purchase: null });
    if (provider === null || dueMinor(closed.order) === 0) {
      await this.settle(closed.order, `free ${order.id}`);
      return ok({ order: (await money.order(order.id)) ?? order, payUrl: '', purchase: null });
    }
    const begun = await provider.begin(closed.order, await this.titles().of(order));
    await money.refer(order.id, begun.reference);
    return ok({ order: { ...closed.order, reference: begun.reference }, payUrl: begun.payUrl, purchase: begun.purchase ?? null });
  }

  /** What orders are for, as people call it: for the length of one request. */
  titles(): OrderTitles {
    return new OrderTitles(this.parts);
  }

  /** An order as people see it. */
  shownOne(order: OrderRow): Promise<ShownOrder> {
    return shownOrder(this.parts, order);
  }

  /** Orders as people see them. */
  shown(orders: readonly OrderRow[]): Promise<readonly ShownOrder[]> {
    return shownOrders(this.parts, orders);
  }

  /** Asks the provider of an order that sends no webhooks whether it was paid. Answers the order as it is then. Rejects with `http.*` or `net.*`. */
  async look(order: OrderRow): Promise<OrderRow> {
    const provider = this.providerOf(order);
    if (provider?.look === undefined || isSettled(order)) return order;
    for (const event of await provider.look(order)) {
      if (event.amountMinor !== dueMinor(order) || event.currency !== order.currency) continue;
      // A payment that another order was paid with is `repeated` here, and this one stays open; it is confirmed again in case a first time was lost.
      await this.settle(order, event.id);
      await provider.confirm?.(order, event.id);
      const now = await this.parts.money.order(order.id);
      if (now?.status !== 'paid') continue;
      await this.parts.money.refer(order.id, event.reference);
      return (await this.parts.money.order(order.id)) ?? now;
    }
    return (await this.parts.money.order(order.id)) ?? order;
  }

  /** Gives an account a plan without money, as an operator may; the order says so. Rejects with `input.invalid` for an unknown plan. */
  async give(accountId: string, planId: string): Promise<OrderRow> {
    const id = randomUUID();
    const plan = (await this.parts.rights.book()).plans.get(planId);
    if (plan === undefined) throw new AppError('input.invalid', { message: `there is no plan "${planId}"` });
    const order: OrderRow = {
      id, accountId, kind: 'plan', refId: planId, priceMinor: 0, discountMinor: 0, creditMinor: 0, creditFromId: '', currency: plan.currency, couponId: '', status: 'open',
      provider: 'operator', reference: '', isSandbox: false, idempotencyKey: id, requestMark: '', createdAtMs: this.parts.nowMs(), paidAtMs: 0, grantId: '', ...NOBODY,
    };
    await this.parts.money.place(order);
    await this.settle(order, `given ${id}`);
    return (await this.parts.money.order(id)) ?? order;
  }

  /**
   * Takes a webhook in. Fails with `http.unauthorized` when it is not the provider's, `http.not-found` without such a provider,
   * `input.invalid` when amount or currency are not the order's. An event that was seen before is answered like the first time.
   */
  async receive(providerId: string, webhook: Webhook): Promise<Result<NoteOutcome, AppError>> {
    const { provider, money, log, nowMs } = this.parts;
    if (provider === null || provider.id !== providerId) return fail(new AppError('http.not-found', { message: 'There is no such provider.' }));
    const event = provider.read(webhook, nowMs());
    if (event === null) {
      log.warn({ provider: providerId, bytes: webhook.body.length }, 'a webhook that is not the provider’s was refused');
      return fail(new AppError('http.unauthorized', { message: 'The signature does not fit.' }));
    }
    if (event === 'nothing') return ok('not-possible');
    const order = event.orderId === undefined ? await money.orderByReference(providerId, event.reference) : await money.order(event.orderId);
    if (order?.provider !== providerId) {
      log.warn({ provider: providerId, event: event.id }, 'a webhook speaks of an order that is not known');
      return ok('unknown');
    }
    if (event.amountMinor !== dueMinor(order) || event.currency !== order.currency) {
      log.error({ provider: providerId, event: event.id, order: order.id }, 'a webhook has another amount than its order');
      return refused('Amount or currency is not that of the order.');
    }
    return ok(await this.carryOut(event, order));
  }

  /** Gives the money of an order back and takes back what it was for. Rejects with `input.invalid` when that cannot be done. */
  async refund(orderId: string): Promise<OrderRow> {
    const { money, nowMs } = this.parts;
    const order = await money.order(orderId);
    if (order === null) throw new AppError('input.invalid', { message: 'there is no such order' });
    if (!isSettled(order)) throw new AppError('input.invalid', { message: `the order is ${order.status}` });
    if (order.status === 'paid' && dueMinor(order) > 0) {
      const provider = this.providerOf(order);
      if (provider === null) throw new AppError('input.invalid', { message: `the order was paid through ${order.provider}, which is not set up` });
      await provider.refund(order);
    }
    await money.refund({ provider: order.provider, eventId: `refund ${order.id}`, orderId: order.id, nowMs: nowMs() });
    this.parts.log.info({ order: order.id }, 'an order was refunded');
    return (await money.order(orderId)) ?? order;
  }

  /**
   * Calls an event off: it closes its channel to nobody any more, and what was paid for it is given back. Answers how many orders were refunded and how many
   * could not be, which may be tried again. Rejects with `input.invalid` where there is no such event.
   */
  async cancelEvent(offerId: string): Promise<{ readonly refunded: number; readonly failed: number }> {
    const { rights, rightsStore, money } = this.parts;
    const offer = (await rights.book()).offers.find((it) => it.id === offerId);
    if (offer?.event === undefined) throw new AppError('input.invalid', { message: 'there is no such event' });
    await rightsStore.putOffer({ ...offer, isSold: false, event: { ...offer.event, isCancelled: true } });
    let refunded = 0;
    const orders = (await money.paidFor(offerId)).filter((order) => order.kind === 'title');
    for (const order of orders) if (await this.giveBack(order.id, 'an event was called off, and an order of it could not be refunded')) refunded += 1;
    return { refunded, failed: orders.length - refunded };
  }

  private providerOf(order: OrderRow): PaymentProvider | null {
    return [this.parts.provider, this.parts.television].find((provider) => provider?.id === order.provider) ?? null;
  }

  private async carryOut(event: PaymentEvent, order: OrderRow): Promise<NoteOutcome> {
    const note = { provider: order.provider, eventId: event.id, orderId: order.id, nowMs: this.parts.nowMs() };
    if (event.kind === 'paid') return this.settle(order, event.id);
    return event.kind === 'failed' ? this.parts.money.fail(note) : this.parts.money.refund(note);
  }

  /** Where an order is paid. What costs nothing and is not sent anywhere is settled on the spot; the television's own shop begins at once. */
  async answer(order: OrderRow): Promise<Result<PlacedOrder, AppError>> {
    if (isSettled(order) || this.parts.provider === null) return ok({ order, payUrl: '', purchase: null });
    const isAtOnce = order.provider === this.parts.television?.id || (dueMinor(order) === 0 && order.kind !== 'goods');
    return isAtOnce ? this.begin(order) : ok({ order, payUrl: `/pay/${order.claim}`, purchase: null });
  }

  private async settle(order: OrderRow, eventId: string): Promise<NoteOutcome> {
    const nowMs = this.parts.nowMs();
    const book = await this.parts.rights.book();
    const plan = book.plans.get(order.refId);
    const offer = book.offers.find((it) => it.id === order.refId);
    const grant = (held: readonly SubscriptionRow[]): Grant => {
      if (order.kind === 'goods') return { id: '', subscriptions: [], titleRight: null };
      if (order.kind === 'plan' && plan !== undefined) {
        const credit = order.creditFromId === '' ? null : { subscriptionId: order.creditFromId, share: order.creditMinor / Math.max(1, order.priceMinor) };
        return grantPlan({ id: randomUUID(), accountId: order.accountId, plan, nowMs, isTrial: isTrialOrder(order, plan), credit }, held);
      }
      if (order.kind === 'title' && offer !== undefined) return grantTitle(randomUUID(), order, offer, nowMs);
      throw new AppError('input.invalid', { message: 'what was ordered is gone' });
    };
    const outcome = await this.parts.money.settle({ provider: order.provider, eventId, orderId: order.id, nowMs }, grant);
    if (outcome === 'done') this.parts.log.info({ order: order.id, provider: order.provider }, 'an order was paid');
    if (outcome === 'done') await this.giveBackWhatIsGone(order, offer);
    return outcome;
  }

  /** Pieces that went to somebody else, and events that were called off, before this payment came: the money goes back by itself. */
  private async giveBackWhatIsGone(order: OrderRow, offer: OfferRow | undefined): Promise<void> {
    const isShort = order.kind === 'goods' && (await this.parts.goods.delivery(order.id))?.state === 'short';
    const isCalledOff = order.kind === 'title' && offer?.event?.isCancelled === true;
    if (isShort || isCalledOff) await this.giveBack(order.id, 'an order was paid for what is gone, and could not be refunded');
  }

  /** Whether an order was refunded; where that fails an operator sees it. */
  private async giveBack(orderId: string, complaint: string): Promise<boolean> {
    try {
      await this.refund(orderId);
      return true;
    } catch (error) {
      this.parts.log.error({ order: orderId, reason: error instanceof Error ? error.message : 'unknown' }, complaint);
      return false;
    }
  }
}

/** What tells requests apart that come with the same key. */
function markOf({ kind, refId, lines, coupon, quantity, way }: OrderWish): string {
  return JSON.stringify(lines === undefined ? [kind, refId, couponId(coupon), quantity, way] : [BASKET, ...lines.map((line) => [line.variantId, line.quantity]), couponId(coupon)]);
}

/** Whether an order was placed of what stood in a basket. */
export function isBasketMark(requestMark: string): boolean {
  return requestMark.startsWith(`["${BASKET}"`);
}

/** The television's own shop knows one price of each thing, and whose country it is. */
function fitsTelevision({ kind, country }: OrderWish, priced: Priced): boolean {
  return kind !== 'goods' && country !== '' && dueMinor(priced) === priced.priceMinor;
}

/** A plan's free order is its trial, unless a coupon or credit made it free, or an operator gave it. */
function isTrialOrder(order: OrderRow, plan: PlanRow): boolean {
  return plan.trialDays > 0 && order.priceMinor === 0 && order.provider !== 'operator';
}
