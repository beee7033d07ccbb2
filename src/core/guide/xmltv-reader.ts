import { AppError, fail, ok } from '../base';
import type { Result } from '../base';
import { PIECE_BYTES, SlidingBuffer, createUtf8Input, decodeUtf8 } from '../text';
import type { DecoderFactory, Utf8Input } from '../text';
import { ChannelElement } from './channel-element';
import type { ColumnarGuideBuilder } from './guide-builder';
import type { XmltvReport } from './guide-contract';
import { ProgrammeElement } from './programme-element';
import { INCOMPLETE, findBehind, findByte, isAt, isName } from './xml-scan';

const [LESS, SLASH, BANG, QUESTION] = [0x3c, 0x2f, 0x21, 0x3f];
/** Longest element; a description of a megabyte is none. */
const MAX_ELEMENT_BYTES = 1024 * 1024;
const HEAD_BYTES = 512;
/** The longest name told apart at the top level, with its `<` and what follows. */
const LOOK_AHEAD = 12;

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

/** What is being skipped. */
const SKIP = { nothing: 0, comment: 1, instruction: 2, cdata: 3, programme: 4, channel: 5 } as const;
type Skip = (typeof SKIP)[keyof typeof SKIP];

class StreamingXmltvReader implements XmltvReader {
  bytes = 0;
  private readonly buffer = new SlidingBuffer();
  private readonly input: Utf8Input;
  private readonly programme: ProgrammeElement;
  private readonly channel: ChannelElement;
  private head = '';
  private pos = 0;
  private retryAt = 0;
  private isLast = false;
  private skip: Skip = SKIP.nothing;
  private hasRoot = false;
  private hasEnd = false;
  private channels = 0;
  private programmes = 0;
  private tooLong = 0;

  constructor(builder: ColumnarGuideBuilder, options: XmltvReaderOptions) {
    this.programme = new ProgrammeElement(builder, options.languages ?? []);
    this.channel = new ChannelElement(builder);
    this.input = createUtf8Input({
      isXml: true,
      ...(options.charset === undefined ? {} : { charset: options.charset }),
      ...(options.createDecoder === undefined ? {} : { createDecoder: options.createDecoder }),
      onBytes: (bytes) => this.take(bytes),
    });
  }

  get kept(): number {
    return this.programme.kept;
  }

  push(chunk: Uint8Array): void {
    this.bytes += chunk.length;
    this.input.push(chunk);
  }

  end(): Result<XmltvReport, AppError> {
    this.input.end();
    this.isLast = true;
    this.advance();
    if (!this.hasRoot && this.channels === 0 && this.programmes === 0) return fail(this.judge());
    return ok({
      bytes: this.bytes, channels: this.channels, programmes: this.programmes, kept: this.programme.kept,
      unreadable: this.programme.unreadable, tooLong: this.tooLong, isCut: !this.hasEnd,
    });
  }

  private take(bytes: Uint8Array): void {
    if (this.head.length < HEAD_BYTES) this.head += decodeUtf8(bytes, 0, Math.min(bytes.length, HEAD_BYTES - this.head.length));
    for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
      this.buffer.append(bytes, from, Math.min(bytes.length, from + PIECE_BYTES));
      // An element that was incomplete is tried again when its bytes have doubled: tiny chunks must not take quadratic time.
      if (this.buffer.end < this.retryAt) continue;
      this.advance();
      this.buffer.drop(this.pos);
      this.retryAt = this.buffer.end * 2;
      this.pos = 0;
    }
  }

  private advance(): void {
    this.programme.begin();
    for (;;) {
      if (this.skip !== SKIP.nothing && !this.skipOn()) break;
      const less = findByte(this.buffer.bytes, LESS, this.pos, this.buffer.end);
      if (less < 0) {
        this.pos = this.buffer.end;
        break;
      }
      this.pos = less;
      if (this.buffer.end - less < LOOK_AHEAD && !this.isLast) break;
      if (!this.element(less)) break;
    }
  }

  /** Handles what begins at `less`; `false` when its bytes are not all there. */
  private element(less: number): boolean {
    const { bytes, end } = this.buffer;
    const sign = bytes[less + 1] ?? 0;
    if (sign === 0x70 && isName(bytes, less + 1, end, 'programme')) return this.programmeAt(less);
    if (sign === 0x63 && isName(bytes, less + 1, end, 'channel')) return this.channelAt(less);
    this.pos = less + 1;
    if (sign === 0x74 && isName(bytes, less + 1, end, 'tv')) this.hasRoot = true;
    else if (sign === SLASH && isName(bytes, less + 2, end, 'tv')) this.hasEnd = true;
    else if (sign === BANG && isAt(bytes, less, end, '<!--')) this.skip = SKIP.comment;
    else if (sign === BANG && isAt(bytes, less, end, '<![CDATA[')) this.skip = SKIP.cdata;
    else if (sign === QUESTION) this.skip = SKIP.instruction;
    return true;
  }

  private programmeAt(less: number): boolean {
    const { bytes, end } = this.buffer;
    const behind = this.programme.read(bytes, less, Math.min(end, less + MAX_ELEMENT_BYTES));
    if (behind === INCOMPLETE) return this.wait(less);
    this.programmes += 1;
    this.pos = behind;
    // Not wanted: its children are skipped without being looked at.
    if (this.programme.isSkipped) this.skip = SKIP.programme;
    return true;
  }

  private channelAt(less: number): boolean {
    const { bytes, end } = this.buffer;
    const behind = this.channel.read(bytes, less, Math.min(end, less + MAX_ELEMENT_BYTES));
    if (behind === INCOMPLETE) return this.wait(less);
    this.channels += 1;
    this.pos = behind;
    return true;
  }

  /** An element without its end: more bytes may bring it, unless it is longer than any honest one; then it is let go. */
  private wait(less: number): boolean {
    if (this.buffer.end - less < MAX_ELEMENT_BYTES) return false;
    this.tooLong += 1;
    this.skip = isName(this.buffer.bytes, less + 1, this.buffer.end, 'channel') ? SKIP.channel : SKIP.programme;
    this.pos = less + 1;
    return true;
  }

  /** Goes to the end of what is being skipped; `false` when that is not here yet. */
  private skipOn(): boolean {
    const { bytes, end } = this.buffer;
    if (this.skip === SKIP.programme || this.skip === SKIP.channel) return this.skipElement(this.skip === SKIP.programme ? 'programme' : 'channel');
    const sign = this.skip === SKIP.comment ? '-->' : this.skip === SKIP.cdata ? ']]>' : '?>';
    const behind = findBehind(bytes, this.pos, end, sign);
    if (behind === INCOMPLETE) {
      this.pos = Math.max(this.pos, end - sign.length + 1);
      return false;
    }
    this.pos = behind;
    this.skip = SKIP.nothing;
    return true;
  }

  /** To behind `</name>`, or to the next element of the top level if that is missing. */
  private skipElement(name: string): boolean {
    const { bytes, end } = this.buffer;
    for (let less = findByte(bytes, LESS, this.pos, end); less >= 0; less = findByte(bytes, LESS, this.pos, end)) {
      this.pos = less;
      const sign = bytes[less + 1] ?? 0;
      if (end - less < LOOK_AHEAD && !this.isLast) return false;
      const isClosing = sign === SLASH && isName(bytes, less + 2, end, name);
      if (isClosing || isName(bytes, less + 1, end, 'programme') || isName(bytes, less + 1, end, 'channel') || isAt(bytes, less, end, '</tv')) {
        if (isClosing) this.pos = less + 2;
        this.skip = SKIP.nothing;
        return true;
      }
      if (sign === BANG && isAt(bytes, less, end, '<![CDATA[')) {
        const behind = findBehind(bytes, less + 9, end, ']]>');
        if (behind === INCOMPLETE && end - less < MAX_ELEMENT_BYTES) return false;
        this.pos = Math.max(behind, less + 1);
      } else {
        this.pos = less + 1;
      }
    }
    this.pos = end;
    return false;
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
