import type { AppError } from '#core/base';
import type { ReadonlySignal } from '#core/state';
import type { CheckoutModel } from './checkout-model';

/** A kind of goods in the basket. */
export interface BasketRow {
  readonly id: string;
  /** With its kind: `Scarf, red`. */
  readonly name: string;
  readonly pieces: number;
  /** `2 pieces`; what is wrong where there are fewer left. */
  readonly text: string;
  /** Of all its pieces; empty while it has none. */
  readonly price: string;
  /** Pieces that can be chosen; 0: there is none of it left. */
  readonly most: number;
}

/** One visit to the basket. Its one option is all that is in it; none: it is empty, or cannot be ordered as it is. */
export interface BasketModel extends CheckoutModel {
  readonly rows: ReadonlySignal<readonly BasketRow[]>;
  /** Shipping, and the tax that is in what is due. */
  readonly sums: ReadonlySignal<ReadonlyArray<{ readonly label: string; readonly value: string }>>;
  /** Changes the pieces of a row, 0 takes it out; what was ordered and not paid yet is let go. Answers why that is not possible. */
  setPieces(id: string, pieces: number): Promise<AppError | null>;
}
