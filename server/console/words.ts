const LOCALE = 'en';

/** A moment; a dash for none. */
export function momentText(atMs: number): string {
  return atMs === 0 ? '–' : new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' }).format(atMs);
}

/** A day; a dash for none. */
export function dayText(atMs: number): string {
  return atMs === 0 ? '–' : new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone: 'UTC' }).format(atMs);
}

/** A whole number. */
export function countText(count: number): string {
  return new Intl.NumberFormat(LOCALE).format(count);
}

function digitsOf(currency: string): number {
  return new Intl.NumberFormat(LOCALE, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** An amount of money in minor units. */
export function moneyText(minor: number, currency: string): string {
  return new Intl.NumberFormat(LOCALE, { style: 'currency', currency }).format(minor / 10 ** digitsOf(currency));
}

/** An amount as it stands in a field. */
export function amountField(minor: number, currency: string): string {
  const digits = digitsOf(currency);
  return (minor / 10 ** digits).toFixed(digits);
}

/** Minor units of what was typed; throws when it is no amount. */
export function readAmount(typed: string, currency: string): number {
  const digits = digitsOf(currency);
  const parts = /^(\d{1,7})(?:[.,](\d{1,4}))?$/.exec(typed.trim());
  const fraction = parts?.[2] ?? '';
  if (parts === null || fraction.length > digits) throw new Error(`"${typed}" is no amount in ${currency}.`);
  return Number(`${parts[1] ?? '0'}${fraction.padEnd(digits, '0')}`);
}

/** Milliseconds of a date field; 0 for an empty one. */
export function readDay(typed: string): number {
  const atMs = typed === '' ? 0 : Date.parse(typed);
  return Number.isNaN(atMs) ? 0 : atMs;
}

/** A date as its field wants it. */
export function dayField(atMs: number): string {
  return atMs === 0 ? '' : new Date(atMs).toISOString().slice(0, 10);
}

/** Milliseconds of a field of date and time, which is the browser's own time; 0 for an empty one. */
export function readMoment(typed: string): number {
  const atMs = typed === '' ? 0 : new Date(typed).getTime();
  return Number.isNaN(atMs) ? 0 : atMs;
}

/** A moment as a field of date and time wants it, in the browser's own time. */
export function momentField(atMs: number): string {
  if (atMs === 0) return '';
  const offsetMs = new Date(atMs).getTimezoneOffset() * 60_000;
  return new Date(atMs - offsetMs).toISOString().slice(0, 16);
}
