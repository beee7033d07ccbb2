import type { RightsTarget } from './rights';

/** One way a product comes: a size, a colour. */
export interface VariantRow {
  /** Unique among all products. */
  readonly id: string;
  /** Empty where there is one alone. */
  readonly name: string;
  /** With the tax of the home country, in minor units of the product's currency. */
  readonly priceMinor: number;
  /** Pieces in the house, those promised to open orders included. */
  readonly stock: number;
  /** False: no longer sold. */
  readonly isSold: boolean;
}

/** A thing that is sent. */
export interface ProductRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Address of a picture; empty without. */
  readonly picture: string;
  /** ISO 4217, three capital letters. */
  readonly currency: string;
  readonly isSold: boolean;
  /** Rows of the catalogue it is shown beside. */
  readonly targets: readonly RightsTarget[];
  readonly variants: readonly VariantRow[];
}

/** A country goods are sent to. */
export interface DeliveryCountryRow {
  /** ISO 3166-1 alpha-2, capital letters. */
  readonly country: string;
  /** Hundredths of a percent: 1900 is 19 %. */
  readonly taxBasisPoints: number;
  /** Tax included. */
  readonly shippingMinor: number;
  readonly currency: string;
  /** Prices are stated with this country's tax; one at most. */
  readonly isHome: boolean;
}

/**
 * How far a paid order of goods is. `waiting`: not paid. `short`: paid after its pieces had gone to somebody else, the money has to go
 * back. `cancelled`: given back before it was sent.
 */
export type DeliveryState = 'waiting' | 'short' | 'paid' | 'packed' | 'sent' | 'returned' | 'cancelled';

/** Where somebody lives. */
export interface PostalAddress {
  readonly name: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
}

/** Where an order of goods goes and how far it is. */
export interface DeliveryRow extends PostalAddress {
  readonly orderId: string;
  readonly state: DeliveryState;
  /** What the buyer is told: a parcel number; may be empty. */
  readonly note: string;
  readonly changedAtMs: number;
}

/** Pieces an order keeps from others until `untilMs`. */
export interface StockHold {
  readonly variantId: string;
  readonly quantity: number;
  readonly untilMs: number;
}

/** Pieces in a basket. */
export type BasketLine = Pick<StockHold, 'variantId' | 'quantity'>;

/** What became of a wish to move a delivery on. */
export type DeliveryOutcome = 'done' | 'not-possible' | 'unknown';

/** Products, their stock and deliveries. Pieces are held, sold and given back by `MoneyStore`, together with the order. */
export interface GoodsStore {
  /** By name, those no longer sold included. */
  products(): Promise<readonly ProductRow[]>;
  /** Whether any product is sold, be there pieces of it or not. */
  isAnySold(): Promise<boolean>;
  product(id: string): Promise<ProductRow | null>;
  /** The product a variant belongs to. */
  productOf(variantId: string): Promise<ProductRow | null>;
  /** Ids of sold products shown beside a row. */
  productsFor(target: RightsTarget): Promise<readonly string[]>;
  /**
   * Stores or replaces. The stock of a variant that is there stays as it is, a new one begins with what is stated; variants that are left
   * out are no longer sold. Rejects with `input.invalid` when a variant belongs to another product.
   */
  putProduct(product: ProductRow): Promise<void>;
  /** Adds pieces, or takes some away; `null` when there is no such variant or fewer than none would be left. */
  changeStock(variantId: string, by: number): Promise<number | null>;
  /** Pieces nobody holds, by variant. */
  free(nowMs: number): Promise<ReadonlyMap<string, number>>;
  /** Pieces of some variants nobody but an order holds, by variant. */
  freeBeside(orderId: string, variantIds: readonly string[], nowMs: number): Promise<ReadonlyMap<string, number>>;
  countries(): Promise<readonly DeliveryCountryRow[]>;
  /** Stores or replaces; a home takes the place of the one before. */
  putCountry(row: DeliveryCountryRow): Promise<void>;
  removeCountry(country: string): Promise<boolean>;
  /** What an account has put together, in the order it was put there. What is paid for leaves it by `MoneyStore.settle`. */
  basket(accountId: string): Promise<readonly BasketLine[]>;
  /** Puts pieces of a variant there instead of those that are; 0 takes it out. False: `most` kinds are there already, and nothing changes. */
  putInBasket(accountId: string, line: BasketLine, most: number): Promise<boolean>;
  delivery(orderId: string): Promise<DeliveryRow | null>;
  /** Those of some orders, in no order; orders that are not of goods have none. */
  deliveriesOf(orderIds: readonly string[]): Promise<readonly DeliveryRow[]>;
  /** Paid ones that are not done with, oldest first. */
  openDeliveries(most: number): Promise<readonly DeliveryRow[]>;
  /**
   * Moves a delivery on: paid, packed, sent, returned, one after the other. What is returned is counted into the stock again where
   * `isRestocked` says so.
   */
  moveDelivery(orderId: string, to: 'packed' | 'sent' | 'returned', how: { readonly note: string; readonly isRestocked: boolean; readonly nowMs: number }): Promise<DeliveryOutcome>;
}
