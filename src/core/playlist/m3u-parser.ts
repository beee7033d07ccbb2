import { ok } from '../base';
import type { AppError, Result } from '../base';
import { HeadBytes, WordTable, createUtf8Input, decodeUtf8 } from '../text';
import type { SlidingBuffer, Utf8Input } from '../text';
import { AddressLine } from './address-line';
import { ASCII, isBlank, skipBlanks, startsWith, trimEnd } from './bytes';
import { DIRECTIVE, findDirective } from './directive-names';
import type { FoundDirective } from './directive-names';
import { ExtinfScanner } from './extinf-scanner';
import { LineReader } from './line-reader';
import type { LineTarget } from './line-reader';
import { M3U, PATH_FORM } from './m3u-contract';
import type { M3uHeader, M3uNoteReason, M3uParser, M3uParserOptions, M3uReport, M3uSink } from './m3u-contract';
import { EXTRA, EntrySpans } from './m3u-entry';
import { EMPTY_HEADER, addHeaderLine, addOwnGuide } from './m3u-header';
import { M3uNotes } from './m3u-notes';
import { HEAD_BYTES, judgeWithoutEntries } from './m3u-verdict';
import { isHttpDirective } from './request-headers';
import { guessKind } from './stream-kind';

/** Longest entry with all its directives and comments; a file of comments must not be held whole. */
const MAX_ENTRY_BYTES = 2 * 1024 * 1024;
/** Guides of single channels taken note of; nobody fetches more. */
const MAX_OWN_GUIDES = 200;
const [NAME, GROUP_TITLE, TVG_URL, TVG_TYPE, MEDIA] = [1 << M3U.name, 1 << M3U.groupTitle, 1 << M3U.tvgUrl, 1 << M3U.tvgType, 1 << M3U.media];
const NO_BYTES = new Uint8Array(0);
const NO_WORDS = new Int32Array(0);

/** What has been read of the current entry: nothing, directives only, or `#EXTINF` so that the address is due. */
const STAGE = { none: 0, directives: 1, info: 2 } as const;
type Stage = (typeof STAGE)[keyof typeof STAGE];

/**
 * The parser. Regular lines are read at once by {@link quick}; all others by {@link line}. Every line ends up in one of the kinds of
 * {@link M3uNotes}: at once, or when its entry is closed.
 */
class M3uReader implements M3uParser, LineTarget {
  entries = 0;
  bytes = 0;
  rowLines = 0;
  isRowCut = false;
  /** The memory of {@link M3uSink.rows}, as long as the playlist is in it. */
  private readonly window: Uint8Array = NO_BYTES;
  private readonly input: Utf8Input;
  private readonly lines: LineReader;
  private readonly scanner = new ExtinfScanner();
  private readonly addresses = new AddressLine();
  private readonly notes = new M3uNotes();
  private readonly entry: EntrySpans;
  private readonly baseUrl: string;
  private readonly found: FoundDirective = { directive: DIRECTIVE.comment, length: 0 };
  private header: M3uHeader = EMPTY_HEADER;
  private hasHeader = false;
  private isHeaderNew = false;
  /** Guides of single channels, so that each is taken apart once. */
  private readonly ownGuides = new WordTable();
  private isStream = false;
  private isListVod = false;
  private readonly head = new HeadBytes(HEAD_BYTES);
  private stage: Stage = STAGE.none;
  /** Line of the entry's `#EXTINF`; 0: none. */
  private infoLine = 0;
  /** A line that is no address but stands where one is due; 0: none. */
  private oddLine = 0;
  /** Texts of groups, so that each is taken apart once. */
  private readonly groups = new WordTable();
  /** The running `#EXTGRP`, filled up to whole words and one more. */
  private groupBytes: Uint8Array = NO_BYTES;
  private groupWords: Int32Array = NO_WORDS;
  private groupLength = 0;

  constructor(
    private readonly sink: M3uSink,
    options: M3uParserOptions,
  ) {
    this.baseUrl = options.baseUrl ?? '';
    this.entry = new EntrySpans(this.baseUrl);
    this.lines = new LineReader(this, sink.rows?.window);
    const { rows } = sink;
    if (rows !== undefined && rows !== null) {
      this.window = rows.window.bytes;
      this.scanner.quick.onLearn = (name, field) => { rows.learnKey(name, field); };
    }
    this.input = createUtf8Input({
      ...(options.charset === undefined ? {} : { charset: options.charset }),
      ...(options.createDecoder === undefined ? {} : { createDecoder: options.createDecoder }),
      onBytes: (bytes) => {
        this.head.push(bytes);
        this.lines.push(bytes);
      },
    });
  }

  push(chunk: Uint8Array): void {
    this.bytes += chunk.length;
    this.input.push(chunk);
  }

  end(): Result<M3uReport, AppError> {
    this.input.end();
    this.lines.end();
    this.closeEntry();
    if (this.isStream || this.entries === 0) {
      return judgeWithoutEntries(this.head.bytes, this.hasHeader, this.isStream);
    }
    const { counts, lineKinds } = this.notes;
    return ok({
      bytes: this.bytes, lines: this.lines.lines, entries: this.entries, lineKinds: { ...lineKinds }, counts: { ...counts }, notes: this.notes.sorted(), header: this.header,
    });
  }

  quick(buffer: SlidingBuffer, start: number, lineNumber: number): number {
    const { entry, stage } = this;
    if (buffer.bytes[start] !== ASCII.hash) return stage === STAGE.info && this.oddLine === 0 ? this.quickAddress(buffer, start, lineNumber) : -1;
    if (stage === STAGE.info) return -1;
    const { quick } = this.scanner;
    const isFirst = stage === STAGE.none;
    const stop = quick.read(buffer, start, entry.spans, isFirst ? 0 : entry.present);
    if (stop < 0 || (!isFirst && stop - entry.base > MAX_ENTRY_BYTES)) return -1;
    entry.use(buffer);
    if (isFirst) entry.reset(start);
    entry.durationSec = quick.duration;
    entry.present = quick.present;
    if (quick.hasUnknown) quick.deliverUnknown(entry);
    this.stage = STAGE.info;
    this.infoLine = lineNumber;
    this.oddLine = 0;
    if ((quick.present & GROUP_TITLE) !== 0) this.groupLength = 0;
    return stop;
  }

  rows(buffer: SlidingBuffer, start: number): number {
    const { rows } = this.sink;
    this.isRowCut = false;
    // What was said for more than one row is for the careful way; so is a line too long for the window.
    if (rows === undefined || rows === null || this.stage !== STAGE.none || this.groupLength > 0 || this.isHeaderNew || this.isStream || this.isListVod) return start;
    if (buffer.bytes !== this.window || buffer.bytes[start] !== ASCII.hash) return start;
    const next = rows.skim(start, buffer.end);
    this.isRowCut = rows.isCut;
    if (next > start) {
      const { lineKinds } = this.notes;
      lineKinds.info += rows.count;
      lineKinds.address += rows.count;
      this.entries += rows.count;
      this.rowLines = rows.count * 2;
    }
    return next;
  }

  /** As {@link quick}, for the address of the entry begun. */
  private quickAddress(buffer: SlidingBuffer, start: number, lineNumber: number): number {
    const { entry } = this;
    entry.use(buffer);
    const stop = entry.setQuickAddress(start, buffer.end);
    if (stop < 0 || stop - entry.base > MAX_ENTRY_BYTES) return -1;
    this.emit(lineNumber);
    return stop;
  }

  line(buffer: SlidingBuffer, lineStart: number, lineEnd: number, lineNumber: number): void {
    const { bytes } = buffer;
    let start = skipBlanks(bytes, lineStart, lineEnd);
    // Joined files carry their byte order marks along.
    if (bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf && start + 3 <= lineEnd) start = skipBlanks(bytes, start + 3, lineEnd);
    const end = trimEnd(bytes, start, lineEnd);
    this.entry.use(buffer);
    if (this.stage !== STAGE.none && lineEnd - this.entry.base > MAX_ENTRY_BYTES) this.dropEntry();
    if (start === end) this.notes.lineKinds.blank += 1;
    else if (bytes[start] === ASCII.hash) this.hashLine(bytes, start, end, lineNumber);
    else this.plain(bytes, start, end, lineNumber);
  }

  tooLong(lineNumber: number): void {
    this.dropEntry();
    this.notes.skip(lineNumber, 'too-long');
  }

  neededFrom(position: number): number {
    return this.stage === STAGE.none ? position : Math.min(position, this.entry.base);
  }

  moved(count: number): void {
    this.entry.shift(count);
  }

  /** Leaves the entry being read out: it cannot be held any longer. */
  private dropEntry(): void {
    if (this.stage === STAGE.info) this.notes.skip(this.infoLine, 'too-long');
    if (this.oddLine !== 0) this.notes.skip(this.oddLine, 'free-text');
    this.stage = STAGE.none;
    this.oddLine = 0;
  }

  private hashLine(bytes: Uint8Array, start: number, end: number, lineNumber: number): void {
    findDirective(bytes, start, end, this.found);
    const { directive, length } = this.found;
    const { lineKinds } = this.notes;
    const at = start + 1 + length;
    if (directive === DIRECTIVE.comment) {
      lineKinds.comment += 1;
    } else if (directive === DIRECTIVE.info) {
      this.beginInfo(start, lineNumber);
      this.scanner.scan(bytes, at, end, this.entry);
      // `group-title` ends a running `#EXTGRP`.
      if (this.entry.has(M3U.groupTitle)) this.groupLength = 0;
    } else if (directive === DIRECTIVE.header || directive === DIRECTIVE.name) {
      lineKinds.header += 1;
      if (directive === DIRECTIVE.header) this.headerLine(bytes, at, end);
      else this.headerName(decodeUtf8(bytes, valueStart(bytes, at, end), end));
    } else {
      const reason = directive === DIRECTIVE.unknown ? 'unknown-directive' : this.directive(bytes, start, end);
      if (reason === null) lineKinds.directive += 1;
      else this.notes.skip(lineNumber, reason);
    }
  }

  /** Reads a directive of the entry; why it could not be read, or `null`. */
  private directive(bytes: Uint8Array, start: number, end: number): M3uNoteReason | null {
    const { directive, length } = this.found;
    const at = start + 1 + length;
    const value = valueStart(bytes, at, end);
    if (directive === DIRECTIVE.group) {
      this.group(bytes, value, end);
    } else if (directive === DIRECTIVE.option || directive === DIRECTIVE.kodi) {
      return this.option(directive === DIRECTIVE.option ? EXTRA.option : EXTRA.kodi, bytes, start, at, end) ? null : 'unreadable-directive';
    } else if (directive === DIRECTIVE.http) {
      if (!isHttpDirective(decodeUtf8(bytes, value, end))) return 'unreadable-directive';
      this.begin(start);
      this.entry.addExtra(EXTRA.http, value, value, value, end);
    } else if (directive === DIRECTIVE.stream) {
      return this.streamTag(bytes, start, at, end) ? null : 'unknown-directive';
    } else if (value >= end) {
      return 'unreadable-directive';
    } else if (directive === DIRECTIVE.logo) {
      this.begin(start);
      if (!this.entry.has(M3U.tvgLogo)) this.entry.setField(M3U.tvgLogo, value, end);
    } else {
      this.begin(start);
      this.entry.addExtra(EXTRA.attribute, start + 1, at, value, end);
    }
    return null;
  }

  private group(bytes: Uint8Array, start: number, end: number): void {
    this.groupLength = Math.max(0, end - start);
    this.groupBytes = new Uint8Array((this.groupLength + 7) & ~3);
    for (let i = 0; i < this.groupLength; i += 1) this.groupBytes[i] = bytes[start + i] ?? 0;
    this.groupWords = new Int32Array(this.groupBytes.buffer);
  }

  private beginInfo(start: number, lineNumber: number): void {
    if (this.stage === STAGE.info) this.closeEntry();
    this.begin(start);
    this.stage = STAGE.info;
    this.infoLine = lineNumber;
  }

  private begin(start: number): void {
    if (this.stage !== STAGE.none) return;
    this.entry.reset(start);
    this.stage = STAGE.directives;
    this.infoLine = 0;
    this.oddLine = 0;
  }

  private headerLine(bytes: Uint8Array, start: number, end: number): void {
    this.closeEntry();
    this.hasHeader = true;
    this.isHeaderNew = true;
    this.header = addHeaderLine(this.header, decodeUtf8(bytes, start, end), this.baseUrl);
  }

  private ownGuide(): void {
    const { entry, ownGuides } = this;
    const known = ownGuides.size;
    if (known > MAX_OWN_GUIDES) return;
    const number = ownGuides.intern(entry.words, entry.start(M3U.tvgUrl), entry.end(M3U.tvgUrl));
    // What channels say of themselves does not change the rows: nobody needs the header again.
    if (number === known) this.header = addOwnGuide(this.header, entry.text(M3U.tvgUrl), this.baseUrl);
  }

  private headerName(name: string): void {
    this.isHeaderNew = true;
    this.header = { ...this.header, name };
  }

  /** `#EXTVLCOPT:name=value`, `#EXTVLCOPT--name=value`, `#KODIPROP:name=value`; `false` without an equals sign behind a name. */
  private option(source: number, bytes: Uint8Array, lineStart: number, pos: number, end: number): boolean {
    let at = pos;
    while (at < end && (bytes[at] === ASCII.colon || bytes[at] === ASCII.minus || isBlank(bytes[at] ?? 0))) at += 1;
    let equals = at;
    while (equals < end && bytes[equals] !== ASCII.equals) equals += 1;
    if (equals >= end || equals === at) return false;
    this.begin(lineStart);
    let from = skipBlanks(bytes, equals + 1, end);
    let to = end;
    if (bytes[from] === ASCII.quote && to - from > 1 && bytes[to - 1] === ASCII.quote) {
      from += 1;
      to -= 1;
    }
    this.entry.addExtra(source, at, trimEnd(bytes, at, equals), from, to);
    return true;
  }

  /** `#EXT-X-…`: tags of HLS, which say that a file is one stream; `false` for one that says nothing here. */
  private streamTag(bytes: Uint8Array, lineStart: number, at: number, end: number): boolean {
    if (startsWith(bytes, at, end, 'playlist-type')) {
      if (!startsWith(bytes, valueStart(bytes, at + 13, end), end, 'vod')) return true;
      if (this.stage === STAGE.none && this.entries === 0) {
        this.isListVod = true;
        return true;
      }
      this.begin(lineStart);
      this.entry.isVod = true;
      return true;
    }
    // One of these among real entries is a stray line; at the top it says that this is a stream.
    if (this.entries === 0 && (startsWith(bytes, at, end, 'targetduration') || startsWith(bytes, at, end, 'stream-inf'))) this.isStream = true;
    return false;
  }

  private plain(bytes: Uint8Array, start: number, end: number, lineNumber: number): void {
    const isDue = this.stage === STAGE.info;
    if (!this.addresses.is(bytes, start, end, isDue)) {
      if (isDue && this.oddLine === 0) this.oddLine = lineNumber;
      else this.notes.skip(lineNumber, 'free-text');
      return;
    }
    if (this.oddLine !== 0) this.notes.skip(this.oddLine, 'free-text');
    this.oddLine = 0;
    this.begin(start);
    this.entry.setAddress(start, end);
    this.emit(lineNumber);
  }

  /** An entry whose address never came: kept if an odd line stood in its place, else left out. */
  private closeEntry(): void {
    if (this.stage === STAGE.info) {
      if (this.oddLine !== 0) {
        this.notes.remark(this.oddLine, 'unreadable-address');
        this.entry.setAddress(0, 0);
        this.emit(this.oddLine);
      } else {
        this.notes.skip(this.infoLine, 'no-address');
      }
    }
    this.stage = STAGE.none;
    this.oddLine = 0;
  }

  private emit(lineNumber: number): void {
    const { entry } = this;
    const { lineKinds } = this.notes;
    lineKinds.address += 1;
    if (this.stage === STAGE.info) lineKinds.info += 1;
    this.stage = STAGE.none;
    // Segments and variants of a stream are no rows.
    if (this.isStream) return;
    entry.line = lineNumber;
    if ((entry.present & NAME) === 0) entry.nameFromElsewhere();
    const { spans, present } = entry;
    entry.nameStart = entry.has(M3U.name) ? (spans[M3U.name * 2] ?? 0) : 0;
    entry.nameEnd = entry.has(M3U.name) ? (spans[M3U.name * 2 + 1] ?? 0) : 0;
    const isOwnGroup = (present & GROUP_TITLE) !== 0;
    entry.groupBytes = isOwnGroup ? entry.bytes : this.groupBytes;
    entry.groupWords = isOwnGroup ? entry.words : this.groupWords;
    entry.groupStart = isOwnGroup ? (spans[M3U.groupTitle * 2] ?? 0) : 0;
    entry.groupEnd = isOwnGroup ? (spans[M3U.groupTitle * 2 + 1] ?? 0) : this.groupLength;
    entry.group = this.groups.intern(entry.groupWords, entry.groupStart, entry.groupEnd);
    if ((present & TVG_URL) !== 0) this.ownGuide();
    const isVod = entry.isVod || this.isListVod || ((present & MEDIA) !== 0 && entry.isYes(M3U.media));
    entry.isVod = isVod;
    // What the path says of itself needs no guess.
    if ((present & TVG_TYPE) === 0 && entry.pathForm === PATH_FORM.live) entry.kind = 'live';
    else if ((present & TVG_TYPE) === 0 && entry.pathForm === PATH_FORM.series) entry.kind = 'episode';
    else entry.kind = (present & TVG_TYPE) !== 0 ? kindByType(entry) : guessKind(entry, isVod);
    if (this.isHeaderNew) {
      this.isHeaderNew = false;
      this.sink.header?.(this.header);
    }
    this.entries += 1;
    this.sink.entry(entry);
  }
}

function valueStart(bytes: Uint8Array, pos: number, end: number): number {
  let at = pos;
  if (bytes[at] === ASCII.colon) at += 1;
  return skipBlanks(bytes, at, end);
}

function kindByType(entry: EntrySpans): EntrySpans['kind'] {
  const { bytes } = entry;
  const type = entry.start(M3U.tvgType);
  const end = entry.end(M3U.tvgType);
  if (startsWith(bytes, type, end, 'live')) return 'live';
  if (startsWith(bytes, type, end, 'movie')) return 'movie';
  return startsWith(bytes, type, end, 'serie') ? 'episode' : guessKind(entry, entry.isVod);
}

/** Makes a parser that hands what it finds to `sink`. See {@link M3uParser}. */
export function createM3uParser(sink: M3uSink, options: M3uParserOptions = {}): M3uParser {
  return new M3uReader(sink, options);
}
