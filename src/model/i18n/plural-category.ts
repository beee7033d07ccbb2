import type { Locale } from './translator';

/** Plural categories of CLDR. */
export type PluralCategory = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';

type Rule = (n: number) => PluralCategory;

/** English and German: one for exactly 1 written without a fraction. */
const oneOther: Rule = (n) => (n === 1 ? 'one' : 'other');

/** Spanish and Italian: many for whole millions. */
const oneMillions: Rule = (n) => (n !== 0 && n % 1_000_000 === 0 ? 'many' : oneOther(n));

/** French and Brazilian Portuguese: one from 0 up to below 2. */
const belowTwoMillions: Rule = (n) => (n < 2 ? 'one' : oneMillions(n));

const arabic: Rule = (n) => {
  if (!Number.isInteger(n)) return 'other';
  if (n === 0) return 'zero';
  if (n === 1) return 'one';
  if (n === 2) return 'two';
  const lastTwo = n % 100;
  if (lastTwo >= 3 && lastTwo <= 10) return 'few';
  return lastTwo >= 11 ? 'many' : 'other';
};

const RULES: Readonly<Record<Locale, Rule>> = { en: oneOther, de: oneOther, fr: belowTwoMillions, es: oneMillions, pt: belowTwoMillions, it: oneMillions, ar: arabic };

/**
 * The plural category of a number in a language, by the cardinal rules of CLDR (unicode.org/cldr, plurals). Own table:
 * `Intl.PluralRules` is missing below Chrome 63 and sets trim its data.
 */
export function pluralCategory(locale: Locale, value: number): PluralCategory {
  return RULES[locale](Math.abs(value));
}
