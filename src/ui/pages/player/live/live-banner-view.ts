import type { ItemKey } from '#core/base';
import type { AppModel } from '#model/app';
import type { LiveBanner } from '#model/player';
import { Badge, ButtonRow } from '#ui/components';
import { LightningElement, View } from '#ui/engine';
import type { AnyView, KeyPress, Text } from '#ui/engine';
import { CARDS, GRID, PLAYER, SAFE } from '#ui/theme';
import { askChoice } from '../../choice/choice-panel';
import { ChannelHeader } from './channel-header';
import { askRecording } from './record-now';
import { liveButtons } from './live-buttons';
import type { LiveButtonActions } from './live-buttons';
import { LiveScrims } from './live-scrims';
import { ProgrammeBar } from './programme-bar';

/** What a {@link LiveBannerView} is made with. */
export interface LiveBannerViewProps extends Omit<LiveButtonActions, 'onVersions' | 'onFavourite' | 'onRecord' | 'onMoment'> {
  readonly app: AppModel;
  /** OK on the number: the pad is wanted. */
  onNumber(): void;
}

/** Parts of the banner that can have focus. */
export type BannerPart = 'buttons' | 'bar' | 'number';

const X = GRID.contentXNoRail;
const [BAR_X, BAR_Y, BAR_WIDTH] = PLAYER.liveBanner.bar;
const TOP_HEIGHT = 48;
const TOP_GAP = 18;
const CLOCK_SIZE = 30;
const BUTTONS_Y = 930;
const HAIRLINE_X = 1256;

/** The banner over live television: channel, programme, how far it is, and what can be done. */
export class LiveBannerView extends View<LiveBannerViewProps> {
  declare private header: ChannelHeader;
  declare private bar: ProgrammeBar;
  declare private buttons: ButtonRow;
  declare private liveBadge: Badge;
  declare private pausedBadge: Badge;
  declare private behind: Text;
  declare private part: BannerPart;
  declare private shown: LiveBanner | null;
  /** What the buttons were made for; the banner tells the time far more often than they change. */
  declare private buttonsOf: string;

  /** Which part has, or would have, focus. */
  get focusedPart(): BannerPart {
    return this.part;
  }

  /** Whether the programme is drawn as a line. */
  get hasBar(): boolean {
    return this.bar.hasProgramme;
  }

  /** Gives a part the focus; the bar only when it is drawn, the number only when there is one. */
  focusPart(part: BannerPart): void {
    if (part === 'bar' && !this.hasBar) return;
    if (part === 'number' && this.header.number.width === 0) return;
    this.part = part;
    this.ui.focus.check();
  }

  /** Puts the focus on the first button. */
  toFirstButton(): void {
    this.part = 'buttons';
    this.buttons.focusButton(this.specs()[0]?.id ?? '');
    this.ui.focus.check();
  }

  override describeGroup(): string {
    const { shown } = this;
    if (shown === null) return '';
    const { channel, title } = shown;
    return [channel.number, channel.name, title === channel.name ? '' : title].filter((word) => word !== '').join(', ');
  }

  override _getFocused(): AnyView {
    if (this.part === 'bar' && this.bar.hasProgramme) return this.bar;
    return this.part === 'number' ? this.header.number : this.buttons;
  }

  override focusChild(child: AnyView): boolean {
    if (child === this.bar) this.part = 'bar';
    else if (child === this.buttons) this.part = 'buttons';
    else if (child === this.header && !this.ui.capabilities.hasDigitKeys) this.part = 'number';
    else return false;
    return true;
  }

  override _handleLeft(press: KeyPress): boolean {
    // Without digit keys the number is reached from the first button.
    if (this.part === 'buttons' && !press.isHeld && !this.ui.capabilities.hasDigitKeys) this.focusPart('number');
    return true;
  }

  override _handleRight(_press: KeyPress): boolean {
    if (this.part === 'number') this.part = 'buttons';
    return true;
  }

  protected override build(): void {
    const { app } = this.props;
    const { type, mixed } = this.theme;
    const { t } = app.translator;
    this.w = 1920;
    this.h = 1080;
    this.part = 'buttons';
    this.shown = null;
    this.buttonsOf = '';
    this.add(LiveScrims, { kind: 'banner' });
    this.liveBadge = this.add(Badge, { kind: 'live' }, { x: X, y: SAFE.top + (TOP_HEIGHT - CARDS.badge.h) / 2 });
    this.pausedBadge = this.add(Badge, { kind: 'chip' }, { x: X, y: SAFE.top + (TOP_HEIGHT - CARDS.badge.h) / 2 });
    this.behind = this.addText({ style: 'meta' });
    const clock = this.addText({ style: 'meta', size: CLOCK_SIZE, align: 'end', boxWidth: GRID.contentRight });
    clock.moveTo(0, SAFE.top + (TOP_HEIGHT - type.meta.line) / 2);
    const hairline = this.put(new LightningElement(this.stage), HAIRLINE_X, PLAYER.liveBanner.y - 8, 2, 350);
    hairline.rect = true;
    hairline.color = mixed.barTrack;
    this.header = this.add(
      ChannelHeader,
      { numberLabel: t('live.number'), onNumber: this.props.onNumber },
      { x: X, y: PLAYER.liveBanner.y },
    );
    this.bar = this.add(ProgrammeBar, { app }, { x: BAR_X, y: BAR_Y });
    this.buttons = this.add(ButtonRow, { maxWidth: BAR_WIDTH, gap: PLAYER.buttons.gap }, { x: X, y: BUTTONS_Y });
    this.bind(app.time.minuteMs, (minuteMs) => {
      clock.content = app.translator.format.time(minuteMs);
    });
    this.bind(app.player.banner, (banner) => {
      this.show(banner);
    });
    this.bind(app.player.isWanted, () => {
      this.show(app.player.banner.peek());
    });
    this.whileAttached((scope) => {
      app.recordings.open().then((recordings) => {
        if (recordings === null || scope.isDisposed) return;
        scope.effect(() => {
          void recordings.cards.value;
          this.show(app.player.banner.peek());
        });
      }, () => undefined);
    });
  }

  private show(banner: LiveBanner | null): void {
    this.shown = banner;
    if (banner === null) return;
    const { app } = this.props;
    const isPaused = !app.player.isWanted.peek();
    this.header.show(banner);
    this.bar.show(banner);
    this.liveBadge.show(banner.isAtLiveEdge && !isPaused ? app.translator.t('live.badge') : '');
    this.pausedBadge.show(isPaused ? app.translator.t('player.paused') : '');
    const badge = this.liveBadge.w + this.pausedBadge.w;
    this.behind.content = banner.behindText;
    this.behind.moveTo(X + (badge === 0 ? 0 : badge + TOP_GAP), SAFE.top + (TOP_HEIGHT - this.behind.lineHeight) / 2);
    this.showButtons();
    if (this.part === 'bar' && !this.hasBar) this.part = 'buttons';
  }

  private showButtons(): void {
    const specs = this.specs();
    const buttonsOf = specs.map(({ id, label, icon, state = '' }) => [id, label, icon, state].join(' ')).join('\n');
    if (buttonsOf === this.buttonsOf) return;
    this.buttonsOf = buttonsOf;
    this.buttons.setButtons(specs);
  }

  private specs(): ReturnType<typeof liveButtons> {
    const { app } = this.props;
    if (this.shown === null) return [];
    return liveButtons(app, this.shown, app.player.isWanted.peek(), {
      ...this.props,
      onVersions: () => {
        if (this.shown !== null) this.askVersion(this.shown.channel.key);
      },
      onFavourite: () => {
        if (this.shown !== null) app.live.toggleFavourite(this.shown.channel.key);
      },
      onRecord: () => void askRecording(this.ui, app),
      onMoment: () => {
        this.askMoment();
      },
    });
  }

  /** The panel's code is loaded when it is wanted. */
  private askMoment(): void {
    const { app } = this.props;
    import('../../channel-guide').then(
      ({ askMomentOfPlaying }) => {
        this.props.onShift();
        askMomentOfPlaying(this.ui, app);
      },
      (error: unknown) => {
        app.notices.showFailure(error);
      },
    );
  }

  private askVersion(channel: ItemKey): void {
    const { app } = this.props;
    const versions = app.live.versionsOf(channel);
    askChoice(this.ui, {
      id: 'versions',
      title: app.translator.t('library.choose-version'),
      choices: versions.map(({ key, label }) => ({ id: key, label })),
      selected: channel,
      onChoose: (id) => {
        app.live.chooseVersion(id as ItemKey);
        app.live.preview(id as ItemKey);
      },
    });
  }
}
