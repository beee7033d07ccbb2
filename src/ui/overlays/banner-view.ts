import type { ReadonlySignal } from '#core/state';
import type { Banner, NoticesModel } from '#model/notices';
import { Button } from '#ui/components';
import { Box, Icon, View } from '#ui/engine';
import type { AnyView, KeyPress, Text } from '#ui/engine';
import { CONTROLS, GRID } from '#ui/theme';

/** How the banner is made. */
export interface BannerProps {
  readonly notices: NoticesModel;
  /** Where it may be shown: not over a picture. */
  readonly isAllowed: ReadonlySignal<boolean>;
}

/** From the mock `s3-offline`. */
const X = GRID.contentX;
const Y = 112;
const WIDTH = 1360;
const HEIGHT = 80;
const ICON = { size: 40, x: 32, y: 20 } as const;
const TEXT_X = 96;
const BUTTON_INSET = 10;
const TEXT_GAP = 24;

/**
 * The strip that says that the connection is gone or a source could not be refreshed. It covers nothing that has focus
 * and takes none by itself: {@link BannerView.takeFocus} brings its button within reach.
 */
export class BannerView extends View<BannerProps> {
  declare private label: Text;
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
    const { color, borderWidth } = this.theme;
    this.shown = null;
    this.hasTaken = false;
    this.x = X;
    this.y = Y;
    this.w = WIDTH;
    this.h = HEIGHT;
    this.visible = false;
    const box = this.put(new Box(this.stage));
    box.setUp({ radius: HEIGHT / 2, color: color.surface2, border: borderWidth, borderColor: color.line });
    box.setSize(WIDTH, HEIGHT);
    this.icon = this.put(new Icon(this.stage), ICON.x, ICON.y);
    this.label = this.addText({ style: 'bodyM' });
    this.button = this.add(Button, { spec: this.specOf(''), height: CONTROLS.buttonSmall.h });
    this.bind(this.props.notices.banner, () => {
      this.follow();
    });
    this.bind(this.props.isAllowed, () => {
      this.follow();
    });
  }

  private follow(): void {
    const banner = this.props.isAllowed.peek() ? this.props.notices.banner.peek() : null;
    const isNew = banner !== null && banner.text !== this.shown?.text;
    this.shown = banner;
    this.visible = banner !== null;
    if (banner === null) {
      this.giveFocus();
      return;
    }
    this.icon.setUp(banner.kind === 'offline' ? 'wifioff' : 'warn', ICON.size, this.theme.color.warning);
    this.button.show(this.specOf(banner.actionLabel));
    this.button.visible = banner.actionLabel !== '';
    this.button.x = WIDTH - BUTTON_INSET - this.button.w;
    this.button.y = (HEIGHT - this.button.h) / 2;
    this.label.setRoom(this.button.x - TEXT_X - TEXT_GAP);
    this.label.content = banner.text;
    this.label.moveTo(TEXT_X, (HEIGHT - this.label.lineHeight) / 2);
    if (isNew) this.ui.mirror.announce(banner.text, 'assertive');
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
