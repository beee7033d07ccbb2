import { AppError, toAppError } from '#core/base';
import type { Disposer } from '#core/base';
import type { ClockPort, LiveWindow, LogPort, MediaAspect, MediaEvents, MediaPlayer, MediaSource, MediaState, MediaStats, MediaTrack, NetworkPort, Rect } from '#ports';
import { applyChoices, freshChoices } from './load-choices';
import { restoreLivePlace } from './live-place';
import { LossGuard } from './loss-guard';
import type { PlayerRun } from './player-run';
import { PlayerVoice } from './player-voice';
import type { HostProbe } from './probe-host';
import { RunKeeper, startAt } from './run-keeper';
import type { Opening } from './run-keeper';
import { SeekQueue } from './seek-queue';
import { seekTarget } from './seek-target';
import type { EnginePlan, MediaSession, SessionSink } from './session';
import { FULL_SCREEN } from './session';
import { StallWatchdog } from './stall-watchdog';
import type { Glance, StallVerdict } from './stall-watchdog';

/** Between two tries to open a lost stream again; smaller hammers a server that is just restarting. */
const REOPEN_DELAY_MS = 2_000;

/** What a player is made of. */
export interface SerialPlayerDependencies {
  readonly clock: ClockPort;
  readonly log: LogPort;
  readonly plan: EnginePlan;
  /** `null`: the engines name dead hosts quickly themselves. */
  readonly probeHost: HostProbe | null;
  readonly network: NetworkPort;
  readonly onDestroyed: () => void;
}

/**
 * MediaPlayer over any engine that has a {@link MediaSession}. Keeps one wish (play or pause), one position and one run;
 * everything native happens through the run's queue, so no two native operations ever overlap and nothing of an old load
 * is heard. Follows the normative adapter rules of tv-platforms 5.4.
 */
export class SerialPlayer implements MediaPlayer {
  private readonly dependencies: SerialPlayerDependencies;
  private readonly voice: PlayerVoice;
  private readonly keeper: RunKeeper;
  private readonly seeks: SeekQueue;
  private readonly watchdog: StallWatchdog;
  private readonly guard: LossGuard;
  private pendingLoad: { readonly resolve: () => void; readonly reject: (error: AppError) => void } | null = null;
  private endedSource: MediaSource | null = null;
  private wish: 'play' | 'pause' = 'pause';
  private isNativePlaying = false;
  private lastPositionMs = 0;
  /** What the last session knew, while the next one opens. */
  private lastDurationMs = 0;
  private lastWindow: LiveWindow | null = null;
  private choices = freshChoices();
  private rect: Rect = FULL_SCREEN;
  private isMuted = false;

  constructor(dependencies: SerialPlayerDependencies) {
    const { clock, plan, probeHost, log, network } = dependencies;
    this.dependencies = dependencies;
    this.voice = new PlayerVoice(log);
    this.watchdog = new StallWatchdog(clock);
    this.guard = new LossGuard(clock, network);
    this.seeks = new SeekQueue({
      clock,
      debounceMs: () => this.session?.traits.seekDebounceMs ?? 0,
      perform: (targetMs) => this.performSeek(targetMs),
      onActiveChange: () => {
        this.voice.tell('position', this.positionMs);
      },
    });
    this.keeper = new RunKeeper(
      { clock, plan, probeHost, sink: this.makeSink(), rect: () => this.rect, isMuted: () => this.isMuted },
      { onOpened: this.onOpened, onOpenFailed: this.onOpenFailed },
    );
  }

  get state(): MediaState {
    return this.voice.state;
  }

  get isBuffering(): boolean {
    return this.voice.isBuffering;
  }

  get isSeeking(): boolean {
    return this.seeks.isActive;
  }

  get positionMs(): number {
    return this.seeks.targetMs ?? this.lastPositionMs;
  }

  get durationMs(): number {
    return this.session?.durationMs ?? this.lastDurationMs;
  }

  get liveWindow(): LiveWindow | null {
    return this.session === null ? this.lastWindow : this.session.liveWindow;
  }

  get tracks(): readonly MediaTrack[] {
    return this.session?.tracks ?? [];
  }

  get rates(): readonly number[] {
    const { session } = this;
    return session === null || session.durationMs === Infinity ? [] : session.traits.rates;
  }

  get aspects(): readonly MediaAspect[] {
    return this.session?.traits.aspects ?? [];
  }

  load(source: MediaSource): Promise<void> {
    if (this.state === 'destroyed') return Promise.reject(new AppError('media.state', { facts: { action: 'load' } }));
    this.retire(new AppError('net.cancelled'));
    this.wish = 'pause';
    this.choices = freshChoices();
    this.forget();
    this.lastPositionMs = source.startMs ?? 0;
    return new Promise((resolve, reject) => {
      this.pendingLoad = { resolve, reject };
      this.begin({ source, live: null, isRestore: false });
    });
  }

  play(): Promise<void> {
    this.wish = 'play';
    if (this.state !== 'ended') return this.applyWish();
    this.reopenEnded(0);
    return Promise.resolve();
  }

  pause(): Promise<void> {
    this.wish = 'pause';
    if (this.state === 'ready') this.voice.setState('paused');
    return this.applyWish();
  }

  seek(positionMs: number): Promise<void> {
    const { parked, run } = this.keeper;
    if (this.state === 'ended') {
      this.wish = 'play';
      this.reopenEnded(positionMs);
    } else if (parked !== null && !parked.source.isLive) {
      this.keeper.park({ ...parked, source: startAt(parked.source, positionMs) });
      this.lastPositionMs = positionMs;
    } else if (run !== null) {
      const { session } = this;
      const targetMs = session === null ? Math.max(0, positionMs) : seekTarget(session, run.source.isLive, positionMs);
      if (targetMs !== null) return this.seeks.request(targetMs);
    }
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    if (this.state === 'destroyed') return;
    this.retire(new AppError('net.cancelled'));
    this.wish = 'pause';
    this.forget();
    this.voice.setState('idle');
    await this.keeper.whenFree;
  }

  selectTrack(kind: 'audio' | 'text', id: string | null): Promise<void> {
    this.choices.picks[kind] = id;
    return this.attempt('track', (session) => session.selectTrack(kind, id));
  }

  setRate(rate: number): Promise<void> {
    this.choices.rate = rate;
    return this.attempt('rate', (session) => session.setRate(rate));
  }

  setAspect(aspect: MediaAspect): void {
    this.choices.aspect = aspect;
    if (this.aspects.indexOf(aspect) !== -1) this.session?.setAspect(aspect);
  }

  setRect(rect: Rect): void {
    this.rect = rect;
    this.keeper.run?.session?.setRect(rect);
  }

  setMuted(isMuted: boolean): void {
    this.isMuted = isMuted;
    this.keeper.run?.session?.setMuted(isMuted);
  }

  stats(): MediaStats {
    return this.session?.stats() ?? { engine: 'none' };
  }

  on<K extends keyof MediaEvents>(name: K, listener: (payload: MediaEvents[K]) => void): Disposer {
    return this.voice.on(name, listener);
  }

  async destroy(): Promise<void> {
    if (this.state === 'destroyed') return;
    this.retire(new AppError('net.cancelled'));
    this.voice.setState('destroyed');
    this.voice.clear();
    await this.keeper.whenFree;
    this.dependencies.onDestroyed();
  }

  /**
   * The app goes to the background: notes where it was and lets the decoder go, all within this turn, since JavaScript
   * is frozen right after. State, position and wish stay as they were.
   */
  suspend(): void {
    this.guard.cancel();
    const place = { positionMs: this.positionMs, liveWindow: this.liveWindow };
    this.noteWhereabouts();
    this.keeper.suspend(place, this.pendingLoad === null);
    this.afterClose();
  }

  /** The app is in front again: opens what was playing or paused, where it was. */
  resume(): void {
    this.guard.holdGrace();
    if (this.keeper.resume()) this.voice.setState('loading');
  }

  /** The session, once it is ready. */
  private get session(): MediaSession | null {
    const { run } = this.keeper;
    return run !== null && run.isReady ? run.session : null;
  }

  // Opening and closing

  private begin(opening: Opening): void {
    this.guard.cancel();
    this.isNativePlaying = false;
    this.voice.setState('loading');
    this.watchdog.start(() => this.glance(), this.onVerdict);
    this.keeper.begin(opening);
  }

  private readonly onOpened = (run: PlayerRun, opening: Opening): void => {
    this.guard.noteOpened();
    this.guard.startGrace();
    if (run.session !== null) this.lastPositionMs = run.session.positionMs;
    const target = opening.live === null ? null : restoreLivePlace(opening.live, this.liveWindow);
    if (target !== null) void this.seek(target);
    this.voice.setState('ready');
    if (opening.isRestore && this.wish === 'pause') this.voice.setState('paused');
    this.voice.tell('duration', this.durationMs);
    this.voice.tell('tracks', this.tracks);
    applyChoices(this.choices, this);
    const load = this.pendingLoad;
    this.pendingLoad = null;
    load?.resolve();
    void this.applyWish();
  };

  private readonly onOpenFailed = (opening: Opening, error: AppError): void => {
    this.closeRun();
    const load = this.pendingLoad;
    this.pendingLoad = null;
    if (load === null) {
      this.countLoss(opening, error, REOPEN_DELAY_MS);
      return;
    }
    this.retire(error);
    this.voice.setState('failed');
    load.reject(error);
  };

  private reopenEnded(positionMs: number): void {
    const source = this.endedSource;
    if (source === null) return;
    this.retire(new AppError('net.cancelled'));
    this.lastPositionMs = positionMs;
    this.begin({ source: startAt(source, positionMs), live: null, isRestore: true });
  }

  private closeRun(): void {
    this.noteWhereabouts();
    this.keeper.close();
    this.afterClose();
  }

  private noteWhereabouts(): void {
    const { session } = this;
    this.lastPositionMs = this.positionMs;
    if (session === null) return;
    this.lastDurationMs = session.durationMs;
    this.lastWindow = session.liveWindow;
  }

  private afterClose(): void {
    this.isNativePlaying = false;
    this.seeks.cancel();
    this.voice.setEngineBuffering(false);
  }

  /** Ends the present load for good; `reason` is what a caller still waiting for it hears. */
  private retire(reason: AppError): void {
    this.endedSource = null;
    this.guard.reset();
    this.watchdog.stop();
    this.closeRun();
    this.keeper.unpark();
    this.voice.setStalled(false);
    const load = this.pendingLoad;
    this.pendingLoad = null;
    load?.reject(reason);
  }

  private forget(): void {
    this.lastPositionMs = 0;
    this.lastDurationMs = 0;
    this.lastWindow = null;
  }

  private fail(error: AppError): void {
    this.retire(error);
    this.voice.setState('failed');
    this.voice.tell('error', error);
  }

  // Wishes

  /** A native operation whose failure leaves the picture as it is. */
  private attempt(name: string, operation: (session: MediaSession) => Promise<void>): Promise<void> {
    if (this.session === null) return Promise.resolve();
    return (this.keeper.run?.operate(operation) ?? Promise.resolve()).catch((error: unknown) => {
      this.dependencies.log.write('warn', `media: ${name} failed`, { ...toAppError(error, 'media.state').facts });
    });
  }

  private applyWish(): Promise<void> {
    const { run } = this.keeper;
    const { session } = this;
    if (run === null || session === null) {
      // In the background only the wish is kept; what is shown follows it.
      const isAside = this.keeper.parked !== null && (this.state === 'playing' || this.state === 'paused');
      if (isAside) this.voice.setState(this.wish === 'play' ? 'playing' : 'paused');
      return Promise.resolve();
    }
    if (this.wish === 'pause' && !this.isNativePlaying) return Promise.resolve();
    if (this.wish === 'pause' && !session.traits.mayActBeforeStart && !run.isStarted) return Promise.resolve();
    const operation = run.operate(async (native) => {
      const isWanted = this.wish === 'play';
      if (run !== this.keeper.run || isWanted === this.isNativePlaying) return;
      await (isWanted ? native.play() : native.pause());
      if (run !== this.keeper.run) return;
      this.setNativePlaying(isWanted);
    });
    return operation.catch((error: unknown) => {
      if (run === this.keeper.run) this.onLost(toAppError(error, 'media.state'));
    });
  }

  private setNativePlaying(isPlaying: boolean): void {
    this.isNativePlaying = isPlaying;
    this.guard.noteRestart();
    if (!isPlaying) this.voice.setStalled(false);
    this.voice.setState(isPlaying ? 'playing' : 'paused');
  }

  private async performSeek(wantedMs: number): Promise<void> {
    const { run } = this.keeper;
    if (run === null) return;
    await run.whenReady;
    if (run.session?.traits.mayActBeforeStart === false) await run.whenStarted;
    if (run !== this.keeper.run || run.session === null) return;
    const targetMs = seekTarget(run.session, run.source.isLive, wantedMs);
    if (targetMs === null) return;
    // The old position stands when it fails; a seek that did not work is no reason to stop a picture.
    await this.attempt('seek', (session) => session.seek(targetMs));
    // Both may have changed while the session sought, which the compiler's narrowing does not know.
    const session = run.session as MediaSession | null;
    if (run === this.keeper.run && session !== null) this.lastPositionMs = session.positionMs;
  }

  // What the engine says

  private makeSink(): SessionSink {
    return {
      alive: () => undefined,
      started: () => {
        void this.applyWish();
      },
      position: (positionMs) => {
        this.lastPositionMs = positionMs;
        if (!this.isSeeking) this.voice.tell('position', positionMs);
      },
      duration: (durationMs) => {
        if (this.session !== null) this.voice.tell('duration', durationMs);
      },
      buffering: (isBuffering) => {
        this.voice.setEngineBuffering(isBuffering);
      },
      tracks: () => {
        if (this.session !== null) this.voice.tell('tracks', this.tracks);
      },
      cues: this.voice.teller('cues'),
      regions: this.voice.teller('regions'),
      paused: () => {
        this.wish = 'pause';
        this.setNativePlaying(false);
      },
      ended: () => {
        this.onEnded();
      },
      failed: (error) => {
        this.onLost(error);
      },
    };
  }

  private onEnded(): void {
    const source = this.keeper.run?.source ?? null;
    if (source === null || source.isLive) {
      // A live stream has no end: the server hung up.
      this.onLost(new AppError('media.unreachable', { facts: { phase: 'hang-up' } }));
      return;
    }
    const { durationMs } = this;
    this.retire(new AppError('net.cancelled'));
    this.endedSource = source;
    if (Number.isFinite(durationMs) && durationMs > 0) this.lastPositionMs = durationMs;
    this.wish = 'pause';
    this.voice.tell('position', this.lastPositionMs);
    this.voice.setState('ended');
    this.voice.tell('ended', undefined);
  }

  /** A running session is lost. A dead line and the first moments after a resume are worth another try. */
  private onLost(error: AppError): void {
    const isHangUp = error.facts['phase'] === 'hang-up';
    if (isHangUp && this.guard.isNoticeAgain()) this.fail(new AppError('media.notice', { facts: error.facts }));
    else if (error.code === 'media.unreachable' || (this.guard.isInGrace && error.canRetry)) this.reopen(error, REOPEN_DELAY_MS);
    else this.fail(error);
  }

  private reopen(error: AppError, delayMs: number): void {
    const source = this.keeper.run?.source;
    if (source === undefined) return;
    const opening = { source: startAt(source, source.isLive ? undefined : this.positionMs), live: null, isRestore: true };
    this.closeRun();
    this.voice.setState('loading');
    this.countLoss(opening, error, delayMs);
  }

  private countLoss(opening: Opening, error: AppError, delayMs: number): void {
    this.keeper.park(opening);
    this.voice.setStalled(true);
    const isPlanned = this.guard.retry(delayMs, () => {
      this.begin(this.keeper.parked ?? opening);
    });
    if (!isPlanned) this.fail(error);
  }

  private glance(): Glance {
    const shouldMove = this.state === 'playing' && this.isNativePlaying && !this.isSeeking && !this.guard.isInGrace;
    return { shouldMove, positionMs: this.lastPositionMs };
  }

  private readonly onVerdict = (verdict: StallVerdict): void => {
    const sinceMs = this.watchdog.standingMs;
    if (verdict === 'moving') {
      this.voice.setStalled(false);
      this.guard.noteMoving();
    } else if (verdict === 'stalled' && !this.voice.isStalled) {
      this.guard.noteRestart();
      this.voice.setStalled(true);
      this.voice.tell('stalled', { sinceMs });
    } else if (verdict === 'lost') {
      this.reopen(new AppError('media.stalled', { facts: { standingMs: sinceMs } }), 0);
    }
  };
}
