import type { AccountRow } from './accounts';

/** What an operator may do: everything; everything but operators; looking, and helping subscribers. */
export type OperatorRole = 'owner' | 'editor' | 'support';

/** Somebody who signs in to the console. */
export interface OperatorRow {
  readonly id: string;
  /** As typed at creation; looked up without regard to case. */
  readonly name: string;
  readonly passwordHash: string;
  readonly role: OperatorRole;
  readonly isActive: boolean;
  readonly createdAtMs: number;
}

/** A sign-in to the console, by the hash of its cookie. */
export interface ConsoleSessionRow {
  readonly hash: string;
  readonly operatorId: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

/** A change an operator made. Written once. */
export interface AuditRow {
  /** Order of writing. */
  readonly sequence: number;
  readonly atMs: number;
  readonly operatorId: string;
  /** As the operator was called then. */
  readonly operatorName: string;
  /** What was done, for instance `account.block`. */
  readonly action: string;
  /** To whom or what. */
  readonly subject: string;
  /** More about it; never a secret. */
  readonly detail: string;
}

/** Money taken and given back on one day, in minor units of `currency`. */
export interface RevenueRow {
  /** Days since 1970, UTC. */
  readonly day: number;
  readonly currency: string;
  readonly isSandbox: boolean;
  readonly takenMinor: number;
  /** Negative. */
  readonly refundedMinor: number;
}

/** Accounts with a plan that stands, at two moments. */
export interface SubscriberCounts {
  readonly before: number;
  readonly now: number;
  /** Had none before, have one now. */
  readonly won: number;
  /** Had one before, have none now. */
  readonly lost: number;
}

/** Operators, their sign-ins and changes, and what the console asks across accounts. */
export interface ConsoleStore {
  /** By name. */
  operators(): Promise<readonly OperatorRow[]>;
  operator(id: string): Promise<OperatorRow | null>;
  operatorByName(name: string): Promise<OperatorRow | null>;
  /** Rejects with `input.invalid` when the name is taken. */
  addOperator(row: OperatorRow): Promise<void>;
  /**
   * Replaces role, password and standing; ends the operator's sign-ins. False when nobody would be left who is an active owner, or there
   * is no such operator: then nothing changes.
   */
  changeOperator(id: string, change: Partial<Pick<OperatorRow, 'role' | 'passwordHash' | 'isActive'>>): Promise<boolean>;
  startSession(row: ConsoleSessionRow): Promise<void>;
  session(hash: string): Promise<ConsoleSessionRow | null>;
  endSession(hash: string): Promise<void>;
  /** Drops sign-ins that ran out before `beforeMs`. */
  deleteExpiredSessions(beforeMs: number): Promise<void>;
  note(row: Omit<AuditRow, 'sequence'>): Promise<void>;
  /** Newest first, older than `beforeSequence` (0: from the newest). */
  audit(beforeSequence: number, most: number): Promise<readonly AuditRow[]>;
  /** Empty when it was never set. */
  setting(key: string): Promise<string>;
  putSetting(key: string, value: string): Promise<void>;
  /** Accounts whose name holds `part`, by name; `total` counts all of them. */
  findAccounts(part: string, offset: number, most: number): Promise<{ readonly rows: readonly AccountRow[]; readonly total: number }>;
  countAccounts(): Promise<number>;
  setAccountPassword(accountId: string, passwordHash: string): Promise<void>;
  /** Counts accounts with a plan (trial and grace included) at `beforeMs` and at `nowMs`. */
  subscribers(beforeMs: number, nowMs: number): Promise<SubscriberCounts>;
  /** Sums of payments and refunds since then, by day. */
  revenue(sinceMs: number): Promise<readonly RevenueRow[]>;
}
