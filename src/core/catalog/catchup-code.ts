import type { CatchupRecord } from './records';

const MODES: readonly CatchupRecord['mode'][] = ['xtream', 'default', 'append', 'shift', 'flussonic', 'vod', 'platform'];

/** Mode and days as the number the `catchup` field holds. */
export function encodeCatchup(mode: CatchupRecord['mode'], days: number): number {
  return Math.min(Math.max(0, Math.round(days)), 9999) * 8 + MODES.indexOf(mode) + 1;
}

/** Inverse of {@link encodeCatchup}; `null` for anything it did not make. */
export function decodeCatchup(code: number): { mode: CatchupRecord['mode']; days: number } | null {
  const mode = MODES[(code % 8) - 1];
  return mode === undefined ? null : { mode, days: Math.floor(code / 8) };
}

/** A signed number of milliseconds as the unsigned number of seconds the `catchupCorrection` field holds (zigzag). */
export function encodeCorrection(correctionMs: number): number {
  const seconds = Math.round(correctionMs / 1000);
  return seconds < 0 ? -seconds * 2 - 1 : seconds * 2;
}

/** Inverse of {@link encodeCorrection}. */
export function decodeCorrection(code: number): number {
  return (code % 2 === 1 ? -(code + 1) / 2 : code / 2) * 1000;
}
