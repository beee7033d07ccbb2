import { MINUTE_MS } from '#core/base';
import { NodeMemory } from '#server/store';
import type { SharedMemory } from '#server/store';

/** How many events are taken: so many at once, and then as many as come in by time. */
interface Allowance {
  readonly burst: number;
  readonly perMinute: number;
}

/**
 * A set that watches tells some ten events a minute, and at most 500 it kept while nobody answered; ten sets of a household the same. Smaller:
 * an evening without network is lost; larger: one broken or hostile set fills the store.
 */
const PER_DEVICE: Allowance = { burst: 3000, perMinute: 120 };
const PER_ACCOUNT: Allowance = { burst: 12_000, perMinute: 600 };
/** After this every bucket is full again. */
const LIFE_MS = Math.max(...[PER_DEVICE, PER_ACCOUNT].map(({ burst, perMinute }) => (burst / perMinute) * MINUTE_MS));

interface Bucket {
  readonly left: number;
  readonly atMs: number;
}

/** What an account has left, and each of its sets that told something lately. */
interface Buckets {
  readonly account: Bucket | undefined;
  readonly devices: ReadonlyArray<readonly [string, Bucket]>;
}

/** How many events sets and accounts may tell, over all nodes; where the others cannot be asked each node counts by itself. */
export class EventLimits {
  private readonly own: NodeMemory;

  constructor(private readonly memory: SharedMemory, private readonly nowMs: () => number) {
    this.own = new NodeMemory(nowMs);
  }

  /** Takes `count` events of a device of an account, or none of them: false when either has told too many. */
  async take(accountId: string, deviceId: string, count: number): Promise<boolean> {
    try {
      return await this.takeFrom(this.memory, accountId, deviceId, count);
    } catch {
      return this.takeFrom(this.own, accountId, deviceId, count);
    }
  }

  private takeFrom(memory: SharedMemory, accountId: string, deviceId: string, count: number): Promise<boolean> {
    return memory.change(`events ${accountId}`, LIFE_MS, (before) => {
      // Written here alone.
      const { account, devices } = before === null ? { account: undefined, devices: [] } : (JSON.parse(before) as Buckets);
      const known = new Map(devices);
      const [ofAccount, ofDevice] = [this.filled(account, PER_ACCOUNT), this.filled(known.get(deviceId), PER_DEVICE)];
      if (ofAccount.left < count || ofDevice.left < count) return { after: before, answer: false };
      known.set(deviceId, { ...ofDevice, left: ofDevice.left - count });
      const others = Array.from(known).filter(([, { atMs }]) => this.nowMs() - atMs < LIFE_MS);
      const after: Buckets = { account: { ...ofAccount, left: ofAccount.left - count }, devices: others };
      return { after: JSON.stringify(after), answer: true };
    });
  }

  private filled(bucket: Bucket | undefined, { burst, perMinute }: Allowance): Bucket {
    const atMs = this.nowMs();
    const left = bucket === undefined ? burst : Math.min(burst, bucket.left + (Math.max(0, atMs - bucket.atMs) * perMinute) / MINUTE_MS);
    return { left, atMs };
  }
}
