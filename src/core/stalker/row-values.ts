import { looseYear } from '../xtream';
import type { JsonRow } from '../xtream';
import { portalDateMs } from './portal-profile';

const [ZERO, DASH, COLON, SPACE] = [0x30, 0x2d, 0x3a, 0x20];

/** The digits at `at`, or -1 when others stand there. */
function digitsAt(row: JsonRow, at: number, count: number): number {
  if (at + count > row.spanEnd) return -1;
  let value = 0;
  for (let i = at; i < at + count; i += 1) {
    const digit = (row.spanBytes[i] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function dayAt(row: JsonRow, start: number): number {
  const { spanBytes } = row;
  if (spanBytes[start + 4] !== DASH || spanBytes[start + 7] !== DASH) return 0;
  const [year, month, day] = [digitsAt(row, start, 4), digitsAt(row, start + 5, 2), digitsAt(row, start + 8, 2)];
  return year < 1980 || month < 1 || month > 12 || day < 1 || day > 31 ? 0 : Date.UTC(year, month - 1, day);
}

/** The date in a row in milliseconds, 0 without one; `2026-01-02 03:04:05`, as most are written, is read without making a text. */
export function rowDateMs(row: JsonRow, column: number): number {
  if (!row.spanOf(column)) return 0;
  const { spanStart: start, spanEnd: end, spanBytes } = row;
  if (end - start !== 19 || spanBytes[start + 10] !== SPACE || spanBytes[start + 13] !== COLON) return portalDateMs(row.text(column));
  const day = dayAt(row, start);
  const [hours, minutes] = [digitsAt(row, start + 11, 2), digitsAt(row, start + 14, 2)];
  return day === 0 || hours < 0 || minutes < 0 ? 0 : day + (hours * 60 + minutes) * 60_000;
}

/** The year in a row, 0 without one; a year or a date that begins with one is read without making a text. */
export function rowYear(row: JsonRow, column: number): number {
  if (!row.spanOf(column)) return 0;
  const year = digitsAt(row, row.spanStart, 4);
  const isAlone = row.spanEnd - row.spanStart === 4 || row.spanBytes[row.spanStart + 4] === DASH;
  return isAlone && year >= 1800 && year < 2100 ? year : looseYear(row.text(column));
}
