import type { ReadonlySignal } from '#core/state';

/** Languages with a file under `static/strings`. */
export type Locale = 'en' | 'de' | 'fr' | 'es' | 'pt' | 'it' | 'pl' | 'tr' | 'ru' | 'ar' | 'hi' | 'zh';

/** Values for `{name}` placeholders. `count` also chooses the plural form. Numbers are written the language's way. */
export type TextParams = Readonly<Record<string, string | number>>;

/**
 * Numbers, times and durations the way the current language writes them. Times are milliseconds since 1970 and shown in
 * the set's local time. All read the locale signal: inside an effect or computed they follow a change of language.
 */
export interface Formatters {
  /** `20:41`, or `8:41 pm` when the settings ask for twelve hours. */
  time(atMs: number): string;
  /** `20:15 – 22:10`, en dash with spaces. */
  timeRange(startMs: number, stopMs: number): string;
  /** `2 h 08 min`, `2 Std. 08 Min.`; under an hour `48 min`; never less than one minute for a positive length. */
  duration(durationMs: number): string;
  /** Player position: `31:07`, `1:02:09`; negative values get a leading hyphen. */
  position(positionMs: number): string;
  /** `Today`, `Tomorrow`, `Yesterday`, else `Tue 24 Nov`. */
  day(atMs: number, nowMs: number): string;
  /** `Tuesday`. */
  weekday(atMs: number): string;
  /** `1,248`; digits after the point as asked, at most 2. */
  number(value: number, fractionDigits?: number): string;
  /** `92 %` from 92. */
  percent(value: number): string;
  /** `2024 – 2025`; one year when both are equal or the end is 0. */
  years(startYear: number, endYear: number): string;
}

/** Texts of the interface in the viewer's language. */
export interface Translator {
  readonly locale: ReadonlySignal<Locale>;
  /** Reading direction of the current language. */
  readonly direction: ReadonlySignal<'ltr' | 'rtl'>;
  readonly format: Formatters;
  /**
   * The text of `key`. Falls back to English, then to the key itself. With a `count` parameter the plural form
   * `key#one`, `key#other`, … of the language is chosen. In right-to-left languages inserted texts are isolated.
   */
  t(key: string, params?: TextParams): string;
  /** Whether the current language or English has this key. */
  has(key: string): boolean;
  /** Loads the language's file and switches; a file that cannot be read leaves the current language and rejects. */
  setLocale(locale: Locale): Promise<void>;
}
