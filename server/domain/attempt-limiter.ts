import { countKey } from './shared-counts';
import type { SharedCounts } from './shared-counts';

/** How many attempts are allowed within a window. */
export interface AttemptLimit {
  readonly attempts: number;
  readonly windowMs: number;
}

/** Makes limiters of one subject that count together with the other nodes, each under a name of its own; `counts` `null`: each node by itself. */
export function limitersOf(subject: string, nowMs: () => number, counts: SharedCounts | null): (name: string, limit: AttemptLimit) => AttemptLimiter {
  return (name, limit) => new AttemptLimiter(limit, nowMs, counts === null ? null : { counts, name: `${subject} ${name}` });
}

/** Keys remembered at most. Larger: an attacker with many addresses fills memory; smaller: forgets real offenders sooner. */
const MOST_KEYS = 10_000;

interface Window {
  count: number;
  endsMs: number;
}

/** Counting together with the other nodes, under a name of the limiter's own. */
export interface CountedTogether {
  readonly counts: SharedCounts;
  readonly name: string;
}

/**
 * Counts attempts per key in fixed windows, in memory: a restart forgives. What counts as an attempt (every request, only
 * failures) is the caller's choice. Counted together, each attempt brings what the other nodes have counted, so that a guesser has one more per
 * node and no more; where they cannot be asked each node counts by itself.
 */
export class AttemptLimiter {
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly limit: AttemptLimit,
    private readonly nowMs: () => number,
    private readonly together: CountedTogether | null = null,
  ) {}

  /** True when `key` has used up its attempts. */
  isExhausted(key: string): boolean {
    const window = this.windows.get(key);
    return window !== undefined && window.endsMs > this.nowMs() && window.count >= this.limit.attempts;
  }

  /** Counts one attempt. */
  count(key: string): void {
    this.countHere(key);
    this.countTogether(key);
  }

  private countHere(key: string): void {
    const now = this.nowMs();
    const window = this.windows.get(key);
    if (window !== undefined && window.endsMs > now) {
      window.count += 1;
      return;
    }
    this.windows.delete(key);
    if (this.windows.size >= MOST_KEYS) this.forgetOldest();
    this.windows.set(key, { count: 1, endsMs: now + this.limit.windowMs });
  }

  /** Takes the attempts of `key` back. */
  forgive(key: string): void {
    this.windows.delete(key);
    this.together?.counts.clear(countKey(this.together.name, key)).catch(() => undefined);
  }

  private countTogether(key: string): void {
    const window = this.windows.get(key);
    this.together?.counts.add(countKey(this.together.name, key), this.limit.windowMs).then(
      (count) => {
        if (window !== undefined) window.count = Math.max(window.count, count);
      },
      // Nobody to ask: this node's own count stands.
      () => undefined,
    );
  }

  private forgetOldest(): void {
    for (const key of this.windows.keys()) {
      this.windows.delete(key);
      return;
    }
  }
}
