import type { RequestKind, Taken } from './simulated-set';

/** One line of the table. Milliseconds. */
export interface LoadLine {
  readonly name: string;
  readonly count: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Answers that were neither a success nor a refusal the platform meant. */
  readonly errors: number;
  /** Requests nobody answered, of a node that was being ended, or answered with "later" while the database was. */
  readonly unanswered: number;
}

/** A node that cannot reach its store, and says when to come again. */
const LATER = 503;

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Sums requests up. `seconds`: how long they took together. */
export function lineOf(name: string, taken: readonly Taken[], seconds: number): LoadLine {
  const times = taken.filter(({ status }) => status > 0).map(({ ms }) => ms).sort((a, b) => a - b);
  return {
    name,
    count: taken.length,
    perSecond: taken.length / seconds,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    p99: quantile(times, 0.99),
    errors: taken.filter(({ status }) => (status >= 500 && status !== LATER) || status === 429).length,
    unanswered: taken.filter(({ status }) => status === 0 || status === LATER).length,
  };
}

const KINDS: readonly RequestKind[] = ['sign-in', 'refresh', 'home', 'play', 'beat', 'save', 'events', 'order'];

/** Lines by node, by kind of request, and of everything. */
export function linesOf(taken: readonly Taken[], seconds: number): readonly LoadLine[] {
  const nodes = Array.from(new Set(taken.map(({ node }) => node)));
  return [
    ...nodes.map((node, at) => lineOf(`node ${String(at + 1)}`, taken.filter((it) => it.node === node), seconds)),
    ...KINDS.map((kind) => lineOf(kind, taken.filter((it) => it.kind === kind), seconds)).filter(({ count }) => count > 0),
    lineOf('all', taken, seconds),
  ];
}

/** The lines as a table for a terminal. */
export function formatLines(lines: readonly LoadLine[]): string {
  const rows = lines.map((line) => [
    line.name, String(line.count), line.perSecond.toFixed(1), line.p50.toFixed(1), line.p95.toFixed(1), line.p99.toFixed(1), String(line.errors), String(line.unanswered),
  ]);
  const table = [['', 'requests', '/s', 'p50 ms', 'p95 ms', 'p99 ms', 'errors', 'unanswered'], ...rows];
  const widths = table.reduce<number[]>((known, row) => row.map((cell, at) => Math.max(known[at] ?? 0, cell.length)), []);
  return table.map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')).join('\n');
}
