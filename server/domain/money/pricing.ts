import { ok } from '#core/base';
import type { AppError, Result } from '#core/base';
import type { CouponRow, GoodsStore, MoneyStore, OfferRow, OrderLine, OrderRow, PlanRow, ProductRow, RightsStore, SubscriptionRow } from '#server/store';
import { isTitleRightOpen, subscriptionState, targetKey } from '../rights';
import type { Rights } from '../rights';
import { containedTaxMinor, goodsPriceMinor, goodsRoute, sharesOf } from './goods-price';
import { discountOf, isOfferOpen, unusedCredit } from './quote';
import { refused } from './refused';

/** Pieces of a variant that are wanted. */
export type WantedLine = Pick<OrderLine, 'variantId' | 'quantity'>;

/** What somebody wants to have, as far as its price goes. */
export interface PriceWish {
  readonly kind: 'plan' | 'title' | 'goods';
  /** Id of the plan, offer or variant. */
  readonly refId: string;
  /** Pieces; 1 of anything that is not goods. */
  readonly quantity: number;
  /** Several goods at once, instead of `quantity` pieces of `refId`. */
  readonly lines?: readonly WantedLine[];
  /** As typed; empty without. */
  readonly coupon: string;
  /** Where goods go, or the viewer is; empty: not known. */
  readonly country: string;
}

/** What it comes to. */
export type Priced = Pick<OrderRow, 'couponId'> & Uncouponed;

type Uncouponed = Pick<OrderRow, 'priceMinor' | 'discountMinor' | 'creditMinor' | 'creditFromId' | 'shippingMinor' | 'taxMinor' | 'taxCountry' | 'currency' | 'lines'>;

/** What prices are worked out from. */
export interface PricingParts {
  readonly money: MoneyStore;
  readonly goods: GoodsStore;
  readonly rightsStore: RightsStore;
  readonly rights: Rights;
  /** Whether no real money moves here. */
  readonly isSandbox: boolean;
  readonly nowMs: () => number;
}

/** Kinds of goods in one order at most. */
export const MOST_LINES = 10;
/** Pieces of one kind in an order at most. */
export const MOST_PIECES = 10;
/** What most things have none of. */
const NOTHING = { discountMinor: 0, creditMinor: 0, creditFromId: '', shippingMinor: 0, taxMinor: 0, taxCountry: '', lines: [] } as const;

function badCoupon(message: string): { readonly ok: false; readonly error: AppError } {
  return refused(message, 'shop.coupon');
}

/** The coupon a person meant: capital letters and digits. */
export function couponId(typed: string): string {
  return typed.toUpperCase().replace(/[^A-Z0-9]/g, '').slice(0, 40);
}

/** What plans, titles and goods cost an account. */
export class Pricing {
  constructor(private readonly parts: PricingParts) {}

  /** Fails with `shop.coupon` and a reason, or `input.invalid` where it is not sold. */
  async price(accountId: string, wish: PriceWish): Promise<Result<Priced, AppError>> {
    const coupon = await this.findCoupon(accountId, wish);
    if (!coupon.ok) return coupon;
    const priced = await this.priceOf(accountId, wish, coupon.value);
    return priced.ok ? ok({ ...priced.value, couponId: coupon.value?.id ?? '' }) : priced;
  }

  private priceOf(accountId: string, wish: PriceWish, coupon: CouponRow | null): Promise<Result<Uncouponed, AppError>> {
    if (wish.kind === 'plan') return this.pricePlan(accountId, wish, coupon);
    return wish.kind === 'title' ? this.priceTitle(accountId, wish, coupon) : this.priceGoods(wish, coupon);
  }

  private async findCoupon(accountId: string, wish: PriceWish): Promise<Result<CouponRow | null, AppError>> {
    const id = couponId(wish.coupon);
    if (id === '') return wish.coupon.trim() === '' ? ok(null) : badCoupon('This coupon is not valid here.');
    const { money, nowMs } = this.parts;
    const coupon = await money.coupon(id);
    const isGood = coupon !== null && (coupon.untilMs === 0 || nowMs() < coupon.untilMs) && (coupon.planId === '' || (wish.kind === 'plan' && coupon.planId === wish.refId));
    if (!isGood) return badCoupon('This coupon is not valid here.');
    const uses = await money.couponUses(id, accountId);
    const isUsedUp = (coupon.maxUses > 0 && uses.all >= coupon.maxUses) || (coupon.maxPerAccount > 0 && uses.own >= coupon.maxPerAccount);
    return isUsedUp ? badCoupon('This coupon is used up.') : ok(coupon);
  }

  private async pricePlan(accountId: string, wish: PriceWish, coupon: CouponRow | null): Promise<Result<Uncouponed, AppError>> {
    const book = await this.parts.rights.book();
    const plan = book.plans.get(wish.refId);
    if (plan?.isSold !== true) return refused('There is no such plan.');
    if (coupon?.kind === 'amount' && coupon.currency !== plan.currency) return badCoupon('This coupon is for another currency.');
    const held = await this.parts.rightsStore.subscriptions(accountId);
    const { currency, priceMinor } = plan;
    if (plan.trialDays > 0 && held.length === 0) return ok({ ...NOTHING, priceMinor: 0, currency });
    const discountMinor = discountOf(coupon, priceMinor);
    const credit = await this.creditFor(accountId, plan, held);
    const creditMinor = Math.min(priceMinor - discountMinor, credit.minor);
    return ok({ ...NOTHING, priceMinor, discountMinor, creditMinor, creditFromId: creditMinor > 0 ? credit.fromId : '', currency });
  }

  private async creditFor(accountId: string, plan: PlanRow, held: readonly SubscriptionRow[]): Promise<{ readonly minor: number; readonly fromId: string }> {
    const now = this.parts.nowMs();
    const subscription = held.find((row) => row.planId !== plan.id && subscriptionState(row, now) === 'active');
    const book = await this.parts.rights.book();
    const replacedPlan = subscription === undefined ? undefined : book.plans.get(subscription.planId);
    const orders = await this.parts.money.orders(accountId);
    const order = orders.find((it) => it.grantId === subscription?.id && it.status === 'paid');
    if (subscription === undefined || replacedPlan === undefined || order === undefined) return { minor: 0, fromId: '' };
    const wanted = { currency: plan.currency, isSandbox: this.parts.isSandbox };
    return { minor: unusedCredit({ subscription, plan: replacedPlan, order }, wanted, now), fromId: subscription.id };
  }

  private async priceTitle(accountId: string, wish: PriceWish, coupon: CouponRow | null): Promise<Result<Uncouponed, AppError>> {
    const book = await this.parts.rights.book();
    const offer = book.offers.find((it) => it.id === wish.refId);
    if (offer === undefined || !isOfferOpen(offer, this.parts.nowMs())) return refused('There is no such offer.');
    const { currency, priceMinor } = offer;
    if (coupon?.kind === 'amount' && coupon.currency !== currency) return badCoupon('This coupon is for another currency.');
    if (await this.owns(accountId, offer)) return refused('This is already yours.');
    return ok({ ...NOTHING, priceMinor, discountMinor: discountOf(coupon, priceMinor), currency });
  }

  private async priceGoods(wish: PriceWish, coupon: CouponRow | null): Promise<Result<Uncouponed, AppError>> {
    const { goods } = this.parts;
    const wanted = wish.lines ?? [{ variantId: wish.refId, quantity: wish.quantity }];
    const found = await this.findGoods(wanted);
    if (!found.ok) return found;
    const { currency } = found.value;
    if (coupon?.kind === 'amount' && coupon.currency !== currency) return badCoupon('This coupon is for another currency.');
    const route = goodsRoute(await goods.countries(), currency, wish.country);
    if (route === null) return refused('This product is sent nowhere.');
    const { to } = route;
    const prices = wanted.map(({ quantity }, at) => goodsPriceMinor(found.value.unitsMinor[at] ?? 0, quantity, route));
    const priceMinor = prices.reduce((sum, price) => sum + price, 0);
    const discountMinor = discountOf(coupon, priceMinor);
    const shippingMinor = to.shippingMinor;
    const taxMinor = containedTaxMinor(priceMinor - discountMinor + shippingMinor, to.taxBasisPoints);
    const shares = sharesOf(discountMinor, prices);
    const lines = wanted.map((line, at) => {
      const price = prices[at] ?? 0;
      return { ...line, priceMinor: price, taxMinor: containedTaxMinor(price - (shares[at] ?? 0), to.taxBasisPoints) };
    });
    return ok({ ...NOTHING, priceMinor, discountMinor, shippingMinor, taxMinor, taxCountry: to.country, currency, lines });
  }

  /** What a piece of each wanted variant costs at home; all are sold, in one currency, and none stands there twice. */
  private async findGoods(wanted: readonly WantedLine[]): Promise<Result<{ readonly currency: string; readonly unitsMinor: readonly number[] }, AppError>> {
    if (wanted.length === 0 || wanted.length > MOST_LINES || new Set(wanted.map(({ variantId }) => variantId)).size < wanted.length) return refused('An order holds one to ten different things.');
    if (wanted.some(({ quantity }) => !Number.isInteger(quantity) || quantity < 1 || quantity > MOST_PIECES)) return refused(`One to ${String(MOST_PIECES)} pieces can be ordered at once.`);
    const products: ProductRow[] = [];
    const unitsMinor: number[] = [];
    for (const { variantId } of wanted) {
      const product = products.find(({ variants }) => variants.some((it) => it.id === variantId)) ?? (await this.parts.goods.productOf(variantId));
      const variant = product?.variants.find((it) => it.id === variantId);
      if (product?.isSold !== true || variant?.isSold !== true) return refused('There is no such product.');
      products.push(product);
      unitsMinor.push(variant.priceMinor);
    }
    const currency = products[0]?.currency ?? '';
    return products.some((product) => product.currency !== currency) ? refused('These are not sold in one currency.') : ok({ currency, unitsMinor });
  }

  /** Whether somebody has what an offer sells: bought, or rented and still to be watched. Who rented may still buy. */
  private async owns(accountId: string, offer: OfferRow): Promise<boolean> {
    const now = this.parts.nowMs();
    const held = await this.parts.rightsStore.titleRights(accountId);
    if (offer.event !== undefined) return held.some((right) => right.offerId === offer.id && right.revokedAtMs === 0);
    return held.some((right) => right.model !== 'event' && targetKey(right.target) === targetKey(offer.target) && isTitleRightOpen(right, now) && (right.model === 'buy' || offer.model === 'rent'));
  }
}
