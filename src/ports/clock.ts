import type { Disposer } from '#core/base';

/** Time and randomness come from here, so that tests own both. */
export interface ClockPort {
  /** Wall clock, milliseconds since 1970 UTC, corrected by the platform's time where that is known. */
  nowMs(): number;
  /** Never goes back; for durations. Milliseconds from an arbitrary start. */
  monotonicMs(): number;
  /** Calls `callback` once after `delayMs`. */
  after(delayMs: number, callback: () => void): Disposer;
  /** Calls `callback` every `intervalMs`; bursts after a suspended app are folded into one call. */
  every(intervalMs: number, callback: () => void): Disposer;
  /** The local offset from UTC in minutes at `atMs`, east positive. Sets with trimmed zone data need it as a number. */
  utcOffsetMin(atMs: number): number;
}

/** Random numbers, by the same rule. */
export interface RandomPort {
  /** 0 inclusive to 1 exclusive; not for secrets. */
  next(): number;
  /** `length` unpredictable bytes; for ids and keys. */
  bytes(length: number): Uint8Array;
}
