import { mixHash } from '../text';
import type { KindTable } from './catalog-data';
import type { RowId } from './row-id';

/** Look-ups answered by a plain scan before the sorted index is made; a boot asks for a handful of keys only. */
const SCANS = 16;
/** Rows fit below the id in the 53 bits of a double. */
const ROW_FACTOR = 0x200000;

/** Most rows a table holds; builders leave out what comes after. */
export const MAX_ROWS = ROW_FACTOR - 1;

/** Rows sorted by the low half of their id, then by row. */
export function sortRowsById(table: KindTable): Uint32Array {
  const keys = new Float64Array(table.count);
  for (let row = 0; row < table.count; row += 1) keys[row] = (table.idLow[row] ?? 0) * ROW_FACTOR + row;
  keys.sort();
  const rows = new Uint32Array(table.count);
  for (let i = 0; i < rows.length; i += 1) rows[i] = (keys[i] ?? 0) % ROW_FACTOR;
  return rows;
}

/** Finds rows by id. Logarithmic once it has been asked more than a few times. */
export class KeyIndex {
  private sorted: Uint32Array | null = null;
  private scans = 0;

  constructor(private readonly table: KindTable) {}

  /** The row with this id that has `ordinal` rows with the same id before it, or -1. */
  find(id: RowId, ordinal: number): number {
    if (this.sorted === null && this.scans < SCANS) {
      this.scans += 1;
      return this.scan(id, ordinal);
    }
    this.sorted ??= sortRowsById(this.table);
    return this.search(this.sorted, id, ordinal);
  }

  private matches(row: number, id: RowId): boolean {
    return (this.table.idLow[row] ?? 0) === id.low && (this.table.idHigh[row] ?? 0) === id.high;
  }

  private scan(id: RowId, ordinal: number): number {
    let left = ordinal;
    for (let row = 0; row < this.table.count; row += 1) {
      if (!this.matches(row, id)) continue;
      if (left === 0) return row;
      left -= 1;
    }
    return -1;
  }

  private search(sorted: Uint32Array, id: RowId, ordinal: number): number {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.table.idLow[sorted[middle] ?? 0] ?? 0) < id.low) low = middle + 1;
      else high = middle;
    }
    let left = ordinal;
    for (let at = low; at < sorted.length; at += 1) {
      const row = sorted[at] ?? 0;
      if ((this.table.idLow[row] ?? 0) !== id.low) return -1;
      if ((this.table.idHigh[row] ?? 0) !== id.high) continue;
      if (left === 0) return row;
      left -= 1;
    }
    return -1;
  }
}

/** Pairs of row and ordinal for rows whose id occurred before, ascending by row. */
export function findDuplicates(table: KindTable): Uint32Array {
  const { count, idLow, idHigh } = table;
  let size = 16;
  while (size < count * 2) size *= 2;
  // Row + 1 of the first row of each id.
  const slots = new Uint32Array(size);
  const repeats = new Map<number, number>();
  const pairs: number[] = [];
  for (let row = 0; row < count; row += 1) {
    const low = idLow[row] ?? 0;
    const high = idHigh[row] ?? 0;
    let slot = mixHash(low ^ Math.imul(high, 0x9e3779b1)) & (size - 1);
    let first = slots[slot] ?? 0;
    while (first !== 0 && ((idLow[first - 1] ?? 0) !== low || (idHigh[first - 1] ?? 0) !== high)) {
      slot = (slot + 1) & (size - 1);
      first = slots[slot] ?? 0;
    }
    if (first === 0) {
      slots[slot] = row + 1;
      continue;
    }
    const ordinal = (repeats.get(first) ?? 0) + 1;
    repeats.set(first, ordinal);
    pairs.push(row, ordinal);
  }
  return new Uint32Array(pairs);
}

/** The ordinal of a row among rows of the same id; 0 for all but repeated ids. */
export function ordinalOf(table: KindTable, row: number): number {
  let low = 0;
  let high = table.duplicates.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = table.duplicates[middle * 2] ?? 0;
    if (found === row) return table.duplicates[middle * 2 + 1] ?? 0;
    if (found < row) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}
