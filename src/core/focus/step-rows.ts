import { atEdge } from './step';
import type { EdgePolicy } from './step';

/**
 * The next row with something in it, from `row` in direction `delta` (1 or -1). Empty rows are passed over.
 * `lengthOf(row)` tells how many items a row has. Allocates nothing.
 */
export function stepRows(row: number, count: number, lengthOf: (row: number) => number, delta: 1 | -1, isHeld: boolean, edge: EdgePolicy): number {
  for (let next = row + delta; next >= 0 && next < count; next += delta) {
    if (lengthOf(next) > 0) return next;
  }
  let otherEnd = row;
  for (let next = delta > 0 ? 0 : count - 1; next >= 0 && next < count; next += delta) {
    if (lengthOf(next) > 0) {
      otherEnd = next;
      break;
    }
  }
  return atEdge(row, otherEnd, isHeld, edge);
}
