import { isDigit } from './bytes';

/** Longer names are left to the patterns of episode-name.ts, which cut them. */
const MAX_BYTES = 300;

const [OPEN_ROUND, CLOSE_ROUND, OPEN_SQUARE, CLOSE_SQUARE, SMALL_E, SMALL_P, SMALL_S] = [0x28, 0x29, 0x5b, 0x5d, 0x65, 0x70, 0x73];

/** Blanks, separators (`._-`), more separators (`:|`), opening brackets, letters of words. */
const SIGN = { none: 0, blank: 1, separator: 2, mark: 3, bracket: 4, word: 5 } as const;
/** What bytes mean in names: {@link SIGN}. */
export const NAME_SIGNS = new Uint8Array(256);
for (let byte = 0; byte < 0x80; byte += 1) {
  const char = String.fromCharCode(byte);
  if (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)) NAME_SIGNS[byte] = SIGN.blank;
  else if ('._-'.indexOf(char) >= 0) NAME_SIGNS[byte] = SIGN.separator;
  else if (':|'.indexOf(char) >= 0) NAME_SIGNS[byte] = SIGN.mark;
  else if ('(['.indexOf(char) >= 0) NAME_SIGNS[byte] = SIGN.bracket;
  else if (/[a-z0-9]/i.test(char)) NAME_SIGNS[byte] = SIGN.word;
}

function isWord(byte: number): boolean {
  return NAME_SIGNS[byte] === SIGN.word || byte === 0x5f;
}

/** Whether a blank beyond ASCII may begin at `at`; such names are left to the patterns. */
function isOddBlank(bytes: Uint8Array, at: number): boolean {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return false;
  const next = bytes[at + 1] ?? 0;
  if (lead === 0xa0 || (lead === 0xc2 && next === 0xa0)) return true;
  return (lead === 0xe2 && (next === 0x80 || next === 0x81)) || (lead === 0xe3 && next === 0x80) || (lead === 0xe1 && next === 0x9a) || (lead === 0xef && next === 0xbb);
}

/** Whether a blank beyond ASCII may end before `end`. */
function isOddBlankBefore(bytes: Uint8Array, start: number, end: number): boolean {
  const last = end > start ? (bytes[end - 1] ?? 0) : 0;
  if (last < 0x80) return false;
  const before = end - 2 >= start ? (bytes[end - 2] ?? 0) : 0;
  // The end of a letter of two bytes.
  if (before >= 0xc3 && before <= 0xdf) return false;
  if (end - 3 < start) return last === 0xa0;
  const lead = bytes[end - 3] ?? 0;
  // A byte of its own is one of Windows-1252's, where this one is a blank.
  return isOddBlank(bytes, end - 3) || (last === 0xa0 && (before < 0x80 || before > 0xbf || lead < 0xe1 || lead > 0xef || lead === 0xed));
}

/**
 * Finds years and episode marks in names without making strings of them; the object holds what was found last. Where it is not certain to find what the
 * patterns of episode-name.ts would, it says so.
 */
export class NameBytes {
  /** End of the film's name, or of the show's. */
  nameEnd = 0;
  /** 0 without one. */
  year = 0;
  season = 0;
  number = 0;
  titleStart = 0;
  titleEnd = 0;

  /** As `splitYear`, for a name that ends with its year or has none; `false`: ask the pattern. */
  readYear(bytes: Uint8Array, start: number, end: number): boolean {
    this.year = 0;
    this.nameEnd = end;
    if (end - start > MAX_BYTES) return false;
    const last = bytes[end - 1];
    if ((last === CLOSE_ROUND || last === CLOSE_SQUARE) && end - start > 6) {
      const open = bytes[end - 6];
      const year = yearAt(bytes, end - 5);
      if (year > 0 && (open === OPEN_ROUND || open === OPEN_SQUARE)) {
        let at = end - 6;
        while (at > start && NAME_SIGNS[bytes[at - 1] ?? 0] === SIGN.blank) at -= 1;
        this.year = year;
        this.nameEnd = at;
        return at > start && !isOddBlankBefore(bytes, start, at);
      }
    }
    for (let at = start; at < end; at += 1) if (NAME_SIGNS[bytes[at] ?? 0] === SIGN.bracket) return false;
    return true;
  }

  /** As `parseEpisodeName`, for `Show S01E02 Title`; `false`: ask the patterns. */
  readEpisode(bytes: Uint8Array, start: number, end: number): boolean {
    if (end - start > MAX_BYTES || isOddBlank(bytes, start)) return false;
    for (let at = start; at + 3 < end; at += 1) {
      if (((bytes[at] ?? 0) | 0x20) !== SMALL_S || !isDigit(bytes[at + 1] ?? 0) || (at > start && isWord(bytes[at - 1] ?? 0))) continue;
      const behind = this.readMark(bytes, at + 1, end);
      if (behind < 0) return false;
      if (behind > 0) return this.readAround(bytes, start, at, behind, end);
    }
    return false;
  }

  /** Reads `01E02` at `pos`; where it ends, 0 if that is no mark, -1 if only the pattern can tell. */
  private readMark(bytes: Uint8Array, pos: number, end: number): number {
    let at = pos;
    let season = 0;
    for (; at < end && isDigit(bytes[at] ?? 0); at += 1) season = season * 10 + (bytes[at] ?? 0) - 0x30;
    if (at - pos > 4) return 0;
    while (at < end && isSeparator(bytes[at] ?? 0)) at += 1;
    if ((bytes[at] ?? 0) >= 0x80) return -1;
    if (at >= end || ((bytes[at] ?? 0) | 0x20) !== SMALL_E) return 0;
    at += 1;
    if (((bytes[at] ?? 0) | 0x20) === SMALL_P || (bytes[at] ?? 0) >= 0x80) return -1;
    if (at < end && isSeparator(bytes[at] ?? 0)) at += 1;
    if ((bytes[at] ?? 0) >= 0x80) return -1;
    const digits = at;
    let number = 0;
    for (; at < end && isDigit(bytes[at] ?? 0); at += 1) number = number * 10 + (bytes[at] ?? 0) - 0x30;
    if (at === digits || at - digits > 5) return 0;
    this.season = season;
    this.number = number;
    return at;
  }

  /** Sets the show before and the title behind a mark. */
  private readAround(bytes: Uint8Array, start: number, mark: number, behind: number, end: number): boolean {
    let show = mark;
    while (show > start && NAME_SIGNS[bytes[show - 1] ?? 0] !== SIGN.none && NAME_SIGNS[bytes[show - 1] ?? 0] !== SIGN.word) show -= 1;
    let from = behind;
    while (from < end && isMark(bytes[from] ?? 0)) from += 1;
    if (isOddBlankBefore(bytes, start, show) || isOddBlank(bytes, from)) return false;
    const first = bytes[from];
    if (from < end && (first === CLOSE_ROUND || first === CLOSE_SQUARE)) {
      from += 1;
      while (from < end && NAME_SIGNS[bytes[from] ?? 0] === SIGN.blank) from += 1;
      if (isOddBlank(bytes, from)) return false;
    }
    let to = end;
    while (to > from && NAME_SIGNS[bytes[to - 1] ?? 0] === SIGN.blank) to -= 1;
    this.nameEnd = show;
    this.titleStart = from;
    this.titleEnd = to;
    return !isOddBlankBefore(bytes, from, to);
  }
}

function isSeparator(byte: number): boolean {
  const sign = NAME_SIGNS[byte] ?? 0;
  return sign === SIGN.blank || sign === SIGN.separator;
}

function isMark(byte: number): boolean {
  const sign = NAME_SIGNS[byte] ?? 0;
  return sign === SIGN.blank || sign === SIGN.separator || sign === SIGN.mark;
}

/** The year from 1900 to 2099 written at `at`, or 0. */
function yearAt(bytes: Uint8Array, at: number): number {
  const century = (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
  if ((century !== 0x3139 && century !== 0x3230) || !isDigit(bytes[at + 2] ?? 0) || !isDigit(bytes[at + 3] ?? 0)) return 0;
  return (century === 0x3139 ? 1900 : 2000) + ((bytes[at + 2] ?? 0) - 0x30) * 10 + (bytes[at + 3] ?? 0) - 0x30;
}
