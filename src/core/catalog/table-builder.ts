import type { Steps } from '../base';
import { GrowColumn } from '../text';
import type { NumberColumn } from '../text';
import { COLUMN_NAMES } from './catalog-data';
import type { KindTable } from './catalog-data';
import { MAX_ROWS, indexIdsSteps } from './key-index';
import type { RowColumn } from './row-column';

/** Columns below this are sealed without a pause. */
const SMALL_ROWS = 10_000;

/** A sealed table, and the slots of its {@link KeyIndex}. */
export interface BuiltTable {
  readonly table: KindTable;
  readonly slots: RowColumn;
}

/** Numbers that are all whole, and none below 0, in the narrowest column; others as they are. */
function narrowed(numbers: NumberColumn): NumberColumn {
  let largest = 0;
  for (let row = 0; row < numbers.length; row += 1) {
    const number = numbers[row] ?? 0;
    if (Math.floor(number) !== number || number < 0) return numbers;
    if (number > largest) largest = number;
  }
  if (largest === 0) return new Uint8Array(0);
  if (largest < 0x100) return new Uint8Array(numbers);
  return largest < 0x10000 ? new Uint16Array(numbers) : numbers;
}

/** The columns of one kind while rows come in. A column nobody pushes to ends up empty. */
export class TableBuilder {
  readonly offset = new GrowColumn();
  readonly idHigh = new GrowColumn();
  readonly idLow = new GrowColumn();
  readonly number = new GrowColumn(true);
  readonly set = new GrowColumn();
  readonly flags = new GrowColumn();
  readonly year = new GrowColumn();
  readonly rating = new GrowColumn();
  readonly age = new GrowColumn();
  readonly added = new GrowColumn();
  readonly parent = new GrowColumn();
  readonly season = new GrowColumn();

  /** Rows so far. */
  get count(): number {
    return this.offset.length;
  }

  /** Whether another row fits. */
  get hasRoom(): boolean {
    return this.count < MAX_ROWS;
  }

  /** Seals the columns and finds repeated ids. */
  *finishSteps(): Steps<BuiltTable> {
    const { count } = this;
    const columns: Partial<Record<keyof KindTable, NumberColumn>> = {};
    for (const name of COLUMN_NAMES) {
      if (name === 'duplicates') continue;
      columns[name] = name === 'number' ? narrowed(this.number.finish()) : this[name].finish();
      if (count > SMALL_ROWS) yield;
    }
    const table = { ...columns, count, duplicates: new Uint8Array(0) } as KindTable;
    const { slots, duplicates } = yield* indexIdsSteps(table);
    return { table: { ...table, duplicates }, slots };
  }
}
