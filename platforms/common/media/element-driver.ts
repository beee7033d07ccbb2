import { AppError } from '#core/base';
import type { Disposer } from '#core/base';
import { createScope } from '#core/state';
import type { ClockPort, LogPort, MediaAspect, MediaStats, Rect } from '#ports';
import type { SessionSink } from './session';
import type { VideoLayer } from './video-layer';

/** A seek without word from the engine is taken to be over after this (tv-platforms 5.4, rule 4). */
const SEEK_TIMEOUT_MS = 8_000;

/** What every session around a media element is made of. */
export interface ElementDependencies {
  readonly layer: VideoLayer;
  readonly clock: ClockPort;
  readonly log: LogPort;
}

/** How a session of one engine wants its element driven. */
export interface ElementDriverOptions {
  readonly sink: SessionSink;
  readonly rect: Rect;
  readonly isMuted: boolean;
  /** Position on the port's scale; engines with their own clock convert. */
  readonly positionMs: () => number;
  /** It comes into the layer with {@link ElementDriver.appear}: putting it there costs milliseconds that a request need not wait for. */
  readonly isLate?: boolean;
  /** What it will load: the layer may have been told of it ({@link VideoLayer.announce}). */
  readonly url?: string;
}

/**
 * The part that all sessions over a media element share: one element of the layer, its events told to the sink, play,
 * pause and seek with settled promises, and a clean release.
 */
export class ElementDriver {
  readonly video: HTMLVideoElement;
  private readonly dependencies: ElementDependencies;
  private readonly sink: SessionSink;
  private readonly options: ElementDriverOptions;
  private readonly scope = createScope();
  private hasMoved = false;
  private startTime = 0;
  private isPauseWanted = true;
  private finishSeek: () => void = () => undefined;

  constructor(dependencies: ElementDependencies, options: ElementDriverOptions) {
    this.dependencies = dependencies;
    this.options = options;
    this.sink = options.sink;
    this.video = dependencies.layer.take(options.rect, options.url);
    this.video.muted = options.isMuted;
    if (options.isLate !== true) this.appear();
    this.scope.add(() => {
      dependencies.layer.release(this.video);
      this.finishSeek();
    });
    this.on('progress', () => {
      this.sink.alive();
    });
    this.on('waiting', () => {
      this.sink.buffering(true);
    });
    for (const name of ['playing', 'canplay', 'seeked'] as const) {
      this.on(name, () => {
        this.sink.buffering(false);
      });
    }
    this.on('timeupdate', () => {
      this.onTime();
    });
    this.on('pause', () => {
      this.onPause();
    });
    this.on('ended', () => {
      this.sink.ended();
    });
  }

  /** Puts the element into the layer. */
  appear(): void {
    this.dependencies.layer.show(this.video);
  }

  /** Subscribes to an event of the element until the release. */
  on(name: keyof HTMLMediaElementEventMap, listener: () => void): void {
    this.scope.add(listen(this.video, name, listener));
  }

  /**
   * Starts playing. Does not wait for the picture, since a stalled line would hold up every later wish; a refusal of the
   * engine (autoplay rules) is told as `paused`.
   */
  play(): Promise<void> {
    this.isPauseWanted = false;
    // Below Chrome 50 there is no promise.
    const playing: unknown = this.video.play();
    if (playing instanceof Promise) {
      playing.catch((error: unknown) => {
        if (nameOf(error) === 'NotAllowedError') {
          this.dependencies.log.write('warn', 'media: the engine refused to start by itself');
          this.isPauseWanted = true;
          this.sink.paused();
        }
        // AbortError: a later wish was faster. NotSupportedError: the error event says it, too.
      });
    }
    return Promise.resolve();
  }

  pause(): Promise<void> {
    this.isPauseWanted = true;
    this.video.pause();
    return Promise.resolve();
  }

  /** Moves to a time in the element's own seconds; resolves when the engine has settled. */
  seekTo(timeSec: number): Promise<void> {
    return new Promise((resolve) => {
      this.finishSeek = () => {
        this.finishSeek = () => undefined;
        stopTimer();
        leave();
        resolve();
      };
      const finish = (): void => {
        this.finishSeek();
      };
      const stopTimer = this.dependencies.clock.after(SEEK_TIMEOUT_MS, finish);
      const leave = listen(this.video, 'seeked', finish);
      this.hasMoved = false;
      this.startTime = timeSec;
      this.video.currentTime = timeSec;
    });
  }

  place(rect: Rect): void {
    this.dependencies.layer.place(this.video, rect);
  }

  fit(aspect: MediaAspect): void {
    this.dependencies.layer.fit(this.video, aspect);
  }

  /** How far ahead of the picture the engine has loaded. */
  bufferedAheadMs(): number {
    const { buffered, currentTime } = this.video;
    for (let i = 0; i < buffered.length; i += 1) {
      if (buffered.start(i) <= currentTime + 0.1 && currentTime <= buffered.end(i)) return Math.round((buffered.end(i) - currentTime) * 1000);
    }
    return 0;
  }

  /** What the engine tells of its picture: size, frames shown and dropped. */
  pictureStats(): Pick<MediaStats, 'width' | 'height' | 'droppedFrames' | 'shownFrames'> {
    const { videoWidth: width, videoHeight: height } = this.video;
    // Below Chrome 80 there is no such method.
    const read = (this.video as { getVideoPlaybackQuality?: () => VideoPlaybackQuality }).getVideoPlaybackQuality;
    const quality = read?.call(this.video);
    const frames = quality === undefined ? {} : { droppedFrames: quality.droppedVideoFrames, shownFrames: quality.totalVideoFrames - quality.droppedVideoFrames };
    return width > 0 ? { width, height, ...frames } : frames;
  }

  /** The element's error as one of ours; `null` without one. */
  error(): AppError | null {
    const native = this.video.error;
    if (native === null) return null;
    const facts = { engine: 'element', native: native.code };
    if (native.code === 2) return new AppError('media.unreachable', { facts });
    if (native.code === 4) return new AppError('media.unsupported', { facts });
    return new AppError('media.decode', { facts });
  }

  /** Frees the decoder and takes the element away. */
  release(): void {
    this.scope.dispose();
  }

  private onTime(): void {
    // Engines up to 76 tell the time of an element that has just been emptied: no sign of life of whatever comes next.
    if (this.video.readyState === 0) return;
    this.sink.position(this.options.positionMs());
    // A seek fires timeupdate before anything moves.
    if (this.hasMoved || this.video.seeking || Math.abs(this.video.currentTime - this.startTime) < 0.01) return;
    this.hasMoved = true;
    this.sink.started();
  }

  private onPause(): void {
    // Hidden: the system stopped the picture on its way out, nobody asked for a pause.
    if (this.isPauseWanted || this.video.ended || this.video.seeking || this.video.ownerDocument.hidden) return;
    this.isPauseWanted = true;
    this.sink.paused();
  }
}

function listen(video: HTMLVideoElement, name: keyof HTMLMediaElementEventMap, listener: () => void): Disposer {
  video.addEventListener(name, listener);
  return () => {
    video.removeEventListener(name, listener);
  };
}

function nameOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
}
