import type { ReadonlySignal } from '#core/state';
import type { Banner, NoticesModel } from '#model/notices';
import { Button } from '#ui/components';
import { Box, Icon, View } from '#ui/engine';
import type { AnyView, KeyPress, Place, Text } from '#ui/engine';
import { CONTROLS, GRID } from '#ui/theme';

/** `row`: above the rows of a page that makes room for it. `header`: in the line of the clock; `live`: the same beside Live TV's own button. */
export type BannerPlace = 'row' | 'header' | 'live';

/** How the banner is made. */
export interface BannerProps {
  readonly notices: NoticesModel;
  /** Where it stands; `null` where it may not: over a picture. */
  readonly place: ReadonlySignal<BannerPlace | null>;
}

/** `row` from the mock `s3-offline`; the others keep what a page's title, buttons and the clock leave free. */
const PLACES: Readonly<Record<BannerPlace, Required<Place>>> = {
  row: { x: GRID.contentX, y: 112, w: 1360, h: 80 },
  header: { x: 760, y: 42, w: 720, h: 72 },
  live: { x: 390, y: 42, w: 720, h: 72 },
};
const ICON = { size: 40, x: 32 } as const;
const TEXT_X = 96;
const BUTTON_INSET = 10;
const TEXT_GAP = 24;

/**
 * The strip that says that the connection is gone or a source could not be refreshed. It covers nothing that has focus
 * and takes none by itself: {@link BannerView.takeFocus} brings its button within reach.
 */
export class BannerView extends View<BannerProps> {
  declare private box: Box;
  declare private label: Text;
  /** Two small lines for words that are longer than the strip. */
  declare private small: Text;
  declare private icon: Icon;
  declare private button: Button;
  declare private shown: Banner | null;
  declare private hasTaken: boolean;

  /** Gives its button the focus, until Down, Back or the end of the banner. `false`: there is nothing to press. */
  takeFocus(): boolean {
    if (this.shown === null || this.shown.actionLabel === '') return false;
    this.hasTaken = true;
    this.ui.overlays.pushFocus(this, () => {
      this.giveFocus();
    });
    return true;
  }

  override focusChild(_child: AnyView): boolean {
    return this.hasTaken || this.takeFocus();
  }

  override _getFocused(): AnyView {
    return this.button;
  }

  override describeGroup(): string {
    return this.shown?.text ?? '';
  }

  override _handleDown(_press: KeyPress): boolean {
    this.giveFocus();
    return true;
  }

  override _handleBack(_press: KeyPress): boolean {
    this.giveFocus();
    return true;
  }

  override _handlePlayPause(_press: KeyPress): boolean {
    this.props.notices.actOnBanner();
    return true;
  }

  protected override build(): void {
    this.shown = null;
    this.hasTaken = false;
    this.visible = false;
    this.box = this.put(new Box(this.stage));
    this.icon = this.put(new Icon(this.stage));
    this.label = this.addText({ style: 'bodyM' });
    this.small = this.addText({ style: 'caption', lines: 2 });
    this.button = this.add(Button, { spec: this.specOf(''), height: CONTROLS.buttonSmall.h });
    this.bind(this.props.notices.banner, () => {
      this.follow();
    });
    this.bind(this.props.place, () => {
      this.follow();
    });
  }

  private follow(): void {
    const place = this.props.place.peek();
    const banner = place === null ? null : this.props.notices.banner.peek();
    const isNew = banner !== null && banner.text !== this.shown?.text;
    this.shown = banner;
    this.visible = banner !== null;
    if (banner === null || place === null) {
      this.giveFocus();
      return;
    }
    this.moveTo(PLACES[place]);
    this.icon.setUp(banner.kind === 'offline' ? 'wifioff' : 'warn', ICON.size, this.theme.color.warning);
    this.button.show(this.specOf(banner.actionLabel));
    this.button.visible = banner.actionLabel !== '';
    this.button.x = this.w - BUTTON_INSET - this.button.w;
    this.button.y = (this.h - this.button.h) / 2;
    this.say(banner.text, this.button.x - TEXT_X - TEXT_GAP);
    if (isNew) this.ui.mirror.announce(banner.text, 'assertive');
  }

  private say(words: string, room: number): void {
    const { meter, theme } = this.ui;
    const isLong = meter.width(words, theme.type.bodyM) > room;
    const [text, other] = isLong ? [this.small, this.label] : [this.label, this.small];
    text.visible = true;
    other.visible = false;
    text.show(words, room);
    text.moveTo(TEXT_X, (this.h - text.height) / 2);
  }

  private moveTo({ x, y, w, h }: Required<Place>): void {
    const { color, borderWidth } = this.theme;
    this.x = x;
    this.y = y;
    this.w = w;
    this.h = h;
    this.box.setUp({ radius: h / 2, color: color.surface2, border: borderWidth, borderColor: color.line });
    this.box.setSize(w, h);
    this.icon.x = ICON.x;
    this.icon.y = (h - ICON.size) / 2;
  }

  private specOf(label: string): Button['shown'] {
    return {
      id: 'banner-action',
      label,
      onPress: () => {
        this.props.notices.actOnBanner();
      },
    };
  }

  private giveFocus(): void {
    if (!this.hasTaken) return;
    this.hasTaken = false;
    this.ui.overlays.popFocus(this);
  }
}
