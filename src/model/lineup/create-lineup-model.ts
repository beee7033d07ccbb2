import { NEVER_CANCELLED, parseItemKey, runInSlices } from '#core/base';
import type { Disposer, ItemKey, SourceId } from '#core/base';
import { EMPTY_CATALOG, listOfRows } from '#core/catalog';
import type { CatalogReader, CatalogSnapshot, Row, RowList } from '#core/catalog';
import {
  addList, addToList, arrangeCatalogSteps, chooseGuide, editGroup, groupIdOf, hasLineupEdits, hasListEdits, markOf, NO_LINEUP, parseLineup, placeChannels, regroupChannels, removeList, renameChannel, renameList,
  setChannelClock, setChannelsHidden, setClock, takeFromList,
} from '#core/lineup';
import type { ChannelMark, GuideEdits, LineupEdits, LineupReport } from '#core/lineup';
import type { ColumnarGuide } from '#core/guide';
import { batch, computed, effect, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { CatalogArranger } from '#model/catalog';
import type { Translator } from '#model/i18n';
import type { ClockPort, LogPort } from '#ports';
import type { StoredCell } from '#sources/storage';
import type { ChannelClock, GuideChoice, GuideReport, LineupChannels, LineupGroup, LineupModel, LineupPlace } from './lineup-model';
import { channelClock } from './channel-clock';
import { guideChoicesSteps, guideReport } from './guide-choices';
import { moveWithin } from './move-within';
import { proposeClock } from './propose-clock';
import type { ClockFinding, ComparedSources } from './propose-clock';
import { VersionRows } from './version-rows';

/** Changes that can be taken back. */
const MOST_UNDONE = 50;
const NOTHING_FOUND: LineupReport = { same: 0, byGuide: 0, byName: 0, lost: [] };
const LIST = 'list:';
const GROUP = 'group:';

/** What the editor needs. */
export interface LineupDeps {
  readonly clock: ClockPort;
  readonly log: LogPort;
  readonly translator: Translator;
  /** The catalogue as the profile may see it, and the way to have it seen with a line-up. */
  readonly catalog: { readonly plain: ReadonlySignal<CatalogSnapshot>; useLineup(arranger: CatalogArranger | null): Promise<void> };
  /** Sources that are set up, whether or not their channels are here. */
  sourceIds(): readonly SourceId[];
  /** Where guides are compared. */
  readonly guides: ComparedSources;
  /** Whether a source lists a channel, also one that the profile may not see. */
  isListed(key: ItemKey): boolean;
  /** Lists in which versions of a channel are one row, and what such lists are long; `null` where they are not grouped. Effects follow. */
  versions(): ChannelGrouping | null;
  cellOf(profileId: string): StoredCell;
}

/** Groups versions of channels, as Live TV does. */
export interface ChannelGrouping {
  group(reader: CatalogReader, rows: RowList): RowList | null;
  counter(reader: CatalogReader): ((rows: RowList) => number) | null;
}

/** A change that can be taken back. */
interface PastStep {
  /** What there was before it. */
  readonly edits: LineupEdits;
  /** What else is taken back with it. */
  readonly whenUndone: (() => Promise<void>) | null;
}

class Lineup implements LineupModel {
  readonly report = signal<LineupReport>(NOTHING_FOUND);
  readonly groups: ReadonlySignal<readonly LineupGroup[]>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly isChanged: ReadonlySignal<boolean>;
  readonly guides: ReadonlySignal<GuideEdits>;
  private readonly edits = signal<LineupEdits>(NO_LINEUP);
  /** With the line-up, and hidden channels and groups in their places; and the edits it was made with, which those of now may be ahead of. */
  private readonly shown = signal<{ readonly catalog: CatalogSnapshot; readonly edits: LineupEdits }>({ catalog: EMPTY_CATALOG, edits: NO_LINEUP });
  private readonly past = signal<readonly PastStep[]>([]);
  private readonly deps: LineupDeps;
  private readonly stopFollowing: Disposer;
  private cell: StoredCell | null = null;
  /** Whose edits these are, once they are read. */
  private openId: string | null = null;
  private work: Promise<void> = Promise.resolve();
  private nextList = 1;

  constructor(deps: LineupDeps) {
    this.deps = deps;
    this.groups = computed(() => this.makeGroups());
    this.canUndo = computed(() => this.past.value.length > 0);
    this.isChanged = computed(() => hasListEdits(this.edits.value));
    this.guides = computed(() => this.edits.value.guides);
    this.stopFollowing = effect(() => {
      void deps.catalog.plain.value;
      this.work = this.refresh();
    });
  }

  channelsOf(groupId: string): LineupChannels {
    const { catalog } = this.shown.value;
    const hidden = new Set(this.edits.value.hidden.map(({ key }) => key));
    const rows = this.rowsOf(groupId);
    const { format } = this.deps.translator;
    const isHidden = (row: Row): boolean => hidden.size > 0 && hidden.has(catalog.channel(row)?.key ?? ('' as ItemKey));
    return {
      length: rows.length,
      at: (index) => {
        const channel = catalog.channel(isHidden(rows.at(index)) ? this.seenOf(rows, index, isHidden) : rows.at(index));
        if (channel === null) return null;
        return { key: channel.key, name: channel.name, number: channel.number > 0 ? format.number(channel.number, 1).replace(/[.,]0$/, '') : '', isHidden: hidden.has(channel.key) };
      },
      indexOf: (key) => {
        const row = catalog.rowOf('channel', key as ItemKey);
        return row === -1 ? -1 : rows.indexOf(row);
      },
    };
  }

  setHidden(keys: readonly ItemKey[], isHidden: boolean): void {
    this.change((edits) => setChannelsHidden(edits, this.marks(this.versionsOf(keys)), isHidden));
  }

  rename(key: ItemKey, name: string): void {
    const marks = this.marks(this.versionsOf([key]));
    if (marks.length > 0) this.change((edits) => marks.reduce((named, mark) => renameChannel(named, mark, name.trim()), edits));
  }

  move(groupId: string, keys: readonly ItemKey[], place: LineupPlace): void {
    const rows = this.rowsOf(groupId);
    const order = Array.from({ length: rows.length }, (_, index) => this.keysOf(rows.membersAt(index).slice(0, 1))[0] ?? ('' as ItemKey));
    // By the first versions: where those stand the rows do.
    const first = this.placesOf(rows, keys).map((index) => order[index] ?? ('' as ItemKey));
    const next = moveWithin(order, first, place);
    if (next === null) return;
    const versions = (moved: readonly ItemKey[]): readonly ItemKey[] => this.keysAt(rows, this.placesOf(rows, moved));
    const listId = this.listIdOf(groupId);
    if (listId !== null) {
      const marks = this.marks(versions(next.order));
      this.change((edits) => ({ ...edits, lists: edits.lists.map((list) => (list.id === listId ? { ...list, members: marks.concat(this.lostOf(list.members)) } : list)) }));
      return;
    }
    const after = next.after === null ? null : (this.marks([next.after])[0] ?? null);
    // What it should stand behind has gone meanwhile.
    if (next.after !== null && after === null) return;
    this.change((edits) => placeChannels(edits, this.marks(versions(next.moved)), after));
  }

  addList(name: string): string {
    const { lists } = this.edits.peek();
    while (lists.some(({ id }) => id === String(this.nextList))) this.nextList += 1;
    const id = String(this.nextList);
    this.change((edits) => addList(edits, id, name.trim()));
    return LIST + id;
  }

  addTo(groupId: string, keys: readonly ItemKey[]): void {
    const id = this.listIdOf(groupId);
    if (id !== null) this.change((edits) => addToList(edits, id, this.marks(this.versionsOf(keys))));
  }

  moveTo(groupId: string, keys: readonly ItemKey[]): void {
    const id = this.listIdOf(groupId);
    if (id !== null) this.change((edits) => regroupChannels(edits, id, this.marks(this.versionsOf(keys))));
  }

  takeFrom(groupId: string, keys: readonly ItemKey[]): void {
    const id = this.listIdOf(groupId);
    if (id !== null) this.change((edits) => takeFromList(edits, id, this.marks(this.versionsOf(keys))));
  }

  renameGroup(groupId: string, name: string): void {
    const list = this.listIdOf(groupId);
    if (list === null) this.change((edits) => editGroup(edits, groupId.slice(GROUP.length), { name: name.trim() }));
    else if (name.trim() !== '') this.change((edits) => renameList(edits, list, name.trim()));
  }

  setGroupHidden(groupId: string, isHidden: boolean): void {
    if (groupId.indexOf(GROUP) === 0) this.change((edits) => editGroup(edits, groupId.slice(GROUP.length), { isHidden }));
  }

  setShown({ groups, hide, show }: Parameters<LineupModel['setShown']>[0], whenUndone: PastStep['whenUndone'] = null): void {
    this.change((edits) => {
      let next = edits;
      groups.forEach((isHidden, id) => {
        if (id.indexOf(GROUP) === 0) next = editGroup(next, id.slice(GROUP.length), { isHidden });
      });
      return setChannelsHidden(setChannelsHidden(next, this.marks(show), false), this.marks(hide), true);
    }, whenUndone);
  }

  removeList(groupId: string): void {
    const id = this.listIdOf(groupId);
    if (id !== null) this.change((edits) => removeList(edits, id));
  }

  setChannelClock(key: ItemKey, offsetMin: number | null): void {
    const marks = this.marks(this.versionsOf([key]));
    const own = marks.find((mark) => mark.key === key);
    const alike = marks.filter(({ guideKey }) => guideKey === own?.guideKey);
    this.change((edits) => ({ ...edits, guides: setChannelClock(edits.guides, alike, offsetMin) }));
  }

  setClock(id: string, offsetMin: number | null): void {
    this.change((edits) => ({ ...edits, guides: setClock(edits.guides, id, offsetMin) }));
  }

  chooseGuide(key: ItemKey, guideId: string | null): void {
    const marks = this.marks(this.versionsOf([key]));
    this.change((edits) => ({ ...edits, guides: chooseGuide(edits.guides, marks, guideId) }));
  }

  guideChoices(key: ItemKey, nowMs: number): Promise<readonly GuideChoice[]> {
    const plain = this.deps.catalog.plain.peek();
    const name = plain.channel(plain.rowOf('channel', key))?.name ?? '';
    return runInSlices(this.deps.clock, guideChoicesSteps(this.guideFiles(), name, nowMs), NEVER_CANCELLED);
  }

  guideReport(sourceId: SourceId): GuideReport {
    return guideReport(this.deps.guides.guidesOf(sourceId), this.edits.peek().guides, sourceId);
  }

  clockOf(key: ItemKey): ChannelClock | null {
    return channelClock(this.deps.catalog.plain.value, this.edits.value.guides, key);
  }

  proposeClock(sourceId: SourceId): Promise<ClockFinding | null> {
    return proposeClock(this.deps, sourceId);
  }

  takeOver(profileId: string, change: (edits: LineupEdits) => LineupEdits): void {
    if (this.openId !== profileId) return;
    // Taking back a change of the viewer's takes back nothing of this.
    this.past.value = this.past.peek().map((step) => ({ ...step, edits: change(step.edits) }));
    const before = this.edits.peek();
    const next = change(before);
    if (next !== before) this.put(next);
  }

  undo(): void {
    const past = this.past.peek();
    const before = past[past.length - 1];
    if (before === undefined) return;
    this.past.value = past.slice(0, -1);
    this.put(before.edits);
    if (before.whenUndone !== null) this.work = Promise.all([this.work, this.undoRest(before.whenUndone)]).then(() => undefined);
  }

  reset(): void {
    this.change(({ guides }) => ({ ...NO_LINEUP, guides }));
  }

  async openProfile(profileId: string | null): Promise<void> {
    const cell = profileId === null ? null : this.deps.cellOf(profileId);
    this.cell = cell;
    this.openId = null;
    this.past.value = [];
    this.edits.value = NO_LINEUP;
    const stored = cell === null ? NO_LINEUP : parseLineup(await cell.read());
    if (this.cell !== cell) return;
    this.openId = profileId;
    this.edits.value = stored;
    this.work = this.carryOut();
    await this.work;
  }

  settled(): Promise<void> {
    return this.work;
  }

  dispose(): void {
    this.stopFollowing();
  }

  private async undoRest(undone: () => Promise<void>): Promise<void> {
    try {
      await undone();
    } catch (error) {
      this.deps.log.write('warn', 'what came with a change of the line-up was not taken back', { reason: error instanceof Error ? error.message : 'unknown' });
    }
  }

  private change(change: (edits: LineupEdits) => LineupEdits, whenUndone: PastStep['whenUndone'] = null): void {
    const before = this.edits.peek();
    const next = change(before);
    if (next === before) return;
    this.past.value = this.past.peek().concat({ edits: before, whenUndone }).slice(-MOST_UNDONE);
    this.put(next);
  }

  private put(edits: LineupEdits): void {
    this.edits.value = edits;
    this.keep();
    this.work = this.carryOut();
  }

  private keep(): void {
    this.cell?.write(() => this.edits.peek()).catch((error: unknown) => {
      this.deps.log.write('warn', 'line-up not kept', { reason: error instanceof Error ? error.message : 'unknown' });
    });
  }

  private async carryOut(): Promise<void> {
    const edits = this.edits.peek();
    void this.deps.guides.keepGuides(edits.guides.chosen.map(({ guideId }) => guideId).filter((id) => id !== ''));
    await Promise.all([this.refresh(), this.deps.catalog.useLineup(hasLineupEdits(edits) ? this.arranger(edits) : null)]);
  }

  private arranger(edits: LineupEdits): CatalogArranger {
    const awayFrom = (catalog: CatalogSnapshot): ((mark: ChannelMark) => boolean) => this.awayFrom(catalog);
    return {
      *steps(catalog) {
        return (yield* arrangeCatalogSteps(catalog, edits, awayFrom(catalog))).catalog;
      },
    };
  }

  /** Channels whose source is set up and not read yet, and those the profile may not see: they are not lost, and nobody is told their names. */
  private awayFrom(catalog: CatalogSnapshot): (mark: ChannelMark) => boolean {
    const here = catalog.sourceIds as readonly string[];
    const unread = new Set<string>(this.deps.sourceIds().filter((id) => here.indexOf(id) === -1));
    return ({ key }) => unread.has(parseItemKey(key)?.source ?? '') || this.deps.isListed(key);
  }

  private async refresh(): Promise<void> {
    const { catalog, clock } = this.deps;
    const plain = catalog.plain.peek();
    const edits = this.edits.peek();
    const visible = { ...edits, hidden: [], groups: edits.groups.map((group) => ({ ...group, isHidden: false })) };
    const [arranged, whole] = await Promise.all([
      runInSlices(clock, arrangeCatalogSteps(plain, visible, this.awayFrom(plain)), NEVER_CANCELLED),
      runInSlices(clock, arrangeCatalogSteps(plain, edits, this.awayFrom(plain)), NEVER_CANCELLED),
    ]);
    // Somebody changed something meanwhile: that is on its way too.
    if (catalog.plain.peek() !== plain || this.edits.peek() !== edits) return;
    batch(() => {
      this.shown.value = { catalog: arranged.catalog, edits: whole.edits };
      this.report.value = whole.report;
      if (whole.edits !== edits) this.edits.value = whole.edits;
    });
    if (whole.edits !== edits) {
      this.keep();
      await this.deps.catalog.useLineup(this.arranger(whole.edits));
    }
  }

  private makeGroups(): readonly LineupGroup[] {
    const { catalog, edits } = this.shown.value;
    const { groups, lists } = edits;
    const hidden = new Set(groups.filter(({ isHidden }) => isHidden).map(({ id }) => id));
    const counter = this.deps.versions()?.counter(catalog) ?? null;
    const countOf = (selector: number | 'all', count: number): number => counter?.(catalog.rows('channel', selector)) ?? count;
    const all: LineupGroup = { id: 'all', name: this.deps.translator.t('live.all'), count: countOf('all', catalog.count('channel')), isOwn: false, isHidden: false };
    const plain = this.deps.catalog.plain.value.categories('channel');
    const categories = catalog.categories('channel');
    const own = lists.map(({ id, name }, index) => ({ id: LIST + id, name, count: countOf(categories[index]?.index ?? -1, categories[index]?.count ?? 0), isOwn: true, isHidden: false }));
    const provided = categories.slice(lists.length).map((category) => {
      const source = plain.find(({ index }) => index === category.index) ?? category;
      const id = groupIdOf(source.sourceId, source.name);
      return { id: GROUP + id, name: category.name, count: countOf(category.index, category.count), isOwn: false, isHidden: hidden.has(id) };
    });
    return [all, ...own, ...provided];
  }

  private selectorOf(groupId: string): number | 'all' {
    if (groupId === 'all') return 'all';
    const place = this.groups.value.findIndex(({ id }) => id === groupId);
    return this.shown.value.catalog.categories('channel')[place - 1]?.index ?? -1;
  }

  /** The rows of a group, versions as one; read inside an effect. */
  private rowsOf(groupId: string): VersionRows {
    const { catalog } = this.shown.value;
    const rows = catalog.rows('channel', this.selectorOf(groupId));
    return new VersionRows(rows, this.deps.versions()?.group(catalog, rows) ?? null);
  }

  /** What viewers see of a channel some versions of which are hidden; of one that is hidden altogether what they saw before. */
  private seenOf(rows: VersionRows, index: number, isHidden: (row: Row) => boolean): Row {
    const left = rows.membersAt(index).filter((row) => !isHidden(row));
    if (left.length === 0) return rows.at(index);
    return this.deps.versions()?.group(this.shown.peek().catalog, listOfRows(left))?.at(0) ?? left[0] ?? -1;
  }

  private placesOf(rows: VersionRows, keys: readonly ItemKey[]): readonly number[] {
    const { catalog } = this.shown.peek();
    return keys.map((key) => rows.indexOf(catalog.rowOf('channel', key))).filter((place) => place !== -1);
  }

  private keysOf(rows: readonly Row[]): readonly ItemKey[] {
    const { catalog } = this.shown.peek();
    return rows.map((row) => catalog.channel(row)?.key).filter((key): key is ItemKey => key !== undefined);
  }

  private keysAt(rows: VersionRows, places: readonly number[]): readonly ItemKey[] {
    const members: Row[] = [];
    for (const place of places) for (const row of rows.membersAt(place)) members.push(row);
    return this.keysOf(members);
  }

  /** Channels with all their versions, in whatever group those stand: what is done to a row is done to all it stands for. */
  private versionsOf(keys: readonly ItemKey[]): readonly ItemKey[] {
    const rows = this.rowsOf('all');
    return Array.from(new Set(this.keysAt(rows, this.placesOf(rows, keys)).concat(keys)));
  }

  private guideFiles(): readonly ColumnarGuide[] {
    return this.deps.sourceIds().reduce<readonly ColumnarGuide[]>((all, id) => all.concat(this.deps.guides.guidesOf(id)), []);
  }

  private listIdOf(groupId: string): string | null {
    return groupId.indexOf(LIST) === 0 ? groupId.slice(LIST.length) : null;
  }

  /** Marks as the provider lists the channels. */
  private marks(keys: readonly ItemKey[]): ChannelMark[] {
    const plain = this.deps.catalog.plain.peek();
    const marks: ChannelMark[] = [];
    for (const key of keys) {
      const channel = parseItemKey(key)?.kind === 'channel' ? plain.channel(plain.rowOf('channel', key)) : null;
      if (channel !== null) marks.push(markOf(channel));
    }
    return marks;
  }

  /** Members of a list that are not here now keep their place behind the others. */
  private lostOf(members: readonly ChannelMark[]): readonly ChannelMark[] {
    const plain = this.deps.catalog.plain.peek();
    return members.filter(({ key }) => plain.rowOf('channel', key) === -1);
  }
}

/** Makes the line-up editor; nobody's until a profile is opened. */
export function createLineupModel(deps: LineupDeps): LineupModel {
  return new Lineup(deps);
}
