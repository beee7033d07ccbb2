import type { Steps } from '../base';
import type { GuideRepairs } from './guide-contract';
import type { ProgrammeRows } from './programme-rows';

/** How long a programme without a stop lasts at most: until the next one, but not over a gap of days. */
const MAX_OPEN_SEC = 24 * 3600;
/** How long the last programme of a channel lasts when nobody says. */
const LAST_OPEN_SEC = 3600;
/** A place in a channel fits below the start in the 53 bits of a double. */
const PLACE_FACTOR = 0x200000;
/** Rows worked on between two pauses. */
const STEP_ROWS = 4096;

/** The columns of {@link GuideData} in order. */
export interface OrderedProgrammes {
  readonly starts: Uint32Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly offset: Uint32Array;
  readonly repairs: GuideRepairs;
}

/** Counts the programmes of each channel among `rows[from..to)`. Not a generator, since engines do not optimise loops in those well. */
function countRows(rows: ProgrammeRows, from: number, to: number, counts: Uint32Array): void {
  for (let row = from; row < to; row += 1) {
    const channel = rows.chunk(row)[rows.place(row)] ?? 0;
    counts[channel] = (counts[channel] ?? 0) + 1;
  }
}

/** Where rows go. */
interface Places {
  /** Where each channel's begin; the next one's begin where they end. */
  readonly starts: Uint32Array;
  /** The next place of each channel. */
  readonly next: Uint32Array;
  readonly order: Uint32Array;
}

/** Puts `rows[from..to)` in their places. */
function placeRows(rows: ProgrammeRows, from: number, to: number, { starts, next, order }: Places): void {
  for (let row = from; row < to; row += 1) {
    const channel = rows.chunk(row)[rows.place(row)] ?? 0;
    const at = next[channel] ?? 0;
    if (at < (starts[channel + 1] ?? 0)) order[at] = row;
    next[channel] = at + 1;
  }
}

/** Rows by channel, in order of arrival; those of channels that are not kept are left out. */
function* byChannel(channels: number, rows: ProgrammeRows, isKept: (channel: number) => boolean): Steps<Places> {
  const counts = new Uint32Array(channels);
  for (let row = 0; row < rows.length; row += STEP_ROWS) {
    countRows(rows, row, Math.min(rows.length, row + STEP_ROWS), counts);
    yield;
  }
  const starts = new Uint32Array(channels + 1);
  const next = new Uint32Array(channels);
  for (let i = 0; i < channels; i += 1) {
    next[i] = starts[i] ?? 0;
    starts[i + 1] = (starts[i] ?? 0) + (isKept(i) ? (counts[i] ?? 0) : 0);
  }
  const places: Places = { starts, next, order: new Uint32Array(starts[channels] ?? 0) };
  for (let row = 0; row < rows.length; row += STEP_ROWS) {
    placeRows(rows, row, Math.min(rows.length, row + STEP_ROWS), places);
    yield;
  }
  return places;
}

/** Sorts `order[first..last)` by start, keeping the order of arrival for equal ones. */
function sortByStart(order: Uint32Array, first: number, last: number, rows: ProgrammeRows): void {
  let before = 0;
  let isSorted = true;
  for (let at = first; at < last && isSorted; at += 1) {
    const row = order[at] ?? 0;
    const start = rows.chunk(row)[rows.place(row) + 1] ?? 0;
    isSorted = start >= before;
    before = start;
  }
  if (isSorted) return;
  const keys = new Float64Array(last - first);
  for (let i = 0; i < keys.length; i += 1) {
    const row = order[first + i] ?? 0;
    keys[i] = (rows.chunk(row)[rows.place(row) + 1] ?? 0) * PLACE_FACTOR + i;
  }
  keys.sort();
  const sorted = new Uint32Array(last - first);
  for (let i = 0; i < sorted.length; i += 1) sorted[i] = order[first + ((keys[i] ?? 0) % PLACE_FACTOR)] ?? 0;
  order.set(sorted, first);
}

/** Fills the columns channel by channel. */
class Columns {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly offset: Uint32Array;
  count = 0;
  doubled = 0;
  overlapping = 0;
  openEnded = 0;
  private begin = 0;

  constructor(length: number) {
    this.from = new Uint32Array(length);
    this.to = new Uint32Array(length);
    this.offset = new Uint32Array(length);
  }

  private add(start: number, stop: number, offset: number): void {
    const last = this.count - 1;
    if (last >= this.begin) {
      if (this.from[last] === start) {
        this.doubled += 1;
        return;
      }
      this.closeAt(last, start);
    }
    this.from[this.count] = start;
    this.to[this.count] = stop;
    this.offset[this.count] = offset;
    this.count += 1;
  }

  /** Adds the programmes `order[first..last)`, all of a channel. */
  addChannel(rows: ProgrammeRows, order: Uint32Array, first: number, last: number): void {
    for (let at = first; at < last; at += 1) {
      const row = order[at] ?? 0;
      const chunk = rows.chunk(row);
      const place = rows.place(row);
      this.add(chunk[place + 1] ?? 0, chunk[place + 2] ?? 0, chunk[place + 3] ?? 0);
    }
    this.endChannel();
  }

  private endChannel(): void {
    const last = this.count - 1;
    if (last >= this.begin && this.to[last] === 0) {
      this.to[last] = (this.from[last] ?? 0) + LAST_OPEN_SEC;
      this.openEnded += 1;
    }
    this.begin = this.count;
  }

  private closeAt(index: number, next: number): void {
    const stop = this.to[index] ?? 0;
    if (stop === 0) {
      this.to[index] = Math.min(next, (this.from[index] ?? 0) + MAX_OPEN_SEC);
      this.openEnded += 1;
    } else if (stop > next) {
      this.to[index] = next;
      this.overlapping += 1;
    }
  }
}

/**
 * Brings programmes in order of channel and time. Of several that begin at the same moment the first one stays; one that overlaps the next
 * ends where that begins; a missing stop is the next start.
 */
export function* orderProgrammesSteps(channels: number, rows: ProgrammeRows, isKept: (channel: number) => boolean): Steps<OrderedProgrammes> {
  const { starts, order } = yield* byChannel(channels, rows, isKept);
  const columns = new Columns(order.length);
  const ordered = new Uint32Array(channels + 1);
  let pause = STEP_ROWS;
  for (let index = 0; index < channels; index += 1) {
    const first = starts[index] ?? 0;
    const last = starts[index + 1] ?? 0;
    sortByStart(order, first, last, rows);
    columns.addChannel(rows, order, first, last);
    ordered[index + 1] = columns.count;
    if (columns.count < pause) continue;
    pause = columns.count + STEP_ROWS;
    yield;
  }
  const { from, to, offset, count, doubled, overlapping, openEnded } = columns;
  const repairs = { doubled, overlapping, openEnded, unwanted: rows.length - order.length };
  if (count === order.length) return { starts: ordered, from, to, offset, repairs };
  return { starts: ordered, from: from.slice(0, count), to: to.slice(0, count), offset: offset.slice(0, count), repairs };
}
