import type { BenchTable } from '../measurement';
import type { Candidate } from './candidate';
import type { Outcome } from './run-candidates';
import type { Judgement } from './truth';

/** A candidate with what came of it. */
export interface Contender {
  readonly role: Candidate['role'];
  readonly outcome: Outcome;
}

/** Contenders side by side, and who of the correct libraries was fastest. */
export interface Comparison {
  readonly table: BenchTable;
  readonly ours: Outcome | null;
  /** The fastest library whose every row of the conforming data is right. */
  readonly bestPeer: Outcome | null;
  /** How many times the throughput of {@link bestPeer} ours has; `NaN` without one of the two. */
  readonly ratio: number;
}

/** Whether every row is there and right. */
export function isCorrect(judgement: Judgement | null): boolean {
  return judgement !== null && judgement.right === judgement.expected && judgement.extra === 0;
}

/** What is wrong, for a table: `all right`, or how many rows are wrong in what. */
export function verdictOf(judgement: Judgement | null): string {
  if (judgement === null) return 'not judged';
  if (isCorrect(judgement)) return 'all right';
  const faults = Object.entries(judgement.wrong).map(([field, count]) => `${String(count)} ${field}`);
  if (judgement.missing > 0) faults.push(`${String(judgement.missing)} missing`);
  if (judgement.extra > 0) faults.push(`${String(judgement.extra)} too many`);
  return `WRONG: ${faults.join(', ')}`;
}

/** Share of the rows that are right, in percent. */
export function rightPercent(judgement: Judgement | null): string {
  return judgement === null || judgement.expected === 0 ? '–' : `${((judgement.right / judgement.expected) * 100).toFixed(1)} %`;
}

const HEAD = ['', 'MB/s', 'rows/s', 'CPU ms', 'peak MB', 'held B/row', 'ratio', 'rows'];

const perSecond = (amount: number, cpuMs: number): number => (amount / cpuMs) * 1000;

function cells({ role, outcome }: Contender, bytes: number, best: Outcome | null): string[] {
  const name = role === 'reference' ? `(${outcome.name})` : outcome.name;
  if (outcome.failure !== null) return [name, '–', '–', '–', '–', '–', '–', `FAILED: ${outcome.failure}`];
  return [
    name,
    (perSecond(bytes, outcome.cpuMs) / 1e6).toFixed(1),
    Math.round(perSecond(outcome.rows, outcome.cpuMs)).toLocaleString('en'),
    outcome.cpuMs.toFixed(0),
    (outcome.peakBytes / 1e6).toFixed(1),
    outcome.rows === 0 ? '–' : (outcome.heldBytes / outcome.rows).toFixed(0),
    best === null ? '–' : `${(best.cpuMs / outcome.cpuMs).toFixed(2)}x`,
    verdictOf(outcome.judgement),
  ];
}

/** The numbers of contenders, for programs. */
export function outcomesOf(contenders: readonly Contender[]): readonly object[] {
  return contenders.map(({ role, outcome }) => ({ role, ...outcome }));
}

/** Compares who read the same `bytes`. The ratio of each is to the best correct library, by CPU time. */
export function compare(title: string, contenders: readonly Contender[], bytes: number): Comparison {
  const done = contenders.filter(({ outcome }) => outcome.failure === null);
  const correct = done.filter(({ role, outcome }) => role === 'peer' && isCorrect(outcome.judgement));
  const bestPeer = correct.reduce<Outcome | null>((best, { outcome }) => (best === null || outcome.cpuMs < best.cpuMs ? outcome : best), null);
  const ours = done.find(({ role }) => role === 'ours')?.outcome ?? null;
  return {
    table: { title, head: HEAD, rows: contenders.map((contender) => cells(contender, bytes, bestPeer)), outcomes: outcomesOf(contenders) },
    ours, bestPeer,
    ratio: ours === null || bestPeer === null ? NaN : bestPeer.cpuMs / ours.cpuMs,
  };
}

/** How the odd data fared: how much of it each candidate reads right. Nobody's correctness is judged by it. */
export function compareOdd(title: string, contenders: readonly Contender[]): BenchTable {
  return {
    title, head: ['', 'rows right', 'what is wrong'], outcomes: outcomesOf(contenders),
    rows: contenders.map(({ outcome }) => [
      outcome.name, outcome.failure === null ? rightPercent(outcome.judgement) : '0 %',
      outcome.failure === null ? verdictOf(outcome.judgement) : `FAILED: ${outcome.failure}`,
    ]),
  };
}
