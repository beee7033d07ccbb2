import type { AppError } from '#core/base';
import type { ReadonlySignal } from '#core/state';

/** What one gets: for good, when it has to be begun, how long it can be watched from then on. */
export interface CheckoutTerm {
  readonly kind: 'keep' | 'start' | 'finish';
  readonly text: string;
}

/** One way to have a title. */
export interface CheckoutOption {
  readonly id: string;
  /** `Rent`, `Own`. */
  readonly title: string;
  readonly terms: readonly CheckoutTerm[];
  readonly price: string;
}

/**
 * How far the viewer is. `choosing`: nothing is ordered. `ordering`: the platform is asked. `waiting`: somebody has to pay at `payUrl`.
 * `declined`: the provider said no; choosing again orders again. `paid`: it can be watched. `failed`: the platform cannot be asked.
 */
export type CheckoutState =
  | { readonly kind: 'loading' | 'choosing' | 'ordering' | 'declined' | 'paid' }
  | { readonly kind: 'waiting'; readonly payUrl: string }
  | { readonly kind: 'failed'; readonly error: AppError };

/** The title that is sold, as its page shows it; of plans, the one the account has. */
export interface CheckoutTitle {
  readonly name: string;
  readonly facts: readonly string[];
  readonly poster: string;
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
  /** Said when it was paid: `Kestrel is ready to watch.` */
  readonly paidText: string;
  /** The viewer looks at an option: while nothing is ordered, it is the one that would be. */
  consider(optionId: string): void;
  /** Orders an option, after the household's PIN where there is one. The one that is waiting for its payment goes on waiting. */
  order(optionId: string): void;
  /** Asks the platform again after a failure. */
  retry(): void;
  dispose(): void;
}
