import { NEVER_CANCELLED } from './cancel';
import type { CancelSignal } from './cancel';
import { AppError } from './errors';
import type { Steps } from './steps';

/**
 * Longest time worked on the drawing thread without a pause: what is left of a frame (16 ms) beside drawing. Larger: keys and frames
 * wait; smaller: pauses (4 ms at least, by the engine's rule for timers) take most of the time.
 */
export const SLICE_MS = 6;

/** What tells time and lets others run; the clock port is one. */
export interface SliceClock {
  monotonicMs(): number;
  after(ms: number, callback: () => void): unknown;
}

/**
 * Does long steps on this thread, a slice of `sliceMs` at a time; the step a slice would end in is counted in. Rejects with what a step throws, and with
 * `net.cancelled` when `signal` says so.
 */
export async function runInSlices<T>(clock: SliceClock, steps: Steps<T>, signal: CancelSignal = NEVER_CANCELLED, sliceMs = SLICE_MS): Promise<T> {
  // How long a step may take, by those before it; forgets slowly.
  let expectedMs = 0;
  for (;;) {
    if (signal.isCancelled) throw new AppError('net.cancelled');
    const startMs = clock.monotonicMs();
    let atMs = startMs;
    do {
      const step = steps.next();
      if (step.done === true) return step.value;
      const nowMs = clock.monotonicMs();
      expectedMs = Math.max(nowMs - atMs, expectedMs * 0.9);
      atMs = nowMs;
    } while (atMs - startMs + expectedMs <= sliceMs);
    await new Promise<void>((resolve) => {
      clock.after(0, resolve);
    });
  }
}
