import { DAY_MS, HOUR_MS } from '#core/base';
import type { Disposer } from '#core/base';
import type { Log } from '#server/log';
import type { Store } from '#server/store';

/** What is over is kept this long, so that support can still see it. */
const KEEP_MS = DAY_MS;

/** Longer than the oldest event that is still taken, so that none is ever counted twice. */
const KEEP_EVENTS_MS = 30 * DAY_MS;
/** Longer than caps by day reach back, and than an address to tell of an advertisement works. */
const KEEP_ADS_MS = 2 * DAY_MS;
const KEEP_MINUTES_MS = 3 * DAY_MS;
const KEEP_YEAR_MS = 400 * DAY_MS;

async function sweep(store: Store, nowMs: number, log: Log): Promise<void> {
  const codes = await store.deviceCodes.deleteExpired(nowMs - KEEP_MS);
  const tokens = await store.tokens.deleteExpired(nowMs - KEEP_MS);
  const leases = await store.leases.deleteOver(nowMs - KEEP_MS);
  await store.boxes.deleteExpired(nowMs);
  await store.ads.deleteOver(nowMs - KEEP_ADS_MS);
  await store.analytics.retain({
    eventsBeforeMs: nowMs - KEEP_EVENTS_MS, minutesBeforeMs: nowMs - KEEP_MINUTES_MS, hoursBeforeMs: nowMs - KEEP_YEAR_MS, viewsBeforeMs: nowMs - KEEP_YEAR_MS,
  });
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
