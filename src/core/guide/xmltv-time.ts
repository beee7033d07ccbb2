const DAY_SEC = 86_400;
const [SPACE, PLUS, MINUS] = [0x20, 0x2b, 0x2d];
/** `YYYYMMDD`, and with `hhmmss`. */
const [DATE_BYTES, FULL_BYTES] = [8, 14];

/** Zone names feeds write in place of an offset, in minutes east. Ambiguous ones are left out and read as UTC. */
const ZONES: Readonly<Record<string, number>> = {
  UTC: 0, GMT: 0, Z: 0, WET: 0, BST: 60, CET: 60, WEST: 60, CEST: 120, MEZ: 60, MESZ: 120, EET: 120, EEST: 180, MSK: 180,
  EST: -300, EDT: -240, CDT: -300, MST: -420, MDT: -360, PST: -480, PDT: -420, JST: 540, AEST: 600, AEDT: 660,
};

/** Days from 1970-01-01 to a date of the Gregorian calendar. */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function toSeconds(parts: readonly number[]): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  if (year < 1970 || year > 2105 || month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return NaN;
  return daysFromCivil(year, month, day) * DAY_SEC + hour * 3600 + minute * 60 + second;
}

/** The day looked up last: programmes follow each other, so its number is mostly known already. */
let lastDate = -1;
let lastDays = 0;

/** Seconds at the beginning of a day `YYYYMMDD`; NaN when there is none. */
function dayStart(date: number): number {
  const seconds = toSeconds([Math.floor(date / 10_000), Math.floor(date / 100) % 100, date % 100]);
  if (!(seconds >= 0)) return NaN;
  lastDate = date;
  lastDays = seconds;
  return seconds;
}

/**
 * Reads an XMLTV time from `bytes[start..end)` as seconds since 1970; NaN if unreadable. Forms of the field: `YYYYMMDDhhmmss ±hhmm` with or
 * without the space, offset missing (UTC by the DTD), `Z`, zone names, cut anywhere behind the year, with fractions, ISO 8601, and
 * seconds since 1970. The sign of an offset counts for its minutes too (`-0030`).
 */
export function parseXmltvTime(bytes: Uint8Array, start: number, end: number): number {
  // `YYYYMMDDhhmmss`, the form nearly all feeds use. Whole numbers only: remainders of others are slow.
  if (end - start >= FULL_BYTES) {
    let date = 0;
    let clock = 0;
    let odd = 0;
    for (let at = start; at < start + DATE_BYTES; at += 1) {
      const digit = (bytes[at] ?? 0) - 0x30;
      odd |= digit | (9 - digit);
      date = (date * 10 + digit) | 0;
    }
    for (let at = start + DATE_BYTES; at < start + FULL_BYTES; at += 1) {
      const digit = (bytes[at] ?? 0) - 0x30;
      odd |= digit | (9 - digit);
      clock = (clock * 10 + digit) | 0;
    }
    let at = start + FULL_BYTES;
    if (bytes[at] === SPACE) at += 1;
    const sign = bytes[at];
    let offset = 0;
    if (at < end) {
      // Unless it is `+hhmm` or `-hhmm`, the careful way tells what is there.
      odd |= end - at === 5 && (sign === PLUS || sign === MINUS) ? 0 : -1;
      for (at += 1; at < end; at += 1) {
        const digit = (bytes[at] ?? 0) - 0x30;
        odd |= digit | (9 - digit);
        offset = (offset * 10 + digit) | 0;
      }
    }
    const hour = (clock / 10_000) | 0;
    const minute = ((clock / 100) | 0) % 100;
    const second = clock % 100;
    // Less than 0 if any sign was no digit.
    if (odd >= 0 && hour <= 24 && minute <= 59 && second <= 60) {
      const east = ((offset / 100) | 0) * 3600 + (offset % 100) * 60;
      const seconds = (date === lastDate ? lastDays : dayStart(date)) + hour * 3600 + minute * 60 + second;
      if (seconds >= 0) return sign === MINUS ? seconds + east : seconds - east;
    }
  }
  return parseOddTime(bytes, start, end);
}

/** All other forms; slow and rare. */
function parseOddTime(bytes: Uint8Array, start: number, end: number): number {
  let text = '';
  for (let at = start; at < end && text.length < 48; at += 1) text += String.fromCharCode(bytes[at] ?? 0);
  text = text.trim();
  const date =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?(?:[.,]\d+)?\s*(.*)$/.exec(text) ??
    /^(\d{4})(?:(\d{2})(?:(\d{2})(?:[T ]?(\d{2})(?::?(\d{2})(?::?(\d{2}))?)?)?)?)?(?:[.,]\d+)?\s*(.*)$/.exec(text);
  if (date === null) return NaN;
  const seconds = toSeconds([1, 2, 3, 4, 5, 6].map((group) => Number(date[group] ?? (group === 2 || group === 3 ? 1 : 0))));
  const offset = offsetMinutes(date[7] ?? '');
  if (Number.isFinite(seconds) && offset !== null) return seconds - offset * 60;
  const epoch = /^(\d{9,10})(\d{3})?$/.exec(text);
  return epoch === null ? NaN : Number(epoch[1]);
}

/** Minutes east; 0 when nothing is said, `null` for what is no offset. */
function offsetMinutes(text: string): number | null {
  const rest = text.trim();
  if (rest === '') return 0;
  const match = /^(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d{2})?$/i.exec(rest);
  if (match !== null) {
    const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
    return match[1] === '-' ? -minutes : minutes;
  }
  return /^[A-Za-z]{1,5}$/.test(rest) ? (ZONES[rest.toUpperCase()] ?? 0) : null;
}

