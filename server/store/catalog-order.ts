/** Lists whose order operators can say something about. */
export const ORDERED_KINDS = ['channel', 'category', 'movie', 'series'] as const;

/** One of {@link ORDERED_KINDS}. */
export type OrderedKind = (typeof ORDERED_KINDS)[number];

/**
 * What operators put first, by hand and by bouquets that order the lists: first what is put there by hand, then what those bouquets hold, in their
 * order. Of each source the named rows come first, in this order, and then the others as the source has them; inside a category its films and series too. It is written
 * into the live rows, so that every reader follows, and carried over by every import.
 */
export interface CatalogOrderStore {
  /** Ids of the rows that come first by hand. */
  first(kind: OrderedKind): Promise<readonly number[]>;
  /** Replaces what comes first; rows that are not in the catalogue are passed over. Gives the catalogue a new revision. */
  putFirst(kind: OrderedKind, itemIds: readonly number[], nowMs: number): Promise<void>;
  /** Ids of the bouquets that order the lists, in their order. */
  bouquets(): Promise<readonly string[]>;
  /** Replaces which bouquets order the lists; names of none are passed over. A bouquet that changes later is followed. */
  putBouquets(ids: readonly string[], nowMs: number): Promise<void>;
}
