import type { ItemKey } from '#core/base';
import { computed } from '#core/state';
import type { AppModel } from '#model/app';
import type { ChannelList, ChannelView } from '#model/live';
import { ChannelCell, VirtualList } from '#ui/components';
import { createView, View } from '#ui/engine';
import type { AnyView, Text } from '#ui/engine';
import { PLAYER } from '#ui/theme';

/** What a {@link ZapList} is made with. */
export interface ZapListProps {
  readonly app: AppModel;
  /** OK on a channel. */
  onPress(key: ItemKey): void;
  /** The cursor came to another channel. */
  onMove(key: ItemKey): void;
}

const { h: ROW, pitch: PITCH, items: ROWS } = PLAYER.zapList;
const HINT_Y = 986 - PLAYER.zapList.y;
/** The playing channel stands below two others. */
const ABOVE_PLAYING = 2;
const NO_CHANNELS: ChannelList = { length: 0, at: () => null, indexOf: () => -1 };

/** Channels of the current list beside the picture, around the playing one. Beside the banner it is only looked at. */
export class ZapList extends View<ZapListProps> {
  declare private list: VirtualList<ChannelCell>;
  declare private channels: ChannelList;
  declare private playingIndex: number;
  declare private isLengthHidden: boolean;
  declare private hint: Text;

  /** Channel under the cursor; `null` in an empty list. */
  get currentKey(): ItemKey | null {
    return this.channels.at(this.list.index)?.key ?? null;
  }

  /** Puts the cursor on the playing channel. */
  toPlaying(): void {
    const index = Math.max(0, this.playingIndex);
    this.list.recall({ id: this.channels.at(index)?.key ?? '', index, offset: index - ABOVE_PLAYING });
  }

  /** Walks on from the cursor without changing channels yet; wraps at the ends, as zapping does. */
  walk(direction: 1 | -1): void {
    const { length } = this.channels;
    if (length === 0) return;
    const index = (Math.max(0, this.list.index) + direction + length) % length;
    this.list.recall({ id: this.channels.at(index)?.key ?? '', index, offset: index - ABOVE_PLAYING });
  }

  override _getFocused(): AnyView {
    return this.list;
  }

  override _focus(): void {
    // Here Up and Down only choose.
    this.hint.visible = false;
  }

  override _unfocus(): void {
    this.hint.visible = true;
  }

  /** Of a match that may not tell how long it is, the list beside it does not, either. */
  private itemAt(index: number): ChannelView | null {
    const item = this.channels.at(index);
    if (item?.isPlaying !== true || !this.isLengthHidden) return item;
    return { ...item, nowRange: '', progress: -1, spoken: [item.number, item.name].filter((word) => word !== '').join(', ') };
  }

  protected override build(): void {
    const { app } = this.props;
    const { rowGain, color } = this.theme;
    this.w = PLAYER.zapList.w;
    this.h = 1080 - PLAYER.zapList.y;
    this.channels = NO_CHANNELS;
    this.playingIndex = -1;
    this.isLengthHidden = false;
    const pitch = PITCH + rowGain;
    this.list = this.add(VirtualList<ChannelCell>, {
      width: this.w,
      pitch,
      visible: Math.min(ROWS, Math.floor((HINT_Y - ROW - rowGain) / pitch) + 1),
      name: app.translator.t('live.channels'),
      createCell: (stage) => createView(stage, ChannelCell, { kind: 'zap' }),
      bindCell: (cell, index) => {
        cell.show(this.itemAt(index), index, this.channels.length);
      },
      onWindow: (from, to) => {
        this.ui.rest.settled(this, () => {
          this.wantGuide(from, to);
        });
      },
      onMove: () => {
        const key = this.currentKey;
        if (key !== null) this.props.onMove(key);
      },
      onPress: () => {
        const key = this.currentKey;
        if (key !== null) this.props.onPress(key);
      },
    });
    this.hint = this.addText(
      { style: 'caption', color: color.text2, maxWidth: this.w, content: app.translator.t('live.change-channel') },
      0,
      HINT_Y,
    );
    const shown = computed(() => ({ ...app.live.zapList.value, isLengthHidden: app.player.isLengthHidden.value }));
    this.bind(shown, ({ channels, playingIndex, isLengthHidden }) => {
      this.channels = channels;
      this.isLengthHidden = isLengthHidden;
      const isMoved = playingIndex !== this.playingIndex;
      this.playingIndex = playingIndex;
      this.list.setItems({
        length: channels.length,
        idAt: (index) => channels.at(index)?.key ?? '',
        indexOf: (id) => channels.indexOf(id as ItemKey),
      });
      if (isMoved && !this.list.hasFocus()) this.toPlaying();
    });
  }

  private wantGuide(from: number, to: number): void {
    const keys: ItemKey[] = [];
    for (let index = from; index <= to; index += 1) {
      const channel = this.channels.at(index);
      if (channel !== null) keys.push(channel.key);
    }
    if (keys.length > 0) this.props.app.catalog.wantGuide(keys);
  }
}
