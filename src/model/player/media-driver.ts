import { AppError, createCancelSource, SECOND_MS, toAppError } from '#core/base';
import type { CancelSignal, CancelSource, Disposer, Result } from '#core/base';
import type { PlaybackCommand, PlaybackEvent } from '#core/playback';
import { batch, signal } from '#core/state';
import type { ClockPort, LiveWindow, LogPort, MediaAspect, MediaCue, MediaPlayer, MediaPort, MediaRegion, MediaSource, MediaStats, MediaTrack, Rect } from '#ports';
import type { SettingsModel } from '#model/settings';
import type { PlayAnswer } from '#sources/source';
import { isOver } from './is-over';
import { withLimits } from './with-limits';

/** A native stop that hangs must not hold up the next channel for longer. */
const STOP_PATIENCE_MS = 3 * SECOND_MS;
/** Positions reach screens at most this often. */
const POSITION_STEP_MS = 250;
/** A seek counts as settled within this distance; until then positions of the old place are not believed. */
const SEEK_NEAR_MS = 1500;
const SEEK_PATIENCE_MS = 4 * SECOND_MS;

/** The whole screen of the design. */
export const FULL_SCREEN: Rect = Object.freeze({ x: 0, y: 0, width: 1920, height: 1080 });

/** Some engines open nothing without a place on screen. */
const OUT_OF_SIGHT: Rect = Object.freeze({ x: 0, y: 0, width: 2, height: 2 });

/** A stream that was opened ahead. */
interface Standing {
  readonly player: MediaPlayer;
  readonly url: string;
  /** Where it begins; `null`: at its beginning, or live. */
  readonly startMs: number | null;
  /** Whether it came. */
  ready: Promise<boolean>;
  /** What it has named so far: that is told while it loads, before anybody else listens. */
  regions: readonly MediaRegion[];
}

/** What the driver needs. */
export interface MediaDriverDeps {
  readonly media: MediaPort;
  readonly clock: ClockPort;
  readonly log: LogPort;
  /** What the viewer allows a stream; absent: everything. */
  readonly settings?: Pick<SettingsModel, 'values'>;
  /** Hears what happened; events carry the epoch they belong to. */
  tell(event: PlaybackEvent): void;
}

/**
 * One decoder on a lead: carries out commands in order, turns its events into playback events with their epoch, and keeps
 * what screens read. A decoder is made for the first load and kept.
 */
export class MediaDriver {
  readonly positionMs = signal(0);
  readonly durationMs = signal(0);
  readonly liveWindow = signal<LiveWindow | null>(null);
  readonly tracks = signal<readonly MediaTrack[]>([]);
  readonly cues = signal<readonly MediaCue[]>([]);
  /** What the stream itself names. */
  readonly regions = signal<readonly MediaRegion[]>([]);
  readonly rates = signal<readonly number[]>([]);
  readonly aspects = signal<readonly MediaAspect[]>([]);
  /** What plays now, with its files; `null` between streams. */
  readonly answer = signal<PlayAnswer | null>(null);
  private readonly deps: MediaDriverDeps;
  private player: MediaPlayer | null = null;
  private leavePlayer: readonly Disposer[] = [];
  private rect: Rect = FULL_SCREEN;
  /** The attempt whose stream is in the decoder; -1 while none is. */
  private epoch = -1;
  private running: CancelSource | null = null;
  private stopping: Promise<void> = Promise.resolve();
  /** Closing of what waited beside. */
  private clearing: Promise<void> = Promise.resolve();
  /** Gives the stream's place among the account's back. */
  private release: Disposer | null = null;
  private seek: { readonly targetMs: number; readonly untilMs: number } | null = null;
  private standing: Standing | null = null;
  /** Takes back what was announced. */
  private retract: Disposer | null = null;
  private shownAtMs = -Infinity;

  constructor(deps: MediaDriverDeps) {
    this.deps = deps;
  }

  /** Asks for the address and loads it. What fails is told under `epoch`; a later call or {@link halt} makes it silent. */
  prepare(epoch: number, startMs: number | null, ask: (signal: CancelSignal) => Promise<Result<PlayAnswer, AppError>>): void {
    this.running?.cancel();
    const source = createCancelSource();
    this.running = source;
    this.epoch = -1;
    this.load(epoch, startMs, ask, source.signal).catch((error: unknown) => {
      this.deps.tell({ type: 'failed', epoch, error: toAppError(error), nowMs: this.deps.clock.monotonicMs() });
    });
  }

  /** Carries out what the machine asks of the decoder alone. */
  obey(command: Extract<PlaybackCommand, { readonly type: 'play' | 'pause' | 'seek' | 'halt' }>): void {
    if (command.type === 'seek') this.seekTo(command.positionMs);
    else this[command.type]();
  }

  play(): void {
    this.attempt('play', (player) => player.play());
  }

  pause(): void {
    this.attempt('pause', (player) => player.pause());
  }

  seekTo(positionMs: number): void {
    this.seek = { targetMs: positionMs, untilMs: this.deps.clock.monotonicMs() + SEEK_PATIENCE_MS };
    this.positionMs.value = positionMs;
    this.attempt('seek', (player) => player.seek(positionMs));
  }

  /** Frees the decoder. The next load waits for it, but not for ever. */
  halt(): void {
    this.running?.cancel();
    this.running = null;
    this.release?.();
    this.release = null;
    this.epoch = -1;
    this.seek = null;
    batch(() => {
      this.answer.value = null;
      this.tracks.value = [];
      this.cues.value = [];
      this.regions.value = [];
      this.liveWindow.value = null;
    });
    const { player } = this;
    if (player === null || player.state === 'idle') return;
    this.stopping = this.withPatience(player.stop());
  }

  /** The decoder, halted, for something else than what this driver loads; good until the next load or halt. What it tells is not heard here. */
  async lend(): Promise<MediaPlayer> {
    await this.stopping;
    const player = this.ensurePlayer();
    player.setRect(this.rect);
    return player;
  }

  /** Forgets position and duration of what played before. */
  reset(positionMs: number): void {
    batch(() => {
      this.positionMs.value = positionMs;
      this.durationMs.value = 0;
    });
  }

  selectTrack(kind: 'audio' | 'text', id: string | null): void {
    this.attempt('track', (player) => player.selectTrack(kind, id));
  }

  setRate(rate: number): void {
    this.attempt('rate', (player) => player.setRate(rate));
  }

  setAspect(aspect: MediaAspect): void {
    if (this.epoch !== -1) this.player?.setAspect(aspect);
  }

  setRect(rect: Rect): void {
    this.rect = rect;
    this.player?.setRect(rect);
  }

  stats(): MediaStats | null {
    return this.player === null || this.epoch === -1 ? null : this.player.stats();
  }

  dispose(): void {
    this.halt();
    this.dropStandBy();
    this.dismiss();
  }

  /**
   * Opens a stream beside what plays, silent and out of sight, for a load of the same address and start soon; one that waits already
   * stays, another one is closed first. Whoever calls has made sure of line and decoder.
   */
  async standBy(media: MediaSource, signalOfWish: CancelSignal): Promise<void> {
    if (this.isStanding(media.url, media.startMs ?? null)) return;
    this.dropStandBy();
    // Until it is gone the set has no decoder for another.
    await this.clearing;
    if (isOver(signalOfWish)) return;
    try {
      const player = this.deps.media.create();
      player.setMuted(true);
      player.setRect(OUT_OF_SIGHT);
      const standing: Standing = { player, url: media.url, startMs: media.startMs ?? null, ready: Promise.resolve(false), regions: [] };
      player.on('regions', (regions) => (standing.regions = regions));
      standing.ready = player.load(withLimits(media, this.deps.settings)).then(
        () => true,
        (error: unknown) => {
          this.complain('stand by', error);
          return false;
        },
      );
      this.standing = standing;
    } catch (error) {
      this.complain('stand by', error);
    }
  }

  /** Tells the engine the address of a load to come; nobody is asked for it. */
  announce(media: MediaSource): void {
    this.dropAnnounced();
    this.retract = this.deps.media.announce?.(media) ?? null;
  }

  /** Closes what waits; the next load waits for that. What was announced is forgotten. */
  dropStandBy(): void {
    this.dropAnnounced();
    this.closeStanding();
  }

  private dropAnnounced(): void {
    this.retract?.();
    this.retract = null;
  }

  private closeStanding(): void {
    const { standing } = this;
    this.standing = null;
    if (standing === null) return;
    const closed = this.withPatience(standing.player.destroy());
    this.clearing = Promise.all([this.clearing, closed]).then(() => undefined);
  }

  private async load(
    epoch: number,
    startMs: number | null,
    ask: (signal: CancelSignal) => Promise<Result<PlayAnswer, AppError>>,
    signalOfLoad: CancelSignal,
  ): Promise<void> {
    const answer = await ask(signalOfLoad);
    if (isOver(signalOfLoad)) return;
    if (!answer.ok) throw answer.error;
    const standing = await this.takeStanding(answer.value.media, startMs);
    if (isOver(signalOfLoad)) return;
    // The decoder puts its own stop before a load by itself.
    if (standing === null) await this.clearing;
    if (isOver(signalOfLoad)) return;
    const player = standing === null ? this.ensurePlayer() : this.adopt(standing);
    this.epoch = epoch;
    this.answer.value = answer.value;
    this.release?.();
    this.release =
      answer.value.hold?.((error) => {
        this.deps.tell({ type: 'failed', epoch, error, nowMs: this.deps.clock.monotonicMs() });
      }) ?? null;
    player.setRect(this.rect);
    const { media } = answer.value;
    if (standing === null) await player.load(withLimits(startMs === null ? media : { ...media, startMs }, this.deps.settings));
    if (isOver(signalOfLoad)) return;
    // It was this, or is not wanted any more.
    this.dropAnnounced();
    this.readFacts(player);
    this.deps.tell({ type: 'ready', epoch });
  }

  private ensurePlayer(): MediaPlayer {
    if (this.player !== null) return this.player;
    const player = this.deps.media.create();
    this.player = player;
    this.listen(player);
    return player;
  }

  private listen(player: MediaPlayer): void {
    const now = (): number => this.deps.clock.monotonicMs();
    this.leavePlayer = [
      player.on('state', (state) => {
        if (state === 'playing') this.deps.tell({ type: 'started', epoch: this.epoch, nowMs: now() });
      }),
      player.on('buffering', (isBuffering) => {
        this.deps.tell({ type: 'buffering', epoch: this.epoch, isBuffering, nowMs: now() });
      }),
      player.on('stalled', () => {
        this.deps.tell({ type: 'buffering', epoch: this.epoch, isBuffering: true, nowMs: now() });
      }),
      player.on('position', (positionMs) => {
        this.onPosition(positionMs);
      }),
      player.on('duration', (durationMs) => {
        if (this.epoch !== -1) this.durationMs.value = durationMs;
      }),
      player.on('tracks', (tracks) => {
        if (this.epoch !== -1) this.tracks.value = tracks;
      }),
      player.on('cues', (cues) => {
        if (this.epoch !== -1) this.cues.value = cues;
      }),
      player.on('regions', (regions) => {
        if (this.epoch !== -1) this.regions.value = regions;
      }),
      player.on('ended', () => {
        this.deps.tell({ type: 'ended', epoch: this.epoch, nowMs: now() });
      }),
      player.on('error', (error) => {
        this.deps.tell({ type: 'failed', epoch: this.epoch, error, nowMs: now() });
      }),
    ];
  }

  private isStanding(url: string, startMs: number | null): boolean {
    return this.standing !== null && this.standing.url === url && this.standing.startMs === startMs;
  }

  /** The waiting stream if it is the one that is wanted, where it is wanted, and came; any other is closed before something else is opened. */
  private async takeStanding(media: MediaSource, startMs: number | null): Promise<Standing | null> {
    const { standing } = this;
    if (standing === null || !this.isStanding(media.url, startMs ?? media.startMs ?? null)) {
      this.closeStanding();
      return null;
    }
    const cameReady = await standing.ready;
    if (this.standing !== standing) return null;
    // It may have failed since: nobody listened.
    const isReady = cameReady && standing.player.state !== 'failed';
    if (!isReady) this.closeStanding();
    else this.standing = null;
    return isReady ? standing : null;
  }

  /** The waiting decoder becomes the one; the other is on its way out. */
  private adopt({ player, regions }: Standing): MediaPlayer {
    this.dismiss();
    this.player = player;
    this.listen(player);
    player.setMuted(false);
    this.regions.value = regions;
    return player;
  }

  private dismiss(): void {
    for (const leave of this.leavePlayer) leave();
    this.leavePlayer = [];
    const { player } = this;
    this.player = null;
    player?.destroy().catch((error: unknown) => {
      this.complain('destroy', error);
    });
  }

  private readFacts(player: MediaPlayer): void {
    batch(() => {
      this.durationMs.value = player.durationMs;
      this.tracks.value = player.tracks;
      this.rates.value = player.rates;
      this.aspects.value = player.aspects;
      this.liveWindow.value = player.liveWindow;
      this.positionMs.value = player.positionMs;
    });
  }

  private onPosition(positionMs: number): void {
    const nowMs = this.deps.clock.monotonicMs();
    if (this.epoch === -1) return;
    if (this.seek !== null) {
      const isSettled = Math.abs(positionMs - this.seek.targetMs) <= SEEK_NEAR_MS || nowMs >= this.seek.untilMs;
      if (!isSettled) return;
      this.seek = null;
      this.shownAtMs = -Infinity;
    }
    this.deps.tell({ type: 'moved', epoch: this.epoch, positionMs, nowMs });
    if (nowMs - this.shownAtMs < POSITION_STEP_MS) return;
    this.shownAtMs = nowMs;
    batch(() => {
      this.positionMs.value = positionMs;
      this.liveWindow.value = this.player?.liveWindow ?? null;
    });
  }

  /** Runs a native call for the current stream; a failure of it is a failure of the stream. */
  private attempt(name: string, call: (player: MediaPlayer) => Promise<void>): void {
    const { player, epoch } = this;
    if (player === null || epoch === -1) return;
    call(player).catch((error: unknown) => {
      const judged = toAppError(error, 'media.state');
      if (name === 'track' || name === 'rate' || judged.code === 'net.cancelled') this.complain(name, judged);
      else this.deps.tell({ type: 'failed', epoch, error: judged, nowMs: this.deps.clock.monotonicMs() });
    });
  }

  private withPatience(stop: Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      const giveUp = this.deps.clock.after(STOP_PATIENCE_MS, () => {
        this.complain('stop', new AppError('net.timeout'));
        resolve();
      });
      const done = (): void => {
        giveUp();
        resolve();
      };
      stop.then(done, (error: unknown) => {
        this.complain('stop', error);
        done();
      });
    });
  }

  private complain(what: string, error: unknown): void {
    this.deps.log.write('warn', 'media call failed', { what, code: toAppError(error, 'media.state').code });
  }
}
