import * as NAME from './xml-name';
import { isTopLevelName, nameAt } from './xml-names';
import { INCOMPLETE, SECTION, SectionEnds, sectionAt } from './xml-scan';

const LESS = 0x3c;
const AMPERSAND = 0x26;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const LETTER_P = 0x70;
const LETTER_G = 0x67;
/** The longest name or sign told apart, with what follows. */
export const LOOK_AHEAD = 12;
/**
 * A CDATA section, comment or instruction that is not closed within this many bytes was never meant to be one, or was cut: its opening is then
 * read as text. Less: long descriptions in CDATA are torn. More: a torn one swallows its neighbours.
 */
const MAX_SECTION_BYTES = 64 * 1024;

/**
 * Finds where elements of the top level end, and on the way the places of all `<` and `&` in them, so that no byte of a text is looked at
 * twice. CDATA sections, comments and instructions are stepped over; their `<` is a mark, what is in them is not.
 */
export class ElementScan {
  /** Positions of `<` and `&` in the element scanned last, in order. */
  marks: Int32Array = new Int32Array(4096);
  markCount = 0;
  /** After {@link INCOMPLETE} of {@link nextTopLevel}: everything before has been looked at for good. */
  resumeAt = 0;
  private readonly sections = new SectionEnds();
  private bytes: Uint8Array = new Uint8Array(0);
  private words: Int32Array = new Int32Array(0);
  private end = 0;
  private isLast = false;

  /** New bytes are at hand (`words` shows the same): valid up to `end`, `isLast`: no more will come. */
  begin(bytes: Uint8Array, words: Int32Array, end: number, isLast: boolean): void {
    this.bytes = bytes;
    this.words = words;
    this.end = end;
    this.isLast = isLast;
    this.sections.begin();
  }

  /** The `<` of the programme's end tag at or behind `from`, or of what begins before it; -1 when neither is below `end`. */
  programmeEnd(from: number, end: number): number {
    const { bytes, words, isLast } = this;
    // Behind this a name might be cut.
    const sure = isLast ? end : Math.min(end, this.end - LOOK_AHEAD + 1);
    const lastWord = (sure + 3) >> 2;
    let { marks } = this;
    let count = 0;
    let at = from;
    /** Where the programme's end tag, or the next programme, begins. */
    let found = INCOMPLETE;
    for (let word = from >> 2; word < lastWord; word += 1) {
      // The highest bit of every byte that is `<` or `&` (Bit Twiddling Hacks, "Determine if a word has a zero byte").
      const four = words[word] ?? 0;
      const less = four ^ 0x3c3c3c3c;
      const ampersand = four ^ 0x26262626;
      let hits = (((less - 0x01010101) & ~less) | ((ampersand - 0x01010101) & ~ampersand)) & 0x80808080;
      if (hits === 0) continue;
      if (count + 4 > marks.length) marks = this.growMarks();
      for (; hits !== 0; hits &= hits - 1) {
        const place = (word << 2) + ((31 - Math.clz32(hits & -hits)) >> 3);
        const byte = bytes[place];
        // The trick takes the byte above a hit for one, too, when it differs by one.
        if (place < at || (byte !== LESS && byte !== AMPERSAND)) continue;
        if (place >= sure) break;
        marks[count++] = place;
        const sign = bytes[place + 1];
        if (byte === AMPERSAND || (sign !== SLASH && sign !== LETTER_P && sign !== BANG && sign !== QUESTION)) continue;
        if (sign === BANG || sign === QUESTION) {
          at = this.behindSection(place, end);
          if (at === INCOMPLETE) return INCOMPLETE;
          word = (at >> 2) - 1;
          break;
        }
        const name = sign === SLASH ? place + 2 : place + 1;
        // The letters in front tell nearly all others apart.
        if (bytes[name] !== LETTER_P || bytes[name + 3] !== LETTER_G || nameAt(bytes, name, this.end) !== NAME.PROGRAMME) continue;
        found = place;
        count -= 1;
        word = lastWord;
        break;
      }
    }
    this.markCount = count;
    const isOpen = found === INCOMPLETE;
    if (!isOpen && bytes[found + 1] === SLASH) return found;
    if (isOpen && (!isLast || end < this.end)) return INCOMPLETE;
    // The end tag is missing.
    return this.endedBefore(found);
  }

  /** The next start or end tag of an element of the top level at or behind `from`; -1 when there is none below `end`. */
  nextTopLevel(from: number, end: number): number {
    const { bytes } = this;
    let at = from;
    while (at < end) {
      if (bytes[at] !== LESS) {
        at += 1;
        continue;
      }
      this.resumeAt = at;
      if (this.end - at < LOOK_AHEAD && !this.isLast) return INCOMPLETE;
      const sign = bytes[at + 1];
      if (sign === BANG || sign === QUESTION) {
        at = this.behindSection(at, end);
        if (at === INCOMPLETE) return INCOMPLETE;
        continue;
      }
      if (isTopLevelName(nameAt(bytes, sign === SLASH ? at + 2 : at + 1, this.end))) return at;
      at += 1;
    }
    this.resumeAt = end;
    return INCOMPLETE;
  }

  /**
   * Where an element without an end tag ended: with its root, or where another one began; at the latest at `next`, the programme behind it (-1: there
   * is none).
   */
  private endedBefore(next: number): number {
    const { bytes, marks } = this;
    for (let i = 0; i < this.markCount; i += 1) {
      const less = marks[i] ?? 0;
      if (bytes[less] !== LESS || !isTopLevelName(nameAt(bytes, bytes[less + 1] === SLASH ? less + 2 : less + 1, this.end))) continue;
      this.markCount = i;
      return less;
    }
    return next;
  }

  private growMarks(): Int32Array {
    const larger = new Int32Array(this.marks.length * 2);
    larger.set(this.marks);
    this.marks = larger;
    return larger;
  }

  /** Behind the section that begins at `less`, or behind its first two bytes when it is none; -1 when that cannot be told yet. */
  private behindSection(less: number, end: number): number {
    const { bytes } = this;
    const isWhole = this.isLast || end < this.end;
    if (end - less < LOOK_AHEAD && !isWhole) return INCOMPLETE;
    const section = sectionAt(bytes, less, end);
    if (section === -1) return less + 2;
    const limit = Math.min(end, less + MAX_SECTION_BYTES);
    const behind = this.sections.behind(bytes, less + (section === SECTION.cdata ? 9 : section === SECTION.comment ? 4 : 2), limit, section);
    if (behind !== INCOMPLETE) return behind;
    return limit < end || limit === less + MAX_SECTION_BYTES || isWhole ? less + 2 : INCOMPLETE;
  }
}
