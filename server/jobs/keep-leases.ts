import { SECOND_MS } from '#core/base';
import type { Disposer } from '#core/base';
import type { Leases } from '#server/domain';
import type { Log } from '#server/log';

/** How often served media become beats. Longer: a stream without room is noticed later; shorter: more writes per viewer. */
const EVERY_MS = 10 * SECOND_MS;

/** Keeps the leases of streams that are being served, until disposed. A failed round is logged; the next one follows. */
export function startLeaseKeeping(leases: Leases, log: Log): Disposer {
  const timer = setInterval(() => {
    leases.flush().catch((error: unknown) => {
      log.warn({ err: error }, 'leases could not be kept');
    });
  }, EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
