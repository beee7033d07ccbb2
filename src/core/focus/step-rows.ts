import { atEdge } from './step';
import type { EdgePolicy } from './step';

/** Rows below each other, some of them empty. */
export interface RowLengths {
  readonly count: number;
  /** How many items a row has. */
  lengthOf(row: number): number;
}

/**
 * The next row with something in it, from `row` in direction `delta` (1 or -1). Empty rows are passed over.
 * Allocates nothing.
 */
export function stepRows(row: number, rows: RowLengths, delta: 1 | -1, isHeld: boolean, edge: EdgePolicy): number {
  const { count } = rows;
  for (let next = row + delta; next >= 0 && next < count; next += delta) {
    if (rows.lengthOf(next) > 0) return next;
  }
  let otherEnd = row;
  for (let next = delta > 0 ? 0 : count - 1; next >= 0 && next < count; next += delta) {
    if (rows.lengthOf(next) > 0) {
      otherEnd = next;
      break;
    }
  }
  return atEdge(row, otherEnd, isHeld, edge);
}
