import type { SnapshotStore } from './snapshot-store';
import type * as writing from './snapshot-writing';

/** The writing half; it comes late, since nothing is written before the first page stands. */
type Writing = typeof writing;

/** Loads the code that writes; `null` where it cannot be loaded: nothing is kept then, and the log says so. */
export async function loadWriting(store: SnapshotStore): Promise<Writing | null> {
  try {
    return await import('./snapshot-writing');
  } catch (error) {
    store.complain('code', error);
    return null;
  }
}
