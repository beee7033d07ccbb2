// Years and episode marks in names, as NameBytes and hasEpisodeMark find them; `false`, or -1, where those would ask a pattern.
import { isDigit } from './bytes';
import { MARK_STARTS, NAME_SIGNS } from './layout';

const BLANK: i32 = 1;
const SEPARATOR: i32 = 2;
const BRACKET: i32 = 4;
const WORD: i32 = 5;
const MAX_BYTES: usize = 300;

/** What was found last: where the name ends, year, season, number, and the title of an episode. */
export let nameEnd: usize = 0;
export let year: i32 = 0;
export let season: i32 = 0;
export let number: i32 = 0;
export let titleStart: usize = 0;
export let titleEnd: usize = 0;

// @ts-ignore: decorator
@inline
function byteAt(at: usize): i32 {
  return <i32>load<u8>(at);
}

// @ts-ignore: decorator
@inline
function signAt(at: usize): i32 {
  return <i32>load<u8>(NAME_SIGNS + <usize>load<u8>(at));
}

function isOddBlank(at: usize): bool {
  const lead = byteAt(at);
  if (lead < 0x80) return false;
  const next = byteAt(at + 1);
  if (lead == 0xa0 || (lead == 0xc2 && next == 0xa0)) return true;
  return (lead == 0xe2 && (next == 0x80 || next == 0x81)) || (lead == 0xe3 && next == 0x80) || (lead == 0xe1 && next == 0x9a) || (lead == 0xef && next == 0xbb);
}

function isOddBlankBefore(start: usize, end: usize): bool {
  const last = end > start ? byteAt(end - 1) : 0;
  if (last < 0x80) return false;
  const before = end >= start + 2 ? byteAt(end - 2) : 0;
  // The end of a letter of two bytes.
  if (before >= 0xc3 && before <= 0xdf) return false;
  if (end < start + 3) return last == 0xa0;
  const lead = byteAt(end - 3);
  return isOddBlank(end - 3) || (last == 0xa0 && (before < 0x80 || before > 0xbf || lead < 0xe1 || lead > 0xef || lead == 0xed));
}

function yearAt(at: usize): i32 {
  const century = (byteAt(at) << 8) | byteAt(at + 1);
  if ((century != 0x3139 && century != 0x3230) || !isDigit(byteAt(at + 2)) || !isDigit(byteAt(at + 3))) return 0;
  return (century == 0x3139 ? 1900 : 2000) + (byteAt(at + 2) - 0x30) * 10 + byteAt(at + 3) - 0x30;
}

/** Sets {@link year} and {@link nameEnd}. */
export function readYear(start: usize, end: usize): bool {
  year = 0;
  nameEnd = end;
  if (end - start > MAX_BYTES) return false;
  const last = byteAt(end - 1);
  if ((last == 0x29 || last == 0x5d) && end - start > 6) {
    const open = byteAt(end - 6);
    const found = yearAt(end - 5);
    if (found > 0 && (open == 0x28 || open == 0x5b)) {
      let at = end - 6;
      while (at > start && signAt(at - 1) == BLANK) at -= 1;
      year = found;
      nameEnd = at;
      return at > start && !isOddBlankBefore(start, at);
    }
  }
  for (let at = start; at < end; at += 1) if (signAt(at) == BRACKET) return false;
  return true;
}

/** Sets season, number, the show's end and the title. */
export function readEpisode(start: usize, end: usize): bool {
  if (end - start > MAX_BYTES || isOddBlank(start)) return false;
  for (let at = start; at + 3 < end; at += 1) {
    if ((byteAt(at) | 0x20) != 0x73 || !isDigit(byteAt(at + 1)) || (at > start && isWord(at - 1))) continue;
    const behind = readMark(at + 1, end);
    if (behind == 1) return false;
    if (behind != 0) return readAround(start, at, behind, end);
  }
  return false;
}

function isWord(at: usize): bool {
  return signAt(at) == WORD || byteAt(at) == 0x5f;
}

/** Reads `01E02`; where it ends, 0 if that is no mark, 1 if only the pattern can tell. */
function readMark(start: usize, end: usize): usize {
  let at = start;
  let first = 0;
  for (; at < end && isDigit(byteAt(at)); at += 1) first = first * 10 + byteAt(at) - 0x30;
  if (at - start > 4) return 0;
  while (at < end && isSeparator(at)) at += 1;
  if (at < end && byteAt(at) >= 0x80) return 1;
  if (at >= end || (byteAt(at) | 0x20) != 0x65) return 0;
  at += 1;
  if (at < end && ((byteAt(at) | 0x20) == 0x70 || byteAt(at) >= 0x80)) return 1;
  if (at < end && isSeparator(at)) at += 1;
  if (at < end && byteAt(at) >= 0x80) return 1;
  const digits = at;
  let second = 0;
  for (; at < end && isDigit(byteAt(at)); at += 1) second = second * 10 + byteAt(at) - 0x30;
  if (at == digits || at - digits > 5) return 0;
  season = first;
  number = second;
  return at;
}

function isSeparator(at: usize): bool {
  const sign = signAt(at);
  return sign == BLANK || sign == SEPARATOR;
}

function readAround(start: usize, mark: usize, behind: usize, end: usize): bool {
  let show = mark;
  while (show > start && signAt(show - 1) != 0 && signAt(show - 1) != WORD) show -= 1;
  let from = behind;
  while (from < end && signAt(from) >= BLANK && signAt(from) < BRACKET) from += 1;
  if (isOddBlankBefore(start, show) || (from < end && isOddBlank(from))) return false;
  if (from < end && (byteAt(from) == 0x29 || byteAt(from) == 0x5d)) {
    from += 1;
    while (from < end && signAt(from) == BLANK) from += 1;
    if (from < end && isOddBlank(from)) return false;
  }
  let to = end;
  while (to > from && signAt(to - 1) == BLANK) to -= 1;
  nameEnd = show;
  titleStart = from;
  titleEnd = to;
  return !isOddBlankBefore(from, to);
}

/** Whether `S01E02`, `S1 E2` or `1x02` stands in the name. */
export function hasEpisodeMark(start: usize, end: usize): bool {
  for (let i = start; i + 3 < end; i += 1) {
    const first = load<u8>(MARK_STARTS + <usize>load<u8>(i));
    if (first == 0) continue;
    let at = i + 1;
    if (first == 1) {
      if (!isDigit(byteAt(at))) continue;
      while (at < end && isDigit(byteAt(at))) at += 1;
      while (at < end && (byteAt(at) == 0x20 || byteAt(at) == 0x2e || byteAt(at) == 0x2d)) at += 1;
      if ((byteAt(at) | 0x20) == 0x65 && at + 1 < end && isDigit(byteAt(at + 1))) return true;
    } else {
      if (i > start && byteAt(i - 1) != 0x20) continue;
      while (at < end && isDigit(byteAt(at))) at += 1;
      if (at - i <= 2 && (byteAt(at) | 0x20) == 0x78 && at + 2 < end && isDigit(byteAt(at + 1)) && isDigit(byteAt(at + 2))) return true;
    }
  }
  return false;
}
