import type { Generated } from 'kysely';

/** 0 or 1, see `Flag` of `database.ts`. */
type Flag = 0 | 1;

interface OrdersTable {
  id: string;
  account_id: string;
  kind: string;
  ref_id: string;
  price_minor: number;
  discount_minor: number;
  credit_minor: number;
  credit_from_id: string;
  currency: string;
  coupon_id: string;
  status: string;
  provider: string;
  reference: string;
  is_sandbox: Flag;
  idempotency_key: string;
  request_mark: string;
  created_at_ms: number;
  paid_at_ms: number;
  grant_id: string;
  quantity: number;
  shipping_minor: number;
  tax_minor: number;
  tax_country: string;
  claim: string;
  closed_at_ms: number;
  /** JSON, see `order-lines.ts`; empty: of one thing. */
  lines: string;
}

/** Never changed and never deleted: triggers refuse it. */
interface LedgerTable {
  sequence: Generated<number>;
  at_ms: number;
  account_id: string;
  order_id: string;
  kind: string;
  amount_minor: number;
  currency: string;
  is_sandbox: Flag;
}

interface CouponsTable {
  id: string;
  kind: string;
  value: number;
  currency: string;
  plan_id: string;
  max_uses: number;
  max_per_account: number;
  until_ms: number;
}

/** Tables of money. */
export interface MoneyTables {
  orders: OrdersTable;
  ledger: LedgerTable;
  payment_notes: { provider: string; event_id: string; order_id: string; at_ms: number };
  coupons: CouponsTable;
}
