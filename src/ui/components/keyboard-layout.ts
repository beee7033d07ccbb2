import type { IconName } from '#ui/engine';

/** What a key does. */
export type KeyAction = 'type' | 'shift' | 'symbols' | 'left' | 'right' | 'delete';

/** One key of a page. */
export interface KeySpec {
  /** `key-q`, `key-space`, `key-delete`: tests find the key by it. */
  readonly id: string;
  readonly action: KeyAction;
  /** What it types; empty for the others. */
  readonly text: string;
  /** Columns it covers; the keyboard has {@link KEY_COLUMNS}. */
  readonly span: number;
  readonly icon?: IconName;
  /** Written on it where that is not what it types. */
  readonly caption?: 'space' | 'symbols' | 'letters';
}

/** Columns of a keyboard. */
export const KEY_COLUMNS = 10;

/** Which keyboard: `address` has a line of parts of web addresses on top. */
export type KeyboardLayout = 'text' | 'address';

const SHORTCUTS = ['http://', 'https://', ':8080', '.com', '@'];
const DIGITS = '1234567890';
const LETTERS: Readonly<Record<KeyboardLayout, readonly string[]>> = {
  text: ['qwertyuiop', 'asdfghjkl-', 'zxcvbnm.@_'],
  address: ['qwertyuiop', 'asdfghjkl-', 'zxcvbnm._/'],
};
const SYMBOLS = ['!"#$%&\'()*', '+-/:;<=>?@', '[\\]^_{|}~€'];

/** Variants of a letter, behind a long OK. */
export const ACCENTS: Readonly<Record<string, string>> = {
  a: 'äàáâãåæą', c: 'çćč', d: 'ďđð', e: 'éèêëęě', g: 'ğ', i: 'íìîïıİ', l: 'łľ', n: 'ñńň', o: 'öóòôõøœ', r: 'ř', s: 'ßśšş', t: 'ťþ', u: 'üúùûů', y: 'ýÿ', z: 'žźż',
};

function typing(text: string, span = 1): KeySpec {
  return { id: `key-${text}`, action: 'type', text, span };
}

/** The keys of a page, row by row. All pages of a layout have the same geometry, so that keys are bound again, not made. */
export function keyRows(layout: KeyboardLayout, isSymbols: boolean, isShifted: boolean): ReadonlyArray<readonly KeySpec[]> {
  const rows: KeySpec[][] = [];
  if (layout === 'address') rows.push(SHORTCUTS.map((text) => typing(text, KEY_COLUMNS / SHORTCUTS.length)));
  rows.push(Array.from(DIGITS, (digit) => typing(digit)));
  for (const line of isSymbols ? SYMBOLS : LETTERS[layout]) {
    rows.push(Array.from(line, (letter) => typing(isShifted && !isSymbols ? letter.toUpperCase() : letter)));
  }
  rows.push([
    { id: 'key-shift', action: 'shift', text: '', span: 1.5, icon: 'shift' },
    { id: 'key-symbols', action: 'symbols', text: '', span: 1.5, caption: isSymbols ? 'letters' : 'symbols' },
    { id: 'key-space', action: 'type', text: ' ', span: 3, caption: 'space' },
    { id: 'key-left', action: 'left', text: '', span: 1, icon: 'left' },
    { id: 'key-right', action: 'right', text: '', span: 1, icon: 'right' },
    { id: 'key-delete', action: 'delete', text: '', span: 2, icon: 'bksp' },
  ]);
  return rows;
}
