import { MINUTE_MS, SECOND_MS } from '#core/base';

// protocols.md section 1.9: every shape real clients send. Without a zone it is UTC, the zone we announce.
const PARTS = /^(\d{4})-?(\d{2})-?(\d{2})(?:[:_ T-](\d{2})(?:[-:](\d{2})(?:[-:](\d{2})(?:\.\d+)?)?)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

function zoneMs(zone: string | undefined): number {
  if (zone === undefined || /^z$/i.test(zone)) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * MINUTE_MS;
}

/**
 * The start of a catch-up request in milliseconds since 1970: `YYYY-MM-DD:HH-MM[-SS]`, `YYYY-MM-DD_HH-MM`,
 * `YYYY-MM-DD:HH:MM[:SS]`, the same with a space, ISO 8601 with or without zone, `YYYYMMDD-HH`, epoch seconds (10 digits) or
 * milliseconds (13). `null` for anything else.
 */
export function parseCatchupStart(text: string): number | null {
  const clean = text.trim();
  if (/^\d{9,10}$/.test(clean)) return Number(clean) * SECOND_MS;
  if (/^\d{12,13}$/.test(clean)) return Number(clean);
  const parts = PARTS.exec(clean);
  if (parts === null) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone] = parts;
  const atMs = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const isReal = new Date(atMs).getUTCDate() === Number(day) && Number(month) <= 12 && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 62;
  return isReal ? atMs - zoneMs(zone) : null;
}

/** At least this many "minutes" are seconds: some documents say seconds, no programme lasts 1,000 minutes. */
const SECONDS_FROM = 1000;

/** The duration of a catch-up request in milliseconds: minutes, or seconds from 1,000 on; `null` when unreadable or zero. */
export function parseCatchupDuration(text: string): number | null {
  const amount = /^\d{1,7}(?:\.\d+)?$/.test(text.trim()) ? Number(text) : 0;
  if (amount <= 0) return null;
  return amount >= SECONDS_FROM ? amount * SECOND_MS : amount * MINUTE_MS;
}
