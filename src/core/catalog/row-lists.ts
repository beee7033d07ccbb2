import type { Steps } from '../base';
import { Pace } from '../text';
import type { Row, RowList } from './records';
import { RowColumn } from './row-column';

/** Rows between two pauses. */
const STEP_ROWS = 16_384;
/** Rows between two looks at the pace. */
const LOOK_ROWS = 1024;

/** Rows `0..length-1` in order. */
export class AllRows implements RowList {
  constructor(readonly length: number) {}

  at(index: number): Row {
    return index >= 0 && index < this.length ? index : -1;
  }

  indexOf(row: Row): number {
    return row >= 0 && row < this.length ? row : -1;
  }
}

/** A stretch of a shared array of ascending rows. */
export class SliceRows implements RowList {
  readonly length: number;

  constructor(
    private readonly rows: RowColumn,
    private readonly from: number,
    to: number,
  ) {
    this.length = to - from;
  }

  at(index: number): Row {
    return index >= 0 && index < this.length ? this.rows.at(this.from + index) : -1;
  }

  indexOf(row: Row): number {
    let low = 0;
    let high = this.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.rows.at(this.from + middle);
      if (found === row) return middle;
      if (found < row) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}

/** Another list whose rows are moved by `offset`. */
export class ShiftedRows implements RowList {
  readonly length: number;

  constructor(
    private readonly rows: RowList,
    private readonly offset: number,
  ) {
    this.length = rows.length;
  }

  at(index: number): Row {
    const row = this.rows.at(index);
    return row < 0 ? -1 : row + this.offset;
  }

  indexOf(row: Row): number {
    return this.rows.indexOf(row - this.offset);
  }
}

/** No rows. */
export const NO_ROWS: RowList = new AllRows(0);

/** Rows grouped by a key, as one array: rows of group `g` lie from `starts[g]` to `starts[g + 1]`, ascending. */
export interface GroupedRows {
  readonly starts: Uint32Array;
  readonly rows: RowColumn;
}

/** Groups rows `0..count-1`; `visit(row, put)` calls `put` once for each group of the row, the same way each time. */
export function* groupRowsSteps(
  groups: number,
  count: number,
  visit: (row: Row, put: (group: number) => void) => void,
): Steps<GroupedRows> {
  const pace = new Pace(STEP_ROWS);
  const starts = new Uint32Array(groups + 1);
  const tally = (group: number): void => {
    if (group >= 0 && group < groups) starts[group + 1] = (starts[group + 1] ?? 0) + 1;
  };
  for (let row = 0; row < count; row += 1) {
    if (row % LOOK_ROWS === LOOK_ROWS - 1 && pace.isDue(LOOK_ROWS)) yield;
    visit(row, tally);
  }
  for (let group = 0; group < groups; group += 1) starts[group + 1] = (starts[group + 1] ?? 0) + (starts[group] ?? 0);
  const next = starts.slice();
  const rows = new RowColumn(starts[groups] ?? 0);
  let current = 0;
  const put = (group: number): void => {
    if (group < 0 || group >= groups) return;
    const at = next[group] ?? 0;
    rows.set(at, current);
    next[group] = at + 1;
  };
  for (current = 0; current < count; current += 1) {
    if (current % LOOK_ROWS === LOOK_ROWS - 1 && pace.isDue(LOOK_ROWS)) yield;
    visit(current, put);
  }
  return { starts, rows };
}
