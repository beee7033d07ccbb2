import type { Disposer } from './disposer';
import { AppError } from './errors';

/**
 * Cancellation as a parameter. AbortController is missing below Chrome 66 and its polyfills cannot stop a request, so
 * the product carries its own signal and lets each adapter stop what it started.
 */
export interface CancelSignal {
  /** True once cancelled; never goes back. */
  readonly isCancelled: boolean;
  /** Runs `callback` once on cancellation, at once when that already happened. */
  onCancel(callback: () => void): Disposer;
  /** Throws `net.cancelled` when cancelled; for loops that work in slices. */
  throwIfCancelled(): void;
}

/** The side that cancels. */
export interface CancelSource {
  readonly signal: CancelSignal;
  cancel(): void;
}

/** Makes a cancel source; when `parent` is cancelled, so is this one. */
export function createCancelSource(parent?: CancelSignal): CancelSource {
  let isCancelled = false;
  const callbacks = new Set<() => void>();
  const signal: CancelSignal = {
    get isCancelled() {
      return isCancelled;
    },
    onCancel(callback) {
      if (isCancelled) {
        callback();
        return () => undefined;
      }
      const entry = (): void => {
        callback();
      };
      callbacks.add(entry);
      return () => {
        callbacks.delete(entry);
      };
    },
    throwIfCancelled() {
      if (isCancelled) throw new AppError('net.cancelled');
    },
  };
  const cancel = (): void => {
    if (isCancelled) return;
    isCancelled = true;
    leaveParent();
    const toRun = Array.from(callbacks);
    callbacks.clear();
    for (const callback of toRun) callback();
  };
  let leaveParent: Disposer = () => undefined;
  if (parent !== undefined) leaveParent = parent.onCancel(cancel);
  return { signal, cancel };
}

/** A signal that never fires, for callers without a reason to cancel. */
export const NEVER_CANCELLED: CancelSignal = createCancelSource().signal;
