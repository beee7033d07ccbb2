import type { ConsoleTarget } from './console-wire';

/** A kind of a product. */
export interface ConsoleVariant {
  readonly id: string;
  readonly name: string;
  /** With the tax of the home country. */
  readonly priceMinor: number;
  readonly stock: number;
  /** Of those, pieces no open order holds. */
  readonly free: number;
  readonly isSold: boolean;
}

/** A thing that is sent. */
export interface ConsoleProduct {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly picture: string;
  readonly currency: string;
  readonly isSold: boolean;
  readonly targets: readonly ConsoleTarget[];
  readonly variants: readonly ConsoleVariant[];
}

/** A country goods are sent to. */
export interface ConsoleCountry {
  readonly country: string;
  readonly taxBasisPoints: number;
  readonly shippingMinor: number;
  readonly currency: string;
  readonly isHome: boolean;
}

/** `GET goods`. */
export interface ConsoleGoods {
  readonly products: readonly ConsoleProduct[];
  readonly countries: readonly ConsoleCountry[];
}

/** A paid order of goods that is not done with. */
export interface ConsoleDelivery {
  readonly orderId: string;
  readonly state: string;
  readonly note: string;
  readonly changedAtMs: number;
  readonly what: string;
  /** Everything in the parcel. */
  readonly lines: ReadonlyArray<{ readonly name: string; readonly quantity: number }>;
  readonly accountId: string;
  readonly accountName: string;
  /** Lines of the label. */
  readonly address: readonly string[];
  readonly dueMinor: number;
  readonly currency: string;
}
