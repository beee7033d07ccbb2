import { AppError, fail, ok } from '#core/base';
import type { Result } from '#core/base';
import { parseWireShop } from '#core/wire';
import type { WireBasket, WireShop } from '#core/wire';
import { computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import { piecesOf, putInBasket, readBasket } from './basket-source';
import type { CheckoutModel, CheckoutOption, CheckoutTitle } from './checkout-model';
import { formatPrice } from './format-price';
import { OpenCheckout } from './open-checkout';
import type { OrderDeskDeps, OrderWish } from './order-desk';

type Product = WireShop['goods'][number];

/** So few left that it is said. */
const FEW = 5;

class ProductCheckout extends OpenCheckout<Product> {
  readonly heading: string;
  readonly paidText: string;
  readonly title: ReadonlySignal<CheckoutTitle>;
  readonly options: ReadonlySignal<readonly CheckoutOption[]>;
  override readonly basketPieces: ReadonlySignal<number>;
  private readonly product = signal<Product | null>(null);
  /** `null`: not known, or this profile has none. */
  private readonly basket = signal<WireBasket | null>(null);

  constructor(private readonly deps: OrderDeskDeps, private readonly id: string) {
    super(deps, () => undefined);
    const { t } = deps.translator;
    this.heading = t('shop.goods');
    this.paidText = t('shop.goods-paid');
    this.basketPieces = computed(() => (this.basket.value === null ? -1 : piecesOf(this.basket.value)));
    this.title = computed(() => {
      const product = this.product.value;
      return { name: product?.name ?? '', facts: [], poster: product?.picture ?? '', text: product?.description ?? '', sign: 'bag' };
    });
    this.options = computed(() => (this.product.value?.variants ?? []).map((variant) => this.optionOf(variant)));
  }

  override async collect(id: string): Promise<AppError | null> {
    const before = this.basket.peek()?.lines.find(({ variantId }) => variantId === id)?.quantity ?? 0;
    const answer = await putInBasket(this.deps, id, before + 1);
    if (!answer.ok) return answer.error;
    this.basket.value = answer.value;
    return null;
  }

  override lookAgain(): void {
    void this.readBasket();
  }

  protected async ask(): Promise<Result<Product, AppError>> {
    const [shop] = await Promise.all([this.deps.api.get('/shop', parseWireShop), this.readBasket()]);
    if (!shop.ok) return shop;
    const product = shop.value.goods.find(({ id }) => id === this.id);
    return product === undefined ? fail(new AppError('http.not-found', { message: 'This product is no longer sold.' })) : ok({ ...product, picture: this.deps.api.absolute(product.picture) });
  }

  protected take(product: Product): boolean {
    this.product.value = product;
    return false;
  }

  protected wishFor(id: string): OrderWish {
    const option = this.options.peek().find((each) => each.id === id);
    return { body: { variantId: id }, id, subject: { name: this.title.peek().name, facts: [option?.title ?? '', option?.price ?? ''].filter((fact) => fact !== '').join(' · ') } };
  }

  private async readBasket(): Promise<void> {
    const answer = await readBasket(this.deps);
    this.basket.value = answer.ok ? answer.value : null;
  }

  private optionOf({ id, name, price, left }: Product['variants'][number]): CheckoutOption {
    const { t, locale } = this.deps.translator;
    const note = left === 0 ? t('shop.sold-out') : left <= FEW ? t('shop.left', { count: left }) : t('shop.on-phone');
    return {
      id, title: name === '' ? this.title.value.name : name, price: formatPrice(price, locale.value), isSoldOut: left === 0,
      terms: [{ kind: 'note', text: note }],
    };
  }
}

/** Opens the checkout of something that is sent: its kinds here, address and shipping on the phone. Asks at once; dispose it when the page goes. */
export function createProduct(deps: OrderDeskDeps, id: string): CheckoutModel {
  const checkout = new ProductCheckout(deps, id);
  void checkout.load();
  return checkout;
}
