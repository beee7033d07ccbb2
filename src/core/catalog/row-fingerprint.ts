import { AddressShape, Fingerprint, MappedSpan, ScratchBytes, encodeUtf8 } from '../text';
import { fingerprintHigh } from './row-id';
import type { RowId } from './row-id';

const [HASH, DOT, AMPERSAND, EQUALS] = [0x23, 0x2e, 0x26, 0x3d];
/** Between the parts; no part contains it, since parts are folded or addresses. */
const SEPARATOR = 0x1f;

/** Query parameters that name the subscriber or the moment and not the stream. */
const PERSONAL: ReadonlySet<string> = new Set([
  'user', 'username', 'u', 'pass', 'password', 'p', 'pwd', 'token', 'auth', 'key', 'apikey', 'api_key', 'sig', 'sign', 'signature', 'hash',
  'hdnea', 'hdnts', 'hmac', 'expires', 'expire', 'exp', 'e', 'st', 'mac', 'session', 'sessionid', 'sid', 'uid', 'wmsauthsign', 'nimblesessionid',
  'policy', 'key-pair-id', 't', 'ts', 'time', 'nocache', '_',
]);
/** First segments of Xtream addresses by their length. */
const FORM_BY_LENGTH: readonly (Uint8Array | undefined)[] = ['', '', '', '', '', 'live/', 'movie/', 'series/', '', '', 'timeshift/'].map((form) => (form === '' ? undefined : encodeUtf8(form)));

/** Names: ASCII letters in lower case, digits, every byte above ASCII; nothing else. */
const NAME_BYTES = new Uint8Array(256);
/** Hosts: ASCII letters in lower case, everything else as it is. */
const HOST_BYTES = new Uint8Array(256);
/** Paths: everything as it is; no path holds a zero byte. */
const PATH_BYTES = new Uint8Array(256);
for (let byte = 0; byte < 256; byte += 1) {
  const small = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
  HOST_BYTES[byte] = small;
  PATH_BYTES[byte] = byte;
  if (byte >= 0x80 || (small >= 0x61 && small <= 0x7a) || (byte >= 0x30 && byte <= 0x39)) NAME_BYTES[byte] = small;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Whether one of the forms, with its slash, is `bytes[start..end)`. */
function isXtreamForm(bytes: Uint8Array, start: number, end: number): boolean {
  const form = FORM_BY_LENGTH[end - start];
  if (form === undefined) return false;
  for (let i = 0; i < form.length; i += 1) if (bytes[start + i] !== form[i]) return false;
  return true;
}

function ascii(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end && i < start + 20; i += 1) text += String.fromCharCode(HOST_BYTES[bytes[i] ?? 0] ?? 0);
  return text;
}

/** What a row of a list is identified by. */
export interface FingerprintParts {
  readonly bytes: Uint8Array;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly groupBytes: Uint8Array;
  readonly groupStart: number;
  readonly groupEnd: number;
  /** Lies in `bytes`. */
  readonly address: AddressShape;
}

/**
 * Identity of a row whose source gives no id: a 63-bit hash of name, group and address. Stays the same over refreshes, over a
 * new password (user info, Xtream path credentials and personal query parameters are left out) and over a change of scheme,
 * port, letter case or spacing. One object serves all rows.
 */
export class RowFingerprint implements RowId {
  high = 0;
  low = 0;
  private readonly hash = new Fingerprint();
  private readonly scratch = new ScratchBytes();
  private readonly shape = new AddressShape();
  /** Of the path, what identifies: the form and the number of an Xtream address, else all of it and nothing. */
  private formStart = 0;
  private formEnd = 0;
  private restStart = 0;
  private restEnd = 0;
  private readonly nameSpan = new MappedSpan(NAME_BYTES, SEPARATOR);
  private readonly groupSpan = new MappedSpan(NAME_BYTES, SEPARATOR);
  private readonly hostSpan = new MappedSpan(HOST_BYTES, 0);
  private readonly formSpan = new MappedSpan(PATH_BYTES, 0);
  private readonly restSpan = new MappedSpan(PATH_BYTES, SEPARATOR);
  private readonly spans = [this.nameSpan, this.groupSpan, this.hostSpan, this.formSpan, this.restSpan];

  /** Begins a row. */
  begin(): void {
    this.hash.reset();
  }

  /** Adds a text: ASCII letters in lower case, digits and every byte above ASCII; nothing else. */
  text(bytes: Uint8Array, start: number, end: number): void {
    this.hash.addMapped(bytes, start, end, NAME_BYTES);
    this.hash.add(SEPARATOR);
  }

  /** Adds a text. */
  string(text: string): void {
    const end = this.scratch.encode(text, 0);
    this.text(this.scratch.bytes, 0, end);
  }

  /** Adds an address. */
  address(bytes: Uint8Array, start: number, end: number): void {
    this.shape.read(bytes, start, end);
    this.addressOf(bytes, this.shape);
  }

  /** Adds an address whose parts are known. */
  addressOf(bytes: Uint8Array, shape: AddressShape): void {
    this.hash.addMapped(bytes, shape.hostStart, shape.hostEnd, HOST_BYTES);
    this.path(bytes, shape);
    if (shape.queryStart < shape.end) this.query(bytes, shape.queryStart + 1, shape.end);
    this.hash.add(SEPARATOR);
  }

  /** Adds an address. */
  addressString(address: string): void {
    const end = this.scratch.encode(address, 0);
    this.address(this.scratch.bytes, 0, end);
  }

  /** Ends the row: `high` and `low` hold its id until the next one. */
  seal(): this {
    this.high = fingerprintHigh(this.hash.highHalf());
    this.low = this.hash.lowHalf();
    return this;
  }

  /** The id of a row of a list: its name, group and address, as the other methods add them, in one go. */
  row(parts: FingerprintParts): this {
    const { address, bytes } = parts;
    if (address.queryStart < address.end) {
      this.begin();
      this.text(bytes, parts.nameStart, parts.nameEnd);
      this.text(parts.groupBytes, parts.groupStart, parts.groupEnd);
      this.addressOf(bytes, address);
      return this.seal();
    }
    this.findPath(bytes, address);
    this.nameSpan.set(bytes, parts.nameStart, parts.nameEnd);
    this.groupSpan.set(parts.groupBytes, parts.groupStart, parts.groupEnd);
    this.hostSpan.set(bytes, address.hostStart, address.hostEnd);
    this.formSpan.set(bytes, this.formStart, this.formEnd);
    this.restSpan.set(bytes, this.restStart, this.restEnd);
    this.hash.reset();
    this.hash.addSpans(this.spans);
    return this.seal();
  }

  private path(bytes: Uint8Array, shape: AddressShape): void {
    this.findPath(bytes, shape);
    this.hash.addRange(bytes, this.formStart, this.formEnd);
    this.hash.addRange(bytes, this.restStart, this.restEnd);
  }

  private findPath(bytes: Uint8Array, shape: AddressShape): void {
    const { segments, segmentCount: count, pathStart, pathEnd } = shape;
    this.formStart = pathStart;
    this.formEnd = pathEnd;
    this.restStart = pathEnd;
    this.restEnd = pathEnd;
    if (count !== 3 && count !== 4) return;
    const last = segments[count - 1] ?? 0;
    const idEnd = this.numberEnd(bytes, last, pathEnd);
    const hasForm = count === 4 && isXtreamForm(bytes, segments[0] ?? 0, segments[1] ?? 0);
    if (idEnd < 0 || (count === 4 && !hasForm)) return;
    // /live/user/password/123.ts, /user/password/123: what stays is the form and the number.
    this.formStart = segments[0] ?? 0;
    this.formEnd = hasForm ? (segments[1] ?? 0) : this.formStart;
    this.restStart = last;
    this.restEnd = idEnd;
  }

  /** Where the digits of `123` or `123.ext` end, or -1 if it is something else. */
  private numberEnd(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end && isDigit(bytes[at] ?? 0)) at += 1;
    if (at === start || end - at > 6) return -1;
    return at === end || bytes[at] === DOT ? at : -1;
  }

  private query(bytes: Uint8Array, start: number, end: number): void {
    for (let from = start; from < end; ) {
      let to = from;
      let equals = -1;
      while (to < end && bytes[to] !== AMPERSAND && bytes[to] !== HASH) {
        if (bytes[to] === EQUALS && equals < 0) equals = to;
        to += 1;
      }
      if (!PERSONAL.has(ascii(bytes, from, equals < 0 ? to : equals))) {
        this.hash.addRange(bytes, from, to);
        this.hash.add(AMPERSAND);
      }
      from = to + 1;
      if (bytes[to] === HASH) return;
    }
  }
}
