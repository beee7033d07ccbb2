import { randomLetters } from './server-keys';

/** Consonants of RFC 8628 section 6.1: no vowels, so no words, and nothing that looks like a digit. */
export const USER_CODE_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
const LENGTH = 8;

/** A new user code of eight letters (34 bits), without separator. */
export function newUserCode(): string {
  return randomLetters(USER_CODE_LETTERS, LENGTH);
}

/** As it is shown: `XXXX-XXXX`. */
export function formatUserCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** What a person typed as a stored code: any case, any separators; `null` when it cannot be one. */
export function parseUserCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (letters.length !== LENGTH) return null;
  for (const letter of letters) if (!USER_CODE_LETTERS.includes(letter)) return null;
  return letters;
}
