import type { CatalogReader, FacetChoice, FacetCounts, Row, RowList } from '#core/catalog';

/** What is known of all titles of a kind beyond their columns; made by `filtering`, which is loaded late. */
export interface TitleSifter {
  /** Whether a catalogue has the rows this was made from. */
  fits(reader: CatalogReader): boolean;
  /** The titles that fit a choice, each once: the first fitting version stands for the others. */
  narrow(rows: RowList, choice: FacetChoice): RowList;
  /** Titles by value under the choice of the other facets. */
  count(rows: RowList, choice: FacetChoice): FacetCounts;
  /** All versions of a row, itself included; empty where there are no others. */
  versions(row: Row): readonly Row[];
}
