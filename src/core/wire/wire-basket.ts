import type { WirePrice, WireQuote } from './wire';

/**
 * `GET /api/v1/basket`, and answer of `PUT /api/v1/basket/:variantId` (`{"quantity":2}`; 0 takes it out): what the account puts together to order
 * at once, the same on all its sets. Refused (`http.forbidden`) for profiles for children.
 */
export interface WireBasket {
  readonly lines: ReadonlyArray<{
    readonly variantId: string;
    readonly productId: string;
    /** With its kind: `Scarf, red`. */
    readonly name: string;
    readonly picture: string;
    readonly quantity: number;
    /** Pieces nobody else holds, counted up to ten; less than `quantity`: it cannot be ordered so. */
    readonly left: number;
    /** Of all its pieces, with the tax of the viewer's country, or of the operator's. */
    readonly price: WirePrice;
  }>;
  /** What it comes to without a coupon; `null`: it is empty, or cannot be ordered as it is. */
  readonly sum: WireQuote | null;
}
