/** How often a place ran, in steps that matter: once, twice, thrice, 4–7, 8–15, 16–31, 32–127, more. */
const STEP_OF_COUNT = Uint8Array.from({ length: 256 }, (_, count) => {
  if (count < 4) return count === 3 ? 4 : count;
  if (count < 8) return 8;
  if (count < 16) return 16;
  if (count < 32) return 32;
  return count < 128 ? 64 : 128;
});

/** A place and the step of its count, for {@link CoverageMap.runs}. */
export interface CoveredStep {
  readonly place: number;
  readonly step: number;
}

/**
 * Which places of the program have run, and how often. The instrumented program counts in `counters` (one byte a place, wrapping); without
 * instrumentation all stay 0 and nothing is ever new.
 */
export class CoverageMap {
  private readonly seen: Uint8Array;
  /** The counters in words: of thousands of places a run goes through some hundred. */
  private readonly words: Uint32Array;

  constructor(private readonly counters: Uint8Array) {
    this.seen = new Uint8Array(counters.length);
    this.words = new Uint32Array(counters.buffer, counters.byteOffset, counters.length >> 2);
  }

  /** Before a run. */
  clear(): void {
    this.counters.fill(0);
  }

  /** Notes what ran; answers what ran for the first time, or more often than ever; `null` for nothing. */
  note(): readonly CoveredStep[] | null {
    const { words, counters } = this;
    let found: CoveredStep[] | null = null;
    for (let word = 0; word < words.length; word += 1) {
      if (words[word] === 0) continue;
      for (let place = word * 4; place < word * 4 + 4; place += 1) found = this.look(place, found);
    }
    for (let place = words.length * 4; place < counters.length; place += 1) found = this.look(place, found);
    return found;
  }

  /** Whether all of `steps` ran since {@link clear}. */
  runs(steps: readonly CoveredStep[]): boolean {
    return steps.every(({ place, step }) => STEP_OF_COUNT[this.counters[place] ?? 0] === step);
  }

  /** Places that ran at all. */
  get places(): number {
    let count = 0;
    for (const steps of this.seen) if (steps !== 0) count += 1;
    return count;
  }

  private look(place: number, found: CoveredStep[] | null): CoveredStep[] | null {
    const step = STEP_OF_COUNT[this.counters[place] ?? 0] ?? 0;
    const known = this.seen[place] ?? 0;
    if (step === 0 || (known & step) !== 0) return found;
    this.seen[place] = known | step;
    const list = found ?? [];
    list.push({ place, step });
    return list;
  }
}
