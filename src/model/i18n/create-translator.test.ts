import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { writeNumber } from './create-formatters';
import { createTranslator, localeOf, LOCALES } from './create-translator';
import type { Locale, Translator } from './translator';

const MINUTE = 60_000;
const read = (locale: Locale): Record<string, string> =>
  JSON.parse(readFileSync(join(__dirname, '../../../static/strings', `${locale}.json`), 'utf8')) as Record<string, string>;

let isTwelveHour = false;
const make = (loadStrings: (locale: Locale) => Promise<unknown> = (locale) => Promise.resolve(read(locale))): Translator =>
  createTranslator({ clock: { utcOffsetMin: () => 60 }, loadStrings, isTwelveHour: () => isTwelveHour });

beforeEach(() => {
  isTwelveHour = false;
});

describe('texts', () => {
  test('falls back to English, then to the key', async () => {
    const translator = make((locale) => Promise.resolve(locale === 'en' ? { a: 'A', b: 'B {x}' } : { a: 'Ä' }));
    expect(translator.t('a')).toBe('a');
    await translator.setLocale('de');
    expect([translator.t('a'), translator.t('b', { x: 'y' }), translator.t('c')]).toEqual(['Ä', 'B y', 'c']);
    expect([translator.has('b'), translator.has('c')]).toEqual([true, false]);
  });

  test('plural forms follow the count, numbers are grouped', async () => {
    const translator = make(() => Promise.resolve({ 'n#one': '{count} film', 'n#other': '{count} films' }));
    await translator.setLocale('en');
    expect([1, 2, 1248].map((count) => translator.t('n', { count }))).toEqual(['1 film', '2 films', '1,248 films']);
  });

  test('isolates inserted texts in right-to-left languages only', async () => {
    const translator = make(() => Promise.resolve({ k: '<{x}|{n}>' }));
    await translator.setLocale('ar');
    expect(translator.t('k', { x: 'Kestrel', n: 3 })).toBe('<\u2068Kestrel\u2069|3>');
    expect(translator.direction.value).toBe('rtl');
    await translator.setLocale('en');
    expect(translator.t('k', { x: 'Kestrel', n: 3 })).toBe('<Kestrel|3>');
  });

  test('a file that cannot be read leaves the language, a later choice wins', async () => {
    const pending = new Map<Locale, (value: unknown) => void>();
    const translator = make((locale) => (locale === 'en' ? Promise.resolve({ a: 'en' }) : new Promise((resolve) => pending.set(locale, resolve))));
    await translator.setLocale('en');
    const slow = translator.setLocale('de');
    const fast = translator.setLocale('ar');
    pending.get('ar')?.({ a: 'ar' });
    await fast;
    pending.get('de')?.({ a: 'de' });
    await slow;
    expect([translator.locale.value, translator.t('a')]).toEqual(['ar', 'ar']);
    const broken = make((locale) => (locale === 'en' ? Promise.resolve({ a: 'en' }) : Promise.resolve('nope')));
    await broken.setLocale('en');
    await expect(broken.setLocale('de')).rejects.toMatchObject({ code: 'source.malformed' });
    expect(broken.t('a')).toBe('en');
  });

  test('the set language picks a file', () => {
    expect(['de-AT', 'DE', 'ar_EG', 'fr-CA', 'es-419', 'pt-BR', 'zh-Hans-CN', 'ru-RU', 'constructor', 'sw-KE', ''].map(localeOf)).toEqual(['de', 'de', 'ar', 'fr', 'es', 'pt', 'zh', 'ru', 'en', 'en', 'en']);
  });
});

describe('formatters with the real language files', () => {
  const at = Date.UTC(2026, 10, 24, 19, 41);

  test('English', async () => {
    const translator = make();
    await translator.setLocale('en');
    const { format } = translator;
    expect(format.time(at)).toBe('20:41');
    expect(format.timeRange(at - 26 * MINUTE, at + 89 * MINUTE)).toBe('20:15 – 22:10');
    expect([128, 60, 48, 0].map((m) => format.duration(m * MINUTE))).toEqual(['2 h 08 min', '1 h 00 min', '48 min', '0 min']);
    expect(format.duration(5_000)).toBe('1 min');
    expect([1_867_000, -1_096_000, 3_729_000, 0].map((p) => format.position(p))).toEqual(['31:07', '-18:16', '1:02:09', '00:00']);
    expect([0, 1, -1, 3].map((d) => format.day(at + d * 86_400_000, at))).toEqual(['Today', 'Tomorrow', 'Yesterday', 'Fri 27 Nov']);
    expect([format.weekday(at), format.number(1248), format.number(8.1, 1), format.percent(92)]).toEqual(['Tuesday', '1,248', '8.1', '92 %']);
    expect([format.years(2024, 2025), format.years(2024, 0), format.years(0, 0)]).toEqual(['2024 – 2025', '2024', '']);
    isTwelveHour = true;
    expect([format.time(at), format.time(at - 20 * 60 * MINUTE - 41 * MINUTE)]).toEqual(['8:41 pm', '12:00 am']);
  });

  test('German', async () => {
    const translator = make();
    await translator.setLocale('de');
    const { format } = translator;
    expect([format.duration(128 * MINUTE), format.number(1248), format.number(8.1, 1), format.day(at + 3 * 86_400_000, at)]).toEqual([
      '2 Std. 08 Min.', '1.248', '8,1', 'Fr 27. Nov.',
    ]);
  });

  test.each([
    ['fr', '2 h 08 min', '12\u00a0480', '1\u00a0248', '8,1', 'ven. 27 nov.', '92\u00a0%'],
    ['es', '2 h 08 min', '12.480', '1248', '8,1', 'vie 27 nov', '92 %'],
    ['pt', '2 h 08 min', '12.480', '1.248', '8,1', 'sex. 27 nov.', '92%'],
    ['it', '2 h 08 min', '12.480', '1248', '8,1', 'ven 27 nov', '92 %'],
    ['pl', '2 h 08 min', '12\u00a0480', '1248', '8,1', 'pt. 27 lis', '92%'],
    ['tr', '2 sa 08 dk', '12.480', '1.248', '8,1', '27 Kas Cum', '%92'],
    ['ru', '2 ч 08 мин', '12\u00a0480', '1\u00a0248', '8,1', 'пт, 27 нояб.', '92\u00a0%'],
    ['hi', '2 घं॰ 08 मि॰', '12,480', '1,248', '8.1', 'शुक्र, 27 नव॰', '92%'],
    ['zh', '2小时08分', '12,480', '1,248', '8.1', '11月27日 周五', '92%'],
  ] as const)('%s', async (locale, ...written) => {
    const translator = make();
    await translator.setLocale(locale);
    const { format } = translator;
    expect([format.duration(128 * MINUTE), format.number(12480), format.number(1248), format.number(8.1, 1), format.day(at + 3 * 86_400_000, at), format.percent(92)]).toEqual(written);
  });

  test('Hindi groups by two above the thousands', () => {
    expect([124_800, 12_345_678].map((value) => writeNumber('hi', value))).toEqual(['1,24,800', '1,23,45,678']);
  });

  test.each([['tr', 'ÖS 8:41'], ['zh', '下午8:41'], ['ru', '8:41 PM'], ['hi', '8:41 pm']] as const)('%s: where the half of the day stands', async (locale, written) => {
    const translator = make();
    await translator.setLocale(locale);
    isTwelveHour = true;
    expect(translator.format.time(at)).toBe(written);
  });

  test('Arabic: a range begins at the right also where it is put into a sentence', async () => {
    const translator = make();
    await translator.setLocale('ar');
    const { format } = translator;
    expect(format.timeRange(at - 26 * MINUTE, at + 89 * MINUTE)).toBe('\u200f\u206820:15\u2069 – \u200f\u206822:10\u2069');
    expect(format.years(2024, 2025)).toBe('\u200f\u20682024\u2069 – \u200f\u20682025\u2069');
  });

  test('local midnight, not UTC midnight, divides days', async () => {
    const translator = make();
    await translator.setLocale('en');
    const lateEvening = Date.UTC(2026, 10, 24, 22, 30);
    expect(translator.format.day(lateEvening + 60 * MINUTE, lateEvening)).toBe('Tomorrow');
  });
});

describe('language files', () => {
  const english = read('en');
  const base = (key: string): string => key.split('#')[0] ?? key;
  const names = (text: string): readonly string[] => Array.from(text.matchAll(/\{(\w+)\}/g), (match) => match[1] ?? '').sort();

  test.each((Object.keys(LOCALES) as Locale[]).filter((locale) => locale !== 'en'))('%s has exactly the keys of English, with the same placeholders', (locale) => {
    const table = read(locale);
    const keys = (source: Record<string, string>): readonly string[] => Array.from(new Set(Object.keys(source).map(base))).sort();
    expect(keys(table)).toEqual(keys(english));
    for (const key of Object.keys(table)) {
      const source = english[key] ?? english[`${base(key)}#other`] ?? '';
      // A plural form may leave the number out ("one film").
      const missing = names(source).filter((name) => name !== 'count' && names(table[key] ?? '').indexOf(name) === -1);
      expect([key, missing]).toEqual([key, []]);
    }
  });

  test.each(Object.keys(LOCALES) as Locale[])('%s has every plural form its rules can ask for', (locale) => {
    const table = read(locale);
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    const plurals = new Set(Object.keys(table).filter((key) => key.indexOf('#') !== -1).map(base));
    for (const key of plurals) for (const form of forms) expect([key, form, table[`${key}#${form}`] !== undefined]).toEqual([key, form, true]);
  });
});
