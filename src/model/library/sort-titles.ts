import type { CatalogReader, Row, RowList } from '#core/catalog';
import type { LibrarySort } from './library-model';

/** Three rounds for a date. Smaller digits: more rounds; larger: longer tables. */
const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;

/** Steps each number is told apart by, those it is stored in. */
const STEPS = { addedMs: 1000, rating: 0.1, year: 1 } as const;
const FIELDS = { newest: 'addedMs', rating: 'rating', year: 'year' } as const;

/**
 * Rows of a grid in an order, as many as the list has. The caller keeps the result while catalogue, category and order stay: by name it
 * reads every record once, by a number it costs some tenths of a microsecond per row. Unknown years, ratings and dates come last; ties
 * keep the provider's order; rows that are not here yet (-1) come after all others.
 */
export function sortTitles(catalog: CatalogReader, kind: 'movie' | 'series', rows: RowList, sort: LibrarySort): readonly Row[] {
  return sort === 'name' ? sortByName(catalog, kind, rows) : sortByNumber(catalog, kind, rows, sort);
}

function sortByNumber(catalog: CatalogReader, kind: 'movie' | 'series', rows: RowList, sort: 'newest' | 'rating' | 'year'): readonly Row[] {
  const { length } = rows;
  const field = FIELDS[sort];
  const step = STEPS[field];
  const keys = new Uint32Array(length);
  let most = 0;
  for (let index = 0; index < length; index += 1) {
    const row = rows.at(index);
    const value = row < 0 ? 0 : Math.round(catalog.titleNumber(kind, row, field) / step) + 1;
    keys[index] = value;
    if (value > most) most = value;
  }
  const sorted: Row[] = [];
  const order = largestFirst(keys, most);
  for (let at = 0; at < length; at += 1) sorted.push(rows.at(order[at] ?? 0));
  return sorted;
}

/** Places of whole numbers up to `most`, the largest first, equal ones in their order: by digits, which takes a tenth of what comparing does. */
function largestFirst(keys: Uint32Array, most: number): Uint32Array {
  let order = new Uint32Array(keys.length);
  for (let at = 0; at < order.length; at += 1) order[at] = at;
  let next = new Uint32Array(keys.length);
  for (let shift = 0; shift < 32 && most >>> shift > 0; shift += DIGIT_BITS) {
    const starts = new Uint32Array(DIGITS + 1);
    for (let at = 0; at < keys.length; at += 1) {
      const place = DIGITS - (((keys[at] ?? 0) >>> shift) & (DIGITS - 1));
      starts[place] = (starts[place] ?? 0) + 1;
    }
    for (let digit = 1; digit <= DIGITS; digit += 1) starts[digit] = (starts[digit] ?? 0) + (starts[digit - 1] ?? 0);
    for (let at = 0; at < order.length; at += 1) {
      const index = order[at] ?? 0;
      const digit = DIGITS - 1 - (((keys[index] ?? 0) >>> shift) & (DIGITS - 1));
      const to = starts[digit] ?? 0;
      next[to] = index;
      starts[digit] = to + 1;
    }
    [order, next] = [next, order];
  }
  return order;
}

function sortByName(catalog: CatalogReader, kind: 'movie' | 'series', rows: RowList): readonly Row[] {
  const keyed: Array<{ readonly row: Row; readonly index: number; readonly name: string | null }> = [];
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows.at(index);
    const record = kind === 'movie' ? catalog.movie(row) : catalog.series(row);
    keyed.push({ row, index, name: record?.name.toLowerCase() ?? null });
  }
  // The index decides ties: engines below Chrome 70 do not sort stably.
  keyed.sort((a, b) => {
    if (a.name === null || b.name === null) return Number(a.name === null) - Number(b.name === null) || a.index - b.index;
    return a.name < b.name ? -1 : a.name > b.name ? 1 : a.index - b.index;
  });
  return keyed.map((each) => each.row);
}
