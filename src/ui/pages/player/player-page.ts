import { SECOND_MS } from '#core/base';
import type { Disposer } from '#core/base';
import { FrameHold, Gradient, LightningElement } from '#ui/engine';
import type { AnyView, KeyPress, LeaveReason, ViewClass } from '#ui/engine';
import { withAlpha, Z } from '#ui/theme';
import { HearthPage } from '../hearth-page';
import { askSleep } from '../remote/ask-sleep';
import { openKeyPad } from '../remote/key-pad-overlay';
import { AdLayer } from './ads/ad-layer';
import { LiveControls } from './live/live-controls';
import { LoadingLayer } from './loading-layer';
import { PicturePanel } from './picture-panel';
import { ProblemLayer } from './problem-layer';
import type { PlayerPanel } from './player-panel';
import { RescueLine } from './rescue-line';
import { StatisticsPanel } from './statistics-panel';
import { SubtitleLayer } from './subtitle-layer';
import { SubtitlePanel } from './subtitle-panel';
import { TracksPanel } from './tracks-panel';
import { VodControls } from './vod/vod-controls';

/** Dims the picture beside the open panel. */
const PANEL_DIM = 0.28;
/**
 * For so long after a wish the canvas answers keys alone: drawing what is known of the stream, meanwhile, would take from opening it. Smaller:
 * slow sets draw while they decode the first picture; larger: buttons and texts that follow the stream come visibly late.
 */
const PICTURE_FIRST_MS = 400;
/** OK held this long shows the statistics. Smaller: a slow press shows them; larger: nobody finds them. */
const STATISTICS_HOLD_MS = 3 * SECOND_MS;

/**
 * Everything that is watched. The picture lies behind the canvas; this page draws what belongs over it: controls of live
 * television or of a film, subtitles, the wait, the problem and the next episode.
 */
export class PlayerPage extends HearthPage {
  declare private loading: LoadingLayer;
  declare private dim: LightningElement;
  declare private subtitles: SubtitleLayer;
  declare private problemShade: Gradient;
  declare private problem: ProblemLayer;
  /** Made when first needed: a film needs no live controls. */
  declare private live: LiveControls | null;
  declare private vod: VodControls | null;
  declare private ad: AdLayer | null;
  declare private wasAd: boolean;
  declare private controls: LiveControls | VodControls | null;
  declare private isCovered: boolean;
  declare private closePanel: Disposer | null;
  declare private closeStatistics: Disposer | null;
  declare private stopHolding: Disposer | null;
  declare private frames: FrameHold;
  /** In front of everything: what is seen is this page's to decide. */
  declare private isInFront: boolean;

  override pageTitle(): string {
    return this.props.app.player.nowPlaying.peek()?.title ?? '';
  }

  override _getFocused(): AnyView {
    if (this.problem.visible) return this.problem;
    if (this.ad !== null && this.hasAd) return this.ad;
    return this.controls ?? this;
  }

  override focusChild(child: AnyView): boolean {
    return child === this._getFocused();
  }

  override _captureKey(press: KeyPress): boolean {
    this.disarmStatistics();
    if (press.key === 'ok' && !press.isHeld && !this.isCovered && !this.problem.visible && !this.hasAd) {
      this.stopHolding = this.ui.clock.after(STATISTICS_HOLD_MS, () => {
        this.disarmStatistics();
        this.showStatistics();
      });
    }
    return false;
  }

  override _handleKeyRelease(_press: KeyPress): boolean {
    this.disarmStatistics();
    return false;
  }

  /** Something opened above the page: whatever is held is meant for it. */
  override _unfocus(): void {
    this.disarmStatistics();
  }

  override _handleBack(_press: KeyPress): boolean {
    this.props.app.leavePlayer();
    return true;
  }

  override enter(): void {
    this.isInFront = true;
    this.letPictureFirst();
  }

  override restore(): void {
    this.isInFront = true;
  }

  override leave(_reason: LeaveReason): void {
    this.isInFront = false;
    this.frames.release();
    this.closeTracks();
    this.hideStatistics();
  }

  protected override build(): void {
    const { app } = this.props;
    const { player } = app;
    this.keepsDirection = true;
    this.live = null;
    this.vod = null;
    this.ad = null;
    this.wasAd = false;
    this.controls = null;
    this.isCovered = false;
    this.closePanel = null;
    this.closeStatistics = null;
    this.stopHolding = null;
    this.frames = new FrameHold(this.ui);
    this.isInFront = false;
    this.buildLayers();
    this.bind(player.nowPlaying, () => {
      this.chooseControls();
      this.showState();
    });
    this.bind(player.state, () => {
      this.showState();
    });
    this.bind(player.problem, () => {
      this.showProblem();
    });
    this.bind(player.ad, () => {
      this.showAd();
    });
    this.bind(player.positionMs, (positionMs) => {
      this.ui.mirror.setFact('seconds', String(Math.floor(positionMs / SECOND_MS)));
    });
    this.whileAttached((scope) => {
      scope.add(() => {
        this.frames.release();
        this.disarmStatistics();
        this.closeTracks();
        this.hideStatistics();
      });
    });
  }

  private buildLayers(): void {
    const { player } = this.props.app;
    const { color } = this.theme;
    this.loading = this.add(LoadingLayer, { app: this.props.app });
    this.dim = this.put(new LightningElement(this.stage), 0, 0, 1920, 1080);
    this.dim.rect = true;
    this.dim.color = withAlpha(color.bg, PANEL_DIM);
    this.dim.visible = false;
    this.subtitles = this.add(SubtitleLayer, { cues: player.cues, settings: player.subtitles });
    // Above the scrims of the controls, which come later.
    this.subtitles.zIndex = Z.content;
    this.add(RescueLine, { text: player.rescued }).zIndex = Z.content;
    this.problemShade = this.put(new Gradient(this.stage), 0, 0, 1920, 1080);
    this.problemShade.setUp(color.scrim, 0.9, 0.3, 'end');
    this.problemShade.visible = false;
    this.problem = this.add(ProblemLayer, { app: this.props.app });
    this.problem.visible = false;
    this.problem.zIndex = Z.overlay;
  }

  private chooseControls(): void {
    const { app } = this.props;
    const kind = app.player.nowPlaying.peek()?.kind ?? null;
    const isLive = kind === 'live' || kind === 'archive';
    const onTracks = (): void => {
      this.openTracks();
    };
    if (kind !== null && isLive && this.live === null) {
      const live = this.add(LiveControls, { app, onTracks });
      this.live = live;
      this.bind(live.isShowing, (isCovered) => {
        if (this.controls === live) this.cover(isCovered);
      });
    }
    if (kind !== null && !isLive && this.vod === null) {
      const vod = this.add(VodControls, {
        app,
        onTracks,
        onCover: (isCovered) => {
          this.cover(isCovered);
        },
      });
      this.vod = vod;
    }
    // While nothing plays any more the last controls keep the focus: the page is on its way out.
    if (kind !== null) this.controls = isLive ? this.live : this.vod;
    this.layOut();
  }

  private showState(): void {
    const { player } = this.props.app;
    const state = player.state.peek();
    const now = player.nowPlaying.peek();
    const { mirror } = this.ui;
    mirror.setFact('player', state.kind === 'ad' ? `ad-${state.phase}` : state.kind);
    mirror.setFact('playing', now?.key ?? '');
    const shown = state.kind === 'ad' && state.phase === 'waiting' ? { kind: 'preparing' as const, sinceMs: state.sinceMs } : state;
    this.loading.show(shown, now?.backdrop ?? '', now === null || now.kind === 'live');
    this.letPictureFirst();
  }

  /** What opens the stream and decodes its first picture goes before what is drawn over it. */
  private letPictureFirst(): void {
    const { player } = this.props.app;
    const state = player.state.peek();
    if (state.kind === 'preparing') {
      if (this.isInFront) this.frames.hold(state.sinceMs + PICTURE_FIRST_MS);
      return;
    }
    // A channel's picture lies under nothing; that of a film is covered until it is there.
    if (state.kind !== 'playing' || player.nowPlaying.peek()?.kind !== 'live') this.frames.release();
  }

  private get hasAd(): boolean {
    return this.props.app.player.ad.peek() !== null;
  }

  /** An advertisement has the screen to itself; what was open closes. */
  private showAd(): void {
    const { app } = this.props;
    const ad = app.player.ad.peek();
    const { wasAd } = this;
    this.wasAd = ad !== null;
    this.ui.mirror.setFact('ad', ad === null ? '' : ad.waitsSinceMs >= 0 ? 'waiting' : `${String(ad.index)}/${String(ad.count)}`);
    if (ad !== null && this.ad === null) {
      this.ad = this.add(AdLayer, { app });
      this.ad.zIndex = Z.overlay;
    }
    if (ad !== null && !wasAd) {
      this.closeTracks();
      this.hideStatistics();
      this.vod?.hide();
    }
    this.ad?.show(ad);
    this.showState();
    if (wasAd === this.wasAd) return;
    this.layOut();
    this.ui.focus.refresh();
  }

  private showProblem(): void {
    const problem = this.props.app.player.problem.peek();
    this.ui.mirror.setFact('problem', problem?.code ?? '');
    const wasShown = this.problem.visible;
    if (problem !== null) {
      if (!wasShown) {
        this.closeTracks();
        this.problem.start();
      }
      this.problem.show(problem);
    }
    if (wasShown === (problem !== null)) return;
    this.problem.visible = problem !== null;
    this.problemShade.visible = problem !== null;
    this.layOut();
    this.ui.focus.refresh();
  }

  private layOut(): void {
    const isTroubled = this.problem.visible;
    if (this.live !== null) this.live.visible = !isTroubled && this.controls === this.live;
    if (this.vod !== null) this.vod.visible = !isTroubled && !this.hasAd && this.controls === this.vod;
    this.subtitles.visible = !isTroubled && !this.hasAd;
    this.ui.focus.check();
  }

  private cover(isCovered: boolean): void {
    this.isCovered = isCovered;
    this.loading.cover(isCovered);
    this.placeSubtitles();
  }

  private placeSubtitles(): void {
    this.subtitles.moveTo(this.closePanel !== null ? 'beside-panel' : this.isCovered ? 'above-controls' : 'bottom');
  }

  private openTracks(wasShown = this.vod?.isShown ?? false): void {
    if (this.closePanel !== null || this.problem.visible || this.hasAd) return;
    this.disarmStatistics();
    this.vod?.hide();
    this.live?.hide();
    const { close } = this.ui.overlays.show(
      TracksPanel,
      {
        app: this.props.app,
        onClose: () => {
          this.closeTracks();
          if (wasShown) this.vod?.reveal('buttons');
        },
        onStatistics: () => {
          this.closeTracks();
          this.showStatistics();
        },
        onSleep: () => {
          this.closeTracks();
          void askSleep(this.ui, this.props.app);
        },
        onKeys: () => {
          this.closeTracks();
          openKeyPad(this.ui, this.props.app);
        },
        onPicture: () => {
          this.openBeside(PicturePanel, wasShown);
        },
        onSubtitles: () => {
          this.openBeside(SubtitlePanel, wasShown);
        },
      },
      { z: Z.panel, motion: 'panel', takesFocus: true },
    );
    this.hold(close);
  }

  /** In the place of the panel it is opened from, with the same room for the picture. */
  private openBeside(panel: ViewClass<PlayerPanel>, wasShown: boolean): void {
    this.closeTracks();
    const onClose = (): void => {
      this.closeTracks();
      this.openTracks(wasShown);
    };
    const { close } = this.ui.overlays.show(panel, { app: this.props.app, onClose }, { z: Z.panel, motion: 'panel', takesFocus: true });
    this.hold(close);
  }

  /** Makes room for a panel beside the picture. */
  private hold(closePanel: Disposer): void {
    this.closePanel = closePanel;
    this.dim.visible = true;
    this.placeSubtitles();
  }

  private disarmStatistics(): void {
    this.stopHolding?.();
    this.stopHolding = null;
  }

  private showStatistics(): void {
    if (this.closeStatistics !== null) return;
    const onClose = (): void => {
      this.hideStatistics();
    };
    const { close } = this.ui.overlays.show(StatisticsPanel, { app: this.props.app, onClose }, { z: Z.panel, motion: 'fade', takesFocus: true });
    this.closeStatistics = close;
  }

  private hideStatistics(): void {
    const close = this.closeStatistics;
    this.closeStatistics = null;
    close?.();
  }

  private closeTracks(): void {
    const close = this.closePanel;
    this.closePanel = null;
    close?.();
    this.dim.visible = false;
    this.placeSubtitles();
  }
}
