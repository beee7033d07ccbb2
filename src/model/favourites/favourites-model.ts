import type { ItemKey } from '#core/base';
import type { ReadonlySignal } from '#core/state';

/** Favourite channels and My list of the current profile, one list in the viewer's order. Stored first, then sent. */
export interface FavouritesModel {
  readonly keys: ReadonlySignal<readonly ItemKey[]>;
  has(key: ItemKey): boolean;
  /** Adds at the end or takes out. Returns whether it is in the list now. */
  toggle(key: ItemKey): boolean;
  openProfile(profileId: string | null): Promise<void>;
  /** Sends what is queued, or takes the platform's list when nothing is. Never rejects. */
  sync(): Promise<void>;
  /** Ends the timer. */
  dispose(): void;
}
