import type { Decoder, DecoderEvents, DecoderFailure, OpenedMedia } from './decoder';

/** A film of a minute with two sounds and one text. */
export const FILM: OpenedMedia = {
  durationMs: 60_000, isLive: false, form: 'file', width: 1920, height: 1080,
  tracks: [
    { kind: 'VIDEO', language: '', codec: 'H264' }, { kind: 'AUDIO', language: 'eng', codec: 'AACL' }, { kind: 'AUDIO', language: 'deu', codec: 'AACL' },
    { kind: 'TEXT', language: 'eng', codec: 'WVTT' },
  ],
};

/** A live transport stream: no duration, no window. */
export const LIVE_TS: OpenedMedia = { ...FILM, durationMs: 0, isLive: true, form: 'ts', tracks: FILM.tracks.slice(0, 2) };

/** A decoder without hardware, played by a test. */
export class ScriptedDecoder implements Decoder {
  readonly events: DecoderEvents;
  readonly calls: string[] = [];
  positionMs = 0;
  window: { readonly startMs: number; readonly endMs: number } | null = null;
  isReleased = false;
  /** Answers `open`; tests call it. */
  answer: (opened: OpenedMedia) => void = () => undefined;
  fail: (failure: DecoderFailure) => void = () => undefined;
  /** Answers the running `seek`. */
  finishSeek: () => void = () => undefined;

  constructor(events: DecoderEvents) {
    this.events = events;
  }

  open(url: string, options: { readonly startMs: number }): Promise<OpenedMedia> {
    this.calls.push(`open ${url}`);
    this.positionMs = options.startMs;
    return new Promise((resolve, reject) => {
      this.answer = resolve;
      this.fail = reject;
    });
  }

  play(): void {
    this.calls.push('play');
  }

  pause(): void {
    this.calls.push('pause');
  }

  seek(positionMs: number): Promise<void> {
    this.calls.push(`seek ${String(positionMs)}`);
    return new Promise((resolve) => {
      this.finishSeek = () => {
        this.positionMs = positionMs;
        resolve();
      };
    });
  }

  setRate(rate: number): void {
    this.calls.push(`rate ${String(rate)}`);
  }

  selectTrack(kind: 'AUDIO' | 'TEXT', index: number): void {
    this.calls.push(`track ${kind} ${String(index)}`);
  }

  setRect(): void {
    // Nothing to place.
  }

  release(): void {
    this.isReleased = true;
    this.calls.push('release');
  }

  /** The picture moves. */
  move(positionMs: number): void {
    this.positionMs = positionMs;
    this.events.onTime(positionMs);
  }
}
