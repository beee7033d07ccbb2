import { composeHangul, hangulKeys } from './hangul-letters';

/** Keys a syllable has at least and at most. */
export const SYLLABLE_KEYS = [2, 5] as const;

/** A word of Hangul with something missing at one place: what stands before and behind it, as keys. */
export interface SyllableGap {
  readonly before: string;
  readonly behind: string;
}

/** Readings of a word with one wrong syllable, where a wrong syllable is several wrong keys. */
export interface SyllableErrors {
  /** Whole words: a syllable too many, or two neighbours swapped. */
  readonly words: readonly string[];
  /** Words with any one syllable in the gap: a syllable wrong or missing. */
  readonly gaps: readonly SyllableGap[];
}

/** How a word given as keys may be meant if one of its syllables is wrong; `null` for words that are no Hangul or too short. */
export function syllableErrors(keys: string): SyllableErrors | null {
  const first = keys.charCodeAt(0);
  if (first < 0x3131 || first > 0x3163) return null;
  const syllables = composeHangul(keys).split('').map((syllable) => hangulKeys(syllable.charCodeAt(0)));
  const count = syllables.length;
  if (count < 2) return null;
  const words: string[] = [];
  const gaps: SyllableGap[] = [];
  for (let i = 0; i <= count; i += 1) {
    const before = syllables.slice(0, i).join('');
    const behind = syllables.slice(i + 1).join('');
    if (i < count) {
      if (count > 2) words.push(before + behind);
      gaps.push({ before, behind });
    }
    if (i + 1 < count) words.push(before + (syllables[i + 1] ?? '') + (syllables[i] ?? '') + syllables.slice(i + 2).join(''));
    // A missing one at the end is no error: the word is its beginning.
    if (i < count) gaps.push({ before, behind: syllables.slice(i).join('') });
  }
  return { words, gaps };
}
