import { runSteps } from '../base';
import type { Steps } from '../base';
import { Pace, mixHash } from '../text';
import type { NumberColumn } from '../text';
import type { KindTable } from './catalog-data';
import { RowColumn } from './row-column';
import type { RowId } from './row-id';

/** Look-ups answered by a plain scan before the index is made; a boot asks for a handful of keys only. */
const SCANS = 4;
/** Slots per row: four of five are taken, so that a look-up visits a few. More costs memory, fewer costs time. */
const SLOTS_PER_ROW = 1.25;
/** Rows between two pauses. */
const STEP_ROWS = 16_384;
/** Rows between two looks at the pace. */
const LOOK_ROWS = 1024;
/** Rows entered in one call; in longer ones engines compile the loop once more, in its midst. */
const INDEX_ROWS = 128;

/** Most rows a table holds; builders leave out what comes after. */
export const MAX_ROWS = 0x1fffff;

/** What a pass over a table's ids finds. */
interface IndexedIds {
  /** Row + 1 of the first row of each id, by hash of the id; 0 where nothing is. */
  readonly slots: RowColumn;
  /** Pairs of row and ordinal (from 1) for rows whose id occurred before; ascending rows. */
  readonly duplicates: Uint32Array;
}

function makeSlots(count: number): RowColumn {
  return new RowColumn(Math.floor(count * SLOTS_PER_ROW) + 1);
}

function slotOf(low: number, high: number, size: number): number {
  return Math.floor((mixHash(low ^ Math.imul(high, 0x9e3779b1)) / 0x100000000) * size);
}

/** A pass over a table's ids: always one shape, whatever table they are from, or the engine would compile the pass for each. */
interface Indexing {
  readonly idLow: NumberColumn;
  readonly idHigh: NumberColumn;
  readonly slots: RowColumn;
  /** How often the id of a first row was met again. */
  readonly counts: Map<number, number>;
  /** Pairs of row and ordinal. */
  readonly pairs: number[];
}

/** Enters the rows `from..to`. */
function indexRows({ idLow, idHigh, slots, counts, pairs }: Indexing, from: number, to: number): void {
  for (let row = from; row < to; row += 1) {
    const low = idLow[row] ?? 0;
    const high = idHigh[row] ?? 0;
    let slot = slotOf(low, high, slots.length);
    let first = slots.at(slot);
    while (first !== 0 && ((idLow[first - 1] ?? 0) !== low || (idHigh[first - 1] ?? 0) !== high)) {
      slot = slot + 1 === slots.length ? 0 : slot + 1;
      first = slots.at(slot);
    }
    if (first === 0) {
      slots.set(slot, row + 1);
      continue;
    }
    const ordinal = (counts.get(first) ?? 0) + 1;
    counts.set(first, ordinal);
    pairs.push(row, ordinal);
  }
}

/** Finds repeated ids of a table that does not know its duplicates yet; the slots serve {@link KeyIndex} later. */
export function* indexIdsSteps(table: KindTable): Steps<IndexedIds> {
  const indexing: Indexing = { idLow: table.idLow, idHigh: table.idHigh, slots: makeSlots(table.count), counts: new Map(), pairs: [] };
  const pace = new Pace(STEP_ROWS);
  // Engines compile a function that is called often better than one long loop, and generators worst of all.
  for (let from = 0; from < table.count; from += INDEX_ROWS) {
    if (from > 0 && pace.isDue(INDEX_ROWS)) yield;
    indexRows(indexing, from, Math.min(table.count, from + INDEX_ROWS));
  }
  return { slots: indexing.slots, duplicates: new Uint32Array(indexing.pairs) };
}

/** Slots of a table that knows its duplicates. */
function* placeRowsSteps(table: KindTable): Steps<RowColumn> {
  const { count, idLow, idHigh, duplicates } = table;
  const slots = makeSlots(count);
  const pace = new Pace(STEP_ROWS);
  let nextDuplicate = 0;
  for (let row = 0; row < count; row += 1) {
    if (row % LOOK_ROWS === LOOK_ROWS - 1 && pace.isDue(LOOK_ROWS)) yield;
    if (duplicates[nextDuplicate] === row) {
      nextDuplicate += 2;
      continue;
    }
    let slot = slotOf(idLow[row] ?? 0, idHigh[row] ?? 0, slots.length);
    while (slots.at(slot) !== 0) slot = slot + 1 === slots.length ? 0 : slot + 1;
    slots.set(slot, row + 1);
  }
  return slots;
}

/** Finds rows by id, in constant time once it is prepared or has been asked more than a few times. */
export class KeyIndex {
  private scans = 0;

  /** `slots`: from {@link indexIdsSteps}, where a builder has them anyway. */
  constructor(
    private readonly table: KindTable,
    private slots: RowColumn | null,
  ) {}

  /** Bytes held by the index itself. */
  get heldBytes(): number {
    return this.slots?.byteLength ?? 0;
  }

  /** Makes the index, so that no later look-up has to; about 3 ms per 100,000 rows on a desk computer. */
  *prepareSteps(): Steps<void> {
    this.slots ??= yield* placeRowsSteps(this.table);
  }

  /** The row with this id that has `ordinal` rows with the same id before it, or -1. Repeated ids are looked for one by one. */
  find(id: RowId, ordinal: number): number {
    if (ordinal > 0) return this.findRepeated(id, ordinal);
    if (this.slots === null && this.scans < SCANS) {
      this.scans += 1;
      return this.scan(id);
    }
    if (this.slots === null) runSteps(this.prepareSteps());
    return this.search(this.slots ?? makeSlots(0), id);
  }

  private matches(row: number, id: RowId): boolean {
    return (this.table.idLow[row] ?? 0) === id.low && (this.table.idHigh[row] ?? 0) === id.high;
  }

  private findRepeated(id: RowId, ordinal: number): number {
    const { duplicates } = this.table;
    for (let at = 0; at < duplicates.length; at += 2) {
      const row = duplicates[at] ?? 0;
      if (duplicates[at + 1] === ordinal && this.matches(row, id)) return row;
    }
    return -1;
  }

  private scan(id: RowId): number {
    for (let row = 0; row < this.table.count; row += 1) if (this.matches(row, id) && ordinalOf(this.table, row) === 0) return row;
    return -1;
  }

  private search(slots: RowColumn, id: RowId): number {
    for (let slot = slotOf(id.low, id.high, slots.length); ; slot = slot + 1 === slots.length ? 0 : slot + 1) {
      const row = slots.at(slot) - 1;
      if (row < 0 || this.matches(row, id)) return row;
    }
  }
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
