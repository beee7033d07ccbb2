import { recallIndex } from './focus-memory';
import type { FocusMemory, IndexedIds } from './focus-memory';

/** Where a row's cells stand: the middle of the first cell in view, and the distance to the next. Pixels of the page. */
export interface RowGeometry {
  readonly firstCentreX: number;
  readonly pitch: number;
  /** Index of the first cell in view. */
  readonly first: number;
  /** Cells that fit whole. */
  readonly visible: number;
}

/** The cell in view whose middle is nearest to `centreX`; the earlier one when two are equally near. */
export function nearestInRow(geometry: RowGeometry, count: number, centreX: number): number {
  if (count === 0) return -1;
  const slot = Math.ceil((centreX - geometry.firstCentreX) / geometry.pitch - 0.5);
  const inView = Math.max(0, Math.min(slot, geometry.visible - 1));
  return Math.max(0, Math.min(geometry.first + inView, count - 1));
}

/** Entering a row: its remembered item from the second time on, the item nearest in x the first time. */
export function enterRow(memory: FocusMemory | null, items: IndexedIds, geometry: RowGeometry, centreX: number): number {
  return memory === null ? nearestInRow(geometry, items.length, centreX) : recallIndex(memory, items);
}
