/** Player libraries as source texts; run inside the plane's frame when a stream needs them. */
export interface PlaneLibraries {
  readonly shaka: string;
  readonly mpegts: string;
}

/** The parts of Shaka that the plane uses. */
export interface PlaneShaka {
  readonly Player: new () => PlaneShakaPlayer;
  readonly polyfill: { installAll(): void };
}

/** One player of Shaka inside the plane. */
export interface PlaneShakaPlayer {
  attach(video: HTMLMediaElement): Promise<unknown>;
  configure(path: string, value: unknown): boolean;
  load(url: string, startSec?: number | null, mimeType?: string): Promise<unknown>;
  destroy(): Promise<unknown>;
  addEventListener(name: string, listener: (event: unknown) => void): void;
  isLive(): boolean;
  seekRange(): { readonly start: number; readonly end: number };
  getAudioTracks(): ReadonlyArray<{ readonly language: string; readonly codecs: string | null }>;
  selectAudioTrack(track: object): void;
  getTextTracks(): ReadonlyArray<{ readonly language: string }>;
  selectTextTrack(track: object | null): void;
  getStats(): { readonly width: number; readonly height: number };
}

/** The parts of mpegts.js that the plane uses. */
export interface PlaneMpegts {
  createPlayer(source: object, config: object): {
    attachMediaElement(video: HTMLMediaElement): void;
    load(): void;
    destroy(): void;
    on(event: string, listener: (...values: readonly unknown[]) => void): void;
  };
  readonly Events: { readonly ERROR: string; readonly LOADING_COMPLETE: string };
}

/** Runs a library in a window once and answers its global. */
export function runLibrary(window: Window & typeof globalThis, source: string, name: string): unknown {
  const known: unknown = Reflect.get(window, name);
  if (known !== undefined) return known;
  // Indirect: the library becomes a global of that window, as a script tag would make it.
  const evaluate: unknown = Reflect.get(window, 'eval');
  if (typeof evaluate === 'function') Reflect.apply(evaluate, window, [source]);
  return Reflect.get(window, name);
}
