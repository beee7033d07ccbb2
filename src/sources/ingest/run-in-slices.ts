import type { Steps } from '#core/base';
import type { ClockPort } from '#ports';

/**
 * Longest time worked on the drawing thread without a pause: what is left of a frame (16 ms) beside drawing. Larger: keys and frames
 * wait; smaller: pauses (4 ms at least, by the engine's rule for timers) take most of the time.
 */
export const SLICE_MS = 6;

/** Does long steps on this thread, a slice at a time. */
export function runInSlices<T>(clock: Pick<ClockPort, 'monotonicMs' | 'after'>, steps: Steps<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    // How long a step may take, by those before it; forgets slowly.
    let expectedMs = 0;
    const slice = (): void => {
      try {
        const startMs = clock.monotonicMs();
        let atMs = startMs;
        for (;;) {
          const step = steps.next();
          if (step.done === true) {
            resolve(step.value);
            return;
          }
          const nowMs = clock.monotonicMs();
          expectedMs = Math.max(nowMs - atMs, expectedMs * 0.9);
          atMs = nowMs;
          if (nowMs - startMs + expectedMs > SLICE_MS) break;
        }
        clock.after(0, slice);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    slice();
  });
}
