import type { Locale } from './translator';

/** Plural categories of CLDR. */
export type PluralCategory = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';

type Rule = (n: number) => PluralCategory;

/** English, German and Turkish: one for exactly 1 written without a fraction. */
const oneOther: Rule = (n) => (n === 1 ? 'one' : 'other');

/** Spanish and Italian: many for whole millions. */
const oneMillions: Rule = (n) => (n !== 0 && n % 1_000_000 === 0 ? 'many' : oneOther(n));

/** French and Brazilian Portuguese: one from 0 up to below 2. */
const belowTwoMillions: Rule = (n) => (n < 2 ? 'one' : oneMillions(n));

/** Hindi: one from 0 up to 1. */
const upToOne: Rule = (n) => (n <= 1 ? 'one' : 'other');

const alwaysOther: Rule = () => 'other';

function endsInTwoToFour(n: number): boolean {
  return n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14);
}

const polish: Rule = (n) => {
  if (!Number.isInteger(n)) return 'other';
  if (n === 1) return 'one';
  return endsInTwoToFour(n) ? 'few' : 'many';
};

const russian: Rule = (n) => {
  if (!Number.isInteger(n)) return 'other';
  if (n % 10 === 1 && n % 100 !== 11) return 'one';
  return endsInTwoToFour(n) ? 'few' : 'many';
};

const arabic: Rule = (n) => {
  if (!Number.isInteger(n)) return 'other';
  if (n === 0) return 'zero';
  if (n === 1) return 'one';
  if (n === 2) return 'two';
  const lastTwo = n % 100;
  if (lastTwo >= 3 && lastTwo <= 10) return 'few';
  return lastTwo >= 11 ? 'many' : 'other';
};

const RULES: Readonly<Record<Locale, Rule>> = {
  en: oneOther, de: oneOther, fr: belowTwoMillions, es: oneMillions, pt: belowTwoMillions, it: oneMillions, pl: polish, tr: oneOther, ru: russian, ar: arabic,
  hi: upToOne, zh: alwaysOther,
};

/**
 * The plural category of a number in a language, by the cardinal rules of CLDR (unicode.org/cldr, plurals). Own table:
 * `Intl.PluralRules` is missing below Chrome 63 and sets trim its data.
 */
export function pluralCategory(locale: Locale, value: number): PluralCategory {
  return RULES[locale](Math.abs(value));
}
