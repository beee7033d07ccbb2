import { ageOfRating } from './age-rating';
import { dateDigits } from './date-digits';
import { EpisodeNumber } from './episode-number';
import { GUIDE_FIELD, MARKS, ROLE_LETTERS } from './guide-fields';
import type { ProgrammeWriter } from './programme-writer';
import type { ElementScan } from './element-scan';
import { starsOf } from './star-rating';
import { TextMemo } from './text-memo';
import { TextReader } from './text-reader';
import type { WorkBuffer } from './work-buffer';
import * as NAME from './xml-name';
import { NO_NAME, isElementName, nameAt, nameLength } from './xml-names';
import { INCOMPLETE, TagReader, isAt } from './xml-scan';

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const MARK = {
  new: 1 << MARKS.indexOf('new'), premiere: 1 << MARKS.indexOf('premiere'), live: 1 << MARKS.indexOf('live'), repeat: 1 << MARKS.indexOf('repeat'),
  lastChance: 1 << MARKS.indexOf('last-chance'), subtitles: 1 << MARKS.indexOf('subtitles'), signed: 1 << MARKS.indexOf('signed'),
  hd: 1 << MARKS.indexOf('hd'), surround: 1 << MARKS.indexOf('surround'),
} as const;
/** The letter a credit is stored with, by the number of its name; in the order of {@link ROLE_LETTERS}. */
const ROLE_OF_NAME = /* @__PURE__ */ letterByName([NAME.DIRECTOR, NAME.ACTOR, NAME.PRESENTER, NAME.GUEST, NAME.WRITER, NAME.COMMENTATOR, NAME.PRODUCER]);

function letterByName(names: readonly number[]): Uint8Array {
  const letters = new Uint8Array(256);
  names.forEach((name, index) => {
    letters[name] = ROLE_LETTERS.charCodeAt(index);
  });
  return letters;
}

/** Systems of episode numbers that are meant to be read; others are keys of databases. */
const WRITTEN_SYSTEMS: readonly string[] = ['', 'onscreen', 'common', 'sxxexx'];
/** The two nearly all guides write, as they write them. */
const [ZERO_BASED, ON_SCREEN] = [' system="xmltv_ns">', ' system="onscreen">'];
/** How an episode's number is to be read: counted from zero, as people write it, or not at all. */
const SYSTEM = { zeroBased: 0, written: 1, key: 2 } as const;
const PLAIN_SRC = ' src="';
/** What is done with an element of a programme: nothing, its text is taken, elements within are read, or {@link ProgrammeChildren.child} reads it. */
const USE = { none: 0, text: 1, outer: 2, other: 3 } as const;
const USES = /* @__PURE__ */ byName([
  [USE.text, NAME.TITLE, NAME.SUB_TITLE, NAME.DESC, NAME.CATEGORY, NAME.DATE, NAME.COUNTRY, NAME.IMAGE, NAME.EPISODE_NUM],
  [USE.outer, NAME.CREDITS, NAME.RATING, NAME.STAR_RATING, NAME.VIDEO, NAME.AUDIO],
  [USE.other, NAME.ICON, NAME.LENGTH, NAME.SUBTITLES, NAME.PREVIOUSLY_SHOWN, NAME.NEW, NAME.PREMIERE, NAME.LAST_CHANCE, NAME.LIVE],
]);
/** Where a text goes that is kept as it is, by the number of its element; other elements are not asked for. */
const FIELD_OF_NAME = /* @__PURE__ */ byName([
  [GUIDE_FIELD.title, NAME.TITLE], [GUIDE_FIELD.subtitle, NAME.SUB_TITLE], [GUIDE_FIELD.description, NAME.DESC], [GUIDE_FIELD.country, NAME.COUNTRY], [GUIDE_FIELD.picture, NAME.IMAGE],
]);
/** The element read within one of {@link USE}.outer, by its name; the credits' are those of {@link ROLE_OF_NAME}. */
const INNER_NAME = /* @__PURE__ */ byName([[NAME.VALUE, NAME.RATING, NAME.STAR_RATING], [NAME.QUALITY, NAME.VIDEO], [NAME.STEREO, NAME.AUDIO]]);

/** A table by the numbers of elements, from rows of a value and the elements it stands for. */
function byName(rows: ReadonlyArray<readonly [value: number, ...names: number[]]>): Uint8Array {
  const table = new Uint8Array(256);
  for (const [value, ...names] of rows) for (const name of names) table[name] = value;
  return table;
}

/** Reads what stands within a `<programme>` into the writer, byte by byte; nothing is decoded that is not rare. */
export class ProgrammeChildren {
  /** Seconds by `<length>`; 0: not told. */
  lengthSec = 0;
  /** {@link USES}; where languages are wished for, texts in several are read by {@link chosenByLanguage}. */
  private readonly uses = USES.slice();
  private readonly tag = new TagReader();
  private readonly text: TextReader;
  private readonly ages = new TextMemo(ageOfRating);
  private readonly stars = new TextMemo(starsOf);
  private readonly qualities = new TextMemo((text) => (/hd|4k|1080|720|2160/i.test(text) ? MARK.hd : 0));
  private readonly sounds = new TextMemo((text) => (/surround|dolby|5\.1|7\.1/i.test(text) ? MARK.surround : 0));
  private readonly numbers = new EpisodeNumber();
  private readonly ranks = new Float64Array(GUIDE_FIELD.subtitle + 1);
  /** Positions of `<` and `&`, and the one that is next. */
  private places: Int32Array = new Int32Array(0);
  private next = 0;
  private count = 0;
  private isEmpty = false;
  private age = -1;
  private marks = 0;
  private hasZeroBased = false;

  constructor(
    private readonly work: WorkBuffer,
    private readonly writer: ProgrammeWriter,
    private readonly scan: ElementScan,
    private readonly languages: readonly string[],
  ) {
    this.text = new TextReader(work);
    if (languages.length > 0) this.uses.fill(USE.other, NAME.TITLE, NAME.DESC + 1);
  }

  /** New bytes are at hand. */
  begin(): void {
    this.text.begin();
  }

  /** Reads the inside of the element scanned last, which ends at `end`; nothing when that is 0. */
  read(end: number): void {
    const { bytes } = this.work;
    this.age = -1;
    this.marks = 0;
    this.lengthSec = 0;
    this.hasZeroBased = false;
    this.numbers.clear();
    this.places = this.scan.marks;
    this.count = end === 0 ? 0 : this.scan.markCount;
    this.next = 0;
    this.readElements(bytes, end);
    const { writer, numbers } = this;
    writer.number(GUIDE_FIELD.marks, this.marks);
    writer.number(GUIDE_FIELD.age, this.age + 1);
    writer.number(GUIDE_FIELD.season, numbers.season);
    writer.number(GUIDE_FIELD.episode, numbers.episode);
  }

  /** Forgets the places before `pos`. */
  private goTo(pos: number): void {
    const { places, count } = this;
    let { next } = this;
    while (next < count && (places[next] ?? 0) < pos) next += 1;
    this.next = next;
  }

  /**
   * Reads one element after the other. Each step is called in one place only: engines compile what a function calls anew into each function, which takes
   * longer here than the reading.
   */
  private readElements(bytes: Uint8Array, end: number): void {
    const { text, uses } = this;
    /** The element whose inner ones are read. */
    let outer = NO_NAME;
    while (this.next < this.count) {
      const at = this.places[this.next] ?? 0;
      this.next += 1;
      if (bytes[at] !== LESS) continue;
      const isClosing = bytes[at + 1] === SLASH;
      if (isClosing && outer === NO_NAME) continue;
      const name = nameAt(bytes, isClosing ? at + 2 : at + 1, end);
      if (isClosing) {
        if (name === outer) outer = NO_NAME;
        continue;
      }
      let use = uses[name] ?? USE.none;
      if (outer !== NO_NAME) {
        const isRead = outer === NAME.CREDITS ? ROLE_OF_NAME[name] !== 0 : INNER_NAME[outer] === name;
        if (isRead) use = USE.text;
        // What cannot be within: the end tag is missing. Pictures and addresses may be.
        else if (!isElementName(name) || name === NAME.ICON || name === NAME.IMAGE || name === NAME.URL || name === NAME.LANGUAGE) continue;
        else outer = NO_NAME;
      }
      if (use === USE.none) continue;
      if (use === USE.other) {
        this.goTo(this.child(name, at, end));
        continue;
      }
      const behind = this.openTag(at, end, name);
      this.goTo(behind);
      if (use === USE.outer) {
        if (!this.isEmpty) outer = name;
        continue;
      }
      if (this.isEmpty) text.clear();
      else this.goTo(text.read(behind, this.next < this.count ? (this.places[this.next] ?? end) : end, end, name));
      this.take(outer, name, at, end);
    }
  }

  /** Takes the text read last, of the element that stands at `less` within `outer`. */
  private take(outer: number, name: number, less: number, end: number): void {
    const { text, writer } = this;
    const { start, end: stop } = text;
    switch (outer === NO_NAME ? name : outer) {
      case NAME.CATEGORY:
        if (writer.categories.count === 0 || !this.isKnownCategory()) writer.categories.add(start, stop, 0);
        return;
      case NAME.CREDITS:
        writer.people.add(start, stop, ROLE_OF_NAME[name] ?? 0);
        return;
      case NAME.DATE:
        writer.number(GUIDE_FIELD.date, dateDigits(this.work.bytes, start, stop));
        return;
      case NAME.EPISODE_NUM:
        if (stop > start) this.takeEpisode(less + 1 + nameLength(name), end, start, stop);
        return;
      case NAME.RATING:
      case NAME.STAR_RATING:
      case NAME.VIDEO:
      case NAME.AUDIO:
        this.takeValue(outer, start, stop);
        return;
      default: {
        // The first one of its kind counts.
        const field = FIELD_OF_NAME[name] ?? 0;
        if (!writer.has(field)) writer.span(field, start, stop);
      }
    }
  }

  /** Takes what an element says in an inner one: `<rating><value>FSK 16</value></rating>`. */
  private takeValue(outer: number, start: number, end: number): void {
    const { bytes } = this.work;
    const { writer } = this;
    const memo = outer === NAME.RATING ? this.ages : outer === NAME.VIDEO ? this.qualities : outer === NAME.AUDIO ? this.sounds : this.stars;
    const value = memo.of(bytes, start, end);
    // Of several ages the strictest counts, of several stars the first.
    if (outer === NAME.RATING) this.age = Math.max(this.age, value);
    else if (outer !== NAME.STAR_RATING) this.marks |= value;
    else if (!writer.has(GUIDE_FIELD.rating)) writer.number(GUIDE_FIELD.rating, Math.round(value * 10));
  }

  /** Reads the element at `less` that is not read by its text alone; the position to go on at. */
  private child(name: number, less: number, end: number): number {
    switch (name) {
      case NAME.ICON:
        return this.icon(less, end);
      case NAME.PREVIOUSLY_SHOWN:
        this.marks |= MARK.repeat;
        break;
      case NAME.NEW:
        this.marks |= MARK.new;
        break;
      case NAME.PREMIERE:
        this.marks |= MARK.premiere;
        break;
      case NAME.LAST_CHANCE:
        this.marks |= MARK.lastChance;
        break;
      case NAME.LIVE:
        this.marks |= MARK.live;
        break;
      case NAME.LENGTH:
        return this.length(less, end);
      case NAME.SUBTITLES:
        return this.subtitles(less, end);
      default:
        return this.chosenByLanguage(less, end, name);
    }
    return less + 1;
  }

  /** Behind the start tag at `less`, whose attributes do not matter; tells in `isEmpty` whether it is its own end tag. */
  private openTag(less: number, end: number, name: number): number {
    const { bytes } = this.work;
    const from = less + 1 + nameLength(name);
    let quote = 0;
    for (let at = from; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === GREATER && quote === 0) {
        this.isEmpty = bytes[at - 1] === SLASH;
        return at + 1;
      }
      if (byte === QUOTE || byte === APOSTROPHE) quote = quote === 0 ? byte : quote === byte ? 0 : quote;
      else if (byte === LESS) break;
    }
    // A quote that is never closed, or a `>` that is missing.
    this.tag.open(bytes, from, end);
    return this.endTag(end, this.tag.skip());
  }

  /** Behind the tag whose attributes have been read. */
  private endTag(end: number, behind = this.tag.end): number {
    this.isEmpty = this.tag.isSelfClosing;
    return behind === INCOMPLETE ? end : behind;
  }

  private textBehind(pos: number, end: number, name: number): number {
    const { text } = this;
    if (this.isEmpty) {
      text.clear();
      return pos;
    }
    this.goTo(pos);
    return text.read(pos, this.next < this.count ? (this.places[this.next] ?? end) : end, end, name);
  }

  /** Of a text in several languages the one that is wanted most counts. */
  private chosenByLanguage(less: number, end: number, name: number): number {
    const { tag, text } = this;
    const field = FIELD_OF_NAME[name] ?? 0;
    let rank = this.languages.length;
    tag.open(this.work.bytes, less + 1 + nameLength(name), end);
    while (tag.next()) {
      if (tag.name !== NAME.LANG) continue;
      text.takeAttribute(tag.valueStart, tag.valueEnd);
      const index = this.languages.indexOf(text.text().slice(0, 2).toLowerCase());
      if (index >= 0) rank = index;
    }
    const behind = this.textBehind(this.endTag(end), end, name);
    if (text.end > text.start && (!this.writer.has(field) || rank < (this.ranks[field] ?? 0))) {
      this.ranks[field] = rank;
      this.writer.span(field, text.start, text.end);
    }
    return behind;
  }

  /** Whether the text found last is one of the categories already: the same in a second language, or twice. */
  private isKnownCategory(): boolean {
    const { categories } = this.writer;
    const { bytes } = this.work;
    const { start, end } = this.text;
    for (let i = 0; i < categories.count; i += 1) {
      const from = categories.starts[i] ?? 0;
      if ((categories.ends[i] ?? 0) - from !== end - start) continue;
      let same = 0;
      while (start + same < end && bytes[start + same] === bytes[from + same]) same += 1;
      if (start + same === end) return true;
    }
    return false;
  }

  /** `<length units="minutes">90</length>`; for programmes without a stop. */
  private length(less: number, end: number): number {
    const { tag, text } = this;
    tag.open(this.work.bytes, less + 7, end);
    let factor = 60;
    while (tag.next()) {
      if (tag.name !== NAME.UNITS) continue;
      if (isAt(this.work.bytes, tag.valueStart, tag.valueEnd, 'hour')) factor = 3600;
      else if (isAt(this.work.bytes, tag.valueStart, tag.valueEnd, 'second')) factor = 1;
    }
    const behind = this.textBehind(this.endTag(end), end, NAME.LENGTH);
    const length = Number(text.text());
    if (length > 0 && length * factor < 7 * 86_400) this.lengthSec = Math.round(length * factor);
    return behind;
  }

  /** The first picture counts. */
  private icon(less: number, end: number): number {
    const { tag } = this;
    const { bytes } = this.work;
    if (isAt(bytes, less + 5, end, PLAIN_SRC)) {
      // `<icon src="…"/>` without `<` and `&`, as nearly all guides write it.
      const start = less + 5 + PLAIN_SRC.length;
      const mark = this.next < this.count ? (this.places[this.next] ?? end) : end;
      let to = start;
      while (to < mark && bytes[to] !== QUOTE) to += 1;
      if (to + 3 <= mark && bytes[to + 1] === SLASH && bytes[to + 2] === GREATER) {
        this.takeIcon(start, to);
        return to + 3;
      }
    }
    tag.open(bytes, less + 5, end);
    while (tag.next()) {
      if (tag.name === NAME.SRC) this.takeIcon(tag.valueStart, tag.valueEnd);
    }
    return this.endTag(end);
  }

  private takeIcon(start: number, end: number): void {
    if (this.writer.has(GUIDE_FIELD.picture)) return;
    this.text.takeAttribute(start, end);
    this.writer.span(GUIDE_FIELD.picture, this.text.start, this.text.end);
  }

  private subtitles(less: number, end: number): number {
    const { tag } = this;
    let mark: number = MARK.subtitles;
    tag.open(this.work.bytes, less + 10, end);
    while (tag.next()) if (tag.name === NAME.TYPE && isAt(this.work.bytes, tag.valueStart, tag.valueEnd, 'deaf')) mark = MARK.signed;
    this.marks |= mark;
    return this.endTag(end);
  }

  /** Takes `start..stop`; the attributes begin at `from`. `xmltv_ns` counts from zero and wins; of others only those for people are read. */
  private takeEpisode(from: number, end: number, start: number, stop: number): void {
    const { numbers } = this;
    const { bytes } = this.work;
    const system = isAt(bytes, from, end, ZERO_BASED) ? SYSTEM.zeroBased : isAt(bytes, from, end, ON_SCREEN) ? SYSTEM.written : this.system(from, end);
    if (system === SYSTEM.zeroBased) {
      // What people wrote before may say more than half a number.
      this.hasZeroBased = numbers.readZeroBased(bytes, start, stop) || this.hasZeroBased;
    } else if (system === SYSTEM.written && !this.hasZeroBased && numbers.episode === 0 && !numbers.readWritten(bytes, start, stop)) {
      this.writer.span(GUIDE_FIELD.episodeText, start, stop);
    }
  }

  /** The system an `<episode-num>` names. */
  private system(from: number, end: number): number {
    const { tag, text } = this;
    let system: number = SYSTEM.written;
    tag.open(this.work.bytes, from, end);
    while (tag.next()) {
      if (tag.name !== NAME.SYSTEM) continue;
      text.takeAttribute(tag.valueStart, tag.valueEnd);
      const name = text.text().toLowerCase();
      system = name === 'xmltv_ns' ? SYSTEM.zeroBased : WRITTEN_SYSTEMS.indexOf(name) >= 0 ? SYSTEM.written : SYSTEM.key;
    }
    return system;
  }
}
