import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import { quantile } from '../measurement';
import type { CandidateJob, Sample } from './candidate';
import type { Judgement } from './truth';

const PROGRAM = 'dist/bench/bench-child.js';

/** A candidate's runs taken together. Times and bytes are medians; `null` numbers mean that it never came to an end. */
export interface Outcome {
  readonly name: string;
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly peakBytes: number;
  readonly heldBytes: number;
  readonly rows: number;
  readonly probed: Readonly<Record<string, number>>;
  readonly judgement: Judgement | null;
  /** Why there are no numbers. */
  readonly failure: string | null;
}

/** Options of {@link runCandidates}. */
export interface RunOptions {
  readonly repeats: number;
  /** A run that takes longer is given up. */
  readonly limitMs: number;
  readonly nodeFlags?: readonly string[];
  say(line: string): void;
}

type Answer = { readonly sample: Sample } | { readonly error: string };

/** Runs one job in a fresh process. */
export async function runOnce(job: CandidateJob, limitMs: number, nodeFlags: readonly string[] = []): Promise<Answer> {
  return await new Promise((settle) => {
    const child = fork(resolve(PROGRAM), [], { execArgv: ['--expose-gc', '--no-warnings', ...nodeFlags], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let errors = '';
    let reply: Answer | null = null;
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, limitMs);
    child.stderr?.on('data', (chunk: Buffer) => { errors = (errors + chunk.toString('utf8')).slice(-20_000); });
    child.on('message', (message) => { reply = message as Answer; });
    child.on('error', (error) => { errors += error.message; });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const reason = /FATAL ERROR: ([^\n]*)/.exec(errors)?.[1] ?? errors.trim().split('\n').at(-1);
      settle(reply ?? { error: isLate ? `not done after ${String(Math.round(limitMs / 1000))} s` : `ended with ${String(signal ?? code)}: ${reason ?? ''}` });
    });
    child.send(job);
  });
}

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').slice(0, 100);

function medianOf(samples: readonly Sample[], value: (sample: Sample) => number): number {
  return quantile(samples.map(value), 0.5);
}

function outcomeOf(name: string, samples: readonly Sample[], failure: string | null): Outcome {
  const names = Object.keys(samples[0]?.probed ?? {});
  return {
    name, failure,
    cpuMs: medianOf(samples, (sample) => sample.cpuMs),
    wallMs: medianOf(samples, (sample) => sample.wallMs),
    peakBytes: medianOf(samples, (sample) => sample.peakBytes),
    heldBytes: medianOf(samples, (sample) => sample.heldBytes),
    rows: samples[0]?.rows ?? 0,
    probed: Object.fromEntries(names.map((key) => [key, medianOf(samples, (sample) => sample.probed[key] ?? NaN)])),
    judgement: samples.find((sample) => sample.judgement !== null)?.judgement ?? null,
  };
}

/**
 * Runs jobs in alternation (A B C, A B C, …), each run in a fresh process, one at a time, so that what else the machine does hits all
 * of them alike. The rows are judged in the first round. Who fails once is not tried again.
 */
export async function runCandidates(jobs: readonly CandidateJob[], options: RunOptions): Promise<readonly Outcome[]> {
  const samples = new Map<CandidateJob, Sample[]>(jobs.map((job) => [job, []]));
  const failures = new Map<CandidateJob, string>();
  for (let round = 0; round < options.repeats; round += 1) {
    for (const job of jobs) {
      if (failures.has(job)) continue;
      const answer = await runOnce({ ...job, options: { ...job.options, isJudged: round === 0 ? 1 : 0 } }, options.limitMs, options.nodeFlags);
      if ('error' in answer) failures.set(job, firstLine(answer.error));
      else samples.get(job)?.push(answer.sample);
      options.say(`  ${String(round + 1)}/${String(options.repeats)} ${job.candidate}: ${'error' in answer ? firstLine(answer.error) : `${answer.sample.cpuMs.toFixed(0)} ms`}`);
      if ('sample' in answer) for (const example of answer.sample.judgement?.examples ?? []) options.say(`      ${example}`);
    }
  }
  return jobs.map((job) => outcomeOf(job.candidate, samples.get(job) ?? [], failures.get(job) ?? null));
}
