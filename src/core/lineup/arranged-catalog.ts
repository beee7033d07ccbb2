import { MINUTE_MS } from '../base';
import type { ItemKey, SourceId } from '../base';
import type {
  CatalogSnapshot, CategoryRecord, CategorySelector, ChannelRecord, ListedKind, MovieRecord, Row, RowList, SeasonRecord, SeriesRecord, TitleNumber,
} from '../catalog';
import { guideKeyWithShift, splitGuideKey } from '../guide';

/** Where the viewer's own lists come from. */
const OWN_LISTS = 'lists' as SourceId;

/** Everything edits come down to in one catalogue. */
export interface LineupPlan {
  /** A byte for each row: 1 hidden. */
  readonly hidden: Uint8Array;
  /** A byte for each row: 1 left its provider's groups. */
  readonly regrouped: Uint8Array;
  readonly names: ReadonlyMap<Row, string>;
  /** All rows in the viewer's order; `null`: the provider's. */
  readonly order: Uint32Array | null;
  readonly lists: ReadonlyArray<{ readonly id: string; readonly name: string; readonly rows: readonly Row[] }>;
  /** By the group's index. */
  readonly groupNames: ReadonlyMap<number, string>;
  readonly hiddenGroups: ReadonlySet<number>;
  /** Guides by their ids for rows; and minutes guides are moved by, for rows, for groups by their index, and for whole sources. `null`: as they come. */
  readonly guides: {
    readonly chosen: ReadonlyMap<Row, string>;
    readonly rows: ReadonlyMap<Row, number>;
    readonly groups: ReadonlyMap<number, number>;
    sourceMin(id: SourceId): number;
  } | null;
}

class PickedRows implements RowList {
  readonly length: number;
  private places: Map<Row, number> | null = null;

  constructor(private readonly rows: Uint32Array) {
    this.length = rows.length;
  }

  at(index: number): Row {
    return this.rows[index] ?? -1;
  }

  indexOf(row: Row): number {
    this.places ??= new Map(Array.from(this.rows, (each, index) => [each, index] as const));
    return this.places.get(row) ?? -1;
  }
}

/**
 * A catalogue with the viewer's line-up of channels: a view over another one that copies nothing but row numbers. Row numbers stay those of
 * the whole, so that search indexes fit. Hidden channels are in no list, read as `null` and have no key. The viewer's own lists are the
 * first categories. Films and series pass through. Made by `arrangeCatalogSteps`.
 */
export class ArrangedCatalog implements CatalogSnapshot {
  readonly revision: string;
  readonly sourceIds: readonly SourceId[];
  readonly renamedRows: readonly Row[];
  readonly rewiredRows: readonly Row[];
  private readonly firstList: number;
  private readonly made = new Map<CategorySelector, RowList>();
  private list: readonly CategoryRecord[] | null = null;
  private ranks: Uint32Array | null = null;

  constructor(
    private readonly base: CatalogSnapshot,
    private readonly plan: LineupPlan,
    mark: string,
  ) {
    this.revision = `${base.revision}|${mark}`;
    this.sourceIds = base.sourceIds;
    this.renamedRows = this.shownOf(plan.names);
    this.rewiredRows = plan.guides === null ? [] : this.shownOf(plan.guides.chosen);
    // Behind every index the provider's groups have, also those that are locked away.
    this.firstList = base.categories('channel').reduce((most, { index }) => Math.max(most, index + 1), 0);
  }

  get heldBytes(): number {
    return this.base.heldBytes + this.plan.hidden.byteLength + this.plan.regrouped.byteLength + (this.plan.order?.byteLength ?? 0);
  }

  count(kind: ListedKind): number {
    return kind === 'channel' ? this.rows('channel', 'all').length : this.base.count(kind);
  }

  categories(kind: ListedKind): readonly CategoryRecord[] {
    if (kind !== 'channel') return this.base.categories(kind);
    this.list ??= this.makeCategories();
    return this.list;
  }

  rows(kind: ListedKind, category: CategorySelector): RowList {
    if (kind !== 'channel') return this.base.rows(kind, category);
    let list = this.made.get(category);
    if (list === undefined) {
      list = new PickedRows(this.pick(category));
      this.made.set(category, list);
    }
    return list;
  }

  channel(row: Row): ChannelRecord | null {
    if (this.isHidden(row)) return null;
    const record = this.base.channel(row);
    const name = this.plan.names.get(row);
    const guideKey = record === null ? '' : this.guideKeyOf(row, record);
    if (record === null || (name === undefined && guideKey === record.guideKey)) return record;
    return { ...record, name: name ?? record.name, guideKey };
  }

  movie(row: Row): MovieRecord | null {
    return this.base.movie(row);
  }

  series(row: Row): SeriesRecord | null {
    return this.base.series(row);
  }

  titleNumber(kind: 'movie' | 'series', row: Row, field: TitleNumber): number {
    return this.base.titleNumber(kind, row, field);
  }

  minimumAge(kind: ListedKind, row: Row): number {
    return this.base.minimumAge(kind, row);
  }

  rowOf(kind: ListedKind, key: ItemKey): Row {
    const row = this.base.rowOf(kind, key);
    return kind === 'channel' && this.isHidden(row) ? -1 : row;
  }

  rowOfNumber(channelNumber: number): Row {
    const first = this.base.rowOfNumber(channelNumber);
    if (!this.isHidden(first)) return first;
    const rows = this.rows('channel', 'all');
    for (let i = 0; i < rows.length; i += 1) if (this.base.channel(rows.at(i))?.number === channelNumber) return rows.at(i);
    return -1;
  }

  isLockedRow(kind: ListedKind, row: Row): boolean {
    return this.base.isLockedRow?.(kind, row) === true;
  }

  seasons(seriesRow: Row): readonly SeasonRecord[] {
    return this.base.seasons(seriesRow);
  }

  seriesRowOfEpisode(key: ItemKey): Row {
    return this.base.seriesRowOfEpisode(key);
  }

  /** The key a channel's guide is read by: the chosen one, with its offset, which is all that readers need to see corrected times. */
  private guideKeyOf(row: Row, { guideKey, categories, stream }: ChannelRecord): string {
    const { guides } = this.plan;
    if (guides === null) return guideKey;
    const { key, shiftMs } = splitGuideKey(guideKey);
    const chosen = guides.chosen.get(row) ?? key;
    const group = categories.find((index) => guides.groups.has(index));
    const offsetMin = guides.rows.get(row) ?? (group === undefined ? guides.sourceMin(stream.sourceId) : (guides.groups.get(group) ?? 0));
    return chosen === key && offsetMin === 0 ? guideKey : guideKeyWithShift(chosen, shiftMs / MINUTE_MS + offsetMin);
  }

  private shownOf(edits: ReadonlyMap<Row, unknown>): readonly Row[] {
    return Array.from(edits.keys()).filter((row) => !this.isHidden(row)).sort((a, b) => a - b);
  }

  private isHidden(row: Row): boolean {
    return this.plan.hidden[row] === 1;
  }

  private makeCategories(): readonly CategoryRecord[] {
    const { lists, groupNames, hiddenGroups } = this.plan;
    const own = lists.map(({ name }, index) => ({ index: this.firstList + index, name, count: this.rows('channel', this.firstList + index).length, sourceId: OWN_LISTS, isAdult: false }));
    const provided: CategoryRecord[] = [];
    for (const category of this.base.categories('channel')) {
      const count = hiddenGroups.has(category.index) ? 0 : this.rows('channel', category.index).length;
      if (count > 0) provided.push({ ...category, name: groupNames.get(category.index) ?? category.name, count });
    }
    return [...own, ...provided];
  }

  private pick(category: CategorySelector): Uint32Array {
    const { lists, order, regrouped } = this.plan;
    if (category === 'all' && order !== null) return order.filter((row) => !this.isHidden(row));
    const list = category === 'all' ? undefined : lists[category - this.firstList];
    if (list !== undefined) return Uint32Array.from(list.rows.filter((row) => !this.isHidden(row)));
    const base = this.base.rows('channel', category);
    const picked = new Uint32Array(base.length);
    let count = 0;
    for (let i = 0; i < base.length; i += 1) {
      const row = base.at(i);
      if (row >= 0 && !this.isHidden(row) && (category === 'all' || regrouped[row] !== 1)) picked[count++] = row;
    }
    return this.sorted(picked.slice(0, count));
  }

  /** In the viewer's order. */
  private sorted(rows: Uint32Array): Uint32Array {
    const { order } = this.plan;
    if (order === null) return rows;
    if (this.ranks === null) {
      const ranks = new Uint32Array(this.plan.hidden.length);
      order.forEach((row, rank) => (ranks[row] = rank));
      this.ranks = ranks;
    }
    const { ranks } = this;
    // Places sort without calling back, then say which rows they are of.
    return rows.map((row) => ranks[row] ?? 0).sort().map((rank) => order[rank] ?? 0);
  }
}
