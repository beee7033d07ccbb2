import { SECOND_MS } from '#core/base';
import type { Disposer, ItemKey } from '#core/base';
import { FILL_LOOK, View } from '#ui/engine';
import type { AnyView, FocusLook, KeyPress, Spoken } from '#ui/engine';
import { MOTION, PLAYER } from '#ui/theme';
import type { AppModel } from '#model/app';
import { UpNextCard } from '../up-next-card';
import { SkipButton } from './skip-button';
import { VodChrome } from './vod-chrome';

/** What {@link VodControls} is made with. */
export interface VodControlsProps {
  readonly app: AppModel;
  /** The audio and subtitles panel is wanted. */
  onTracks(): void;
  /** What covers the foot of the picture: subtitles make room. */
  onCover(isCovered: boolean): void;
}

/** Where focus is: on the picture (nothing shown), on what may be skipped, the bar, or the buttons. */
type Zone = 'picture' | 'skip' | 'bar' | 'buttons';

const STEP_MS = 10 * SECOND_MS;
/** The picture comes first; whoever presses a key before finds everything built by that key. */
const BUILD_AHEAD_MS = 1_500;
/** Above the bar, at the safe edge. */
const SKIP = { end: 1824, y: PLAYER.scrubber.y - 108, h: 72 } as const;

/** Everything over a film, an episode or a trailer: its keys, the bar with thumbnails, the buttons, the next episode. */
export class VodControls extends View<VodControlsProps> {
  declare private chrome: VodChrome;
  /** The next episode; built when it is due. */
  declare private card: UpNextCard | null;
  declare private skip: SkipButton;
  declare private zone: Zone;
  /** Left and Right skip at once until something else is done; otherwise they look for a place. */
  declare private isSkipping: boolean;
  declare private stopHiding: Disposer | null;
  /** What the controls were shown for: another title begins without them. */
  declare private shownKey: ItemKey | null;

  /** Whether bar and buttons are on screen. */
  get isShown(): boolean {
    return this.zone !== 'picture';
  }

  /** Shows bar and buttons with focus on `zone`; they hide by themselves. */
  reveal(zone: 'skip' | 'bar' | 'buttons'): void {
    const wasShown = this.isShown;
    this.zone = zone;
    this.armHiding();
    this.chrome.parts.header.showTimes();
    if (!wasShown) {
      const { motion } = this.ui;
      this.chrome.visible = true;
      motion.to(this.chrome, 'alpha', 1, 'overlayIn');
      this.showCard();
      this.props.onCover(true);
    }
    this.ui.focus.refresh();
    this.ui.focus.check();
  }

  /** Hides bar and buttons and forgets a scrub. */
  hide(): void {
    this.props.app.player.cancelScrub();
    this.isSkipping = false;
    this.stopHiding?.();
    this.stopHiding = null;
    if (!this.isShown) return;
    this.zone = 'picture';
    this.ui.motion.toThen(this.chrome, 'alpha', 0.001, 'overlayOut', () => {
      if (!this.isShown) this.chrome.visible = false;
    });
    this.props.onCover(false);
    this.showCard();
    this.ui.focus.check();
  }

  /** While nothing is shown the picture itself is described. */
  override describe(): Spoken {
    const { player, translator } = this.props.app;
    const state = player.isWanted.peek() ? '' : translator.t('player.paused');
    return { role: 'img', id: 'picture', name: this.titleText(), ...(state === '' ? {} : { state }) };
  }

  override describeGroup(): string {
    if (!this.isShown) return '';
    const { player, translator } = this.props.app;
    return player.isWanted.peek() ? this.titleText() : `${translator.t('player.paused')}. ${this.titleText()}`;
  }

  override getFocusLook(): FocusLook {
    return FILL_LOOK;
  }

  override _getFocused(): AnyView {
    if (this.zone === 'skip') return this.skip;
    if (this.zone === 'bar') return this.chrome.parts.bar;
    if (this.zone === 'buttons') return this.chrome.parts.buttons;
    return this.card?.visible === true ? this.card : this;
  }

  override focusChild(child: AnyView): boolean {
    if (child === this.card) return !this.isShown;
    if (child === this.skip) {
      this.reveal('skip');
      return true;
    }
    if (child !== this.chrome || !this.isShown) return false;
    return true;
  }

  override _handleUp(_press: KeyPress): boolean {
    this.isSkipping = false;
    // From the picture and from the bar it is what lies above.
    this.reveal(this.skip.visible && this.zone !== 'buttons' ? 'skip' : 'bar');
    return true;
  }

  override _handleDown(_press: KeyPress): boolean {
    this.isSkipping = false;
    this.reveal(this.zone === 'skip' ? 'bar' : 'buttons');
    return true;
  }

  override _handleLeft(press: KeyPress): boolean {
    return this.move(-1, press);
  }

  override _handleRight(press: KeyPress): boolean {
    return this.move(1, press);
  }

  override _handleRewind(press: KeyPress): boolean {
    return this.move(-1, press);
  }

  override _handleForward(press: KeyPress): boolean {
    return this.move(1, press);
  }

  override _handleOk(_press: KeyPress): boolean {
    if (this.isShown) this.decide();
    else {
      this.props.app.player.togglePause();
      this.revealPlay();
    }
    return true;
  }

  override _handlePlayPause(_press: KeyPress): boolean {
    const wasShown = this.isShown;
    this.decide();
    if (!wasShown) this.revealPlay();
    return true;
  }

  override _handlePlay(_press: KeyPress): boolean {
    const { player } = this.props.app;
    if (player.scrub.peek() === null) player.play();
    else player.commitScrub();
    return true;
  }

  override _handlePause(_press: KeyPress): boolean {
    this.props.app.player.pause();
    if (!this.isShown) this.revealPlay();
    return true;
  }

  override _handleStop(_press: KeyPress): boolean {
    this.props.app.leavePlayer();
    return true;
  }

  override _handleDigit(press: KeyPress): boolean {
    const { player } = this.props.app;
    player.cancelScrub();
    player.seekToTenth(press.digit);
    this.isSkipping = true;
    this.reveal('bar');
    return true;
  }

  override _handleChannelUp(press: KeyPress): boolean {
    return this.changeEpisode(1, press);
  }

  override _handleChannelDown(press: KeyPress): boolean {
    return this.changeEpisode(-1, press);
  }

  override _handleNext(press: KeyPress): boolean {
    return this.changeEpisode(1, press);
  }

  override _handlePrevious(press: KeyPress): boolean {
    return this.changeEpisode(-1, press);
  }

  override _handleInfo(_press: KeyPress): boolean {
    if (this.isShown) this.hide();
    else this.reveal('buttons');
    return true;
  }

  override _handleBlue(_press: KeyPress): boolean {
    this.props.onTracks();
    return true;
  }

  override _handleCaption(_press: KeyPress): boolean {
    this.props.onTracks();
    return true;
  }

  override _handleBack(_press: KeyPress): boolean {
    const { player } = this.props.app;
    if (player.scrub.peek() !== null) player.cancelScrub();
    else if (this.isShown) this.hide();
    else return false;
    return true;
  }

  protected override build(): void {
    const { app, onTracks } = this.props;
    const { player } = app;
    this.w = 1920;
    this.h = 1080;
    this.keepsDirection = true;
    this.zone = 'picture';
    this.isSkipping = false;
    this.stopHiding = null;
    this.shownKey = null;
    this.chrome = this.buildChrome(onTracks);
    this.card = null;
    this.skip = this.add(SkipButton, { app, end: SKIP.end, height: SKIP.h, onSkipped: () => this.hide() }, { y: SKIP.y });
    this.bind(player.skippable, () => {
      this.showSkip();
    });
    this.bind(player.scrub, () => {
      this.showStrip();
      this.showSkip();
    });
    this.bind(player.upNext, () => {
      this.showCard();
      this.showSkip();
    });
    this.bind(player.nowPlaying, (now) => {
      if (now?.key !== this.shownKey) this.hide();
      this.shownKey = now?.key ?? null;
    });
    this.bind(player.isWanted, () => {
      this.ui.focus.refresh();
    });
    this.whileAttached((scope) => {
      scope.add(this.ui.clock.after(BUILD_AHEAD_MS, () => {
        this.chrome.buildAhead();
      }));
      scope.add(() => {
        this.stopHiding?.();
        this.stopHiding = null;
      });
    });
  }

  private buildChrome(onTracks: () => void): VodChrome {
    const { app } = this.props;
    const props = {
      app,
      onTracks,
      onStep: (direction: 1 | -1): void => {
        app.player.seekBy(direction * STEP_MS);
      },
      onPlayPause: (): void => {
        this.decide();
      },
      onPoint: (part: 'bar' | 'buttons'): boolean => {
        if (!this.isShown) return false;
        this.reveal(part);
        return true;
      },
    };
    const chrome = this.add(VodChrome, props, { w: 1920, h: 1080 });
    chrome.visible = false;
    chrome.alpha = 0.001;
    return chrome;
  }

  /** Skips when nothing is shown, looks for a place when the bar is; a held key always looks for a place. */
  private move(direction: 1 | -1, press: KeyPress): boolean {
    const { player } = this.props.app;
    const isSkip = !press.isHeld && player.scrub.peek() === null && (!this.isShown || this.isSkipping);
    this.isSkipping = isSkip;
    if (isSkip) player.seekBy(direction * STEP_MS);
    else player.scrubBy(direction, press.heldMs);
    this.reveal('bar');
    return true;
  }

  /** OK on the bar and the play key: play from the scrub target, else pause or go on. */
  private decide(): void {
    const { player } = this.props.app;
    this.isSkipping = false;
    if (player.scrub.peek() !== null) player.commitScrub();
    else player.togglePause();
  }

  private revealPlay(): void {
    this.chrome.parts.buttons.focusPlay();
    this.reveal('buttons');
  }

  private changeEpisode(direction: 1 | -1, press: KeyPress): boolean {
    if (press.isHeld) return true;
    const { player } = this.props.app;
    if (direction === 1) player.playNextEpisode();
    else player.playPreviousEpisode();
    return true;
  }

  private showStrip(): void {
    const scrub = this.props.app.player.scrub.peek();
    const parts = scrub === null ? this.chrome.whole : this.chrome.parts;
    if (parts === null) return;
    parts.strip.visible = scrub !== null;
    if (scrub === null) return;
    parts.strip.show(scrub.targetMs, PLAYER.scrubber.x + parts.bar.xOf(scrub.targetMs));
    this.ui.rest.settled(this, () => {
      this.ui.focus.refresh();
    });
  }

  /** Quiet: it takes no key from the picture, and makes room for a place that is sought and for the next episode. */
  private showSkip(): void {
    const { player } = this.props.app;
    this.skip.show(this.card?.visible === true || player.scrub.peek() !== null ? null : player.skippable.peek());
    if (this.skip.visible || this.zone !== 'skip') return;
    this.zone = 'bar';
    this.ui.focus.refresh();
    this.ui.focus.check();
  }

  private showCard(): void {
    const next = this.props.app.player.upNext.peek();
    const wasDue = this.card?.visible === true;
    const isDue = next !== null && next.secondsLeft >= 0 && !this.isShown;
    if (next !== null && isDue) this.shownCard().show(next);
    if (isDue === wasDue || this.card === null) return;
    this.card.visible = isDue;
    if (isDue) this.card.start();
    if (!this.isShown) this.props.onCover(isDue);
    this.ui.focus.refresh();
    this.ui.focus.check();
  }

  private shownCard(): UpNextCard {
    if (this.card !== null) return this.card;
    const card = this.add(UpNextCard, { app: this.props.app }, { x: PLAYER.upNext.x, y: PLAYER.upNext.y });
    card.visible = false;
    this.card = card;
    return card;
  }

  private titleText(): string {
    const now = this.props.app.player.nowPlaying.peek();
    return now === null ? '' : now.subtitle === '' ? now.title : `${now.title}, ${now.subtitle}`;
  }

  /** Hides after the design's time without a key; not while paused, while a place is sought, or while somebody listens. */
  private armHiding(delayMs: number = MOTION.overlayOut.autoHideMs): void {
    this.stopHiding?.();
    this.stopHiding = this.ui.clock.after(delayMs, () => {
      this.stopHiding = null;
      const { player } = this.props.app;
      const restMs = MOTION.overlayOut.autoHideMs - this.ui.keys.idleMs;
      const isNeeded = !player.isWanted.peek() || player.scrub.peek() !== null || this.ui.mirror.isVoiceOn || !this.hasFocus();
      if (restMs <= 0 && !isNeeded) this.hide();
      else this.armHiding(restMs > 0 ? restMs : MOTION.overlayOut.autoHideMs);
    });
  }
}
