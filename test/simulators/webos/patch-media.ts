import type { TelevisionParts } from '../core/television-parts';
import type { PlaneLibraries } from '../plane/libraries';
import { NativeElement } from './native-element';
import type { ElementNatives, NativeSet } from './native-element';
import type { SimulatedDrm } from './simulated-drm';

/** How often the rectangles of native elements are looked at, and what counts as animating one (W-18). */
const RECT_LOOK_MS = 50;
const MAX_RECT_CHANGES = 4;
const MEDIA_EVENTS = ['loadedmetadata', 'seeked', 'error', 'waiting', 'stalled', 'pause', 'play', 'playing', 'ended'] as const;

/** What of the patch the set must reach. */
export interface MediaPatch {
  /** Every native element that plays now. */
  readonly elements: () => readonly NativeElement[];
}

function descriptorOf(prototype: object, name: string): PropertyDescriptor {
  const found = Object.getOwnPropertyDescriptor(prototype, name);
  if (found === undefined) throw new Error(`this engine has no ${name} of media elements`);
  return found;
}

function takeNatives(window: Window & typeof globalThis): ElementNatives {
  const { prototype } = window.HTMLMediaElement;
  const setter = (name: string): ((video: HTMLMediaElement, value: unknown) => void) => {
    const { set } = descriptorOf(prototype, name);
    return (video, value) => {
      set?.call(video, value);
    };
  };
  const { get: getTime } = descriptorOf(prototype, 'currentTime');
  const own = new Map(['src', 'currentSrc', 'duration', 'error', 'paused', 'currentTime', 'playbackRate', 'muted'].map((name) => [name, descriptorOf(prototype, name).get]));
  const { play, pause, load } = prototype;
  const { removeAttribute } = window.Element.prototype;
  return {
    setSrc: setter('src'), setTime: setter('currentTime'), setMuted: setter('muted'), setRate: setter('playbackRate'),
    removeSrc: (video) => { removeAttribute.call(video, 'src'); },
    load: (video) => { load.call(video); },
    play: (video) => play.call(video),
    pause: (video) => { pause.call(video); },
    getTime: (video) => Number(getTime?.call(video)),
    read: (video, name) => {
      const get = own.get(name);
      return get === undefined ? undefined : { value: get.call(video) as unknown };
    },
  };
}

/**
 * Gives the page's media elements the habits of LG's native player. Elements fed by the app's own MSE (blob addresses)
 * stay as they are.
 */
export function patchMedia(parts: TelevisionParts, libraries: PlaneLibraries, drm: SimulatedDrm): MediaPatch {
  const { window } = parts;
  const natives = takeNatives(window);
  // Weakly by element: zapping must not pile up elements that the app has dropped.
  const known = new WeakMap<HTMLMediaElement, NativeElement>();
  const active = new Set<NativeElement>();
  const set: NativeSet = { parts, libraries, natives, drm, active };
  const of = (video: HTMLMediaElement): NativeElement => {
    const found = known.get(video) ?? new NativeElement(video as HTMLVideoElement, set);
    known.set(video, found);
    return found;
  };
  patchSource(window, natives, of);
  patchState(window, of);
  patchPictures(window, of);
  for (const name of MEDIA_EVENTS) {
    window.addEventListener(name, (event) => {
      const native = event.target instanceof window.HTMLMediaElement ? known.get(event.target) : undefined;
      if (native?.isNative === true && native.swallows(event)) event.stopImmediatePropagation();
    }, true);
  }
  watchRectangles(parts, active);
  return { elements: () => Array.from(active) };
}

function patchSource(window: Window & typeof globalThis, natives: ElementNatives, of: (video: HTMLMediaElement) => NativeElement): void {
  const { prototype } = window.HTMLMediaElement;
  const nativeSrc = descriptorOf(prototype, 'src');
  const nativeCurrent = descriptorOf(prototype, 'currentSrc');
  const { setAttribute, getAttribute, removeAttribute } = window.Element.prototype;
  const assign = (video: HTMLMediaElement, url: string): void => {
    // MSE: the app's own, or the pipeline's inner one.
    if (/^blob:/.test(url)) natives.setSrc(video, url);
    else of(video).setUrl(new window.URL(url, window.location.href).href);
  };
  Object.defineProperty(prototype, 'src', {
    configurable: true, enumerable: true,
    get(this: HTMLMediaElement) { return of(this).isNative ? of(this).url : (nativeSrc.get?.call(this) as unknown); },
    set(this: HTMLMediaElement, url: string) { assign(this, url); },
  });
  Object.defineProperty(prototype, 'currentSrc', {
    configurable: true, enumerable: true,
    get(this: HTMLMediaElement) { return of(this).isNative ? of(this).url : (nativeCurrent.get?.call(this) as unknown); },
  });
  Object.assign(prototype, {
    setAttribute(this: HTMLMediaElement, name: string, value: string): void {
      if (name === 'src') assign(this, value);
      else setAttribute.call(this, name, value);
      if (name === 'type') of(this).type = value;
    },
    getAttribute(this: HTMLMediaElement, name: string): string | null {
      return name === 'src' && of(this).isNative ? of(this).url : getAttribute.call(this, name);
    },
    removeAttribute(this: HTMLMediaElement, name: string): void {
      if (name === 'src') of(this).removeUrl();
      removeAttribute.call(this, name);
    },
  });
  const nativeLoad = natives.load;
  prototype.load = function load(this: HTMLMediaElement): void {
    of(this).load();
    if (!of(this).isNative) nativeLoad(this);
  };
  const { canPlayType } = prototype;
  prototype.canPlayType = function canPlay(this: HTMLMediaElement, type: string): CanPlayTypeResult {
    return /mpegurl|mp2t/i.test(type) ? 'probably' : canPlayType.call(this, type);
  };
}

function patchState(window: Window & typeof globalThis, of: (video: HTMLMediaElement) => NativeElement): void {
  const { prototype } = window.HTMLMediaElement;
  const wrap = (name: string, read: ((native: NativeElement) => unknown) | null, write: ((native: NativeElement, value: unknown) => void) | null): void => {
    const original = descriptorOf(prototype, name);
    Object.defineProperty(prototype, name, {
      configurable: true, enumerable: true,
      get(this: HTMLMediaElement): unknown { return read !== null && of(this).isNative ? read(of(this)) : (original.get?.call(this) as unknown); },
      set(this: HTMLMediaElement, value: unknown) {
        if (write !== null && of(this).isNative) write(of(this), value);
        else original.set?.call(this, value);
      },
    });
  };
  const nativeDuration = descriptorOf(prototype, 'duration');
  wrap('duration', (native) => (native.isLive ? Infinity : (nativeDuration.get?.call(native.video) as unknown)), null);
  wrap('error', (native) => native.error, null);
  wrap('paused', (native) => !native.isPlayWanted, null);
  wrap('currentTime', (native) => native.currentTime, (native, value) => { native.seek(Number(value)); });
  wrap('playbackRate', null, (native, value) => { native.setRate(Number(value)); });
  wrap('muted', (native) => native.isAppMuted, (native, value) => { native.setMuted(value === true); });
  Object.defineProperty(prototype, 'audioTracks', {
    configurable: true, enumerable: true,
    get(this: HTMLMediaElement) { return of(this).tracks.list; },
  });
  const { play, pause } = prototype;
  prototype.play = function nativePlay(this: HTMLMediaElement): Promise<void> {
    return of(this).isNative ? of(this).play() : play.call(this);
  };
  prototype.pause = function nativePause(this: HTMLMediaElement): void {
    if (of(this).isNative) of(this).pause();
    else pause.call(this);
  };
}

/** Frames of the video plane are not the page's: counters stay at zero, and drawing them paints nothing (W-15). */
function patchPictures(window: Window & typeof globalThis, of: (video: HTMLMediaElement) => NativeElement): void {
  const video = window.HTMLVideoElement.prototype;
  const isNative = (value: unknown): boolean => value instanceof window.HTMLMediaElement && of(value).isNative;
  const quality = video.getVideoPlaybackQuality as typeof video.getVideoPlaybackQuality | undefined;
  if (quality !== undefined) {
    video.getVideoPlaybackQuality = function counters(this: HTMLVideoElement): VideoPlaybackQuality {
      if (!isNative(this)) return quality.call(this);
      return { creationTime: window.performance.now(), totalVideoFrames: 0, droppedVideoFrames: 0 } as VideoPlaybackQuality;
    };
  }
  const context = window.CanvasRenderingContext2D.prototype;
  const draw = Object.getOwnPropertyDescriptor(context, 'drawImage')?.value as ((...values: readonly unknown[]) => void) | undefined;
  Object.defineProperty(context, 'drawImage', {
    configurable: true, writable: true,
    value(this: CanvasRenderingContext2D, ...values: readonly unknown[]): void {
      if (!isNative(values[0]) && draw !== undefined) Reflect.apply(draw, this, values);
    },
  });
}

/** Sets move the video plane at most every 100 ms: an animated element tears (W-18). */
function watchRectangles(parts: TelevisionParts, active: ReadonlySet<NativeElement>): void {
  const last = new WeakMap<HTMLMediaElement, { place: string; changes: number }>();
  parts.timers.every(RECT_LOOK_MS, () => {
    active.forEach(({ video }) => {
      if (!video.isConnected) return;
      const { left, top, width, height } = video.getBoundingClientRect();
      const place = [left, top, width, height].join(',');
      const before = last.get(video);
      const changes = before === undefined || before.place === place ? 0 : before.changes + 1;
      last.set(video, { place, changes });
      if (changes === MAX_RECT_CHANGES) parts.journal.violation('a video element is animated; the plane follows only every 100 ms');
    });
  });
}
