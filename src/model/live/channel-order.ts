import type { ItemKey } from '#core/base';
import { listOfRows } from '#core/catalog';
import type { CatalogReader, Row, RowList } from '#core/catalog';

/** How a channel list is ordered. */
export type ChannelSort = 'provider' | 'number' | 'name';

/** Favourite channels in the viewer's order; those the catalogue no longer has are left out, not forgotten. */
export function favouriteRows(catalog: CatalogReader, keys: readonly ItemKey[]): RowList {
  const rows: Row[] = [];
  for (const key of keys) {
    const row = catalog.rowOf('channel', key);
    if (row !== -1) rows.push(row);
  }
  return listOfRows(rows);
}

/**
 * A list in another order. Channels without a number come last; names compare by folded letters. Costs one record per
 * channel once, so callers keep the result while catalogue and category stay.
 */
export function sortRows(catalog: CatalogReader, rows: RowList, sort: ChannelSort): RowList {
  if (sort === 'provider') return rows;
  const keyed: Array<{ readonly row: Row; readonly index: number; readonly number: number; readonly name: string }> = [];
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows.at(index);
    const channel = catalog.channel(row);
    if (channel === null) continue;
    keyed.push({
      row,
      index,
      number: channel.number > 0 ? channel.number : Infinity,
      name: sort === 'name' ? channel.name.toLowerCase() : '',
    });
  }
  // The index decides ties: engines below Chrome 70 do not sort stably. Infinity minus Infinity is no order.
  keyed.sort((a, b) => {
    if (sort === 'name') return a.name < b.name ? -1 : a.name > b.name ? 1 : a.index - b.index;
    return a.number === b.number ? a.index - b.index : a.number - b.number;
  });
  return listOfRows(keyed.map((each) => each.row));
}
