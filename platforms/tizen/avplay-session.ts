import type { AVPlayManager, AVPlayPlaybackCallback } from 'tizen-tv-webapis';
import { clamp, toAppError } from '#core/base';
import type { AppError, Disposer } from '#core/base';
import { chooseLanguage } from '#platforms/common';
import type { MediaSession, SessionRequest, SessionTraits } from '#platforms/common';
import type { ClockPort, HttpPort, LiveWindow, LogPort, MediaAspect, MediaDrm, MediaStats, MediaTrack, Rect } from '#ports';
import { AvplayCalls, AvplayRefusal } from './avplay-calls';
import { AvplayCues } from './avplay-cues';
import { avplayDrm, AvplayLicences } from './avplay-drm';
import { avplayError, avplayIdError, isSeekFailed } from './avplay-error';
import { parseLiveWindow } from './avplay-live-window';
import type { AvplaySeat } from './avplay-pool';
import { judgeTracks, readTracks, trackInfo } from './avplay-tracks';
import type { NativeTrack } from './avplay-tracks';

/** A failed seek is tried once more this much earlier. */
const SEEK_RETRY_BACK_MS = 5_000;
/** Track choices made too early are refused; field practice tries again at about these moments (tv-platforms 2.11). */
const TRACK_RETRY_MS: readonly number[] = [400, 1_200];
/** Rates every protocol takes or refuses by exception; AVPlay knows no fractions (tv-platforms 2.10). */
const SPEEDS: ReadonlySet<number> = new Set([-16, -8, -4, -2, 1, 2, 4, 8, 16]);

/**
 * Seconds: how long gathering may last, what is gathered before the first picture, and after a stall. Zapping wants a picture soon, films
 * want to go on without a pause (tv-platforms 2.8). At least 4 s are legal.
 */
const BUFFERS = {
  live: {
    short: { waitSec: 6, playSec: 4, resumeSec: 4 },
    standard: { waitSec: 10, playSec: 4, resumeSec: 4 },
    long: { waitSec: 20, playSec: 10, resumeSec: 15 },
  },
  film: {
    short: { waitSec: 10, playSec: 4, resumeSec: 4 },
    standard: { waitSec: 20, playSec: 6, resumeSec: 10 },
    long: { waitSec: 30, playSec: 12, resumeSec: 20 },
  },
} as const;

/** What an AVPlay session is made of. */
export interface AvplayDependencies {
  /** Where it plays, and whether another stream has the picture. */
  readonly seat: AvplaySeat;
  readonly clock: ClockPort;
  readonly log: LogPort;
  /** Takes challenges to licence servers. */
  readonly http: HttpPort;
  readonly hasOldWidevine: boolean;
  readonly seekDebounceMs: number;
  readonly endGuardMs: number;
  /** Whether a live transport stream must not be touched before its picture moves. */
  readonly holdsEarlyLiveTs: boolean;
}

/**
 * A session over Samsung's AVPlay. Follows the canonical call order of tv-platforms 2.6; every native call is guarded;
 * while `prepareAsync` or `seekTo` runs nothing else is called but `close`. The listener given to AVPlay, which keeps it
 * for ever, reaches this session through one field that `close` empties.
 */
export class AvplaySession implements MediaSession {
  readonly traits: SessionTraits;
  private readonly request: SessionRequest;
  private readonly dependencies: AvplayDependencies;
  private readonly native: AVPlayManager;
  /** Opened while another stream had the picture: it gathers and decodes nothing before it plays. */
  private isAhead = false;
  private readonly calls: AvplayCalls;
  private readonly cues: AvplayCues;
  private readonly link: { session: AvplaySession | null } = { session: this };
  private rect: Rect;
  private aspect: MediaAspect = 'fit';
  private shownAspect: MediaAspect = 'fit';
  private isClosed = false;
  private isPlaying = false;
  private isEnded = false;
  private hasMoved = false;
  private lastPositionMs: number;
  private knownDurationMs = 0;
  private window: LiveWindow | null = null;
  private nativeTracks: readonly NativeTrack[] = [];
  private audioIndex: number | null = null;
  private textIndex: number | null = null;
  private wantedText: number | null = null;
  private speed = 1;
  private httpStatus: number | null = null;
  private resolution: { readonly width: number; readonly height: number } | null = null;
  private bitrateBps: number | null = null;
  private stopRetry: Disposer = () => undefined;
  private licences: AvplayLicences | null = null;

  constructor(request: SessionRequest, dependencies: AvplayDependencies) {
    this.request = request;
    this.dependencies = dependencies;
    this.native = dependencies.seat.native;
    this.rect = request.rect;
    this.lastPositionMs = request.source.startMs ?? 0;
    const { isLive, form } = request.source;
    this.traits = {
      engine: 'avplay',
      seekDebounceMs: dependencies.seekDebounceMs,
      endGuardMs: dependencies.endGuardMs,
      // At other rates AVPlay is silent (tv-platforms 2.10), and it cuts no edges off (2.7).
      rates: [],
      aspects: ['fit', 'fill'],
      mayActBeforeStart: !(dependencies.holdsEarlyLiveTs && isLive && (form === 'ts' || form === 'unknown')),
    };
    this.calls = new AvplayCalls({ native: this.native, clock: dependencies.clock, log: dependencies.log });
    this.cues = new AvplayCues(dependencies.clock, request.sink.cues);
  }

  async open(): Promise<void> {
    const { calls, request, rect } = this;
    const { seat } = this.dependencies;
    try {
      const drm = avplayDrm(request.source);
      this.isAhead = seat.isBeside;
      seat.setOpen(true);
      calls.open(request.source.url, createListener(this.link), rect);
      seat.surface.place(rect);
      this.configureBuffering();
      this.configureLimit();
      this.configureHeaders();
      if (this.isAhead) this.native.setStreamingProperty('PREBUFFER_MODE', String(request.source.startMs ?? 0));
      if (drm !== null) this.beginLicences(drm);
      await calls.prepare();
    } catch (error) {
      throw avplayError(error instanceof AvplayRefusal ? error.native : error, 'open', this.httpStatus);
    }
    if (this.isClosed) return;
    this.setRect(this.rect);
    this.readDuration();
    this.readWindow();
    const { startMs } = request.source;
    // What gathers ahead was told where to begin.
    if (startMs !== undefined && startMs > 0 && !this.isAhead) await this.seekToStart(startMs);
  }

  private beginLicences(drm: MediaDrm): void {
    const { http, hasOldWidevine } = this.dependencies;
    const onFailed = (error: AppError): unknown => this.calls.breakOff(error) || this.request.sink.failed(error);
    this.licences = new AvplayLicences(this.native, drm, { http, hasOldWidevine, onFailed });
    this.licences.begin();
  }

  play(): Promise<void> {
    return this.guarded('play', () => {
      if (this.isAhead) this.dependencies.seat.surface.place(this.rect);
      this.native.play();
      this.isPlaying = true;
    });
  }

  pause(): Promise<void> {
    return this.guarded('pause', () => {
      this.native.pause();
      this.isPlaying = false;
    });
  }

  async seek(positionMs: number): Promise<void> {
    // Seeking is only legal at normal speed.
    if (this.speed !== 1) await this.setRate(1);
    this.cues.clear();
    try {
      await this.nativeSeek(positionMs);
    } catch (error) {
      if (!isSeekFailed(error) || this.isClosed) throw error;
      await this.nativeSeek(Math.max(0, positionMs - SEEK_RETRY_BACK_MS));
    }
  }

  selectTrack(kind: 'audio' | 'text', id: string | null): Promise<void> {
    // Before the picture moves the list is not known yet, and a wish is only noted.
    const isKnown = id === null || (this.hasMoved ? this.tracks.some((track) => track.kind === kind && track.id === id) : Number.isInteger(Number(id)));
    if (!isKnown) return Promise.resolve();
    this.stopRetry();
    if (kind === 'text') {
      this.wantedText = id === null ? null : Number(id);
      this.textIndex = this.wantedText;
      this.cues.clear();
      if (this.wantedText === null) this.silence();
      else this.applyTrack('TEXT', this.wantedText, 0);
    } else if (id !== null) {
      this.audioIndex = Number(id);
      this.applyTrack('AUDIO', this.audioIndex, 0);
    }
    this.request.sink.tracks();
    return Promise.resolve();
  }

  setRate(rate: number): Promise<void> {
    if (!SPEEDS.has(rate) || rate === this.speed || this.durationMs === Infinity) return Promise.resolve();
    return this.guarded('setSpeed', () => {
      this.native.setSpeed(rate);
      this.speed = rate;
    });
  }

  setRect(rect: Rect): void {
    this.rect = rect;
    if (this.calls.isBusy || this.isClosed) return;
    this.calls.attempt('setDisplayRect', () => {
      this.calls.setRect(rect);
    });
    this.dependencies.seat.surface.place(rect);
  }

  /** What comes while the player is busy is done after it. */
  setAspect(aspect: MediaAspect): void {
    this.aspect = aspect;
    this.showAspect();
  }

  setMuted(): void {
    // AVPlay has no volume of its own, and muting the whole television is not ours to do.
  }

  get positionMs(): number {
    return this.lastPositionMs;
  }

  get durationMs(): number {
    return this.request.source.isLive ? Infinity : this.knownDurationMs;
  }

  get liveWindow(): LiveWindow | null {
    return this.window;
  }

  get tracks(): readonly MediaTrack[] {
    return readTracks(this.nativeTracks, this.audioIndex, this.textIndex);
  }

  stats(): MediaStats {
    const bandwidth = this.calls.isBusy || !this.hasMoved ? NaN : Number(this.ask('CURRENT_BANDWIDTH'));
    return {
      engine: 'avplay',
      ...(this.resolution === null ? {} : this.resolution),
      ...(this.bitrateBps === null ? {} : { bitrateBps: this.bitrateBps }),
      ...(Number.isFinite(bandwidth) && bandwidth > 0 ? { bandwidthBps: bandwidth } : {}),
    };
  }

  /** Everything in this turn: the system freezes the page right after it hides. */
  close(): Promise<void> {
    if (this.isClosed) return Promise.resolve();
    this.isClosed = true;
    this.link.session = null;
    this.licences?.end();
    this.stopRetry();
    this.cues.clear();
    this.calls.close(!this.isEnded && (this.isPlaying || this.hasMoved));
    this.dependencies.seat.setOpen(false);
    return Promise.resolve();
  }

  // Preparing

  private configureBuffering(): void {
    const { native } = this;
    const { isLive, buffer } = this.request.source;
    const { waitSec, playSec, resumeSec } = BUFFERS[isLive ? 'live' : 'film'][buffer ?? 'standard'];
    native.setTimeoutForBuffering(waitSec);
    native.setBufferingParam('PLAYER_BUFFER_FOR_PLAY', 'PLAYER_BUFFER_SIZE_IN_SECOND', playSec);
    native.setBufferingParam('PLAYER_BUFFER_FOR_RESUME', 'PLAYER_BUFFER_SIZE_IN_SECOND', resumeSec);
  }

  /** AVPlay chooses among the rates of a stream; it is told no lines (`FIXED_MAX_RESOLUTION` says what a manifest left out). */
  private configureLimit(): void {
    const { limit, form } = this.request.source;
    if (limit === undefined || form === 'ts' || form === 'mp4') return;
    this.native.setStreamingProperty('ADAPTIVE_INFO', `BITRATES=0~${String(limit.maxBitrateBps)}`);
  }

  private configureHeaders(): void {
    const headers = this.request.source.headers ?? {};
    const agent = headers['user-agent'];
    const cookie = headers['cookie'];
    if (agent !== undefined) this.native.setStreamingProperty('USER_AGENT', agent);
    if (cookie !== undefined) this.native.setStreamingProperty('COOKIE', cookie);
  }

  private async seekToStart(startMs: number): Promise<void> {
    const target = this.window === null ? startMs : clamp(startMs, this.window.startMs, this.window.endMs);
    if (this.durationMs === Infinity && this.window === null) return;
    const endMs = this.knownDurationMs - this.traits.endGuardMs;
    try {
      await this.nativeSeek(this.knownDurationMs > 0 && this.window === null ? clamp(target, 0, Math.max(0, endMs)) : target);
    } catch (error) {
      // A film from its beginning is better than none.
      this.lastPositionMs = 0;
      this.dependencies.log.write('warn', 'avplay: the start position was refused', { ...toAppError(error, 'media.state').facts });
    }
  }

  // Native calls

  private async nativeSeek(positionMs: number): Promise<void> {
    const targetMs = Math.round(positionMs);
    try {
      await this.calls.seek(targetMs);
    } catch (error) {
      throw avplayError(error instanceof AvplayRefusal ? error.native : error, 'seek');
    }
    if (this.isClosed) return;
    this.lastPositionMs = targetMs;
    this.setRect(this.rect);
    this.showAspect();
  }

  private showAspect(): void {
    if (this.calls.isBusy || this.isClosed || this.aspect === this.shownAspect) return;
    this.shownAspect = this.aspect;
    this.calls.attempt('setDisplayMethod', (native) => {
      native.setDisplayMethod(this.aspect === 'fill' ? 'PLAYER_DISPLAY_MODE_FULL_SCREEN' : 'PLAYER_DISPLAY_MODE_LETTER_BOX');
    });
  }

  private guarded(action: string, call: () => void): Promise<void> {
    if (this.isClosed || this.isEnded) return Promise.resolve();
    try {
      call();
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(avplayError(error, action));
    }
  }

  private silence(): void {
    if (!this.hasMoved || this.isEnded) return;
    this.calls.attempt('setSilentSubtitle', (native) => {
      native.setSilentSubtitle(true);
    });
  }

  private ask(property: 'CURRENT_BANDWIDTH' | 'GET_LIVE_DURATION'): string {
    let answer = '';
    this.calls.attempt('getStreamingProperty', (native) => {
      answer = native.getStreamingProperty(property);
    });
    return answer;
  }

  private applyTrack(type: 'AUDIO' | 'TEXT', index: number, attempt: number): void {
    // Before the picture moves the list is not even known; onTime applies the wish then.
    if (!this.hasMoved || this.isClosed) return;
    const isDone = !this.calls.isBusy && this.calls.attempt('setSelectTrack', () => {
      this.native.setSelectTrack(type, index);
      if (type === 'TEXT') this.native.setSilentSubtitle(false);
    });
    const delayMs = TRACK_RETRY_MS[attempt];
    if (isDone || delayMs === undefined) return;
    this.stopRetry = this.dependencies.clock.after(delayMs, () => {
      this.applyTrack(type, index, attempt + 1);
    });
  }

  private readDuration(): void {
    this.calls.attempt('getDuration', () => {
      const durationMs = this.native.getDuration();
      if (!Number.isFinite(durationMs) || durationMs <= 0 || durationMs === this.knownDurationMs) return;
      this.knownDurationMs = durationMs;
      this.request.sink.duration(this.durationMs);
    });
  }

  private readWindow(): void {
    const { isLive, form } = this.request.source;
    if (!isLive || form === 'ts') return;
    this.window = parseLiveWindow(this.ask('GET_LIVE_DURATION'));
  }

  // What the player says

  /** For the listener only. */
  onTime(timeMs: number): void {
    const { sink } = this.request;
    if (this.calls.isBusy) return;
    this.lastPositionMs = timeMs;
    if (!this.hasMoved) this.onFirstTime();
    this.readWindow();
    if (this.knownDurationMs === 0) this.readDuration();
    sink.position(timeMs);
  }

  private onFirstTime(): void {
    const { sink, source } = this.request;
    this.hasMoved = true;
    this.calls.attempt('getTotalTrackInfo', () => {
      this.nativeTracks = judgeTracks(this.native.getTotalTrackInfo());
    });
    this.readPicture();
    const audio = this.nativeTracks.filter((track) => track.type === 'AUDIO');
    if (this.audioIndex === null && audio.length > 1) {
      const languages = this.tracks.filter((track) => track.kind === 'audio').map((track) => track.language);
      this.audioIndex = audio[chooseLanguage(languages, source.preferredAudio ?? [])]?.index ?? null;
    }
    if (this.audioIndex !== null && this.hasTrack('AUDIO', this.audioIndex)) this.applyTrack('AUDIO', this.audioIndex, 0);
    if (this.wantedText !== null && this.hasTrack('TEXT', this.wantedText)) this.applyTrack('TEXT', this.wantedText, 0);
    else if (this.nativeTracks.some((track) => track.type === 'TEXT')) this.silence();
    sink.started();
    sink.tracks();
  }

  private hasTrack(type: 'AUDIO' | 'TEXT', index: number): boolean {
    return this.nativeTracks.some((track) => track.type === type && track.index === index);
  }

  private readPicture(): void {
    this.calls.attempt('getCurrentStreamInfo', () => {
      for (const track of judgeTracks(this.native.getCurrentStreamInfo())) {
        if (track.type !== 'VIDEO') continue;
        const info = trackInfo(track);
        const width = Number(info['Width']);
        const height = Number(info['Height']);
        if (width > 0 && height > 0) this.resolution = { width, height };
        const bitrate = Number(info['Bit_rate']);
        if (bitrate > 0) this.bitrateBps = bitrate;
      }
    });
  }

  /** For the listener only. */
  onEvent(id: string, data: unknown): void {
    if (id === 'PLAYER_MSG_HTTP_ERROR_CODE') {
      const status = /\b[1-5]\d\d\b/.exec(String(data))?.[0];
      if (status !== undefined) this.httpStatus = Number(status);
    }
    if (id === 'PLAYER_MSG_RESOLUTION_CHANGED' || id === 'PLAYER_MSG_BITRATE_CHANGE') {
      if (this.hasMoved && !this.calls.isBusy) this.readPicture();
    }
  }

  /** For the listener only. */
  onCompleted(): void {
    this.isEnded = true;
    this.isPlaying = false;
    // The state stays PLAYING until the app stops (tv-platforms 2.2).
    this.calls.attempt('stop', () => {
      this.native.stop();
    });
    this.request.sink.ended();
  }

  /** For the listener only. */
  onError(id: unknown): void {
    if (id === 'PLAYER_ERROR_NONE') return;
    this.isEnded = true;
    this.request.sink.failed(avplayIdError(id, this.httpStatus));
  }

  /** For the listener only. */
  onDrmEvent(data: unknown): void {
    this.licences?.onEvent(data);
  }

  /** For the listener only. */
  onSubtitle(duration: unknown, text: unknown): void {
    // Some firmware sends cues although they are silenced.
    if (this.textIndex !== null) this.cues.begin(this.lastPositionMs, duration, text);
  }

  /** For the listener only. */
  onBuffering(isBuffering: boolean): void {
    this.request.sink.buffering(isBuffering);
  }

  /** For the listener only. */
  onProgress(): void {
    this.request.sink.alive();
  }
}

/** The listener object AVPlay keeps: it closes over the link alone, and an emptied link hears nothing. */
function createListener(link: { readonly session: AvplaySession | null }): AVPlayPlaybackCallback {
  return {
    onbufferingstart: () => link.session?.onBuffering(true),
    onbufferingprogress: (percent) => {
      if (percent > 0) link.session?.onProgress();
    },
    onbufferingcomplete: () => link.session?.onBuffering(false),
    oncurrentplaytime: (timeMs) => link.session?.onTime(timeMs),
    onstreamcompleted: () => link.session?.onCompleted(),
    onevent: (id, data) => link.session?.onEvent(id, data),
    onerror: (id) => link.session?.onError(id),
    ondrmevent: (_event: unknown, data: unknown) => link.session?.onDrmEvent(data),
    onsubtitlechange: (duration: unknown, text: unknown) => link.session?.onSubtitle(duration, text),
  };
}
