import { decodeUtf8 } from '../text';
import type { WorkBuffer } from './work-buffer';
import { appendXmlText } from './xml-text';
import { firstLetter, isElementName, nameAt, nameLength } from './xml-names';
import { INCOMPLETE, SECTION, SectionEnds, sectionAt } from './xml-scan';
import type { Section } from './xml-scan';

const [LESS, AMPERSAND, SLASH, GREATER] = [0x3c, 0x26, 0x2f, 0x3e];

/** Position behind the tag that begins at `less`; `end` when it does not end. */
export function behindTag(bytes: Uint8Array, less: number, end: number): number {
  let at = less + 1;
  while (at < end && bytes[at] !== GREATER && bytes[at] !== LESS) at += 1;
  return at < end && bytes[at] === GREATER ? at + 1 : at;
}

/**
 * Reads the texts of one element after the other. Plain text stays where it lies; entities, CDATA, comments and markup within are put
 * together in the free room of the buffer, which must be twice as long as the element.
 */
export class TextReader {
  /** The text found, in the buffer's bytes; trimmed. */
  start = 0;
  end = 0;
  private isEnd = false;
  private readonly sections = new SectionEnds();

  constructor(private readonly work: WorkBuffer) {}

  /** The bytes have moved or changed. */
  begin(): void {
    this.sections.begin();
  }

  /**
   * Reads the text that begins at `pos`, behind the start tag named `name`, and returns the position behind its end tag, or where an element
   * begins that ends it. `mark`: the first `<` or `&` at or behind `pos`, or `end`. Nothing is read at or behind `end`.
   */
  read(pos: number, mark: number, end: number, name: number): number {
    const { bytes } = this.work;
    if (mark >= end) {
      this.put(pos, end);
      return end;
    }
    // Of plain texts the next sign is nearly always the own end tag: its length and first letter are enough to tell.
    const length = nameLength(name);
    if (bytes[mark] === LESS && bytes[mark + 1] === SLASH && bytes[mark + 2 + length] === GREATER && bytes[mark + 2] === firstLetter(name)) {
      this.put(pos, mark);
      return mark + 3 + length;
    }
    return this.readMixed(pos, end, name);
  }

  /** Leaves no text, as of an empty element. */
  clear(): void {
    this.start = 0;
    this.end = 0;
  }

  /** Takes the value of an attribute as the text; entities resolved. */
  takeAttribute(start: number, end: number): void {
    const { bytes } = this.work;
    let at = start;
    while (at < end && bytes[at] !== AMPERSAND) at += 1;
    if (at >= end) {
      this.put(start, end);
      return;
    }
    const from = this.work.free;
    this.work.free = appendXmlText(bytes, start, end, from);
    this.put(from, this.work.free);
  }

  /** The text found last, decoded. */
  text(): string {
    return decodeUtf8(this.work.bytes, this.start, this.end);
  }

  private put(start: number, end: number): void {
    const { bytes } = this.work;
    let from = start;
    let to = end;
    while (from < to && (bytes[from] ?? 0) <= 0x20) from += 1;
    while (to > from && (bytes[to - 1] ?? 0) <= 0x20) to -= 1;
    this.start = from;
    this.end = to;
  }

  private readMixed(pos: number, end: number, name: number): number {
    const { work } = this;
    const { bytes } = work;
    const from = work.free;
    let at = pos;
    do {
      let less = at;
      while (less < end && bytes[less] !== LESS) less += 1;
      work.free = appendXmlText(bytes, at, less, work.free);
      this.isEnd = less >= end;
      at = this.isEnd ? end : this.markup(less, end, name);
    } while (!this.isEnd && at < end);
    this.put(from, work.free);
    return at;
  }

  /** Judges what begins with `<` inside a text; the position to go on at. */
  private markup(less: number, end: number, name: number): number {
    const { bytes } = this.work;
    const sign = less + 1 < end ? (bytes[less + 1] ?? 0) : 0;
    if (sign === SLASH) {
      this.isEnd = nameAt(bytes, less + 2, end) === name;
      return behindTag(bytes, less, end);
    }
    const section = sectionAt(bytes, less, end);
    if (section !== -1) return this.section(less, end, section);
    const small = sign | 0x20;
    if (small < 0x61 || small > 0x7a) {
      // "a < b" in a text nobody escaped.
      bytes[this.work.free++] = LESS;
      return less + 1;
    }
    this.isEnd = isElementName(nameAt(bytes, less + 1, end));
    return this.isEnd ? less : behindTag(bytes, less, end);
  }

  /** Behind a section; behind its opening when it is not closed, so that what follows is read as text. */
  private section(less: number, end: number, section: Section): number {
    const { work } = this;
    const from = less + (section === SECTION.cdata ? 9 : section === SECTION.comment ? 4 : 2);
    const behind = this.sections.behind(work.bytes, from, end, section);
    if (behind === INCOMPLETE) return from;
    if (section === SECTION.cdata) {
      work.bytes.copyWithin(work.free, from, behind - 3);
      work.free += behind - 3 - from;
    }
    return behind;
  }
}
