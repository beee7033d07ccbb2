import type { ItemKey, SourceId } from '../base';
import type { CatalogReader, Row, SeasonRecord } from './records';

/** A catalogue whose source may list episodes as rows of their own. What builders, merging and the codec hand out. */
export interface CatalogSnapshot extends CatalogReader {
  /** Sources in it, in order of their rows. */
  readonly sourceIds: readonly SourceId[];
  /** Episodes the source listed for a series row, by season and number; empty where they come with the detail request. */
  seasons(seriesRow: Row): readonly SeasonRecord[];
  /** The series row of an episode that {@link seasons} lists, or -1. */
  seriesRowOfEpisode(key: ItemKey): Row;
  /** Bytes held by columns and texts; for the statistics page and benches. */
  readonly heldBytes: number;
}
