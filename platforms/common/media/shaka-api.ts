/** The parts of Shaka Player's interface that are used (5.2); the whole library is loaded only when a stream needs it. */
export interface ShakaLibrary {
  readonly Player: ShakaPlayerClass;
  readonly polyfill: { installAll(): void };
}

/** The class of players, and whether this engine can run them. */
export interface ShakaPlayerClass {
  new (): ShakaPlayer;
  isBrowserSupported(): boolean;
}

/** One player; `destroy` ends it. Times in seconds. */
export interface ShakaPlayer {
  attach(video: HTMLMediaElement): Promise<unknown>;
  configure(config: object): boolean;
  /** Asks for manifest and first segments, to be loaded later; `null` where that is not possible. */
  preload(url: string, startTimeSec?: number | null, mimeType?: string | null): Promise<ShakaPreload | null>;
  load(what: string | ShakaPreload, startTimeSec?: number | null, mimeType?: string | null): Promise<unknown>;
  destroy(): Promise<unknown>;
  addEventListener(name: string, listener: (event: unknown) => void): void;
  isLive(): boolean;
  seekRange(): { readonly start: number; readonly end: number };
  getPlayheadTimeAsDate(): Date | null;
  getAudioTracks(): readonly ShakaAudioTrack[];
  selectAudioTrack(track: ShakaAudioTrack): void;
  getTextTracks(): readonly ShakaTextTrack[];
  selectTextTrack(track: ShakaTextTrack | null): void;
  getStats(): ShakaStats;
  getVariantTracks(): readonly ShakaVariantTrack[];
  getChaptersTracks(): ReadonlyArray<{ readonly language: string }>;
  getChaptersAsync(language: string): Promise<readonly ShakaChapter[]>;
  getNetworkingEngine(): ShakaNetworking | null;
}

/** A stream that is being asked for. */
export interface ShakaPreload {
  destroy(): Promise<unknown>;
}

/** Where requests and answers of a player may be looked at. */
export interface ShakaNetworking {
  registerRequestFilter(filter: (type: number, request: { headers: Record<string, string>; uris: string[] }) => void): void;
  registerResponseFilter(filter: (type: number, response: ShakaAnswer) => void): void;
}

/** What came; a filter may put something else in its place. */
export interface ShakaAnswer {
  data: ArrayBuffer | Uint8Array;
}

/** A sound of the stream. */
export interface ShakaAudioTrack {
  readonly active: boolean;
  readonly language: string;
  readonly originalLanguage: string | null;
  readonly label: string | null;
  readonly channelsCount: number | null;
  readonly codecs: string | null;
  readonly roles: readonly string[];
}

/** A text of the stream. */
export interface ShakaTextTrack {
  readonly id: number;
  readonly active: boolean;
  readonly language: string;
  readonly originalLanguage: string | null;
  readonly label: string | null;
}

/** A chapter of the stream's own list, seconds. */
export interface ShakaChapter {
  readonly id: string;
  readonly title: string;
  readonly startTime: number;
  readonly endTime: number;
}

/** A combination of picture and sound. */
export interface ShakaVariantTrack {
  readonly active: boolean;
  readonly videoCodec: string | null;
  readonly audioCodec: string | null;
}

/** What is shown now: pixels, and bits per second. */
export interface ShakaStats {
  readonly width: number;
  readonly height: number;
  readonly streamBandwidth: number;
  readonly estimatedBandwidth: number;
  readonly droppedFrames: number;
  readonly decodedFrames: number;
}

/** A cue as Shaka's parsers make it: a tree whose leaves hold text, times in seconds of the presentation. */
export interface ShakaCue {
  readonly startTime: number;
  readonly endTime: number;
  readonly payload: string;
  readonly nestedCues: readonly ShakaCue[];
  readonly lineBreak: boolean;
}

/** Judges what the loaded script left behind. */
export function judgeShaka(value: unknown): ShakaLibrary | null {
  if (typeof value !== 'object' || value === null || !('Player' in value) || !('polyfill' in value)) return null;
  return typeof value.Player === 'function' ? (value as ShakaLibrary) : null;
}
