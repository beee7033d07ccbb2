import { AddressShape, decodeUtf8 } from '../text';
import type { SlidingBuffer } from '../text';
import { ASCII, isBlank, lower, skipBlanks, startsWith, trimEnd } from './bytes';
import { DirectoryMemo } from './directory-memo';
import type { QuickAddress } from './directory-memo';
import type { ExtinfTarget } from './extinf-scanner';
import { M3U } from './m3u-contract';
import type { M3uEntry, M3uField, StreamKind } from './m3u-contract';
import { headerName, parseHttpDirective, parsePipeHeaders, pipeStart } from './request-headers';
import { resolveUrl } from './resolve-url';
import { ContainerTable, pathFormOf } from './stream-kind';
import type { Container } from './stream-kind';

/** Where an extra came from: decides what its name means. */
export const EXTRA = { attribute: 0, option: 1, kodi: 2, http: 3 } as const;

/** Attributes that are request headers. */
const HEADER_FIELDS = (1 << M3U.userAgent) | (1 << M3U.referrer);
const FIELD_COUNT = Object.keys(M3U).length;
const EXTRA_SIZE = 5;
/** More vendor attributes than any list has; what comes after is left out. */
const MAX_EXTRAS = 64;

/** The entry being read: spans relative to the parser's buffer, shifted when that moves. */
export class EntrySpans implements M3uEntry, ExtinfTarget, QuickAddress {
  bytes: Uint8Array = new Uint8Array(0);
  words: Int32Array = new Int32Array(0);
  /** Where the entry's first line begins. */
  base = 0;
  line = 0;
  durationSec = -1;
  kind: StreamKind = 'live';
  container: Container | null = null;
  present = 0;
  directory = 0;
  fileStart = 0;
  fileEnd = 0;
  group = -1;
  nameStart = 0;
  nameEnd = 0;
  /** What the address's path begins with: {@link pathFormOf}. */
  pathForm = 0;
  isVod = false;
  groupBytes: Uint8Array = new Uint8Array(0);
  groupWords: Int32Array = new Int32Array(0);
  groupStart = 0;
  groupEnd = 0;
  /** Where fields begin and end, two numbers each; of those that are {@link present}. */
  readonly spans = new Int32Array(FIELD_COUNT * 2);
  private readonly shape = new AddressShape();
  /** The address was read by {@link directories}, and {@link shape} was not asked for yet. */
  private isShapeDue = false;
  /** The address was read by {@link directories}: it is absolute and has nothing behind its file. */
  private isQuickAddress = false;
  private readonly extras = new Int32Array(MAX_EXTRAS * EXTRA_SIZE);
  private extraCount = 0;
  private readonly containers = new ContainerTable();
  private readonly directories = new DirectoryMemo(this.containers);

  constructor(private readonly baseUrl: string) {}

  /** Begins a new entry at `base`. */
  reset(base: number): void {
    this.base = base;
    this.durationSec = -1;
    this.isVod = false;
    this.extraCount = 0;
    this.present = 0;
  }

  /** Follows the buffer when its first `count` bytes are dropped. */
  shift(count: number): void {
    this.base -= count;
    const { spans, extras } = this;
    for (let i = 0; i < spans.length; i += 1) spans[i] = (spans[i] ?? 0) - count;
    for (let i = 0; i < this.extraCount * EXTRA_SIZE; i += 1) if (i % EXTRA_SIZE !== 4) extras[i] = (extras[i] ?? 0) - count;
  }

  setField(field: M3uField, start: number, end: number): void {
    this.spans[field * 2] = start;
    this.spans[field * 2 + 1] = end;
    if (end > start) this.present |= 1 << field;
    else this.present &= ~(1 << field);
  }

  start(field: M3uField): number {
    return this.has(field) ? (this.spans[field * 2] ?? 0) : 0;
  }

  end(field: M3uField): number {
    return this.has(field) ? (this.spans[field * 2 + 1] ?? 0) : 0;
  }

  has(field: M3uField): boolean {
    return (this.present & (1 << field)) !== 0;
  }

  /** Whether an attribute says anything but no. */
  isYes(field: M3uField): boolean {
    if (!this.has(field)) return false;
    const start = this.start(field);
    const end = this.end(field);
    return !(startsWith(this.bytes, start, end, '0') || startsWith(this.bytes, start, end, 'false') || startsWith(this.bytes, start, end, 'no'));
  }

  text(field: M3uField): string {
    return this.has(field) ? decodeUtf8(this.bytes, this.start(field), this.end(field)) : '';
  }

  /** Follows the buffer the entry lies in, which may have been replaced. */
  use(buffer: SlidingBuffer): void {
    this.bytes = buffer.bytes;
    this.words = buffer.words;
  }

  /** Sets the address and finds its parts. */
  setAddress(start: number, end: number): void {
    const { shape, bytes } = this;
    this.setField(M3U.url, start, end);
    shape.read(bytes, start, end);
    this.isShapeDue = false;
    this.isQuickAddress = false;
    this.container = this.containers.of(bytes, shape);
    this.pathForm = pathFormOf(bytes, shape.pathStart, shape.pathEnd);
    this.directory = 0;
    if (end > start) this.directories.learn(bytes, start, shape, this.pathForm);
  }

  /** Sets the address that begins a line at `start`, if it is much like an earlier one; where the line ends, or -1. */
  setQuickAddress(start: number, end: number): number {
    const stop = this.directories.read(this, start, end);
    if (stop < 0) return -1;
    this.isShapeDue = true;
    this.isQuickAddress = true;
    return stop;
  }

  get address(): AddressShape {
    if (this.isShapeDue) {
      this.isShapeDue = false;
      this.directories.shapeOf(this.shape);
    }
    return this.shape;
  }

  /** Names a row that nobody named: by its guide, else by its file. */
  nameFromElsewhere(): void {
    if (this.has(M3U.tvgName)) {
      this.setField(M3U.name, this.start(M3U.tvgName), this.end(M3U.tvgName));
      return;
    }
    const { lastSlash, dot, pathStart, pathEnd } = this.address;
    const from = Math.max(lastSlash + 1, pathStart);
    this.setField(M3U.name, from, dot > from ? dot : pathEnd);
  }

  setDuration(seconds: number): void {
    this.durationSec = seconds;
  }

  setName(start: number, end: number): void {
    this.setField(M3U.name, start, Math.max(start, end));
  }

  addField(field: M3uField, start: number, end: number): void {
    // The first spelling that says something wins.
    if (this.has(field)) return;
    const from = skipBlanks(this.bytes, start, end);
    this.setField(field, from, trimEnd(this.bytes, from, end));
  }

  addUnknown(keyStart: number, keyEnd: number, start: number, end: number): void {
    const from = skipBlanks(this.bytes, start, end);
    this.addExtra(EXTRA.attribute, keyStart, keyEnd, from, trimEnd(this.bytes, from, end));
  }

  /** Keeps a directive `name=value`; empty values are left out. */
  addExtra(source: number, keyStart: number, keyEnd: number, start: number, end: number): void {
    if (end <= start || this.extraCount >= MAX_EXTRAS) return;
    const at = this.extraCount * EXTRA_SIZE;
    this.extras[at] = keyStart;
    this.extras[at + 1] = keyEnd;
    this.extras[at + 2] = start;
    this.extras[at + 3] = end;
    this.extras[at + 4] = source;
    this.extraCount += 1;
  }

  get hasExtras(): boolean {
    return this.extraCount > 0 || (this.present & HEADER_FIELDS) !== 0 || (!this.isQuickAddress && this.hasPipe());
  }

  properties(): Readonly<Record<string, string>> {
    const found: Record<string, string> = {};
    this.eachExtra((source, name, value) => {
      if (source === EXTRA.http || (source === EXTRA.option && headerName(name) !== '')) return;
      found[name] = value;
    });
    return found;
  }

  headers(): Readonly<Record<string, string>> {
    const found: Record<string, string> = {};
    if (this.has(M3U.userAgent)) found['user-agent'] = this.text(M3U.userAgent);
    if (this.has(M3U.referrer)) found['referer'] = this.text(M3U.referrer);
    this.eachExtra((source, name, value) => {
      if (source === EXTRA.http) Object.assign(found, parseHttpDirective(value));
      else if (source === EXTRA.option && headerName(name) !== '') found[headerName(name)] = value;
      else if (source === EXTRA.kodi && /\.(?:stream|common|manifest)_headers$/.test(name)) Object.assign(found, parsePipeHeaders(value));
    });
    const url = this.text(M3U.url);
    const pipe = pipeStart(url);
    if (pipe >= 0) Object.assign(found, parsePipeHeaders(url.slice(pipe + 1)));
    return found;
  }

  url(): string {
    const written = this.text(M3U.url);
    // An empty reference would resolve to the list itself.
    if (written === '') return '';
    const pipe = pipeStart(written);
    return resolveUrl(this.baseUrl, pipe < 0 ? written : written.slice(0, pipe).trim());
  }

  /** Whether the address can be taken as it stands: absolute and without pipe headers. */
  get isPlainUrl(): boolean {
    return this.isQuickAddress || (this.shape.hasScheme && !this.hasPipe());
  }

  private hasPipe(): boolean {
    return this.shape.hasPipe(this.end(M3U.url));
  }

  private eachExtra(visit: (source: number, name: string, value: string) => void): void {
    const { extras, bytes } = this;
    for (let at = 0; at < this.extraCount * EXTRA_SIZE; at += EXTRA_SIZE) {
      let name = '';
      for (let i = extras[at] ?? 0; i < (extras[at + 1] ?? 0); i += 1) name += String.fromCharCode(lower(bytes[i] ?? 0));
      if (name === '__proto__') continue;
      visit(extras[at + 4] ?? 0, name, decodeUtf8(bytes, extras[at + 2] ?? 0, extras[at + 3] ?? 0));
    }
  }
}

/** Whether `scheme:` with two slashes, or one of the schemes that need none, begins at `start`. */
export function hasScheme(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && at < start + 12) {
    const byte = bytes[at] ?? 0;
    if (byte === ASCII.colon) {
      if (at === start) return false;
      if (bytes[at + 1] === ASCII.slash && bytes[at + 2] === ASCII.slash && at + 3 < end) return !isBlank(bytes[at + 3] ?? 0);
      return startsWith(bytes, start, end, 'magnet:') || startsWith(bytes, start, end, 'acestream:') || startsWith(bytes, start, end, 'sop:');
    }
    const small = byte | 0x20;
    if (!((small >= 0x61 && small <= 0x7a) || (at > start && ((byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e)))) return false;
    at += 1;
  }
  return false;
}
