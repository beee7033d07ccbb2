import type { OrderRow } from '#server/store';

/** An order as any other. */
export const ORDER: OrderRow = {
  id: 'o1', accountId: 'a', kind: 'title', refId: 'offer', priceMinor: 1000, discountMinor: 100, creditMinor: 50, creditFromId: 's0', currency: 'EUR',
  couponId: 'TEN', status: 'open', provider: 'bank', reference: '', isSandbox: true, idempotencyKey: 'k1', requestMark: 'm', createdAtMs: 5, paidAtMs: 0, grantId: '',
  quantity: 1, shippingMinor: 0, taxMinor: 0, taxCountry: '', claim: 'claim-1', closedAtMs: 0, lines: [],
};
