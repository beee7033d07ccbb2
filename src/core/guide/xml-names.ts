import { DISPLAY_NAME, TV } from './xml-name';

/** All names; the number of each is its place, counted from 1. */
export const XML_NAMES: readonly string[] = [
  'programme', 'channel', 'tv', 'title', 'sub-title', 'desc', 'credits', 'date', 'category', 'keyword', 'language', 'orig-language', 'length', 'icon',
  'url', 'country', 'episode-num', 'video', 'audio', 'previously-shown', 'premiere', 'last-chance', 'new', 'live', 'subtitles', 'rating', 'star-rating',
  'review', 'image', 'display-name', 'value', 'quality', 'stereo', 'director', 'actor', 'presenter', 'guest', 'writer', 'commentator', 'producer', 'start',
  'stop', 'id', 'catchup-id', 'lang', 'src', 'system', 'units', 'type',
];

/** Number of a name that means nothing here. */
export const NO_NAME = 0;
const LONGEST = 16;
/** One for each pair of first letters. */
const SLOT_COUNT = 1024;
const SHORTEST = 2;
const GREATER = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;

interface NameTable {
  /** The first name with these two letters at its beginning. */
  readonly slots: Uint8Array;
  /** The next name with the same two letters. */
  readonly nexts: Uint8Array;
  /** Letters of each name, {@link LONGEST} apart. */
  readonly letters: Uint8Array;
  readonly lengths: Uint8Array;
}

function slotOf(first: number, second: number): number {
  return ((first & 31) << 5) | (second & 31);
}

function makeTable(): NameTable {
  const slots = new Uint8Array(SLOT_COUNT);
  const nexts = new Uint8Array(XML_NAMES.length + 1);
  const letters = new Uint8Array((XML_NAMES.length + 1) * LONGEST);
  const lengths = new Uint8Array(XML_NAMES.length + 1);
  XML_NAMES.forEach((name, index) => {
    const number = index + 1;
    const slot = slotOf(name.charCodeAt(0), name.charCodeAt(1));
    let last = slots[slot] ?? NO_NAME;
    while ((nexts[last] ?? NO_NAME) !== NO_NAME) last = nexts[last] ?? NO_NAME;
    if (last === NO_NAME) slots[slot] = number;
    else nexts[last] = number;
    for (let i = 0; i < name.length; i += 1) letters[number * LONGEST + i] = name.charCodeAt(i);
    lengths[number] = name.length;
  });
  return { slots, nexts, letters, lengths };
}

const TABLE = /* @__PURE__ */ makeTable();

/**
 * The number of the name of an element or attribute that stands at `pos` and ends there or at `end`: before a space, `>`, `/` or `=`;
 * {@link NO_NAME} if it means nothing here. Told by its first two letters and then compared, whatever the number of names.
 */
export function nameAt(bytes: Uint8Array, pos: number, end: number): number {
  const { slots, nexts, letters, lengths } = TABLE;
  if (end - pos < SHORTEST) return NO_NAME;
  let number = slots[slotOf(bytes[pos] ?? 0, bytes[pos + 1] ?? 0)] ?? NO_NAME;
  for (; number !== NO_NAME; number = nexts[number] ?? NO_NAME) {
    const length = lengths[number] ?? 0;
    const from = number * LONGEST;
    if (pos + length > end) continue;
    let i = 0;
    while (i < length && bytes[pos + i] === letters[from + i]) i += 1;
    if (i < length) continue;
    const after = pos + length < end ? (bytes[pos + length] ?? 0) : 0;
    if (after <= 0x20 || after === GREATER || after === SLASH || after === EQUALS) return number;
  }
  return NO_NAME;
}

/** The first letter of a name by its number. */
export function firstLetter(number: number): number {
  return TABLE.letters[number * LONGEST] ?? 0;
}

/** Length of a name by its number. */
export function nameLength(number: number): number {
  return TABLE.lengths[number] ?? 0;
}

/** Whether an element of this name may stand at the top level. */
export function isTopLevelName(number: number): boolean {
  return number !== NO_NAME && number <= TV;
}

/** Whether an element of this name stands directly within a channel or programme, or at the top level: it ends a text whose end tag is missing. */
export function isElementName(number: number): boolean {
  return number !== NO_NAME && number <= DISPLAY_NAME;
}
