import { expect, test } from '@jest/globals';
import { LOCALES } from './create-translator';
import { pluralCategory } from './plural-category';
import type { Locale } from './translator';

test.each(Object.keys(LOCALES) as Locale[])('%s agrees with the engine data for 0..1000 and fractions', (locale) => {
  const rules = new Intl.PluralRules(locale);
  for (let n = 0; n <= 1000; n += 1) expect([n, pluralCategory(locale, n)]).toEqual([n, rules.select(n)]);
  for (const n of [0.5, 1.5, 2.25, 11.1, 1_000_000, 1_000_001, 3_000_000]) expect([n, pluralCategory(locale, n)]).toEqual([n, rules.select(n)]);
});
