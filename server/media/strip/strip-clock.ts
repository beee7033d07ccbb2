import { DAY_MS, SECOND_MS } from '#core/base';

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** Seconds as `HH:MM:SS`; hours do not wrap at 24. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

/** The clock the strip of a live channel shows at `wallMs` (milliseconds since 1970): UTC, `HH:MM:SS`. */
export function stripClock(wallMs: number): string {
  return clockText(Math.floor((((wallMs % DAY_MS) + DAY_MS) % DAY_MS) / SECOND_MS));
}

/** The date beside it: UTC, `YYYY-MM-DD`. */
export function stripDate(wallMs: number): string {
  return new Date(wallMs).toISOString().slice(0, 10);
}
