import { DAY_MS, HOUR_MS } from '#core/base';
import type { AppError, ItemKey, Result } from '#core/base';
import { parseWireAccess, parseWireShop } from '#core/wire';
import type { WireAccess } from '#core/wire';
import { computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { CatalogModel } from '#model/catalog';
import type { CheckoutModel, CheckoutOption, CheckoutTerm, CheckoutTitle } from './checkout-model';
import { formatPrice } from './format-price';
import { OpenCheckout } from './open-checkout';
import type { OrderDeskDeps, OrderWish } from './order-desk';

/** What the checkout of a title needs. */
export interface CheckoutDeps extends OrderDeskDeps {
  readonly catalog: Pick<CatalogModel, 'catalog' | 'forgetDetail'>;
}

type Offer = WireAccess['offers'][number];

class Checkout extends OpenCheckout<WireAccess> {
  readonly heading: string;
  readonly paidText: string;
  readonly title: ReadonlySignal<CheckoutTitle>;
  readonly options: ReadonlySignal<readonly CheckoutOption[]>;
  private readonly offers = signal<readonly Offer[]>([]);
  private readonly deps: CheckoutDeps;
  private readonly path: string;

  constructor(deps: CheckoutDeps, key: ItemKey) {
    // What the title's page knows was told before it was paid for.
    super(deps, () => {
      deps.catalog.forgetDetail(key);
    });
    this.deps = deps;
    const { catalog, translator } = deps;
    this.heading = translator.t('shop.title');
    const reader = catalog.catalog.peek();
    const movie = reader.movie(reader.rowOf('movie', key));
    const series = movie === null ? reader.series(reader.rowOf('series', key)) : null;
    const channel = movie === null && series === null ? reader.channel(reader.rowOf('channel', key)) : null;
    const id = movie?.stream.nativeId ?? series?.nativeId ?? channel?.stream.nativeId ?? '';
    this.path = `/shop/${movie !== null ? 'movie' : series !== null ? 'series' : 'channel'}/${encodeURIComponent(id)}`;
    const record = movie ?? series;
    const name = record?.name ?? channel?.name ?? '';
    const year = record !== null && record.year > 0 ? String(record.year) : '';
    const duration = movie !== null && movie.durationMs > 0 ? translator.format.duration(movie.durationMs) : '';
    this.title = signal<CheckoutTitle>({ name, facts: [year, duration], poster: record?.poster ?? '' });
    this.paidText = translator.t('shop.paid', { title: name });
    this.options = computed(() => this.offers.value.map((offer) => this.optionOf(offer)));
  }

  protected async ask(): Promise<Result<WireAccess, AppError>> {
    const { api, billing } = this.deps;
    // Which shop of televisions is worked with is of no use to a set without one.
    const [access, shop] = await Promise.all([api.get(this.path, parseWireAccess), billing === null ? null : api.get('/shop', parseWireShop)]);
    if (shop?.ok === true) this.offerHere(shop.value.televisionShop);
    return access;
  }

  protected take({ offers, isAllowed }: WireAccess): boolean {
    this.offers.value = offers;
    // Paid for elsewhere meanwhile.
    return isAllowed;
  }

  protected wishFor(id: string): OrderWish {
    const { name, facts } = this.title.peek();
    return { body: { offerId: id }, id, subject: { name, facts: facts.filter((fact) => fact !== '').join(' · ') } };
  }

  private optionOf({ id, model, price, startWithinMs, windowMs }: Offer): CheckoutOption {
    const { t, locale } = this.deps.translator;
    const terms: CheckoutTerm[] = [];
    if (model === 'buy') terms.push({ kind: 'keep', text: t('shop.keep') });
    if (startWithinMs > 0) terms.push({ kind: 'start', text: t('shop.to-start', { count: Math.max(1, Math.round(startWithinMs / DAY_MS)) }) });
    if (windowMs > 0) terms.push({ kind: 'finish', text: t('shop.to-finish', { count: Math.max(1, Math.round(windowMs / HOUR_MS)) }) });
    return { id, title: t(model === 'rent' ? 'shop.rent' : 'shop.own'), terms, price: formatPrice(price, locale.value) };
  }
}

/** Opens the checkout of a film or series of the platform. Asks for its offers at once; dispose it when the page goes. */
export function createCheckout(deps: CheckoutDeps, key: ItemKey): CheckoutModel {
  const checkout = new Checkout(deps, key);
  void checkout.load();
  return checkout;
}
