import { MINUTE_MS } from '#core/base';
import type { Disposer } from '#core/base';
import { signal } from '#core/state';
import type { ClockPort } from '#ports';
import type { TimeModel } from './time-model';

/** Makes the clock screens read. Ticks just after each full minute; a clock that was put right is followed within a minute. */
export function createTimeModel(clock: ClockPort): TimeModel {
  const floor = (): number => clock.nowMs() - (clock.nowMs() % MINUTE_MS);
  const minuteMs = signal(floor());
  let stop: Disposer = () => undefined;
  const arm = (): void => {
    stop = clock.after(MINUTE_MS - (clock.nowMs() % MINUTE_MS), () => {
      minuteMs.value = floor();
      arm();
    });
  };
  arm();
  return {
    minuteMs,
    nowMs: () => clock.nowMs(),
    dispose: () => {
      stop();
    },
  };
}
