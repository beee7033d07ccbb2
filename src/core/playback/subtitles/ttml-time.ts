import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../base';

/** What frames and ticks are worth in one document. */
export interface TtmlRates {
  /** Frames per second, with the multiplier. */
  readonly frameRate: number;
  readonly subFrameRate: number;
  readonly tickRate: number;
}

/** Rates of a document that tells none (TTML2 7.2). */
export const DEFAULT_RATES: TtmlRates = Object.freeze({ frameRate: 30, subFrameRate: 1, tickRate: 1 });

const UNITS: Readonly<Record<string, number>> = { h: HOUR_MS, m: MINUTE_MS, s: SECOND_MS, ms: 1 };

/** A time expression (TTML2 12.3): clock times with fractions or frames, offsets with a unit. Milliseconds; -1 for anything else. */
export function parseTtmlTime(text: string, rates: TtmlRates): number {
  const word = text.trim();
  const clock = /^(\d{1,}):(\d{1,2}):(\d{1,2})(?:([.,]\d+)|:(\d+)(?:\.(\d+))?)?$/.exec(word);
  if (clock !== null) {
    const whole = Number(clock[1]) * HOUR_MS + Number(clock[2]) * MINUTE_MS + Number(clock[3]) * SECOND_MS;
    if (clock[4] !== undefined) return Math.round(whole + Number(clock[4].replace(',', '.')) * SECOND_MS);
    const frames = Number(clock[5] ?? 0) + Number(clock[6] ?? 0) / rates.subFrameRate;
    return Math.round(whole + (frames / rates.frameRate) * SECOND_MS);
  }
  const offset = /^(\d+(?:\.\d+)?)(h|ms|m|s|f|t)$/.exec(word);
  if (offset === null) return -1;
  const amount = Number(offset[1]);
  const unit = offset[2] ?? '';
  if (unit === 'f') return Math.round((amount / rates.frameRate) * SECOND_MS);
  if (unit === 't') return Math.round((amount / rates.tickRate) * SECOND_MS);
  return Math.round(amount * (UNITS[unit] ?? 0));
}
