/** What a row or list keeps to bring focus back: the item by id, its place in case it is gone, the window's start. */
export interface FocusMemory {
  readonly id: string;
  readonly index: number;
  readonly first: number;
}

/** As much of a list as memory needs. */
export interface IndexedIds {
  readonly length: number;
  /** Index of the item, or -1. */
  indexOf(id: string): number;
}

/** Where focus returns: the remembered item, else the nearest index, else the first; -1 in an empty list. */
export function recallIndex(memory: FocusMemory | null, items: IndexedIds): number {
  if (items.length === 0) return -1;
  if (memory === null) return 0;
  const byId = items.indexOf(memory.id);
  if (byId !== -1) return byId;
  return Math.max(0, Math.min(memory.index, items.length - 1));
}

/**
 * Where focus goes when the focused item at `index` was taken out and `length` items are left: the item that moved into
 * its place (the next), else the one before; -1 sends focus to the row above.
 */
export function indexAfterRemoval(index: number, length: number): number {
  if (length === 0) return -1;
  return Math.min(index, length - 1);
}
