import type { AnalyticsEventRow } from '#server/store';

/** Stores events, each once however often it comes; answers how many were new. */
export type StoreEvents = (events: readonly AnalyticsEventRow[]) => Promise<number>;

/** The way of events from the sets' requests to the store. */
export interface EventBus {
  /**
   * Takes events of one account; when the promise resolves they are on a disk. Answers how many were new, or all of them where that is found out
   * later. Rejects with `storage.broken`: the set tells them again.
   */
  put(events: readonly AnalyticsEventRow[]): Promise<number>;
  /** Stops storing; what was taken and not stored waits for the next node. */
  close(): Promise<void>;
}

/** Without a bus: events are stored while the set waits. */
export function directEvents(store: StoreEvents): EventBus {
  return { put: store, close: () => Promise.resolve() };
}
