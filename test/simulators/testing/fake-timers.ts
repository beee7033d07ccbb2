import type { FakeClock } from '#test/harness/fakes';
import type { NativeTimers } from '../core/native-timers';

/** The simulator's timers on a clock a test moves. */
export function timersOn(clock: FakeClock): NativeTimers {
  return {
    nowMs: () => clock.monotonicMs(),
    after: (delayMs, callback) => clock.after(delayMs, callback),
    every: (intervalMs, callback) => clock.every(intervalMs, callback),
  };
}
