import type { StreamPolicy } from './rights';

/** Why a lease ended. `replaced`: another device took its place; `owner`: somebody of the account stopped it from elsewhere. */
export type LeaseEnd = 'stopped' | 'replaced' | 'owner';

/** A stream that plays, or played lately. */
export interface LeaseRow {
  readonly id: string;
  readonly accountId: string;
  /** Who plays: a signed-in device, or a third-party player. One has one lease, whatever it switches to. */
  readonly playerKey: string;
  /** What people call it. */
  readonly playerName: string;
  /** What it plays: kind and id, as in `channel:12`. */
  readonly item: string;
  readonly startedAtMs: number;
  readonly beatAtMs: number;
  /** Counts until then, unless it beats again. */
  readonly expiresAtMs: number;
  /** 0 while it runs. */
  readonly endedAtMs: number;
  readonly endReason: LeaseEnd | '';
  /** Name of the player that took its place; empty otherwise. */
  readonly replacedBy: string;
}

/** A stream that wants to start. */
export type LeaseWish = Pick<LeaseRow, 'id' | 'accountId' | 'playerKey' | 'playerName' | 'item'>;

/** How leases are counted. */
export interface LeaseTerms {
  readonly nowMs: number;
  /** How long a beat lasts. */
  readonly lifeMs: number;
  /** A lease that last beat before this moment is the first to give way, and its player need not be told. */
  readonly staleBeforeMs: number;
  /** Streams at once; 0: no limit. */
  readonly most: number;
  readonly policy: StreamPolicy;
}

/**
 * What became of a start. `told`: this player's last lease was replaced and it did not know yet; asked again, it starts. `refused`: the
 * limit is reached, `open` plays.
 */
export type LeaseStart =
  | { readonly kind: 'started'; readonly lease: LeaseRow; readonly ended: readonly LeaseRow[] }
  | { readonly kind: 'told'; readonly lease: LeaseRow }
  | { readonly kind: 'refused'; readonly open: readonly LeaseRow[] };

/** How often something was played, out of the streams that are still remembered. */
export interface PlayedRow {
  /** Kind and id, as in `channel:12`. */
  readonly item: string;
  readonly plays: number;
  /** Of all those streams together. */
  readonly playedMs: number;
}

/** Streams per account. Every step is one transaction: however many start at once, never more than `most` run. */
export interface LeasesStore {
  start(wish: LeaseWish, terms: LeaseTerms): Promise<LeaseStart>;
  /**
   * Keeps a lease running; one that ran out runs again if there is room, else it ends as `replaced`. Answers the lease as it is now,
   * `null` when there is none.
   */
  beat(id: string, terms: LeaseTerms): Promise<LeaseRow | null>;
  /** Keeps every one of these that runs, in few steps however many they are. Answers the ids of the others: ended, run out, unknown. */
  keepAll(ids: readonly string[], nowMs: number, lifeMs: number): Promise<readonly string[]>;
  /** Ends a running lease; false when it does not run, or is not of this account. */
  end(id: string, accountId: string, reason: LeaseEnd, nowMs: number): Promise<boolean>;
  byId(id: string): Promise<LeaseRow | null>;
  /** What runs now, oldest first. */
  running(accountId: string, nowMs: number): Promise<readonly LeaseRow[]>;
  /** How many run now, of all accounts. */
  countRunning(nowMs: number): Promise<number>;
  /** What runs now, of all accounts, newest first. */
  newest(nowMs: number, most: number): Promise<readonly LeaseRow[]>;
  /** What was played since then, out of what is remembered, most played first. */
  played(sinceMs: number, most: number): Promise<readonly PlayedRow[]>;
  /** Ids of leases ended for another's sake since `sinceMs`. */
  endedByOthers(sinceMs: number): Promise<readonly string[]>;
  /** Drops leases that ended or ran out before `beforeMs`. Answers how many. */
  deleteOver(beforeMs: number): Promise<number>;
}
