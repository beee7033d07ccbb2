import type { ItemKey } from '#core/base';
import type { AppModel } from '#model/app';
import type { ChannelList, ChannelView } from '#model/live';
import { Button, ChannelCell, VirtualList } from '#ui/components';
import type { ListMemory, VirtualListProps } from '#ui/components';
import { createView, Gradient, View } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';
import { CONTROLS, LIVE, SAFE } from '#ui/theme';

/** What a {@link ChannelColumn} is made with. */
export interface ChannelColumnProps {
  readonly app: AppModel;
  /** The cursor came to another channel, or the list changed; `null`: there is none. */
  onMove(key: ItemKey | null): void;
  /** OK on a channel. */
  onPress(key: ItemKey): void;
  /** OK held on a channel. */
  onHold(channel: ChannelView): void;
}

const LIST = LIVE.channels;
const SORT_Y = SAFE.top + 2;
/** The list fades out at the foot of the screen. */
const FADE = { y: 990, h: 90, beyond: 20, z: 10 } as const;
const NO_CHANNELS: ChannelList = { length: 0, at: () => null, indexOf: () => -1 };

/** The channels of the chosen category, and how they are ordered. Each category remembers its channel. */
export class ChannelColumn extends View<ChannelColumnProps> {
  declare private list: VirtualList<ChannelCell>;
  declare private sortButton: Button;
  declare private isOnSort: boolean;
  declare private channels: ChannelList;
  declare private listed: string;
  declare private memories: Map<string, ListMemory>;
  /** The channel the cursor goes to as soon as it is listed. */
  declare private wanted: ItemKey | null;

  /** Whether the category has no channels: there is nothing to focus. */
  get isEmpty(): boolean {
    return this.channels.length === 0;
  }

  /** Id of the category that is listed. */
  get category(): string {
    return this.listed;
  }

  /** Channel under the cursor. */
  get currentKey(): ItemKey | null {
    return this.channels.at(this.list.index)?.key ?? null;
  }

  /** Whether the cursor is in the list, not on the button above it. */
  get isOnChannel(): boolean {
    return !this.isOnSort;
  }

  /** Puts the cursor on a channel; when the category does not have it, all channels are listed. */
  toChannel(key: ItemKey): void {
    this.toList();
    if (this.list.focusId(key)) return;
    this.wanted = key;
    if (this.listed !== 'all') this.props.app.live.chooseCategory('all');
  }

  /** From the button above the list back into it. */
  toList(): void {
    this.isOnSort = false;
    this.ui.focus.check();
  }

  /** What brings the cursor back; `null` in an empty list. */
  remember(): ListMemory | null {
    return this.isEmpty ? null : this.list.remember();
  }

  /** Goes back to a remembered channel, now or as soon as there are channels. */
  recall(memory: ListMemory): void {
    if (this.isEmpty) this.memories.set(this.listed, memory);
    else this.list.recall(memory);
  }

  override _getFocused(): AnyView {
    return this.isOnSort ? this.sortButton : this.list;
  }

  override focusChild(child: AnyView): boolean {
    this.isOnSort = child === this.sortButton;
    return this.isOnSort || child === this.list;
  }

  override _handleUp(press: KeyPress): boolean {
    if (!press.isHeld && this.sortButton.visible) this.isOnSort = true;
    return true;
  }

  override _handleDown(_press: KeyPress): boolean {
    this.isOnSort = false;
    return true;
  }

  override _handleBack(_press: KeyPress): boolean {
    if (!this.isOnSort) return false;
    this.isOnSort = false;
    return true;
  }

  override _handleOkLong(_press: KeyPress): boolean {
    const channel = this.isOnSort ? null : this.channels.at(this.list.index);
    if (channel !== null) this.props.onHold(channel);
    return true;
  }

  override _handleChannelUp(press: KeyPress): boolean {
    return this.page(-1, press.isHeld);
  }

  override _handleChannelDown(press: KeyPress): boolean {
    return this.page(1, press.isHeld);
  }

  /** A page of rows on or back, also while another column has the focus. */
  page(direction: 1 | -1, isHeld: boolean): boolean {
    this.list.move(direction * this.visibleRows(), isHeld);
    return true;
  }

  protected override build(): void {
    const { live, translator } = this.props.app;
    this.w = LIST.w;
    this.h = 1080;
    this.isOnSort = false;
    this.channels = NO_CHANNELS;
    this.listed = live.category.peek();
    this.memories = new Map();
    this.wanted = null;
    const pitch = LIST.pitch + this.theme.rowGain;
    this.list = this.add(VirtualList<ChannelCell>, this.listProps(pitch), { y: LIST.y });
    const fade = this.put(new Gradient(this.stage), -FADE.beyond, FADE.y, LIST.w + 2 * FADE.beyond, FADE.h);
    fade.setUp(this.theme.color.bg, 0, 1, 'down');
    // Above every layer of the rows, below the row in focus.
    fade.zIndex = FADE.z;
    const spec = { id: 'sort', label: translator.t('live.sort'), onPress: () => undefined };
    this.sortButton = this.add(Button, { spec, height: CONTROLS.pill.h }, { y: SORT_Y });
    this.bind(live.channels, (channels) => {
      this.show(channels);
    });
    this.bind(live.sort, (sort) => {
      const onPress = (): void => {
        live.cycleSort();
      };
      // The usual order needs no words on screen.
      const isIconOnly = sort === 'provider';
      this.sortButton.show({ id: 'sort', label: translator.t(`live.sort.${sort}`), icon: 'sort', isIconOnly, onPress });
      this.sortButton.x = LIST.w - this.sortButton.w;
    });
    this.whileAttached((scope) => {
      scope.add(() => {
        this.ui.rest.cancel(this);
        this.ui.rest.cancel(this.list);
      });
    });
  }

  private visibleRows(): number {
    return Math.floor((FADE.y - LIST.y) / (LIST.pitch + this.theme.rowGain));
  }

  private listProps(pitch: number): VirtualListProps<ChannelCell> {
    const { app } = this.props;
    const visible = this.visibleRows();
    return {
      width: LIST.w,
      pitch,
      visible,
      peek: Math.ceil((1080 - LIST.y) / pitch) - visible,
      name: app.translator.t('live.channels'),
      edge: 'leave',
      createCell: (stage) => createView(stage, ChannelCell, { kind: 'list' }),
      bindCell: (cell, index) => {
        cell.show(this.channels.at(index), index, this.channels.length);
      },
      onMove: () => {
        this.props.onMove(this.currentKey);
      },
      onWindow: (from, to) => {
        this.ui.rest.settled(this.list, () => {
          app.live.showing(from, to);
        });
      },
      onPress: () => {
        const key = this.currentKey;
        if (key !== null) this.props.onPress(key);
      },
    };
  }

  private show(channels: ChannelList): void {
    const { live, player } = this.props.app;
    const category = live.category.peek();
    const isOther = category !== this.listed || this.isEmpty;
    if (isOther && !this.isEmpty) this.memories.set(this.listed, this.list.remember());
    this.listed = category;
    this.channels = channels;
    const items = {
      length: channels.length,
      idAt: (index: number) => channels.at(index)?.key ?? '',
      indexOf: (id: string) => channels.indexOf(id as ItemKey),
    };
    const current = player.channelKey.peek() ?? live.lastKey.peek() ?? '';
    if (isOther) this.list.setItems(items, this.memories.get(category) ?? { id: current, index: 0, offset: 0 });
    else this.list.setItems(items);
    if (this.wanted !== null && this.list.focusId(this.wanted)) this.wanted = null;
    this.list.visible = !this.isEmpty;
    this.sortButton.visible = !this.isEmpty && category !== 'favourites';
    if (!this.sortButton.visible) this.isOnSort = false;
    this.props.onMove(this.currentKey);
  }
}
