import { skipInMs } from '#core/ads';
import type { AdState } from '#core/ads';
import { SECOND_MS } from '#core/base';

/** The advertisement on screen, in what people need to know of it. */
export interface AdView {
  /** From 1. */
  readonly index: number;
  /** 0 while it is not known yet. */
  readonly count: number;
  /** Until this one ends; -1: not known. */
  readonly secondsLeft: number;
  /** Passed part of this one, 0..1. */
  readonly passed: number;
  /** Seconds until it may be skipped; 0: now, -1: not at all. */
  readonly skipIn: number;
  /** Passed part of the wait to skip, 0..1. */
  readonly skipPassed: number;
  /** A page about it, for the phone; empty without. */
  readonly offerUrl: string;
  readonly isPaused: boolean;
  /** No picture yet, since this monotonic time; -1: it plays. */
  readonly waitsSinceMs: number;
}

/** What is shown of a state; `null`: nothing. */
export function adView(state: AdState): AdView | null {
  switch (state.kind) {
    case 'over':
      return null;
    case 'asking':
      return { index: 1, count: 0, secondsLeft: -1, passed: 0, skipIn: -1, skipPassed: 0, offerUrl: '', isPaused: false, waitsSinceMs: state.sinceMs };
    case 'loading': {
      const { index, clips, isPaused, sinceMs } = state;
      return { index: index + 1, count: clips.length, secondsLeft: -1, passed: 0, skipIn: -1, skipPassed: 0, offerUrl: '', isPaused, waitsSinceMs: sinceMs };
    }
    case 'playing': {
      const { index, clips, isPaused, positionMs, durationMs } = state;
      const skipMs = skipInMs(state);
      const skipAfterMs = clips[index]?.skipAfterMs ?? 0;
      return {
        index: index + 1,
        count: clips.length,
        secondsLeft: durationMs > 0 ? Math.ceil(Math.max(0, durationMs - positionMs) / SECOND_MS) : -1,
        passed: durationMs > 0 ? Math.min(1, positionMs / durationMs) : 0,
        skipIn: skipMs < 0 ? -1 : Math.ceil(skipMs / SECOND_MS),
        skipPassed: skipMs < 0 || skipAfterMs <= 0 ? 1 : 1 - skipMs / skipAfterMs,
        offerUrl: clips[index]?.offerUrl ?? '',
        isPaused,
        waitsSinceMs: -1,
      };
    }
  }
}
