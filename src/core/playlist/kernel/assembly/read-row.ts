// The two lines of a row: where its parts lie.
import { findSign, isBlank, isDigit, isKeyByte } from './bytes';
import { ARCHIVE, GROUP_TITLE, MAX_TEXT, TVG_CHNO, TVG_ID, TVG_LOGO, TVG_NAME } from './fields';
import { FILE_SIGNS, FOLLOWERS, KEYS, KEY_BYTES, MAX_KEYS, SPANS } from './layout';
import { containerOf, directoryAt, keyAt } from './tables';

const QUOTES: u64 = 0x2222222222222222;
const EQUALS_SIGNS: u64 = 0x3d3d3d3d3d3d3d3d;
const READ_HERE: i32 = ARCHIVE | (1 << TVG_ID) | (1 << TVG_NAME) | (1 << TVG_LOGO) | (1 << TVG_CHNO) | (1 << GROUP_TITLE);

/** Of the line read last: fields that are there, one bit each, its name and its duration. */
export let present: i32 = 0;
export let nameStart: usize = 0;
export let lineName: usize = 0;
export let duration: i32 = -1;
/** Of the address read last: its directory, its file, and its container (0: none). */
export let directory: usize = 0;
export let fileStart: usize = 0;
export let fileEnd: usize = 0;
export let container: usize = 0;

/** Where a field that is there begins. */
// @ts-ignore: decorator
@inline
export function start(field: i32): usize {
  return load<u32>(SPANS + <usize>(field << 3));
}

/** Where it ends. */
// @ts-ignore: decorator
@inline
export function end(field: i32): usize {
  return load<u32>(SPANS + <usize>(field << 3) + 4);
}

/** Where the next line begins behind an end of line at `at`; 0 if that is not there yet. */
// @ts-ignore: decorator
@inline
export function behindEnd(at: usize, stop: usize): usize {
  if (at == 0 || at + 1 >= stop) return at != 0 && at + 1 == stop && load<u8>(at) == 0x0a ? stop : 0;
  return load<u8>(at) == 0x0d && load<u8>(at + 1) == 0x0a ? at + 2 : at + 1;
}

/** Reads `-1`, `0`, `5400`; where it ends, or 0. */
export function readDuration(from: usize, stop: usize): usize {
  let at = from;
  const isNegative = load<u8>(at) == 0x2d;
  if (isNegative) at += 1;
  const digits = at;
  let seconds = 0;
  while (at < stop && at - digits < 9 && isDigit(<i32>load<u8>(at))) {
    seconds = seconds * 10 + <i32>load<u8>(at) - 0x30;
    at += 1;
  }
  if (at == digits || at >= stop) return 0;
  const byte = <i32>load<u8>(at);
  if (byte != 0x2c && !isBlank(byte)) return 0;
  duration = isNegative ? -1 : seconds;
  return at;
}

/** Reads attributes up to the comma, which is returned. */
export function readAttributes(from: usize, stop: usize): usize {
  let at = from;
  let mask = 0;
  let key = MAX_KEYS;
  while (load<u8>(at) != 0x2c) {
    const follower = FOLLOWERS + <usize>key;
    key = keyAt(at, <i32>load<u8>(follower));
    if (key < 0) return 0;
    store<u8>(follower, key);
    const place = KEYS + <usize>(key * KEY_BYTES);
    const value = at + <usize>load<u8>(place);
    if (value >= stop) return 0;
    const quote = findSign(value, stop, QUOTES);
    at = quote + 1;
    // A quote behind an equals sign may open the next attribute: this value's own would be missing.
    if (at >= stop || load<u8>(quote) != 0x22 || load<u8>(quote - 1) == 0x3d) return 0;
    let first = value;
    let last = quote;
    while (first < last && isBlank(<i32>load<u8>(first))) first += 1;
    while (last > first && isBlank(<i32>load<u8>(last - 1))) last -= 1;
    if (first == last) continue;
    const field = <i32>load<u8>(place + 1);
    if (field > 31 || ((1 << field) & READ_HERE) == 0 || last - first > MAX_TEXT) return 0;
    if ((mask & (1 << field)) != 0) continue;
    store<u32>(SPANS + <usize>(field << 3), <u32>first);
    store<u32>(SPANS + <usize>(field << 3) + 4, <u32>last);
    mask |= 1 << field;
  }
  present = mask;
  return at;
}

/** Reads the name up to the end of the line, which is returned. */
export function readName(from: usize, stop: usize): usize {
  let line = findSign(from, stop, EQUALS_SIGNS);
  // An equals sign is a sign like others, but right behind a name, where it could belong to an attribute.
  while (line < stop && load<u8>(line) == 0x3d && !isKeyByte(<i32>load<u8>(line - 1))) line = findSign(line + 1, stop, EQUALS_SIGNS);
  if (line >= stop) return 0;
  const byte = <i32>load<u8>(line);
  if (byte != 0x0a && byte != 0x0d) return 0;
  let first = from;
  let last = line;
  while (first < last && isBlank(<i32>load<u8>(first))) first += 1;
  while (last > first && isBlank(<i32>load<u8>(last - 1))) last -= 1;
  if (first == last || last - first > MAX_TEXT) return 0;
  nameStart = first;
  lineName = last;
  return line;
}

/** Reads an address that begins with a known directory; where its line ends, or 0. */
export function readAddress(from: usize, stop: usize): usize {
  directory = directoryAt(from, stop);
  if (directory == 0) return 0;
  let at = from + <usize>load<i32>(directory);
  fileStart = at;
  let dot: usize = 0;
  let extension = 0;
  for (; at < stop; at += 1) {
    const sign = <i32>load<u8>(FILE_SIGNS + <usize>load<u8>(at));
    if (sign == 0) break;
    extension = (extension << 8) | sign;
    if (sign == 1) {
      dot = at;
      extension = 0;
    }
  }
  if (at >= stop || at == fileStart || at - fileStart > MAX_TEXT) return 0;
  const byte = <i32>load<u8>(at);
  if (byte != 0x0a && byte != 0x0d) return 0;
  fileEnd = at;
  container = 0;
  if (dot != 0 && at - dot <= 5) {
    container = containerOf(extension);
    if (container == 0) return 0;
  }
  return at;
}

