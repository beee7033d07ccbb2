import type { ItemKey } from '#core/base';
import { EmptyState, Skeleton } from '#ui/components';
import type { AnyView, KeyPress, LeaveReason } from '#ui/engine';
import { GRID, LIVE, MOTION, RADIUS, SAFE } from '#ui/theme';
import { HearthPage } from '../hearth-page';
import { noChannels } from '../no-channels';
import { openOptions } from '../open-options';
import { followNumberEntry } from '../player/live/follow-number-entry';
import { CategoryList } from './category-list';
import { ChannelColumn } from './channel-column';
import { ChannelPanel } from './channel-panel';
import { PreviewGround } from './preview-ground';

/** Columns of the page that can have focus. */
type Area = 'categories' | 'channels' | 'panel' | 'empty';

const LIST = LIVE.channels;
const TITLE_Y = SAFE.top - 4;
const EMPTY_Y = 220;
const SKELETON_ROWS = 7;

/** Live TV: categories, channels, and what is on the one in focus, with its picture. */
export class LivePage extends HearthPage {
  declare private area: Area;
  declare private ground: PreviewGround;
  declare private categories: CategoryList;
  declare private column: ChannelColumn;
  declare private panel: ChannelPanel;
  declare private empty: EmptyState;
  declare private skeleton: Skeleton;
  /** Names the wait for the preview in `ui.rest`. */
  declare private previewSlot: object;
  /** The channel that wait is for. */
  declare private awaited: ItemKey | null;
  /** The channel that plays by this page's doing: the cursor is where it belongs. */
  declare private previewed: ItemKey | null;
  /** Focus went to the categories because the channels are still awaited, and nobody has pressed a key since. */
  declare private isAwaiting: boolean;

  override get canSleep(): boolean {
    return true;
  }

  override pageTitle(): string {
    return this.props.app.translator.t('nav.live');
  }

  override enter(): void {
    const { app, entry } = this.props;
    this.takeWindow();
    const memory = entry.recall('channels');
    if (memory !== null && app.player.channelKey.peek() === null) this.column.recall(memory);
    else this.toCurrentChannel();
    this.goTo(entry.recall('area')?.id === 'categories' ? 'categories' : 'channels');
  }

  override restore(): void {
    this.takeWindow();
    this.toCurrentChannel();
    this.goTo(this.area === 'categories' ? 'categories' : 'channels');
    this.delayPreview();
  }

  override leave(_reason: LeaveReason): void {
    const { entry } = this.props;
    this.forgetPreview();
    const memory = this.column.remember();
    if (memory !== null) entry.remember('channels', memory);
    entry.remember('area', { id: this.area, index: 0, offset: 0 });
  }

  override _getFocused(): AnyView {
    switch (this.area) {
      case 'channels':
        return this.column;
      case 'panel':
        return this.panel;
      case 'empty':
        return this.empty;
      case 'categories':
        return this.categories;
    }
  }

  override focusChild(child: AnyView): boolean {
    if (child === this.categories) this.goTo('categories');
    else if (child === this.column) this.goTo('channels');
    else if (child === this.panel) this.goTo('panel');
    else if (child === this.empty) this.goTo('empty');
    else return false;
    return true;
  }

  override _captureKey(_press: KeyPress): boolean {
    this.isAwaiting = false;
    return false;
  }

  override _handleLeft(press: KeyPress): boolean {
    if (this.area === 'categories') return super._handleLeft(press);
    if (!press.isHeld) this.goTo(this.area === 'panel' ? 'channels' : 'categories');
    return true;
  }

  override _handleRight(press: KeyPress): boolean {
    if (press.isHeld) return true;
    if (this.area === 'categories') this.toChannels();
    else if (this.area === 'channels') this.goTo('panel');
    return true;
  }

  override _handleBack(press: KeyPress): boolean {
    if (this.area === 'categories') return super._handleBack(press);
    this.goTo(this.area === 'panel' ? 'channels' : 'categories');
    return true;
  }

  override _handleChannelUp(press: KeyPress): boolean {
    return this.column.page(-1, press.isHeld);
  }

  override _handleChannelDown(press: KeyPress): boolean {
    return this.column.page(1, press.isHeld);
  }

  override _handleDigit(press: KeyPress): boolean {
    this.props.app.live.pressDigit(press.digit);
    return true;
  }

  override _handleYellow(_press: KeyPress): boolean {
    const key = this.column.currentKey;
    if (key !== null) this.props.app.live.toggleFavourite(key);
    return true;
  }

  override _handleBlue(_press: KeyPress): boolean {
    this.props.app.live.cycleSort();
    return true;
  }

  override _handleGuide(_press: KeyPress): boolean {
    this.props.app.navigation.open({ name: 'guide' });
    return true;
  }

  override _handlePlay(_press: KeyPress): boolean {
    return this.watch();
  }

  override _handlePlayPause(_press: KeyPress): boolean {
    return this.watch();
  }

  protected override build(): void {
    const { app } = this.props;
    this.area = 'channels';
    this.isAwaiting = false;
    this.previewSlot = {};
    this.awaited = null;
    this.previewed = app.player.channelKey.peek();
    this.buildParts();
    followNumberEntry(this, app, () => this.isOnTop());
    this.bind(app.catalog.refresh, () => {
      this.showEmptiness();
    });
    this.bind(app.player.channelKey, (key) => {
      // A typed number tunes past the list: the cursor follows.
      if (key === null || key === this.previewed || !this.isOnTop()) return;
      this.previewed = key;
      this.column.toChannel(key);
      this.goTo('channels');
    });
    this.whileAttached((scope) => {
      scope.add(() => {
        this.forgetPreview();
        this.ui.rest.cancel(this);
      });
    });
  }

  private buildParts(): void {
    const { app } = this.props;
    this.ground = this.add(PreviewGround, { window: LIVE.preview });
    this.addText({ style: 'title2', content: this.pageTitle() }, GRID.contentX, TITLE_Y);
    const { rowGain } = this.theme;
    const block = (_unused: unknown, row: number) => ({
      x: LIST.x,
      y: LIST.y + row * (LIST.pitch + rowGain),
      w: LIST.w,
      h: LIST.h + rowGain,
      radius: RADIUS.row,
    });
    this.skeleton = this.add(Skeleton, { blocks: Array.from({ length: SKELETON_ROWS }, block) });
    const onPress = (): void => {
      this.toChannels();
    };
    this.categories = this.add(CategoryList, { app, onPress }, { x: LIVE.categories.x, y: LIVE.categories.y });
    this.panel = this.add(ChannelPanel, { app }, { x: LIVE.preview.x, y: LIVE.preview.y });
    this.empty = this.add(EmptyState, { width: GRID.contentRight - LIST.x }, { x: LIST.x, y: EMPTY_Y });
    this.column = this.add(
      ChannelColumn,
      {
        app,
        onMove: () => {
          this.onMoved();
        },
        onPress(key) {
          app.live.watch(key);
        },
        onHold: ({ key, name, nowTitle, logo }) => {
          const facts = nowTitle === '' ? [] : [nowTitle];
          void openOptions(this.ui, app, { id: key, key, kind: 'channel', title: name, facts, image: '', logo, action: { kind: 'watch-channel', key } });
        },
      },
      { x: LIST.x },
    );
    this.showEmptiness();
  }

  private watch(): boolean {
    const key = this.column.currentKey;
    if (key !== null) this.props.app.live.watch(key);
    return true;
  }

  /** From the categories into what they list. */
  private toChannels(): void {
    this.categories.choose();
    this.goTo('channels');
  }

  private goTo(area: Area): void {
    this.area = area;
    this.settleArea();
  }

  /** Focus is never in a part that is not there. */
  private settleArea(): void {
    const { isEmpty } = this.column;
    if (isEmpty && this.area !== 'categories') {
      this.isAwaiting = this.area === 'channels' && this.skeleton.visible;
      this.area = this.hasEmptyButton() ? 'empty' : 'categories';
    } else if (!isEmpty && (this.area === 'empty' || this.isAwaiting)) {
      this.isAwaiting = false;
      this.area = 'channels';
    }
    this.ui.focus.refresh();
    this.ui.focus.check();
  }

  private hasEmptyButton(): boolean {
    return this.empty.visible && this.column.category === 'favourites';
  }

  private onMoved(): void {
    this.showEmptiness();
    // The column tells of every change of its channels too: time, guide, favourites, what plays.
    this.ui.rest.settled(this, () => {
      const key = this.column.currentKey;
      this.panel.show(key === null ? null : this.props.app.live.details(key));
    });
    this.delayPreview();
  }

  /** Chooses between channels, skeleton and the empty state. */
  private showEmptiness(): void {
    const { isEmpty, category } = this.column;
    const { kind } = this.props.app.catalog.refresh.peek();
    const isLoading = isEmpty && category === 'all' && (kind === 'empty' || kind === 'loading');
    const wasEmpty = this.empty.visible;
    this.skeleton.visible = isLoading;
    this.panel.visible = !isEmpty;
    this.ground.isOpen = !isEmpty;
    this.empty.visible = isEmpty && !isLoading;
    if (this.empty.visible && !wasEmpty) this.empty.show(noChannels(this.props.app, this.column.category));
    this.settleArea();
  }

  /** The picture of the channel in focus comes after a rest, where the viewer wants previews and the set can. */
  private delayPreview(): void {
    const { app } = this.props;
    const { isPreviewOn, isDataSaverOn } = app.settings.values.peek();
    const isAllowed =
      isPreviewOn &&
      !isDataSaverOn &&
      !this.theme.isReducedMotion &&
      this.ui.capabilities.memoryClass !== 'low';
    const key = this.column.currentKey;
    // What merely changed about the channel does not start the wait again.
    if (isAllowed && key === this.awaited) return;
    this.forgetPreview();
    if (!isAllowed || key === null || key === app.player.channelKey.peek()) return;
    this.awaited = key;
    this.ui.rest.after(this.previewSlot, MOTION.previewVideo.restMs, () => {
      this.awaited = null;
      const isResting = (this.area === 'channels' && this.column.isOnChannel) || this.area === 'panel';
      if (!isResting || !this.isOnTop() || key === app.player.channelKey.peek()) return;
      this.previewed = key;
      app.live.preview(key);
    });
  }

  private forgetPreview(): void {
    this.awaited = null;
    this.ui.rest.cancel(this.previewSlot);
  }

  private isOnTop(): boolean {
    return this.props.app.navigation.current.peek().id === this.props.entry.id;
  }

  private takeWindow(): void {
    const { x, y, w, h } = LIVE.preview;
    const left = this.theme.direction === 'rtl' ? 1920 - x - w : x;
    this.props.app.player.setRect({ x: left, y, width: w, height: h });
  }

  /** Where focus begins: the playing channel, else the last one. */
  private toCurrentChannel(): void {
    const { live, player } = this.props.app;
    this.previewed = player.channelKey.peek();
    const key = this.previewed ?? live.lastKey.peek();
    if (key !== null) this.column.toChannel(key);
  }
}
