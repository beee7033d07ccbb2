import { AppError } from '#core/base';
import type { LiveWindow, MediaAspect, MediaStats, MediaTrack, Rect } from '#ports';
import { CueBoard } from './cue-board';
import { ElementDriver } from './element-driver';
import type { ElementDependencies } from './element-driver';
import { ElementTracks } from './element-tracks';
import { ELEMENT_ASPECTS, ELEMENT_RATES } from './session';
import type { MediaSession, SessionRequest, SessionTraits } from './session';

/** What differs between hosts whose engine plays by itself. */
export interface ElementSessionOptions {
  readonly engine: string;
  readonly seekDebounceMs: number;
  readonly endGuardMs: number;
  /** The `type` to give the element for a source (LG: form and media options), `null` for none. */
  readonly typeOf: (request: SessionRequest) => string | null;
  /** LG reports failed seeks as successes: look where it landed, and seek once more. */
  readonly verifiesSeeks: boolean;
  /** webOS 5 announces audio tracks switched off: the picture would be mute. */
  readonly enablesAudio: boolean;
  /** Duration 0 means live there (native HLS). */
  readonly isZeroDurationLive: boolean;
}

/** A landing farther away than this from the target is a failed seek: key frames lie closer. */
const SEEK_TOLERANCE_SEC = 12;

/** A session over the engine's own player: progressive files anywhere, and native HLS and MPEG-TS where they exist. */
export class ElementSession implements MediaSession {
  readonly traits: SessionTraits;
  private readonly request: SessionRequest;
  private readonly options: ElementSessionOptions;
  private readonly driver: ElementDriver;
  private readonly board: CueBoard;
  private readonly trackList: ElementTracks;
  private isOpen = false;

  constructor(request: SessionRequest, dependencies: ElementDependencies, options: ElementSessionOptions) {
    this.request = request;
    this.options = options;
    this.traits = { engine: options.engine, seekDebounceMs: options.seekDebounceMs, endGuardMs: options.endGuardMs, mayActBeforeStart: true, rates: ELEMENT_RATES, aspects: ELEMENT_ASPECTS };
    const { sink, rect, isMuted } = request;
    this.driver = new ElementDriver(dependencies, { sink, rect, isMuted, url: request.source.url, positionMs: () => this.positionMs });
    this.board = new CueBoard(dependencies.clock, () => this.positionMs, sink.cues);
    this.trackList = new ElementTracks(this.driver.video, this.board, sink.tracks);
  }

  open(): Promise<void> {
    const { driver, request, options } = this;
    const { video } = driver;
    return new Promise((resolve, reject) => {
      driver.on('loadedmetadata', () => {
        request.sink.alive();
        this.onMetadata();
      });
      driver.on('canplay', () => {
        this.isOpen = true;
        resolve();
      });
      driver.on('durationchange', () => {
        if (this.durationMs > 0) request.sink.duration(this.durationMs);
      });
      driver.on('error', () => {
        const error = driver.error() ?? new AppError('media.decode', { facts: { engine: options.engine } });
        if (this.isOpen) request.sink.failed(error);
        else reject(error);
      });
      const type = options.typeOf(request);
      if (type !== null) video.setAttribute('type', type);
      if (video.getAttribute('src') === request.source.url) {
        // It was announced: what is put off by this alone begins in this very turn.
        video.preload = 'auto';
        return;
      }
      video.src = request.source.url;
      video.load();
    });
  }

  play(): Promise<void> {
    return this.driver.play();
  }

  pause(): Promise<void> {
    return this.driver.pause();
  }

  async seek(positionMs: number): Promise<void> {
    const targetSec = positionMs / 1000;
    await this.driver.seekTo(targetSec);
    const isOff = Math.abs(this.driver.video.currentTime - targetSec) > SEEK_TOLERANCE_SEC;
    if (this.options.verifiesSeeks && isOff && this.isOpen) await this.driver.seekTo(targetSec);
  }

  selectTrack(kind: 'audio' | 'text', id: string | null): Promise<void> {
    this.trackList.select(kind, id);
    return Promise.resolve();
  }

  setRate(rate: number): Promise<void> {
    this.driver.video.playbackRate = rate;
    return Promise.resolve();
  }

  setRect(rect: Rect): void {
    this.driver.place(rect);
  }

  setAspect(aspect: MediaAspect): void {
    this.driver.fit(aspect);
  }

  setMuted(isMuted: boolean): void {
    this.driver.video.muted = isMuted;
  }

  get positionMs(): number {
    return Math.round(this.driver.video.currentTime * 1000);
  }

  get durationMs(): number {
    const { duration } = this.driver.video;
    if (this.request.source.isLive || duration === Infinity) return Infinity;
    if (duration === 0 && this.options.isZeroDurationLive) return Infinity;
    return Number.isFinite(duration) ? Math.round(duration * 1000) : 0;
  }

  get liveWindow(): LiveWindow | null {
    // A transport stream has no past, whatever the engine has in hand.
    if (this.durationMs !== Infinity || this.request.source.form === 'ts') return null;
    const { seekable } = this.driver.video;
    if (seekable.length === 0) return null;
    const startMs = Math.round(seekable.start(0) * 1000);
    const endMs = Math.round(seekable.end(seekable.length - 1) * 1000);
    // An engine that knows no window says 0 to 0, or to Infinity.
    return endMs > startMs && Number.isFinite(endMs) ? { startMs, endMs, endWallMs: null } : null;
  }

  get tracks(): readonly MediaTrack[] {
    return this.trackList.list();
  }

  stats(): MediaStats {
    return { engine: this.traits.engine, bufferedAheadMs: this.driver.bufferedAheadMs(), ...this.driver.pictureStats() };
  }

  close(): Promise<void> {
    this.isOpen = false;
    this.trackList.dispose();
    this.board.dispose();
    this.driver.release();
    return Promise.resolve();
  }

  private onMetadata(): void {
    const { video } = this.driver;
    this.trackList.start(this.options.enablesAudio, this.request.source.preferredAudio ?? []);
    const { startMs } = this.request.source;
    // The native player may be there already: media options carry the start, too.
    const isThere = startMs === undefined || Math.abs(video.currentTime - startMs / 1000) < 2;
    if (!isThere && startMs > 0) video.currentTime = startMs / 1000;
  }
}
