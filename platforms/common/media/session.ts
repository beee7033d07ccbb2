import type { AppError } from '#core/base';
import type { LiveWindow, MediaAspect, MediaCue, MediaRegion, MediaSource, MediaStats, MediaTrack, Rect } from '#ports';

/** The whole picture, in the 1920x1080 space of the design. */
export const FULL_SCREEN: Rect = { x: 0, y: 0, width: 1920, height: 1080 };

/** What a media element plays with its sound. */
export const ELEMENT_RATES: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** What a media element does by `object-fit`. */
export const ELEMENT_ASPECTS: readonly MediaAspect[] = ['fit', 'fill', 'zoom'];

/** What a session tells its player. After `close` nothing it says is heard. */
export interface SessionSink {
  /** Something came from the server: the host is not dead. */
  readonly alive: () => void;
  /** The first picture moves. */
  readonly started: () => void;
  readonly position: (positionMs: number) => void;
  readonly duration: (durationMs: number) => void;
  readonly buffering: (isBuffering: boolean) => void;
  /** The list or the choice of tracks changed. */
  readonly tracks: () => void;
  /** Cues to show from now on; an empty list clears. */
  readonly cues: (cues: readonly MediaCue[]) => void;
  /** All stretches the stream has named so far. */
  readonly regions: (regions: readonly MediaRegion[]) => void;
  /** The engine paused by itself (the system took the sound, or autoplay was refused). */
  readonly paused: () => void;
  readonly ended: () => void;
  /** The session is lost; the player closes it. */
  readonly failed: (error: AppError) => void;
}

/** What the shared player must know about an engine. */
export interface SessionTraits {
  /** Name for statistics: `avplay`, `native`, `shaka`, `mpegts`. */
  readonly engine: string;
  /** Quick seeks are folded for this long; native players wedge under seek storms (tv-platforms 2.10). */
  readonly seekDebounceMs: number;
  /** Seeks keep this far from the end: past the last key frame native players fail or hang. */
  readonly endGuardMs: number;
  /** False: pausing and seeking wait until the picture moves (live MPEG-TS on AVPlay). */
  readonly mayActBeforeStart: boolean;
  /** Rates at which what has an end plays with its sound; empty: none but its own. */
  readonly rates: readonly number[];
  readonly aspects: readonly MediaAspect[];
}

/**
 * One attempt to play one source with one native player: made, opened once, closed once, never used again. The player
 * calls one asynchronous method at a time and waits for its promise, which always settles; `setRect`, `setAspect`,
 * `setMuted` and `close` may come at any moment. Failures reject with an AppError of `media.*`.
 */
export interface MediaSession {
  readonly traits: SessionTraits;
  /** Resolves when it could play at `source.startMs`. */
  open(): Promise<void>;
  play(): Promise<void>;
  pause(): Promise<void>;
  /** Resolves when the position has settled, or after 8 s without word from the engine. */
  seek(positionMs: number): Promise<void>;
  /** Ignored where the engine has no such choice. */
  selectTrack(kind: 'audio' | 'text', id: string | null): Promise<void>;
  /** Ignored where the engine cannot. */
  setRate(rate: number): Promise<void>;
  setRect(rect: Rect): void;
  /** One of {@link SessionTraits.aspects}; a new session is `fit`. */
  setAspect(aspect: MediaAspect): void;
  setMuted(isMuted: boolean): void;
  readonly positionMs: number;
  /** 0 while unknown, `Infinity` for live. */
  readonly durationMs: number;
  readonly liveWindow: LiveWindow | null;
  readonly tracks: readonly MediaTrack[];
  stats(): MediaStats;
  /** Lets go of the decoder within this very turn as far as the engine can; resolves when it is free. Never rejects. */
  close(): Promise<void>;
}

/** What a session is made of. */
export interface SessionRequest {
  readonly source: MediaSource;
  /** Resolves when the decoder before this one is free; already so but for engines that open early. */
  readonly whenFree: Promise<void>;
  readonly sink: SessionSink;
  readonly rect: Rect;
  readonly isMuted: boolean;
}

/** One way to play a source; the first that does not refuse the format wins. */
export interface EngineChoice {
  readonly name: string;
  /**
   * Its sessions are made and opened while the decoder before is still being let go, ask for what they can meanwhile, and take one only
   * once {@link SessionRequest.whenFree} has resolved. Absent: they are made then.
   */
  readonly opensEarly?: boolean;
  /** Loads what it needs; called before {@link create}, each time. Rejects where it cannot be loaded. */
  prepare?(): Promise<void>;
  create(request: SessionRequest): MediaSession;
}

/** Decides which engines to try for a source, in order. Empty: this host cannot play it. */
export type EnginePlan = (source: MediaSource) => Promise<readonly EngineChoice[]>;
