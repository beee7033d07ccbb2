import type { Disposer } from '../base';
import { effect } from './signal';

/** A known end: whatever starts hands its disposer to a scope, and ends with it, last started first. */
export interface Scope {
  /** True after {@link Scope.dispose}. */
  readonly isDisposed: boolean;
  /** Adds a disposer and returns it; on an ended scope it runs at once. */
  add(disposer: Disposer): Disposer;
  /** An effect that ends with the scope. */
  effect(body: () => Disposer | void): void;
  /** A scope that ends with this one, or earlier by itself. */
  child(): Scope;
  /** Ends everything. The first error of a disposer is thrown after all have run. */
  dispose(): void;
}

/** Makes a scope. */
export function createScope(): Scope {
  const disposers = new Set<Disposer>();
  let isDisposed = false;
  const scope: Scope = {
    get isDisposed() {
      return isDisposed;
    },
    add(disposer) {
      if (isDisposed) disposer();
      else disposers.add(disposer);
      return disposer;
    },
    effect(body) {
      scope.add(effect(body));
    },
    child() {
      const inner = createScope();
      const end = (): void => {
        inner.dispose();
      };
      scope.add(end);
      inner.add(() => {
        disposers.delete(end);
      });
      return inner;
    },
    dispose() {
      if (isDisposed) return;
      isDisposed = true;
      const toRun = Array.from(disposers).reverse();
      disposers.clear();
      let firstError: unknown;
      let hasError = false;
      for (const disposer of toRun) {
        try {
          disposer();
        } catch (error) {
          if (!hasError) firstError = error;
          hasError = true;
        }
      }
      if (hasError) throw firstError;
    },
  };
  return scope;
}
