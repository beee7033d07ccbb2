import { isTopLevelName, nameAt } from './xml-names';

/** The bytes end before the piece does. */
export const INCOMPLETE = -1;

const [LESS, GREATER, SLASH, EQUALS, QUOTE, APOSTROPHE] = [0x3c, 0x3e, 0x2f, 0x3d, 0x22, 0x27];

/** Space, tab or line end. */
export function isXmlSpace(byte: number): boolean {
  return byte <= 0x20;
}

/** Ways up to this are gone by a loop: the engine's own search costs a call, and goes on behind `end`. */
const SHORT_WAY = 512;

/** Position of `byte` in `bytes[from..end)`, or -1. */
function findByte(bytes: Uint8Array, byte: number, from: number, end: number): number {
  if (end - from > SHORT_WAY) {
    const found = bytes.indexOf(byte, from);
    return found < end ? found : -1;
  }
  for (let at = from; at < end; at += 1) if (bytes[at] === byte) return at;
  return -1;
}

/** Whether `text` (ASCII) stands at `pos`. */
export function isAt(bytes: Uint8Array, pos: number, end: number, text: string): boolean {
  if (end - pos < text.length) return false;
  for (let i = 0; i < text.length; i += 1) if (bytes[pos + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** How sections end: comments, CDATA, processing instructions. */
const CLOSERS: readonly string[] = ['-->', ']]>', '?>'];
/** A section as an index of its closing sign. */
export const SECTION = { comment: 0, cdata: 1, instruction: 2 } as const;
/** One of {@link SECTION}. */
export type Section = (typeof SECTION)[keyof typeof SECTION];

/** The section that begins at `less`; -1 when none does. */
export function sectionAt(bytes: Uint8Array, less: number, end: number): Section | -1 {
  if (end - less < 4) return -1;
  if (bytes[less + 1] === 0x3f) return SECTION.instruction;
  if (bytes[less + 1] !== 0x21) return -1;
  if (bytes[less + 2] === 0x2d && bytes[less + 3] === 0x2d) return SECTION.comment;
  return isAt(bytes, less, end, '<![CDATA[') ? SECTION.cdata : -1;
}

/**
 * Finds the ends of sections. Remembers where there is none, so that thousands of openings without an end do not each search the
 * rest of the bytes.
 */
export class SectionEnds {
  private readonly emptyFrom = [0, 0, 0];
  private readonly emptyTo = [0, 0, 0];

  /** The bytes have moved or changed. */
  begin(): void {
    for (let kind = 0; kind < 3; kind += 1) this.emptyTo[kind] = 0;
  }

  /** Position behind the closing sign of a section in `bytes[from..end)`, or -1. */
  behind(bytes: Uint8Array, from: number, end: number, section: Section): number {
    const sign = CLOSERS[section] ?? '';
    const emptyFrom = this.emptyFrom[section] ?? 0;
    const emptyTo = this.emptyTo[section] ?? 0;
    const isKnown = from >= emptyFrom && from < emptyTo;
    const begin = isKnown ? Math.max(from, emptyTo - sign.length + 1) : from;
    const first = sign.charCodeAt(0);
    for (let at = findByte(bytes, first, begin, end); at >= 0; at = findByte(bytes, first, at + 1, end)) {
      if (isAt(bytes, at, end, sign)) return at + sign.length;
    }
    this.emptyFrom[section] = isKnown ? emptyFrom : from;
    this.emptyTo[section] = end;
    return INCOMPLETE;
  }
}

/**
 * Walks the attributes of one start tag. Takes single and double quotes, none at all, and values with `>` or `<` in quotes; a quote that
 * is never closed ends with its tag.
 */
export class TagReader {
  /** Number of the attribute's name, see {@link nameAt}. */
  name = 0;
  valueStart = 0;
  valueEnd = 0;
  /** Behind the tag's `>`; valid once {@link next} answered `false`. */
  end = 0;
  isSelfClosing = false;
  private bytes: Uint8Array = new Uint8Array(0);
  private pos = 0;
  private limit = 0;

  /** Begins behind the tag's name. */
  open(bytes: Uint8Array, pos: number, limit: number): void {
    this.bytes = bytes;
    this.pos = pos;
    this.limit = limit;
    this.isSelfClosing = false;
    this.end = INCOMPLETE;
  }

  /** Goes to the next attribute. `false` at the tag's end; `end` is then -1 if the bytes ended first. */
  next(): boolean {
    const { bytes, limit } = this;
    let at = this.pos;
    for (;;) {
      while (at < limit && (bytes[at] ?? 0) <= 0x20) at += 1;
      if (at >= limit) return false;
      const byte = bytes[at];
      if (byte === GREATER) {
        this.end = at + 1;
        return false;
      }
      if (byte === LESS) {
        // The `>` is missing: the next tag ends this one.
        this.end = at;
        return false;
      }
      if (byte === SLASH) {
        this.isSelfClosing = at + 1 < limit && bytes[at + 1] === GREATER;
        at += 1;
        continue;
      }
      const start = at;
      at = this.behindName(at);
      while (at < limit && (bytes[at] ?? 0) <= 0x20) at += 1;
      if (at >= limit) return false;
      if (bytes[at] !== EQUALS) {
        // A name without value, or a stray sign.
        if (at === start) at += 1;
        continue;
      }
      this.name = nameAt(bytes, start, at);
      at += 1;
      while (at < limit && (bytes[at] ?? 0) <= 0x20) at += 1;
      return this.readValue(at);
    }
  }

  /** To the tag's end without looking at attributes; the position behind it, or -1. */
  skip(): number {
    while (this.next());
    return this.end;
  }

  private behindName(from: number): number {
    const { bytes, limit } = this;
    let at = from;
    for (; at < limit; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte <= 0x3e && (byte === EQUALS || byte === GREATER || byte === SLASH || byte === LESS || byte <= 0x20)) break;
    }
    return at;
  }

  private readValue(pos: number): boolean {
    const { bytes, limit } = this;
    if (pos >= limit) return false;
    const quote = bytes[pos] ?? 0;
    if (quote === QUOTE || quote === APOSTROPHE) return this.readQuoted(pos + 1, quote);
    let at = pos;
    while (at < limit && bytes[at] !== GREATER && bytes[at] !== LESS && (bytes[at] ?? 0) > 0x20) at += 1;
    if (at >= limit) return false;
    return this.endValue(pos, at, at);
  }

  private readQuoted(start: number, quote: number): boolean {
    const { bytes, limit } = this;
    let greater = -1;
    for (let at = start; at < limit; at += 1) {
      const byte = bytes[at];
      if (byte === quote) return this.endValue(start, at, at + 1);
      if (byte === GREATER && greater < 0) greater = at;
      if (byte !== LESS) continue;
      // Markup behind a `>`: the quote was never closed.
      if (greater >= 0) return this.endValue(start, greater, greater);
      if (bytes[at + 1] === SLASH || isTopLevelName(nameAt(bytes, at + 1, limit))) {
        this.end = at;
        return false;
      }
    }
    return false;
  }

  private endValue(start: number, end: number, pos: number): boolean {
    this.valueStart = start;
    this.valueEnd = end;
    this.pos = pos;
    return true;
  }
}
