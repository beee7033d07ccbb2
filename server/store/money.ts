import type { PostalAddress, StockHold } from './goods';
import type { SubscriptionRow, TitleRightRow } from './rights';

/** How an order stands. `failed` may still be paid: the provider lets people try again. */
export type OrderStatus = 'open' | 'failed' | 'paid' | 'refunded';

/** One kind of goods in an order. Amounts are in minor units of the order's currency. */
export interface OrderLine {
  readonly variantId: string;
  readonly quantity: number;
  /** What all pieces of it cost where they go, before what a coupon takes off. */
  readonly priceMinor: number;
  /** Contained in that once a coupon has taken off its share. */
  readonly taxMinor: number;
}

/** Something an account wants to have. Amounts are in minor units of `currency`. */
export interface OrderRow {
  readonly id: string;
  readonly accountId: string;
  readonly kind: 'plan' | 'title' | 'goods';
  /** The plan's or offer's id; of goods the variant of the first line. */
  readonly refId: string;
  /** What an order of goods is of; empty for anything else. Stored without any, it is of `quantity` pieces of `refId`. */
  readonly lines: readonly OrderLine[];
  /** Pieces of all lines; 1 of anything that is not goods. */
  readonly quantity: number;
  /** What all of it costs without coupon, credit and shipping; of goods with the tax of the country they go to. */
  readonly priceMinor: number;
  /** Taken off by a coupon. */
  readonly discountMinor: number;
  /** Taken off for what is unused of the plan it replaces. */
  readonly creditMinor: number;
  /** The subscription the credit is for; empty without. */
  readonly creditFromId: string;
  /** Tax included; 0 but for goods. */
  readonly shippingMinor: number;
  /** Contained in what is due; 0 but for goods. */
  readonly taxMinor: number;
  /** Whose tax; empty but for goods. */
  readonly taxCountry: string;
  readonly currency: string;
  /** Empty without. */
  readonly couponId: string;
  readonly status: OrderStatus;
  /** Who takes the money; `none` where nothing is to be paid, `operator` where one gave it. */
  readonly provider: string;
  /** What the provider calls it; empty before it knows of it. */
  readonly reference: string;
  /** Money of a sandbox is none. */
  readonly isSandbox: boolean;
  /** Unguessable: whoever has it may pay the order and read its receipt. Empty on orders from before there were claims. */
  readonly claim: string;
  /** Since then the provider knows what is due, and coupon, pieces and address stay; 0: not yet. */
  readonly closedAtMs: number;
  /** What the client called its request. */
  readonly idempotencyKey: string;
  /** Names what the request asked for. */
  readonly requestMark: string;
  readonly createdAtMs: number;
  readonly paidAtMs: number;
  /** Subscription or title right it brought; empty before. */
  readonly grantId: string;
}

/** What is to be paid for an order. */
export function dueMinor(order: Pick<OrderRow, 'priceMinor' | 'discountMinor' | 'creditMinor' | 'shippingMinor'>): number {
  return Math.max(0, order.priceMinor - order.discountMinor - order.creditMinor) + order.shippingMinor;
}

/** Whether an order was paid, be the money given back since or not: it is neither paid nor changed again. */
export function isSettled({ status }: Pick<OrderRow, 'status'>): boolean {
  return status === 'paid' || status === 'refunded';
}

/** Why an amount moved. `charge`: what it costs, shipping included, without the `tax`, which stands by itself. */
export type LedgerKind = 'charge' | 'tax' | 'discount' | 'credit' | 'payment' | 'refund' | 'reversal';

/** A line of the ledger, from the account's side: what it owes is negative. The lines of a settled order add up to 0. */
export interface LedgerRow {
  /** Order of writing, without gaps that mean anything. */
  readonly sequence: number;
  readonly atMs: number;
  readonly accountId: string;
  readonly orderId: string;
  readonly kind: LedgerKind;
  readonly amountMinor: number;
  readonly currency: string;
  readonly isSandbox: boolean;
}

/** A code that makes something cheaper. */
export interface CouponRow {
  /** Capital letters and digits. */
  readonly id: string;
  readonly kind: 'percent' | 'amount';
  /** Percent, or minor units of `currency`. */
  readonly value: number;
  /** Empty for percent. */
  readonly currency: string;
  /** Plan it is for; empty: anything. */
  readonly planId: string;
  /** Paid orders at most; 0: no limit. */
  readonly maxUses: number;
  readonly maxPerAccount: number;
  /** 0: open. */
  readonly untilMs: number;
}

/** What a paid order gives, worked out inside the transaction from what the account has then. */
export interface Grant {
  readonly id: string;
  /** Stored or replaced. */
  readonly subscriptions: readonly SubscriptionRow[];
  readonly titleRight: TitleRightRow | null;
}

/** What may change about an order before it is closed. */
export type OrderChange = Partial<Pick<OrderRow, 'refId' | 'lines' | 'quantity' | 'priceMinor' | 'discountMinor' | 'creditMinor' | 'creditFromId' | 'shippingMinor' | 'taxMinor' | 'taxCountry' | 'couponId'>>;

/** What comes with it where goods are ordered. */
export interface GoodsPart {
  /** Pieces to be kept, all or none, instead of those that are; `null`: as they are. */
  readonly holds: readonly StockHold[] | null;
  /** Where they go; `null`: as it was. */
  readonly address: PostalAddress | null;
  readonly nowMs: number;
}

/** A word of a provider about an order. Seen twice, it counts once. */
export interface PaymentNote {
  readonly provider: string;
  readonly eventId: string;
  readonly orderId: string;
  readonly nowMs: number;
}

/** What became of it. `repeated`: the event was seen before, or the order already stands so. */
export type NoteOutcome = 'done' | 'repeated' | 'unknown' | 'not-possible';

/** Orders, ledger, coupons. Every step is one transaction. */
export interface MoneyStore {
  /**
   * Stores an open order, and keeps the pieces of `holds` for it, all or none; an order of goods has some. The same key of the same account again answers the first order:
   * `repeated`, or `conflict` when it asked for something else. `sold-out`: there are not enough pieces, nothing was stored.
   */
  place(order: OrderRow, holds?: readonly StockHold[]): Promise<{ readonly kind: 'placed' | 'repeated' | 'conflict' | 'sold-out'; readonly order: OrderRow }>;
  /** Changes an order that is neither closed nor paid. */
  revise(orderId: string, change: OrderChange, goods: GoodsPart): Promise<'done' | 'closed' | 'sold-out' | 'unknown'>;
  /** Ends changes: from now on its amount is what a provider is told. Keeps the pieces of `holds` for it, as long as they say; answers the order as it is. */
  close(orderId: string, holds: readonly StockHold[] | null, nowMs: number): Promise<{ readonly kind: 'closed' | 'sold-out' | 'not-open' | 'unknown'; readonly order: OrderRow | null }>;
  /** Notes what the provider calls an order. */
  refer(orderId: string, reference: string): Promise<void>;
  order(id: string): Promise<OrderRow | null>;
  /** Those of these ids, in no order. */
  ordersOf(ids: readonly string[]): Promise<readonly OrderRow[]>;
  orderByReference(provider: string, reference: string): Promise<OrderRow | null>;
  /** `null` for an empty claim too. */
  orderByClaim(claim: string): Promise<OrderRow | null>;
  /** Newest first. */
  orders(accountId: string): Promise<readonly OrderRow[]>;
  /** Paid orders of a plan, an offer or goods, of all accounts. */
  paidFor(refId: string): Promise<readonly OrderRow[]>;
  /** Of all accounts, newest first. */
  newestOrders(most: number): Promise<readonly OrderRow[]>;
  /** Books the payment and gives what it was for; `grant` is called with what the account has. Goods leave the stock, or their delivery is `short`. */
  settle(note: PaymentNote, grant: (held: readonly SubscriptionRow[]) => Grant): Promise<NoteOutcome>;
  /** Notes that paying failed; a paid order stays paid. */
  fail(note: PaymentNote): Promise<NoteOutcome>;
  /** Books the money back and takes back what it was for; goods that were not sent yet are in stock again. */
  refund(note: PaymentNote): Promise<NoteOutcome>;
  /** In order of writing, after `afterSequence`. */
  ledger(afterSequence: number, most: number): Promise<readonly LedgerRow[]>;
  putCoupon(coupon: CouponRow): Promise<void>;
  coupon(id: string): Promise<CouponRow | null>;
  coupons(): Promise<readonly CouponRow[]>;
  /** Paid orders with a coupon: of everybody, and of one account. */
  couponUses(id: string, accountId: string): Promise<{ readonly all: number; readonly own: number }>;
}
