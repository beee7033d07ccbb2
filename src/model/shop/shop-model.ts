import type { AppError } from '#core/base';
import type { ReadonlySignal } from '#core/state';
import type { Action, CardList } from '#model/cards';
import type { Route } from '#model/navigation';

/** What a shop has shelves for. `titles`: films and series to rent or own; `events`: pay-per-view events, and channels that are paid for by themselves. */
export type ShopShelf = 'plans' | 'titles' | 'events' | 'goods' | 'orders';

/** What OK on a row does: leads somewhere, plays what was paid for, shows a receipt, or says something. */
export type ShopDeed =
  | { readonly kind: 'open'; readonly route: Route }
  | { readonly kind: 'perform'; readonly action: Action }
  | { readonly kind: 'receipt' }
  | { readonly kind: 'say'; readonly text: string };

/** A row of a shelf that is a list, or a card of the goods. */
export interface ShopRow {
  readonly id: string;
  readonly label: string;
  /** Second line; may be empty. */
  readonly text: string;
  /** A price, or what was paid. */
  readonly value: string;
  /** What it is, in a few lines; empty but for goods and events. */
  readonly about: string;
  /** Address of a picture; empty without. */
  readonly picture: string;
  /** What OK does. */
  readonly onOk: ShopDeed;
}

/** A paid order, line by line. */
export interface ShopReceipt {
  readonly title: string;
  readonly lines: ReadonlyArray<{ readonly label: string; readonly value: string }>;
  /** What applies to it: that no real money moved, how far the parcel is. */
  readonly notes: readonly string[];
  /** For a code: where a phone reads all orders and their receipts. */
  readonly phoneUrl: string;
}

/** How far the shop is. */
export type ShopState = { readonly kind: 'loading' | 'ready' } | { readonly kind: 'failed'; readonly error: AppError };

/** One visit to the shop. */
export interface ShopModel {
  readonly state: ReadonlySignal<ShopState>;
  /** Those with something on them; orders always. */
  readonly shelves: ReadonlySignal<readonly ShopShelf[]>;
  /** What stands on a shelf that is a list. */
  rowsOf(shelf: ShopShelf): readonly ShopRow[];
  /** Films and series, made when they are seen; a card's badge is its lowest price. */
  readonly titles: ReadonlySignal<CardList>;
  receiptOf(orderId: string): ShopReceipt | null;
  /** Asks again: after a failure, and when something may have been bought meanwhile. */
  reload(): void;
  dispose(): void;
}
