import type { ReadonlySignal } from '#core/state';

/** The wall clock as screens read it: ticks at rest, once a minute, so that lists do not redraw every second. */
export interface TimeModel {
  /** Start of the current minute, milliseconds since 1970. Programmes, progress bars and the clock follow it. */
  readonly minuteMs: ReadonlySignal<number>;
  /** The exact time now; subscribes to nothing. */
  nowMs(): number;
  /** Ends the ticking. */
  dispose(): void;
}
