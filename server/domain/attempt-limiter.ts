/** How many attempts are allowed within a window. */
export interface AttemptLimit {
  readonly attempts: number;
  readonly windowMs: number;
}

/** Keys remembered at most. Larger: an attacker with many addresses fills memory; smaller: forgets real offenders sooner. */
const MOST_KEYS = 10_000;

interface Window {
  count: number;
  endsMs: number;
}

/**
 * Counts attempts per key in fixed windows, in memory: a restart forgives. What counts as an attempt (every request, only
 * failures) is the caller's choice.
 */
export class AttemptLimiter {
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly limit: AttemptLimit,
    private readonly nowMs: () => number,
  ) {}

  /** True when `key` has used up its attempts. */
  isExhausted(key: string): boolean {
    const window = this.windows.get(key);
    return window !== undefined && window.endsMs > this.nowMs() && window.count >= this.limit.attempts;
  }

  /** Counts one attempt. */
  count(key: string): void {
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
  }

  private forgetOldest(): void {
    for (const key of this.windows.keys()) {
      this.windows.delete(key);
      return;
    }
  }
}
