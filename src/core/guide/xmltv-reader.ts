import { AppError, fail, ok } from '../base';
import type { Result } from '../base';
import { createUtf8Input, decodeUtf8 } from '../text';
import type { DecoderFactory, Utf8Input } from '../text';
import { ChannelElement } from './channel-element';
import { ElementScan, LOOK_AHEAD } from './element-scan';
import type { ColumnarGuideBuilder } from './guide-builder';
import type { XmltvReport } from './guide-contract';
import { ProgrammeElement, STATE } from './programme-element';
import { INPUT_AT, PIECE_BYTES } from './work-buffer';
import * as NAME from './xml-name';
import { nameAt } from './xml-names';
import { INCOMPLETE, SectionEnds, sectionAt } from './xml-scan';
import type { Section } from './xml-scan';

const [LESS, SLASH] = [0x3c, 0x2f];
/** Longest element; a description of a megabyte is none. */
const MAX_ELEMENT_BYTES = 1024 * 1024;
/** Room behind the input beside twice the element: texts put together, entities on their way. */
const SLACK_BYTES = 1024;
const HEAD_BYTES = 512;

/** Options of {@link createXmltvReader}. */
export interface XmltvReaderOptions {
  /** For guides that are neither UTF-8, UTF-16, ISO-8859-1 nor Windows-1252. */
  readonly createDecoder?: DecoderFactory;
  /** Encoding the server named; a byte order mark and the XML declaration win. */
  readonly charset?: string;
  /** Two-letter languages in order of preference, for guides that give texts in several; absent: the first text counts. */
  readonly languages?: readonly string[];
}

/** Reads one XMLTV guide into a builder as it arrives. */
export interface XmltvReader {
  readonly bytes: number;
  /** Programmes kept so far. */
  readonly kept: number;
  /** Reads on; the chunk may be reused afterwards. */
  push(chunk: Uint8Array): void;
  /**
   * Ends the guide. A cut one is fine. Errors when there was neither channel nor programme: `source.empty`, `source.html-answer`,
   * `source.unsupported` (`facts.answer` = `gzip`, `xz`, `zip`: to be unpacked first), `source.malformed`.
   */
  end(): Result<XmltvReport, AppError>;
}

type Counts = { -readonly [name in Exclude<keyof XmltvReport, 'bytes' | 'isCut' | 'unreadable'>]: number };

class StreamingXmltvReader implements XmltvReader {
  bytes = 0;
  private readonly input: Utf8Input;
  private readonly programme: ProgrammeElement;
  private readonly channel: ChannelElement;
  private readonly scan = new ElementScan();
  private readonly sections = new SectionEnds();
  private head = '';
  private pos = INPUT_AT;
  private retryAt = 0;
  private isLast = false;
  /** The section at the top level that is being skipped; -1: none. */
  private section: Section | -1 = -1;
  /** Within an element that is too long. */
  private isLetGo = false;
  private hasRoot = false;
  private hasEnd = false;
  private readonly counts: Counts = {
    channels: 0, programmes: 0, kept: 0, unwanted: 0, outsideWindow: 0, noChannel: 0, noStart: 0, unreadableTime: 0, tooLong: 0, overCapacity: 0, unfinished: 0,
    tooLongChannels: 0,
  };

  constructor(
    private readonly builder: ColumnarGuideBuilder,
    options: XmltvReaderOptions,
  ) {
    this.programme = new ProgrammeElement(builder, this.scan, options.languages ?? []);
    this.channel = new ChannelElement(builder);
    this.input = createUtf8Input({
      isXml: true,
      ...(options.charset === undefined ? {} : { charset: options.charset }),
      ...(options.createDecoder === undefined ? {} : { createDecoder: options.createDecoder }),
      onBytes: (bytes) => this.take(bytes),
    });
  }

  get kept(): number {
    return this.counts.kept;
  }

  push(chunk: Uint8Array): void {
    if (this.bytes === 0) this.builder.beginGuide();
    this.bytes += chunk.length;
    this.input.push(chunk);
  }

  end(): Result<XmltvReport, AppError> {
    this.input.end();
    this.isLast = true;
    this.advance();
    const { counts } = this;
    const settled = this.builder.settle();
    if (!this.hasRoot && counts.channels === 0 && counts.programmes === 0) return fail(this.judge());
    return ok({
      ...counts,
      bytes: this.bytes,
      kept: settled.kept,
      unwanted: counts.unwanted + settled.unwanted,
      unreadable: counts.noChannel + counts.noStart + counts.unreadableTime,
      isCut: !this.hasEnd,
    });
  }

  private take(bytes: Uint8Array): void {
    const { work } = this.builder;
    if (this.head.length < HEAD_BYTES) this.head += decodeUtf8(bytes, 0, Math.min(bytes.length, HEAD_BYTES - this.head.length));
    for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
      work.append(bytes, from, Math.min(bytes.length, from + PIECE_BYTES));
      // An element that was incomplete is tried again when its bytes have doubled: tiny chunks must not take quadratic time.
      if (work.end - INPUT_AT < this.retryAt) continue;
      this.advance();
      work.dropTo(this.pos);
      this.retryAt = (work.end - INPUT_AT) * 2;
      this.pos = INPUT_AT;
    }
  }

  private advance(): void {
    const { work } = this.builder;
    // Twice: texts that have to be put together, and lists of them.
    work.ensure(2 * Math.min(work.end - INPUT_AT, MAX_ELEMENT_BYTES) + SLACK_BYTES);
    const { bytes, words, end } = work;
    this.programme.begin();
    this.channel.begin();
    this.sections.begin();
    this.scan.begin(bytes, words, end, this.isLast);
    while (this.next(bytes, end));
  }

  /** Handles what comes next; `false` when its bytes are not all there. */
  private next(bytes: Uint8Array, end: number): boolean {
    const { isLast } = this;
    if ((this.section !== -1 && !this.skipSection(bytes, end)) || (this.isLetGo && !this.skipElement(end))) return false;
    let less = this.pos;
    while (less < end && bytes[less] !== LESS) less += 1;
    this.pos = less;
    if (less >= end || (end - less < LOOK_AHEAD && !isLast)) return false;
    this.builder.work.free = end;
    const isClosing = bytes[less + 1] === SLASH;
    const name = nameAt(bytes, isClosing ? less + 2 : less + 1, end);
    if (name === NAME.PROGRAMME && !isClosing) return this.programmeAt(less, end);
    if (name === NAME.CHANNEL && !isClosing) return this.channelAt(less, end);
    if (name === NAME.TV) {
      if (isClosing) this.hasEnd = true;
      else this.hasRoot = true;
    }
    this.section = sectionAt(bytes, less, end);
    this.pos = less + 1;
    return true;
  }

  private programmeAt(less: number, end: number): boolean {
    const { programme, counts } = this;
    const limit = Math.min(end, less + MAX_ELEMENT_BYTES);
    const behind = programme.readTag(less, limit);
    const close = behind === INCOMPLETE || programme.isSelfClosing ? behind : this.scan.programmeEnd(behind, limit);
    if (close === INCOMPLETE) return this.wait(less, end, true);
    counts.programmes += 1;
    if (programme.state === STATE.keep) {
      programme.readInside(close);
      counts.kept += 1;
    } else {
      this.count(programme.state);
    }
    this.pos = close;
    return true;
  }

  /** Accounts for a programme that is not kept. */
  private count(state: number): void {
    const { counts } = this;
    if (state === STATE.unwanted) counts.unwanted += 1;
    else if (state === STATE.outside) counts.outsideWindow += 1;
    else if (state === STATE.full) counts.overCapacity += 1;
    else if (state === STATE.noChannel) counts.noChannel += 1;
    else if (state === STATE.noStart) counts.noStart += 1;
    else counts.unreadableTime += 1;
  }

  private channelAt(less: number, end: number): boolean {
    const { channel } = this;
    const limit = Math.min(end, less + MAX_ELEMENT_BYTES);
    const behind = channel.readTag(less, limit);
    const close = behind === INCOMPLETE || channel.isSelfClosing ? behind : this.scan.nextTopLevel(behind, limit);
    if (close === INCOMPLETE) return this.wait(less, end, false);
    channel.readInside(behind, close);
    this.counts.channels += 1;
    this.pos = close;
    return true;
  }

  /** An element without its end: more bytes may bring it, unless it is longer than any honest one or there are none; then it is let go. */
  private wait(less: number, end: number, isProgramme: boolean): boolean {
    // With what tells names apart behind it, so that it does not depend on where chunks end.
    const isTooLong = end - less >= MAX_ELEMENT_BYTES + LOOK_AHEAD;
    if (!isTooLong && !this.isLast) return false;
    const { counts } = this;
    if (isProgramme) {
      counts.programmes += 1;
      if (isTooLong) counts.tooLong += 1;
      else counts.unfinished += 1;
    } else if (isTooLong) {
      counts.tooLongChannels += 1;
    }
    this.isLetGo = true;
    this.pos = less + 1;
    return true;
  }

  /** Goes to the end of the section being skipped; `false` when that is not here yet. */
  private skipSection(bytes: Uint8Array, end: number): boolean {
    if (this.section === -1) return true;
    const behind = this.sections.behind(bytes, this.pos, end, this.section);
    if (behind === INCOMPLETE) {
      this.pos = Math.max(this.pos, end - 2);
      return false;
    }
    this.pos = behind;
    this.section = -1;
    return true;
  }

  /** Goes to the next element of the top level; `false` when that is not here yet. */
  private skipElement(end: number): boolean {
    const found = this.scan.nextTopLevel(this.pos, end);
    if (found === INCOMPLETE) {
      this.pos = Math.max(this.pos, this.scan.resumeAt);
      return false;
    }
    this.pos = found;
    this.isLetGo = false;
    return true;
  }

  private judge(): AppError {
    const head = this.head.trim();
    if (this.bytes === 0 || head === '') return new AppError('source.empty');
    const packed = head.charCodeAt(0) === 0x1f ? 'gzip' : /^\ufffd?.?7zXZ/.test(head) ? 'xz' : head.indexOf('PK') === 0 ? 'zip' : '';
    if (packed !== '') return new AppError('source.unsupported', { facts: { answer: packed } });
    if (/^<!doctype\s+html|^<html|^<head|^<body/i.test(head) || (head.charAt(0) === '<' && /<html/i.test(head))) return new AppError('source.html-answer');
    return new AppError('source.malformed', { facts: { what: 'xmltv' } });
  }
}

/** Makes a reader that puts a guide into `builder`. Several guides may be read into one builder, one after the other. */
export function createXmltvReader(builder: ColumnarGuideBuilder, options: XmltvReaderOptions = {}): XmltvReader {
  return new StreamingXmltvReader(builder, options);
}
