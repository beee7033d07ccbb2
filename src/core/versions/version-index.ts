import { runSteps } from '../base';
import type { Steps } from '../base';
import { listOfRows } from '../catalog';
import type { CatalogData, ListedKind, Row, RowList } from '../catalog';
import { Pace } from '../text';
import { emptyEvidence, EvidenceReader, joinChannels, textHash } from './channel-evidence';
import type { ChannelEvidence } from './channel-evidence';
import { NameSpan } from './name-span';
import type { VersionScanner } from './version-scanner';

/** Rows between two pauses: half a millisecond of a desk computer; before its code is warm the scanner is ten times slower. */
const ROWS_PER_STEP = 256;
const NONE = 0xffffffff;
const RADIO_FLAG = 1;

/** One source's columns and where its rows begin in the catalogue that shows several sources as one. */
export interface VersionPart {
  readonly data: CatalogData;
  readonly firstRow: Row;
}

/** What tells versions of one key apart: a film's year, a channel's region; 0 when the name does not say. */
type Splits = Uint32Array;
/** {@link Splits} of films and series have no further columns. */
const NO_EVIDENCE = emptyEvidence(0);

/**
 * Which rows are the same channel, film or series in another version (quality, language, backup, another source). Two columns of 32 bits a
 * row; immutable. Rows are those of the catalogue it was built from.
 */
export class VersionIndex {
  readonly kind: ListedKind;
  /** First row of the row's group. */
  private readonly leader: Uint32Array;
  /** Next row of the same group, ascending; {@link NONE} at its end. */
  private readonly next: Uint32Array;

  constructor(kind: ListedKind, leader: Uint32Array, next: Uint32Array) {
    this.kind = kind;
    this.leader = leader;
    this.next = next;
  }

  /** Groups there are; rows without another version count as one. */
  get groupCount(): number {
    let count = 0;
    for (let row = 0; row < this.leader.length; row += 1) if (this.leader[row] === row) count += 1;
    return count;
  }

  /** Rows it knows. */
  get rowCount(): number {
    return this.leader.length;
  }

  /** The first row of a row's group; -1 for a row outside. */
  leaderOf(row: Row): Row {
    return this.leader[row] ?? -1;
  }

  /** All versions of a row, itself included, ascending; empty for a row outside. */
  versions(row: Row): readonly Row[] {
    const rows: Row[] = [];
    for (let at = this.leader[row] ?? NONE; at !== NONE; at = this.next[at] ?? NONE) rows.push(at);
    return rows;
  }

  /** Whether there is another version of it. */
  hasOthers(row: Row): boolean {
    const first = this.leader[row] ?? NONE;
    return first !== NONE && (this.next[first] ?? NONE) !== NONE;
  }

  /** Whether two rows are versions of one thing. */
  isSame(a: Row, b: Row): boolean {
    const first = this.leader[a];
    return first !== undefined && first === this.leader[b];
  }

  /**
   * A list with one row of each group: the first the list has. `filter` says which rows count at all (parental rules), so that a hidden version
   * never stands for a visible one. Linear in the list.
   */
  merged(rows: RowList, filter: (row: Row) => boolean = () => true): RowList {
    const seen = new Uint8Array(this.leader.length);
    const kept = new Uint32Array(rows.length);
    let count = 0;
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows.at(i);
      const first = this.leader[row] ?? NONE;
      if (first === NONE || seen[first] === 1 || !filter(row)) continue;
      seen[first] = 1;
      kept[count++] = row;
    }
    return listOfRows(kept.slice(0, count));
  }

  /** Bytes held. */
  get heldBytes(): number {
    return this.leader.byteLength + this.next.byteLength;
  }
}

/** Keys of all rows while groups are made. */
interface RowKeys {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  readonly split: Splits;
  readonly evidence: ChannelEvidence;
}

function* readKeys(kind: ListedKind, parts: readonly VersionPart[], scanner: VersionScanner): Steps<RowKeys> {
  const count = parts.reduce((sum, part) => Math.max(sum, part.firstRow + part.data.tables[kind].count), 0);
  const isChannel = kind === 'channel';
  const evidence = isChannel ? emptyEvidence(count) : NO_EVIDENCE;
  const keys: RowKeys = { high: new Uint32Array(count), low: new Uint32Array(count), split: isChannel ? evidence.region : new Uint32Array(count), evidence };
  const pace = new Pace(ROWS_PER_STEP);
  for (const [source, { data, firstRow }] of parts.entries()) {
    const table = data.tables[kind];
    const span = new NameSpan(data.store.heap);
    const reader = new EvidenceReader(data, source);
    for (let own = 0; own < table.count; own += 1) {
      span.open(table.offset[own] ?? 0);
      scanner.scan(span.bytes, span.start, span.end, !isChannel);
      const row = firstRow + own;
      const isRadio = isChannel && ((table.flags[own] ?? 0) & RADIO_FLAG) !== 0;
      // A radio station is no version of the television channel of its name.
      keys.high[row] = isRadio ? ~scanner.keyHigh >>> 0 : scanner.keyHigh;
      keys.low[row] = scanner.keyLow;
      keys.split[row] = isChannel ? textHash(scanner.region) : (table.year[own] ?? 0) || scanner.year;
      if (isChannel) {
        evidence.spoken[row] = textHash(scanner.spoken);
        evidence.guide[row] = reader.guideOf(own);
        evidence.category[row] = reader.categoryOf(own);
      }
      if (pace.isDue(1)) yield;
    }
  }
  return keys;
}

/** Chains rows of one key: `first` row of each key, `next` row with the same key, ascending. */
function* chainRows(keys: RowKeys): Steps<{ readonly firsts: Uint32Array; readonly next: Uint32Array }> {
  const count = keys.low.length;
  let size = 16;
  while (size < count * 2) size *= 2;
  const slots = new Uint32Array(size);
  const last = new Uint32Array(count);
  const next = new Uint32Array(count).fill(NONE);
  const firsts: number[] = [];
  for (let row = 0; row < count; row += 1) {
    let slot = (keys.low[row] ?? 0) & (size - 1);
    let first = slots[slot] ?? 0;
    while (first !== 0 && (keys.low[first - 1] !== keys.low[row] || keys.high[first - 1] !== keys.high[row])) {
      slot = (slot + 1) & (size - 1);
      first = slots[slot] ?? 0;
    }
    if (first === 0) {
      slots[slot] = row + 1;
      firsts.push(row);
    } else {
      next[last[first - 1] ?? 0] = row;
    }
    last[first === 0 ? row : first - 1] = row;
    if (row % (ROWS_PER_STEP * 8) === 0) yield;
  }
  return { firsts: new Uint32Array(firsts), next };
}

/** The one value other than 0 that rows of a chain say; 0 when none does, -1 when they differ. */
function commonSplit(first: Row, next: Uint32Array, split: Splits): number {
  let found = 0;
  for (let row = first; row !== NONE; row = next[row] ?? NONE) {
    const own = split[row] ?? 0;
    if (own === 0 || own === found) continue;
    if (found !== 0) return -1;
    found = own;
  }
  return found;
}

/** Divides a chain of channels by what says that they are one. */
function divideChannels(first: Row, leader: Uint32Array, next: Uint32Array, { split, evidence }: RowKeys): void {
  const rows: Row[] = [];
  for (let row = first; row !== NONE; row = next[row] ?? NONE) rows.push(row);
  const heads = joinChannels(rows, evidence, commonSplit(first, next, split) !== -1);
  divide(first, leader, next, (_row, place) => heads[place] ?? place);
}

/** Divides a chain by what its rows say; those that say the same are a group. */
function divide(first: Row, leader: Uint32Array, next: Uint32Array, groupOf: (row: Row, place: number) => number): void {
  let place = 0;
  const lastOf = new Map<number, Row>();
  const firstOf = new Map<number, Row>();
  for (let row = first; row !== NONE; ) {
    const following = next[row] ?? NONE;
    const own = groupOf(row, place);
    place += 1;
    const last = lastOf.get(own);
    if (last === undefined) firstOf.set(own, row);
    else next[last] = row;
    next[row] = NONE;
    lastOf.set(own, row);
    leader[row] = firstOf.get(own) ?? row;
    row = following;
  }
}

/**
 * Groups the rows of a kind. Channels: the same name without tags, and the same region, guide id or category (a row without region is of the only
 * one there is), never of two regions or languages in words: channels of two countries may have one name. Films and series: the same name and year (a row without year joins when there is only one). About 0.4 s for 200,000 rows of a desk computer.
 */
export function* buildVersionIndexSteps(kind: ListedKind, parts: readonly VersionPart[], scanner: VersionScanner): Steps<VersionIndex> {
  const keys = yield* readKeys(kind, parts, scanner);
  const { firsts, next } = yield* chainRows(keys);
  const leader = new Uint32Array(keys.low.length);
  for (let i = 0; i < firsts.length; i += 1) {
    const first = firsts[i] ?? 0;
    if (kind === 'channel' && (next[first] ?? NONE) !== NONE) divideChannels(first, leader, next, keys);
    else if (kind !== 'channel' && commonSplit(first, next, keys.split) === -1) divide(first, leader, next, (row) => keys.split[row] ?? 0);
    else for (let row = first; row !== NONE; row = next[row] ?? NONE) leader[row] = first;
    if (i % (ROWS_PER_STEP * 8) === 0) yield;
  }
  return new VersionIndex(kind, leader, next);
}

/** {@link buildVersionIndexSteps} at once. */
export function buildVersionIndex(kind: ListedKind, parts: readonly VersionPart[], scanner: VersionScanner): VersionIndex {
  return runSteps(buildVersionIndexSteps(kind, parts, scanner));
}
