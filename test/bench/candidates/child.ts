import type { CandidateJob } from './candidate';
import { candidatesOf } from './candidates-of';
import { measureAttempt } from './measure-attempt';

/**
 * The process one candidate runs in, once: takes a job as a message, answers with a sample or with what went wrong.
 * Started by `run-candidates.ts`.
 */
async function answer(job: CandidateJob): Promise<void> {
  const candidate = (await candidatesOf(job.bench)).find(({ name }) => name === job.candidate);
  if (candidate === undefined) throw new Error(`no candidate ${job.candidate} in ${job.bench}`);
  const sample = await measureAttempt(await candidate.prepare(job), job.options['isJudged'] === 1);
  process.send?.({ sample });
}

/** Runs a candidate without a parent, for a profiler: `--alone <bench> <candidate> <data file> [option=number …]`. */
async function runAlone([bench = '', candidate = '', dataPath = '', ...options]: readonly string[]): Promise<void> {
  const found = (await candidatesOf(bench)).find(({ name }) => name === candidate);
  if (found === undefined) throw new Error(`no candidate ${candidate} in ${bench}`);
  const numbers = Object.fromEntries(options.map((option) => [option.split('=')[0] ?? '', Number(option.split('=')[1])]));
  console.log(await measureAttempt(await found.prepare({ bench, candidate, dataPath, truthPath: `${dataPath}.truth`, options: numbers }), numbers['isJudged'] === 1));
}

if (process.argv[2] === '--alone') await runAlone(process.argv.slice(3));
process.once('message', (job) => {
  answer(job as CandidateJob)
    .catch((error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }))
    .finally(() => process.disconnect());
});
