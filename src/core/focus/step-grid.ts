import { stepLine } from './step-line';
import { atEdge, LEAVE } from './step';
import type { Direction, Edges } from './step';

/** A grid filled row by row. */
export interface GridSize {
  readonly count: number;
  readonly columns: number;
}

/**
 * The next index in a grid filled row by row. Down above a short last row goes to its last item; sideways stays in the
 * row. Allocates nothing.
 */
export function stepGrid(index: number, grid: GridSize, direction: Direction, isHeld: boolean, edges: Edges): number {
  const { count, columns } = grid;
  if (count <= 0) return LEAVE;
  const row = Math.floor(index / columns);
  const column = index - row * columns;
  if (direction === 'start' || direction === 'end') {
    const inRow = Math.min(columns, count - row * columns);
    const next = stepLine(column, inRow, direction === 'end' ? 1 : -1, isHeld, edges[direction]);
    return next === LEAVE ? LEAVE : row * columns + next;
  }
  const lastRow = Math.floor((count - 1) / columns);
  const goesDown = direction === 'down';
  if (row === (goesDown ? lastRow : 0)) {
    const otherEnd = Math.min((goesDown ? 0 : lastRow) * columns + column, count - 1);
    return atEdge(index, otherEnd, isHeld, edges[direction]);
  }
  return Math.min(index + (goesDown ? columns : -columns), count - 1);
}
