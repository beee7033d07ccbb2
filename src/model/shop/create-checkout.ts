import { DAY_MS, HOUR_MS } from '#core/base';
import type { AppError, ItemKey, Result } from '#core/base';
import { parseWireAccess, parseWireShop } from '#core/wire';
import type { WireAccess } from '#core/wire';
import { computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { CatalogModel } from '#model/catalog';
import type { CheckoutModel, CheckoutOption, CheckoutTerm, CheckoutTitle } from './checkout-model';
import { eventAgainText, eventPaidText, eventTimeText } from './event-texts';
import { formatPrice } from './format-price';
import { OpenCheckout } from './open-checkout';
import type { OrderDeskDeps, OrderWish } from './order-desk';

/** What the checkout of a title needs. */
export interface CheckoutDeps extends OrderDeskDeps {
  readonly catalog: Pick<CatalogModel, 'catalog' | 'forgetDetail'>;
}

type Offer = WireAccess['offers'][number];
type SoldEvent = WireAccess['events'][number];

class Checkout extends OpenCheckout<WireAccess> {
  readonly heading: string;
  readonly title: ReadonlySignal<CheckoutTitle>;
  readonly options: ReadonlySignal<readonly CheckoutOption[]>;
  private readonly offers = signal<readonly Offer[]>([]);
  private readonly events = signal<readonly SoldEvent[]>([]);
  private readonly isKnown = signal(false);
  private readonly deps: CheckoutDeps;
  private readonly path: string;

  /** `offer` names the event that is meant; empty: whatever is for sale. */
  constructor(deps: CheckoutDeps, key: ItemKey, private readonly offer: string) {
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
    const whole: CheckoutTitle = { name, facts: [year, duration], poster: record?.poster ?? '', sign: 'ticket' };
    this.title = computed(() => {
      const event = this.chosenEvent();
      // The channel's name is not that of an event, which the platform is still asked for.
      if (event === undefined) return offer === '' || channel === null || this.isKnown.value ? whole : { ...whole, name: '' };
      const { description, picture } = event;
      return { name: event.name, facts: [name], poster: deps.api.absolute(picture), sign: 'ticket', ...(description === '' ? {} : { text: description }) };
    });
    this.options = computed(() => [...this.events.value.map((event) => this.eventOption(event)), ...this.offers.value.map((one) => this.optionOf(one))]);
  }

  get paidText(): string {
    const { translator, clock } = this.deps;
    const event = this.chosenEvent();
    return event === undefined ? translator.t('shop.paid', { title: this.title.peek().name }) : eventPaidText(event, translator, clock.nowMs());
  }

  protected async ask(): Promise<Result<WireAccess, AppError>> {
    const { api, billing } = this.deps;
    // Which shop of televisions is worked with is of no use to a set without one.
    const [access, shop] = await Promise.all([api.get(this.path, parseWireAccess), billing === null ? null : api.get('/shop', parseWireShop)]);
    if (shop?.ok === true) this.offerHere(shop.value.televisionShop);
    return access;
  }

  protected take({ offers, events, isAllowed }: WireAccess): boolean {
    const wanted = events.find(({ offerId }) => offerId === this.offer);
    this.events.value = wanted === undefined ? events.filter(({ isHeld }) => !isHeld) : [wanted];
    this.offers.value = wanted === undefined ? offers : [];
    this.isKnown.value = true;
    // Paid for elsewhere meanwhile.
    return wanted === undefined ? isAllowed : wanted.isHeld;
  }

  protected wishFor(id: string): OrderWish {
    const { name, facts } = this.title.peek();
    return { body: { offerId: id }, id, subject: { name, facts: facts.filter((fact) => fact !== '').join(' · ') } };
  }

  private chosenEvent(): SoldEvent | undefined {
    return this.events.value.find(({ offerId }) => offerId === this.chosenId.value);
  }

  private eventOption(event: SoldEvent): CheckoutOption {
    const { translator, clock } = this.deps;
    const nowMs = clock.nowMs();
    const again = eventAgainText(event, translator, nowMs);
    const terms: CheckoutTerm[] = again === '' ? [] : [{ kind: 'finish', text: again }];
    terms.push({ kind: 'start', text: eventTimeText(event, translator, nowMs) });
    return { id: event.offerId, title: event.name, terms, price: formatPrice(event.price, translator.locale.value) };
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

/** Opens the checkout of a film, series or channel of the platform, or of one event (`offer`). Asks for its offers at once; dispose it when the page goes. */
export function createCheckout(deps: CheckoutDeps, key: ItemKey, offer: string): CheckoutModel {
  const checkout = new Checkout(deps, key, offer);
  void checkout.load();
  return checkout;
}
