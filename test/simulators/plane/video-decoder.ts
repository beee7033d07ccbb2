import type { Decoder, DecoderEvents, DecoderFailure, DecoderTrack, OpenedMedia, PlaneRect } from '../core/decoder';
import type { NativeTimers } from '../core/native-timers';
import { runLibrary } from './libraries';
import type { PlaneLibraries, PlaneMpegts, PlaneShaka, PlaneShakaPlayer } from './libraries';
import { CueTimer, cuesOf } from './plane-cues';
import { shakaFailure } from './shaka-failure';
import { sniffForm } from './sniff-form';
import type { VideoPlane } from './video-plane';

/** After a lost line the set still has this much in hand; then its picture stands. */
const IN_HAND_MS = 4_000;
/** Steps of trick play at rates a media element has not. */
const STEP_MS = 500;
/** Longest a stream that has been opened is waited for. */
const METADATA_MS = 1_500;

/** What a decoder on the plane needs. */
export interface VideoDecoderSet {
  readonly plane: VideoPlane;
  readonly timers: NativeTimers;
  readonly libraries: PlaneLibraries;
  readonly isLineUp: () => boolean;
  readonly onLine: (listener: (isUp: boolean) => void) => () => void;
}

/** Really plays: a video element on the plane, fed by Shaka, mpegts.js or the engine itself. */
export class VideoDecoder implements Decoder {
  private readonly set: VideoDecoderSet;
  private readonly events: DecoderEvents;
  private readonly video: HTMLVideoElement;
  private readonly cues: CueTimer;
  private readonly ends: Array<() => void> = [];
  private shaka: PlaneShakaPlayer | null = null;
  private isReleased = false;
  private isPlayWanted = false;
  private stopSteps: () => void = () => undefined;
  private rect: PlaneRect = { x: 0, y: 0, width: 1920, height: 1080 };

  constructor(set: VideoDecoderSet, events: DecoderEvents) {
    this.set = set;
    this.events = events;
    const inner = set.plane.window().document;
    this.video = inner.createElement('video');
    this.video.preload = 'auto';
    inner.body.appendChild(this.video);
    this.cues = new CueTimer(set.timers, () => this.video.currentTime, (text, durationMs) => {
      events.onCue(text, durationMs);
    });
    this.setRect(this.rect, 'contain');
    this.listen('timeupdate', () => { events.onTime(this.positionMs); });
    this.listen('waiting', () => { events.onBuffering(true); });
    this.listen('playing', () => { events.onBuffering(false); });
    this.listen('ended', () => { events.onEnded(); });
    this.ends.push(set.onLine((isUp) => { this.onLine(isUp); }));
  }

  async open(url: string, options: { readonly startMs: number }): Promise<OpenedMedia> {
    if (!this.set.isLineUp()) throw unreachable();
    const sniffed = await sniffForm(this.set.plane.window(), url);
    if (this.isReleased) throw unreachable();
    if (sniffed.failure !== null) throw sniffed.failure;
    const startSec = options.startMs / 1000;
    if (sniffed.form === 'hls' || sniffed.form === 'dash') return this.openWithShaka(url, sniffed.form, startSec);
    if (sniffed.form === 'ts') return this.openTs(url, sniffed.isEndless);
    return this.openFile(url, startSec);
  }

  play(): void {
    this.isPlayWanted = true;
    if (!this.set.isLineUp()) return;
    this.video.play().catch(() => {
      // Without a gesture the engine wants silence; a set has no such rule.
      this.video.muted = true;
      this.video.play().catch(() => undefined);
    });
  }

  pause(): void {
    this.isPlayWanted = false;
    this.video.pause();
  }

  seek(positionMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.video.removeEventListener('seeked', done);
        resolve();
      };
      this.video.addEventListener('seeked', done);
      this.video.currentTime = positionMs / 1000;
    });
  }

  setRate(rate: number): void {
    this.stopSteps();
    if (rate > 0 && rate <= 4) {
      this.video.playbackRate = rate;
      return;
    }
    this.video.playbackRate = 1;
    this.stopSteps = this.set.timers.every(STEP_MS, () => {
      this.video.currentTime = Math.max(0, this.video.currentTime + (rate * STEP_MS) / 1000);
    });
  }

  selectTrack(kind: 'AUDIO' | 'TEXT', index: number): void {
    const { shaka } = this;
    if (shaka === null) return;
    if (kind === 'AUDIO') {
      const track = shaka.getAudioTracks()[index];
      if (track !== undefined) shaka.selectAudioTrack(track);
    } else {
      shaka.selectTextTrack(shaka.getTextTracks()[index] ?? null);
    }
  }

  get positionMs(): number {
    return this.video.currentTime * 1000;
  }

  get window(): { readonly startMs: number; readonly endMs: number } | null {
    const { shaka } = this;
    if (shaka === null || !shaka.isLive()) return null;
    const range = shaka.seekRange();
    return { startMs: range.start * 1000, endMs: range.end * 1000 };
  }

  setRect(rect: PlaneRect, fit: 'contain' | 'fill'): void {
    this.rect = rect;
    this.set.plane.place(this.video, rect, fit);
  }

  release(): void {
    if (this.isReleased) return;
    this.isReleased = true;
    this.stopSteps();
    this.cues.stop();
    for (const end of this.ends) end();
    const { shaka } = this;
    this.shaka = null;
    const remove = (): void => {
      this.video.removeAttribute('src');
      this.video.load();
      this.video.remove();
    };
    this.video.pause();
    this.video.style.visibility = 'hidden';
    if (shaka === null) remove();
    else shaka.destroy().then(remove, remove);
  }

  private listen(name: keyof HTMLMediaElementEventMap, listener: () => void): void {
    this.video.addEventListener(name, listener);
    this.ends.push(() => {
      this.video.removeEventListener(name, listener);
    });
  }

  private onLine(isUp: boolean): void {
    if (isUp) {
      if (this.isPlayWanted) this.play();
      return;
    }
    this.ends.push(this.set.timers.after(IN_HAND_MS, () => {
      if (!this.set.isLineUp()) this.video.pause();
    }));
  }

  private async openWithShaka(url: string, form: 'hls' | 'dash', startSec: number): Promise<OpenedMedia> {
    const library = runLibrary(this.set.plane.window(), this.set.libraries.shaka, 'shaka') as PlaneShaka;
    library.polyfill.installAll();
    const player = new library.Player();
    this.shaka = player;
    const { cues } = this;
    let hasOpened = false;
    // By path: an object of this window is none to the library, which lives in the plane's.
    player.configure('streaming.retryParameters.maxAttempts', 4);
    player.configure('streaming.retryParameters.baseDelay', 500);
    player.configure('textDisplayFactory', () => ({
      configure: () => undefined, append: (list: readonly unknown[]) => { cues.add(cuesOf(list)); }, remove: () => true, destroy: () => Promise.resolve(),
      isTextVisible: () => true, setTextVisibility: () => undefined, setTextLanguage: () => undefined, enableTextDisplayer: () => undefined,
    }));
    player.addEventListener('error', (event) => {
      const detail: unknown = typeof event === 'object' && event !== null && 'detail' in event ? event.detail : null;
      if (hasOpened) this.events.onFailed(shakaFailure(detail));
    });
    try {
      await player.attach(this.video);
      await player.load(url, startSec > 0 ? startSec : null, form === 'hls' ? 'application/x-mpegurl' : 'application/dash+xml');
    } catch (error) {
      throw shakaFailure(error) satisfies DecoderFailure;
    }
    hasOpened = true;
    await this.metadata();
    player.selectTextTrack(null);
    return this.opened(form, player.isLive(), player);
  }

  /** The library sets its own place when it knows the stream's, which undoes a seek from before; a stream that tells nothing is ready all the same. */
  private metadata(): Promise<void> {
    return new Promise((resolve) => {
      if (this.video.readyState > 0) {
        resolve();
        return;
      }
      this.listen('loadedmetadata', resolve);
      this.ends.push(this.set.timers.after(METADATA_MS, resolve));
    });
  }

  private async openTs(url: string, isEndless: boolean): Promise<OpenedMedia> {
    const library = runLibrary(this.set.plane.window(), this.set.libraries.mpegts, 'mpegts') as PlaneMpegts;
    const player = library.createPlayer({ type: 'mpegts', isLive: isEndless, url, cors: true }, { enableWorker: false, autoCleanupSourceBuffer: true });
    this.ends.push(() => { player.destroy(); });
    await new Promise<void>((resolve, reject) => {
      player.on(library.Events.ERROR, (kind) => {
        const failure: DecoderFailure = { kind: kind === 'NetworkError' ? 'unreachable' : 'decode' };
        reject(failure);
        this.events.onFailed(failure);
      });
      this.listen('canplay', resolve);
      player.attachMediaElement(this.video);
      player.load();
    });
    return this.opened('ts', isEndless, null);
  }

  private async openFile(url: string, startSec: number): Promise<OpenedMedia> {
    await new Promise<void>((resolve, reject) => {
      this.listen('canplay', resolve);
      this.listen('error', () => {
        const failure: DecoderFailure = { kind: this.video.error?.code === 4 ? 'unsupported' : this.video.error?.code === 2 ? 'unreachable' : 'decode' };
        reject(failure);
        this.events.onFailed(failure);
      });
      this.video.src = url;
      if (startSec > 0) this.video.currentTime = startSec;
    });
    return this.opened('file', false, null);
  }

  private opened(form: OpenedMedia['form'], isLive: boolean, shaka: PlaneShakaPlayer | null): OpenedMedia {
    const { duration, videoWidth, videoHeight } = this.video;
    const audio = shaka === null ? [{ language: '' }] : shaka.getAudioTracks();
    const text = shaka === null ? [] : shaka.getTextTracks();
    const tracks: DecoderTrack[] = [
      { kind: 'VIDEO', language: '', codec: 'H264' },
      ...audio.map((track): DecoderTrack => ({ kind: 'AUDIO', language: track.language, codec: 'AACL' })),
      ...text.map((track): DecoderTrack => ({ kind: 'TEXT', language: track.language, codec: 'WVTT' })),
    ];
    return { form, isLive, durationMs: isLive || !Number.isFinite(duration) ? 0 : Math.round(duration * 1000), width: videoWidth, height: videoHeight, tracks };
  }
}

function unreachable(): DecoderFailure {
  return { kind: 'unreachable' };
}
