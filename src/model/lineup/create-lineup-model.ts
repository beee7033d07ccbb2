import { NEVER_CANCELLED, parseItemKey, runInSlices } from '#core/base';
import type { Disposer, ItemKey } from '#core/base';
import { EMPTY_CATALOG } from '#core/catalog';
import type { CatalogSnapshot } from '#core/catalog';
import {
  addList, addToList, arrangeCatalogSteps, editGroup, groupIdOf, hasLineupEdits, markOf, NO_LINEUP, parseLineup, placeChannels, regroupChannels, removeList, renameChannel, renameList,
  setChannelsHidden, takeFromList,
} from '#core/lineup';
import type { ChannelMark, LineupEdits, LineupReport } from '#core/lineup';
import { batch, computed, effect, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { CatalogArranger } from '#model/catalog';
import type { Translator } from '#model/i18n';
import type { ClockPort, LogPort } from '#ports';
import type { StoredCell } from '#sources/storage';
import type { LineupChannels, LineupGroup, LineupModel, LineupPlace } from './lineup-model';
import { moveWithin } from './move-within';

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
  sourceIds(): readonly string[];
  /** Whether a source lists a channel, also one that the profile may not see. */
  isListed(key: ItemKey): boolean;
  cellOf(profileId: string): StoredCell;
}

class Lineup implements LineupModel {
  readonly report = signal<LineupReport>(NOTHING_FOUND);
  readonly groups: ReadonlySignal<readonly LineupGroup[]>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly isChanged: ReadonlySignal<boolean>;
  private readonly edits = signal<LineupEdits>(NO_LINEUP);
  /** With the line-up, and hidden channels and groups in their places; and the edits it was made with, which those of now may be ahead of. */
  private readonly shown = signal<{ readonly catalog: CatalogSnapshot; readonly edits: LineupEdits }>({ catalog: EMPTY_CATALOG, edits: NO_LINEUP });
  private readonly past = signal<readonly LineupEdits[]>([]);
  private readonly deps: LineupDeps;
  private readonly stopFollowing: Disposer;
  private cell: StoredCell | null = null;
  private work: Promise<void> = Promise.resolve();
  private nextList = 1;

  constructor(deps: LineupDeps) {
    this.deps = deps;
    this.groups = computed(() => this.makeGroups());
    this.canUndo = computed(() => this.past.value.length > 0);
    this.isChanged = computed(() => hasLineupEdits(this.edits.value));
    this.stopFollowing = effect(() => {
      void deps.catalog.plain.value;
      this.work = this.refresh();
    });
  }

  channelsOf(groupId: string): LineupChannels {
    const { catalog } = this.shown.value;
    const hidden = new Set(this.edits.value.hidden.map(({ key }) => key));
    const rows = catalog.rows('channel', this.selectorOf(groupId));
    const { format } = this.deps.translator;
    return {
      length: rows.length,
      at: (index) => {
        const channel = catalog.channel(rows.at(index));
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
    this.change((edits) => setChannelsHidden(edits, this.marks(keys), isHidden));
  }

  rename(key: ItemKey, name: string): void {
    const [mark] = this.marks([key]);
    if (mark !== undefined) this.change((edits) => renameChannel(edits, mark, name.trim()));
  }

  move(groupId: string, keys: readonly ItemKey[], place: LineupPlace): void {
    const channels = this.channelsOf(groupId);
    const order = Array.from({ length: channels.length }, (_, index) => channels.at(index)?.key ?? ('' as ItemKey));
    const next = moveWithin(order, keys, place);
    if (next === null) return;
    const listId = this.listIdOf(groupId);
    if (listId !== null) {
      const marks = this.marks(next.order);
      this.change((edits) => ({ ...edits, lists: edits.lists.map((list) => (list.id === listId ? { ...list, members: marks.concat(this.lostOf(list.members)) } : list)) }));
      return;
    }
    const after = next.after === null ? null : (this.marks([next.after])[0] ?? null);
    // What it should stand behind has gone meanwhile.
    if (next.after !== null && after === null) return;
    this.change((edits) => placeChannels(edits, this.marks(next.moved), after));
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
    if (id !== null) this.change((edits) => addToList(edits, id, this.marks(keys)));
  }

  moveTo(groupId: string, keys: readonly ItemKey[]): void {
    const id = this.listIdOf(groupId);
    if (id !== null) this.change((edits) => regroupChannels(edits, id, this.marks(keys)));
  }

  takeFrom(groupId: string, keys: readonly ItemKey[]): void {
    const id = this.listIdOf(groupId);
    if (id !== null) this.change((edits) => takeFromList(edits, id, this.marks(keys)));
  }

  renameGroup(groupId: string, name: string): void {
    const list = this.listIdOf(groupId);
    if (list === null) this.change((edits) => editGroup(edits, groupId.slice(GROUP.length), { name: name.trim() }));
    else if (name.trim() !== '') this.change((edits) => renameList(edits, list, name.trim()));
  }

  setGroupHidden(groupId: string, isHidden: boolean): void {
    if (groupId.indexOf(GROUP) === 0) this.change((edits) => editGroup(edits, groupId.slice(GROUP.length), { isHidden }));
  }

  setShown({ groups, hide, show }: Parameters<LineupModel['setShown']>[0]): void {
    this.change((edits) => {
      let next = edits;
      groups.forEach((isHidden, id) => {
        if (id.indexOf(GROUP) === 0) next = editGroup(next, id.slice(GROUP.length), { isHidden });
      });
      return setChannelsHidden(setChannelsHidden(next, this.marks(show), false), this.marks(hide), true);
    });
  }

  removeList(groupId: string): void {
    const id = this.listIdOf(groupId);
    if (id !== null) this.change((edits) => removeList(edits, id));
  }

  undo(): void {
    const past = this.past.peek();
    const before = past[past.length - 1];
    if (before === undefined) return;
    this.past.value = past.slice(0, -1);
    this.put(before);
  }

  reset(): void {
    this.change(() => NO_LINEUP);
  }

  async openProfile(profileId: string | null): Promise<void> {
    const cell = profileId === null ? null : this.deps.cellOf(profileId);
    this.cell = cell;
    this.past.value = [];
    this.edits.value = NO_LINEUP;
    const stored = cell === null ? NO_LINEUP : parseLineup(await cell.read());
    if (this.cell !== cell) return;
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

  private change(change: (edits: LineupEdits) => LineupEdits): void {
    const before = this.edits.peek();
    const next = change(before);
    if (next === before) return;
    this.past.value = this.past.peek().concat(before).slice(-MOST_UNDONE);
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
    const unread = new Set(this.deps.sourceIds().filter((id) => here.indexOf(id) === -1));
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
    const all: LineupGroup = { id: 'all', name: this.deps.translator.t('live.all'), count: catalog.count('channel'), isOwn: false, isHidden: false };
    const plain = this.deps.catalog.plain.value.categories('channel');
    const categories = catalog.categories('channel');
    const own = lists.map(({ id, name }, index) => ({ id: LIST + id, name, count: categories[index]?.count ?? 0, isOwn: true, isHidden: false }));
    const provided = categories.slice(lists.length).map((category) => {
      const source = plain.find(({ index }) => index === category.index) ?? category;
      const id = groupIdOf(source.sourceId, source.name);
      return { id: GROUP + id, name: category.name, count: category.count, isOwn: false, isHidden: hidden.has(id) };
    });
    return [all, ...own, ...provided];
  }

  private selectorOf(groupId: string): number | 'all' {
    if (groupId === 'all') return 'all';
    const place = this.groups.value.findIndex(({ id }) => id === groupId);
    return this.shown.value.catalog.categories('channel')[place - 1]?.index ?? -1;
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
