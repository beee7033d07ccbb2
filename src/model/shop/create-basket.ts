import type { AppError, Result } from '#core/base';
import type { WireBasket } from '#core/wire';
import { computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { BasketModel, BasketRow } from './basket-model';
import { piecesOf, putInBasket, readBasket } from './basket-source';
import type { CheckoutOption, CheckoutTitle } from './checkout-model';
import { formatPrice } from './format-price';
import { OpenCheckout } from './open-checkout';
import type { OrderDeskDeps, OrderWish } from './order-desk';

/** The one thing that can be ordered. */
const ALL = 'basket';
const NO_BASKET: WireBasket = { lines: [], sum: null };

class BasketCheckout extends OpenCheckout<WireBasket> implements BasketModel {
  readonly heading: string;
  readonly paidText: string;
  readonly title: ReadonlySignal<CheckoutTitle>;
  readonly options: ReadonlySignal<readonly CheckoutOption[]>;
  readonly rows: ReadonlySignal<readonly BasketRow[]>;
  readonly sums: ReadonlySignal<ReadonlyArray<{ readonly label: string; readonly value: string }>>;
  private readonly inIt = signal<WireBasket>(NO_BASKET);
  /** Changes go one after the other: the answer of the last is the truth. */
  private changing: Promise<unknown> = Promise.resolve();

  constructor(private readonly deps: OrderDeskDeps) {
    super(deps, () => undefined);
    const { t, locale } = deps.translator;
    this.heading = t('shop.basket');
    this.paidText = t('shop.goods-paid');
    this.title = signal<CheckoutTitle>({ name: '', facts: [], poster: '', sign: 'bag' });
    this.options = computed(() => {
      const { lines, sum } = this.inIt.value;
      if (sum === null || lines.some(({ left, quantity }) => left < quantity)) return [];
      return [{ id: ALL, title: this.heading, terms: [], price: formatPrice({ amountMinor: sum.dueMinor, currency: sum.price.currency }, locale.value) }];
    });
    this.rows = computed(() => this.inIt.value.lines.map((line) => this.rowOf(line)));
    this.sums = computed(() => {
      const { sum } = this.inIt.value;
      if (sum === null) return [];
      const amount = (amountMinor: number): string => formatPrice({ amountMinor, currency: sum.price.currency }, locale.value);
      const lines = [{ label: t('shop.shipping'), minor: sum.shippingMinor }, { label: t('shop.tax'), minor: sum.taxMinor }];
      return lines.filter(({ minor }) => minor > 0).map(({ label, minor }) => ({ label, value: amount(minor) }));
    });
  }

  async setPieces(id: string, pieces: number): Promise<AppError | null> {
    if (!this.canChange) return null;
    this.startOver();
    const change = this.changing.then(() => putInBasket(this.deps, id, pieces));
    this.changing = change;
    const answer = await change;
    if (!answer.ok) return answer.error;
    this.take(answer.value);
    const code = this.coupon.peek()?.code;
    if (code !== undefined && this.options.peek().length > 0) await this.useCoupon(code);
    return null;
  }

  override lookAgain(): void {
    if (!this.canChange) return;
    void readBasket(this.deps).then((answer) => {
      if (answer.ok) this.take(answer.value);
    });
  }

  protected ask(): Promise<Result<WireBasket, AppError>> {
    return readBasket(this.deps);
  }

  protected take(basket: WireBasket): boolean {
    this.inIt.value = basket;
    return false;
  }

  protected override firstId(): string {
    return ALL;
  }

  protected wishFor(): OrderWish {
    const { lines } = this.inIt.peek();
    const pieces = piecesOf(this.inIt.peek());
    const facts = [this.deps.translator.t('shop.pieces', { count: pieces }), this.options.peek()[0]?.price ?? ''];
    // Another basket is another order.
    const id = lines.map(({ variantId, quantity }) => `${variantId} ${String(quantity)}`).join(' ');
    return { body: { basket: true }, id, subject: { name: this.heading, facts: facts.filter((fact) => fact !== '').join(' · ') } };
  }

  private rowOf({ variantId, name, quantity, left, price }: WireBasket['lines'][number]): BasketRow {
    const { t, locale } = this.deps.translator;
    const isShort = left < quantity;
    const pieces = t('shop.pieces', { count: quantity });
    const note = left === 0 ? t('shop.sold-out') : t('shop.left', { count: left });
    return {
      id: variantId, name, pieces: quantity, most: left, text: isShort ? `${pieces} · ${note}` : pieces,
      price: price.amountMinor === 0 ? '' : formatPrice(price, locale.value),
    };
  }
}

/** Opens the account's basket. Asks at once; dispose it when the page goes. */
export function createBasket(deps: OrderDeskDeps): BasketModel {
  const basket = new BasketCheckout(deps);
  void basket.load();
  return basket;
}
