import { hexOf } from '../base';
import type { Steps } from '../base';
import { scryptSteps } from '../parental';
import type { ScryptCost } from '../parental';
import { encodeUtf8 } from '../text';

/** Digits and letters without I, L, O and U: what is typed for those is taken for what it looks like. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Five bits each: sixty in all, which nobody tries out against the cost below; more would be typed wrong with a remote. */
const LETTERS = 12;
const GROUP = 4;
/** 4 MiB and half a second on a slow television for each code that is tried. */
const COST: ScryptCost = { n: 4096, r: 8, p: 1 };
const ID_BYTES = 16;
const WORD_BYTES = 16;
const KEY_BYTES = 32;

/** How many random bytes a code takes. */
export const MOVE_CODE_BYTES = LETTERS;

/** A code of random bytes: twelve letters and digits. */
export function moveCodeOf(bytes: Uint8Array): string {
  // 256 is a multiple of 32: every letter is as likely.
  return Array.from(bytes.subarray(0, LETTERS), (byte) => ALPHABET.charAt(byte & 31)).join('');
}

/** `XXXX-XXXX-XXXX`. */
export function formatMoveCode(code: string): string {
  return (code.match(new RegExp(`.{1,${String(GROUP)}}`, 'g')) ?? []).join('-');
}

/** A code as somebody typed it; `null` when it is none. */
export function parseMoveCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s.–—-]+/g, '').replace(/O/g, '0').replace(/[IL]/g, '1').replace(/U/g, 'V');
  return code.length === LETTERS && Array.from(code).every((letter) => ALPHABET.indexOf(letter) !== -1) ? code : null;
}

/** What a code leads to. None of these tells anything of the others, or of the code. */
export interface MovePlace {
  /** What the platform knows the box by: 32 hexadecimal digits. */
  readonly id: string;
  /** Who says it may have the box forgotten: as many. */
  readonly word: string;
  /** What the content is sealed with; stays on the sets. */
  readonly words: string;
}

/** Where a code's box is and what opens it. The same on every set; slow on purpose. */
export function* movePlaceSteps(code: string): Steps<MovePlace> {
  const bytes = yield* scryptSteps(encodeUtf8(code), encodeUtf8('hearth move 1'), COST, ID_BYTES + WORD_BYTES + KEY_BYTES);
  const part = (from: number, length: number): string => hexOf(bytes.subarray(from, from + length));
  return { id: part(0, ID_BYTES), word: part(ID_BYTES, WORD_BYTES), words: part(ID_BYTES + WORD_BYTES, KEY_BYTES) };
}
