import type { CatalogReader, Row, RowList } from '#core/catalog';
import type { LibrarySort } from './library-model';

/**
 * Rows of a grid in an order. Reads every record once, so the caller keeps the result while catalogue, category and order
 * stay. Unknown years, ratings and dates come last; ties keep the provider's order.
 */
export function sortTitles(catalog: CatalogReader, kind: 'movie' | 'series', rows: RowList, sort: LibrarySort): readonly Row[] {
  const keyed: Array<{ readonly row: Row; readonly index: number; readonly value: number; readonly name: string }> = [];
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows.at(index);
    const record = kind === 'movie' ? catalog.movie(row) : catalog.series(row);
    if (record === null) continue;
    const value = sort === 'newest' ? record.addedMs : sort === 'rating' ? record.rating : sort === 'year' ? record.year : 0;
    keyed.push({ row, index, value, name: sort === 'name' ? record.name.toLowerCase() : '' });
  }
  keyed.sort((a, b) => {
    if (sort === 'name') return a.name < b.name ? -1 : a.name > b.name ? 1 : a.index - b.index;
    return b.value - a.value || a.index - b.index;
  });
  return keyed.map((each) => each.row);
}
