/** Why a decoder cannot go on, in the terms the simulated players translate. */
export interface DecoderFailure {
  readonly kind: 'malformed' | 'unreachable' | 'refused' | 'not-found' | 'unsupported' | 'decode';
  readonly status?: number;
}

/** A track of the opened stream. */
export interface DecoderTrack {
  readonly kind: 'VIDEO' | 'AUDIO' | 'TEXT';
  readonly language: string;
  readonly codec: string;
}

/** What is known of a stream once it is open. */
export interface OpenedMedia {
  /** 0: unknown (live MPEG-TS). */
  readonly durationMs: number;
  readonly isLive: boolean;
  readonly form: 'hls' | 'dash' | 'ts' | 'file';
  readonly width: number;
  readonly height: number;
  readonly tracks: readonly DecoderTrack[];
}

/** What the decoder tells. */
export interface DecoderEvents {
  onTime(timeMs: number): void;
  onBuffering(isBuffering: boolean): void;
  onCue(text: string, durationMs: number): void;
  onEnded(): void;
  onFailed(failure: DecoderFailure): void;
}

/** A place on the screen in the 1920x1080 space. */
export interface PlaneRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The hardware below a simulated player: plays really (a video element on a plane behind the page) or as a drawing (in
 * engines without H.264). One stream per decoder; `release` ends it.
 */
export interface Decoder {
  /** Rejects with a {@link DecoderFailure}. */
  open(url: string, options: { readonly startMs: number }): Promise<OpenedMedia>;
  play(): void;
  pause(): void;
  /** Resolves when the picture is there. */
  seek(positionMs: number): Promise<void>;
  setRate(rate: number): void;
  selectTrack(kind: 'AUDIO' | 'TEXT', index: number): void;
  readonly positionMs: number;
  /** What may be sought in a live stream. */
  readonly window: { readonly startMs: number; readonly endMs: number } | null;
  setRect(rect: PlaneRect, fit: 'contain' | 'fill'): void;
  release(): void;
}

/** Makes decoders; the set decides how many may run. */
export type DecoderFactory = (events: DecoderEvents) => Decoder;

/** The few real decoders of a set: one more takes the oldest away, and its owner hears nothing (T-11, W-08). */
export class DecoderBank {
  private readonly limit: number;
  private readonly owners: Array<{ readonly taken: () => void }> = [];

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Takes a decoder; `taken` is called when another owner takes it away. Returns what gives it back. */
  acquire(taken: () => void): () => void {
    const owner = { taken };
    this.owners.push(owner);
    while (this.owners.length > this.limit) this.owners.shift()?.taken();
    return () => {
      const at = this.owners.indexOf(owner);
      if (at >= 0) this.owners.splice(at, 1);
    };
  }

  /** How many run now. */
  get inUse(): number {
    return this.owners.length;
  }

  /** Takes all away: the app was hidden. */
  takeAll(): void {
    for (const owner of this.owners.splice(0)) owner.taken();
  }
}

/** Whether a value is a failure of a decoder. */
export function isDecoderFailure(value: unknown): value is DecoderFailure {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string';
}
