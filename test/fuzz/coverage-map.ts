/** How often a place ran, in steps that matter: once, twice, thrice, 4–7, 8–15, 16–31, 32–127, more. */
const STEP_OF_COUNT = Uint8Array.from({ length: 256 }, (_, count) => {
  if (count < 4) return count === 3 ? 4 : count;
  if (count < 8) return 8;
  if (count < 16) return 16;
  if (count < 32) return 32;
  return count < 128 ? 64 : 128;
});

/**
 * Which places of the program have run, and how often. The instrumented program counts in `counters` (one byte a place, wrapping); without
 * instrumentation all stay 0 and nothing is ever new.
 */
export class CoverageMap {
  private readonly seen: Uint8Array;

  constructor(private readonly counters: Uint8Array) {
    this.seen = new Uint8Array(counters.length);
  }

  /** Before a run. */
  clear(): void {
    this.counters.fill(0);
  }

  /** Notes what ran; `true` when something ran that never did before, or more often than ever. */
  note(): boolean {
    const { counters, seen } = this;
    let isNew = false;
    for (let place = 0; place < counters.length; place += 1) {
      const count = counters[place] ?? 0;
      if (count === 0) continue;
      const step = STEP_OF_COUNT[count] ?? 0;
      const known = seen[place] ?? 0;
      if ((known & step) !== 0) continue;
      seen[place] = known | step;
      isNew = true;
    }
    return isNew;
  }

  /** Places that ran at all. */
  get places(): number {
    let count = 0;
    for (const steps of this.seen) if (steps !== 0) count += 1;
    return count;
  }
}
