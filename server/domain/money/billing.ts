import { randomUUID } from 'node:crypto';
import { AppError, fail, ok } from '#core/base';
import type { Result } from '#core/base';
import { dueMinor } from '#server/store';
import type { AccountRow, CouponRow, Grant, MoneyStore, NoteOutcome, OfferRow, OrderRow, PlanRow, RightsStore, SubscriptionRow } from '#server/store';
import type { Log } from '#server/log';
import { isTitleRightOpen, subscriptionState, targetKey } from '../rights';
import type { Rights } from '../rights';
import { grantPlan, grantTitle } from './grants';
import type { PaymentEvent, PaymentProvider, Webhook } from './payment-provider';
import { discountOf, unusedCredit } from './quote';

/** What somebody wants to have. */
export interface OrderWish {
  readonly kind: 'plan' | 'title';
  /** Id of the plan or offer. */
  readonly refId: string;
  /** As typed; empty without. */
  readonly coupon: string;
  /** Chosen by the client; sent again, it answers the same order. */
  readonly idempotencyKey: string;
}

/** An order and where it is paid. */
export interface PlacedOrder {
  readonly order: OrderRow;
  /** Absolute or a path of this platform; empty when nothing is to be paid. */
  readonly payUrl: string;
}

/** What billing is built on. */
export interface BillingParts {
  readonly money: MoneyStore;
  readonly rightsStore: RightsStore;
  readonly rights: Rights;
  /** `null`: nothing is sold here. */
  readonly provider: PaymentProvider | null;
  readonly log: Log;
  readonly nowMs: () => number;
}

type Priced = Pick<OrderRow, 'priceMinor' | 'discountMinor' | 'creditMinor' | 'creditFromId' | 'currency'>;

function refused(message: string): { readonly ok: false; readonly error: AppError } {
  return fail(new AppError('input.invalid', { message }));
}

/**
 * Orders and what becomes of them. An order is paid when its provider says so in a verified webhook and never otherwise, except where
 * nothing is to be paid. The client's word counts for nothing.
 */
export class Billing {
  constructor(private readonly parts: BillingParts) {}

  /** The provider; `null` when nothing is sold here. */
  get provider(): PaymentProvider | null {
    return this.parts.provider;
  }

  /** Places an order, or answers the one placed with the same key. Fails with `input.invalid` and a reason. */
  async place(account: AccountRow, wish: OrderWish): Promise<Result<PlacedOrder, AppError>> {
    const { money, provider } = this.parts;
    if (provider === null) return refused('Nothing is sold on this platform.');
    const known = (await money.orders(account.id)).find((order) => order.idempotencyKey === wish.idempotencyKey);
    const requestMark = JSON.stringify([wish.kind, wish.refId, couponId(wish.coupon)]);
    if (known !== undefined) return known.requestMark === requestMark ? this.answer(known) : refused('This idempotency key was used for another order.');
    const coupon = await this.findCoupon(account, wish);
    if (!coupon.ok) return coupon;
    const priced = wish.kind === 'plan' ? await this.pricePlan(account, wish, coupon.value) : await this.priceTitle(account, wish, coupon.value);
    if (!priced.ok) return priced;
    const isFree = dueMinor(priced.value) === 0;
    const placed = await money.place({
      id: randomUUID(), accountId: account.id, kind: wish.kind, refId: wish.refId, ...priced.value, couponId: coupon.value?.id ?? '', status: 'open',
      provider: isFree ? 'none' : provider.id, reference: '', isSandbox: provider.isSandbox, idempotencyKey: wish.idempotencyKey, requestMark,
      createdAtMs: this.parts.nowMs(), paidAtMs: 0, grantId: '',
    });
    if (placed.kind === 'conflict') return refused('This idempotency key was used for another order.');
    return this.answer(placed.order);
  }

  /** Gives an account a plan without money, as an operator may; the order says so. Rejects with `input.invalid` for an unknown plan. */
  async give(accountId: string, planId: string): Promise<OrderRow> {
    const id = randomUUID();
    const plan = (await this.parts.rights.book()).plans.get(planId);
    if (plan === undefined) throw new AppError('input.invalid', { message: `there is no plan "${planId}"` });
    const order: OrderRow = {
      id, accountId, kind: 'plan', refId: planId, priceMinor: 0, discountMinor: 0, creditMinor: 0, creditFromId: '', currency: plan.currency, couponId: '', status: 'open',
      provider: 'operator', reference: '', isSandbox: false, idempotencyKey: id, requestMark: '', createdAtMs: this.parts.nowMs(), paidAtMs: 0, grantId: '',
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
    const { provider, money, nowMs } = this.parts;
    const order = await money.order(orderId);
    if (order === null) throw new AppError('input.invalid', { message: 'there is no such order' });
    if (order.status !== 'paid' && order.status !== 'refunded') throw new AppError('input.invalid', { message: `the order is ${order.status}` });
    if (order.status === 'paid' && dueMinor(order) > 0) {
      if (provider?.id !== order.provider) throw new AppError('input.invalid', { message: `the order was paid through ${order.provider}, which is not set up` });
      await provider.refund(order);
    }
    await money.refund({ provider: order.provider, eventId: `refund ${order.id}`, orderId: order.id, nowMs: nowMs() });
    this.parts.log.info({ order: order.id }, 'an order was refunded');
    return (await money.order(orderId)) ?? order;
  }

  private async carryOut(event: PaymentEvent, order: OrderRow): Promise<NoteOutcome> {
    const note = { provider: order.provider, eventId: event.id, orderId: order.id, nowMs: this.parts.nowMs() };
    if (event.kind === 'paid') return this.settle(order, event.id);
    return event.kind === 'failed' ? this.parts.money.fail(note) : this.parts.money.refund(note);
  }

  /** Where an order is paid; one without anything to pay is settled on the spot. */
  private async answer(order: OrderRow): Promise<Result<PlacedOrder, AppError>> {
    const { money, provider } = this.parts;
    if (order.status === 'paid' || order.status === 'refunded' || provider === null) return ok({ order, payUrl: '' });
    if (dueMinor(order) === 0) {
      await this.settle(order, `free ${order.id}`);
      return ok({ order: (await money.order(order.id)) ?? order, payUrl: '' });
    }
    const begun = await provider.begin(order);
    await money.refer(order.id, begun.reference);
    return ok({ order: { ...order, reference: begun.reference }, payUrl: begun.payUrl });
  }

  private async settle(order: OrderRow, eventId: string): Promise<NoteOutcome> {
    const nowMs = this.parts.nowMs();
    const book = await this.parts.rights.book();
    const plan = book.plans.get(order.refId);
    const offer = book.offers.find((it) => it.id === order.refId);
    const grant = (held: readonly SubscriptionRow[]): Grant => {
      if (order.kind === 'plan' && plan !== undefined) {
        const credit = order.creditFromId === '' ? null : { subscriptionId: order.creditFromId, share: order.creditMinor / Math.max(1, order.priceMinor) };
        return grantPlan({ id: randomUUID(), accountId: order.accountId, plan, nowMs, isTrial: isTrialOrder(order, plan), credit }, held);
      }
      if (order.kind === 'title' && offer !== undefined) return grantTitle(randomUUID(), order, offer, nowMs);
      throw new AppError('input.invalid', { message: 'what was ordered is gone' });
    };
    const outcome = await this.parts.money.settle({ provider: order.provider, eventId, orderId: order.id, nowMs }, grant);
    if (outcome === 'done') this.parts.log.info({ order: order.id, provider: order.provider }, 'an order was paid');
    return outcome;
  }

  private async findCoupon(account: AccountRow, wish: OrderWish): Promise<Result<CouponRow | null, AppError>> {
    const id = couponId(wish.coupon);
    if (id === '') return ok(null);
    const { money, nowMs } = this.parts;
    const coupon = await money.coupon(id);
    const isGood = coupon !== null && (coupon.untilMs === 0 || nowMs() < coupon.untilMs) && (coupon.planId === '' || (wish.kind === 'plan' && coupon.planId === wish.refId));
    if (!isGood) return refused('This coupon is not valid here.');
    const uses = await money.couponUses(id, account.id);
    const isUsedUp = (coupon.maxUses > 0 && uses.all >= coupon.maxUses) || (coupon.maxPerAccount > 0 && uses.own >= coupon.maxPerAccount);
    return isUsedUp ? refused('This coupon is used up.') : ok(coupon);
  }

  private async pricePlan(account: AccountRow, wish: OrderWish, coupon: CouponRow | null): Promise<Result<Priced, AppError>> {
    const book = await this.parts.rights.book();
    const plan = book.plans.get(wish.refId);
    if (plan?.isSold !== true) return refused('There is no such plan.');
    if (coupon?.kind === 'amount' && coupon.currency !== plan.currency) return refused('This coupon is for another currency.');
    const held = await this.parts.rightsStore.subscriptions(account.id);
    if (plan.trialDays > 0 && held.length === 0) return ok({ priceMinor: 0, discountMinor: 0, creditMinor: 0, creditFromId: '', currency: plan.currency });
    const discountMinor = discountOf(coupon, plan.priceMinor);
    const credit = await this.creditFor(account.id, plan, held);
    const creditMinor = Math.min(plan.priceMinor - discountMinor, credit.minor);
    return ok({ priceMinor: plan.priceMinor, discountMinor, creditMinor, creditFromId: creditMinor > 0 ? credit.fromId : '', currency: plan.currency });
  }

  private async creditFor(accountId: string, plan: PlanRow, held: readonly SubscriptionRow[]): Promise<{ readonly minor: number; readonly fromId: string }> {
    const now = this.parts.nowMs();
    const subscription = held.find((row) => row.planId !== plan.id && subscriptionState(row, now) === 'active');
    const book = await this.parts.rights.book();
    const replacedPlan = subscription === undefined ? undefined : book.plans.get(subscription.planId);
    const orders = await this.parts.money.orders(accountId);
    const order = orders.find((it) => it.grantId === subscription?.id && it.status === 'paid');
    if (subscription === undefined || replacedPlan === undefined || order === undefined) return { minor: 0, fromId: '' };
    const wanted = { currency: plan.currency, isSandbox: this.parts.provider?.isSandbox ?? false };
    return { minor: unusedCredit({ subscription, plan: replacedPlan, order }, wanted, now), fromId: subscription.id };
  }

  private async priceTitle(account: AccountRow, wish: OrderWish, coupon: CouponRow | null): Promise<Result<Priced, AppError>> {
    const book = await this.parts.rights.book();
    const offer = book.offers.find((it) => it.id === wish.refId);
    if (offer?.isSold !== true || (offer.rightsEndMs > 0 && offer.rightsEndMs <= this.parts.nowMs())) return refused('There is no such offer.');
    if (coupon?.kind === 'amount' && coupon.currency !== offer.currency) return refused('This coupon is for another currency.');
    if (await this.owns(account.id, offer)) return refused('This is already yours.');
    return ok({ priceMinor: offer.priceMinor, discountMinor: discountOf(coupon, offer.priceMinor), creditMinor: 0, creditFromId: '', currency: offer.currency });
  }

  /** Whether somebody has what an offer sells: bought, or rented and still to be watched. Who rented may still buy. */
  private async owns(accountId: string, offer: OfferRow): Promise<boolean> {
    const now = this.parts.nowMs();
    const held = await this.parts.rightsStore.titleRights(accountId);
    return held.some((right) => targetKey(right.target) === targetKey(offer.target) && isTitleRightOpen(right, now) && (right.model === 'buy' || offer.model === 'rent'));
  }
}

function couponId(typed: string): string {
  return typed.toUpperCase().replace(/[^A-Z0-9]/g, '').slice(0, 40);
}

/** A plan's free order is its trial, unless a coupon or credit made it free, or an operator gave it. */
function isTrialOrder(order: OrderRow, plan: PlanRow): boolean {
  return plan.trialDays > 0 && order.priceMinor === 0 && order.provider !== 'operator';
}
