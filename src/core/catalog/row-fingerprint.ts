import { Fingerprint, ScratchBytes } from '../text';
import { fingerprintHigh } from './row-id';
import type { RowId } from './row-id';

const [SLASH, COLON, AT, QUESTION, HASH, DOT, AMPERSAND, EQUALS] = [0x2f, 0x3a, 0x40, 0x3f, 0x23, 0x2e, 0x26, 0x3d];
/** Between the parts; no part contains it, since parts are folded or addresses. */
const SEPARATOR = 0x1f;

/** Query parameters that name the subscriber or the moment and not the stream. */
const PERSONAL: ReadonlySet<string> = new Set([
  'user', 'username', 'u', 'pass', 'password', 'p', 'pwd', 'token', 'auth', 'key', 'apikey', 'api_key', 'sig', 'sign', 'signature', 'hash',
  'hdnea', 'hdnts', 'hmac', 'expires', 'expire', 'exp', 'e', 'st', 'mac', 'session', 'sessionid', 'sid', 'uid', 'wmsauthsign', 'nimblesessionid',
  'policy', 'key-pair-id', 't', 'ts', 'time', 'nocache', '_',
]);
const XTREAM_FORMS: ReadonlySet<string> = new Set(['live', 'movie', 'series', 'timeshift']);

function lower(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function ascii(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end && i < start + 20; i += 1) text += String.fromCharCode(lower(bytes[i] ?? 0));
  return text;
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
  private readonly segments = new Int32Array(8);

  /** Begins a row. */
  begin(): void {
    this.hash.reset();
  }

  /** Adds a text: ASCII letters in lower case, digits and every byte above ASCII; nothing else. */
  text(bytes: Uint8Array, start: number, end: number): void {
    for (let i = start; i < end; i += 1) {
      const byte = lower(bytes[i] ?? 0);
      if (byte >= 0x80 || (byte >= 0x61 && byte <= 0x7a) || isDigit(byte)) this.hash.add(byte);
    }
    this.hash.add(SEPARATOR);
  }

  /** Adds a text. */
  string(text: string): void {
    const end = this.scratch.encode(text, 0);
    this.text(this.scratch.bytes, 0, end);
  }

  /** Adds an address. */
  address(bytes: Uint8Array, start: number, end: number): void {
    const host = this.hostStart(bytes, start, end);
    let at = host;
    while (at < end && bytes[at] !== SLASH && bytes[at] !== COLON && bytes[at] !== QUESTION) {
      this.hash.add(lower(bytes[at] ?? 0));
      at += 1;
    }
    if (host > start) while (at < end && bytes[at] !== SLASH && bytes[at] !== QUESTION) at += 1;
    let pathEnd = at;
    while (pathEnd < end && bytes[pathEnd] !== QUESTION && bytes[pathEnd] !== HASH) pathEnd += 1;
    this.path(bytes, at, pathEnd);
    if (bytes[pathEnd] === QUESTION && pathEnd < end) this.query(bytes, pathEnd + 1, end);
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

  /** Behind `scheme://` and user info; `start` for a relative address. */
  private hostStart(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end && at < start + 12 && bytes[at] !== COLON && bytes[at] !== SLASH) at += 1;
    if (bytes[at] !== COLON || bytes[at + 1] !== SLASH || bytes[at + 2] !== SLASH || at + 3 > end) return start;
    const host = at + 3;
    for (let i = host; i < end && bytes[i] !== SLASH && bytes[i] !== QUESTION; i += 1) if (bytes[i] === AT) return i + 1;
    return host;
  }

  private path(bytes: Uint8Array, start: number, end: number): void {
    const segments = this.segments;
    let count = 0;
    for (let i = start; i < end && count < segments.length; i += 1) {
      if (bytes[i] !== SLASH) continue;
      segments[count] = i + 1;
      count += 1;
    }
    const last = segments[count - 1] ?? start;
    const idEnd = count === 3 || count === 4 ? this.numberEnd(bytes, last, end) : -1;
    const hasForm = count === 4 && XTREAM_FORMS.has(ascii(bytes, segments[0] ?? 0, (segments[1] ?? 1) - 1));
    if (idEnd > 0 && (count === 3 || hasForm)) {
      // /live/user/password/123.ts, /user/password/123: what stays is the form and the number.
      if (hasForm) for (let i = segments[0] ?? 0; i < (segments[1] ?? 0); i += 1) this.hash.add(bytes[i] ?? 0);
      for (let i = last; i < idEnd; i += 1) this.hash.add(bytes[i] ?? 0);
      return;
    }
    for (let i = start; i < end; i += 1) this.hash.add(bytes[i] ?? 0);
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
        for (let i = from; i < to; i += 1) this.hash.add(bytes[i] ?? 0);
        this.hash.add(AMPERSAND);
      }
      from = to + 1;
      if (bytes[to] === HASH) return;
    }
  }
}
