import type { Chaos } from '../core/chaos';
import type { Decoder, DecoderBank, DecoderEvents, DecoderFactory, DecoderFailure, OpenedMedia } from '../core/decoder';
import { isDecoderFailure } from '../core/decoder';
import type { Journal } from '../core/journal';
import type { NativeTimers } from '../core/native-timers';
import { DISPLAY_METHODS, READABLE_PROPERTIES, refusalOf, SETTABLE_PROPERTIES, speedsOf } from './avplay-rules';
import type { AvplayMethod, AvplayState } from './avplay-rules';
import { failureOf, totalTracks } from './avplay-answers';
import { isLicence, SimulatedDrm } from './simulated-drm';
import { WebApiException } from './web-api-exception';
import type { WebApiErrorName } from './web-api-exception';

/** A host that does not answer is told this late (tv-platforms 2.4). */
const CONNECT_TIMEOUT_MS = 30_000;
/** Time events come about twice a second. */
const TIME_EVENT_MS = 500;

type Callback = (value?: unknown) => void;
type Listener = Partial<Record<
  'onbufferingstart' | 'onbufferingprogress' | 'onbufferingcomplete' | 'oncurrentplaytime' | 'onstreamcompleted' | 'onevent' | 'onerror' | 'ondrmevent' | 'onsubtitlechange',
  (...values: readonly unknown[]) => void
>>;

/** The set around a simulated player. */
export interface AvplaySet {
  readonly journal: Journal;
  readonly timers: NativeTimers;
  readonly chaos: Chaos;
  readonly bank: DecoderBank;
  readonly createDecoder: DecoderFactory;
  /** State after `suspend`: firmware differs (tv-platforms 2.2). */
  readonly suspendedState: 'PAUSED' | 'NONE';
  readonly hasDrmPrivilege: boolean;
  /** Whether a player in `PREBUFFER_MODE` gathers without the decoder; on other models it takes it from whoever plays. Absent: it does not. */
  readonly canPrebuffer?: boolean;
  /** Asks a licence server as the set does by itself; answers its status, 0 for none. Absent: every licence is given. */
  readonly askLicence?: (url: string) => Promise<number>;
}

/**
 * Samsung's AVPlay as documented: the state table with its exceptions, one asynchronous operation at a time, buffering
 * and time callbacks, and a real picture below. Illegal calls are noted as violations and thrown.
 */
export class SimulatedAvplay {
  private readonly set: AvplaySet;
  private readonly label: string;
  private state: AvplayState = 'NONE';
  private pending: 'prepare' | 'seek' | null = null;
  private wasPreparedSynchronously = false;
  private url = '';
  /** Where the set fetches the licence of a protected stream by itself; empty: nowhere. */
  private readonly drm = new SimulatedDrm();
  /** Where a stream that only gathers begins, milliseconds; -1: it is prepared to play at once. */
  private prebufferMs = -1;
  private hasDecoder = false;
  private listener: Listener = {};
  private hearsAll = false;
  private decoder: Decoder | null = null;
  private opened: OpenedMedia | null = null;
  private release: () => void = () => undefined;
  private operation = 0;
  private decoderSerial = 0;
  private speed = 1;
  private isSilent = false;
  private textIndex = -1;
  private hasMoved = false;
  private isWedged = false;
  private toldAtMs = -Infinity;
  private bufferingTimeoutSec = 20;
  private stopBufferingTimer: () => void = () => undefined;
  private rect = { x: 0, y: 0, width: 1920, height: 1080 };
  private suspended: { readonly url: string; readonly positionMs: number; readonly wasPlaying: boolean } | null = null;

  constructor(set: AvplaySet, label = 'avplay') {
    this.set = set;
    this.label = label;
  }

  // Life

  open(url: unknown): void {
    this.begin('open');
    if (typeof url !== 'string' || url === '') this.refuse('open', 'TypeMismatchError', 'PLAYER_ERROR_INVALID_PARAMETER');
    else {
      this.drop();
      this.url = url;
      this.state = 'IDLE';
    }
  }

  close(): void {
    this.begin('close');
    this.drop();
    this.state = 'NONE';
    this.url = '';
    this.drm.reset();
    this.prebufferMs = -1;
    this.isSilent = false;
    this.textIndex = -1;
    this.suspended = null;
  }

  stop(): void {
    this.begin('stop');
    this.drop();
    if (this.state !== 'NONE') this.state = 'IDLE';
  }

  getState(): AvplayState {
    return this.state;
  }

  getVersion(): string {
    return '1.0';
  }

  setListener(listener: unknown): void {
    this.begin('setListener');
    if (typeof listener !== 'object' || listener === null) this.refuse('setListener', 'TypeMismatchError', 'listener');
    else {
      this.listener = listener;
      // Buffering, error and event callbacks must be set before preparation, or they are lost (T-07).
      this.hearsAll = this.state === 'IDLE' && this.pending === null;
    }
  }

  prepare(): void {
    this.begin('prepare');
    // The page cannot be blocked for a real stream; apps must not call it anyway.
    this.set.journal.violation(`${this.label}.prepare blocks the page; use prepareAsync`);
    throw new WebApiException('NotSupportedError', 'prepare is not simulated');
  }

  prepareAsync(ok?: unknown, failed?: unknown): void {
    const [onOk, onFailed] = this.callbacks('prepareAsync', ok, failed);
    this.set.journal.call(`${this.label}.prepareAsync`);
    const refusal = refusalOf('prepareAsync', this.moment());
    if (refusal !== null) {
      this.set.journal.violation(`${this.label}.prepareAsync in ${this.describe()}`);
      this.later(() => { onFailed(new WebApiException(refusal, 'PLAYER_ERROR_INVALID_STATE')); });
      return;
    }
    this.startPreparing(Math.max(0, this.prebufferMs), onOk, onFailed);
  }

  // Display and settings

  setDisplayRect(x: unknown, y: unknown, width: unknown, height: unknown): void {
    this.begin('setDisplayRect');
    const values = [x, y, width, height].filter((value): value is number => typeof value === 'number');
    if (values.length !== 4) this.refuse('setDisplayRect', 'TypeMismatchError', 'numbers expected');
    const [left = 0, top = 0, wide = 0, high = 0] = values;
    if (wide <= 0 || high <= 0 || left < 0 || top < 0 || left + wide > 1920 || top + high > 1080) this.refuse('setDisplayRect', 'InvalidValuesError', 'outside 1920x1080');
    this.rect = { x: left, y: top, width: wide, height: high };
    this.decoder?.setRect(this.rect, 'contain');
  }

  setDisplayMethod(method: unknown): void {
    this.begin('setDisplayMethod');
    if (typeof method !== 'string' || !DISPLAY_METHODS.has(method)) this.refuse('setDisplayMethod', 'TypeMismatchError', 'display method');
    this.decoder?.setRect(this.rect, method === 'PLAYER_DISPLAY_MODE_FULL_SCREEN' ? 'fill' : 'contain');
  }

  setTimeoutForBuffering(seconds: unknown): void {
    this.begin('setTimeoutForBuffering');
    if (typeof seconds !== 'number' || seconds < 0) this.refuse('setTimeoutForBuffering', 'InvalidValuesError', 'seconds');
    else this.bufferingTimeoutSec = seconds;
  }

  setBufferingParam(option: unknown, unit: unknown, amount: unknown): void {
    this.begin('setBufferingParam');
    const isKnown = /^PLAYER_BUFFER_FOR_(PLAY|RESUME)$/.test(String(option)) && /^PLAYER_BUFFER_SIZE_IN_(SECOND|BYTE)$/.test(String(unit));
    if (!isKnown || typeof amount !== 'number') this.refuse('setBufferingParam', 'TypeMismatchError', 'PLAYER_ERROR_INVALID_PARAMETER');
    else if (unit === 'PLAYER_BUFFER_SIZE_IN_SECOND' && amount < 4) this.refuse('setBufferingParam', 'InvalidValuesError', 'at least 4 seconds');
  }

  setStreamingProperty(type: unknown, value: unknown): void {
    this.begin('setStreamingProperty');
    if (typeof type !== 'string' || typeof value !== 'string') this.refuse('setStreamingProperty', 'TypeMismatchError', 'texts expected');
    else if (!SETTABLE_PROPERTIES.has(type)) this.refuse('setStreamingProperty', 'InvalidValuesError', type);
    else {
      if (type === 'PREBUFFER_MODE') this.prebufferMs = Number(value);
      this.set.journal.event(`${this.label} property ${type}`);
    }
  }

  getStreamingProperty(type: unknown): string {
    this.begin('getStreamingProperty');
    if (typeof type !== 'string' || !READABLE_PROPERTIES.has(type)) this.refuse('getStreamingProperty', 'InvalidValuesError', String(type));
    if (type === 'IS_LIVE') return this.opened?.isLive === true ? '1' : '0';
    if (type === 'GET_LIVE_DURATION') {
      const window = this.decoder?.window ?? null;
      return window === null ? '' : `${String(Math.round(window.startMs))}|${String(Math.round(window.endMs))}`;
    }
    return type === 'CURRENT_BANDWIDTH' ? '8000000' : '1200000|3000000|5200000';
  }

  setDrm(type: unknown, operation: unknown, parameters: unknown): string {
    this.begin('setDrm');
    if (!this.set.hasDrmPrivilege) this.refuse('setDrm', 'SecurityError', 'http://developer.samsung.com/privilege/drmplay');
    // A licence is given while the player prepares, everything else before (tv-platforms 2.12).
    if (this.moment().pending === 'prepare' && !isLicence(operation)) this.refuse('setDrm', 'InvalidStateError', 'PLAYER_ERROR_INVALID_STATE');
    const reason = this.drm.set(type, operation, parameters);
    if (reason !== null) this.refuse('setDrm', 'TypeMismatchError', reason);
    return '';
  }

  setSpeed(speed: unknown): void {
    this.begin('setSpeed');
    if (typeof speed !== 'number' || !speedsOf(this.opened?.form ?? 'file').has(speed)) this.refuse('setSpeed', 'InvalidValuesError', 'PLAYER_ERROR_INVALID_PARAMETER');
    else {
      this.speed = speed;
      this.decoder?.setRate(speed);
    }
  }

  // Playing

  play(): void {
    this.begin('play');
    this.acquire();
    this.state = 'PLAYING';
    this.decoder?.play();
  }

  pause(): void {
    this.begin('pause');
    if (this.isEarlyLiveTs()) this.wedge('pause');
    this.state = 'PAUSED';
    this.decoder?.pause();
  }

  seekTo(positionMs: unknown, ok?: unknown, failed?: unknown): void {
    const [onOk, onFailed] = this.callbacks('seekTo', ok, failed);
    this.begin('seekTo');
    if (typeof positionMs !== 'number' || !Number.isFinite(positionMs)) this.refuse('seekTo', 'TypeMismatchError', 'milliseconds expected');
    else this.startSeek(positionMs, onOk, onFailed);
  }

  jumpForward(byMs: unknown, ok?: unknown, failed?: unknown): void {
    this.jump('jumpForward', Number(byMs), ok, failed);
  }

  jumpBackward(byMs: unknown, ok?: unknown, failed?: unknown): void {
    this.jump('jumpBackward', -Number(byMs), ok, failed);
  }

  getDuration(): number {
    return this.opened === null || this.opened.isLive ? 0 : this.opened.durationMs;
  }

  getCurrentTime(): number {
    return Math.round(this.decoder?.positionMs ?? 0);
  }

  // Tracks

  getTotalTrackInfo(): readonly object[] {
    this.begin('getTotalTrackInfo');
    return this.hasMoved && this.opened !== null ? totalTracks(this.opened) : [];
  }

  getCurrentStreamInfo(): readonly object[] {
    this.begin('getCurrentStreamInfo');
    return this.opened === null ? [] : totalTracks(this.opened).filter((track) => track.type !== 'TEXT').slice(0, 2);
  }

  setSelectTrack(type: unknown, index: unknown): void {
    this.begin('setSelectTrack');
    const tracks = this.opened === null ? [] : totalTracks(this.opened);
    const found = tracks.find((track) => track.index === index && track.type === type);
    if (found === undefined || found.type === 'VIDEO') this.refuse('setSelectTrack', 'InvalidValuesError', 'no such track');
    else if (found.type === 'TEXT') {
      if (this.opened?.form === 'dash') this.refuse('setSelectTrack', 'NotSupportedError', 'TEXT of DASH');
      this.textIndex = found.index;
      this.decoder?.selectTrack('TEXT', tracks.filter((track) => track.type === 'TEXT').indexOf(found));
    } else this.decoder?.selectTrack('AUDIO', tracks.filter((track) => track.type === 'AUDIO').indexOf(found));
  }

  setSilentSubtitle(isSilent: unknown): void {
    this.begin('setSilentSubtitle');
    if (typeof isSilent !== 'boolean') this.refuse('setSilentSubtitle', 'TypeMismatchError', 'boolean expected');
    else this.isSilent = isSilent;
  }

  setExternalSubtitlePath(path: unknown): void {
    this.begin('setExternalSubtitlePath');
    if (typeof path !== 'string' || path.charAt(0) !== '/') this.refuse('setExternalSubtitlePath', 'InvalidValuesError', 'absolute local path expected');
  }

  setSubtitlePosition(): void {
    this.begin('setSubtitlePosition');
  }

  // Background

  suspend(): void {
    this.begin('suspend');
    const wasPlaying = this.state === 'PLAYING';
    const positionMs = this.set.chaos.strikes('suspendLeavesIdle') ? 0 : this.getCurrentTime();
    this.suspended = { url: this.url, positionMs, wasPlaying };
    this.drop();
    this.state = this.set.suspendedState;
  }

  restore(): void {
    this.begin('restore');
    throw new WebApiException('NotSupportedError', 'restore blocks the page and is not simulated');
  }

  restoreAsync(url?: unknown, resumeMs?: unknown, isPrepareOnly?: unknown, ok?: unknown, failed?: unknown): void {
    const [onOk, onFailed] = this.callbacks('restoreAsync', ok, failed);
    this.begin('restoreAsync');
    const { suspended } = this;
    this.url = typeof url === 'string' && url !== '' ? url : (suspended?.url ?? this.url);
    const positionMs = typeof resumeMs === 'number' && resumeMs > 0 ? resumeMs : (suspended?.positionMs ?? 0);
    this.state = 'IDLE';
    this.startPreparing(positionMs, () => {
      if (isPrepareOnly !== true && suspended?.wasPlaying === true) {
        this.state = 'PLAYING';
        this.decoder?.play();
      }
      onOk();
    }, onFailed);
  }

  /** The set takes the decoder away (hidden, or given to another): the picture freezes without a word. */
  freeze(): void {
    this.isWedged = true;
    this.decoder?.pause();
  }

  // Inside

  private moment(): { state: AvplayState; pending: 'prepare' | 'seek' | null; wasPreparedSynchronously: boolean } {
    return { state: this.state, pending: this.pending, wasPreparedSynchronously: this.wasPreparedSynchronously };
  }

  private describe(): string {
    return this.pending === null ? this.state : `${this.state} while a ${this.pending} runs`;
  }

  private begin(method: AvplayMethod): void {
    this.set.journal.call(`${this.label}.${method}`);
    const refusal = refusalOf(method, this.moment());
    if (refusal === null) return;
    this.set.journal.violation(`${this.label}.${method} in ${this.describe()}`);
    throw new WebApiException(refusal, 'PLAYER_ERROR_INVALID_STATE');
  }

  private refuse(method: AvplayMethod, name: WebApiErrorName, message: string): never {
    this.set.journal.violation(`${this.label}.${method} -> ${name}: ${message}`);
    throw new WebApiException(name, message);
  }

  private callbacks(method: AvplayMethod, ok: unknown, failed: unknown): readonly [Callback, Callback] {
    const read = (callback: unknown): Callback => {
      if (callback === undefined || callback === null) return () => undefined;
      if (typeof callback === 'function') return callback as Callback;
      return this.refuse(method, 'TypeMismatchError', 'callback expected');
    };
    return [read(ok), read(failed)];
  }

  private later(action: () => void, delayMs = 0): () => void {
    return this.set.timers.after(delayMs, action);
  }

  private say(name: keyof Listener, ...values: readonly unknown[]): void {
    const isLate = name === 'onbufferingstart' || name === 'onbufferingprogress' || name === 'onbufferingcomplete' || name === 'onerror' || name === 'onevent';
    if (isLate && !this.hearsAll) return;
    this.listener[name]?.(...values);
  }

  private startPreparing(startMs: number, onOk: Callback, onFailed: Callback): void {
    const operation = this.startOperation('prepare');
    const isCurrent = (): boolean => operation === this.operation;
    const { set, url } = this;
    const fail = (failure: DecoderFailure): void => {
      const delayMs = failure.kind === 'unreachable' && set.chaos.strikes('slowDeadHost') ? CONNECT_TIMEOUT_MS : 0;
      this.later(() => {
        if (!isCurrent()) return;
        this.endOperation();
        this.dropDecoder();
        const { name, id } = failureOf(failure);
        if (failure.status !== undefined) this.say('onevent', 'PLAYER_MSG_HTTP_ERROR_CODE', String(failure.status));
        onFailed(new WebApiException(name, id));
      }, delayMs);
    };
    if (!/^(https?|file|rtsp):\/\/[^/]|^\//.test(url)) {
      fail({ kind: 'malformed' });
      return;
    }
    this.startBuffering();
    const stopTimer = this.later(() => {
      fail({ kind: 'unreachable' });
    }, CONNECT_TIMEOUT_MS);
    this.decoderSerial += 1;
    const decoder = set.createDecoder(this.decoderEvents(this.decoderSerial));
    this.decoder = decoder;
    if (this.prebufferMs < 0 || set.canPrebuffer !== true) this.acquire();
    decoder.setRect(this.rect, 'contain');
    decoder.open(url, { startMs }).then(
      (opened) => {
        stopTimer();
        if (!isCurrent()) return;
        this.askLicence((isGiven) => {
          if (!isCurrent()) return;
          this.endBuffering();
          this.endOperation();
          if (!isGiven) {
            this.dropDecoder();
            onFailed(new WebApiException('UnknownError', 'PLAYER_ERROR_DRM'));
            return;
          }
          this.opened = opened;
          this.state = 'READY';
          this.wasPreparedSynchronously = false;
          onOk();
        });
      },
      (reason: unknown) => {
        stopTimer();
        fail(isDecoderFailure(reason) ? reason : { kind: 'decode' });
      },
    );
  }

  /** One more takes the decoder from the oldest, who hears nothing (T-11). */
  private acquire(): void {
    const { bank, journal } = this.set;
    if (this.hasDecoder) return;
    this.hasDecoder = true;
    this.release = bank.acquire(() => {
      journal.event(`${this.label} lost its decoder`);
      this.freeze();
    });
  }

  /** What a set answers when a server refuses is documented nowhere: an id with DRM in it is what owners report. */
  private askLicence(onAnswer: (isGiven: boolean) => void): void {
    const { askLicence } = this.set;
    this.drm.ask({ say: (data) => { this.say('ondrmevent', 'DRM_EVENT', data); }, ...(askLicence === undefined ? {} : { askLicence: (url) => askLicence(url) }) }, onAnswer);
  }

  private startSeek(wantedMs: number, onOk: Callback, onFailed: Callback): void {
    const { chaos } = this.set;
    const operation = this.startOperation('seek');
    const finish = (tell: () => void): void => {
      if (operation !== this.operation) return;
      this.endOperation();
      tell();
    };
    const fail = (name: WebApiErrorName, id: string): void => {
      this.later(() => {
        finish(() => { onFailed(new WebApiException(name, id)); });
      });
    };
    if (this.isEarlyLiveTs()) this.wedge('seekTo');
    const { decoder, opened } = this;
    const durationMs = this.getDuration();
    if (opened !== null && opened.isLive && decoder?.window === null) return fail('InvalidValuesError', 'PLAYER_ERROR_SEEK_FAILED');
    if (this.speed !== 1) return fail('InvalidStateError', 'PLAYER_ERROR_INVALID_OPERATION');
    if (durationMs > 0 && wantedMs > durationMs - 3_000 && chaos.strikes('seekFailsNearEnd')) return fail('UnknownError', 'PLAYER_ERROR_SEEK_FAILED');
    const targetMs = durationMs > 0 ? Math.min(Math.max(0, wantedMs), durationMs) : Math.max(0, wantedMs);
    const isMute = chaos.strikes('seekNone');
    const isDouble = chaos.strikes('seekBoth');
    this.startBuffering();
    (decoder?.seek(targetMs) ?? Promise.resolve()).then(
      () => {
        this.endBuffering();
        finish(() => {
          if (!isMute) onOk();
          if (isDouble) onFailed(new WebApiException('UnknownError', 'PLAYER_ERROR_SEEK_FAILED'));
        });
      },
      () => {
        finish(() => { onFailed(new WebApiException('UnknownError', 'PLAYER_ERROR_SEEK_FAILED')); });
      },
    );
  }

  private jump(method: 'jumpForward' | 'jumpBackward', byMs: number, ok: unknown, failed: unknown): void {
    const [onOk, onFailed] = this.callbacks(method, ok, failed);
    this.begin(method);
    if (!Number.isFinite(byMs)) this.refuse(method, 'TypeMismatchError', 'milliseconds expected');
    this.startSeek(this.getCurrentTime() + byMs, onOk, onFailed);
  }

  private startOperation(kind: 'prepare' | 'seek'): number {
    this.operation += 1;
    this.pending = kind;
    return this.operation;
  }

  private endOperation(): void {
    this.pending = null;
  }

  private startBuffering(): void {
    this.later(() => {
      this.say('onbufferingstart');
      this.say('onbufferingprogress', 0);
    });
    this.stopBufferingTimer();
    // The time-out tells "complete" whatever the fill level is (T-09).
    this.stopBufferingTimer = this.later(() => {
      this.say('onbufferingcomplete');
    }, this.bufferingTimeoutSec * 1000);
  }

  private endBuffering(): void {
    this.stopBufferingTimer();
    this.say('onbufferingprogress', 60);
    this.say('onbufferingprogress', 100);
    this.say('onbufferingcomplete');
  }

  private isEarlyLiveTs(): boolean {
    return this.opened !== null && this.opened.isLive && this.opened.form === 'ts' && !this.hasMoved && this.state === 'PLAYING';
  }

  private wedge(method: string): void {
    this.set.journal.violation(`${this.label}.${method} on live MPEG-TS before its picture moves: the player is stuck`);
    this.isWedged = true;
  }

  private decoderEvents(serial: number): DecoderEvents {
    const alive = (): boolean => this.decoder !== null && serial === this.decoderSerial && !this.isWedged;
    return {
      onTime: (timeMs) => {
        if (alive()) this.onTime(timeMs);
      },
      onBuffering: (isBuffering) => {
        if (!alive() || this.pending !== null || this.state !== 'PLAYING') return;
        if (isBuffering) this.startBuffering();
        else this.endBuffering();
      },
      onCue: (text, durationMs) => {
        if (alive() && !this.isSilent && this.textIndex >= 0) this.say('onsubtitlechange', String(durationMs), text, 0, []);
      },
      onEnded: () => {
        // The state stays PLAYING until the app stops (T-10).
        if (alive()) this.say('onstreamcompleted');
      },
      onFailed: (failure) => {
        if (!alive() || this.state === 'IDLE') return;
        // A lost line says nothing; a broken stream does (tv-platforms 0.2, fact 7).
        if (failure.kind === 'unreachable') this.isWedged = true;
        else this.say('onerror', failureOf(failure).id);
      },
    };
  }

  private onTime(timeMs: number): void {
    if (this.state !== 'PLAYING' || this.pending !== null) return;
    const nowMs = this.set.timers.nowMs();
    if (nowMs - this.toldAtMs < TIME_EVENT_MS) return;
    this.toldAtMs = nowMs;
    this.hasMoved = true;
    this.say('oncurrentplaytime', Math.round(timeMs));
  }

  private drop(): void {
    this.operation += 1;
    this.pending = null;
    this.stopBufferingTimer();
    this.dropDecoder();
  }

  private dropDecoder(): void {
    this.decoder?.release();
    this.decoder = null;
    this.release();
    this.release = () => undefined;
    this.hasDecoder = false;
    this.opened = null;
    this.hasMoved = false;
    this.isWedged = false;
    this.speed = 1;
    this.toldAtMs = -Infinity;
  }
}
