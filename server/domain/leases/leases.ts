import { AppError, fail, MINUTE_MS, ok, SECOND_MS } from '#core/base';
import type { Result } from '#core/base';
import type { AccountsStore, LeaseRow, LeasesStore, LeaseTerms } from '#server/store';
import type { Log } from '#server/log';
import type { Rights } from '../rights';
import type { Asker } from '../rights';
import { randomToken } from '../server-keys';

/** How often a player that plays says so. */
export const BEAT_EVERY_MS = 20 * SECOND_MS;
/** How long a beat lasts: three may be lost. Longer: a set that was unplugged keeps its place; shorter: a slow line loses it. */
export const LEASE_LIFE_MS = 65 * SECOND_MS;
/** One beat and a half missed: somebody who starts elsewhere may have the place without a word. */
const STALE_AFTER_MS = 30 * SECOND_MS;
/** Ended leases whose addresses are refused; older addresses have run out by themselves. */
const REMEMBER_ENDED_MS = 24 * 60 * MINUTE_MS;
/** How far the clocks of two nodes may be apart, and a slow commit be late, before a lease that was taken away is missed. */
const CLOCKS_APART_MS = MINUTE_MS;
/** First letter of a lease's id, so that signed addresses which carry one are told from those that do not. */
const MARK = '~';

/** A stream that was let in. */
export interface Lease {
  readonly id: string;
  readonly beatEveryMs: number;
}

/** Whose streams are counted together. */
export interface LeasePlayer {
  /** One per device or third-party player; a player that switches keeps its lease. */
  readonly key: string;
  /** What people call it. */
  readonly name: string;
}

/** What leases are built on. */
export interface LeasesParts {
  readonly leases: LeasesStore;
  readonly accounts: AccountsStore;
  readonly rights: Rights;
  readonly log: Log;
  readonly nowMs: () => number;
}

function replacedError(lease: LeaseRow): AppError {
  const by = lease.endReason === 'owner' || lease.replacedBy === '' ? 'Somebody of the account stopped this stream.' : `${lease.replacedBy} plays now instead.`;
  return new AppError('media.replaced', { message: by, facts: { reason: lease.endReason === '' ? 'over' : lease.endReason } });
}

/**
 * Streams at once. Playing takes a lease; requests for its media keep it, and so do beats; it ends when it is stopped, replaced, or
 * nothing is heard of it. Addresses signed for a lease work only while it was not taken away.
 */
export class Leases {
  /** Leases taken away, with when they may be forgotten. */
  private readonly taken = new Map<string, number>();
  private touched = new Set<string>();
  /** Since when other nodes may have taken leases away that this one has not heard of. */
  private heardMs = 0;

  constructor(private readonly parts: LeasesParts) {}

  /** Reads which leases were taken away before this start, so that their addresses stay refused. */
  async load(): Promise<void> {
    await this.hear(this.parts.nowMs() - REMEMBER_ENDED_MS);
  }

  /**
   * Lets a stream in. Fails with `media.limit` when the account plays on as many screens as it may, or once with `media.replaced` when
   * the player's own place was taken and it has not been told. A store that cannot answer lets the stream in without a lease: who pays
   * and is refused is worse off than an operator with one stream more.
   */
  async start(asker: Asker, player: LeasePlayer, item: string): Promise<Result<Lease | null, AppError>> {
    const wish = { id: `${MARK}${randomToken(12)}`, accountId: asker.account.id, playerKey: player.key, playerName: player.name, item };
    try {
      const outcome = await this.parts.leases.start(wish, await this.terms(asker.account.id));
      if (outcome.kind === 'told') return fail(replacedError(outcome.lease));
      if (outcome.kind === 'refused') {
        const names = outcome.open.map((lease) => lease.playerName).join(', ');
        return fail(new AppError('media.limit', { message: `Already playing: ${names}.`, facts: { reason: 'connection-limit', open: outcome.open.length } }));
      }
      for (const lease of outcome.ended) this.take(lease.id);
      if (outcome.ended.length > 0) this.parts.log.info({ account: asker.account.id, ended: outcome.ended.length }, 'a stream gave way to another');
      return ok({ id: outcome.lease.id, beatEveryMs: BEAT_EVERY_MS });
    } catch (error) {
      if (!(error instanceof AppError) || !error.code.startsWith('storage.')) throw error;
      this.parts.log.warn({ err: error }, 'a stream was let in uncounted');
      return ok(null);
    }
  }

  /** Keeps a lease of the account. Fails with `media.replaced` when it is over, `http.not-found` when it is nobody's or another's. */
  async beat(accountId: string, id: string): Promise<Result<void, AppError>> {
    const known = await this.parts.leases.byId(id);
    if (known === null || known.accountId !== accountId) return fail(new AppError('http.not-found', { message: 'There is no such stream.' }));
    const lease = await this.keep(id, accountId);
    return lease === null || lease.endedAtMs > 0 ? fail(replacedError(lease ?? known)) : ok(undefined);
  }

  /** Ends a lease: `stopped` by its own player, `owner` from elsewhere in the account. False when it is not the account's or over. */
  async end(accountId: string, id: string, reason: 'stopped' | 'owner'): Promise<boolean> {
    const isEnded = await this.parts.leases.end(id, accountId, reason, this.parts.nowMs());
    if (isEnded && reason === 'owner') this.take(id);
    return isEnded;
  }

  /** What the account plays, oldest first. */
  running(accountId: string): Promise<readonly LeaseRow[]> {
    return this.parts.leases.running(accountId, this.parts.nowMs());
  }

  /** Whether an address signed with this tag may still be served; notes that it is in use. Tags that are no lease always may. */
  mayServe(tag: string): boolean {
    if (!tag.startsWith(MARK)) return true;
    if (this.taken.has(tag)) return false;
    this.touched.add(tag);
    return true;
  }

  /** Turns what was served since the last call into beats, and hears what other nodes took away. Called every few seconds. */
  async flush(): Promise<void> {
    const { touched } = this;
    this.touched = new Set();
    const now = this.parts.nowMs();
    for (const [id, untilMs] of this.taken) if (untilMs < now) this.taken.delete(id);
    for (const id of await this.parts.leases.keepAll(Array.from(touched), now, LEASE_LIFE_MS)) {
      const lease = await this.parts.leases.byId(id);
      if (lease !== null && lease.endedAtMs === 0) await this.keep(id, lease.accountId);
    }
    await this.hear(this.heardMs);
  }

  private async hear(sinceMs: number): Promise<void> {
    const nowMs = this.parts.nowMs();
    for (const id of await this.parts.leases.endedByOthers(sinceMs)) this.take(id);
    this.heardMs = nowMs - CLOCKS_APART_MS;
  }

  private take(id: string): void {
    this.taken.set(id, this.parts.nowMs() + REMEMBER_ENDED_MS);
  }

  private async keep(id: string, accountId: string): Promise<LeaseRow | null> {
    const lease = await this.parts.leases.beat(id, await this.terms(accountId));
    if (lease !== null && lease.endedAtMs > 0 && lease.endReason !== 'stopped') this.take(id);
    return lease;
  }

  private async terms(accountId: string): Promise<LeaseTerms> {
    const nowMs = this.parts.nowMs();
    const account = await this.parts.accounts.byId(accountId);
    const limit = account === null ? { most: 1, policy: 'reject' as const } : await this.parts.rights.streamLimit(account);
    return { nowMs, lifeMs: LEASE_LIFE_MS, staleBeforeMs: nowMs - STALE_AFTER_MS, most: limit.most, policy: limit.policy };
  }
}
