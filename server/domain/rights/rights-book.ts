import type { AvailabilityRow, BouquetRow, OfferRow, PlanRow, RightsStore, RightsTarget } from '#server/store';
import { isEventSold } from './events';
import { targetKey } from './target-key';
import type { RightsAsset } from './rights-types';

/** A catalogue row as rights see it. For an episode: its series. */
export interface RightsItem {
  readonly kind: 'channel' | 'movie' | 'series';
  readonly id: number;
  readonly categoryIds: readonly number[];
  readonly isAdult: boolean;
  readonly age: number;
}

/** What an operator sells and where it may be shown, arranged to be looked up. */
export class RightsBook {
  readonly plans: ReadonlyMap<string, PlanRow>;
  readonly offers: readonly OfferRow[];
  private readonly bouquetsOf = new Map<string, string[]>();
  private readonly offersOf = new Map<string, OfferRow[]>();
  private readonly availabilityOf = new Map<string, AvailabilityRow[]>();
  private readonly forEverything: AvailabilityRow[] = [];

  constructor(rows: { plans: readonly PlanRow[]; bouquets: readonly BouquetRow[]; offers: readonly OfferRow[]; availability: readonly AvailabilityRow[] }) {
    this.plans = new Map(rows.plans.map((plan) => [plan.id, plan]));
    this.offers = rows.offers;
    for (const bouquet of rows.bouquets) for (const target of bouquet.targets) push(this.bouquetsOf, target, bouquet.id);
    for (const offer of rows.offers) push(this.offersOf, offer.target, offer);
    for (const rule of rows.availability) {
      if (rule.target === null) this.forEverything.push(rule);
      else push(this.availabilityOf, rule.target, rule);
    }
  }

  /** The facts `decide` wants of a row. */
  assetOf(item: RightsItem): RightsAsset {
    const names = [targetKey({ kind: item.kind, itemId: item.id }), ...item.categoryIds.map((id) => targetKey({ kind: 'category', itemId: id }))];
    const all = <T>(map: ReadonlyMap<string, readonly T[]>): T[] => names.flatMap((name) => map.get(name) ?? []);
    return {
      isAdult: item.isAdult,
      age: item.age,
      names: new Set(names),
      bouquetIds: all(this.bouquetsOf),
      offers: all(this.offersOf),
      availability: [...this.forEverything, ...all(this.availabilityOf)],
    };
  }

  /** Plans that open a row through their bouquets and are sold, cheapest first. */
  plansFor(item: RightsItem): readonly PlanRow[] {
    const { bouquetIds } = this.assetOf(item);
    return Array.from(this.plans.values()).filter((plan) => plan.isSold && plan.bouquetIds.some((id) => bouquetIds.includes(id))).sort((a, b) => a.priceMinor - b.priceMinor);
  }

  /** Offers of a row that are sold, cheapest first; events are not among them. */
  offersFor(item: RightsItem): readonly OfferRow[] {
    return this.ownOffers(item).filter((offer) => offer.isSold && offer.event === undefined).sort((a, b) => a.priceMinor - b.priceMinor);
  }

  /** Events on a channel that can be paid for at `nowMs`, the next first. */
  eventsFor(item: RightsItem, nowMs: number): readonly OfferRow[] {
    return this.ownOffers(item).filter((offer) => isEventSold(offer, nowMs)).sort((a, b) => (a.event?.startsAtMs ?? 0) - (b.event?.startsAtMs ?? 0));
  }

  /** Every event there is on a channel. */
  eventsOn(item: RightsItem): readonly OfferRow[] {
    return this.ownOffers(item).filter((offer) => offer.event !== undefined);
  }

  private ownOffers(item: RightsItem): readonly OfferRow[] {
    return this.offersOf.get(targetKey({ kind: item.kind, itemId: item.id })) ?? [];
  }
}

function push<T>(map: Map<string, T[]>, target: RightsTarget, value: T): void {
  const key = targetKey(target);
  const list = map.get(key) ?? [];
  list.push(value);
  map.set(key, list);
}

/** Reads the book, again only after a change. */
export class RightsShelf {
  private book: { readonly revision: number; readonly value: Promise<RightsBook> } | null = null;

  constructor(private readonly store: RightsStore) {}

  /** The book as it is now. */
  async current(): Promise<RightsBook> {
    const revision = await this.store.revision();
    if (this.book?.revision === revision) return this.book.value;
    const value = this.read();
    this.book = { revision, value };
    value.catch(() => {
      this.book = null;
    });
    return value;
  }

  private async read(): Promise<RightsBook> {
    const { store } = this;
    return new RightsBook({
      plans: await store.plans(), bouquets: await store.bouquets(), offers: await store.offers(), availability: await store.availability(),
    });
  }
}
