import type { ResultView } from '#model/search';
import { LogoTile, ProgressLine } from '#ui/components';
import { Box, Icon, View } from '#ui/engine';
import type { FocusLook, IconName, Spoken, Text } from '#ui/engine';
import { CARDS } from '#ui/theme';
import type { ResultCell } from './result-cell';

/** How a tile is made. */
export interface ResultTileProps {
  readonly kind: 'live' | 'programme';
}

/** From the mock, pixels. */
const LIVE = { logo: [14, 16, 112, 72], textX: 142, textW: 232, titleY: 10, lineY: 44, barY: 84, barW: 226 } as const;
const PROGRAMME = { icon: [24, 26, 40], textX: 84, textW: 290, titleY: 8, lineY: 44 } as const;
const BAR_HEIGHT = 5;
const LOGO_RADIUS = 10;
const ICONS: Readonly<Record<ResultView['way'], IconName>> = { now: 'live', archive: 'catchup', later: 'bell', 'any-time': 'live' };
const LOOK: FocusLook = Object.freeze({ scale: 1, radius: CARDS.channelResult.radius, hasRing: false, hasLift: true });

/** A channel with what is on, or a programme with when it is and where. Fills itself with the focus colour. */
export class ResultTile extends View<ResultTileProps> implements ResultCell {
  declare private result: ResultView | null;
  declare private place: { readonly index: number; readonly count: number };
  declare private box: Box;
  declare private logo: LogoTile | null;
  declare private icon: Icon | null;
  declare private title: Text;
  declare private line: Text;
  declare private bar: ProgressLine | null;

  show(result: ResultView | null, index: number, count: number): void {
    this.result = result;
    this.place = { index, count };
    this.visible = result !== null;
    if (result === null) return;
    this.title.content = result.title;
    this.line.content = result.subtitle;
    // Where the name is the title, the tile need not say it again.
    this.logo?.show({ logo: result.logo, number: '', name: result.way === 'any-time' ? '' : result.channelName });
    this.bar?.set(result.progress);
    this.paint();
    if (this.hasFocus()) this.ui.focus.refresh();
  }

  override describe(): Spoken | null {
    const { result, place } = this;
    return result === null ? null : { role: 'listitem', name: result.spoken, id: result.id, index: place.index + 1, count: place.count };
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
    const isLive = kind === 'live';
    const { w, h, radius } = isLive ? CARDS.channelResult : CARDS.programmeResult;
    const { textX, textW, titleY, lineY } = isLive ? LIVE : PROGRAMME;
    this.w = w;
    this.h = h;
    this.canPoint = true;
    this.visible = false;
    this.result = null;
    this.place = { index: 0, count: 0 };
    this.logo = this.icon = this.bar = null;
    this.box = this.put(new Box(this.stage));
    this.box.setUp({ radius, border: theme.borderWidth, borderColor: theme.color.line });
    this.box.setSize(w, h);
    if (isLive) {
      const [x, y, width, height] = LIVE.logo;
      this.logo = this.add(LogoTile, { width, height, radius: LOGO_RADIUS }, { x, y });
      this.bar = this.add(ProgressLine, { width: LIVE.barW, height: BAR_HEIGHT }, { x: textX, y: LIVE.barY });
    } else {
      this.icon = this.put(new Icon(this.stage), PROGRAMME.icon[0], PROGRAMME.icon[1]);
    }
    // Large text keeps the tile: its lines move up into the room above them.
    const rise = theme.isLargeText ? 4 : 0;
    this.title = this.addText({ style: 'meta', weight: 600, maxWidth: textW }, textX, titleY - rise);
    this.line = this.addText({ style: 'caption', maxWidth: textW }, textX, lineY - rise / 2);
  }

  private paint(): void {
    const { color } = this.theme;
    const isFocused = this.hasFocus();
    this.box.color = isFocused ? color.focus : color.surface;
    this.box.hasBorder = !isFocused;
    this.title.color = isFocused ? color.onFocus : color.text;
    this.line.color = isFocused ? color.onFocus2 : color.text2;
    this.logo?.tint(color.surface2);
    this.icon?.setUp(ICONS[this.result?.way ?? 'now'], PROGRAMME.icon[2], isFocused ? color.onFocus2 : color.text2);
    this.bar?.tint(isFocused ? color.onFocus : color.text3, isFocused ? color.onFocus2 : color.surface3);
  }
}
