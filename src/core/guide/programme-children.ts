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
import { isElementName, nameAt, nameLength } from './xml-names';
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
/** How an episode's number is to be read: counted from zero, as people write it, or not at all. */
const SYSTEM = { zeroBased: 0, written: 1, key: 2 } as const;
/** Reads what stands within a `<programme>` into the writer, byte by byte; nothing is decoded that is not rare. */
export class ProgrammeChildren {
  /** Seconds by `<length>`; 0: not told. */
  lengthSec = 0;
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
  private tagEnd = 0;
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
    while (this.next < this.count) {
      const at = this.places[this.next] ?? 0;
      this.next += 1;
      if (bytes[at] === LESS && bytes[at + 1] !== SLASH) this.goTo(this.child(bytes, at, end));
    }
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

  /** Reads the element at `less`; the position to go on at. */
  private child(bytes: Uint8Array, less: number, end: number): number {
    const name = nameAt(bytes, less + 1, end);
    switch (name) {
      case NAME.TITLE:
        return this.chosen(less, end, name, GUIDE_FIELD.title);
      case NAME.SUB_TITLE:
        return this.chosen(less, end, name, GUIDE_FIELD.subtitle);
      case NAME.DESC:
        return this.chosen(less, end, name, GUIDE_FIELD.description);
      case NAME.CATEGORY:
        return this.category(less, end);
      case NAME.ICON:
        return this.icon(less, end);
      case NAME.EPISODE_NUM:
        return this.episodeNumber(less, end);
      case NAME.DATE:
        return this.date(less, end);
      case NAME.CREDITS:
      case NAME.RATING:
      case NAME.STAR_RATING:
      case NAME.VIDEO:
      case NAME.AUDIO:
        return this.nested(less, end, name);
      default:
        return this.rareChild(name, less, end);
    }
  }

  private rareChild(name: number, less: number, end: number): number {
    switch (name) {
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
      case NAME.COUNTRY:
        return this.country(less, end);
      case NAME.IMAGE:
        return this.image(less, end);
      case NAME.SUBTITLES:
        return this.subtitles(less, end);
      default:
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

  /** Reads the text of the element at `less`, which is then in `this.text`; the position behind it. */
  private readText(less: number, end: number, name: number): number {
    return this.textBehind(this.openTag(less, end, name), end, name);
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

  /** The first text of its kind counts; where languages are wished for, the one that is wanted most. */
  private chosen(less: number, end: number, name: number, field: number): number {
    if (this.languages.length > 0) return this.chosenByLanguage(less, end, name, field);
    const behind = this.readText(less, end, name);
    if (!this.writer.has(field)) this.writer.span(field, this.text.start, this.text.end);
    return behind;
  }

  private chosenByLanguage(less: number, end: number, name: number, field: number): number {
    const { tag, text } = this;
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

  private category(less: number, end: number): number {
    const behind = this.readText(less, end, NAME.CATEGORY);
    const { categories } = this.writer;
    if (categories.count === 0 || !this.isKnownCategory()) categories.add(this.text.start, this.text.end, 0);
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

  private date(less: number, end: number): number {
    const behind = this.readText(less, end, NAME.DATE);
    this.writer.number(GUIDE_FIELD.date, dateDigits(this.work.bytes, this.text.start, this.text.end));
    return behind;
  }

  private country(less: number, end: number): number {
    const behind = this.readText(less, end, NAME.COUNTRY);
    if (!this.writer.has(GUIDE_FIELD.country)) this.writer.span(GUIDE_FIELD.country, this.text.start, this.text.end);
    return behind;
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
    tag.open(this.work.bytes, less + 5, end);
    while (tag.next()) {
      if (tag.name !== NAME.SRC || this.writer.has(GUIDE_FIELD.picture)) continue;
      this.text.takeAttribute(tag.valueStart, tag.valueEnd);
      this.writer.span(GUIDE_FIELD.picture, this.text.start, this.text.end);
    }
    return this.endTag(end);
  }

  private image(less: number, end: number): number {
    const behind = this.readText(less, end, NAME.IMAGE);
    if (!this.writer.has(GUIDE_FIELD.picture)) this.writer.span(GUIDE_FIELD.picture, this.text.start, this.text.end);
    return behind;
  }

  private subtitles(less: number, end: number): number {
    const { tag } = this;
    let mark: number = MARK.subtitles;
    tag.open(this.work.bytes, less + 10, end);
    while (tag.next()) if (tag.name === NAME.TYPE && isAt(this.work.bytes, tag.valueStart, tag.valueEnd, 'deaf')) mark = MARK.signed;
    this.marks |= mark;
    return this.endTag(end);
  }

  /** `xmltv_ns` counts from zero and wins; of others only those for people are read. */
  private episodeNumber(less: number, end: number): number {
    const { bytes } = this.work;
    const from = less + 1 + nameLength(NAME.EPISODE_NUM);
    const isUsual = isAt(bytes, from, end, ' system="xmltv_ns">');
    const system = isUsual ? SYSTEM.zeroBased : this.system(from, end);
    this.isEmpty = !isUsual && this.isEmpty;
    const behind = this.textBehind(isUsual ? from + 19 : this.tagEnd, end, NAME.EPISODE_NUM);
    const { text } = this;
    if (text.end > text.start) this.takeEpisode(system, text.start, text.end);
    return behind;
  }

  private takeEpisode(system: number, start: number, end: number): void {
    const { numbers } = this;
    const { bytes } = this.work;
    if (system === SYSTEM.zeroBased) {
      // What people wrote before may say more than half a number.
      this.hasZeroBased = numbers.readZeroBased(bytes, start, end) || this.hasZeroBased;
    } else if (system === SYSTEM.written && !this.hasZeroBased && numbers.episode === 0 && !numbers.readWritten(bytes, start, end)) {
      this.writer.span(GUIDE_FIELD.episodeText, start, end);
    }
  }

  /** The system an `<episode-num>` names; {@link tagEnd} is then behind its tag. */
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
    this.tagEnd = this.endTag(end);
    return system;
  }

  /** Visits the elements within `name`; the position behind its end, or where the programme goes on when that is missing. */
  private nested(less: number, end: number, name: number): number {
    const { bytes } = this.work;
    const behind = this.openTag(less, end, name);
    if (this.isEmpty) return behind;
    this.goTo(behind);
    while (this.next < this.count) {
      const at = this.places[this.next] ?? 0;
      this.next += 1;
      if (bytes[at] !== LESS) continue;
      if (bytes[at + 1] === SLASH) {
        if (nameAt(bytes, at + 2, end) === name) return at + 2;
        continue;
      }
      const inner = nameAt(bytes, at + 1, end);
      const pos = name === NAME.CREDITS ? this.credit(inner, at, end) : this.value(name, inner, at, end);
      if (pos >= 0) this.goTo(pos);
      // What cannot be within: the end tag is missing. Pictures and addresses may be.
      else if (isElementName(inner) && inner !== NAME.ICON && inner !== NAME.IMAGE && inner !== NAME.URL && inner !== NAME.LANGUAGE) return at;
    }
    return end;
  }

  /** Reads a person; -1 for other elements. */
  private credit(name: number, less: number, end: number): number {
    const letter = ROLE_OF_NAME[name] ?? 0;
    if (letter === 0) return -1;
    const behind = this.readText(less, end, name);
    this.writer.people.add(this.text.start, this.text.end, letter);
    return behind;
  }

  /** Reads what an element says in an inner one: `<rating><value>FSK 16</value></rating>`; -1 for other inner elements. */
  private value(outer: number, name: number, less: number, end: number): number {
    if (name !== (outer === NAME.VIDEO ? NAME.QUALITY : outer === NAME.AUDIO ? NAME.STEREO : NAME.VALUE)) return -1;
    const behind = this.readText(less, end, name);
    const { text, writer } = this;
    const { bytes } = this.work;
    // Of several ages the strictest counts, of several stars the first.
    if (outer === NAME.RATING) this.age = Math.max(this.age, this.ages.of(bytes, text.start, text.end));
    else if (outer === NAME.VIDEO) this.marks |= this.qualities.of(bytes, text.start, text.end);
    else if (outer === NAME.AUDIO) this.marks |= this.sounds.of(bytes, text.start, text.end);
    else if (!writer.has(GUIDE_FIELD.rating)) writer.number(GUIDE_FIELD.rating, Math.round(this.stars.of(bytes, text.start, text.end) * 10));
    return behind;
  }
}
