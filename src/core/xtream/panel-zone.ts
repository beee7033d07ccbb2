import { looseEpochMs, looseText } from './loose-fields';
import type { LooseFields } from './loose-fields';

/** The time zone of a panel. */
export interface PanelZone {
  /** IANA name; `UTC` when the panel names none. */
  readonly name: string;
  /** Offset from UTC when the account was read, east positive; from the panel's two clocks. `null` if it told only one. */
  readonly offsetMin: number | null;
}

/** UTC. */
export const UTC_ZONE: PanelZone = { name: 'UTC', offsetMin: 0 };

const LOCAL_TIME = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?/;

/** `YYYY-MM-DD HH:MM[:SS]` as milliseconds, as if it were UTC; `null` if it is something else. */
export function parseWallClock(text: string): number | null {
  const match = LOCAL_TIME.exec(text.trim());
  if (match === null) return null;
  return Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]), Number(match[4]), Number(match[5]), Number(match[6] ?? 0));
}

/** The zone a `server_info` announces. `time_now` is the wall clock there at `timestamp_now`. */
export function readPanelZone(server: LooseFields): PanelZone {
  const name = looseText(server, 'timezone');
  const stampMs = looseEpochMs(server['timestamp_now']);
  const wallMs = parseWallClock(looseText(server, 'time_now'));
  let offsetMin: number | null = null;
  if (stampMs > 0 && wallMs !== null) {
    // Quarter hours are the finest zones there are; the two clocks may be read seconds apart.
    const rounded = Math.round((wallMs - stampMs) / 900_000) * 15;
    if (Math.abs(rounded) <= 14 * 60) offsetMin = rounded;
  }
  return { name: name === '' ? 'UTC' : name, offsetMin: name === '' && offsetMin === null ? 0 : offsetMin };
}

/** The zone's offset by the engine's own zone data, or `null` where it has none (sets with trimmed data). */
function engineOffsetMin(name: string, atMs: number): number | null {
  try {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: name, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    }).formatToParts(new Date(atMs));
    const found: Record<string, number> = {};
    for (const part of parts) found[part.type] = Number(part.value);
    const { year, month, day, hour, minute, second } = found;
    if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined) return null;
    const wall = Date.UTC(year, month - 1, day, hour % 24, minute, second ?? 0);
    return Math.round((wall - atMs) / 60_000);
  } catch {
    // Unknown zone name or no zone data.
    return null;
  }
}

/** Offset from UTC at a moment, in minutes, east positive: by zone data, else as it was when the account was read, else 0. */
export function zoneOffsetMin(zone: PanelZone, atMs: number): number {
  if (zone.name === 'UTC') return zone.offsetMin ?? 0;
  return engineOffsetMin(zone.name, atMs) ?? zone.offsetMin ?? 0;
}

/** The moment at which the wall clock of the zone shows `wallMs` (as {@link parseWallClock} reads it). */
export function zoneToUtcMs(zone: PanelZone, wallMs: number): number {
  const guess = wallMs - zoneOffsetMin(zone, wallMs) * 60_000;
  // Near a clock change the offset at the first guess may differ from the one at the moment itself.
  return wallMs - zoneOffsetMin(zone, guess) * 60_000;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** A moment as the panel's catch-up expects it: `YYYY-MM-DD:HH-MM` on the panel's wall clock. */
export function panelStart(zone: PanelZone, atMs: number): string {
  const wall = new Date(atMs + zoneOffsetMin(zone, atMs) * 60_000);
  const date = `${wall.getUTCFullYear()}-${two(wall.getUTCMonth() + 1)}-${two(wall.getUTCDate())}`;
  return `${date}:${two(wall.getUTCHours())}-${two(wall.getUTCMinutes())}`;
}
