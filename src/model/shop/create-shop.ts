import { itemKey } from '#core/base';
import type { AppError, ItemKey, Result, SourceId } from '#core/base';
import type { ChannelRecord } from '#core/catalog';
import type { WireBasket, WireOrder, WireOrders, WirePrice, WireShop, WireShopTitles } from '#core/wire';
import { parseWireOrders, parseWireShop, parseWireShopTitles } from '#core/wire';
import { computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import { lazyCardList, posterCard } from '#model/cards';
import type { CardList, Cards, CardView } from '#model/cards';
import type { CatalogModel } from '#model/catalog';
import type { Translator } from '#model/i18n';
import { piecesOf, readBasket } from './basket-source';
import type { BasketReader } from './basket-source';
import { formatPrice } from './format-price';
import { eventPaidText, eventTimeText } from './event-texts';
import type { ShopDeed, ShopModel, ShopReceipt, ShopRow, ShopShelf, ShopState } from './shop-model';

/** What the shop needs. */
export interface ShopDeps extends BasketReader {
  readonly translator: Translator;
  readonly cards: Cards;
  readonly catalog: Pick<CatalogModel, 'catalog'>;
  /** The platform among the sources. */
  readonly sourceId: SourceId;
  nowMs(): number;
}

type ShopTitle = WireShopTitles['items'][number];
type ShopEvent = WireShop['events'][number];

/** A film or series that is sold and is in this viewer's catalogue. */
interface SoldTitle {
  readonly kind: 'movie' | 'series';
  readonly key: ItemKey;
  readonly from: WirePrice;
}

interface Stock {
  readonly shop: WireShop;
  readonly titles: readonly ShopTitle[];
  readonly orders: WireOrders;
  /** `null`: it has not been asked for, or this profile has none. */
  readonly basket: WireBasket | null;
}

const SHELVES: readonly ShopShelf[] = ['plans', 'titles', 'events', 'goods', 'orders'];
/** States of deliveries with words of their own (`shop.delivery.<state>`). */
const DELIVERIES: readonly string[] = ['waiting', 'short', 'paid', 'packed', 'sent', 'returned', 'cancelled'];

class Shop implements ShopModel {
  readonly state = signal<ShopState>({ kind: 'loading' });
  readonly shelves: ReadonlySignal<readonly ShopShelf[]>;
  readonly titles: ReadonlySignal<CardList>;
  private readonly deps: ShopDeps;
  private readonly stock = signal<Stock | null>(null);
  private isOver = false;

  constructor(deps: ShopDeps) {
    this.deps = deps;
    this.shelves = computed(() => {
      const stock = this.stock.value;
      if (stock === null) return [];
      const { plans } = stock.shop;
      const hasSomething: Readonly<Record<ShopShelf, boolean>> = {
        plans: plans.length > 0, titles: this.titles.value.length > 0, events: this.rowsOf('events').length > 0, goods: this.rowsOf('goods').length > 0, orders: true,
      };
      return SHELVES.filter((shelf) => hasSomething[shelf]);
    });
    this.titles = computed(() => this.makeTitles());
  }

  async load(): Promise<void> {
    const { api } = this.deps;
    const [basket, shop, titles, orders] = await Promise.all([readBasket(this.deps), api.get('/shop', parseWireShop), api.get('/shop/titles', parseWireShopTitles), api.get('/orders', parseWireOrders)]);
    if (this.isOver) return;
    const failure = [shop, titles, orders].find((answer: Result<unknown, AppError>) => !answer.ok);
    if (shop.ok && titles.ok && orders.ok) {
      this.stock.value = { shop: shop.value, titles: titles.value.items, orders: orders.value, basket: basket.ok ? basket.value : null };
      this.state.value = { kind: 'ready' };
    } else if (failure?.ok === false && this.stock.peek() === null) this.state.value = { kind: 'failed', error: failure.error };
  }

  rowsOf(shelf: ShopShelf): readonly ShopRow[] {
    const stock = this.stock.value;
    if (stock === null) return [];
    switch (shelf) {
      case 'plans':
        return stock.shop.plans.map((plan) => this.planRow(plan, stock.shop));
      case 'events':
        return [...stock.shop.events.map((event) => this.eventRow(event)), ...stock.titles.map((item) => this.channelRow(item))].filter((row): row is ShopRow => row !== null);
      case 'goods':
        return [...this.basketRows(stock.basket), ...stock.shop.goods.map((product) => this.productRow(product))];
      case 'orders':
        return stock.orders.items.map((order) => this.orderRow(order));
      default:
        return [];
    }
  }

  receiptOf(orderId: string): ShopReceipt | null {
    const stock = this.stock.peek();
    const order = stock?.orders.items.find(({ id }) => id === orderId);
    if (stock === null || order === undefined) return null;
    const { t, format } = this.deps.translator;
    const amount = (minor: number): string => this.price(minor, order.price.currency);
    const what = order.quantity > 1 ? `${order.name} × ${String(order.quantity)}` : order.name;
    const taken: ReadonlyArray<readonly [label: string, minor: number]> = [['shop.discount', order.discountMinor], ['shop.credit', order.creditMinor]];
    const atMs = order.paidAtMs > 0 ? order.paidAtMs : order.createdAtMs;
    return {
      title: t('shop.receipt'),
      lines: [
        { label: what, value: amount(order.price.amountMinor) },
        ...taken.filter(([, minor]) => minor > 0).map(([label, minor]) => ({ label: t(label), value: `−${amount(minor)}` })),
        ...(order.shippingMinor > 0 ? [{ label: t('shop.shipping'), value: amount(order.shippingMinor) }] : []),
        { label: t('shop.total'), value: amount(order.dueMinor) },
        { label: this.statusText(order), value: format.day(atMs, this.deps.nowMs()) },
      ],
      notes: [order.deliveryNote, order.isSandbox ? t('shop.sandbox') : ''].filter((note) => note !== ''),
      phoneUrl: stock.orders.historyUrl,
    };
  }

  reload(): void {
    if (this.state.peek().kind === 'failed') this.state.value = { kind: 'loading' };
    void this.load();
  }

  dispose(): void {
    this.isOver = true;
  }

  private makeTitles(): CardList {
    const { sourceId, catalog } = this.deps;
    const reader = catalog.catalog.value;
    const sold: SoldTitle[] = [];
    for (const { kind, id, from } of this.stock.value?.titles ?? []) {
      if (kind === 'channel') continue;
      const key = itemKey(sourceId, kind, id);
      // What this viewer may not see is not in their catalogue.
      if (reader.rowOf(kind, key) !== -1) sold.push({ kind, key, from });
    }
    // Cards are made, and prices written, when they are seen: a platform sells thousands.
    return lazyCardList(sold.length, (index) => this.cardOf(sold[index]), (id) => sold.findIndex(({ key }) => key === id));
  }

  private cardOf(title: SoldTitle | undefined): CardView | null {
    if (title === undefined) return null;
    const { kind, key, from } = title;
    const { catalog, cards, translator } = this.deps;
    const reader = catalog.catalog.peek();
    const card = posterCard(cards, reader, kind, reader.rowOf(kind, key));
    if (card === null) return null;
    const badge = this.price(from.amountMinor, from.currency);
    return { ...card, badge, spoken: `${card.spoken}, ${translator.t('shop.from', { price: badge })}` };
  }

  private planRow(plan: WireShop['plans'][number], shop: WireShop): ShopRow {
    const { t, format } = this.deps.translator;
    const held = shop.subscriptions.find(({ planId, state }) => planId === plan.id && state !== 'over');
    const state = held === undefined || held.state === 'over' ? '' : t(`shop.plan-${held.state}`, { day: format.day(held.endsAtMs, 0) });
    const trial = plan.trialDays > 0 ? t('shop.trial', { count: plan.trialDays }) : '';
    const screens = plan.maxStreams > 0 ? t('shop.screens', { count: plan.maxStreams }) : '';
    const text = [state === '' ? trial : state, screens].filter((part) => part !== '').join(' · ');
    const value = t(`shop.per-${plan.periodUnit}`, { price: this.price(plan.price.amountMinor, plan.price.currency), count: plan.periodCount });
    return { id: plan.id, label: plan.name, text, value, about: '', picture: '', onOk: { kind: 'open', route: { name: 'plans', plan: plan.id } } };
  }

  /** The channel that is sold; `null` for what is none, and for one that is not in this viewer's catalogue. */
  private channelOf({ kind, id }: Pick<ShopTitle, 'kind' | 'id'>): ChannelRecord | null {
    if (kind !== 'channel') return null;
    const reader = this.deps.catalog.catalog.value;
    return reader.channel(reader.rowOf('channel', itemKey(this.deps.sourceId, 'channel', id)));
  }

  private eventRow(event: ShopEvent): ShopRow | null {
    const channel = this.channelOf({ kind: 'channel', id: event.channelId });
    if (channel === null) return null;
    const { t } = this.deps.translator;
    const { offerId, name, description, picture, isHeld, price } = event;
    return {
      id: offerId, label: name, text: `${eventTimeText(event, this.deps.translator, this.deps.nowMs())} · ${channel.name}`,
      value: isHeld ? t('shop.event-yours') : this.price(price.amountMinor, price.currency), about: description, picture: this.deps.api.absolute(picture),
      onOk: isHeld ? this.heldDeed(event, channel) : { kind: 'open', route: { name: 'checkout', key: channel.key, offer: offerId } },
    };
  }

  /** What can be done with an event that was paid for: watched while it runs, and again where the channel has an archive. */
  private heldDeed(event: ShopEvent, { key, catchup }: ChannelRecord): ShopDeed {
    const { startsAtMs, endsAtMs } = event;
    const now = this.deps.nowMs();
    if (now < startsAtMs) return { kind: 'say', text: eventPaidText(event, this.deps.translator, now) };
    if (now < endsAtMs) return { kind: 'perform', action: { kind: 'watch-channel', key } };
    if (catchup === null) return { kind: 'say', text: eventTimeText(event, this.deps.translator, now) };
    return { kind: 'perform', action: { kind: 'watch-archive', key, startMs: startsAtMs, stopMs: endsAtMs } };
  }

  private channelRow(item: ShopTitle): ShopRow | null {
    const channel = this.channelOf(item);
    if (channel === null) return null;
    const { translator } = this.deps;
    const { from, rightsEndMs } = item;
    const { key } = channel;
    const text = rightsEndMs > 0 ? translator.t('shop.until', { day: translator.format.day(rightsEndMs, this.deps.nowMs()) }) : '';
    return { id: key, label: channel.name, text, value: this.price(from.amountMinor, from.currency), about: '', picture: '', onOk: { kind: 'open', route: { name: 'checkout', key } } };
  }

  /** Leads to what is in the basket, where there is something. */
  private basketRows(basket: WireBasket | null): readonly ShopRow[] {
    if (basket === null || basket.lines.length === 0) return [];
    const { t } = this.deps.translator;
    const { sum } = basket;
    const value = sum === null ? '' : this.price(sum.dueMinor, sum.price.currency);
    const about = basket.lines.map(({ name, quantity }) => (quantity > 1 ? `${name} × ${String(quantity)}` : name)).join(', ');
    return [{ id: 'basket', label: t('shop.basket'), text: t('shop.pieces', { count: piecesOf(basket) }), value, about, picture: '', onOk: { kind: 'open', route: { name: 'basket' } } }];
  }

  private productRow({ id, name, description, picture, variants }: WireShop['goods'][number]): ShopRow {
    const { t } = this.deps.translator;
    const [cheapest] = [...variants].sort((one, other) => one.price.amountMinor - other.price.amountMinor);
    const price = cheapest === undefined ? '' : this.price(cheapest.price.amountMinor, cheapest.price.currency);
    const isGone = variants.every(({ left }) => left === 0);
    const value = isGone ? t('shop.sold-out') : variants.length > 1 ? t('shop.from', { price }) : price;
    const kinds = variants.map((variant) => variant.name).filter((kind) => kind !== '').join(', ');
    return { id, label: name, text: kinds, value, about: description, picture: this.deps.api.absolute(picture), onOk: { kind: 'open', route: { name: 'product', id } } };
  }

  private orderRow(order: WireOrder): ShopRow {
    const day = this.deps.translator.format.day(order.createdAtMs, this.deps.nowMs());
    return { id: order.id, label: order.name, text: `${day} · ${this.statusText(order)}`, value: this.price(order.dueMinor, order.price.currency), about: '', picture: '', onOk: { kind: 'receipt' } };
  }

  private statusText({ status, delivery }: WireOrder): string {
    const { t } = this.deps.translator;
    return status === 'paid' && DELIVERIES.indexOf(delivery) !== -1 ? t(`shop.delivery.${delivery}`) : t(`shop.status.${status}`);
  }

  private price(amountMinor: number, currency: string): string {
    return formatPrice({ amountMinor, currency }, this.deps.translator.locale.peek());
  }
}

/** Opens the shop. Asks at once; dispose it when the page goes. */
export function createShop(deps: ShopDeps): ShopModel {
  const shop = new Shop(deps);
  void shop.load();
  return shop;
}
