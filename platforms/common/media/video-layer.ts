import type { Disposer } from '#core/base';
import type { MediaAspect, Rect } from '#ports';
import { FULL_SCREEN } from './session';

const OBJECT_FIT: Readonly<Record<MediaAspect, string>> = { fit: 'contain', fill: 'fill', zoom: 'cover' };

/**
 * The place behind the canvas where video elements live. Hands out one element at a time and takes it away again; placed
 * in the 1920x1080 space of the design whatever the window's size.
 */
export class VideoLayer {
  private readonly container: HTMLElement;
  private readonly window: Window;
  /** An element that knows its address and has asked nobody yet. */
  private announced: HTMLVideoElement | null = null;

  constructor(window: Window, container: HTMLElement) {
    this.window = window;
    this.container = container;
  }

  /**
   * Gives an element an address without asking for it. Engines put the first steps of a load off until the frame after a key; here they are taken before it.
   * Until it is taken or the disposer is called; one at a time.
   */
  announce(url: string): Disposer {
    this.forget();
    const video = this.make(FULL_SCREEN, 'none');
    video.src = url;
    this.announced = video;
    return () => {
      if (this.announced === video) this.forget();
    };
  }

  /** An element for the layer, there once it was {@link show}n: the one that was announced with this address, else a fresh one. */
  take(rect: Rect, url?: string): HTMLVideoElement {
    const video = this.announced;
    if (video === null || video.getAttribute('src') !== url) return this.make(rect, 'auto');
    this.announced = null;
    this.place(video, rect);
    return video;
  }

  private forget(): void {
    const video = this.announced;
    this.announced = null;
    if (video !== null) this.release(video);
  }

  private make(rect: Rect, preload: 'auto' | 'none'): HTMLVideoElement {
    const video = this.window.document.createElement('video');
    video.setAttribute('playsinline', '');
    video.setAttribute('aria-hidden', 'true');
    video.tabIndex = -1;
    video.preload = preload;
    video.controls = false;
    const { style } = video;
    style.position = 'absolute';
    style.background = 'transparent';
    this.fit(video, 'fit');
    this.place(video, rect);
    return video;
  }

  /** Puts an element into the layer. */
  show(video: HTMLVideoElement): void {
    this.container.appendChild(video);
  }

  /** Moves an element. Jump, do not animate: televisions move the video plane late (tv-platforms 2.7, 4.5). */
  place(video: HTMLVideoElement, rect: Rect): void {
    const { style } = video;
    // Percent of the stage, so that a resized window needs no second call.
    style.left = `${String((rect.x / 1920) * 100)}%`;
    style.top = `${String((rect.y / 1080) * 100)}%`;
    style.width = `${String((rect.width / 1920) * 100)}%`;
    style.height = `${String((rect.height / 1080) * 100)}%`;
  }

  /** How the picture lies in its element. */
  fit(video: HTMLVideoElement, aspect: MediaAspect): void {
    video.style.objectFit = OBJECT_FIT[aspect];
  }

  /** Frees the decoder and removes the element; sets keep a decoder busy until the source is gone and loaded away. */
  release(video: HTMLVideoElement): void {
    video.pause();
    video.removeAttribute('src');
    while (video.firstChild !== null) video.removeChild(video.firstChild);
    video.load();
    if (video.parentNode !== null) video.parentNode.removeChild(video);
  }
}
