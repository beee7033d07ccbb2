/**
 * Work that can be laid down: the generator yields wherever it may pause, about every millisecond of work on a desk computer (a
 * television takes ten to twenty times as long, and no task may last 50 ms). Whoever drives it decides when to go on.
 */
export type Steps<T> = Generator<void, T, void>;

/** Does all of it at once, for workers, the platform and tests. */
export function runSteps<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
