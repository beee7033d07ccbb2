import type { Steps } from '#core/base';
import { FLAG } from '#core/catalog';
import type { CatalogReader, ColumnarCatalog, Row, RowList } from '#core/catalog';
import { buildVersionIndexSteps, buildVersionRanksSteps, pickVersions, VersionCounter, VersionScanner } from '#core/versions';
import type { PickedVersions, PickRules, VersionIndex } from '#core/versions';
import type { GroupedRows } from '../channel-versions';

/** What the viewer and the set prefer among versions. */
export interface ChannelWish {
  /** Two-letter languages in order of preference. */
  readonly languages: readonly string[];
  /** One of `QUALITY`: better ones come last, since the set or the viewer does without them. Absent: any. */
  readonly maxQuality?: number;
}

const ADULT = 1;
const LOCKED = 2;
/** Behind what is favoured. */
const PLAIN = 0x10000;

/** {@link PickedVersions} that says what it is. */
class Grouped implements GroupedRows {
  readonly isGrouped = true;
  readonly length: number;

  constructor(private readonly picked: PickedVersions) {
    this.length = picked.length;
  }

  at(index: number): Row {
    return this.picked.at(index);
  }

  indexOf(row: Row): number {
    return this.picked.indexOf(row);
  }
}

/** Which channels of the merged catalogue are versions of one another, and how much each is wanted: thirteen bytes a row. */
export class ChannelGroups {
  constructor(
    private readonly revision: string,
    private readonly index: VersionIndex,
    private readonly ranks: Uint16Array,
    private readonly isAdult: Uint8Array,
  ) {}

  /** Whether a catalogue has these rows, be it as one profile sees it or with a line-up. */
  fits(reader: CatalogReader): boolean {
    // What a profile may not see, and its line-up, are written behind it.
    return reader.revision === this.revision || reader.revision.indexOf(`${this.revision}|`) === 0;
  }

  /** One row of each channel, at the place of its first version. `favour`: rows that come before the others, the smaller the more. */
  group(reader: CatalogReader, rows: RowList, favour: ReadonlyMap<Row, number>): GroupedRows {
    const rankOf = (row: Row): number => {
      const favoured = favour.size === 0 ? undefined : favour.get(row);
      return favoured ?? PLAIN + (this.ranks[row] ?? 0);
    };
    return new Grouped(pickVersions(this.index, rows, { ...this.rulesFor(reader), rankOf }));
  }

  /** Counts what {@link group} would leave of lists of one catalogue. */
  counter(reader: CatalogReader): (rows: RowList) => number {
    const counter = new VersionCounter(this.index, this.rulesFor(reader));
    return (rows) => counter.count(rows);
  }

  /** All versions that stand for each other and are in the list `all`, the best first; itself alone without others. */
  versions(reader: CatalogReader, row: Row, all: GroupedRows): readonly Row[] {
    const { classOf } = this.rulesFor(reader);
    const found = this.index.versions(row).filter((each) => all.indexOf(each) !== -1 && classOf(each) === classOf(row));
    return found.sort((a, b) => (this.ranks[a] ?? 0) - (this.ranks[b] ?? 0) || a - b);
  }

  /** A locked version stands for no open one, one for adults for none that is not, nor the reverse. */
  private rulesFor(reader: CatalogReader): Pick<PickRules, 'classOf'> {
    const { isAdult } = this;
    if (reader.isLockedRow === undefined) return { classOf: (row) => isAdult[row] ?? 0 };
    return { classOf: (row) => (isAdult[row] ?? 0) | (reader.isLockedRow?.('channel', row) === true ? LOCKED : 0) };
  }
}

/** Groups the channels of all sources, whose catalogues are given in the order their rows stand in. */
export function* buildChannelGroupsSteps(parts: readonly ColumnarCatalog[], wish: ChannelWish): Steps<ChannelGroups> {
  const scanner = new VersionScanner();
  let rowCount = 0;
  const placed = parts.map((part) => {
    const place = { data: part.data, firstRow: rowCount };
    rowCount += part.count('channel');
    return place;
  });
  const index = yield* buildVersionIndexSteps('channel', placed, scanner);
  const ranks = yield* buildVersionRanksSteps('channel', placed, scanner, wish);
  const isAdult = new Uint8Array(rowCount);
  for (const { data, firstRow } of placed) {
    const { flags, count } = data.tables.channel;
    for (let own = 0; own < count; own += 1) isAdult[firstRow + own] = ((flags[own] ?? 0) & FLAG.adult) === 0 ? 0 : ADULT;
    yield;
  }
  return new ChannelGroups(parts.map((part) => part.revision).join('+'), index, ranks, isAdult);
}
