import { setImmediate as immediate } from 'node:timers/promises';
import type { Steps } from '#core/base';

/** Longest time worked without letting other requests have their turn. */
const SLICE_MS = 8;

/** Does long steps in slices; ends with the error of `checkOpen` when that throws between two of them. */
export async function runPaced<T>(steps: Steps<T>, checkOpen: () => void): Promise<T> {
  for (;;) {
    const untilMs = performance.now() + SLICE_MS;
    do {
      const step = steps.next();
      if (step.done === true) return step.value;
    } while (performance.now() < untilMs);
    await immediate();
    checkOpen();
  }
}
