import type { WireQuote } from '#core/wire';
import type { Priced } from '#server/domain';
import { dueMinor } from '#server/store';

/** What something comes to, as the API tells it. */
export function wireQuote(priced: Priced): WireQuote {
  const { priceMinor, currency, discountMinor, creditMinor, shippingMinor, taxMinor } = priced;
  return { price: { amountMinor: priceMinor, currency }, discountMinor, creditMinor, shippingMinor, taxMinor, dueMinor: dueMinor(priced) };
}
