import { AppError } from '#core/base';
import type { CancelSignal, Steps } from '#core/base';
import type { ClockPort } from '#ports';

/**
 * How long work goes on before a frame gets its turn; the step it would end in is counted in. Larger: keys and frames wait. Smaller: the
 * pauses, 4 ms each in browsers, become most of the time.
 */
const SLICE_MS = 6;

/** As {@link SLICE_MS}, for what the first page waits for: there is nothing yet that moves. */
export const FIRST_SLICE_MS = 20;

/** Does long work in slices between frames. Rejects with `net.cancelled` when `signal` says so. */
export async function runInSlices<T>(clock: ClockPort, steps: Steps<T>, signal: CancelSignal, sliceMs = SLICE_MS): Promise<T> {
  for (;;) {
    if (signal.isCancelled) throw new AppError('net.cancelled');
    const startMs = clock.monotonicMs();
    let atMs = startMs;
    for (let lastMs = 0; atMs - startMs + lastMs <= sliceMs; ) {
      const step = steps.next();
      if (step.done === true) return step.value;
      // The next step takes as long as this one, as a rule.
      const nowMs = clock.monotonicMs();
      lastMs = nowMs - atMs;
      atMs = nowMs;
    }
    await new Promise<void>((resolve) => {
      clock.after(0, resolve);
    });
  }
}
