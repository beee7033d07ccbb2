import { ok } from '../base';
import type { AppError, Result } from '../base';
import { AddressShape, createUtf8Input, decodeUtf8 } from '../text';
import type { Utf8Input } from '../text';
import { ASCII, isBlank, lower, skipBlanks, startsWith, trimEnd } from './bytes';
import { ExtinfScanner } from './extinf-scanner';
import { LineReader } from './line-reader';
import type { LineTarget } from './line-reader';
import { M3U } from './m3u-contract';
import type { M3uHeader, M3uParser, M3uParserOptions, M3uReport, M3uSink } from './m3u-contract';
import { EXTRA, EntrySpans, hasScheme } from './m3u-entry';
import { EMPTY_HEADER, addHeaderLine } from './m3u-header';
import { M3uNotes } from './m3u-notes';
import { HEAD_BYTES, judgeWithoutEntries } from './m3u-verdict';
import { containerOf, guessKind } from './stream-kind';

/** Longest entry with all its directives and comments; a file of comments must not be held whole. */
const MAX_ENTRY_BYTES = 2 * 1024 * 1024;
const NO_BYTES = new Uint8Array(0);

/** What has been read of the current entry: nothing, directives only, or `#EXTINF` so that the address is due. */
const STAGE = { none: 0, directives: 1, info: 2 } as const;
type Stage = (typeof STAGE)[keyof typeof STAGE];

class M3uReader implements M3uParser, LineTarget {
  entries = 0;
  bytes = 0;
  private readonly input: Utf8Input;
  private readonly lines: LineReader;
  private readonly scanner = new ExtinfScanner();
  private readonly notes = new M3uNotes();
  private readonly entry: EntrySpans;
  private readonly baseUrl: string;
  private header: M3uHeader = EMPTY_HEADER;
  private hasHeader = false;
  private isHeaderNew = false;
  private isStream = false;
  private isListVod = false;
  private head = new Uint8Array(HEAD_BYTES);
  private headLength = 0;
  private stage: Stage = STAGE.none;
  private infoLine = 0;
  /** A line that is no address but stands where one is due; 0: none. */
  private oddLine = 0;
  private groupBytes: Uint8Array = NO_BYTES;

  constructor(
    private readonly sink: M3uSink,
    options: M3uParserOptions,
  ) {
    this.baseUrl = options.baseUrl ?? '';
    this.entry = new EntrySpans(this.baseUrl);
    this.lines = new LineReader(this);
    this.input = createUtf8Input({
      ...(options.charset === undefined ? {} : { charset: options.charset }),
      ...(options.createDecoder === undefined ? {} : { createDecoder: options.createDecoder }),
      onBytes: (bytes) => {
        this.keepHead(bytes);
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
      return judgeWithoutEntries(this.head.subarray(0, this.headLength), this.hasHeader, this.isStream);
    }
    return ok({
      bytes: this.bytes, lines: this.lines.lines, entries: this.entries, counts: this.notes.counts, notes: this.notes.sorted(), header: this.header,
    });
  }

  line(bytes: Uint8Array, lineStart: number, lineEnd: number, lineNumber: number): void {
    let start = skipBlanks(bytes, lineStart, lineEnd);
    // Joined files carry their byte order marks along.
    if (bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf && start + 3 <= lineEnd) start = skipBlanks(bytes, start + 3, lineEnd);
    const end = trimEnd(bytes, start, lineEnd);
    this.entry.bytes = bytes;
    if (this.stage !== STAGE.none && lineEnd - this.entry.base > MAX_ENTRY_BYTES) this.tooLong(this.infoLine === 0 ? lineNumber : this.infoLine);
    if (start === end) return;
    if (bytes[start] === ASCII.hash) this.directive(bytes, start, end, lineNumber);
    else this.plain(bytes, start, end, lineNumber);
  }

  tooLong(lineNumber: number): void {
    this.notes.add(lineNumber, 'too-long');
    this.stage = STAGE.none;
    this.oddLine = 0;
    this.infoLine = 0;
  }

  neededFrom(position: number): number {
    return this.stage === STAGE.none ? position : Math.min(position, this.entry.base);
  }

  moved(count: number): void {
    this.entry.shift(count);
  }

  private keepHead(bytes: Uint8Array): void {
    if (this.headLength >= HEAD_BYTES) return;
    const part = bytes.subarray(0, HEAD_BYTES - this.headLength);
    this.head.set(part, this.headLength);
    this.headLength += part.length;
  }

  private directive(bytes: Uint8Array, start: number, end: number, lineNumber: number): void {
    const at = start + 1;
    // All directives begin with E, K or P; most comments do not.
    const first = lower(bytes[at] ?? 0);
    if (first === 0x65) {
      if (startsWith(bytes, at, end, 'extinf')) this.info(bytes, start, end, lineNumber);
      else if (startsWith(bytes, at, end, 'extm3u')) this.headerLine(bytes, at + 6, end);
      else if (startsWith(bytes, at, end, 'extgrp')) this.group(bytes, valueStart(bytes, at + 6, end), end);
      else if (startsWith(bytes, at, end, 'extvlcopt')) this.option(EXTRA.option, bytes, start, at + 9, end);
      else if (startsWith(bytes, at, end, 'exthttp')) this.http(bytes, start, valueStart(bytes, at + 7, end), end);
      else if (startsWith(bytes, at, end, 'extalbumarturl')) this.logo(start, valueStart(bytes, at + 14, end), end);
      else if (startsWith(bytes, at, end, 'extimg')) this.logo(start, valueStart(bytes, at + 6, end), end);
      else if (startsWith(bytes, at, end, 'ext-x-')) this.streamTag(bytes, start, at + 6, end);
    } else if (first === 0x6b) {
      if (startsWith(bytes, at, end, 'kodiprop')) this.option(EXTRA.kodi, bytes, start, at + 8, end);
    } else if (first === 0x70 && startsWith(bytes, at, end, 'playlist')) {
      this.headerName(decodeUtf8(bytes, valueStart(bytes, at + 8, end), end));
    }
  }

  private info(bytes: Uint8Array, start: number, end: number, lineNumber: number): void {
    if (this.stage === STAGE.info) this.closeEntry();
    this.begin(start);
    this.stage = STAGE.info;
    this.infoLine = lineNumber;
    this.scanner.scan(bytes, start + 7, end, this.entry);
    // `group-title` ends a running `#EXTGRP`.
    if (this.entry.has(M3U.groupTitle)) this.groupBytes = NO_BYTES;
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

  private headerName(name: string): void {
    this.isHeaderNew = true;
    this.header = { ...this.header, name };
  }

  private group(bytes: Uint8Array, start: number, end: number): void {
    this.groupBytes = start < end ? bytes.slice(start, end) : NO_BYTES;
  }

  /** `#EXTVLCOPT:name=value`, `#EXTVLCOPT--name=value`, `#KODIPROP:name=value`. */
  private option(source: number, bytes: Uint8Array, lineStart: number, pos: number, end: number): void {
    let at = pos;
    while (at < end && (bytes[at] === ASCII.colon || bytes[at] === ASCII.minus || isBlank(bytes[at] ?? 0))) at += 1;
    let equals = at;
    while (equals < end && bytes[equals] !== ASCII.equals) equals += 1;
    if (equals >= end || equals === at) return;
    this.begin(lineStart);
    let from = skipBlanks(bytes, equals + 1, end);
    let to = end;
    if (bytes[from] === ASCII.quote && to - from > 1 && bytes[to - 1] === ASCII.quote) {
      from += 1;
      to -= 1;
    }
    this.entry.addExtra(source, at, trimEnd(bytes, at, equals), from, to);
  }

  private http(bytes: Uint8Array, lineStart: number, start: number, end: number): void {
    if (bytes[start] !== 0x7b) return;
    this.begin(lineStart);
    this.entry.addExtra(EXTRA.http, start, start, start, end);
  }

  private logo(lineStart: number, start: number, end: number): void {
    this.begin(lineStart);
    if (!this.entry.has(M3U.tvgLogo) && start < end) this.entry.setField(M3U.tvgLogo, start, end);
  }

  private streamTag(bytes: Uint8Array, lineStart: number, at: number, end: number): void {
    if (startsWith(bytes, at, end, 'playlist-type')) {
      if (!startsWith(bytes, valueStart(bytes, at + 13, end), end, 'vod')) return;
      if (this.stage === STAGE.none && this.entries === 0) this.isListVod = true;
      else if (this.stage !== STAGE.none) this.entry.isVod = true;
      else {
        this.begin(lineStart);
        this.entry.isVod = true;
      }
    } else if (startsWith(bytes, at, end, 'targetduration') || startsWith(bytes, at, end, 'stream-inf')) {
      // One of these among real entries is a stray line; at the top it says that this is a stream.
      if (this.entries === 0) this.isStream = true;
    }
  }

  private plain(bytes: Uint8Array, start: number, end: number, lineNumber: number): void {
    const isDue = this.stage === STAGE.info;
    if (!isAddress(bytes, start, end, isDue)) {
      if (isDue && this.oddLine === 0) this.oddLine = lineNumber;
      else this.notes.add(lineNumber, 'free-text');
      return;
    }
    if (this.oddLine !== 0) this.notes.add(this.oddLine, 'free-text');
    this.oddLine = 0;
    this.begin(start);
    this.entry.setAddress(start, end);
    this.emit(lineNumber);
  }

  /** An entry whose address never came: kept if an odd line stood in its place, else left out. */
  private closeEntry(): void {
    if (this.stage === STAGE.info) {
      if (this.oddLine !== 0) {
        this.notes.add(this.oddLine, 'unreadable-address');
        this.entry.setAddress(0, 0);
        this.emit(this.oddLine);
      } else {
        this.notes.add(this.infoLine, 'no-address');
      }
    }
    this.stage = STAGE.none;
    this.oddLine = 0;
  }

  private emit(lineNumber: number): void {
    const { entry } = this;
    this.stage = STAGE.none;
    // Segments and variants of a stream are no rows.
    if (this.isStream) return;
    entry.line = lineNumber;
    if (!entry.has(M3U.name)) nameFromElsewhere(entry);
    if (entry.has(M3U.groupTitle)) {
      entry.groupBytes = entry.bytes;
      entry.groupStart = entry.start(M3U.groupTitle);
      entry.groupEnd = entry.end(M3U.groupTitle);
    } else {
      entry.groupBytes = this.groupBytes;
      entry.groupStart = 0;
      entry.groupEnd = this.groupBytes.length;
    }
    entry.isVod = entry.isVod || this.isListVod;
    entry.kind = kindOf(entry);
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

/** For lines that may be addresses. */
const shape = new AddressShape();

/** Whether a line is an address; where none is due (`isDue` false) only what leaves no doubt. */
function isAddress(bytes: Uint8Array, start: number, end: number, isDue: boolean): boolean {
  if (hasScheme(bytes, start, end)) return true;
  shape.read(bytes, start, end);
  const isMedia = containerOf(bytes, shape) !== null;
  let hasBlank = false;
  let hasPathSign = false;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (isBlank(byte)) hasBlank = true;
    else if (byte === ASCII.slash || byte === ASCII.dot || byte === ASCII.question) hasPathSign = true;
    else if (byte === ASCII.less || byte === 0x5b) return false;
  }
  if (isMedia) return isDue || !hasBlank;
  const first = bytes[start] ?? 0;
  const isWordStart = (first >= 0x80 || first === ASCII.slash || first === ASCII.dot || first === ASCII.question || first === 0x5f || first === ASCII.percent);
  const isLetterStart = (first >= 0x30 && first <= 0x39) || ((first | 0x20) >= 0x61 && (first | 0x20) <= 0x7a);
  return isDue && !hasBlank && hasPathSign && (isWordStart || isLetterStart);
}

function nameFromElsewhere(entry: EntrySpans): void {
  if (entry.has(M3U.tvgName)) {
    entry.setField(M3U.name, entry.start(M3U.tvgName), entry.end(M3U.tvgName));
    return;
  }
  // The file's name without extension is better than nothing.
  const { lastSlash, dot, pathStart, pathEnd } = entry.address;
  const from = Math.max(lastSlash + 1, pathStart);
  entry.setField(M3U.name, from, dot > from ? dot : pathEnd);
}

function kindOf(entry: EntrySpans): EntrySpans['kind'] {
  const { bytes } = entry;
  const type = entry.start(M3U.tvgType);
  if (entry.has(M3U.tvgType)) {
    const end = entry.end(M3U.tvgType);
    if (startsWith(bytes, type, end, 'live')) return 'live';
    if (startsWith(bytes, type, end, 'movie')) return 'movie';
    if (startsWith(bytes, type, end, 'serie')) return 'episode';
  }
  return guessKind(entry, entry.isVod);
}

/** Makes a parser that hands what it finds to `sink`. See {@link M3uParser}. */
export function createM3uParser(sink: M3uSink, options: M3uParserOptions = {}): M3uParser {
  return new M3uReader(sink, options);
}
