import type { OrderRow } from '#server/store';

/** What a set hands to the television's own shop, as it is. */
export interface TelevisionPurchase {
  /** Which shop: a set that has another does not offer this way. */
  readonly shop: 'samsung-checkout';
  /** The app's number at the shop. */
  readonly appId: string;
  /** `PRD` moves money, `DEV` does not. */
  readonly serverType: 'PRD' | 'DEV';
  /** JSON. */
  readonly details: string;
}

/** How far paying was begun. */
export interface BegunPayment {
  /** What the provider calls it. */
  readonly reference: string;
  /** Where a person pays: absolute, or a path of this platform; empty where the television's own shop takes the money. */
  readonly payUrl: string;
  /** Absent where a person pays at `payUrl`. */
  readonly purchase?: TelevisionPurchase;
}

/** A word of a provider, verified. */
export interface PaymentEvent {
  /** The provider's own name of the event: the same one means the same event. */
  readonly id: string;
  readonly kind: 'paid' | 'failed' | 'refunded';
  readonly reference: string;
  /** The platform's own order, where the provider names it in place of a reference. */
  readonly orderId?: string;
  readonly amountMinor: number;
  readonly currency: string;
}

/** A webhook as it arrived: the bytes, since signatures are over bytes. */
export interface Webhook {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/** Somebody who takes money. Card numbers and the like never pass through the platform. */
export interface PaymentProvider {
  /** In addresses, orders and the log. */
  readonly id: string;
  /** True: no real money; everything that comes of it is marked so. */
  readonly isSandbox: boolean;
  /** Begins paying an order; `title` is what people call it. Called again for the same order, it answers the same. Rejects with `http.*` or `net.*`. */
  begin(order: OrderRow, title: string): Promise<BegunPayment>;
  /**
   * Verifies and reads a webhook; `null` when it is not the provider's, or too old to be believed, `nothing` when it is, and says nothing
   * about orders.
   */
  read(webhook: Webhook, nowMs: number): PaymentEvent | 'nothing' | null;
  /**
   * Asks the provider itself what became of an order, for those that send no webhooks: payments it may be paid with, best first. Rejects
   * with `http.*` or `net.*`.
   */
  look?(order: OrderRow): Promise<readonly PaymentEvent[]>;
  /** Tells the provider that a payment was used: what came of it is in the books. Done twice, it does no harm. */
  confirm?(order: OrderRow, eventId: string): Promise<void>;
  /** Gives the money of an order back. Resolves once the provider has taken it on; rejects when it refuses. */
  refund(order: OrderRow): Promise<void>;
}
