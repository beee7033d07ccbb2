import type { AppError, ItemKey } from '#core/base';
import type { ReadonlySignal } from '#core/state';

/** What a checkout is for. */
export type CheckoutSubject =
  /** A film, series or channel; `offer`: the event on the channel that is meant. */
  | { readonly kind: 'title'; readonly key: ItemKey; readonly offer?: string }
  /** The plans; `planId` is considered first, empty: whichever comes first. */
  | { readonly kind: 'plans'; readonly planId: string }
  | { readonly kind: 'product'; readonly id: string };

/** What one gets: for good, when it has to be begun, how long it can be watched from then on. */
export interface CheckoutTerm {
  readonly kind: 'keep' | 'start' | 'finish' | 'note';
  readonly text: string;
}

/** One way to have a title. */
export interface CheckoutOption {
  readonly id: string;
  /** `Rent`, `Own`. */
  readonly title: string;
  readonly terms: readonly CheckoutTerm[];
  readonly price: string;
  /** There is none of it left. */
  readonly isSoldOut?: boolean;
}

/** A coupon that was typed. */
export interface CheckoutCoupon {
  /** As it was typed. */
  readonly code: string;
  /** What it takes off the chosen option, `€2.00`; empty: it is not for that one. */
  readonly off: string;
}

/**
 * How far the viewer is. `choosing`: nothing is ordered. `ordering`: the platform is asked. `waiting`: somebody has to pay at `payUrl`. `buying`: the
 * television's own shop has the screen, or was asked and has not answered yet.
 * `declined`: the provider said no; choosing again orders again. `paid`: it can be watched. `failed`: the platform cannot be asked.
 */
export type CheckoutState =
  | { readonly kind: 'loading' | 'choosing' | 'ordering' | 'buying' | 'declined' | 'paid' }
  | { readonly kind: 'waiting'; readonly payUrl: string }
  | { readonly kind: 'failed'; readonly error: AppError };

/** The title that is sold, as its page shows it; of plans, the one the account has. */
export interface CheckoutTitle {
  readonly name: string;
  readonly facts: readonly string[];
  readonly poster: string;
  /** What it is, in a few lines; absent: nothing. */
  readonly text?: string;
  /** What stands in place of a poster. */
  readonly sign: 'ticket' | 'bag';
}

/** One visit to the checkout of a title, or to the plans. */
export interface CheckoutModel {
  /** What the page is called: `Rent or own`, `Plans`. */
  readonly heading: string;
  readonly title: ReadonlySignal<CheckoutTitle>;
  readonly options: ReadonlySignal<readonly CheckoutOption[]>;
  /** The option that is ordered, or would be; empty before there are any. */
  readonly chosenId: ReadonlySignal<string>;
  readonly state: ReadonlySignal<CheckoutState>;
  /** Whether no real money moves. */
  readonly isSandbox: ReadonlySignal<boolean>;
  /** `null` without one. */
  readonly coupon: ReadonlySignal<CheckoutCoupon | null>;
  /** What the chosen option comes to with the coupon, shipping included; empty: its price. */
  readonly total: ReadonlySignal<string>;
  /** Whether the television's own shop may take the money. */
  readonly canPayHere: ReadonlySignal<boolean>;
  /** Pieces in the account's basket, where this can be put into it; -1: it cannot. */
  readonly basketPieces: ReadonlySignal<number>;
  /** Said when it was paid: `Kestrel is ready to watch.` */
  readonly paidText: string;
  /** The viewer looks at an option: while nothing is ordered, it is the one that would be. */
  consider(optionId: string): void;
  /** Orders an option, after the household's PIN where there is one. The one that is waiting for its payment goes on waiting. */
  order(optionId: string): void;
  /** Orders the chosen option through the television's own shop. */
  orderHere(): void;
  /** Takes a coupon as typed, empty gives it up; answers why it is not taken. */
  useCoupon(code: string): Promise<AppError | null>;
  /** Puts a piece of an option into the basket; answers why that is not possible. */
  collect(optionId: string): Promise<AppError | null>;
  /** Back from elsewhere: the basket may be another one. */
  lookAgain(): void;
  /** Asks the platform again after a failure. */
  retry(): void;
  dispose(): void;
}
