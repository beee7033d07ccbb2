import type { ItemKey } from '#core/base';
import { listOfRows } from '#core/catalog';
import type { ChannelRecord, Row, RowList } from '#core/catalog';
import { batch, computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { Action } from '#model/cards';
import type { TimeModel } from '#model/time';
import { categoryIcon } from './category-icon';
import { favouriteRows, sortRows } from './channel-order';
import type { ChannelSort } from './channel-order';
import type { ChannelVersions, GroupedRows } from './channel-versions';
import { channelDetails, channelView, nowNextOf, reachesBack } from './channel-views';
import type { ChannelSources } from './channel-views';
import { createNumberEntry } from './create-number-entry';
import type { NumberEntryTimer } from './create-number-entry';
import type { ChannelDetails, ChannelList, ChannelVersion, ChannelView, LiveCategory, LiveModel, NumberEntry } from './live-model';
import { indexNumbers, matchNumber } from './number-entry';
import type { ChannelVersionsDeps } from './versions';

/** The part of the player that Live TV steers. */
export interface LivePlayer {
  /** The playing channel, live or archive. */
  readonly channelKey: ReadonlySignal<ItemKey | null>;
  tune(key: ItemKey): void;
  /** The channel that is likely next. */
  expectNext(key: ItemKey): void;
}

/** What Live TV needs. */
export interface LiveDeps extends ChannelVersionsDeps {
  readonly time: TimeModel;
  readonly player: LivePlayer;
  perform(action: Action): void;
  showToast(text: string): void;
  /** Where the newest channel is kept for the next start, with the group it was chosen in: `favourites`, `all`, or `c:` and a category's name. */
  rememberChannel(key: ItemKey, group: string): void;
}

/** Programmes are fetched this far around the visible part of the list. */
const GUIDE_MARGIN = 6;
/** Channels of a list whose words are kept: more than any screen shows. */
const MOST_WRITTEN = 64;
/** Before the name of a category of the last start. */
const NAMED = 'c:';
const NEXT_SORT: Readonly<Record<ChannelSort, ChannelSort>> = { provider: 'number', number: 'name', name: 'provider' };

class LiveTv implements LiveModel {
  readonly categories: ReadonlySignal<readonly LiveCategory[]>;
  readonly category: ReadonlySignal<string>;
  readonly channels: ReadonlySignal<ChannelList>;
  readonly lastKey = signal<ItemKey | null>(null);
  readonly numberEntry: ReadonlySignal<NumberEntry | null>;
  readonly sort = signal<ChannelSort>('provider');
  readonly zapList: ReadonlySignal<{ readonly channels: ChannelList; readonly playingIndex: number }>;
  private readonly deps: LiveDeps;
  private readonly chosen = signal('all');
  private readonly rows: ReadonlySignal<RowList>;
  private readonly zapRows: ReadonlySignal<RowList>;
  private readonly numbers: ReadonlySignal<ReadonlyArray<readonly [digits: string, row: Row]>>;
  private readonly sources: ReadonlySignal<ChannelSources>;
  private readonly entry: NumberEntryTimer;
  /** `null` until somebody looks at channels. */
  private readonly versions = signal<ChannelVersions | null>(null);
  /** All channels, versions as one row; `null` where they are not grouped. */
  private readonly groupedAll: ReadonlySignal<GroupedRows | null>;
  private isFollowing = false;
  /** The channel before the last one. */
  private earlierKey: ItemKey | null = null;

  constructor(deps: LiveDeps) {
    this.deps = deps;
    const { catalog } = deps;
    this.groupedAll = computed(() => {
      const reader = catalog.catalog.value;
      return this.versions.value?.group(reader, reader.rows('channel', 'all')) ?? null;
    });
    this.sources = computed(() => this.readSources());
    this.categories = computed(() => this.makeCategories());
    this.category = computed(() => {
      const chosen = this.chosen.value;
      // The places of categories change with every refresh, their names do not.
      const found = this.categories.value.find(({ id, name }) => id === chosen || `${NAMED}${name}` === chosen);
      return found?.id ?? 'all';
    });
    this.rows = computed(() => this.makeRows());
    this.channels = computed(() => {
      void deps.translator.locale.value;
      return this.listOf(this.rows.value);
    });
    this.zapRows = computed(() => {
      const reader = catalog.catalog.value;
      const row = this.currentRow();
      return row !== -1 && this.rows.value.indexOf(row) === -1 ? (this.groupedAll.value ?? reader.rows('channel', 'all')) : this.rows.value;
    });
    this.zapList = computed(() => ({
      channels: this.listOf(this.zapRows.value),
      playingIndex: this.zapRows.value.indexOf(this.currentRow()),
    }));
    this.numbers = computed(() => indexNumbers(catalog.catalog.value, catalog.catalog.value.rows('channel', 'all')));
    this.entry = createNumberEntry(deps.clock, {
      matches: (digits) => this.matches(digits),
      open: (digits, key) => {
        if (key === null) deps.showToast(deps.translator.t('live.no-number', { number: digits }));
        else this.tune(key);
      },
    });
    this.numberEntry = computed(() => {
      const { digits, secondsLeft, channels, chosen } = this.entry.state.value;
      const from = this.sources.value;
      if (digits === '') return null;
      return { digits, secondsLeft, matches: channels.map((channel) => channelView(from, channel)), chosenIndex: chosen };
    });
  }

  chooseCategory(id: string): void {
    this.chosen.value = id;
  }

  cycleSort(): void {
    this.sort.value = NEXT_SORT[this.sort.peek()];
  }

  details(key: ItemKey): ChannelDetails | null {
    const from = this.sources.value;
    const channel = from.catalog.channel(from.catalog.rowOf('channel', key));
    return channel === null ? null : channelDetails(from, channel);
  }

  showing(fromIndex: number, toIndex: number): void {
    this.wantVersions();
    const list = this.rows.peek();
    const reader = this.deps.catalog.catalog.peek();
    const keys: ItemKey[] = [];
    const end = Math.min(list.length - 1, toIndex + GUIDE_MARGIN);
    for (let i = Math.max(0, fromIndex - GUIDE_MARGIN); i <= end; i += 1) {
      const channel = reader.channel(list.at(i));
      if (channel !== null) keys.push(channel.key);
    }
    this.deps.catalog.wantGuide(keys);
  }

  toggleFavourite(key: ItemKey): void {
    const channel = this.recordOf(key);
    if (channel === null) return;
    const { favourites } = this.deps;
    // What is one row leaves the favourites as a whole.
    if (favourites.has(key)) for (const { key: other } of this.versionsOf(key)) if (other !== key && favourites.has(other)) favourites.toggle(other);
    const isIn = favourites.toggle(key);
    const text = isIn ? 'favourite.added' : 'favourite.removed';
    this.deps.showToast(this.deps.translator.t(text, { title: channel.name }));
  }

  preview(key: ItemKey): void {
    this.tune(key);
  }

  versionsOf(key: ItemKey): readonly ChannelVersion[] {
    const all = this.groupedAll.value;
    return all === null ? [] : (this.versions.value?.versionsOf(this.deps.catalog.catalog.value, key, all) ?? []);
  }

  firstVersions(rows: readonly Row[]): readonly Row[] | null {
    const grouped = this.channelVersions()?.group(this.deps.catalog.catalog.value, listOfRows(rows)) ?? null;
    return grouped === null ? null : Array.from({ length: grouped.length }, (_unused, index) => grouped.at(index));
  }

  channelVersions(): ChannelVersions | null {
    this.wantVersions();
    return this.versions.value;
  }

  chooseVersion(key: ItemKey): void {
    this.versions.peek()?.choose(key, this.versionsOf(key));
  }

  noteWatched(key: ItemKey): void {
    this.wantVersions();
    this.deps.catalog.wantGuide([key]);
    if (key === this.lastKey.peek()) return;
    this.earlierKey = this.lastKey.peek();
    this.lastKey.value = key;
    const id = this.category.peek();
    const named = id === 'all' || id === 'favourites' ? undefined : this.categories.peek().find((each) => each.id === id);
    this.deps.rememberChannel(key, named === undefined ? id : `${NAMED}${named.name}`);
  }

  watch(key: ItemKey): void {
    if (this.recordOf(key) !== null) this.deps.perform({ kind: 'watch-channel', key });
  }

  startOver(key: ItemKey): void {
    const channel = this.recordOf(key);
    const now = channel === null ? null : nowNextOf(this.sources.peek(), channel).now;
    if (channel === null || now === null || !reachesBack(channel, now.startMs, this.deps.time.nowMs())) return;
    this.deps.perform({ kind: 'watch-archive', key, startMs: now.startMs, stopMs: now.stopMs });
  }

  zap(direction: 1 | -1): void {
    this.entry.cancel();
    const list = this.zapRows.peek();
    if (list.length === 0) return;
    const at = list.indexOf(this.currentRow());
    const next = at === -1 ? 0 : (at + direction + list.length) % list.length;
    const record = this.deps.catalog.catalog.peek().channel(list.at(next));
    if (record === null) return;
    this.tune(record.key);
    const after = this.deps.catalog.catalog.peek().channel(list.at((next + direction + list.length) % list.length));
    if (after !== null && list.length > 2) this.deps.player.expectNext(after.key);
  }

  recallLast(): void {
    this.entry.cancel();
    if (this.earlierKey !== null) this.tune(this.earlierKey);
  }

  pressDigit(digit: number): void {
    this.entry.press(digit);
  }

  deleteDigit(): void {
    this.entry.erase();
  }

  chooseMatch(index: number): void {
    this.entry.choose(index);
  }

  confirmNumber(key?: ItemKey): void {
    this.entry.confirm(key);
  }

  cancelNumber(): void {
    this.entry.cancel();
  }

  restoreLast(key: ItemKey | null, group: string | null = null): void {
    this.earlierKey = null;
    this.lastKey.value = key;
    if (group !== null) this.chosen.value = group;
  }

  dispose(): void {
    this.isFollowing = false;
    this.versions.peek()?.dispose();
    this.entry.cancel();
  }

  private readSources(): ChannelSources {
    const { catalog, favourites, translator, time, player } = this.deps;
    // Favourites are asked per channel; reading the list here lets every list follow it.
    void favourites.keys.value;
    return {
      catalog: catalog.catalog.value,
      guide: catalog.guide.value,
      translator,
      favourites,
      nowMs: time.minuteMs.value,
      playingKey: player.channelKey.value,
    };
  }

  private makeCategories(): readonly LiveCategory[] {
    const { catalog, translator } = this.deps;
    const reader = catalog.catalog.value;
    const chosen = this.favouriteRows();
    const counter = this.versions.value?.counter(reader) ?? null;
    const own: LiveCategory[] = [
      { id: 'favourites', name: translator.t('live.favourites'), count: chosen.length, icon: 'heart' },
      { id: 'all', name: translator.t('live.all'), count: this.groupedAll.value?.length ?? reader.count('channel'), icon: 'all' },
    ];
    const provided = reader.categories('channel').map((each) => ({
      id: `c${String(each.index)}`,
      name: each.name,
      count: counter === null ? each.count : counter(reader.rows('channel', each.index)),
      icon: categoryIcon(each.name),
    }));
    return own.concat(provided);
  }

  private makeRows(): RowList {
    const reader = this.deps.catalog.catalog.value;
    const id = this.category.value;
    if (id === 'favourites') return this.favouriteRows();
    const sort = this.sort.value;
    if (id === 'all' && sort === 'provider' && this.groupedAll.value !== null) return this.groupedAll.value;
    const rows = sortRows(reader, reader.rows('channel', id === 'all' ? 'all' : Number(id.slice(1))), sort);
    return this.versions.value?.group(reader, rows) ?? rows;
  }

  private favouriteRows(): RowList {
    const reader = this.deps.catalog.catalog.value;
    const rows = favouriteRows(reader, this.deps.favourites.keys.value);
    return this.versions.value?.group(reader, rows) ?? rows;
  }

  /** Somebody looks at channels: versions are worked out by a part of its own. */
  private wantVersions(): void {
    if (this.isFollowing) return;
    this.isFollowing = true;
    import('./versions').then(
      ({ followChannelVersions }) => {
        if (this.isFollowing) this.versions.value = followChannelVersions(this.deps);
      },
      () => {
        // The next look tries again.
        this.isFollowing = false;
      },
    );
  }

  private listOf(list: RowList): ChannelList {
    const from = this.sources.value;
    // The version that plays stands for the others while it does.
    const playing = 'isGrouped' in list && from.playingKey !== null ? from.catalog.rowOf('channel', from.playingKey) : -1;
    const playingIndex = playing === -1 ? -1 : list.indexOf(playing);
    // Written once: the row in focus is asked for several times with every step, and its words take as long as finding it.
    const written = new Map<number, ChannelView | null>();
    return {
      length: list.length,
      at(index) {
        const known = written.get(index);
        if (known !== undefined) return known;
        const channel = from.catalog.channel(index === playingIndex ? playing : list.at(index));
        const view = channel === null ? null : channelView(from, channel);
        if (written.size >= MOST_WRITTEN) written.clear();
        written.set(index, view);
        return view;
      },
      indexOf(key) {
        const row = from.catalog.rowOf('channel', key);
        return row === -1 ? -1 : list.indexOf(row);
      },
    };
  }

  private matches(digits: string): readonly ChannelRecord[] {
    const reader = this.deps.catalog.catalog.peek();
    return matchNumber(this.numbers.peek(), digits)
      .map((row) => reader.channel(row))
      .filter((channel): channel is ChannelRecord => channel !== null);
  }

  /** Row of the playing channel, else of the last one; -1 without. */
  private currentRow(): Row {
    const key = this.deps.player.channelKey.value ?? this.lastKey.value;
    return key === null ? -1 : this.deps.catalog.catalog.value.rowOf('channel', key);
  }

  private recordOf(key: ItemKey): ChannelRecord | null {
    const reader = this.deps.catalog.catalog.peek();
    return reader.channel(reader.rowOf('channel', key));
  }

  private tune(key: ItemKey): void {
    if (this.recordOf(key) === null) return;
    batch(() => {
      this.deps.player.tune(key);
      this.noteWatched(key);
    });
  }
}

/** Makes Live TV. */
export function createLiveModel(deps: LiveDeps): LiveModel {
  return new LiveTv(deps);
}
