import type { CancelSignal, Steps } from '#core/base';
import { AppError } from '#core/base';
import type { ClockPort } from '#ports';

/** Work between two frames. The pad shows that it is judging; nothing else moves. */
const SLICE_MS = 12;

/** Runs a hash in slices, so that no task holds the picture up. */
export async function runHash<T>(clock: ClockPort, steps: Steps<T>, signal: CancelSignal): Promise<T> {
  for (;;) {
    if (signal.isCancelled) throw new AppError('net.cancelled');
    const endMs = clock.monotonicMs() + SLICE_MS;
    do {
      const step = steps.next();
      if (step.done === true) return step.value;
    } while (clock.monotonicMs() < endMs);
    await new Promise<void>((resolve) => {
      clock.after(0, resolve);
    });
  }
}
