import { ScratchBytes, decodeUtf8 } from '../text';
import { appendRaw, appendXmlText } from './xml-text';
import { INCOMPLETE, findBehind, findByte, isAt, isName, isXmlSpace } from './xml-scan';

const [LESS, AMPERSAND, SLASH, BANG, QUESTION] = [0x3c, 0x26, 0x2f, 0x21, 0x3f];

/** A text within the buffer, or within the arena when it had to be put together. */
export interface TextSpan {
  bytes: Uint8Array;
  start: number;
  end: number;
}

/** Elements that may stand in a programme; the start of one ends a text whose own end tag is missing. */
const CHILDREN: readonly string[] = [
  'title', 'sub-title', 'desc', 'credits', 'date', 'category', 'keyword', 'language', 'orig-language', 'length', 'icon', 'url', 'country',
  'episode-num', 'video', 'audio', 'previously-shown', 'premiere', 'last-chance', 'new', 'subtitles', 'rating', 'star-rating', 'review', 'image',
  'display-name', 'programme', 'channel', 'tv',
];

/** Whether an element begins at `pos` (behind the `<`) that cannot be part of a text. */
function isKnownElement(bytes: Uint8Array, pos: number, end: number): boolean {
  for (const name of CHILDREN) if (isName(bytes, pos, end, name)) return true;
  return false;
}

/**
 * Reads the texts of one element after the other. Plain text is handed out where it lies; entities, CDATA, comments and markup within go
 * through the arena, which lives until {@link reset}.
 */
export class TextReader {
  /** The text found; trimmed. */
  readonly span: TextSpan = { bytes: new Uint8Array(0), start: 0, end: 0 };
  private readonly arena = new ScratchBytes();
  private used = 0;
  private isEnd = false;
  /** Next ampersand in the bytes, looked for only when the last one found is behind; -1: not looked for. */
  private nextAmp = -1;

  /** The bytes have moved or changed. */
  newBytes(): void {
    this.nextAmp = -1;
  }

  /** Forgets all texts. */
  reset(): void {
    this.used = 0;
  }

  /**
   * Reads the text that begins at `pos`, behind the start tag of `name`, and returns the position behind its end tag, or where an element
   * begins that ends it, or -1 when the bytes end first. `end` must be the end of all bytes at hand.
   */
  read(bytes: Uint8Array, pos: number, end: number, name: string): number {
    const less = findByte(bytes, LESS, pos, end);
    if (less < 0 || less + name.length + 3 > end) return INCOMPLETE;
    if (this.nextAmp < pos) {
      const found = bytes.indexOf(AMPERSAND, pos);
      this.nextAmp = found < 0 ? bytes.length : found;
    }
    if (this.nextAmp > less && bytes[less + 1] === SLASH && isName(bytes, less + 2, end, name)) {
      this.put(bytes, pos, less);
      return this.behindTag(bytes, less, end);
    }
    return this.readMixed(bytes, pos, end, name);
  }

  /** The text of an attribute value; entities resolved. */
  attribute(bytes: Uint8Array, start: number, end: number): string {
    let hasEntity = false;
    for (let at = start; at < end && !hasEntity; at += 1) hasEntity = bytes[at] === AMPERSAND;
    if (!hasEntity) return decodeUtf8(bytes, start, end).trim();
    const from = this.used;
    const stop = appendXmlText(bytes, start, end, this.arena, from);
    return decodeUtf8(this.arena.bytes, from, stop).trim();
  }

  /** The text found last, decoded. */
  text(): string {
    return decodeUtf8(this.span.bytes, this.span.start, this.span.end);
  }

  private put(bytes: Uint8Array, start: number, end: number): void {
    let from = start;
    let to = end;
    while (from < to && isXmlSpace(bytes[from] ?? 0)) from += 1;
    while (to > from && isXmlSpace(bytes[to - 1] ?? 0)) to -= 1;
    this.span.bytes = bytes;
    this.span.start = from;
    this.span.end = to;
  }

  private behindTag(bytes: Uint8Array, less: number, end: number): number {
    const close = findByte(bytes, 0x3e, less, end);
    return close < 0 ? INCOMPLETE : close + 1;
  }

  private readMixed(bytes: Uint8Array, pos: number, end: number, name: string): number {
    const from = this.used;
    let at = pos;
    for (;;) {
      const less = findByte(bytes, LESS, at, end);
      // The longest sign to be told from text is "<![CDATA[", the longest name "previously-shown".
      if (less < 0 || less + 20 > end) {
        if (less < 0 || !isAt(bytes, less, end, `</${name}>`)) return INCOMPLETE;
      }
      this.used = appendXmlText(bytes, at, less, this.arena, this.used);
      at = this.markup(bytes, less, end, name);
      if (at === INCOMPLETE) {
        this.used = from;
        return INCOMPLETE;
      }
      if (this.isEnd) {
        this.put(this.arena.bytes, from, this.used);
        return at;
      }
    }
  }

  /** Judges what begins with `<` inside a text; the position to go on at. */
  private markup(bytes: Uint8Array, less: number, end: number, name: string): number {
    this.isEnd = false;
    const sign = bytes[less + 1] ?? 0;
    if (sign === SLASH) {
      if (isName(bytes, less + 2, end, name)) {
        this.isEnd = true;
        return this.behindTag(bytes, less, end);
      }
      if (isName(bytes, less + 2, end, 'programme') || isName(bytes, less + 2, end, 'channel') || isName(bytes, less + 2, end, 'tv')) {
        this.isEnd = true;
        return less;
      }
      return this.behindTag(bytes, less, end);
    }
    if (sign === BANG) {
      if (isAt(bytes, less, end, '<![CDATA[')) {
        const behind = findBehind(bytes, less + 9, end, ']]>');
        if (behind !== INCOMPLETE) this.used = appendRaw(bytes, less + 9, behind - 3, this.arena, this.used);
        return behind;
      }
      if (isAt(bytes, less, end, '<!--')) return findBehind(bytes, less + 4, end, '-->');
    }
    if (sign === QUESTION) return findBehind(bytes, less + 2, end, '?>');
    const small = sign | 0x20;
    if (small < 0x61 || small > 0x7a) {
      // "a < b" in a text nobody escaped.
      this.used = appendRaw(bytes, less, less + 1, this.arena, this.used);
      return less + 1;
    }
    if (isKnownElement(bytes, less + 1, end)) {
      this.isEnd = true;
      return less;
    }
    return this.behindTag(bytes, less, end);
  }
}
