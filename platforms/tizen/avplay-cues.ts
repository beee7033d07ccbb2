import type { Disposer } from '#core/base';
import { plainCueText } from '#platforms/common';
import type { ClockPort, MediaCue } from '#ports';

/** A cue without a usable duration is shown this long. */
const DEFAULT_CUE_MS = 4_000;
/** Longer durations are faults of the stream: a cue must not stay for ever. */
const MAX_CUE_MS = 30_000;

/** Turns `onsubtitlechange` into cues and clears each when its time is over; AVPlay tells only beginnings. */
export class AvplayCues {
  private readonly clock: ClockPort;
  private readonly show: (cues: readonly MediaCue[]) => void;
  private stopTimer: Disposer = () => undefined;
  private isShowing = false;

  constructor(clock: ClockPort, show: (cues: readonly MediaCue[]) => void) {
    this.clock = clock;
    this.show = show;
  }

  /** A cue begins at `positionMs`; the duration comes as a number or a string of milliseconds. */
  begin(positionMs: number, duration: unknown, markup: unknown): void {
    const text = typeof markup === 'string' ? plainCueText(markup) : '';
    if (text === '') {
      this.clear();
      return;
    }
    const told = Number(duration);
    const durationMs = Number.isFinite(told) && told > 0 ? Math.min(told, MAX_CUE_MS) : DEFAULT_CUE_MS;
    this.stopTimer();
    this.isShowing = true;
    this.show([{ text, startMs: positionMs, endMs: positionMs + durationMs }]);
    this.stopTimer = this.clock.after(durationMs, () => {
      this.clear();
    });
  }

  /** Takes the cue off the picture. */
  clear(): void {
    this.stopTimer();
    if (!this.isShowing) return;
    this.isShowing = false;
    this.show([]);
  }
}
