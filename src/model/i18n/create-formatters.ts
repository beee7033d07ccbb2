import { DAY_MS, MINUTE_MS, SECOND_MS } from '#core/base';
import type { ClockPort } from '#ports';
import type { Formatters, Locale, TextParams } from './translator';

/** What formatters read; all functions so that every call follows the current language and settings. */
export interface FormatterDeps {
  readonly clock: Pick<ClockPort, 'utcOffsetMin'>;
  locale(): Locale;
  isTwelveHour(): boolean;
  t(key: string, params?: TextParams): string;
}

const NO_BREAK_SPACE = '\u00a0';

/** How a language writes numbers and times. */
interface Marks {
  readonly group: string;
  readonly decimal: string;
  /** Whether four digits are grouped (CLDR's minimum grouping digits). */
  readonly isShortGrouped: boolean;
  /** Digits of a group above the thousands; default 3. */
  readonly upperGroup?: 2;
  /** What stands between the half of the day and the hour where the half comes first; else it follows the time. */
  readonly afterHalf?: string;
}

/** Arabic and Hindi are written with European digits, as on the sets sold there. */
const MARKS: Readonly<Record<Locale, Marks>> = {
  en: { group: ',', decimal: '.', isShortGrouped: true },
  de: { group: '.', decimal: ',', isShortGrouped: true },
  fr: { group: NO_BREAK_SPACE, decimal: ',', isShortGrouped: true },
  es: { group: '.', decimal: ',', isShortGrouped: false },
  pt: { group: '.', decimal: ',', isShortGrouped: true },
  it: { group: '.', decimal: ',', isShortGrouped: false },
  pl: { group: NO_BREAK_SPACE, decimal: ',', isShortGrouped: false },
  tr: { group: '.', decimal: ',', isShortGrouped: true, afterHalf: ' ' },
  ru: { group: NO_BREAK_SPACE, decimal: ',', isShortGrouped: true },
  ar: { group: ',', decimal: '.', isShortGrouped: true },
  hi: { group: ',', decimal: '.', isShortGrouped: true, upperGroup: 2 },
  zh: { group: ',', decimal: '.', isShortGrouped: true, afterHalf: '' },
};

function pad2(value: number): string {
  return value < 10 ? `0${String(value)}` : String(value);
}

/** Writes a number with the language's marks. */
export function writeNumber(locale: Locale, value: number, fractionDigits = 0): string {
  const marks = MARKS[locale];
  const fixed = Math.abs(value).toFixed(Math.min(2, fractionDigits));
  const point = fixed.indexOf('.');
  const whole = point === -1 ? fixed : fixed.slice(0, point);
  const isGrouped = marks.isShortGrouped || whole.length > 4;
  const isGroupStart = (left: number): boolean => left === 3 || (left > 3 && (left - 3) % (marks.upperGroup ?? 3) === 0);
  let grouped = '';
  for (let i = 0; i < whole.length; i += 1) {
    if (isGrouped && i > 0 && isGroupStart(whole.length - i)) grouped += marks.group;
    grouped += whole.charAt(i);
  }
  const fraction = point === -1 ? '' : marks.decimal + fixed.slice(point + 1);
  return (value < 0 ? '-' : '') + grouped + fraction;
}

/** Minutes are rounded up from 30 s, and a positive length is never "0 min". */
function wholeMinutes(durationMs: number): number {
  return Math.max(durationMs > 0 ? 1 : 0, Math.round(durationMs / MINUTE_MS));
}

/** Set the direction of what follows, and keep a part from deciding it. */
const RIGHT_TO_LEFT_MARK = '\u200f';
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** From–to. Figures have no direction: in Arabic the first must stand at the right wherever the range is put. */
function writeRange(locale: Locale, from: string, to: string): string {
  if (locale !== 'ar') return `${from} – ${to}`;
  return [from, to].map((part) => RIGHT_TO_LEFT_MARK + FIRST_STRONG_ISOLATE + part + POP_ISOLATE).join(' – ');
}

/** Makes the formatters of a translator. */
export function createFormatters(deps: FormatterDeps): Formatters {
  /** The moment shifted so that UTC getters show local time; `Intl` zones are trimmed on sets. */
  const local = (atMs: number): Date => new Date(atMs + deps.clock.utcOffsetMin(atMs) * MINUTE_MS);
  const dayNumber = (atMs: number): number => Math.floor((atMs + deps.clock.utcOffsetMin(atMs) * MINUTE_MS) / DAY_MS);

  const time = (atMs: number): string => {
    const at = local(atMs);
    const hours = at.getUTCHours();
    const minutes = pad2(at.getUTCMinutes());
    if (!deps.isTwelveHour()) return `${pad2(hours)}:${minutes}`;
    const half = deps.t(hours < 12 ? 'format.am' : 'format.pm');
    const clock = `${String(hours % 12 === 0 ? 12 : hours % 12)}:${minutes}`;
    const { afterHalf } = MARKS[deps.locale()];
    return afterHalf === undefined ? `${clock} ${half}` : half + afterHalf + clock;
  };

  return {
    time,
    timeRange: (startMs, stopMs) => writeRange(deps.locale(), time(startMs), time(stopMs)),
    duration(durationMs) {
      const minutes = wholeMinutes(durationMs);
      const hours = Math.floor(minutes / 60);
      if (hours === 0) return deps.t('format.minutes', { m: minutes });
      return deps.t('format.hours-minutes', { h: hours, mm: pad2(minutes % 60) });
    },
    position(positionMs) {
      const total = Math.floor(Math.abs(positionMs) / SECOND_MS);
      const hours = Math.floor(total / 3600);
      const minutes = Math.floor(total / 60) % 60;
      const rest = `${pad2(minutes)}:${pad2(total % 60)}`;
      const text = hours > 0 ? `${String(hours)}:${rest}` : rest;
      return positionMs <= -SECOND_MS ? `-${text}` : text;
    },
    day(atMs, nowMs) {
      const distance = dayNumber(atMs) - dayNumber(nowMs);
      if (distance === 0) return deps.t('format.today');
      if (distance === 1) return deps.t('format.tomorrow');
      if (distance === -1) return deps.t('format.yesterday');
      const at = local(atMs);
      return deps.t('format.date', {
        weekday: deps.t(`format.weekday-short.${String(at.getUTCDay())}`),
        day: String(at.getUTCDate()),
        month: deps.t(`format.month-short.${String(at.getUTCMonth() + 1)}`),
      });
    },
    weekday: (atMs) => deps.t(`format.weekday.${String(local(atMs).getUTCDay())}`),
    number: (value, fractionDigits) => writeNumber(deps.locale(), value, fractionDigits),
    percent: (value) => deps.t('format.percent', { n: Math.round(value) }),
    years(startYear, endYear) {
      if (startYear <= 0) return '';
      return endYear > startYear ? writeRange(deps.locale(), String(startYear), String(endYear)) : String(startYear);
    },
  };
}
