import { MINUTE_MS, toAppError } from '#core/base';
import type { Disposer } from '#core/base';
import type { Log } from '#server/log';
import type { Store } from '#server/store';
import { armRefresh } from './import';
import { runRounds } from './run-rounds';

/** How exactly due times are kept. */
const CHECK_MS = MINUTE_MS;

/** What the schedule works with. */
export interface RefreshSchedule {
  readonly store: Store;
  readonly log: Log;
  nowMs(): number;
  /** How often each source is looked at; 0: never by itself. */
  readonly everyMs: number;
  /** Refreshes what is due and answers what came of it, in words. */
  run(): Promise<string>;
}

async function tick(schedule: RefreshSchedule): Promise<void> {
  const nowMs = schedule.nowMs();
  const origins = await schedule.store.origins.list();
  if (!origins.some((origin) => origin.dueAtMs > 0 && origin.dueAtMs <= nowMs)) return;
  schedule.log.info({ outcome: await schedule.run() }, 'sources refreshed');
}

/**
 * Has imported sources refreshed when their time has come, until disposed. Times are in the store: a restart misses nothing, and what
 * came due while the platform was down is done at once. One run at a time; a failure is logged and tried again.
 */
export function startRefreshing(schedule: RefreshSchedule): Disposer {
  const { log, everyMs } = schedule;
  if (everyMs <= 0) return () => undefined;
  let isArmed = false;
  const run = async (): Promise<void> => {
    if (!isArmed) await armRefresh({ store: schedule.store, nowMs: schedule.nowMs, refreshEveryMs: everyMs });
    isArmed = true;
    await tick(schedule);
  };
  return runRounds({ everyMs: CHECK_MS, isAtOnce: true, run, onFailure: (error) => log.warn({ err: toAppError(error) }, 'refreshing sources failed') });
}
