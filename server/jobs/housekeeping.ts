import { DAY_MS, HOUR_MS } from '#core/base';
import type { Disposer } from '#core/base';
import type { Log } from '#server/log';
import type { Store } from '#server/store';

/** What is over is kept this long, so that support can still see it. */
const KEEP_MS = DAY_MS;

async function sweep(store: Store, nowMs: number, log: Log): Promise<void> {
  const codes = await store.deviceCodes.deleteExpired(nowMs - KEEP_MS);
  const tokens = await store.tokens.deleteExpired(nowMs - KEEP_MS);
  const leases = await store.leases.deleteOver(nowMs - KEEP_MS);
  if (codes + tokens + leases > 0) log.info({ codes, tokens, leases }, 'swept what had expired');
}

/** Deletes expired codes, tokens and leases now and every hour, until disposed. A failed sweep is logged and tried again. */
export function startHousekeeping(store: Store, nowMs: () => number, log: Log): Disposer {
  const run = (): void => {
    sweep(store, nowMs(), log).catch((error: unknown) => {
      log.warn({ err: error }, 'sweeping failed');
    });
  };
  run();
  const timer = setInterval(run, HOUR_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
