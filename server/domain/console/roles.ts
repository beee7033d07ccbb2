import type { OperatorRole } from '#server/store';

/** Things an operator may be allowed to do. */
export type ConsoleRight =
  /** See figures, subscribers, streams, sources. */
  | 'look'
  /** Block, unblock, new password, remove a device, stop a stream. */
  | 'help'
  /** Make accounts and give plans. */
  | 'accounts'
  /** See orders and the ledger's sums. */
  | 'money'
  /** Give money back. */
  | 'refund'
  /** Plans, bouquets, prices, coupons. */
  | 'sale'
  /** Sources and what becomes of them. */
  | 'catalogue'
  /** Messages to viewers, the oldest version served. */
  | 'viewers'
  /** Operators and what they did. */
  | 'operators';

const RIGHTS: Readonly<Record<OperatorRole, readonly ConsoleRight[]>> = {
  support: ['look', 'help'],
  editor: ['look', 'help', 'accounts', 'money', 'sale', 'catalogue', 'viewers'],
  owner: ['look', 'help', 'accounts', 'money', 'refund', 'sale', 'catalogue', 'viewers', 'operators'],
};

/** What a role may do. */
export function rightsOf(role: OperatorRole): readonly ConsoleRight[] {
  return RIGHTS[role];
}
