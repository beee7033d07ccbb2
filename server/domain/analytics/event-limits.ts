import { MINUTE_MS } from '#core/base';

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
/** Remembered at most; the one not heard of for longest is forgotten, which gives it its burst again. */
const MOST_KEYS = 50_000;

interface Bucket {
  left: number;
  atMs: number;
}

/** How many events sets and accounts may tell, in memory of one node. */
export class EventLimits {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly nowMs: () => number) {}

  /** Takes `count` events of a device of an account, or none of them: false when either has told too many. */
  take(accountId: string, deviceId: string, count: number): boolean {
    const device = this.bucket(`device ${accountId} ${deviceId}`, PER_DEVICE);
    const account = this.bucket(`account ${accountId}`, PER_ACCOUNT);
    if (device.left < count || account.left < count) return false;
    device.left -= count;
    account.left -= count;
    return true;
  }

  private bucket(key: string, { burst, perMinute }: Allowance): Bucket {
    const nowMs = this.nowMs();
    const known = this.buckets.get(key);
    const left = known === undefined ? burst : Math.min(burst, known.left + (Math.max(0, nowMs - known.atMs) * perMinute) / MINUTE_MS);
    const bucket = { left, atMs: nowMs };
    this.buckets.delete(key);
    this.buckets.set(key, bucket);
    if (this.buckets.size > MOST_KEYS) for (const oldest of this.buckets.keys()) {
      this.buckets.delete(oldest);
      break;
    }
    return bucket;
  }
}
