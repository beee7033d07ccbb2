import { clamp, MINUTE_MS } from '#core/base';
import type { ItemKey } from '#core/base';
import type { CatalogReader, ChannelRecord, GuideReader } from '#core/catalog';
import { LEAVE, scrollWindow, stepLine } from '#core/focus';
import type { TimeSpan } from '#core/guide';
import { batch, computed, signal } from '#core/state';
import type { ReadonlySignal, Signal } from '#core/state';
import type { ClockPort } from '#ports';
import type { Action } from '#model/cards';
import type { CatalogModel } from '#model/catalog';
import type { Translator } from '#model/i18n';
import { reachesBack } from '#model/live';
import type { ChannelList, LiveModel } from '#model/live';
import type { RecordingsModel } from '#model/recordings';
import type { RemindersModel } from '#model/reminders';
import type { SpoilersModel } from '#model/spoilers';
import type { TimeModel } from '#model/time';
import type { GuideAction, GuideCell, GuideDay, GuideDetails, GuideGridModel, GuidePlace, GuideRow } from './guide-grid-model';
import { cellView, detailsView, phaseOf, spokenCell } from './guide-words';
import type { WordSources } from './guide-words';
import { slotIndexAt, slotsBetween } from './row-slots';
import type { Slot } from './row-slots';
import { clampWindow, daysBetween, FUTURE_DAYS, gridLimits, PAGE_MS, PAST_DAYS, shiftDays, windowAtNow, windowShowing } from './time-window';

/** What the grid needs. */
export interface GuideGridDeps {
  readonly clock: Pick<ClockPort, 'utcOffsetMin'>;
  readonly catalog: CatalogModel;
  readonly live: Pick<LiveModel, 'channels' | 'category' | 'chooseCategory'>;
  readonly translator: Translator;
  readonly time: TimeModel;
  readonly reminders: Pick<RemindersModel, 'list' | 'has' | 'toggle'>;
  /** `null`: there is no platform that records. */
  readonly recordings: Pick<RecordingsModel, 'of' | 'actions' | 'act' | 'cards'> | null;
  /** What the profile does not want told ahead; `null`: nothing. */
  spoilers(): Pick<SpoilersModel, 'protection' | 'isSport' | 'showProgramme' | 'markTitle'> | null;
  /** Rows that stand whole on the screen. */
  readonly visibleRows: number;
  /** Minutes in view. */
  readonly minutesInView: number;
  perform(action: Action): void;
  showToast(text: string): void;
  showFailure(error: unknown): void;
}

/** Rows kept ready; more than any screen has with its margins. */
const MAX_KEPT_ROWS = 32;
/** Programmes are fetched for so many rows above and below. */
const GUIDE_MARGIN = 6;

/** Where somebody wants to be; what is there decides where they are. */
interface Wish {
  readonly key: ItemKey | null;
  readonly index: number;
  readonly first: number;
  readonly atMs: number;
  readonly fromMs: number;
}

/** Everything rows are made from, at one moment. A new object: make them again. */
interface Content {
  readonly catalog: CatalogReader;
  readonly guide: GuideReader;
  readonly channels: ChannelList;
  readonly words: WordSources;
}

interface Focus {
  readonly row: GuideRow;
  readonly channel: ChannelRecord;
  readonly slot: Slot;
  readonly cell: GuideCell;
}

/** A row and what it was made from. */
interface MadeRow {
  readonly row: GuideRow;
  readonly channel: ChannelRecord;
  readonly slots: readonly Slot[];
}

class GuideGrid implements GuideGridModel {
  readonly place: ReadonlySignal<GuidePlace>;
  private readonly deps: GuideGridDeps;
  private readonly lengthMs: number;
  private readonly wish: Signal<Wish>;
  private readonly content: ReadonlySignal<Content>;
  private readonly kept = new Map<number, MadeRow>();
  /** What programmes were last asked for. */
  private asked = '';
  private keptFor: { readonly content: object; readonly fromMs: number } | null = null;

  constructor(deps: GuideGridDeps) {
    this.deps = deps;
    this.lengthMs = deps.minutesInView * MINUTE_MS;
    const nowMs = deps.time.nowMs();
    this.wish = signal<Wish>({ key: null, index: 0, first: 0, atMs: nowMs, fromMs: windowAtNow(nowMs) });
    this.content = computed(() => this.readContent());
    this.place = computed(() => this.resolve());
  }

  rowAt(index: number): GuideRow | null {
    return this.made(index)?.row ?? null;
  }

  cellAt(row: GuideRow): number {
    return slotIndexAt(row.cells, this.place.peek().atMs);
  }

  focused(): Focus | null {
    const { index, atMs } = this.place.peek();
    const made = this.made(index);
    if (made === null) return null;
    const at = slotIndexAt(made.slots, atMs);
    const slot = made.slots[at];
    const cell = made.row.cells[at];
    return slot === undefined || cell === undefined ? null : { row: made.row, channel: made.channel, slot, cell };
  }

  spoken(cell: GuideCell): string {
    return spokenCell(this.deps.translator, cell);
  }

  details(): GuideDetails | null {
    const focus = this.focused();
    return focus === null ? null : detailsView(this.content.peek().words, focus.channel, focus.row.channel, focus.slot);
  }

  sport(): boolean | null {
    const focus = this.focused();
    const programme = focus?.slot.programme ?? null;
    const spoilers = this.deps.spoilers();
    if (focus === null || programme === null || spoilers?.protection.peek().isScoreSafe !== true) return null;
    return spoilers.isSport(focus.channel, programme);
  }

  show(): void {
    const focus = this.focused();
    if (focus !== null) this.deps.spoilers()?.showProgramme(focus.channel, focus.slot.startMs);
  }

  markSport(isSport: boolean): void {
    const title = this.focused()?.slot.programme?.title ?? '';
    const marked = title === '' ? undefined : this.deps.spoilers()?.markTitle(title, isSport);
    marked?.catch((error: unknown) => { this.deps.showFailure(error); });
  }

  actions(): readonly GuideAction[] {
    const focus = this.focused();
    if (focus === null) return [];
    const { channel, slot, cell } = focus;
    const recording = cell.hasProgramme ? (this.deps.recordings?.actions({ channelKey: channel.key, startMs: slot.startMs, title: cell.title }, slot.stopMs) ?? []) : [];
    return this.watching(focus).concat(recording);
  }

  private watching({ channel, slot, cell }: Focus): readonly GuideAction[] {
    const { nowMs } = this.content.peek().words;
    switch (phaseOf(slot, nowMs)) {
      case 'now':
        return cell.hasArchive ? ['watch', 'start-over'] : ['watch'];
      case 'past':
        return reachesBack(channel, slot.startMs, nowMs) ? ['catch-up', 'watch'] : ['watch'];
      case 'later':
        return cell.hasProgramme ? [cell.hasReminder ? 'forget' : 'remind', 'watch'] : ['watch'];
    }
  }

  act(action: GuideAction): void {
    const focus = this.focused();
    if (focus === null) return;
    const { channel, slot, cell } = focus;
    switch (action) {
      case 'watch':
        this.deps.perform({ kind: 'watch-channel', key: channel.key });
        return;
      case 'start-over':
      case 'catch-up':
        this.deps.perform({ kind: 'watch-archive', key: channel.key, startMs: slot.startMs, stopMs: slot.stopMs });
        return;
      case 'remind':
      case 'forget':
        this.toggleReminder(channel, cell);
        return;
      default:
        void this.deps.recordings?.act(action, { channelKey: channel.key, startMs: slot.startMs, title: cell.title });
    }
  }

  press(): void {
    const focus = this.focused();
    const [first] = this.actions();
    if (focus === null || first === undefined) return;
    const { cell } = focus;
    const { t } = this.deps.translator;
    // A channel without a guide is played from any of its cells.
    const isPlain = !cell.hasProgramme && !this.hasGuide(focus.channel);
    if (first !== 'watch' || cell.phase === 'now' || isPlain) this.act(first);
    else if (cell.phase === 'past') this.deps.showToast(t('guide.not-recorded'));
    else this.deps.showToast(t('guide.no-information'));
  }

  moveRows(delta: number, isHeld: boolean): void {
    const { index, count } = this.place.peek();
    const next = stepLine(index, count, delta, isHeld, 'stop');
    if (next !== LEAVE && next !== index) this.go({ index: next, key: this.keyAt(next) });
  }

  moveTime(direction: 1 | -1): boolean {
    const focus = this.focused();
    if (focus === null) return false;
    const { fromMs, toMs } = this.place.peek();
    const limits = this.limits();
    const atMs = direction === 1 ? focus.slot.stopMs : focus.slot.startMs - 1;
    if (atMs < limits.fromMs || atMs >= limits.toMs) return false;
    const { guide, words } = this.content.peek();
    const around = slotsBetween(guide, focus.channel.guideKey, Math.min(fromMs, atMs - PAGE_MS), Math.max(toMs, atMs + PAGE_MS));
    const slot = around[slotIndexAt(around, atMs)];
    if (slot === undefined) return false;
    const nextFromMs = windowShowing({ fromMs, toMs }, slot, { atMs, direction }, limits);
    const isNow = phaseOf(slot, words.nowMs) === 'now' && words.nowMs >= nextFromMs && words.nowMs < nextFromMs + this.lengthMs;
    this.go({ atMs: isNow ? words.nowMs : Math.max(slot.startMs, nextFromMs), fromMs: nextFromMs });
    return true;
  }

  pageTime(direction: 1 | -1): void {
    const { fromMs, atMs } = this.place.peek();
    const nextMs = clampWindow(fromMs + direction * PAGE_MS, this.lengthMs, this.limits());
    this.go({ fromMs: nextMs, atMs: clamp(atMs, nextMs, nextMs + this.lengthMs - 1) });
  }

  jumpDays(days: number): void {
    const { clock } = this.deps;
    const { fromMs, atMs } = this.place.peek();
    const limits = this.limits();
    const nextMs = clampWindow(shiftDays(clock, fromMs, days), this.lengthMs, limits);
    this.go({ fromMs: nextMs, atMs: clamp(shiftDays(clock, atMs, days), nextMs, nextMs + this.lengthMs - 1) });
  }

  days(): { readonly list: readonly GuideDay[]; readonly current: number } {
    const { clock, time, translator } = this.deps;
    const nowMs = time.nowMs();
    const list: GuideDay[] = [];
    for (let offset = -PAST_DAYS; offset <= FUTURE_DAYS; offset += 1) {
      list.push({ offset, name: translator.format.day(shiftDays(clock, nowMs, offset), nowMs) });
    }
    return { list, current: daysBetween(clock, nowMs, this.place.peek().atMs) };
  }

  jumpToNow(): void {
    const nowMs = this.deps.time.nowMs();
    this.go({ fromMs: windowAtNow(nowMs), atMs: nowMs });
  }

  isAtNow(): boolean {
    const { atMs } = this.place.peek();
    const focus = this.focused();
    if (focus === null) return true;
    const nowMs = this.deps.time.nowMs();
    return focus.slot.startMs <= nowMs && nowMs < focus.slot.stopMs && Math.abs(nowMs - atMs) <= this.lengthMs;
  }

  beginAt(key: ItemKey): void {
    const { visibleRows } = this.deps;
    const { first } = this.place.peek();
    const found = this.content.peek().channels.indexOf(key);
    const isInView = found >= first && found < first + visibleRows;
    if (found === -1) this.go({ key });
    else this.go({ key, index: found, first: isInView ? first : found - Math.floor(visibleRows / 2) });
  }

  toChannel(key: ItemKey): void {
    const { live } = this.deps;
    batch(() => {
      if (this.content.peek().channels.indexOf(key) === -1 && live.category.peek() !== 'all') live.chooseCategory('all');
      this.beginAt(key);
    });
  }

  chooseCategory(id: string): void {
    const { live } = this.deps;
    const { index } = this.place.peek();
    const key = this.keyAt(index);
    batch(() => {
      live.chooseCategory(id);
      if (key === null || this.content.peek().channels.indexOf(key) === -1) this.go({ index: 0, key: null, first: 0 });
    });
  }

  pointAt(index: number, atMs: number): void {
    const { fromMs, toMs } = this.place.peek();
    this.go({ index, key: this.keyAt(index), atMs: clamp(atMs, fromMs, toMs - 1) });
  }

  wantInView(): void {
    const { first, count, fromMs, toMs } = this.place.peek();
    const { channels } = this.content.peek();
    // What was asked for a moment ago is on its way: its arrival is no reason to ask again.
    const asked = [first, count, fromMs, this.deps.time.minuteMs.peek()].join();
    if (asked === this.asked) return;
    this.asked = asked;
    const keys: ItemKey[] = [];
    const end = Math.min(count, first + this.deps.visibleRows + GUIDE_MARGIN);
    for (let index = Math.max(0, first - GUIDE_MARGIN); index < end; index += 1) {
      const channel = channels.at(index);
      if (channel !== null) keys.push(channel.key);
    }
    if (keys.length > 0) this.deps.catalog.wantGuide(keys, fromMs, toMs);
  }

  private readContent(): Content {
    const { catalog, live, reminders, recordings, time, translator } = this.deps;
    // Reminders and recordings are asked per cell; reading the lists here lets every row follow them.
    void reminders.list.value;
    void recordings?.cards.value;
    return {
      catalog: catalog.catalog.value,
      guide: catalog.guide.value,
      channels: live.channels.value,
      words: { translator, reminders, recordings, nowMs: Math.max(time.minuteMs.value, time.nowMs()) },
    };
  }

  private resolve(): GuidePlace {
    const { key, index, first, atMs, fromMs } = this.wish.value;
    const content = this.content.value;
    const { channels } = content;
    const count = channels.length;
    const span = { fromMs, toMs: fromMs + this.lengthMs };
    if (count === 0) return { ...span, index: -1, first: 0, count, atMs, content };
    const isThere = key === null || channels.at(index)?.key === key;
    const known = isThere ? index : channels.indexOf(key);
    const next = clamp(known === -1 ? index : known, 0, count - 1);
    // Where the list changed around the cursor its row stays where it is on the screen.
    const wished = isThere ? first : first + next - index;
    return { ...span, index: next, first: scrollWindow(next, wished, this.deps.visibleRows, count), count, atMs, content };
  }

  /** Goes on from where the cursor is, not from where it was wished. */
  private go(change: Partial<Wish>): void {
    const { index, first, atMs, fromMs } = this.place.peek();
    const key = change.key ?? this.keyAt(index);
    this.wish.value = { key, index: Math.max(0, index), first, atMs, fromMs, ...change };
  }

  private keyAt(index: number): ItemKey | null {
    return this.made(index)?.row.channel.key ?? null;
  }

  private limits(): TimeSpan {
    return gridLimits(this.deps.clock, this.deps.time.nowMs());
  }

  private hasGuide({ guideKey }: ChannelRecord): boolean {
    return guideKey !== '' && this.content.peek().guide.has(guideKey);
  }

  private toggleReminder(channel: ChannelRecord, { startMs, stopMs, title }: GuideCell): void {
    const { reminders, showToast, translator } = this.deps;
    const isSet = reminders.toggle({ channelKey: channel.key, channelName: channel.name, title, startMs, stopMs });
    const time = translator.format.time(startMs);
    showToast(isSet ? translator.t('guide.reminder.added', { title, time }) : translator.t('guide.reminder.removed', { title }));
  }

  private made(index: number): MadeRow | null {
    const { fromMs, toMs } = this.place.peek();
    const content = this.content.peek();
    if (this.keptFor?.content !== content || this.keptFor.fromMs !== fromMs || this.kept.size > MAX_KEPT_ROWS) {
      this.kept.clear();
      this.keptFor = { content, fromMs };
    }
    const known = this.kept.get(index);
    if (known !== undefined) return known;
    const view = content.channels.at(index);
    const channel = view === null ? null : content.catalog.channel(content.catalog.rowOf('channel', view.key));
    if (view === null || channel === null) return null;
    const hasGuide = this.hasGuide(channel);
    const slots = slotsBetween(content.guide, channel.guideKey, fromMs, toMs);
    const cells = slots.map((slot) => cellView(content.words, channel, slot, hasGuide, { fromMs, toMs }));
    const made = { row: { channel: view, index, cells }, channel, slots };
    this.kept.set(index, made);
    return made;
  }
}

/** Makes the grid, with the cursor on now and the first channel. */
export function createGuideGridModel(deps: GuideGridDeps): GuideGridModel {
  return new GuideGrid(deps);
}
