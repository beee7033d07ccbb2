import type { Disposer, ItemKey } from '#core/base';
import { createGuideGridModel } from '#model/guide-grid';
import type { GuideGridModel } from '#model/guide-grid';
import type { RecordingsModel } from '#model/recordings';
import type { RemindersModel } from '#model/reminders';
import { EmptyState, ROW_ARROW, RowArrow, Skeleton } from '#ui/components';
import type { AnyView, KeyPress, LeaveReason } from '#ui/engine';
import { EPG, GRID } from '#ui/theme';
import { HearthPage } from '../hearth-page';
import { noChannels } from '../no-channels';
import { PreviewGround } from '../live/preview-ground';
import type { PageProps } from '../page-props';
import { followNumberEntry } from '../player/live/follow-number-entry';
import { GuideHints } from './guide-hints';
import { GRID_BOTTOM, GUIDE_WINDOW, LINE_Z, TIMELINE_X } from './guide-look';
import { askCategory, askWhat } from './guide-menus';
import type { GuideMenuParts } from './guide-menus';
import { ProgrammeGrid } from './programme-grid';
import { ProgrammeHeader } from './programme-header';
import { TimeRuler } from './time-ruler';

/** What a {@link GuidePage} is made with. */
export interface GuidePageProps extends PageProps {
  readonly reminders: RemindersModel;
  /** `null`: no platform records. */
  readonly recordings: RecordingsModel | null;
}

/** What can have focus: the grid, the arrows of the pointer, the button of an empty list. */
type Area = 'grid' | 'back' | 'on' | 'empty';

const HINTS_Y = 990;
const EMPTY_Y = 320;
const ARROW_Y = EPG.gridY + (EPG.rowsVisible * EPG.rowPitch - ROW_ARROW.h) / 2;
const ARROW_INSET = 12;
/** A held key takes larger steps after these times, milliseconds. */
const FASTER_AFTER_MS = 2000;
const FASTEST_AFTER_MS = 4000;
/** Shapes of a row while channels are awaited: start and width from the timeline. */
const SKELETON_CELLS: ReadonlyArray<readonly [x: number, w: number]> = [[0, 234], [240, 474], [720, 234], [960, 504]];

function stride(press: KeyPress): number {
  if (press.heldMs >= FASTEST_AFTER_MS) return 3;
  return press.heldMs >= FASTER_AFTER_MS ? 2 : 1;
}

/** The guide: all channels by time, with what is told about the programme in focus, over the picture of the channel that plays. */
export class GuidePage extends HearthPage<GuidePageProps> {
  declare private model: GuideGridModel;
  declare private visibleRows: number;
  declare private area: Area;
  declare private ground: PreviewGround;
  declare private header: ProgrammeHeader;
  declare private ruler: TimeRuler;
  declare private grid: ProgrammeGrid;
  declare private arrows: { readonly back: RowArrow; readonly on: RowArrow };
  declare private empty: EmptyState;
  declare private skeleton: Skeleton;
  declare private hints: GuideHints;
  /** The channel that plays by this page's doing: the cursor is where it belongs. */
  declare private previewed: ItemKey | null;
  /** Forgets hours that wait to be shown. */
  declare private dropTime: Disposer | null;

  override get canSleep(): boolean {
    return true;
  }

  override pageTitle(): string {
    return this.props.app.translator.t('nav.guide');
  }

  override enter(): void {
    const { app, entry } = this.props;
    this.takeWindow();
    const key = (entry.recall('channel')?.id ?? app.player.channelKey.peek() ?? app.live.lastKey.peek()) as ItemKey | null;
    if (key !== null) this.model.beginAt(key);
  }

  override restore(): void {
    this.takeWindow();
    this.previewed = this.props.app.player.channelKey.peek();
    this.onMoved();
  }

  override leave(_reason: LeaveReason): void {
    const focused = this.model.focused();
    if (focused !== null) this.props.entry.remember('channel', { id: focused.row.channel.key, index: focused.row.index, offset: 0 });
  }

  override isAtTop(): boolean {
    return this.model.isAtNow();
  }

  override goToTop(): void {
    this.toGrid();
    this.model.jumpToNow();
  }

  override _getFocused(): AnyView {
    switch (this.area) {
      case 'grid':
        return this.grid;
      case 'back':
        return this.arrows.back;
      case 'on':
        return this.arrows.on;
      case 'empty':
        return this.empty;
    }
  }

  override focusChild(child: AnyView): boolean {
    if (child === this.arrows.back) this.area = 'back';
    else if (child === this.arrows.on) this.area = 'on';
    else if (child === this.grid) this.area = 'grid';
    else return child === this.empty;
    this.ui.focus.check();
    return true;
  }

  override _handleUp(press: KeyPress): boolean {
    return this.step(-stride(press), press);
  }

  override _handleDown(press: KeyPress): boolean {
    return this.step(stride(press), press);
  }

  override _handleLeft(press: KeyPress): boolean {
    this.toGrid();
    return (this.area === 'grid' && this.model.moveTime(-1)) || super._handleLeft(press);
  }

  override _handleRight(_press: KeyPress): boolean {
    this.toGrid();
    if (this.area === 'grid') this.model.moveTime(1);
    return true;
  }

  override _handleChannelUp(press: KeyPress): boolean {
    return this.step(-this.visibleRows, press);
  }

  override _handleChannelDown(press: KeyPress): boolean {
    return this.step(this.visibleRows, press);
  }

  override _handleWheel(delta: 1 | -1): boolean {
    this.model.moveRows(delta, false);
    return true;
  }

  override _handleOk(_press: KeyPress): boolean {
    this.model.press();
    return true;
  }

  override _handleOkLong(_press: KeyPress): boolean {
    if (this.area === 'grid') askWhat(this.menus());
    return true;
  }

  override _handlePlay(_press: KeyPress): boolean {
    this.model.press();
    return true;
  }

  override _handlePlayPause(_press: KeyPress): boolean {
    this.model.press();
    return true;
  }

  override _handleRed(_press: KeyPress): boolean {
    this.model.jumpDays(-1);
    return true;
  }

  override _handleGreen(_press: KeyPress): boolean {
    this.model.jumpDays(1);
    return true;
  }

  override _handleYellow(_press: KeyPress): boolean {
    askCategory(this.menus());
    return true;
  }

  override _handleBlue(_press: KeyPress): boolean {
    this.goToTop();
    return true;
  }

  override _handleRecord(_press: KeyPress): boolean {
    const action = this.model.actions().find((each) => each === 'record' || each === 'stop-recording');
    if (action !== undefined) this.model.act(action);
    return true;
  }

  override _handleGuide(_press: KeyPress): boolean {
    this.goToTop();
    return true;
  }

  override _handleDigit(press: KeyPress): boolean {
    this.props.app.live.pressDigit(press.digit);
    return true;
  }

  protected override build(): void {
    const { app, reminders, recordings } = this.props;
    this.area = 'grid';
    this.previewed = app.player.channelKey.peek();
    this.dropTime = null;
    const pitch = ProgrammeGrid.pitchOf(this.theme.rowGain);
    this.visibleRows = Math.floor((GRID_BOTTOM - EPG.gridY) / pitch);
    this.model = createGuideGridModel({
      clock: this.ui.clock,
      catalog: app.catalog,
      live: app.live,
      translator: app.translator,
      time: app.time,
      reminders,
      recordings,
      spoilers: () => app.spoilers.model.peek(),
      visibleRows: this.visibleRows,
      minutesInView: EPG.minutesVisible,
      perform(action) {
        app.perform(action);
      },
      showToast(text) {
        app.notices.showToast(text);
      },
      showFailure(error) {
        app.notices.showFailure(error);
      },
    });
    this.buildParts();
    this.follow();
    void recordings?.load();
  }

  private buildParts(): void {
    const { app } = this.props;
    this.ground = this.add(PreviewGround, { window: GUIDE_WINDOW });
    this.header = this.add(ProgrammeHeader, { app }, { x: GRID.contentX });
    this.skeleton = this.add(Skeleton, { blocks: this.skeletonBlocks() });
    this.ruler = this.add(TimeRuler, { translator: app.translator }, { x: EPG.channelColumn.x, y: EPG.rulerY });
    this.ruler.zIndex = LINE_Z + 1;
    this.grid = this.add(
      ProgrammeGrid,
      {
        model: this.model,
        visibleRows: this.visibleRows,
        hint: app.translator.t('guide.hold-ok'),
        playing: app.translator.t('spoken.playing'),
        onChange: () => {
          this.onMoved();
        },
      },
      { x: EPG.channelColumn.x, y: EPG.gridY },
    );
    const arrow = (way: 'back' | 'on', direction: 1 | -1, x: number): RowArrow =>
      this.add(RowArrow, { way, onPress: () => { this.model.pageTime(direction); } }, { x, y: ARROW_Y });
    this.arrows = {
      back: arrow('back', -1, EPG.channelColumn.x + TIMELINE_X + ARROW_INSET),
      on: arrow('on', 1, GRID.contentRight - ROW_ARROW.w),
    };
    // Above all parts of the cells.
    this.arrows.back.zIndex = this.arrows.on.zIndex = LINE_Z + 1;
    this.empty = this.add(EmptyState, { width: GRID.contentWidth }, { x: GRID.contentX, y: EMPTY_Y });
    this.empty.visible = false;
    this.hints = this.add(GuideHints, { translator: app.translator }, { x: GRID.contentX, y: HINTS_Y });
  }

  private skeletonBlocks(): ReadonlyArray<{ x: number; y: number; w: number; h: number; radius: number }> {
    const { rowGain } = this.theme;
    const blocks = [];
    for (let row = 0; row < this.visibleRows; row += 1) {
      const y = EPG.gridY + row * ProgrammeGrid.pitchOf(rowGain);
      const h = ProgrammeGrid.heightOf(rowGain);
      const radius = EPG.cellRadius;
      blocks.push({ x: EPG.channelColumn.x, y, w: EPG.channelColumn.w, h, radius });
      for (const [x, w] of SKELETON_CELLS) blocks.push({ x: EPG.timelineX + x, y, w, h, radius });
    }
    return blocks;
  }

  private follow(): void {
    const { app } = this.props;
    followNumberEntry(this, app, () => this.isOnTop());
    this.bind(app.catalog.refresh, () => {
      this.showEmptiness();
    });
    this.bind(app.time.minuteMs, () => {
      this.showTime();
    });
    for (const source of [app.player.state, app.player.channelKey]) {
      this.bind<unknown>(source, () => {
        this.followPlayer();
      });
    }
    this.bind(this.ui.pointer.isVisible, (isVisible) => {
      this.arrows.back.visible = isVisible;
      this.arrows.on.visible = isVisible;
      if (!isVisible) this.toGrid();
    });
    this.whileAttached((scope) => {
      scope.add(() => {
        this.ui.rest.cancel(this);
        this.ui.rest.cancel(this.header);
        this.dropTime?.();
      });
    });
  }

  private followPlayer(): void {
    const { hasVideo } = this.header;
    this.ground.isOpen = hasVideo;
    this.header.hasStill = !hasVideo;
    const key = this.props.app.player.channelKey.peek();
    // A typed number tunes past the grid: the cursor follows.
    if (key === null || key === this.previewed || !this.isOnTop()) return;
    this.previewed = key;
    this.model.toChannel(key);
  }

  private onMoved(): void {
    this.showEmptiness();
    // The hours come with the programmes: a step of a held key shows the move alone.
    this.dropTime?.();
    this.dropTime = this.ui.frameWork.build(() => {
      this.showTime();
    });
    this.ui.rest.settled(this.header, () => {
      this.header.show(this.model.details());
      this.header.hasStill = !this.header.hasVideo;
    });
    this.ui.rest.settled(this, () => {
      this.model.wantInView();
    });
  }

  private showTime(): void {
    const nowMs = this.props.app.time.nowMs();
    this.ruler.show(this.model.place.peek(), nowMs);
    this.grid.showNow(nowMs);
  }

  /** From an arrow back into the grid. */
  private toGrid(): void {
    if (this.area === 'grid' || this.area === 'empty') return;
    this.area = 'grid';
    this.ui.focus.check();
  }

  private step(rows: number, press: KeyPress): boolean {
    this.toGrid();
    if (this.area !== 'grid') return rows > 0;
    // Up from the first row: a banner above may take it.
    if (rows < 0 && this.model.place.peek().index === 0) return press.isHeld;
    this.model.moveRows(rows, press.isHeld);
    return true;
  }

  /** Chooses between grid, skeleton and the empty state. */
  private showEmptiness(): void {
    const { app } = this.props;
    const isEmpty = this.model.place.peek().count === 0;
    const { kind } = app.catalog.refresh.peek();
    const isLoading = isEmpty && app.live.category.peek() === 'all' && (kind === 'empty' || kind === 'loading');
    const wasEmpty = this.empty.visible;
    this.skeleton.visible = isLoading;
    this.empty.visible = isEmpty && !isLoading;
    for (const part of [this.grid, this.ruler, this.header, this.hints]) part.visible = !isEmpty;
    if (this.empty.visible && !wasEmpty) this.empty.show(noChannels(this.props.app, this.props.app.live.category.peek()));
    const area = this.empty.visible ? 'empty' : this.area === 'empty' ? 'grid' : this.area;
    if (area !== this.area) {
      this.area = area;
      this.ui.focus.check();
    }
  }

  private menus(): GuideMenuParts {
    const { app } = this.props;
    const toNow = (): void => {
      this.goToTop();
    };
    return { ui: this.ui, app, model: this.model, toNow };
  }

  private isOnTop(): boolean {
    return this.props.app.navigation.current.peek().id === this.props.entry.id;
  }

  private takeWindow(): void {
    const { x, y, w, h } = GUIDE_WINDOW;
    const left = this.theme.direction === 'rtl' ? 1920 - x - w : x;
    this.props.app.player.setRect({ x: left, y, width: w, height: h });
  }
}
