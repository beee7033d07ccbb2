import { foldWords } from '../text';

/** Words that alone make a category one for adults, folded; whole words only ("Essex" is not). */
const WORDS: ReadonlySet<string> = new Set([
  'xxx', 'porn', 'porno', 'porn0', 'pornhub', 'brazzers', 'playboy', 'hentai', 'erotic', 'erotik', 'erotica', 'erotico', 'erotique',
  'erotika', 'erotyka', 'sex', 'sexy', 'nsfw', 'adult', 'adults', 'adulte', 'adultes', 'adulto', 'adultos', 'adulti', 'erwachsene',
  'volwassenen', 'vuxen', 'voksne', 'yetiskin', 'doroslych', 'doroslych', 'взрослые', 'взрослых', 'взрослым', 'эротика', 'порно',
  'للكبار', 'اباحي', 'ενηλικων', 'ενηλικες', '成人',
]);

/** Names that hold one of the words and are harmless. */
const HARMLESS = /\b(?:adult swim|adult contemporary|young adult|sex and the city|sex education)\b/;
const EIGHTEEN = /(?:^|[^0-9])(?:18\s*\+|\+\s*18)(?![0-9])/;
const PARTS = /xxx|porn|порно/;

/**
 * Whether a category's name says that it is for adults. A guess in many languages: too eager hides a category behind the PIN,
 * too shy shows it to children, so it is rather eager.
 */
export function isAdultCategoryName(name: string): boolean {
  const words = foldWords(name);
  if (EIGHTEEN.test(name)) return true;
  if (HARMLESS.test(words)) return false;
  return PARTS.test(words) || words.split(' ').some((word) => WORDS.has(word.replace(/\+/g, '')));
}
