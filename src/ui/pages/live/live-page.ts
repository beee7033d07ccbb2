import type { ItemKey } from '#core/base';
import { signal } from '#core/state';
import type { Signal } from '#core/state';
import type { ChannelList } from '#model/live';
import { Button, ChannelCell, EmptyState, Skeleton, VirtualList } from '#ui/components';
import type { ListMemory, VirtualListProps } from '#ui/components';
import { createView, Gradient } from '#ui/engine';
import type { AnyView, KeyPress, LeaveReason } from '#ui/engine';
import { CONTROLS, GRID, LIVE, MOTION, SAFE } from '#ui/theme';
import { HearthPage } from '../hearth-page';
import { followNumberEntry } from '../player/live/follow-number-entry';
import { CategoryList } from './category-list';
import { ChannelPanel } from './channel-panel';
import { PreviewGround } from './preview-ground';

/** Columns of the page that can have focus. */
type Area = 'categories' | 'list' | 'sort' | 'panel' | 'empty';

const LIST = LIVE.channels;
const TITLE_Y = SAFE.top - 4;
const SORT_Y = SAFE.top + 2;
const EMPTY_Y = 220;
/** The list fades out at the foot of the screen. */
const FADE = { y: 990, h: 90, beyond: 20 } as const;
const SKELETON_ROWS = 7;
const NO_CHANNELS: ChannelList = { length: 0, at: () => null, indexOf: () => -1 };

/** Live TV: categories, channels, and what is on the one in focus, with its picture. */
export class LivePage extends HearthPage {
  declare private area: Area;
  declare private categories: CategoryList;
  declare private list: VirtualList<ChannelCell>;
  declare private sortButton: Button;
  declare private panel: ChannelPanel;
  declare private empty: EmptyState;
  declare private skeleton: Skeleton;
  declare private channels: ChannelList;
  /** The category whose channels are listed, and where each category's cursor was. */
  declare private listed: string;
  declare private memories: Map<string, ListMemory>;
  /** The channel the cursor goes to as soon as it is listed. */
  declare private wanted: ItemKey | null;
  /** The channel the panel tells about. */
  declare private told: Signal<ItemKey | null>;
  /** Names the wait for the preview in `ui.rest`. */
  declare private previewSlot: object;
  declare private previewed: ItemKey | null;

  override pageTitle(): string {
    return this.props.app.translator.t('nav.live');
  }

  override enter(): void {
    const { entry } = this.props;
    this.takeWindow();
    const memory = entry.recall('channels');
    if (memory !== null) this.memories.set(this.listed, memory);
    const isBack = memory !== null && this.props.app.player.channelKey.peek() === null;
    if (isBack && this.channels.length > 0) this.list.recall(memory);
    else this.toCurrentChannel();
    const area = entry.recall('area')?.id;
    this.area = area === 'categories' ? 'categories' : 'list';
    this.settleArea();
  }

  override restore(): void {
    this.takeWindow();
    this.toCurrentChannel();
    if (this.area !== 'categories') this.area = 'list';
    this.settleArea();
    this.delayPreview();
  }

  override leave(_reason: LeaveReason): void {
    const { entry } = this.props;
    this.ui.rest.cancel(this.previewSlot);
    if (this.list.length > 0) entry.remember('channels', this.list.remember());
    entry.remember('area', { id: this.area, index: 0, offset: 0 });
  }

  override _getFocused(): AnyView {
    switch (this.area) {
      case 'list':
        return this.list;
      case 'sort':
        return this.sortButton;
      case 'panel':
        return this.panel;
      case 'empty':
        return this.empty;
      case 'categories':
        return this.categories;
    }
  }

  override focusChild(child: AnyView): boolean {
    const area = child === this.list ? 'list' : child === this.panel ? 'panel' : child === this.sortButton ? 'sort' : child === this.empty ? 'empty' : 'categories';
    if (child !== this.categories && area === 'categories') return false;
    this.goTo(area);
    return true;
  }

  override _handleLeft(press: KeyPress): boolean {
    if (this.area === 'categories') return super._handleLeft(press);
    if (!press.isHeld) this.goTo(this.area === 'panel' ? 'list' : 'categories');
    return true;
  }

  override _handleRight(press: KeyPress): boolean {
    if (press.isHeld) return true;
    if (this.area === 'categories') {
      this.categories.choose();
      this.goTo(this.channels.length > 0 ? 'list' : 'empty');
    } else if (this.area === 'list' || this.area === 'sort') this.goTo('panel');
    return true;
  }

  override _handleUp(press: KeyPress): boolean {
    if (this.area === 'list' && !press.isHeld) this.goTo('sort');
    return true;
  }

  override _handleDown(_press: KeyPress): boolean {
    if (this.area === 'sort') this.goTo('list');
    return true;
  }

  override _handleBack(press: KeyPress): boolean {
    if (this.area === 'categories') return super._handleBack(press);
    this.goTo(this.area === 'panel' || this.area === 'sort' ? 'list' : 'categories');
    return true;
  }

  override _handleChannelUp(press: KeyPress): boolean {
    return this.list.move(-this.visibleRows(), press.isHeld);
  }

  override _handleChannelDown(press: KeyPress): boolean {
    return this.list.move(this.visibleRows(), press.isHeld);
  }

  override _handleDigit(press: KeyPress): boolean {
    this.props.app.live.pressDigit(press.digit);
    return true;
  }

  override _handleYellow(_press: KeyPress): boolean {
    const key = this.currentKey();
    if (key !== null) this.props.app.live.toggleFavourite(key);
    return true;
  }

  override _handleBlue(_press: KeyPress): boolean {
    this.props.app.live.cycleSort();
    return true;
  }

  override _handlePlay(_press: KeyPress): boolean {
    this.watch();
    return true;
  }

  override _handlePlayPause(_press: KeyPress): boolean {
    this.watch();
    return true;
  }

  protected override build(): void {
    const { app } = this.props;
    const { live, player } = app;
    this.area = 'list';
    this.channels = NO_CHANNELS;
    this.listed = live.category.peek();
    this.memories = new Map();
    this.wanted = null;
    this.told = signal<ItemKey | null>(null);
    this.previewSlot = {};
    this.previewed = player.channelKey.peek();
    this.buildParts();
    followNumberEntry(this, app, () => this.isOnTop());
    this.bind(live.channels, (channels) => {
      this.showChannels(channels);
    });
    this.bind(app.catalog.refresh, () => {
      this.showEmptiness();
    });
    this.bind(live.sort, (sort) => {
      this.showSort(sort);
    });
    this.bind(player.channelKey, (key) => {
      // A typed number tunes past the list: the cursor follows.
      if (key === null || key === this.previewed || !this.isOnTop()) return;
      this.previewed = key;
      this.toChannel(key);
    });
    this.whileAttached((scope) => {
      scope.effect(() => {
        const key = this.told.value;
        this.panel.show(key === null ? null : live.details(key));
      });
      scope.add(() => {
        this.ui.rest.cancel(this.previewSlot);
        this.ui.rest.cancel(this);
      });
    });
  }

  private buildParts(): void {
    const { app } = this.props;
    const { t } = app.translator;
    const { color, rowGain } = this.theme;
    this.add(PreviewGround, {});
    this.addText({ style: 'title2', content: this.pageTitle() }, GRID.contentX, TITLE_Y);
    const pitch = LIST.pitch + rowGain;
    const blocks = Array.from({ length: SKELETON_ROWS }, (_unused, i) => ({ x: LIST.x, y: LIST.y + i * pitch, w: LIST.w, h: LIST.h + rowGain, radius: 20 }));
    this.skeleton = this.add(Skeleton, { blocks });
    const onPress = (): void => {
      this.goTo(this.channels.length > 0 ? 'list' : 'empty');
    };
    this.categories = this.add(CategoryList, { app, onPress }, { x: LIVE.categories.x, y: LIVE.categories.y });
    this.list = this.add(VirtualList<ChannelCell>, this.listProps(pitch), { x: LIST.x, y: LIST.y });
    this.put(new Gradient(this.stage), LIST.x - FADE.beyond, FADE.y, LIST.w + 2 * FADE.beyond, FADE.h).setUp(color.bg, 0, 1, 'down');
    this.panel = this.add(ChannelPanel, { app }, { x: LIVE.preview.x, y: LIVE.preview.y });
    const spec = { id: 'sort', label: t('live.sort'), onPress: () => undefined };
    this.sortButton = this.add(Button, { spec, height: CONTROLS.pill.h }, { y: SORT_Y });
    this.empty = this.add(EmptyState, { width: GRID.contentRight - LIST.x }, { x: LIST.x, y: EMPTY_Y });
    this.empty.visible = false;
  }

  private listProps(pitch: number): VirtualListProps<ChannelCell> {
    const visible = this.visibleRows();
    return {
      width: LIST.w,
      pitch,
      visible,
      peek: Math.ceil((1080 - LIST.y) / pitch) - visible,
      name: this.props.app.translator.t('live.channels'),
      edge: 'leave',
      createCell: (stage) => createView(stage, ChannelCell, { kind: 'list' }),
      bindCell: (cell, index) => {
        cell.show(this.channels.at(index), index, this.channels.length);
      },
      onMove: () => {
        this.onMoved();
      },
      onWindow: (from, to) => {
        this.ui.rest.settled(this.list, () => {
          this.props.app.live.showing(from, to);
        });
      },
      onPress: () => {
        this.watch();
      },
    };
  }

  private visibleRows(): number {
    return Math.floor((FADE.y - LIST.y) / (LIST.pitch + this.theme.rowGain));
  }

  private showChannels(channels: ChannelList): void {
    const { live } = this.props.app;
    const category = live.category.peek();
    const isOther = category !== this.listed;
    if (isOther && this.list.length > 0) this.memories.set(this.listed, this.list.remember());
    this.listed = category;
    this.channels = channels;
    const items = {
      length: channels.length,
      idAt: (index: number) => channels.at(index)?.key ?? '',
      indexOf: (id: string) => channels.indexOf(id as ItemKey),
    };
    if (isOther) this.list.setItems(items, this.memories.get(category) ?? { id: live.lastKey.peek() ?? '', index: 0, offset: 0 });
    else this.list.setItems(items);
    if (this.wanted !== null && this.list.focusId(this.wanted)) this.wanted = null;
    this.showEmptiness();
    this.onMoved();
  }

  /** Chooses between list, skeleton and the empty state. */
  private showEmptiness(): void {
    const { app } = this.props;
    const isEmpty = this.channels.length === 0;
    const { kind } = app.catalog.refresh.peek();
    const isLoading = isEmpty && this.listed === 'all' && (kind === 'empty' || kind === 'loading');
    this.skeleton.visible = isLoading;
    this.list.visible = !isEmpty;
    this.panel.visible = !isEmpty;
    this.sortButton.visible = !isEmpty && this.listed !== 'favourites';
    this.empty.visible = isEmpty && !isLoading;
    if (this.empty.visible) this.fillEmpty();
    this.settleArea();
  }

  private fillEmpty(): void {
    const { live, translator } = this.props.app;
    const { t } = translator;
    const isFavourites = this.listed === 'favourites';
    const toAll = {
      id: 'all',
      label: t('live.all'),
      onPress: () => {
        live.chooseCategory('all');
        this.area = 'list';
      },
    };
    this.empty.show({
      title: t(isFavourites ? 'live.no-favourites.title' : 'live.no-channels.title'),
      text: t(isFavourites ? 'live.no-favourites.text' : 'live.no-channels.text'),
      buttons: isFavourites ? [toAll] : [],
    });
  }

  private showSort(sort: 'provider' | 'number' | 'name'): void {
    const { live, translator } = this.props.app;
    const onPress = (): void => {
      live.cycleSort();
    };
    this.sortButton.show({ id: 'sort', label: translator.t(`live.sort.${sort}`), icon: 'sort', onPress });
    this.sortButton.x = LIST.x + LIST.w - this.sortButton.w;
  }

  private currentKey(): ItemKey | null {
    return this.channels.at(this.list.index)?.key ?? null;
  }

  private watch(): void {
    const key = this.currentKey();
    if (key !== null) this.props.app.live.watch(key);
  }

  private goTo(area: Area): void {
    this.area = area;
    this.settleArea();
  }

  /** Focus is never in a part that is not there. */
  private settleArea(): void {
    const isEmpty = this.channels.length === 0;
    if (this.area === 'sort' && !this.sortButton.visible) this.area = 'list';
    if (isEmpty && this.area !== 'categories') this.area = this.empty.visible && this.listed === 'favourites' ? 'empty' : 'categories';
    else if (!isEmpty && this.area === 'empty') this.area = 'list';
    this.ui.focus.refresh();
    this.ui.focus.check();
  }

  private onMoved(): void {
    this.ui.rest.settled(this, () => {
      this.told.value = this.currentKey();
    });
    this.delayPreview();
  }

  /** The picture of the channel in focus comes after a rest, where the viewer wants previews and the set can. */
  private delayPreview(): void {
    const { app } = this.props;
    const isAllowed = app.settings.values.peek().isPreviewOn && !this.theme.isReducedMotion && this.ui.capabilities.memoryClass !== 'low';
    if (!isAllowed) return;
    this.ui.rest.after(this.previewSlot, MOTION.previewVideo.restMs, () => {
      const key = this.currentKey();
      const isResting = this.area === 'list' || this.area === 'panel';
      if (key === null || !isResting || !this.isOnTop() || key === app.player.channelKey.peek()) return;
      this.previewed = key;
      app.live.preview(key);
    });
  }

  private isOnTop(): boolean {
    return this.props.app.navigation.current.peek().id === this.props.entry.id;
  }

  private takeWindow(): void {
    const { x, y, w, h } = LIVE.preview;
    const left = this.theme.direction === 'rtl' ? 1920 - x - w : x;
    this.props.app.player.setRect({ x: left, y, w, h });
  }

  /** Where focus begins: the playing channel, else the last one. */
  private toCurrentChannel(): void {
    const { live, player } = this.props.app;
    const key = player.channelKey.peek() ?? live.lastKey.peek();
    this.previewed = player.channelKey.peek();
    if (key !== null) this.toChannel(key);
  }

  private toChannel(key: ItemKey): void {
    if (this.list.focusId(key)) return;
    this.wanted = key;
    if (this.listed !== 'all') this.props.app.live.chooseCategory('all');
  }
}
