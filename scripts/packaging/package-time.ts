import { PackagingError } from './problem';

/**
 * The time written into every package entry: fixed, so that the same input gives the same bytes, and recent, since
 * televisions refuse packages dated 1970. Move it forward with a release that deserves it.
 */
const FIXED_TIME_SEC = Date.UTC(2026, 10, 1) / 1000;

/** 1980-01-02: the zip format knows no earlier year, and a day's margin keeps every time zone inside it. */
const EARLIEST_SEC = 315_619_200;
const LATEST_SEC = 0xffffffff;

/**
 * Seconds since 1970 for package entries: `SOURCE_DATE_EPOCH` (reproducible-builds.org) when set, else the fixed time.
 * Throws {@link PackagingError} when the variable is not a usable number.
 */
export function packageTimeSec(env: Readonly<Record<string, string | undefined>>): number {
  const text = env['SOURCE_DATE_EPOCH'];
  if (text === undefined || text === '') return FIXED_TIME_SEC;
  const seconds = /^\d{1,12}$/.test(text) ? Number(text) : NaN;
  if (seconds >= EARLIEST_SEC && seconds <= LATEST_SEC) return seconds;
  throw new PackagingError('The time for package entries cannot be used:', [
    {
      field: 'SOURCE_DATE_EPOCH',
      reason: `must be seconds since 1970, not before 1980, is "${text}"`,
      example: '1793491200',
    },
  ]);
}
