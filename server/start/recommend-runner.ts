import { runProgram, runRecommending } from '#server/jobs';
import type { Store } from '#server/store';

/** Learns and ranks. */
export interface RecommendRunner {
  run(work: 'learn' | 'rank'): Promise<string>;
  /** Ends a run in another process, waits for one in this: the store must not go away beneath it. */
  stop(): Promise<void>;
}

/** A runner that works in a process of its own where the program for it is known, else in this one: learning takes the processor for a minute. */
export function createRecommendRunner(store: Store, nowMs: () => number, program: string | null): RecommendRunner {
  let stopChild: () => void = () => undefined;
  let running: Promise<unknown> = Promise.resolve();
  return {
    run: (work) => {
      const run = program === null
        ? runRecommending(store, nowMs, { work, isForced: false })
        : runProgram(program, ['recommend', work, '--due'], (stop) => {
          stopChild = stop;
        });
      running = run;
      return run;
    },
    stop: async () => {
      stopChild();
      await Promise.allSettled([running]);
    },
  };
}
