/** One number a benchmark found. */
export interface Measurement {
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 'bytes' | 'MB' | 'count';
  /** Upper limit promised in docs/performance.md, where there is one. */
  readonly budget?: number;
}

/** Options of a run, from the command line. */
export interface BenchOptions {
  /** Measure this address, already open to everybody, in place of our own platform. */
  readonly url: string | null;
  /** How many times each thing is done. */
  readonly repeats: number;
  /** Prints progress. */
  say(line: string): void;
}

/** A named benchmark. */
export interface Bench {
  readonly name: string;
  readonly about: string;
  run(options: BenchOptions): Promise<readonly Measurement[]>;
}

/** Value below which `share` (0 to 1) of the samples lie; `NaN` without samples. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

function formatValue(value: number, unit: Measurement['unit']): string {
  if (Number.isNaN(value)) return 'none';
  if (unit === 'bytes') return `${(value / 1000).toFixed(1)} kB`;
  if (unit === 'count') return String(value);
  return `${value.toFixed(1)} ${unit}`;
}

/** Lines of a report: what, value, budget, and whether it holds. */
export function formatMeasurements(rows: readonly Measurement[]): string[] {
  const width = Math.max(...rows.map((row) => row.what.length), 1);
  return rows.map((row) => {
    const verdict = row.budget === undefined ? '' : `   ${row.value <= row.budget ? 'within' : 'OVER'} ${formatValue(row.budget, row.unit)}`;
    return `  ${row.what.padEnd(width)}  ${formatValue(row.value, row.unit).padStart(12)}${verdict}`;
  });
}
