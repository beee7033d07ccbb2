import type { DataFile } from '../data/data-file';
import type { BenchOptions } from '../measurement';
import type { Candidate, CandidateJob } from './candidate';
import { candidatesOf } from './candidates-of';
import type { Contender } from './compare';
import { runCandidates } from './run-candidates';

/** What a contest is about. */
export interface Contest {
  readonly bench: string;
  readonly data: DataFile;
  readonly repeats: number;
  readonly options?: Readonly<Record<string, number>>;
  /** Who takes part; absent: all, without libraries when only ours is asked for. */
  readonly filter?: (candidate: Candidate) => boolean;
  readonly nodeFlags?: readonly string[];
  readonly limitMs?: number;
}

/** A run may take so long; some libraries are quadratic. */
const LIMIT_MS = 300_000;

/** Whether a candidate takes part when only ours is asked for or not. */
export function takesPart(candidate: Candidate, options: BenchOptions): boolean {
  return !options.isOursOnly || candidate.role !== 'peer';
}

/** Lets the candidates of a bench read the same data, in alternation. */
export async function holdContest(contest: Contest, options: BenchOptions): Promise<readonly Contender[]> {
  const candidates = (await candidatesOf(contest.bench)).filter((candidate) => takesPart(candidate, options) && (contest.filter?.(candidate) ?? true));
  const jobs = candidates.map((candidate): CandidateJob => ({
    bench: contest.bench, candidate: candidate.name, dataPath: contest.data.path, truthPath: contest.data.truthPath, options: contest.options ?? {},
  }));
  const outcomes = await runCandidates(jobs, {
    repeats: contest.repeats, limitMs: contest.limitMs ?? LIMIT_MS, say: options.say, ...(contest.nodeFlags === undefined ? {} : { nodeFlags: contest.nodeFlags }),
  });
  return candidates.flatMap(({ role }, index) => {
    const outcome = outcomes[index];
    return outcome === undefined ? [] : [{ role, outcome }];
  });
}
