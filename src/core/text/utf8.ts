/** Windows-1252 for 0x80..0x9f; the rest of the upper half equals Latin-1. */
const WINDOWS_1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Code units gathered before they become a string. More would risk the engine's argument limit. */
const UNIT_CHUNK = 4096;
const units = new Uint16Array(UNIT_CHUNK);

function unitsToString(count: number): string {
  // `apply` reads any array-like; the cast only tells the type checker so.
  return String.fromCharCode.apply(null, units.subarray(0, count) as unknown as number[]);
}

/** The character a byte stands for in Windows-1252, as a code unit. */
export function windows1252Unit(byte: number): number {
  return byte >= 0x80 && byte < 0xa0 ? WINDOWS_1252.charCodeAt(byte - 0x80) : byte;
}

/** Length of the valid UTF-8 sequence at `pos` (2..4), or 0 if there is none. Overlong forms and surrogates are invalid. */
export function utf8SequenceLength(bytes: Uint8Array, pos: number, end: number): number {
  const lead = bytes[pos] ?? 0;
  const second = pos + 1 < end ? (bytes[pos + 1] ?? 0) : 0;
  if (lead < 0xc2 || lead > 0xf4 || (second & 0xc0) !== 0x80) return 0;
  if (lead < 0xe0) return 2;
  const third = pos + 2 < end ? (bytes[pos + 2] ?? 0) : 0;
  if ((third & 0xc0) !== 0x80) return 0;
  if (lead < 0xf0) {
    if (lead === 0xe0 && second < 0xa0) return 0;
    return lead === 0xed && second > 0x9f ? 0 : 3;
  }
  const fourth = pos + 3 < end ? (bytes[pos + 3] ?? 0) : 0;
  if ((fourth & 0xc0) !== 0x80) return 0;
  if (lead === 0xf0 && second < 0x90) return 0;
  return lead === 0xf4 && second > 0x8f ? 0 : 4;
}

function codePointAt(bytes: Uint8Array, pos: number, length: number): number {
  const lead = bytes[pos] ?? 0;
  const second = (bytes[pos + 1] ?? 0) & 0x3f;
  if (length === 2) return ((lead & 0x1f) << 6) | second;
  const third = (bytes[pos + 2] ?? 0) & 0x3f;
  if (length === 3) return ((lead & 0x0f) << 12) | (second << 6) | third;
  return ((lead & 0x07) << 18) | (second << 12) | (third << 6) | ((bytes[pos + 3] ?? 0) & 0x3f);
}

/**
 * Text of `bytes[start..end)`. Bytes that are no UTF-8 read as Windows-1252, one character each: lists in the field mix
 * both, and a wrong letter helps more than a replacement mark. Never throws.
 */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  let count = 0;
  let pos = start;
  while (pos < end) {
    if (count > UNIT_CHUNK - 2) {
      text += unitsToString(count);
      count = 0;
    }
    const byte = bytes[pos] ?? 0;
    if (byte < 0x80) {
      units[count++] = byte;
      pos += 1;
      continue;
    }
    const length = utf8SequenceLength(bytes, pos, end);
    if (length === 0) {
      units[count++] = windows1252Unit(byte);
      pos += 1;
      continue;
    }
    const point = codePointAt(bytes, pos, length);
    pos += length;
    if (point < 0x10000) {
      units[count++] = point;
    } else {
      units[count++] = 0xd7c0 + (point >> 10);
      units[count++] = 0xdc00 | (point & 0x3ff);
    }
  }
  return count === 0 ? text : text + unitsToString(count);
}

/** Most bytes `text` can take in UTF-8. */
export function utf8Capacity(text: string): number {
  return text.length * 3;
}

/** Writes `text` at `pos` and returns the position behind it. Lone surrogates become U+FFFD. `target` must have room. */
export function encodeUtf8Into(text: string, target: Uint8Array, pos: number): number {
  let at = pos;
  for (let i = 0; i < text.length; i += 1) {
    let point = text.charCodeAt(i);
    if (point < 0x80) {
      target[at++] = point;
      continue;
    }
    if (point < 0x800) {
      target[at++] = 0xc0 | (point >> 6);
      target[at++] = 0x80 | (point & 0x3f);
      continue;
    }
    if (point >= 0xd800 && point < 0xe000) {
      const low = text.charCodeAt(i + 1);
      if (point < 0xdc00 && low >= 0xdc00 && low < 0xe000) {
        point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
        i += 1;
        target[at++] = 0xf0 | (point >> 18);
        target[at++] = 0x80 | ((point >> 12) & 0x3f);
        target[at++] = 0x80 | ((point >> 6) & 0x3f);
        target[at++] = 0x80 | (point & 0x3f);
        continue;
      }
      point = 0xfffd;
    }
    target[at++] = 0xe0 | (point >> 12);
    target[at++] = 0x80 | ((point >> 6) & 0x3f);
    target[at++] = 0x80 | (point & 0x3f);
  }
  return at;
}

/** `text` as UTF-8 bytes. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Capacity(text));
  return bytes.slice(0, encodeUtf8Into(text, bytes, 0));
}
