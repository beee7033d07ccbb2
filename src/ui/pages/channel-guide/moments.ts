import { DAY_MS, HOUR_MS, MINUTE_MS } from '#core/base';
import type { ClockPort } from '#ports';

/** The local offset is all that days need. */
type Zone = Pick<ClockPort, 'utcOffsetMin'>;

/** Moments stand so far apart. */
const STEP_MS = 15 * MINUTE_MS;
/** What ran a moment ago is not in every archive yet. */
const FRESHEST_MS = 2 * MINUTE_MS;

/** The part of a local day that an archive has. */
export interface ArchiveDay {
  /** A moment in the middle of the day, to name it by. */
  readonly noonMs: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The local midnight at or before a moment, also where the clocks change between. */
function midnightBefore(zone: Zone, atMs: number): number {
  const offsetMs = zone.utcOffsetMin(atMs) * MINUTE_MS;
  const midnightMs = Math.floor((atMs + offsetMs) / DAY_MS) * DAY_MS - offsetMs;
  return midnightMs + offsetMs - zone.utcOffsetMin(midnightMs) * MINUTE_MS;
}

/** The local days an archive of `days` reaches over, today first. */
export function archiveDays(zone: Zone, nowMs: number, days: number): readonly ArchiveDay[] {
  const oldestMs = nowMs - days * DAY_MS;
  const newestMs = nowMs - FRESHEST_MS;
  const found: ArchiveDay[] = [];
  let startMs = midnightBefore(zone, newestMs);
  let endMs = newestMs;
  while (endMs > oldestMs) {
    found.push({ noonMs: startMs + DAY_MS / 2, fromMs: Math.max(startMs, oldestMs), toMs: endMs });
    endMs = startMs - 1;
    startMs = midnightBefore(zone, startMs - HOUR_MS);
  }
  return found;
}

/** Quarters of an hour within a day; its very first moment where none lies within. */
export function momentsOf({ fromMs, toMs }: ArchiveDay): readonly number[] {
  // Zones lie quarters of an hour apart, so that these are quarters by the clock on the wall, too.
  const found: number[] = [];
  for (let atMs = Math.ceil(fromMs / STEP_MS) * STEP_MS; atMs <= toMs; atMs += STEP_MS) found.push(atMs);
  return found.length > 0 ? found : [fromMs];
}

/** The moment that four digits mean on a day: `2017` is 20:17. `null`: there is no such time, or the archive does not have it. */
export function typedMoment(zone: Zone, day: ArchiveDay, digits: string): number | null {
  const hour = Number(digits.slice(0, 2));
  const minute = Number(digits.slice(2, 4));
  if (!/^\d{4}$/.test(digits) || hour > 23 || minute > 59) return null;
  const wallMs = Math.floor((day.noonMs + zone.utcOffsetMin(day.noonMs) * MINUTE_MS) / DAY_MS) * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS;
  const nearMs = wallMs - zone.utcOffsetMin(day.noonMs) * MINUTE_MS;
  const atMs = wallMs - zone.utcOffsetMin(nearMs) * MINUTE_MS;
  // What a stream keeps by itself may reach over midnight.
  const beforeMs = atMs - DAY_MS;
  const found = atMs > day.toMs ? beforeMs : atMs;
  return found < day.fromMs || found > day.toMs ? null : found;
}
