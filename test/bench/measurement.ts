/** Units of numbers; `us` are microseconds, `times` a ratio, `percent` 0 to 100. */
export type Unit = 'ms' | 'us' | 'bytes' | 'MB' | 'count' | 'times' | 'percent' | 'MB/s';

/** One number a benchmark found. */
export interface Measurement {
  readonly what: string;
  readonly value: number;
  readonly unit: Unit;
  /** Upper limit promised in docs/performance.md, where there is one. */
  readonly budget?: number;
  /** A mark to be reached: the value must not be above, or below. */
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** A table of candidates side by side. */
export interface BenchTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The numbers behind it, for programs. */
  readonly outcomes?: readonly object[];
}

/** What a benchmark found: how it was done, candidates side by side, numbers beside their limits. */
export interface BenchResult {
  readonly method: readonly string[];
  readonly tables: readonly BenchTable[];
  readonly measurements: readonly Measurement[];
}

/** Options of a run, from the command line. */
export interface BenchOptions {
  /** Measure this address, already open to everybody, in place of our own platform. */
  readonly url: string | null;
  /** How many times each thing is done; `null`: as the benchmark likes. */
  readonly repeats: number | null;
  /** Size of the data in the benchmark's own unit (rows, bytes); `null`: its default. */
  readonly size: number | null;
  /** `app`: words of the names of screens, and no others; absent or empty: all. */
  readonly screens?: readonly string[];
  /** `app`: write down what the slowest keys and frames are spent on, which slows them. */
  readonly isProfiled?: boolean;
  /** Leave the libraries of `peers/` out. */
  readonly isOursOnly: boolean;
  /** Prints progress. */
  say(line: string): void;
}

/** A named benchmark. */
export interface Bench {
  readonly name: string;
  readonly about: string;
  /** What it needs beside the programs of `dist/bench`: the finished build, a browser, the libraries of `peers/`. */
  readonly needs?: readonly ('app' | 'browser' | 'peers')[];
  /** Resolves to its numbers, alone or with tables. */
  run(options: BenchOptions): Promise<readonly Measurement[] | BenchResult>;
}

/** Value below which `share` (0 to 1) of the samples lie; `NaN` without samples. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** A result in its full form. */
export function toResult(found: readonly Measurement[] | BenchResult): BenchResult {
  return 'measurements' in found ? found : { method: [], tables: [], measurements: found };
}
