import { AppError, DAY_MS } from '#core/base';
import type { Disposer } from '#core/base';

/** What one account may do at once and in a day. */
export interface RelayAllowance {
  /** Requests under way at once. */
  readonly connections: number;
  /** Bytes passed on in a day (UTC); 0: no limit. */
  readonly bytesPerDay: number;
}

interface Use {
  connections: number;
  day: number;
  bytes: number;
}

/** Counts what accounts have under way and what they took today. Kept in memory: each node counts for itself, and a restart forgets. */
export class RelayLimits {
  private readonly uses = new Map<string, Use>();

  constructor(
    private readonly allowance: RelayAllowance,
    private readonly nowMs: () => number,
  ) {}

  /** Takes a place among the account's requests until the disposer runs. Throws `net.relay-limit`. */
  enter(accountId: string): Disposer {
    const use = this.useOf(accountId);
    if (use.connections >= this.allowance.connections) throw new AppError('net.relay-limit', { message: 'Too much is under way through the relay.', facts: { limit: 'connections' } });
    if (!this.mayTake(use)) throw new AppError('net.relay-limit', { message: 'The relay’s volume for today is used up.', facts: { limit: 'bytes' } });
    use.connections += 1;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      use.connections -= 1;
    };
  }

  /** Notes bytes that were passed on; false: that was the last of today. */
  take(accountId: string, bytes: number): boolean {
    const use = this.useOf(accountId);
    use.bytes += bytes;
    return this.mayTake(use);
  }

  /** Requests of all accounts under way. */
  get underWay(): number {
    let sum = 0;
    for (const use of this.uses.values()) sum += use.connections;
    return sum;
  }

  private mayTake(use: Use): boolean {
    return this.allowance.bytesPerDay === 0 || use.bytes < this.allowance.bytesPerDay;
  }

  private useOf(accountId: string): Use {
    const day = Math.floor(this.nowMs() / DAY_MS);
    const known = this.uses.get(accountId);
    if (known !== undefined) {
      if (known.day !== day) [known.day, known.bytes] = [day, 0];
      return known;
    }
    for (const [id, use] of this.uses) if (use.connections === 0 && use.day !== day) this.uses.delete(id);
    const use: Use = { connections: 0, day, bytes: 0 };
    this.uses.set(accountId, use);
    return use;
  }
}
