import { Box, Icon, View } from '#ui/engine';
import type { FocusLook, IconName, Spoken, Text } from '#ui/engine';
import { FOCUS, LIVE, PLAYER, RADIUS, withAlpha } from '#ui/theme';
import type { Argb } from '#ui/theme';
import { LogoTile } from './logo-tile';
import { ProgressLine } from './progress-line';
import type { ListCell } from './virtual-list';

/** A channel as a row draws it. */
export interface ChannelItem {
  readonly key: string;
  /** `103`, `5.1`, or empty. */
  readonly number: string;
  readonly name: string;
  readonly logo: string;
  /** Empty without a guide: the name takes its place. */
  readonly nowTitle: string;
  readonly nowRange: string;
  readonly nextLine: string;
  /** 0..1; -1: no bar. */
  readonly progress: number;
  readonly isFavourite: boolean;
  readonly hasArchive: boolean;
  readonly isRadio: boolean;
  readonly isPlaying: boolean;
  readonly spoken: string;
}

/** Which row it is: of the Live TV page, of the zap list over video, or a match of a typed number. */
export type ChannelCellKind = 'list' | 'zap' | 'match';

/** How a channel row is made. */
export interface ChannelCellProps {
  readonly kind: ChannelCellKind;
}

interface Geometry {
  readonly w: number;
  readonly h: number;
  readonly radius: number;
  readonly numberX: number;
  readonly numberW: number;
  readonly logo: readonly [x: number, y: number, w: number, h: number];
  readonly logoRadius: number;
  readonly textX: number;
  readonly textW: number;
  readonly titleY: number;
  /** Between title and second line, and between that and the bar. */
  readonly lineGap: number;
  readonly barGap: number;
  readonly barW: number;
}

const OVER_VIDEO: Geometry = {
  w: PLAYER.zapList.w,
  h: PLAYER.zapList.h,
  radius: 18,
  numberX: 10,
  numberW: 60,
  logo: [74, 18, 110, 64],
  logoRadius: RADIUS.logoTile,
  textX: 202,
  textW: 306,
  titleY: 9,
  lineGap: 0,
  barGap: 8,
  barW: 300,
};
const GEOMETRY: Readonly<Record<ChannelCellKind, Geometry>> = {
  list: {
    w: LIVE.channels.w,
    h: LIVE.channels.h,
    radius: RADIUS.row,
    numberX: 12,
    numberW: 64,
    logo: [84, 20, 124, 72],
    logoRadius: 12,
    textX: 232,
    textW: 430,
    titleY: 10,
    lineGap: 2,
    barGap: 10,
    barW: 430,
  },
  zap: OVER_VIDEO,
  match: { ...OVER_VIDEO, lineGap: 4 },
};
const BAR_HEIGHT = 5;
const MARK = { size: 28, right: 46, y: 14, pitch: 38, gap: 12 } as const;
const MARKS: ReadonlyArray<IconName | ''> = ['', 'heartf', 'catchup', 'audio'];
const MAX_MARKS = 3;
/** Heights of what all rows have alike: drawn together, each kind is one draw call for the whole list. */
const LAYER = { logo: 1, bar: 3, mark: 4 } as const;
const LOOK: FocusLook = Object.freeze({ scale: 1, radius: FOCUS.row.radius, hasRing: false, hasLift: true });

interface Inks {
  readonly fill: Argb | null;
  readonly title: Argb;
  readonly line: Argb;
  readonly number: Argb;
  readonly bar: Argb;
  readonly track: Argb;
  readonly mark: Argb;
  readonly logoGround: Argb;
}

/** A channel row: number, logo, what is on, how far it is, and what comes next. Bound again while a list scrolls. */
export class ChannelCell extends View<ChannelCellProps> implements ListCell {
  declare private item: ChannelItem | null;
  declare private index: number;
  declare private count: number;
  declare private isCurrent: boolean;
  declare private fill: Box;
  declare private number: Text;
  declare private logo: LogoTile;
  declare private title: Text;
  declare private line: Text;
  declare private bar: ProgressLine;
  declare private marks: Icon[];

  /** Height of a row, pixels. `rowGain`: what the theme adds for large text. */
  static heightOf(kind: ChannelCellKind, rowGain: number): number {
    return GEOMETRY[kind].h + rowGain;
  }

  /** Key of the channel; empty before the first. */
  get key(): string {
    return this.item?.key ?? '';
  }

  /** Shows a channel; `index` from 0 of `count` is told to the announcer. `null`: an empty row. */
  show(item: ChannelItem | null, index: number, count: number): void {
    this.item = item;
    this.index = index;
    this.count = count;
    const { kind } = this.props;
    const hasGuide = item !== null && item.nowTitle !== '';
    this.number.content = item?.number ?? '';
    this.logo.visible = item !== null;
    // Where the name is the title, the tile need not say it again.
    const isTold = item !== null && (kind === 'match' || !hasGuide);
    if (item !== null) this.logo.show({ logo: item.logo, number: item.number, name: isTold ? '' : item.name });
    this.title.show(item === null ? '' : isTold ? item.name : item.nowTitle, this.showMarks(item));
    this.line.content =
      item === null ? '' : kind === 'match' ? item.nowTitle : kind === 'zap' ? item.nowRange : item.nextLine;
    this.bar.set(kind === 'match' ? -1 : (item?.progress ?? -1));
    this.layOut();
    this.paint();
    if (this.hasFocus()) this.ui.focus.refresh();
  }

  setCurrent(isCurrent: boolean): void {
    if (this.isCurrent === isCurrent) return;
    this.isCurrent = isCurrent;
    this.paint();
  }

  override describe(): Spoken | null {
    const { item } = this;
    if (item === null) return null;
    return { role: 'listitem', name: item.spoken, id: item.key, index: this.index + 1, count: this.count };
  }

  override getFocusLook(): FocusLook {
    return LOOK;
  }

  override _focus(): void {
    this.paint();
  }

  override _unfocus(): void {
    this.paint();
  }

  protected override build(): void {
    const { theme } = this;
    const { kind } = this.props;
    const shape = GEOMETRY[kind];
    this.item = null;
    this.index = 0;
    this.count = 0;
    this.isCurrent = false;
    this.canPoint = true;
    this.w = shape.w;
    this.h = ChannelCell.heightOf(kind, theme.rowGain);
    this.fill = this.put(new Box(this.stage));
    this.fill.setUp({ radius: shape.radius, border: theme.borderWidth, borderColor: theme.color.line });
    this.fill.setSize(this.w, this.h);
    const [logoX, logoY, logoW, logoH] = shape.logo;
    this.number = this.addText({
      style: kind === 'list' ? 'meta' : 'caption',
      align: 'center',
      boxWidth: shape.numberW,
      direction: 'ltr',
    });
    this.number.moveTo(shape.numberX, (this.h - this.number.lineHeight) / 2);
    this.logo = this.add(
      LogoTile,
      { width: logoW, height: logoH, radius: shape.logoRadius, layer: LAYER.logo },
      { x: logoX, y: logoY + theme.rowGain / 2 },
    );
    this.title = this.addText(
      kind === 'list'
        ? { style: 'label', maxWidth: shape.textW }
        : { style: 'meta', weight: 600, maxWidth: shape.textW },
    );
    this.line = this.addText({ style: 'caption', maxWidth: shape.textW });
    this.bar = this.add(ProgressLine, { width: shape.barW, height: BAR_HEIGHT });
    this.bar.visible = false;
    this.bar.zIndex = LAYER.bar;
    this.marks = [];
    for (let i = 0; kind === 'list' && i < MAX_MARKS; i += 1) {
      const mark = this.put(new Icon(this.stage), shape.w - MARK.right - i * MARK.pitch, MARK.y, MARK.size, MARK.size);
      this.marks.push(mark);
    }
    this.paint();
  }

  /** Answers how much room they leave the title. */
  private showMarks(item: ChannelItem | null): number {
    const { kind } = this.props;
    const { w, textX, textW } = GEOMETRY[kind];
    if (kind !== 'list') return textW;
    const names: IconName[] = [];
    if (item?.isFavourite === true) names.push('heartf');
    if (item?.hasArchive === true) names.push('catchup');
    if (item?.isRadio === true) names.push('audio');
    this.marks.forEach((mark, i) => {
      const name = names[i] ?? '';
      if (mark.name !== name) mark.setUp(name, MARK.size, this.theme.color.text3);
      mark.zIndex = LAYER.mark + MARKS.indexOf(name);
    });
    const taken = w - MARK.right - (names.length - 1) * MARK.pitch;
    return names.length === 0 ? textW : taken - MARK.gap - textX;
  }

  private layOut(): void {
    const { textX, titleY, lineGap, barGap } = GEOMETRY[this.props.kind];
    const hasMore = this.line.content !== '' || this.bar.visible;
    this.title.moveTo(textX, hasMore ? titleY : (this.h - this.title.lineHeight) / 2);
    const lineY = titleY + this.title.lineHeight + lineGap;
    this.line.moveTo(textX, lineY);
    this.bar.x = textX;
    this.bar.y = lineY + this.line.lineHeight + barGap;
  }

  private paint(): void {
    const inks = this.inks();
    const isFocused = this.hasFocus();
    this.fill.visible = inks.fill !== null;
    if (inks.fill !== null) this.fill.color = inks.fill;
    this.fill.hasBorder = !isFocused;
    this.fill.borderColor = this.isCurrent ? this.theme.color.focus : this.theme.color.line;
    this.number.color = inks.number;
    this.title.color = inks.title;
    this.line.color = inks.line;
    this.bar.tint(inks.bar, inks.track);
    this.logo.tint(inks.logoGround);
    for (const mark of this.marks)
      mark.color = mark.name === 'heartf' && !isFocused ? this.theme.color.text2 : inks.mark;
  }

  private inks(): Inks {
    const { color, mixed } = this.theme;
    const isPlaying = this.item?.isPlaying === true;
    if (this.hasFocus()) {
      const { onFocus, onFocus2 } = color;
      return {
        fill: color.focus,
        title: onFocus,
        line: onFocus2,
        number: onFocus2,
        bar: onFocus,
        track: mixed.onFocusTrack,
        mark: onFocus2,
        logoGround: color.surface,
      };
    }
    const bar = isPlaying ? color.accent : color.text3;
    if (this.props.kind === 'list') {
      const track = this.isCurrent ? color.surface3 : color.surface2;
      return {
        fill: this.isCurrent ? color.surface2 : null,
        title: color.text,
        line: color.text2,
        number: color.text3,
        bar,
        track,
        mark: color.text3,
        logoGround: color.surface,
      };
    }
    const isMarked = this.isCurrent || (isPlaying && this.props.kind === 'zap');
    return {
      fill: isMarked ? color.surface3 : mixed.cardOverVideo,
      title: color.text,
      line: color.text2,
      number: isMarked ? color.text : color.text2,
      bar,
      track: withAlpha(color.text, 0.16),
      mark: color.text3,
      logoGround: isMarked ? color.surface : color.surface2,
    };
  }
}
