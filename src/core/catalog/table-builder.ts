import type { Steps } from '../base';
import type { NumberColumn } from '../text';
import type { KindTable } from './catalog-data';
import { MAX_ROWS, indexIdsSteps } from './key-index';
import type { BatchColumns } from './row-batch';
import type { RowColumn } from './row-column';
import type { RowId } from './row-id';

/** Columns of smaller tables are sealed so many at once: cold code takes a millisecond for a thousand rows. */
const SMALL_ROWS = 10_000;
const SMALL_AT_ONCE = 3;

/** A sealed table, and the slots of its {@link KeyIndex}. */
export interface BuiltTable {
  readonly table: KindTable;
  readonly slots: RowColumn;
}

/** Places of the columns in {@link TableBuilder.row}; meanings as in {@link KindTable}. */
export const COLUMN = {
  offset: 0, idHigh: 1, idLow: 2, number: 3, set: 4, flags: 5, year: 6, rating: 7, age: 8, added: 9, parent: 10, season: 11,
} as const;

type ColumnName = keyof typeof COLUMN;
const NAMES = Object.keys(COLUMN) as readonly ColumnName[];

/** Room of a column that gets its first number; most columns of a kind never get one. */
const FIRST_SIZE = 256;
const NO_NUMBERS = new Uint32Array(0);

/**
 * The columns of one kind while rows come in. A column nobody writes to ends up empty; one that got its last number some rows ago is shorter until it is
 * sealed.
 */
export class TableBuilder {
  /** Numbers of the row {@link add} appends, by {@link COLUMN}. They stay: who adds rows of one kind sets the columns of that kind each time. */
  readonly row = new Float64Array(NAMES.length);
  private readonly columns: (Uint32Array | Float32Array)[] = NAMES.map(() => NO_NUMBERS);
  private readonly largest = new Float64Array(NAMES.length);
  private rows = 0;
  private hasFractions = false;

  /** Rows so far. */
  get count(): number {
    return this.rows;
  }

  /** Whether another row fits. */
  get hasRoom(): boolean {
    return this.rows < MAX_ROWS;
  }

  /** Sets the number of the next row, which alone may be fractional; less than 0 counts as 0. */
  setNumber(number: number): void {
    const kept = number > 0 ? Math.fround(number) : 0;
    if (Math.floor(kept) !== kept) this.hasFractions = true;
    this.row[COLUMN.number] = kept;
  }

  /** Appends what {@link row} holds, with the record at `offset` and the id's halves; returns the row's number. */
  add(offset: number, id: RowId): number {
    const { row, columns, largest, rows } = this;
    row[COLUMN.offset] = offset;
    row[COLUMN.idHigh] = id.high;
    row[COLUMN.idLow] = id.low;
    for (let at = 0; at < row.length; at += 1) {
      const value = row[at] ?? 0;
      if (value === 0) continue;
      let column = columns[at] ?? NO_NUMBERS;
      if (rows >= column.length) column = this.grow(at);
      column[rows] = value;
      if (value > (largest[at] ?? 0)) largest[at] = value;
    }
    this.rows = rows + 1;
    return rows;
  }

  /** Appends rows of a batch, whose columns beyond the ids go to `columns`: three numbers of {@link COLUMN}. */
  addRows(count: number, batch: BatchColumns, columns: readonly [number, number, number], hasFractions: boolean): void {
    this.addColumn(COLUMN.offset, batch.offset, count);
    this.addColumn(COLUMN.idHigh, batch.idHigh, count);
    this.addColumn(COLUMN.idLow, batch.idLow, count);
    this.addColumn(COLUMN.number, batch.number, count);
    this.addColumn(columns[0], batch.first, count);
    this.addColumn(columns[1], batch.second, count);
    this.addColumn(columns[2], batch.third, count);
    this.hasFractions ||= hasFractions;
    this.rows += count;
  }

  private addColumn(at: number, source: Uint32Array | Float32Array, count: number): void {
    let largest = 0;
    for (let i = 0; i < count; i += 1) {
      const value = source[i] ?? 0;
      if (value > largest) largest = value;
    }
    if (largest === 0) return;
    let column = this.columns[at] ?? NO_NUMBERS;
    if (this.rows + count > column.length) column = this.grow(at, count);
    column.set(source.subarray(0, count), this.rows);
    if (largest > (this.largest[at] ?? 0)) this.largest[at] = largest;
  }

  /** Seals the columns and finds repeated ids. */
  *finishSteps(): Steps<BuiltTable> {
    const { rows: count } = this;
    const columns: Partial<Record<ColumnName, NumberColumn>> = {};
    for (const name of NAMES) {
      columns[name] = this.sealed(COLUMN[name]);
      if (count > SMALL_ROWS || (count > 0 && COLUMN[name] % SMALL_AT_ONCE === SMALL_AT_ONCE - 1)) yield;
    }
    const table = { ...columns, count, duplicates: new Uint8Array(0) } as KindTable;
    const { slots, duplicates } = yield* indexIdsSteps(table);
    return { table: { ...table, duplicates }, slots };
  }

  /** A column as narrow as its numbers are; empty if all are 0. */
  private sealed(at: number): NumberColumn {
    const { rows } = this;
    const largest = this.largest[at] ?? 0;
    if (largest === 0) return new Uint8Array(0);
    const isFractional = at === COLUMN.number && this.hasFractions;
    let column: NumberColumn = at === COLUMN.number ? new Float32Array(rows) : new Uint32Array(rows);
    if (!isFractional && largest < 0x100) column = new Uint8Array(rows);
    else if (!isFractional && largest < 0x10000) column = new Uint16Array(rows);
    column.set((this.columns[at] ?? NO_NUMBERS).subarray(0, rows));
    return column;
  }

  /** Makes room in a column for `count` rows being added. */
  private grow(at: number, count = 1): Uint32Array | Float32Array {
    const old = this.columns[at] ?? NO_NUMBERS;
    const size = Math.max(FIRST_SIZE, old.length * 2, this.rows + count);
    const larger = at === COLUMN.number ? new Float32Array(size) : new Uint32Array(size);
    larger.set(old);
    this.columns[at] = larger;
    return larger;
  }
}
