import { AppError } from '#core/base';
import { computed, signal } from '#core/state';
import type { ClockPort } from '#ports';
import { createFormatters, writeNumber } from './create-formatters';
import { pluralCategory } from './plural-category';
import type { Locale, TextParams, Translator } from './translator';

/** Texts of one language: key → text. */
export type StringTable = Readonly<Record<string, string>>;

/** What a translator needs. */
export interface TranslatorDeps {
  readonly clock: Pick<ClockPort, 'utcOffsetMin'>;
  /** Reads `strings/<locale>.json`; the answer is judged here. */
  loadStrings(locale: Locale): Promise<unknown>;
  /** Read inside formatters, so that a change of the setting is followed. */
  isTwelveHour(): boolean;
}

/** Every language there is, with its direction. */
export const LOCALES: Readonly<Record<Locale, { readonly direction: 'ltr' | 'rtl'; readonly name: string }>> = {
  en: { direction: 'ltr', name: 'English' },
  de: { direction: 'ltr', name: 'Deutsch' },
  fr: { direction: 'ltr', name: 'Français' },
  es: { direction: 'ltr', name: 'Español' },
  pt: { direction: 'ltr', name: 'Português' },
  it: { direction: 'ltr', name: 'Italiano' },
  pl: { direction: 'ltr', name: 'Polski' },
  tr: { direction: 'ltr', name: 'Türkçe' },
  ru: { direction: 'ltr', name: 'Русский' },
  ar: { direction: 'rtl', name: 'العربية' },
  hi: { direction: 'ltr', name: 'हिन्दी' },
  zh: { direction: 'ltr', name: '简体中文' },
};

/** Codes of every language there is, in the order they are offered. */
export const LANGUAGES = Object.keys(LOCALES) as readonly Locale[];

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** Whether there is a file for this language code. */
function isLocale(code: string): code is Locale {
  return Object.prototype.hasOwnProperty.call(LOCALES, code);
}

/** The language to use for a set's tag such as `de-AT`; English when there is no file for it. */
export function localeOf(languageTag: string): Locale {
  const base = languageTag.toLowerCase().split(/[-_]/)[0] ?? '';
  return isLocale(base) ? base : 'en';
}

function judgeTable(value: unknown): StringTable {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError('source.malformed', { message: 'language file is not an object' });
  }
  const table: Record<string, string> = {};
  for (const key of Object.keys(value)) {
    const text = (value as Record<string, unknown>)[key];
    if (typeof text === 'string') table[key] = text;
  }
  return table;
}

/** Makes the translator. Texts are keys until {@link Translator.setLocale} has loaded the first file. */
export function createTranslator(deps: TranslatorDeps): Translator {
  const state = signal<{ readonly locale: Locale; readonly table: StringTable; readonly english: StringTable }>({
    locale: 'en',
    table: {},
    english: {},
  });
  let latestCall = 0;

  const find = (key: string): string | undefined => {
    const { table, english } = state.value;
    return table[key] ?? english[key];
  };
  const insert = (text: string, params: TextParams): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = params[name];
      if (value === undefined) return whole;
      const { locale } = state.value;
      if (typeof value === 'number') return writeNumber(locale, value, Number.isInteger(value) ? 0 : 1);
      return LOCALES[locale].direction === 'rtl' ? FIRST_STRONG_ISOLATE + value + POP_ISOLATE : value;
    });
  const t = (key: string, params: TextParams = {}): string => {
    const count = params['count'];
    if (typeof count === 'number') {
      const { locale, table, english } = state.value;
      const plural =
        table[`${key}#${pluralCategory(locale, count)}`] ??
        table[`${key}#other`] ??
        english[`${key}#${pluralCategory('en', count)}`] ??
        english[`${key}#other`];
      if (plural !== undefined) return insert(plural, params);
    }
    const text = find(key);
    return text === undefined ? key : insert(text, params);
  };

  return {
    locale: computed(() => state.value.locale),
    direction: computed(() => LOCALES[state.value.locale].direction),
    format: createFormatters({ clock: deps.clock, locale: () => state.value.locale, isTwelveHour: () => deps.isTwelveHour(), t }),
    t,
    has: (key) => find(key) !== undefined || find(`${key}#other`) !== undefined,
    async setLocale(locale) {
      latestCall += 1;
      const call = latestCall;
      const known = state.peek().english;
      const hasEnglish = Object.keys(known).length > 0;
      const english = hasEnglish ? known : judgeTable(await deps.loadStrings('en'));
      const table = locale === 'en' ? english : judgeTable(await deps.loadStrings(locale));
      // A later choice wins over a slower earlier file.
      if (call === latestCall) state.value = { locale, table, english };
    },
  };
}
