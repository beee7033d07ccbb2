import { AppError, DAY_MS, SECOND_MS } from '#core/base';
import type { Disposer } from '#core/base';
import { countKey } from '../shared-counts';
import type { SharedCounts } from '../shared-counts';

/** What one account may do at once and in a day. */
export interface RelayAllowance {
  /** Requests under way at once. */
  readonly connections: number;
  /** Bytes passed on in a day (UTC); 0: no limit. */
  readonly bytesPerDay: number;
}

/** The other nodes are told of an account's bytes when there are so many, and heard of so often. More: an account takes more than it may, by so much per node; fewer: more is asked. */
const TOLD_BYTES = 4_000_000;
const HEARD_MS = 5 * SECOND_MS;

interface Use {
  connections: number;
  day: number;
  /** What all nodes have counted, as far as this one was told. */
  told: number;
  /** What this node has counted since. */
  untold: number;
  heardAtMs: number;
}

/**
 * Counts what accounts have under way and what they took today. Requests under way are each node's own; bytes are counted together with the other
 * nodes where they can be asked, and outlive a restart there.
 */
export class RelayLimits {
  private readonly uses = new Map<string, Use>();

  constructor(
    private readonly allowance: RelayAllowance,
    private readonly nowMs: () => number,
    private readonly counts: SharedCounts | null = null,
  ) {}

  /** Takes a place among the account's requests until the disposer runs. Rejects with `net.relay-limit`. */
  async enter(accountId: string): Promise<Disposer> {
    const use = this.useOf(accountId);
    if (use.connections >= this.allowance.connections) throw new AppError('net.relay-limit', { message: 'Too much is under way through the relay.', facts: { limit: 'connections' } });
    use.connections += 1;
    let isOver = false;
    const leave = (): void => {
      if (isOver) return;
      isOver = true;
      use.connections -= 1;
    };
    if (this.nowMs() - use.heardAtMs >= HEARD_MS) await this.exchange(accountId, use);
    if (this.mayTake(use)) return leave;
    leave();
    throw new AppError('net.relay-limit', { message: 'The relay’s volume for today is used up.', facts: { limit: 'bytes' } });
  }

  /** Notes bytes that were passed on; false: that was the last of today. */
  take(accountId: string, bytes: number): boolean {
    const use = this.useOf(accountId);
    use.untold += bytes;
    if (use.untold >= TOLD_BYTES) void this.exchange(accountId, use);
    return this.mayTake(use);
  }

  /** Requests of all accounts under way. */
  get underWay(): number {
    let sum = 0;
    for (const use of this.uses.values()) sum += use.connections;
    return sum;
  }

  private mayTake(use: Use): boolean {
    return this.allowance.bytesPerDay === 0 || use.told + use.untold < this.allowance.bytesPerDay;
  }

  /** Tells the other nodes what was counted here and learns what they did; where nobody can be asked this node's own count stands. */
  private async exchange(accountId: string, use: Use): Promise<void> {
    const { counts, allowance } = this;
    if (counts === null || allowance.bytesPerDay === 0) return;
    const { day, untold } = use;
    use.heardAtMs = this.nowMs();
    use.told += untold;
    use.untold = 0;
    try {
      const told = await counts.add(countKey(`relay ${String(day)}`, accountId), 2 * DAY_MS, untold);
      if (use.day === day) use.told = Math.max(use.told, told);
    } catch {
      // Told again with the next bytes.
      if (use.day !== day) return;
      use.told -= untold;
      use.untold += untold;
    }
  }

  private useOf(accountId: string): Use {
    const day = Math.floor(this.nowMs() / DAY_MS);
    const known = this.uses.get(accountId);
    if (known !== undefined) {
      if (known.day !== day) [known.day, known.told, known.untold] = [day, 0, 0];
      return known;
    }
    for (const [id, use] of this.uses) if (use.connections === 0 && use.day !== day) this.uses.delete(id);
    const use: Use = { connections: 0, day, told: 0, untold: 0, heardAtMs: -HEARD_MS };
    this.uses.set(accountId, use);
    return use;
  }
}
