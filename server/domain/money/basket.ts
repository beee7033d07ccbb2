import { ok } from '#core/base';
import type { AppError, Result } from '#core/base';
import { isSettled } from '#server/store';
import type { AccountRow, BasketLine, GoodsStore, MoneyStore, OrderRow, ProductRow } from '#server/store';
import { isBasketMark } from './billing';
import type { Billing, OrderWish, PlacedOrder } from './billing';
import { variantTitle } from './order-titles';
import { MOST_LINES, MOST_PIECES } from './pricing';
import type { Priced, PriceWish } from './pricing';
import { refused } from './refused';

/** A kind of goods in a basket, as people see it. */
export interface ShownBasketLine extends BasketLine {
  readonly productId: string;
  /** With its kind: `Scarf, red`. */
  readonly name: string;
  /** Address of a picture; empty without. */
  readonly picture: string;
  readonly currency: string;
  /** Pieces nobody else holds; less than `quantity`: it cannot be ordered so. */
  readonly left: number;
  /** Of all its pieces where they go; 0 while the basket has no price. */
  readonly priceMinor: number;
}

/** A basket as people see it. */
export interface ShownBasket {
  readonly lines: readonly ShownBasketLine[];
  /** What it comes to; `null`: it is empty, or cannot be ordered as it is. */
  readonly sum: Priced | null;
}

/** What baskets are built on. */
export interface BasketParts {
  readonly goods: GoodsStore;
  readonly money: MoneyStore;
  readonly billing: Billing;
  readonly nowMs: () => number;
}

interface Found {
  readonly line: BasketLine;
  readonly product: ProductRow;
}

/**
 * What an account puts together to order at once, the same on all its sets. It has one order that can still change: ordered again, that one
 * follows the basket, so that nobody holds the same pieces twice. What was paid for leaves it.
 */
export class Baskets {
  constructor(private readonly parts: BasketParts) {}

  /** What is in it; what is no longer sold is not. `country`: where the viewer is, ISO 3166-1 alpha-2. */
  async look(account: AccountRow, country: string): Promise<ShownBasket> {
    const { goods, billing, nowMs } = this.parts;
    const found = await this.find(account.id);
    const open = openOf(await this.orders(account.id));
    const free = await goods.freeBeside(open?.id ?? '', found.map(({ line }) => line.variantId), nowMs());
    const quoted = found.length === 0 ? null : await billing.quote(account, wishFor(found, '', country));
    const sum = quoted?.ok === true ? quoted.value : null;
    return {
      sum,
      lines: found.map(({ line, product }, at) => ({
        ...line, productId: product.id, name: variantTitle(product, line.variantId), picture: product.picture, currency: product.currency,
        left: free.get(line.variantId) ?? 0, priceMinor: sum?.lines[at]?.priceMinor ?? 0,
      })),
    };
  }

  /** Puts pieces there instead of those that are; 0 takes them out. Fails with `input.invalid` or `shop.sold-out`, and nothing changes. */
  async put(account: AccountRow, line: BasketLine): Promise<Result<void, AppError>> {
    const { goods } = this.parts;
    const rows = await goods.basket(account.id);
    const found = await this.sold(rows);
    if (line.quantity > 0) {
      const refusal = await this.refusal(account, line, found);
      if (refusal !== null) return refusal;
    }
    // What is no longer sold takes up no room.
    for (const { variantId } of rows) if (!found.some((each) => each.line.variantId === variantId)) await goods.putInBasket(account.id, { variantId, quantity: 0 }, MOST_LINES);
    return (await goods.putInBasket(account.id, line, MOST_LINES)) ? ok(undefined) : refused(`An order holds at most ${String(MOST_LINES)} different things.`);
  }

  /** A wish for all that is in it; fails where it is empty. */
  async wish(account: AccountRow, coupon: string, country: string): Promise<Result<PriceWish, AppError>> {
    const found = await this.find(account.id);
    return found.length === 0 ? refused('The basket is empty.') : ok(wishFor(found, coupon, country));
  }

  /** Orders all that is in it, as `Billing.place` orders one thing. */
  async place(account: AccountRow, how: Pick<OrderWish, 'coupon' | 'country' | 'idempotencyKey'>): Promise<Result<PlacedOrder, AppError>> {
    const { billing } = this.parts;
    const orders = await this.orders(account.id);
    const known = orders.find((order) => order.idempotencyKey === how.idempotencyKey);
    if (known !== undefined && !isChangeable(known)) return billing.answer(known);
    const wish = await this.wish(account, how.coupon, how.country);
    if (!wish.ok) return wish;
    const open = openOf(orders);
    if (open === undefined) return billing.place(account, { ...wish.value, way: 'phone', idempotencyKey: how.idempotencyKey });
    const revised = await billing.revise(open, { coupon: how.coupon, lines: wish.value.lines ?? [] });
    return revised.ok ? billing.answer(revised.value) : revised;
  }

  private async refusal(account: AccountRow, { variantId, quantity }: BasketLine, found: readonly Found[]): Promise<ReturnType<typeof refused> | null> {
    const { goods, nowMs } = this.parts;
    if (quantity > MOST_PIECES) return refused(`One to ${String(MOST_PIECES)} pieces can be ordered at once.`);
    const product = await goods.productOf(variantId);
    if (!isSold(product, variantId)) return refused('There is no such product.');
    if (found.some((each) => each.product.currency !== product?.currency)) return refused('These are not sold in one currency.');
    const before = found.find(({ line }) => line.variantId === variantId)?.line.quantity ?? 0;
    const free = await goods.freeBeside(openOf(await this.orders(account.id))?.id ?? '', [variantId], nowMs());
    return quantity > before && quantity > (free.get(variantId) ?? 0) ? refused('There are not enough pieces left.', 'shop.sold-out') : null;
  }

  private async find(accountId: string): Promise<readonly Found[]> {
    return this.sold(await this.parts.goods.basket(accountId));
  }

  /** The lines whose goods are still sold. */
  private async sold(rows: readonly BasketLine[]): Promise<readonly Found[]> {
    const products = rows.length === 0 ? [] : await this.parts.goods.products();
    return rows.flatMap((line) => {
      const product = products.find((each) => isSold(each, line.variantId));
      return product === undefined ? [] : [{ line, product }];
    });
  }

  private async orders(accountId: string): Promise<readonly OrderRow[]> {
    return (await this.parts.money.orders(accountId)).filter((order) => isBasketMark(order.requestMark));
  }
}

function isSold(product: ProductRow | null, variantId: string): boolean {
  return product?.isSold === true && product.variants.some((variant) => variant.id === variantId && variant.isSold);
}

/** Nobody has begun to pay. */
function isChangeable(order: OrderRow): boolean {
  return !isSettled(order) && order.status === 'open' && order.closedAtMs === 0;
}

function openOf(orders: readonly OrderRow[]): OrderRow | undefined {
  return orders.find(isChangeable);
}

function wishFor(found: readonly Found[], coupon: string, country: string): PriceWish {
  const lines = found.map(({ line }) => line);
  return { kind: 'goods', refId: lines[0]?.variantId ?? '', quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0), lines, coupon, country };
}
