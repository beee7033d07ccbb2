import { HOUR_MS, MINUTE_MS, toAppError } from '#core/base';
import type { Disposer } from '#core/base';
import type { Log } from '#server/log';
import type { Store } from '#server/store';
import { runRounds } from '../run-rounds';

/** How exactly due times are kept. */
const CHECK_MS = MINUTE_MS;
/** How often what is watched most is ranked anew. Longer: "now" is an hour ago; shorter: the same again for more work. */
export const RANK_EVERY_MS = 10 * MINUTE_MS;
/** How often the model is learnt anew. Tastes move in weeks; new titles want to be found within the day. */
export const LEARN_EVERY_MS = 6 * HOUR_MS;

/** What the schedule works with. */
export interface RecommendSchedule {
  readonly store: Pick<Store, 'recommend'>;
  readonly log: Log;
  nowMs(): number;
  /** Does what is due, wherever it is done, and answers what came of it, in words. */
  run(work: 'learn' | 'rank'): Promise<string>;
}

/** Whether a work was last done before `everyMs` ago; the store says so to all nodes. */
async function isDue({ store, nowMs }: RecommendSchedule, work: 'model' | 'rankings', everyMs: number): Promise<boolean> {
  const { generation, finishedAtMs } = await store.recommend.run(work);
  return generation === 0 || finishedAtMs < nowMs() - everyMs;
}

/**
 * Has rankings made and the model learnt when their time has come, until disposed. When that was is in the store: a restart misses nothing,
 * and of several nodes one does it. One run at a time; a failure is logged and tried again.
 */
export function startRecommending(schedule: RecommendSchedule): Disposer {
  const { log } = schedule;
  const run = async (isOver: () => boolean): Promise<void> => {
    for (const [work, kept, everyMs] of [['rank', 'rankings', RANK_EVERY_MS], ['learn', 'model', LEARN_EVERY_MS]] as const) {
      if (isOver() || !(await isDue(schedule, kept, everyMs))) continue;
      log.info({ outcome: await schedule.run(work) }, work === 'rank' ? 'what is watched was ranked' : 'recommendations were learnt');
    }
  };
  // The first minute belongs to viewers who come back after a restart.
  return runRounds({ everyMs: CHECK_MS, isAtOnce: false, run, onFailure: (error) => log.warn({ err: toAppError(error) }, 'recommending failed') });
}
