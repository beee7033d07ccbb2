import { fading } from './fading';

/** One play by one person. */
export interface Watch {
  readonly person: number;
  readonly item: number;
  readonly atMs: number;
  /** How much of it was seen, 0 to 1. */
  readonly completion: number;
}

/** How plays become weights. */
export interface WatchTerms {
  readonly nowMs: number;
  /** After this time a play counts half; 0: age does not matter. */
  readonly halfLifeMs: number;
}

/** Items of one person, each once, with their weights. */
export interface WatchedItems {
  readonly items: readonly number[];
  readonly weights: readonly number[];
}

/** Nobody's taste counts for more: a set that plays all day would bind everything to everything. */
const MOST_PER_PERSON = 200;

/** Started and left says a little, never nothing. */
const LEAST_COMPLETION = 0.1;

/** What each person watched; the place in the list is the person's number. Of several plays of an item the weightiest counts. */
export function weighWatches(watches: readonly Watch[], people: number, terms: WatchTerms): readonly WatchedItems[] {
  const lists: Watch[][] = Array.from({ length: people }, () => []);
  for (const watch of watches) lists[watch.person]?.push(watch);
  return lists.map((list) => {
    const weights = new Map<number, number>();
    for (const watch of list.sort((a, b) => b.atMs - a.atMs)) {
      if (!weights.has(watch.item) && weights.size >= MOST_PER_PERSON) continue;
      const age = terms.halfLifeMs > 0 ? fading(watch.atMs, terms.nowMs, terms.halfLifeMs) : 1;
      const weight = Math.min(1, Math.max(LEAST_COMPLETION, watch.completion)) * age;
      weights.set(watch.item, Math.max(weights.get(watch.item) || 0, weight));
    }
    return { items: Array.from(weights.keys()), weights: Array.from(weights.values()) };
  });
}
