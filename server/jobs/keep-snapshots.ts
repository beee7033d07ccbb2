import { SECOND_MS } from '#core/base';
import type { Disposer } from '#core/base';
import type { SnapshotLibrary } from '#server/domain';
import type { Log } from '#server/log';
import { runRounds } from './run-rounds';

/** How soon a new catalogue is noticed, whichever process imported it. Larger: the first television to ask waits for the build. */
const CHECK_MS = 15 * SECOND_MS;

/** Has snapshots and deltas made as soon as the catalogue changed, until disposed. A failure is logged and tried again. */
export function startSnapshotKeeping(snapshots: SnapshotLibrary, log: Log): Disposer {
  return runRounds({ everyMs: CHECK_MS, isAtOnce: true, run: () => snapshots.prepare(), onFailure: (error) => log.warn({ err: error }, 'snapshots not prepared') });
}
