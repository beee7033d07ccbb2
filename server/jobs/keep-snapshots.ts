import { SECOND_MS } from '#core/base';
import type { Disposer } from '#core/base';
import type { SnapshotLibrary } from '#server/domain';
import type { Log } from '#server/log';

/** How soon a new catalogue is noticed, whichever process imported it. Larger: the first television to ask waits for the build. */
const CHECK_MS = 15 * SECOND_MS;

/** Has snapshots and deltas made as soon as the catalogue changed, until disposed. A failure is logged and tried again. */
export function startSnapshotKeeping(snapshots: SnapshotLibrary, log: Log): Disposer {
  const state = { isDisposed: false, isRunning: false };
  const run = (): void => {
    if (state.isRunning) return;
    state.isRunning = true;
    snapshots
      .prepare()
      .catch((error: unknown) => {
        if (!state.isDisposed) log.warn({ err: error }, 'snapshots not prepared');
      })
      .finally(() => {
        state.isRunning = false;
      });
  };
  run();
  const timer = setInterval(run, CHECK_MS);
  timer.unref();
  return () => {
    state.isDisposed = true;
    clearInterval(timer);
  };
}
