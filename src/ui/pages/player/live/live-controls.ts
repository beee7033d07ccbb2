import type { Disposer, ItemKey } from '#core/base';
import { signal } from '#core/state';
import type { ReadonlySignal, Signal } from '#core/state';
import type { AppModel } from '#model/app';
import { SETTLE_MS, View } from '#ui/engine';
import type { AnyView, KeyPress, Spoken } from '#ui/engine';
import { MOTION, PLAYER } from '#ui/theme';
import { followNumberEntry } from './follow-number-entry';
import type { NumberEntryLink } from './follow-number-entry';
import { LiveBannerView } from './live-banner-view';
import { LiveScrims } from './live-scrims';
import { ProgrammeDetails } from './programme-details';
import { askRecording } from './record-now';
import { TimeShift } from './time-shift';
import { ZapList } from './zap-list';

/** What {@link LiveControls} is made with. */
export interface LiveControlsProps {
  readonly app: AppModel;
  /** Blue, the subtitle key or the banner's button: the audio and subtitles panel is wanted. */
  onTracks(): void;
}

/** What is over the picture. */
type Mode = 'hidden' | 'banner' | 'zap';

/**
 * Everything over live television and its archive, as wide as the screen: banner, zap list, number entry. Takes the focus
 * while a channel is watched. Back hides what is shown; with nothing shown it is handed on, and the page leaves.
 */
export class LiveControls extends View<LiveControlsProps> {
  declare private mode: Mode;
  declare private shown: Signal<boolean>;
  declare private side: LiveScrims;
  declare private banner: LiveBannerView;
  declare private details: ProgrammeDetails;
  declare private zapList: ZapList;
  declare private numbers: NumberEntryLink;
  declare private stopHiding: Disposer | null;
  declare private shift: TimeShift;
  declare private tuned: ItemKey | null;
  /** Names the work of a held channel change in `ui.rest`. */
  declare private zapSlot: object;

  /** Whether banner or zap list are on screen; subtitles make room. */
  get isShowing(): ReadonlySignal<boolean> {
    return this.shown;
  }

  /** Shows the banner with its buttons; it hides by itself. */
  showBanner(): void {
    if (this.mode !== 'banner') this.banner.toFirstButton();
    this.go('banner');
  }

  /** Hides banner and zap list. */
  hide(): void {
    this.go('hidden');
  }

  override describe(): Spoken {
    const banner = this.props.app.player.banner.peek();
    return { role: 'status', name: banner?.channel.spoken ?? '', id: 'live' };
  }

  override _getFocused(): AnyView {
    if (this.mode === 'banner') return this.banner;
    return this.mode === 'zap' ? this.zapList : this;
  }

  override focusChild(child: AnyView): boolean {
    if (child === this.zapList && this.mode === 'banner') this.go('zap');
    return child === (this.mode === 'zap' ? this.zapList : this.banner);
  }

  override _captureKey(_press: KeyPress): boolean {
    this.delayHiding();
    return false;
  }

  override _handleUp(press: KeyPress): boolean {
    if (this.mode === 'zap') return true;
    if (this.canScrub()) this.enter('bar');
    else this.zap(1, press);
    return true;
  }

  override _handleDown(press: KeyPress): boolean {
    if (this.mode === 'zap') return true;
    if (this.canScrub() || (this.mode === 'banner' && this.banner.focusedPart === 'number')) this.enter('buttons');
    else this.zap(-1, press);
    return true;
  }

  override _handleLeft(press: KeyPress): boolean {
    if (this.mode === 'zap') {
      if (!press.isHeld) this.hide();
    } else if (this.canScrub()) this.scrub(this.towardsStart(), press);
    else if (!press.isHeld) this.showZapList();
    return true;
  }

  override _handleRight(press: KeyPress): boolean {
    if (this.mode === 'zap') {
      this.showDetails();
      return true;
    }
    if (this.canScrub()) this.scrub(this.towardsStart() === 1 ? -1 : 1, press);
    else if (!press.isHeld) this.props.app.live.recallLast();
    return true;
  }

  override _handleOk(_press: KeyPress): boolean {
    this.showBanner();
    return true;
  }

  override _handleBack(_press: KeyPress): boolean {
    if (this.mode === 'hidden') return false;
    this.hide();
    return true;
  }

  override _handleChannelUp(press: KeyPress): boolean {
    this.zap(1, press);
    return true;
  }

  override _handleChannelDown(press: KeyPress): boolean {
    this.zap(-1, press);
    return true;
  }

  override _handleDigit(press: KeyPress): boolean {
    this.props.app.live.pressDigit(press.digit);
    return true;
  }

  override _handlePlay(_press: KeyPress): boolean {
    this.setPlaying(true);
    return true;
  }

  override _handlePause(_press: KeyPress): boolean {
    this.setPlaying(false);
    return true;
  }

  override _handlePlayPause(_press: KeyPress): boolean {
    this.setPlaying(!this.props.app.player.isWanted.peek());
    return true;
  }

  override _handleRewind(press: KeyPress): boolean {
    if (this.shift.hasRange) this.scrub(-1, press);
    return true;
  }

  override _handleForward(press: KeyPress): boolean {
    if (this.shift.hasRange) this.scrub(1, press);
    return true;
  }

  override _handleRecord(_press: KeyPress): boolean {
    void askRecording(this.ui, this.props.app);
    return true;
  }

  override _handleRed(press: KeyPress): boolean {
    return this._handleRecord(press);
  }

  override _handleLastChannel(_press: KeyPress): boolean {
    this.props.app.live.recallLast();
    return true;
  }

  override _handleChannelList(_press: KeyPress): boolean {
    if (this.mode === 'zap') this.hide();
    else this.showZapList();
    return true;
  }

  override _handleInfo(_press: KeyPress): boolean {
    if (this.mode === 'banner') this.hide();
    else this.showBanner();
    return true;
  }

  override _handleGreen(_press: KeyPress): boolean {
    return this.openGuide();
  }

  override _handleGuide(_press: KeyPress): boolean {
    return this.openGuide();
  }

  override _handleBlue(_press: KeyPress): boolean {
    this.props.onTracks();
    return true;
  }

  override _handleCaption(_press: KeyPress): boolean {
    this.props.onTracks();
    return true;
  }

  override _handleYellow(_press: KeyPress): boolean {
    const { live, player } = this.props.app;
    const key = this.mode === 'zap' ? this.zapList.currentKey : player.channelKey.peek();
    if (key !== null) live.toggleFavourite(key);
    return true;
  }

  protected override build(): void {
    const { app } = this.props;
    this.w = 1920;
    this.h = 1080;
    this.mode = 'hidden';
    this.shown = signal(false);
    this.stopHiding = null;
    this.shift = new TimeShift(app);
    this.tuned = null;
    this.zapSlot = {};
    this.buildParts();
    this.numbers = followNumberEntry(this, app, () => app.navigation.current.peek().route.name === 'player');
    this.bind(app.player.channelKey, (key) => {
      this.onTuned(key);
    });
    this.bind(app.player.banner, (banner) => {
      if (banner?.isAtLiveEdge === true && app.player.isWanted.peek()) this.shift.end();
      // At the edge there is nothing to move in: focus goes back to the buttons.
      const isIdle = app.player.scrub.peek() === null;
      if (isIdle && this.banner.focusedPart === 'bar' && !this.canScrub()) this.banner.focusPart('buttons');
      this.ui.focus.refresh();
    });
    this.bind(app.live.numberEntry, (entry) => {
      if (entry !== null) this.hide();
    });
    this.whileAttached((scope) => {
      scope.add(() => {
        this.stopHiding?.();
        this.ui.rest.cancel(this.zapSlot);
      });
    });
  }

  private buildParts(): void {
    const { app, onTracks } = this.props;
    this.side = this.add(LiveScrims, { kind: 'side' });
    this.banner = this.add(LiveBannerView, {
      app,
      onTracks,
      onShift: () => {
        this.shift.begin();
      },
      onNumber: () => {
        this.hide();
        this.numbers.openPad();
      },
    });
    this.details = this.add(ProgrammeDetails, { app });
    this.zapList = this.add(
      ZapList,
      {
        app,
        onPress: (key) => {
          this.choose(key);
        },
        onMove: (key) => {
          if (this.details.visible) {
            this.ui.rest.settled(this.details, () => {
              this.details.show(key);
            });
          }
        },
      },
      { x: PLAYER.zapList.x, y: PLAYER.zapList.y },
    );
    for (const part of [this.side, this.banner, this.details, this.zapList]) part.visible = false;
  }

  private onTuned(key: ItemKey | null): void {
    if (key === this.tuned) return;
    this.tuned = key;
    this.shift.end();
    if (key === null) this.hide();
    else {
      this.showBanner();
      // The answer to a key, and what comes next on screen is the picture.
      for (const part of [this.banner, this.side]) this.ui.motion.set(part, 'alpha', 1);
    }
  }

  private go(mode: Mode): void {
    const before = this.mode;
    this.mode = mode;
    if (mode !== before) {
      if (mode !== 'banner') this.props.app.player.cancelScrub();
      this.reveal(this.banner, mode === 'banner');
      this.reveal(this.zapList, mode !== 'hidden');
      this.reveal(this.side, mode !== 'hidden');
      this.reveal(this.details, false);
      if (mode !== 'zap') this.zapList.toPlaying();
    }
    this.shown.value = mode !== 'hidden';
    this.ui.mirror.setFact('live-overlay', mode === 'hidden' ? '' : mode);
    this.ui.focus.refresh(true);
    this.ui.focus.check();
    this.delayHiding();
  }

  private reveal(part: AnyView, isShown: boolean): void {
    const { motion } = this.ui;
    if (isShown) {
      if (!part.visible) motion.set(part, 'alpha', 0.001);
      part.visible = true;
      motion.to(part, 'alpha', 1, 'overlayIn');
      return;
    }
    if (!part.visible) return;
    motion.toThen(part, 'alpha', 0, 'overlayOut', () => {
      if (motion.target(part, 'alpha') === 0) part.visible = false;
    });
  }

  /** Starts the time again after which everything goes; never while somebody listens, is paused, or is scrubbing. */
  private delayHiding(): void {
    this.stopHiding?.();
    this.stopHiding = null;
    if (this.mode === 'hidden') return;
    this.stopHiding = this.ui.clock.after(MOTION.overlayOut.autoHideMs, () => {
      const { player } = this.props.app;
      const isNeeded = this.ui.mirror.isVoiceOn || player.scrub.peek() !== null || !player.isWanted.peek();
      if (isNeeded) this.delayHiding();
      else this.hide();
    });
  }

  private showZapList(): void {
    this.zapList.toPlaying();
    this.go('zap');
  }

  private showDetails(): void {
    this.details.show(this.zapList.currentKey);
    this.reveal(this.details, true);
  }

  private choose(key: ItemKey): void {
    const { app } = this.props;
    this.hide();
    if (key !== app.player.channelKey.peek()) app.live.preview(key);
  }

  private zap(direction: 1 | -1, press: KeyPress): void {
    if (this.mode === 'zap') return;
    if (!press.isHeld) {
      this.ui.rest.cancel(this.zapSlot);
      this.props.app.live.zap(direction);
      return;
    }
    // A held key walks through the list; only where it comes to rest is tuned.
    this.go('banner');
    this.zapList.walk(direction);
    this.ui.rest.after(this.zapSlot, SETTLE_MS, () => {
      const key = this.zapList.currentKey;
      if (key !== null) this.props.app.live.preview(key);
    });
  }

  /** The picture goes on in the guide's window. */
  private openGuide(): boolean {
    this.props.app.navigation.open({ name: 'guide' });
    return true;
  }

  private setPlaying(isWanted: boolean): void {
    const { player } = this.props.app;
    if (isWanted === player.isWanted.peek()) return;
    if (isWanted) player.play();
    else if (player.banner.peek()?.canPause === true) {
      this.shift.begin();
      player.pause();
    } else return;
    this.showBanner();
  }

  /** Time runs from left to right in every language, Left and Right are turned with it. */
  private towardsStart(): 1 | -1 {
    return this.theme.direction === 'rtl' ? 1 : -1;
  }

  private enter(part: 'bar' | 'buttons'): void {
    this.showBanner();
    this.banner.focusPart(part);
  }

  private scrub(direction: 1 | -1, press: KeyPress): void {
    this.shift.begin();
    this.enter('bar');
    this.props.app.player.scrubBy(direction, press.heldMs);
  }

  private canScrub(): boolean {
    return this.shift.isBehind && this.banner.hasBar && this.shift.hasRange;
  }
}
