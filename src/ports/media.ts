import type { AppError, Disposer } from '#core/base';
import type { NamedStretch } from '#core/playback';

/** Delivery form of a stream; `unknown` lets the adapter look at the address and the first bytes. */
export type StreamForm = 'hls' | 'dash' | 'ts' | 'mp4' | 'unknown';

/** Something to play. Addresses may hold credentials: never logged whole. */
export interface MediaSource {
  readonly url: string;
  readonly form: StreamForm;
  readonly isLive: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where to start; absent: the beginning, or the live edge. Milliseconds. */
  readonly startMs?: number;
  readonly preferredAudio?: readonly string[];
  /**
   * The best picture that may be chosen where the stream offers several: lines, and bits per second. Engines that tell pictures apart by
   * their rates alone go by the rate. A stream without such a choice is played as it is.
   */
  readonly limit?: { readonly maxHeight: number; readonly maxBitrateBps: number };
  /** How much is gathered ahead; absent: the engine's own measure. An engine that lets nothing be chosen does as it does. */
  readonly buffer?: 'short' | 'long';
  /** The stream is protected: by what it can be opened, the best first; empty: by nothing that is known. Absent: it is not. */
  readonly drm?: readonly MediaDrm[];
  /** Requests to the host of `url` carry Common Media Client Data in their query; only for servers that are ours. At most 64 characters each. */
  readonly cmcd?: { readonly sessionId: string; readonly contentId: string };
}

/** One way to open a protected stream. */
export interface MediaDrm {
  readonly system: 'clearkey' | 'widevine' | 'playready';
  /** Where licences are had; may hold a token. Empty where `keys` are known. */
  readonly url: string;
  /** Sent along to `url`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** ClearKey alone: keys by key id, hexadecimal. */
  readonly keys?: Readonly<Record<string, string>>;
}

/** What the native player is doing. Buffering and seeking are flags beside it, not states. */
export type MediaState = 'idle' | 'loading' | 'ready' | 'playing' | 'paused' | 'ended' | 'failed' | 'destroyed';

/** How a picture of another shape lies in its rectangle: whole with bars, stretched, or filling it with its edges cut off. */
export type MediaAspect = 'fit' | 'fill' | 'zoom';

/** An audio or text track. `id` is the adapter's and is handed back verbatim. */
export interface MediaTrack {
  readonly id: string;
  readonly kind: 'audio' | 'text';
  readonly language: string;
  readonly label: string;
  readonly isSelected: boolean;
}

/** A subtitle cue to draw; the app always draws. */
export interface MediaCue {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** A stretch the stream itself names: a date range of HLS, an event of DASH, a chapter; in the scale of `position`. */
export type MediaRegion = NamedStretch;

/** Measurements for the stats overlay and QoE; a field a host cannot tell is absent. */
export interface MediaStats {
  readonly engine: string;
  readonly width?: number;
  readonly height?: number;
  readonly bitrateBps?: number;
  readonly bandwidthBps?: number;
  readonly bufferedAheadMs?: number;
  readonly droppedFrames?: number;
  readonly shownFrames?: number;
  /** As the stream names it: `avc1.640028`, `mp4a.40.2`; several divided by commas. */
  readonly codec?: string;
}

/** Events of one player. Positions are milliseconds from the start of the asset, or of the live window's own clock. */
export interface MediaEvents {
  state: MediaState;
  buffering: boolean;
  position: number;
  duration: number;
  tracks: readonly MediaTrack[];
  cues: readonly MediaCue[];
  /** All that the loaded stream has named so far; never told by engines that keep it to themselves. */
  regions: readonly MediaRegion[];
  ended: void;
  /** Position stood still although playing; the adapter's watchdog or the engine says so. */
  stalled: { readonly sinceMs: number };
  error: AppError;
}

/** A rectangle in the 1920x1080 space of the design, whatever the panel or stage resolution. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What may be sought in a live stream, in the same scale as `position`. */
export interface LiveWindow {
  readonly startMs: number;
  readonly endMs: number;
  /** Wall clock at `endMs` (milliseconds since 1970) when the stream tells it, else `null`. */
  readonly endWallMs: number | null;
}

/**
 * One decoder. Adapters serialise native calls, drop stale callbacks and turn every native failure into an AppError
 * (`media.*`). All methods are legal in every state: what makes no sense there is ignored, never thrown.
 */
export interface MediaPlayer {
  readonly state: MediaState;
  readonly isBuffering: boolean;
  readonly isSeeking: boolean;
  readonly positionMs: number;
  /** 0 while unknown, `Infinity` for live. */
  readonly durationMs: number;
  readonly liveWindow: LiveWindow | null;
  readonly tracks: readonly MediaTrack[];
  /** Rates at which what is loaded plays with its sound, the slowest first; empty: at its own alone (live, and engines without such a choice). */
  readonly rates: readonly number[];
  /** What {@link setAspect} can do with what is loaded; empty before something is. */
  readonly aspects: readonly MediaAspect[];
  /** Resolves at `ready`; the latest call wins, earlier ones reject with `net.cancelled`. */
  load(source: MediaSource): Promise<void>;
  play(): Promise<void>;
  pause(): Promise<void>;
  /** Resolves when the position has settled; several quick calls are folded into the last. */
  seek(positionMs: number): Promise<void>;
  /** The decoder is free when it resolves; the player may be loaded again. */
  stop(): Promise<void>;
  selectTrack(kind: 'audio' | 'text', id: string | null): Promise<void>;
  /** Good until the next load. */
  setRate(rate: number): Promise<void>;
  /** Good until the next load, at which it is `fit` again. What {@link aspects} lacks is ignored. */
  setAspect(aspect: MediaAspect): void;
  setRect(rect: Rect): void;
  setMuted(isMuted: boolean): void;
  stats(): MediaStats;
  on<K extends keyof MediaEvents>(name: K, listener: (payload: MediaEvents[K]) => void): Disposer;
  /** Ends the player for good. */
  destroy(): Promise<void>;
}

/** Makes players. A second player before the first is destroyed may be refused with `media.busy`. */
export interface MediaPort {
  readonly maxPlayers: number;
  /** Makes decoders of text for subtitle files, by label (`gb18030`, `euc-kr`); `null` for one the engine does not know. Absent: it knows none. */
  readonly textDecoder?: (label: string) => { decode(bytes: Uint8Array, isLast: boolean): string } | null;
  /**
   * Tells the engine an address that may be loaded soon, one at a time, so that a load of it begins at once; nobody is asked for anything before that. Forgotten
   * with the disposer or the next one. Absent: nothing can be got ready without asking.
   */
  readonly announce?: (source: MediaSource) => Disposer;
  create(): MediaPlayer;
}
