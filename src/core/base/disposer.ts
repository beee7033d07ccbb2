/** Ends what a call started. Calling it twice is harmless. */
export type Disposer = () => void;

/** Joins disposers into one that runs them in reverse order, once; a throwing disposer does not stop the others. */
export function joinDisposers(disposers: readonly Disposer[]): Disposer {
  let pending: readonly Disposer[] = disposers;
  return () => {
    const toRun = pending;
    pending = [];
    let firstError: unknown;
    let hasError = false;
    for (let i = toRun.length - 1; i >= 0; i -= 1) {
      try {
        toRun[i]?.();
      } catch (error) {
        if (!hasError) firstError = error;
        hasError = true;
      }
    }
    if (hasError) throw firstError;
  };
}
