import type { DecoderFailure } from '../core/decoder';
import type { TelevisionParts } from '../core/television-parts';
import type { PlaneLibraries } from '../plane/libraries';
import { createAudioTracks } from './audio-tracks';
import type { AudioTracks } from './audio-tracks';
import { innerView } from './inner-view';
import { drmClientOf, isProtected, startPipeline } from './native-pipeline';
import type { Pipeline } from './native-pipeline';
import type { SimulatedDrm } from './simulated-drm';

/** The engine's own members of media elements, taken before they are replaced. */
export interface ElementNatives {
  readonly setSrc: (video: HTMLMediaElement, url: string) => void;
  readonly removeSrc: (video: HTMLMediaElement) => void;
  readonly load: (video: HTMLMediaElement) => void;
  readonly play: (video: HTMLMediaElement) => Promise<void>;
  readonly pause: (video: HTMLMediaElement) => void;
  readonly getTime: (video: HTMLMediaElement) => number;
  readonly setTime: (video: HTMLMediaElement, time: number) => void;
  readonly setMuted: (video: HTMLMediaElement, isMuted: boolean) => void;
  readonly setRate: (video: HTMLMediaElement, rate: number) => void;
  /** The engine's own value of a member that the page sees otherwise; `undefined` for all others. */
  readonly read: (video: HTMLMediaElement, name: string) => { readonly value: unknown } | undefined;
}

/** What native elements share. */
export interface NativeSet {
  readonly parts: TelevisionParts;
  readonly libraries: PlaneLibraries;
  readonly natives: ElementNatives;
  readonly drm: SimulatedDrm;
  /** Elements whose pipeline runs. */
  readonly active: Set<NativeElement>;
}

/** How long a set goes on without its line, and after which its pipeline is gone for good. */
const IN_HAND_MS = 4_000;
const UNLOAD_AFTER_MS = 15_000;
const NOT_SUPPORTED = 4;
const NETWORK = 2;
const DECODE = 3;

/** A media element played by the set's own pipeline instead of the engine's. */
export class NativeElement {
  readonly video: HTMLVideoElement;
  readonly tracks: AudioTracks;
  url = '';
  type = '';
  error: { readonly code: number; readonly message: string } | null = null;
  isPlayWanted = false;
  isAppMuted = false;
  private readonly set: NativeSet;
  private pipeline: Pipeline | null = null;
  private startedUrl = '';
  private hasMetadata = false;
  private isFrozen = false;
  private isDead = false;
  private isSeeking = false;
  private pendingTime: number | null = null;
  /** Calls of `play` that came before the picture. */
  private earlyPlays: Array<{ readonly resolve: () => void; readonly reject: (reason: unknown) => void }> = [];
  private giveBack: () => void = () => undefined;
  private leaveLine: () => void = () => undefined;
  private leaveDrm: () => void = () => undefined;
  /** Whether a licence is being asked for, and for which load. */
  private isUnlocking = false;
  private loads = 0;
  /** Our own error events, which the filter lets through. */
  readonly told = new WeakSet<Event>();

  constructor(video: HTMLVideoElement, set: NativeSet) {
    this.video = video;
    this.set = set;
    const startsDisabled = set.parts.config.preset.osVersion.split('.')[0] === '5';
    this.tracks = createAudioTracks(video.ownerDocument, startsDisabled, (index) => {
      this.pipeline?.selectAudio(index);
      this.applySound();
    });
  }

  /** Whether the pipeline, not the app's own MSE, plays here. */
  get isNative(): boolean {
    return this.url !== '';
  }

  get form(): Pipeline['form'] | null {
    return this.pipeline?.form ?? null;
  }

  get isLive(): boolean {
    return this.pipeline?.isLive() ?? false;
  }

  /** The app gave a source; the set begins to load by itself. */
  setUrl(url: string): void {
    this.url = url;
    // A new source pauses and breaks off what was to play, as the standard says.
    this.isPlayWanted = false;
    this.hasMetadata = false;
    this.breakOffPlays();
    void Promise.resolve().then(() => {
      this.load();
    });
  }

  /** The app took the source away. */
  removeUrl(): void {
    this.url = '';
    this.breakOffPlays();
  }

  /** Loads what is set; without a source, frees everything. */
  load(): void {
    if (this.url === this.startedUrl && (this.pipeline !== null || this.isUnlocking)) return;
    this.end();
    if (this.url === '') return;
    const { parts } = this.set;
    this.startedUrl = this.url;
    this.set.active.add(this);
    parts.journal.event('native pipeline begins');
    this.giveBack = parts.bank.acquire(() => {
      parts.journal.event('a media element lost its decoder');
      this.freeze();
    });
    this.leaveLine = parts.line.onChange((isUp) => {
      this.onLine(isUp);
    });
    if (!parts.line.isUp) {
      this.onFailed({ kind: 'unreachable' });
      return;
    }
    const clientId = drmClientOf(this.type);
    if (clientId !== null) this.unlock(clientId);
    else if (isProtected(this.url)) this.onFailed({ kind: 'decode' });
    else this.start();
  }

  play(): Promise<void> {
    this.isPlayWanted = true;
    // The element below has no source yet; asking it now would be broken off by the one that comes.
    if (!this.hasMetadata && !this.isDead) return new Promise((resolve, reject) => { this.earlyPlays.push({ resolve, reject }); });
    return this.isFrozen || this.isDead ? Promise.resolve() : this.set.natives.play(this.video);
  }

  pause(): void {
    this.isPlayWanted = false;
    this.breakOffPlays();
    this.set.natives.pause(this.video);
  }

  /** One seek is in flight; newer targets replace a waiting one (W-13). */
  seek(time: number): void {
    if (this.isSeeking) {
      this.pendingTime = time;
      return;
    }
    this.isSeeking = this.hasMetadata;
    this.set.natives.setTime(this.video, time);
  }

  get currentTime(): number {
    return this.pendingTime ?? this.set.natives.getTime(this.video);
  }

  setRate(rate: number): void {
    // Native HLS knows one speed; 0 is how the pipeline itself waits for bytes (W-12).
    if (this.form === 'hls' && rate !== 0 && rate !== 1) this.set.parts.journal.event('a rate was ignored: HLS');
    else this.set.natives.setRate(this.video, rate);
  }

  setMuted(isMuted: boolean): void {
    this.isAppMuted = isMuted;
    this.applySound();
  }

  /** Sees an event of the element before the app; true: the app must not see it. */
  swallows(event: Event): boolean {
    if (this.told.has(event)) return false;
    switch (event.type) {
      case 'loadedmetadata':
        this.hasMetadata = true;
        this.tracks.fill(this.pipeline?.audioLanguages() ?? ['']);
        this.applySound();
        this.playAtLast();
        return false;
      case 'seeked':
        return this.onSeeked();
      case 'error':
        this.pipeline?.onNativeError();
        return true;
      case 'waiting':
      case 'stalled':
        // Buffering makes no event in the old media client.
        return Number(this.set.parts.config.preset.osVersion.split('.')[0]) < 6;
      case 'pause':
      case 'play':
      case 'playing':
        return this.isFrozen || this.isDead;
      case 'ended':
        this.isPlayWanted = false;
        return false;
      default:
        return false;
    }
  }

  /** The set stops the picture without a word: another took the decoder, the app was hidden, the line is gone. */
  freeze(): void {
    this.isFrozen = true;
    this.set.natives.pause(this.video);
  }

  /** Lets it go on, where it may. */
  thaw(): void {
    if (!this.isFrozen || this.isDead) return;
    this.isFrozen = false;
    if (this.isPlayWanted) this.set.natives.play(this.video).catch(() => undefined);
  }

  private start(): void {
    const { parts, libraries, natives } = this.set;
    this.pipeline = startPipeline({
      video: innerView(this.video, natives), url: this.url, type: this.type, libraries,
      clean: parts.plane.window(),
      onFailed: (failure) => {
        this.onFailed(failure);
      },
    });
  }

  /** A protected stream plays once its client has its licence, and fails to decode without. */
  private unlock(clientId: string): void {
    const load = this.loads;
    const { verdict, leave } = this.set.drm.use(clientId);
    this.leaveDrm = leave;
    this.isUnlocking = true;
    verdict.then((is) => {
      if (load !== this.loads) return;
      this.isUnlocking = false;
      if (is === 'unknown') this.set.parts.journal.violation('a stream was given a DRM client that is not loaded');
      if (is === 'opened') this.start();
      else this.onFailed({ kind: 'decode' });
    }, () => undefined);
  }

  private end(): void {
    const { pipeline } = this;
    this.loads += 1;
    this.isUnlocking = false;
    this.leaveDrm();
    this.leaveDrm = () => undefined;
    this.set.active.delete(this);
    this.pipeline = null;
    this.startedUrl = '';
    this.hasMetadata = false;
    this.isFrozen = false;
    this.isDead = false;
    this.isSeeking = false;
    this.pendingTime = null;
    this.error = null;
    this.leaveLine();
    this.giveBack();
    this.giveBack = () => undefined;
    this.leaveLine = () => undefined;
    if (pipeline === null) return;
    this.set.parts.journal.event('native pipeline ends');
    pipeline.end();
    this.set.natives.removeSrc(this.video);
    this.set.natives.load(this.video);
  }

  private playAtLast(): void {
    const early = this.earlyPlays.splice(0);
    if (early.length === 0 || this.isFrozen) return;
    this.set.natives.play(this.video).then(
      () => { for (const { resolve } of early) resolve(); },
      (reason: unknown) => { for (const { reject } of early) reject(reason); },
    );
  }

  private breakOffPlays(name = 'AbortError'): void {
    for (const { reject } of this.earlyPlays.splice(0)) reject(new DOMException('The play() request was interrupted.', name));
  }

  private onSeeked(): boolean {
    const { pendingTime } = this;
    this.pendingTime = null;
    if (pendingTime === null) {
      this.isSeeking = false;
      return false;
    }
    this.set.natives.setTime(this.video, pendingTime);
    return true;
  }

  private applySound(): void {
    const isMute = this.isAppMuted || (this.hasMetadata && !this.tracks.hasEnabled());
    this.set.natives.setMuted(this.video, isMute);
  }

  private onLine(isUp: boolean): void {
    const { parts } = this.set;
    if (isUp) {
      this.thaw();
      return;
    }
    parts.timers.after(IN_HAND_MS, () => {
      if (parts.line.isUp || this.pipeline === null) return;
      this.freeze();
      if (parts.config.tellsNetworkErrors) this.tellError(NETWORK, 'network');
    });
    parts.timers.after(UNLOAD_AFTER_MS, () => {
      if (!parts.line.isUp && this.pipeline !== null) this.isDead = true;
    });
  }

  private onFailed(failure: DecoderFailure): void {
    const { parts } = this.set;
    parts.journal.event(`native pipeline failed: ${failure.kind}`);
    if (failure.kind === 'not-found' || failure.kind === 'unsupported' || failure.kind === 'malformed') this.tellError(NOT_SUPPORTED, failure.kind);
    else if (failure.kind === 'decode') this.tellError(this.hasMetadata ? DECODE : NOT_SUPPORTED, failure.kind);
    else if (parts.config.tellsNetworkErrors) this.tellError(this.hasMetadata ? NETWORK : NOT_SUPPORTED, failure.kind);
    else {
      // Network, server and streaming errors unload the pipeline and say nothing (W-10).
      this.isDead = true;
      this.freeze();
    }
  }

  private tellError(code: number, message: string): void {
    this.error = { code, message };
    const event = new Event('error');
    this.told.add(event);
    this.breakOffPlays('NotSupportedError');
    this.set.parts.timers.after(0, () => {
      this.video.dispatchEvent(event);
    });
  }
}
