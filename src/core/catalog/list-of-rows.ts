import type { Row, RowList } from './records';

/** A few rows as a list; it is not copied. */
export function listOfRows(rows: readonly Row[] | Uint32Array): RowList {
  return { length: rows.length, at: (index) => rows[index] ?? -1, indexOf: (row) => rows.indexOf(row) };
}
