import type { Disposer } from './disposer';

/**
 * Typed events for what merely happens (playback ended, toast asked). Anything with a value *now* is a signal instead.
 * Listeners run in order of subscription; one that throws does not keep the others from hearing the event: the first
 * error is rethrown after all have run.
 */
export class Emitter<Events extends object> {
  private readonly listeners = new Map<keyof Events, Set<(payload: never) => void>>();

  /** Subscribes; the returned disposer unsubscribes. */
  on<K extends keyof Events>(name: K, listener: (payload: Events[K]) => void): Disposer {
    let set = this.listeners.get(name);
    if (set === undefined) {
      set = new Set();
      this.listeners.set(name, set);
    }
    // A fresh wrapper per subscription: the same function subscribed twice is heard twice and leaves one by one.
    const entry = (payload: Events[K]): void => {
      listener(payload);
    };
    set.add(entry);
    const owner = set;
    return () => {
      owner.delete(entry);
    };
  }

  /** Tells every listener of `name`. Listeners added meanwhile hear the next event, not this one. */
  emit<K extends keyof Events>(name: K, payload: Events[K]): void {
    const set = this.listeners.get(name);
    if (set === undefined || set.size === 0) return;
    let firstError: unknown;
    let hasError = false;
    for (const listener of Array.from(set)) {
      if (!set.has(listener)) continue;
      try {
        (listener as (value: Events[K]) => void)(payload);
      } catch (error) {
        if (!hasError) firstError = error;
        hasError = true;
      }
    }
    if (hasError) throw firstError;
  }

  /** How many listeners `name` has; used by leak tests. */
  count(name: keyof Events): number {
    return this.listeners.get(name)?.size ?? 0;
  }

  /** Drops every listener. */
  clear(): void {
    this.listeners.clear();
  }
}
