import type { SourceId } from '../base';
import type { NumberColumn, RecordStore } from '../text';
import type { ListedKind } from './records';

/** Kinds that have a table. */
export type TableKind = ListedKind | 'episode';

/** All of them, in the order the codec stores them. */
export const TABLE_KINDS: readonly TableKind[] = ['channel', 'movie', 'series', 'episode'];

/** Kinds that have categories. */
export const LISTED_KINDS: readonly ListedKind[] = ['channel', 'movie', 'series'];

/**
 * The columns of one kind; one shape for all kinds. A column of zeros only is an empty array, so every read ends in `?? 0`.
 */
export interface KindTable {
  readonly count: number;
  /** Where the record lies in the heap. */
  readonly offset: NumberColumn;
  /** See {@link RowId}. */
  readonly idHigh: NumberColumn;
  readonly idLow: NumberColumn;
  /** Channel number, or episode number. */
  readonly number: NumberColumn;
  /** Category set. */
  readonly set: NumberColumn;
  /** {@link FLAG}. */
  readonly flags: NumberColumn;
  readonly year: NumberColumn;
  /** Tenths. */
  readonly rating: NumberColumn;
  /** Minimum age + 1; 0 unrated. */
  readonly age: NumberColumn;
  /** Seconds since 1970. */
  readonly added: NumberColumn;
  /** Series row of an episode. */
  readonly parent: NumberColumn;
  readonly season: NumberColumn;
  /** Pairs of row and ordinal (from 1) for rows whose id occurred before; ascending rows. */
  readonly duplicates: NumberColumn;
}

/** Columns in the order the codec stores them. */
export const COLUMN_NAMES = [
  'offset', 'idHigh', 'idLow', 'number', 'set', 'flags', 'year', 'rating', 'age', 'added', 'parent', 'season', 'duplicates',
] as const;

/** Bits of the `flags` column. */
export const FLAG = { radio: 1, adult: 2 } as const;

/** A category as it is stored. */
export interface StoredCategory {
  readonly name: string;
  /** The provider's id; empty without one. */
  readonly id: string;
  readonly isAdult: boolean;
}

/** Lists of category indexes that rows share; set 0 is the empty one. Set `i` ends at `ends[i]` in `items`. */
export interface CategorySets {
  readonly items: NumberColumn;
  readonly ends: NumberColumn;
}

/** Everything one source's catalogue consists of. */
export interface CatalogData {
  readonly sourceId: SourceId;
  readonly revision: string;
  readonly tables: Readonly<Record<TableKind, KindTable>>;
  readonly categories: Readonly<Record<ListedKind, readonly StoredCategory[]>>;
  readonly sets: Readonly<Record<ListedKind, CategorySets>>;
  readonly store: RecordStore;
}

/** The categories of a set. */
export function setMembers(sets: CategorySets, set: number): readonly number[] {
  const members: number[] = [];
  if (set <= 0) return members;
  const end = sets.ends[set] ?? 0;
  for (let i = sets.ends[set - 1] ?? 0; i < end; i += 1) members.push(sets.items[i] ?? 0);
  return members;
}
