import type { RightsTargetKind } from './rights';

/** What an operator says about a row of the catalogue instead of its source. Empty texts and 0 leave what the source says. */
export interface CatalogEdit {
  readonly kind: RightsTargetKind;
  /** Stable id, see `CatalogStore`. */
  readonly itemId: number;
  readonly name: string;
  /** Channels only. */
  readonly number: number;
  /** Logo of a channel, poster of a title. */
  readonly picture: string;
  /** Titles only. */
  readonly plot: string;
  /** Nobody is shown it or given it. */
  readonly isHidden: boolean;
}

/** What the source itself says. */
export type CatalogOwn = Pick<CatalogEdit, 'name' | 'number' | 'picture' | 'plot'>;

/** A row that is or can be edited. */
export interface EditedItem {
  readonly edit: CatalogEdit;
  readonly own: CatalogOwn;
}

/**
 * Edits of the catalogue. They are kept by stable id and written into the live rows, so that every reader sees them; a new import of the
 * source brings them along. Every change gives the catalogue a new revision.
 */
export interface CatalogEditsStore {
  /** By name as the source says it. */
  list(): Promise<readonly EditedItem[]>;
  /** A row with its edit, which is empty without one; `null` when it is not in the catalogue. */
  get(kind: RightsTargetKind, itemId: number): Promise<EditedItem | null>;
  /** Stores or replaces; one that says nothing is taken out. False when the row is not in the catalogue. */
  put(edit: CatalogEdit, nowMs: number): Promise<boolean>;
}
