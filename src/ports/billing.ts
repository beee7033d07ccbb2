/** What a set hands to its own shop, as the platform says it. */
export interface PurchaseOrder {
  readonly appId: string;
  /** `PRD` moves money, `DEV` does not. */
  readonly serverType: 'PRD' | 'DEV';
  /** JSON. */
  readonly details: string;
}

/**
 * The television's own shop. It takes money; whether it did, the platform asks the shop itself: what comes back here only says when to look.
 */
export interface BillingPort {
  /** Which one; a platform names the one it works with. */
  readonly shop: 'samsung-checkout';
  /** Where the set is, ISO 3166-1 alpha-2; empty: it does not say. */
  country(): string;
  /** Opens the shop's own sheet above the app. Resolves when it is closed; never rejects. */
  buy(order: PurchaseOrder): Promise<'bought' | 'cancelled' | 'failed'>;
}
