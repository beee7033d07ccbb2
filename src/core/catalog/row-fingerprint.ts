import { AddressShape, ScratchBytes, encodeUtf8, mixHash } from '../text';
import { fingerprintHigh } from './row-id';
import type { RowId } from './row-id';

const [HASH, DOT, AMPERSAND, EQUALS] = [0x23, 0x2e, 0x26, 0x3d];

/** Query parameters that name the subscriber or the moment and not the stream. */
const PERSONAL: ReadonlySet<string> = new Set([
  'user', 'username', 'u', 'pass', 'password', 'p', 'pwd', 'token', 'auth', 'key', 'apikey', 'api_key', 'sig', 'sign', 'signature', 'hash',
  'hdnea', 'hdnts', 'hmac', 'expires', 'expire', 'exp', 'e', 'st', 'mac', 'session', 'sessionid', 'sid', 'uid', 'wmsauthsign', 'nimblesessionid',
  'policy', 'key-pair-id', 't', 'ts', 'time', 'nocache', '_',
]);
/** First segments of Xtream addresses by their length. */
const FORM_BY_LENGTH: readonly (Uint8Array | undefined)[] = ['', '', '', '', '', 'live/', 'movie/', 'series/', '', '', 'timeshift/'].map((form) => (form === '' ? undefined : encodeUtf8(form)));

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Odd, and without common factors: each byte and each part goes into two hashes that have nothing to do with one another. */
const [LOW_STEP, HIGH_STEP, LOW_PART, HIGH_PART] = [0x01000193, 0x5bd1e995, 0x9e3779b1, 0x85ebca6b];

/**
 * What bytes count as in one kind of part, four numbers each: what the low half is multiplied with, what is added to it, and the same for the high half. A
 * byte that is left out multiplies with 1 and adds 0, which is quicker than asking. `fold` tells what a byte counts as; 0: nothing. The numbers
 * only have to be as good as random, and the same for ever.
 */
function weightsOf(fold: (byte: number) => number): Int32Array {
  const weights = new Int32Array(1024);
  for (let byte = 0; byte < 256; byte += 1) {
    const folded = fold(byte);
    const isCounted = folded !== 0;
    weights[byte * 4] = isCounted ? LOW_STEP : 1;
    weights[byte * 4 + 1] = isCounted ? mixHash(folded) | 1 : 0;
    weights[byte * 4 + 2] = isCounted ? HIGH_STEP : 1;
    weights[byte * 4 + 3] = isCounted ? mixHash(folded + 0x5bd1e995) | 1 : 0;
  }
  return weights;
}

function small(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

/** Names: ASCII letters in lower case, digits, every byte above ASCII; nothing else. */
export const NAME_HASH_WEIGHTS = weightsOf((byte) => (byte >= 0x80 || isDigit(byte) || (small(byte) >= 0x61 && small(byte) <= 0x7a) ? small(byte) : 0));
/** Hosts: ASCII letters in lower case, everything else as it is. */
const HOST_WEIGHTS = weightsOf(small);
/** Paths and queries: everything as it is. */
export const FILE_HASH_WEIGHTS = weightsOf((byte) => byte);

/** What a row begins with. */
const [LOW_START, HIGH_START] = [0x811c9dc5, 0x9747b28c];
/** Directories and groups whose parts are kept, by their number. */
const [MAX_DIRECTORIES, MAX_GROUPS] = [1000, 2048];
/** Of a directory: host, whole path, and the form of an Xtream address, low and high half each. */
const DIRECTORY_SIZE = 6;
const KNOWN = { not: 0, plain: 1, xtream: 2 } as const;

/** Whether one of the forms, with its slash, is `bytes[start..end)`. */
function isXtreamForm(bytes: Uint8Array, start: number, end: number): boolean {
  const form = FORM_BY_LENGTH[end - start];
  if (form === undefined) return false;
  for (let i = 0; i < form.length; i += 1) if (bytes[start + i] !== form[i]) return false;
  return true;
}

function ascii(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end && i < start + 20; i += 1) text += String.fromCharCode(small(bytes[i] ?? 0));
  return text;
}

/** What is known of a directory: halves of the hashes of its host, of its path and of the form of an Xtream address, and whether it may be one's. */
export interface DirectoryHashes {
  readonly halves: Int32Array;
  readonly isXtream: boolean;
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
  /** Number of the directory the address lies in, so that it is worked out once; 0: not known. Two directories never have the same. */
  readonly directory: number;
  /** Where a directory is known, the address ends with a plain file, without a query: where that begins and ends. */
  readonly fileStart: number;
  readonly fileEnd: number;
  /** Number of the group's text, so that it is worked out once; less than 0: not known. Two texts never have the same. */
  readonly group: number;
}

/**
 * Identity of a row whose source gives no id: a 63-bit hash of name, group and address. Stays the same over refreshes, over a
 * new password (user info, Xtream path credentials and personal query parameters are left out) and over a change of scheme,
 * port, letter case or spacing. Every part (name, group, host, directory, file, parameter) is hashed by itself, so that the parts rows share are worked out
 * once. One object serves all rows of one list.
 */
export class RowFingerprint implements RowId {
  high = 0;
  low = 0;
  /** The row so far, and the part hashed last; in a typed array, since numbers beyond 31 bits in plain fields are boxed. */
  private readonly state = new Int32Array(4);
  private readonly scratch = new ScratchBytes();
  private readonly shape = new AddressShape();
  private readonly directories = new Int32Array(MAX_DIRECTORIES * DIRECTORY_SIZE);
  private readonly known = new Uint8Array(MAX_DIRECTORIES);
  private readonly groups = new Int32Array(MAX_GROUPS * 2);
  private readonly knownGroups = new Uint8Array(MAX_GROUPS);

  /** Begins a row. */
  begin(): void {
    this.state[0] = LOW_START;
    this.state[1] = HIGH_START;
  }

  /** Adds a text: ASCII letters in lower case, digits and every byte above ASCII; nothing else. */
  text(bytes: Uint8Array, start: number, end: number): void {
    this.part(bytes, start, end, NAME_HASH_WEIGHTS);
    this.add();
  }

  /** Adds a text. */
  string(text: string): void {
    const end = this.scratch.encode(text, 0);
    this.text(this.scratch.bytes, 0, end);
  }

  /** Adds an address whose parts are known. */
  addressOf(bytes: Uint8Array, shape: AddressShape): void {
    this.part(bytes, shape.hostStart, shape.hostEnd, HOST_WEIGHTS);
    this.add();
    const file = fileStart(shape);
    const idEnd = xtreamIdEnd(bytes, shape, file);
    if (idEnd > 0) this.part(bytes, shape.segments[0] ?? 0, formEnd(bytes, shape), FILE_HASH_WEIGHTS);
    else this.part(bytes, shape.pathStart, file, FILE_HASH_WEIGHTS);
    this.add();
    // /live/user/password/123.ts, /user/password/123: what stays is the form and the number.
    this.part(bytes, file, idEnd > 0 ? idEnd : shape.pathEnd, FILE_HASH_WEIGHTS);
    this.add();
    if (shape.queryStart < shape.end) this.query(bytes, shape.queryStart + 1, shape.end);
  }

  /** Adds an address. */
  addressString(address: string): void {
    const end = this.scratch.encode(address, 0);
    this.shape.read(this.scratch.bytes, 0, end);
    this.addressOf(this.scratch.bytes, this.shape);
  }

  /** The id of a row of a list: its name, group and address, as the other methods add them. */
  row(parts: FingerprintParts): this {
    const { bytes, directory, group } = parts;
    const { known, knownGroups, state } = this;
    if (directory <= 0 || directory >= MAX_DIRECTORIES || group < 0 || group >= MAX_GROUPS || known[directory] === KNOWN.not) return this.rowInFull(parts);
    if (knownGroups[group] === KNOWN.not) this.learnGroup(parts);
    let low = 1;
    let high = 1;
    const nameEnd = parts.nameEnd;
    for (let at = parts.nameStart; at < nameEnd; at += 1) {
      const weight = (bytes[at] ?? 0) * 4;
      low = (Math.imul(low, NAME_HASH_WEIGHTS[weight] ?? 0) + (NAME_HASH_WEIGHTS[weight + 1] ?? 0)) | 0;
      high = (Math.imul(high, NAME_HASH_WEIGHTS[weight + 2] ?? 0) + (NAME_HASH_WEIGHTS[weight + 3] ?? 0)) | 0;
    }
    const rowLow = Math.imul(Math.imul(LOW_START, LOW_PART) + mixHash(low), LOW_PART) + (this.groups[group * 2] ?? 0);
    const rowHigh = Math.imul(Math.imul(HIGH_START, HIGH_PART) + mixHash(high), HIGH_PART) + (this.groups[group * 2 + 1] ?? 0);
    const end = parts.fileEnd;
    let at = parts.fileStart;
    let idEnd = known[directory] === KNOWN.xtream ? numberEnd(bytes, at, end) : -1;
    const place = directory * DIRECTORY_SIZE;
    const path = place + (idEnd > 0 ? 4 : 2);
    if (idEnd < 0) idEnd = end;
    low = 1;
    high = 1;
    for (; at < idEnd; at += 1) {
      const weight = (bytes[at] ?? 0) * 4;
      low = (Math.imul(low, LOW_STEP) + (FILE_HASH_WEIGHTS[weight + 1] ?? 0)) | 0;
      high = (Math.imul(high, HIGH_STEP) + (FILE_HASH_WEIGHTS[weight + 3] ?? 0)) | 0;
    }
    const { directories } = this;
    const pathLow = Math.imul(Math.imul(rowLow, LOW_PART) + (directories[place] ?? 0), LOW_PART) + (directories[path] ?? 0);
    const pathHigh = Math.imul(Math.imul(rowHigh, HIGH_PART) + (directories[place + 1] ?? 0), HIGH_PART) + (directories[path + 1] ?? 0);
    state[0] = Math.imul(pathLow, LOW_PART) + mixHash(low);
    state[1] = Math.imul(pathHigh, HIGH_PART) + mixHash(high);
    return this.seal();
  }

  /** Ends the row: `high` and `low` hold its id until the next one. */
  seal(): this {
    const { state } = this;
    const low = state[0] ?? 0;
    const high = state[1] ?? 0;
    this.high = fingerprintHigh(mixHash(high ^ (low << 9)));
    this.low = mixHash(low ^ (high >>> 7));
    return this;
  }

  /** As {@link row}, from all parts; the directory is worked out for later rows. */
  private rowInFull(parts: FingerprintParts): this {
    const { bytes, address, directory } = parts;
    if (directory > 0 && directory < MAX_DIRECTORIES && this.known[directory] === KNOWN.not) this.learn(bytes, address, directory);
    this.begin();
    this.text(bytes, parts.nameStart, parts.nameEnd);
    this.text(parts.groupBytes, parts.groupStart, parts.groupEnd);
    this.addressOf(bytes, address);
    return this.seal();
  }

  /** What is known of a directory by its number; `null` before a row that lies in it. */
  hashesOf(directory: number): DirectoryHashes | null {
    const known = this.known[directory] ?? KNOWN.not;
    if (known === KNOWN.not) return null;
    return { halves: this.directories.subarray(directory * DIRECTORY_SIZE, (directory + 1) * DIRECTORY_SIZE), isXtream: known === KNOWN.xtream };
  }

  private learnGroup(parts: FingerprintParts): void {
    this.part(parts.groupBytes, parts.groupStart, parts.groupEnd, NAME_HASH_WEIGHTS);
    this.groups[parts.group * 2] = this.state[2] ?? 0;
    this.groups[parts.group * 2 + 1] = this.state[3] ?? 0;
    this.knownGroups[parts.group] = 1;
  }

  private learn(bytes: Uint8Array, shape: AddressShape, directory: number): void {
    const keep = (at: number): void => {
      this.directories[at] = this.state[2] ?? 0;
      this.directories[at + 1] = this.state[3] ?? 0;
    };
    const base = directory * DIRECTORY_SIZE;
    this.part(bytes, shape.hostStart, shape.hostEnd, HOST_WEIGHTS);
    keep(base);
    this.part(bytes, shape.pathStart, fileStart(shape), FILE_HASH_WEIGHTS);
    keep(base + 2);
    this.part(bytes, shape.segments[0] ?? 0, formEnd(bytes, shape), FILE_HASH_WEIGHTS);
    keep(base + 4);
    this.known[directory] = mayBeXtream(bytes, shape) ? KNOWN.xtream : KNOWN.plain;
  }

  /** Hashes `bytes[start..end)` by itself. */
  private part(bytes: Uint8Array, start: number, end: number, weights: Int32Array): void {
    let low = 1;
    let high = 1;
    for (let at = start; at < end; at += 1) {
      const weight = (bytes[at] ?? 0) * 4;
      low = (Math.imul(low, weights[weight] ?? 0) + (weights[weight + 1] ?? 0)) | 0;
      high = (Math.imul(high, weights[weight + 2] ?? 0) + (weights[weight + 3] ?? 0)) | 0;
    }
    this.state[2] = mixHash(low);
    this.state[3] = mixHash(high);
  }

  /** Adds the part hashed last to the row. */
  private add(): void {
    const { state } = this;
    state[0] = Math.imul(state[0] ?? 0, LOW_PART) + (state[2] ?? 0);
    state[1] = Math.imul(state[1] ?? 0, HIGH_PART) + (state[3] ?? 0);
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
        this.part(bytes, from, to, FILE_HASH_WEIGHTS);
        this.add();
      }
      from = to + 1;
      if (bytes[to] === HASH) return;
    }
  }
}

/** Where the last segment of the path begins. */
function fileStart(shape: AddressShape): number {
  return shape.lastSlash < 0 ? shape.pathStart : shape.lastSlash + 1;
}

/** Whether a directory is `/user/password/`, or one of the forms and that. */
function mayBeXtream(bytes: Uint8Array, shape: AddressShape): boolean {
  return shape.segmentCount === 3 || (shape.segmentCount === 4 && formEnd(bytes, shape) > (shape.segments[0] ?? 0));
}

/** Where the form of an Xtream address ends, its slash included; where the path's first segment begins, if it has none. */
function formEnd(bytes: Uint8Array, shape: AddressShape): number {
  const { segments } = shape;
  const start = segments[0] ?? 0;
  const end = segments[1] ?? 0;
  return shape.segmentCount === 4 && isXtreamForm(bytes, start, end) ? end : start;
}

/** Where the number of an Xtream address ends, or -1 for another address. */
function xtreamIdEnd(bytes: Uint8Array, shape: AddressShape, file: number): number {
  return mayBeXtream(bytes, shape) ? numberEnd(bytes, file, shape.pathEnd) : -1;
}

/** Where the digits of `123` or `123.ext` end, or -1 if it is something else. */
function numberEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && isDigit(bytes[at] ?? 0)) at += 1;
  if (at === start || end - at > 6) return -1;
  return at === end || bytes[at] === DOT ? at : -1;
}
