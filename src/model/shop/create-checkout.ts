import { DAY_MS, HOUR_MS } from '#core/base';
import type { ItemKey } from '#core/base';
import { parseWireAccess } from '#core/wire';
import type { WireAccess } from '#core/wire';
import { computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { CatalogModel } from '#model/catalog';
import type { CheckoutModel, CheckoutOption, CheckoutState, CheckoutTerm, CheckoutTitle } from './checkout-model';
import { formatPrice } from './format-price';
import { OrderDesk } from './order-desk';
import type { OrderDeskDeps } from './order-desk';

/** What the checkout of a title needs. */
export interface CheckoutDeps extends OrderDeskDeps {
  readonly catalog: Pick<CatalogModel, 'catalog' | 'forgetDetail'>;
}

type Offer = WireAccess['offers'][number];

class Checkout implements CheckoutModel {
  readonly heading: string;
  readonly paidText: string;
  readonly title: ReadonlySignal<CheckoutTitle>;
  readonly options: ReadonlySignal<readonly CheckoutOption[]>;
  readonly chosenId = signal('');
  readonly state: ReadonlySignal<CheckoutState>;
  readonly isSandbox: ReadonlySignal<boolean>;
  private readonly offers = signal<readonly Offer[]>([]);
  private readonly deps: CheckoutDeps;
  private readonly desk: OrderDesk;
  private readonly path: string;
  private isOver = false;

  constructor(deps: CheckoutDeps, key: ItemKey) {
    this.deps = deps;
    // What the title's page knows was told before it was paid for.
    this.desk = new OrderDesk(deps, () => {
      deps.catalog.forgetDetail(key);
    });
    this.state = this.desk.state;
    this.isSandbox = this.desk.isSandbox;
    const { catalog, translator } = deps;
    this.heading = translator.t('shop.title');
    const reader = catalog.catalog.peek();
    const movie = reader.movie(reader.rowOf('movie', key));
    const series = movie === null ? reader.series(reader.rowOf('series', key)) : null;
    this.path = `/shop/${movie === null ? 'series' : 'movie'}/${encodeURIComponent(movie?.stream.nativeId ?? series?.nativeId ?? '')}`;
    const record = movie ?? series;
    const year = record !== null && record.year > 0 ? String(record.year) : '';
    const duration = movie !== null && movie.durationMs > 0 ? translator.format.duration(movie.durationMs) : '';
    this.title = signal<CheckoutTitle>({ name: record?.name ?? '', facts: [year, duration], poster: record?.poster ?? '' });
    this.paidText = translator.t('shop.paid', { title: record?.name ?? '' });
    this.options = computed(() => this.offers.value.map((offer) => this.optionOf(offer)));
    void this.load();
  }

  consider(optionId: string): void {
    if (this.desk.isIdle) this.chosenId.value = optionId;
  }

  order(optionId: string): void {
    const isWaitingForIt = this.state.peek().kind === 'waiting' && optionId === this.chosenId.peek();
    if (isWaitingForIt || !this.desk.isFree || !this.offers.peek().some((offer) => offer.id === optionId)) return;
    this.chosenId.value = optionId;
    this.place();
  }

  retry(): void {
    if (this.state.peek().kind !== 'failed') return;
    if (this.offers.peek().length === 0) void this.load();
    else this.place();
  }

  dispose(): void {
    this.isOver = true;
    this.desk.dispose();
  }

  private place(): void {
    const { name, facts } = this.title.peek();
    const offerId = this.chosenId.peek();
    void this.desk.place({ body: { offerId }, id: offerId, subject: { name, facts: facts.filter((fact) => fact !== '').join(' · ') } });
  }

  private optionOf({ id, model, price, startWithinMs, windowMs }: Offer): CheckoutOption {
    const { t, locale } = this.deps.translator;
    const terms: CheckoutTerm[] = [];
    if (model === 'buy') terms.push({ kind: 'keep', text: t('shop.keep') });
    if (startWithinMs > 0) terms.push({ kind: 'start', text: t('shop.to-start', { count: Math.max(1, Math.round(startWithinMs / DAY_MS)) }) });
    if (windowMs > 0) terms.push({ kind: 'finish', text: t('shop.to-finish', { count: Math.max(1, Math.round(windowMs / HOUR_MS)) }) });
    return { id, title: t(model === 'rent' ? 'shop.rent' : 'shop.own'), terms, price: formatPrice(price, locale.value) };
  }

  private async load(): Promise<void> {
    const { state } = this.desk;
    state.value = { kind: 'loading' };
    const answer = await this.deps.api.get(this.path, parseWireAccess);
    if (this.isOver) return;
    if (!answer.ok) {
      state.value = { kind: 'failed', error: answer.error };
      return;
    }
    this.offers.value = answer.value.offers;
    this.chosenId.value = answer.value.offers[0]?.id ?? '';
    // Paid for elsewhere meanwhile.
    if (answer.value.isAllowed) this.desk.finish();
    else state.value = { kind: 'choosing' };
  }
}

/** Opens the checkout of a film or series of the platform. Asks for its offers at once; dispose it when the page goes. */
export function createCheckout(deps: CheckoutDeps, key: ItemKey): CheckoutModel {
  return new Checkout(deps, key);
}
