import type { OrderRow } from '#server/store';

/** How far paying was begun. */
export interface BegunPayment {
  /** What the provider calls it. */
  readonly reference: string;
  /** Where a person pays: absolute, or a path of this platform. */
  readonly payUrl: string;
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
  /** Begins paying an order. Called again for the same order, it answers the same. Rejects with `http.*` or `net.*`. */
  begin(order: OrderRow): Promise<BegunPayment>;
  /**
   * Verifies and reads a webhook; `null` when it is not the provider's, or too old to be believed, `nothing` when it is, and says nothing
   * about orders.
   */
  read(webhook: Webhook, nowMs: number): PaymentEvent | 'nothing' | null;
  /** Gives the money of an order back. Resolves once the provider has taken it on; rejects when it refuses. */
  refund(order: OrderRow): Promise<void>;
}
