import { runRecommending } from '#server/jobs';
import type { Store } from '#server/store';
import { ProgramRunner } from './program-runner';

/** Learns and ranks. */
export interface RecommendRunner {
  run(work: 'learn' | 'rank'): Promise<string>;
  /** See {@link ProgramRunner.stop}. */
  stop(): Promise<void>;
}

/** A runner that works in a process of its own where the program for it is known, else in this one: learning takes the processor for a minute. */
export function createRecommendRunner(store: Store, nowMs: () => number, program: string | null): RecommendRunner {
  const runner = new ProgramRunner(program);
  return {
    run: (work) => runner.run(['recommend', work, '--due'], () => runRecommending(store, nowMs, { work, isForced: false })),
    stop: () => runner.stop(),
  };
}
