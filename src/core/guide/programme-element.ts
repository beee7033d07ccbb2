import { ByteInterner, PART_SEPARATOR, ScratchBytes, copyBytes } from '../text';
import { ageOfRating } from './age-rating';
import type { ColumnarGuideBuilder } from './guide-builder';
import { GUIDE_FIELD } from './guide-fields';
import { TextReader } from './text-reader';
import type { TextSpan } from './text-reader';
import { INCOMPLETE, TagReader, findByte, isName, isXmlSpace } from './xml-scan';
import { parseXmltvTime } from './xmltv-time';

const [LESS, SLASH] = [0x3c, 0x2f];
const MAX_PEOPLE = 12;
/** Room to tell the longest name in a programme with its `<` and what follows. */
const LOOK_AHEAD = 20;
/** Credits worth keeping, in the DTD's words. */
const ROLES: readonly string[] = ['director', 'actor', 'presenter', 'guest', 'writer'];

/** A text in one of several languages; the best language wins, the first of equals. */
class ChosenText {
  readonly span: TextSpan = { bytes: new Uint8Array(0), start: 0, end: 0 };
  private rank = Infinity;

  clear(): void {
    this.rank = Infinity;
    this.span.start = 0;
    this.span.end = 0;
  }

  offer(found: TextSpan, rank: number): void {
    if (found.end <= found.start || rank >= this.rank) return;
    this.rank = rank;
    this.span.bytes = found.bytes;
    this.span.start = found.start;
    this.span.end = found.end;
  }
}

/** Reads `<programme>` elements into the builder, byte by byte; nothing is decoded that is not rare. */
export class ProgrammeElement {
  /** Programmes that went into the builder. */
  kept = 0;
  /** Programmes without a readable start or a channel. */
  unreadable = 0;
  /** Whether the last one was left out, so that its children were not read: the caller goes on to its end. */
  isSkipped = false;
  private readonly tag = new TagReader();
  private readonly text = new TextReader();
  private readonly ids = new ByteInterner();
  private readonly channelOfId: number[] = [];
  private readonly flat = new ScratchBytes();
  private readonly title = new ChosenText();
  private readonly subtitle = new ChosenText();
  private readonly description = new ChosenText();
  private readonly category = new ChosenText();
  private picture = '';
  private age = -1;
  private season = 0;
  private episode = 0;
  private catchupId = '';
  private readonly people: string[] = [];
  private rank = 0;

  constructor(
    private readonly builder: ColumnarGuideBuilder,
    private readonly languages: readonly string[],
  ) {}

  /** New bytes are at hand. */
  begin(): void {
    this.text.newBytes();
  }

  /** Reads the element at `less`; the position behind it (behind its start tag when it is skipped), or -1 when it does not end here. */
  read(bytes: Uint8Array, less: number, end: number): number {
    const { tag, text } = this;
    this.clear();
    tag.open(bytes, less + 10, end);
    let start = NaN;
    let stop = NaN;
    let channel = -1;
    while (tag.next()) {
      if (tag.is('start')) start = parseXmltvTime(bytes, tag.valueStart, tag.valueEnd);
      else if (tag.is('stop')) stop = parseXmltvTime(bytes, tag.valueStart, tag.valueEnd);
      else if (tag.is('channel')) channel = this.channelOf(bytes, tag.valueStart, tag.valueEnd);
      else if (tag.is('catchup-id')) this.catchupId = text.attribute(bytes, tag.valueStart, tag.valueEnd);
    }
    if (tag.end === INCOMPLETE) return INCOMPLETE;
    const stopSec = stop > start ? stop : 0;
    const isReadable = channel >= 0 && start >= 0;
    this.isSkipped = !isReadable || !this.builder.isWanted(channel) || !this.builder.isInWindow(start, stopSec);
    if (this.isSkipped) {
      if (!isReadable) this.unreadable += 1;
      if (tag.isSelfClosing) this.isSkipped = false;
      return tag.end;
    }
    const behind = tag.isSelfClosing ? tag.end : this.children(bytes, tag.end, end);
    if (behind === INCOMPLETE) return INCOMPLETE;
    this.write();
    this.builder.commit(channel, start, stopSec);
    this.kept += 1;
    return behind;
  }

  private clear(): void {
    this.text.reset();
    this.title.clear();
    this.subtitle.clear();
    this.description.clear();
    this.category.clear();
    this.picture = '';
    this.age = -1;
    this.season = 0;
    this.episode = 0;
    this.catchupId = '';
    this.people.length = 0;
  }

  /** The builder's channel of an id; decoded once per id. */
  private channelOf(bytes: Uint8Array, start: number, end: number): number {
    const id = this.ids.intern(bytes, start, end);
    if (id === 0) return -1;
    const known = this.channelOfId[id];
    if (known !== undefined) return known;
    const text = this.text.attribute(bytes, start, end);
    const channel = text === '' ? -1 : this.builder.channelIndex(text);
    this.channelOfId[id] = channel;
    return channel;
  }

  private children(bytes: Uint8Array, pos: number, end: number): number {
    let at = pos;
    for (;;) {
      const less = findByte(bytes, LESS, at, end);
      if (less < 0) return INCOMPLETE;
      const isClosing = bytes[less + 1] === SLASH;
      if (isClosing && isName(bytes, less + 2, end, 'programme')) {
        const close = findByte(bytes, 0x3e, less, end);
        return close < 0 ? INCOMPLETE : close + 1;
      }
      if (less + LOOK_AHEAD > end) return INCOMPLETE;
      if (isClosing) {
        if (isName(bytes, less + 2, end, 'tv')) return less;
        at = less + 2;
        continue;
      }
      // The end tag is missing.
      if (isName(bytes, less + 1, end, 'programme') || isName(bytes, less + 1, end, 'channel')) return less;
      at = this.child(bytes, less, end);
      if (at === INCOMPLETE) return INCOMPLETE;
    }
  }

  private child(bytes: Uint8Array, less: number, end: number): number {
    const at = less + 1;
    switch (bytes[at]) {
      case 0x74:
        if (isName(bytes, at, end, 'title')) return this.chosen(bytes, less, end, 'title', this.title);
        break;
      case 0x73:
        if (isName(bytes, at, end, 'sub-title')) return this.chosen(bytes, less, end, 'sub-title', this.subtitle);
        break;
      case 0x64:
        if (isName(bytes, at, end, 'desc')) return this.chosen(bytes, less, end, 'desc', this.description);
        break;
      case 0x63:
        if (isName(bytes, at, end, 'category')) return this.chosen(bytes, less, end, 'category', this.category);
        if (isName(bytes, at, end, 'credits')) return this.credits(bytes, less, end);
        break;
      case 0x69:
        if (isName(bytes, at, end, 'icon')) return this.icon(bytes, less, end);
        break;
      case 0x72:
        if (isName(bytes, at, end, 'rating')) return this.rating(bytes, less, end);
        break;
      case 0x65:
        if (isName(bytes, at, end, 'episode-num')) return this.episodeNumber(bytes, less, end);
        break;
      default:
    }
    return less + 1;
  }

  /** The start tag at `less`, named `name`: the position behind it; notes how much its language is wanted. */
  private openTag(bytes: Uint8Array, less: number, end: number, name: string): number {
    const { tag } = this;
    this.rank = this.languages.length;
    tag.open(bytes, less + 1 + name.length, end);
    while (tag.next()) {
      if (this.languages.length === 0 || !tag.is('lang')) continue;
      const index = this.languages.indexOf(this.text.attribute(bytes, tag.valueStart, tag.valueEnd).slice(0, 2).toLowerCase());
      if (index >= 0) this.rank = index;
    }
    return tag.end;
  }

  /** Reads an element's text into `this.text`; the position behind it. */
  private readText(bytes: Uint8Array, less: number, end: number, name: string): number {
    const behind = this.openTag(bytes, less, end, name);
    if (behind === INCOMPLETE) return INCOMPLETE;
    if (!this.tag.isSelfClosing) return this.text.read(bytes, behind, end, name);
    this.text.span.start = 0;
    this.text.span.end = 0;
    return behind;
  }

  private chosen(bytes: Uint8Array, less: number, end: number, name: string, target: ChosenText): number {
    const behind = this.readText(bytes, less, end, name);
    if (behind !== INCOMPLETE) target.offer(this.text.span, this.rank);
    return behind;
  }

  private icon(bytes: Uint8Array, less: number, end: number): number {
    const { tag } = this;
    tag.open(bytes, less + 5, end);
    while (tag.next()) if (tag.is('src') && this.picture === '') this.picture = this.text.attribute(bytes, tag.valueStart, tag.valueEnd);
    return tag.end;
  }

  /** `<rating><value>FSK 16</value></rating>`; the strictest of several counts. */
  private rating(bytes: Uint8Array, less: number, end: number): number {
    return this.nested(bytes, less, end, 'rating', (at) => {
      if (!isName(bytes, at + 1, end, 'value')) return at + 1;
      const behind = this.readText(bytes, at, end, 'value');
      if (behind !== INCOMPLETE) this.age = Math.max(this.age, ageOfRating(this.text.text()));
      return behind;
    });
  }

  private credits(bytes: Uint8Array, less: number, end: number): number {
    return this.nested(bytes, less, end, 'credits', (at) => {
      const role = ROLES.find((name) => isName(bytes, at + 1, end, name));
      if (role === undefined) return at + 1;
      const behind = this.readText(bytes, at, end, role);
      if (behind === INCOMPLETE) return INCOMPLETE;
      const name = this.text.text();
      if (name !== '' && this.people.length < MAX_PEOPLE) this.people.push(`${role}${PART_SEPARATOR}${name}`);
      return behind;
    });
  }

  /** Visits the elements within `name`; the position behind its end, or where the programme goes on when that is missing. */
  private nested(bytes: Uint8Array, less: number, end: number, name: string, visit: (less: number) => number): number {
    let at = this.openTag(bytes, less, end, name);
    if (at === INCOMPLETE || this.tag.isSelfClosing) return at;
    for (;;) {
      const next = findByte(bytes, LESS, at, end);
      if (next < 0 || next + LOOK_AHEAD > end) return INCOMPLETE;
      if (bytes[next + 1] === SLASH) {
        if (isName(bytes, next + 2, end, 'programme') || isName(bytes, next + 2, end, 'tv')) return next;
        if (isName(bytes, next + 2, end, name)) return next + 2;
        at = next + 2;
        continue;
      }
      if (isName(bytes, next + 1, end, 'programme') || isName(bytes, next + 1, end, 'title') || isName(bytes, next + 1, end, 'desc')) return next;
      at = visit(next);
      if (at === INCOMPLETE) return INCOMPLETE;
    }
  }

  /** `xmltv_ns` counts from zero and wins; `onscreen` and others are read as `S01E02`. */
  private episodeNumber(bytes: Uint8Array, less: number, end: number): number {
    const { tag } = this;
    tag.open(bytes, less + 12, end);
    let isNs = false;
    while (tag.next()) if (tag.is('system')) isNs = this.text.attribute(bytes, tag.valueStart, tag.valueEnd) === 'xmltv_ns';
    if (tag.end === INCOMPLETE) return INCOMPLETE;
    if (tag.isSelfClosing) return tag.end;
    const behind = this.text.read(bytes, tag.end, end, 'episode-num');
    if (behind === INCOMPLETE) return INCOMPLETE;
    const text = this.text.text();
    const match = isNs
      ? /^\s*(\d{1,5})?\s*(?:\/\s*\d+)?\s*\.\s*(\d{1,6})?/.exec(text)
      : /(?:S(?:eason)?\s*(\d{1,4}))?[\s.:,/-]*E(?:p(?:isode)?)?\.?\s*(\d{1,5})/i.exec(text);
    if (match === null || (!isNs && this.episode > 0)) return behind;
    const offset = isNs ? 1 : 0;
    if (match[1] !== undefined) this.season = Number(match[1]) + offset;
    if (match[2] !== undefined) this.episode = Number(match[2]) + offset;
    return behind;
  }

  private write(): void {
    const { record } = this.builder;
    record.begin();
    this.writeLine(GUIDE_FIELD.title, this.title.span);
    const { span } = this.description;
    record.text(GUIDE_FIELD.description, span.bytes, span.start, span.end);
    this.writeLine(GUIDE_FIELD.subtitle, this.subtitle.span);
    const category = this.category.span;
    if (category.end > category.start) record.word(GUIDE_FIELD.category, category.bytes, category.start, category.end);
    record.splitString(GUIDE_FIELD.picture, this.picture);
    record.number(GUIDE_FIELD.age, this.age + 1);
    record.number(GUIDE_FIELD.season, this.season);
    record.number(GUIDE_FIELD.episode, this.episode);
    record.textString(GUIDE_FIELD.catchupId, this.catchupId);
    if (this.people.length > 0) record.textString(GUIDE_FIELD.people, this.people.join(PART_SEPARATOR));
  }

  /** A text of one line: line breaks within become spaces. */
  private writeLine(field: number, span: TextSpan): void {
    const { record } = this.builder;
    const { bytes, start, end } = span;
    let at = start;
    while (at < end && (bytes[at] ?? 0) >= 0x20) at += 1;
    if (at >= end) {
      record.text(field, bytes, start, end);
      return;
    }
    this.flat.ensure(end - start);
    const target = this.flat.bytes;
    copyBytes(bytes, start, at, target, 0);
    let to = at - start;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (!isXmlSpace(byte)) target[to++] = byte;
      else if (target[to - 1] !== 0x20) target[to++] = 0x20;
    }
    record.text(field, target, 0, to);
  }
}
