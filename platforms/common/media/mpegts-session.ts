import { AppError, toAppError } from '#core/base';
import type { LiveWindow, MediaAspect, MediaSource, MediaStats, MediaTrack, Rect } from '#ports';
import { allowedHeaders } from '../http/request-rules';
import type { MpegtsCaptions } from './captions';
import { ElementDriver } from './element-driver';
import type { ElementDependencies } from './element-driver';
import type { MpegtsLibrary, MpegtsPlayer } from './mpegts-api';
import { mediaCodeOfStatus } from './probe-host';
import { ELEMENT_ASPECTS, ELEMENT_RATES } from './session';
import type { MediaSession, SessionRequest, SessionTraits } from './session';

/** What an mpegts.js session needs beside the element. */
export interface MpegtsDependencies extends ElementDependencies {
  readonly loadMpegts: () => Promise<MpegtsLibrary>;
}

/** What is held back before it is handed on, bytes; by default 384 kB. */
const LONG_STASH = 2_000_000;

function stash(buffer: MediaSource['buffer']): { readonly enableStashBuffer: boolean; readonly stashInitialSize?: number } {
  if (buffer === 'long') return { enableStashBuffer: true, stashInitialSize: LONG_STASH };
  return { enableStashBuffer: buffer !== 'short' };
}

/** A session over mpegts.js and MSE: raw MPEG-TS over http where the engine has no player for it. */
export class MpegtsSession implements MediaSession {
  readonly traits: SessionTraits = { engine: 'mpegts', seekDebounceMs: 100, endGuardMs: 1_000, mayActBeforeStart: true, rates: ELEMENT_RATES, aspects: ELEMENT_ASPECTS };
  private readonly request: SessionRequest;
  private readonly dependencies: MpegtsDependencies;
  private readonly driver: ElementDriver;
  private player: MpegtsPlayer | null = null;
  private captions: MpegtsCaptions | null = null;
  /** The text track that was chosen before there were any. */
  private wishedText: string | null = null;
  private isClosed = false;
  private isOpen = false;

  constructor(request: SessionRequest, dependencies: MpegtsDependencies) {
    this.request = request;
    this.dependencies = dependencies;
    const { sink, rect, isMuted } = request;
    this.driver = new ElementDriver(dependencies, { sink, rect, isMuted, positionMs: () => this.positionMs });
  }

  async open(): Promise<void> {
    const [mpegts, captions] = await Promise.all([this.dependencies.loadMpegts(), this.loadCaptions()]);
    if (this.isClosed) return;
    if (!mpegts.isSupported()) throw new AppError('media.unsupported', { facts: { engine: 'mpegts' } });
    const { source, sink } = this.request;
    const headers = allowedHeaders({ url: source.url, ...(source.headers === undefined ? {} : { headers: source.headers }) });
    const player = mpegts.createPlayer(
      { type: 'mpegts', isLive: source.isLive, url: source.url, cors: true },
      { enableWorker: false, lazyLoad: !source.isLive, autoCleanupSourceBuffer: true, ...stash(source.buffer), headers },
    );
    this.player = player;
    if (captions?.follow(player) === true) {
      this.captions = captions;
      captions.select(this.wishedText);
    }
    await new Promise<void>((resolve, reject) => {
      const fail = (error: AppError): void => {
        if (this.isOpen) sink.failed(error);
        else reject(error);
      };
      player.on(mpegts.Events.ERROR, (kind, detail, info) => {
        fail(mpegtsError(kind, detail, info));
      });
      player.on(mpegts.Events.LOADING_COMPLETE, () => {
        // The server ended a stream that has no end. A clip that came whole before it could play is shown: it may say why.
        if (source.isLive && this.isOpen) fail(new AppError('media.unreachable', { facts: { engine: 'mpegts', phase: 'hang-up' } }));
      });
      player.on(mpegts.Events.MEDIA_INFO, sink.alive);
      this.driver.on('canplay', () => {
        this.isOpen = true;
        resolve();
      });
      this.driver.on('error', () => {
        fail(this.driver.error() ?? new AppError('media.decode', { facts: { engine: 'mpegts' } }));
      });
      player.attachMediaElement(this.driver.video);
      player.load();
    });
    const { startMs } = source;
    if (startMs !== undefined && startMs > 0 && !source.isLive) await this.driver.seekTo(startMs / 1000);
  }

  play(): Promise<void> {
    return this.driver.play();
  }

  pause(): Promise<void> {
    return this.driver.pause();
  }

  seek(positionMs: number): Promise<void> {
    return this.driver.seekTo(positionMs / 1000);
  }

  selectTrack(kind: 'audio' | 'text', id: string | null): Promise<void> {
    if (kind === 'text') {
      this.wishedText = id;
      this.captions?.select(id);
      this.request.sink.tracks();
    }
    return Promise.resolve();
  }

  setRate(rate: number): Promise<void> {
    if (!this.request.source.isLive) this.driver.video.playbackRate = rate;
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
    if (this.request.source.isLive) return Infinity;
    const { duration } = this.driver.video;
    return Number.isFinite(duration) ? Math.round(duration * 1000) : 0;
  }

  get liveWindow(): LiveWindow | null {
    return null;
  }

  get tracks(): readonly MediaTrack[] {
    return this.captions?.tracks ?? [];
  }

  stats(): MediaStats {
    return { engine: 'mpegts', bufferedAheadMs: this.driver.bufferedAheadMs(), ...this.driver.pictureStats() };
  }

  close(): Promise<void> {
    this.isClosed = true;
    this.isOpen = false;
    const { player } = this;
    this.player = null;
    try {
      player?.unload();
      player?.detachMediaElement();
      player?.destroy();
    } finally {
      this.captions?.dispose();
      this.captions = null;
      this.driver.release();
    }
    return Promise.resolve();
  }

  /** Without their code the stream plays without captions. */
  private async loadCaptions(): Promise<MpegtsCaptions | null> {
    const { clock, log } = this.dependencies;
    const { sink } = this.request;
    try {
      const { MpegtsCaptions } = await import('./captions');
      return new MpegtsCaptions({ clock, log, positionMs: () => this.driver.video.currentTime * 1000, show: sink.cues, changed: sink.tracks });
    } catch (error) {
      log.write('warn', 'captions inside pictures are missing', { reason: toAppError(error).message });
      return null;
    }
  }
}

/** mpegts.js tells kind (`NetworkError`, `MediaError`, `OtherError`), detail and, for refusals, `{code: status}`. */
function mpegtsError(kind: unknown, detail: unknown, info: unknown): AppError {
  const status = typeof info === 'object' && info !== null && 'code' in info && typeof info.code === 'number' ? info.code : null;
  const facts = { engine: 'mpegts', native: String(detail), ...(status === null || status < 100 ? {} : { status }) };
  if (kind === 'NetworkError') {
    return new AppError((status === null ? null : mediaCodeOfStatus(status)) ?? 'media.unreachable', { facts });
  }
  return new AppError(kind === 'MediaError' && /Unsupported|Format/i.test(String(detail)) ? 'media.unsupported' : 'media.decode', { facts });
}
