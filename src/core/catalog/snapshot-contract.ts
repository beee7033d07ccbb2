import type { ItemKey, SourceId } from '../base';
import type { CatalogReader, ListedKind, Row, SeasonRecord } from './records';

/** What `minimumAge` answers for adult rows: above any rating, since a film rated 18 is none. */
export const ADULT_ROW = 99;

/** A catalogue whose source may list episodes as rows of their own. What builders, merging and the codec hand out. */
export interface CatalogSnapshot extends CatalogReader {
  /** Sources in it, in order of their rows. */
  readonly sourceIds: readonly SourceId[];
  /** Episodes the source listed for a series row, by season and number; empty where they come with the detail request. */
  seasons(seriesRow: Row): readonly SeasonRecord[];
  /** The series row of an episode that {@link seasons} lists, or -1. */
  seriesRowOfEpisode(key: ItemKey): Row;
  /**
   * The age a row is for, without making its record: {@link ADULT_ROW} for adult rows, else the rating of films and series; -1: unrated,
   * or not here.
   */
  minimumAge(kind: ListedKind, row: Row): number;
  /** Bytes held by columns and texts; for the statistics page and benches. */
  readonly heldBytes: number;
}
