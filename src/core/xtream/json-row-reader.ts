import { HeadBytes, PIECE_BYTES, SlidingBuffer, createUtf8Input, decodeUtf8 } from '../text';
import type { Utf8Input } from '../text';
import { JsonNames } from './json-names';
import { JsonRow, VALUE } from './json-row';
import { isBlankByte, skipContainer, skipSpace } from './json-scan';
import { QuickRow } from './quick-row';

const [QUOTE, COMMA, COLON, OPEN_LIST, CLOSE_LIST, BACKSLASH, OPEN, CLOSE, LESS] = [0x22, 0x2c, 0x3a, 0x5b, 0x5d, 0x5c, 0x7b, 0x7d, 0x3c];
/** No row is longer; one that seems so means that the structure is lost. */
const MAX_ROW_BYTES = 8 * 1024 * 1024;
/** Objects within one another that are looked into for rows. */
const MAX_OBJECTS = 4;
/** Members beside the rows that are kept for a verdict (`error`, `message`). */
const MAX_MEMBERS = 20;
const MAX_MEMBER_BYTES = 4096;
const HEAD_BYTES = 512;
/** The bytes end before the piece does. */
const INCOMPLETE = -1;

const MODE = { seek: 0, list: 1, object: 2, warning: 3, done: 4 } as const;
type Mode = (typeof MODE)[keyof typeof MODE];

/** What a list answer turned out to be. */
export interface JsonListEnd {
  readonly rows: number;
  /** Values that stand where a row is due and are no objects: numbers, texts, null. */
  readonly strays: number;
  /** How often text stood between rows. */
  readonly warnings: number;
  readonly bytes: number;
  /** The answer ended within the list. */
  readonly isCut: boolean;
  /** A list or object was found, empty or not. */
  readonly isJson: boolean;
  /** Members of a root object that are no rows, as JSON source: `user_info`, `error`, `message`. */
  readonly members: Readonly<Record<string, string>>;
  /** The beginning of the answer. */
  readonly head: string;
}

/**
 * Reads the objects of a JSON list as they arrive, without building any. Takes arrays of objects, objects of objects (PHP lists with gaps)
 * and a list inside an object; survives a byte order mark, text and warnings before and between rows, raw control characters,
 * quotes nobody escaped, missing commas and a missing end.
 */
export class JsonRowReader {
  rows = 0;
  bytes = 0;
  private readonly buffer = new SlidingBuffer();
  private readonly input: Utf8Input;
  private readonly row: JsonRow;
  private readonly names: JsonNames;
  private readonly quick = new QuickRow();
  private readonly members: Record<string, string> = {};
  private memberCount = 0;
  private readonly head = new HeadBytes(HEAD_BYTES);
  private mode: Mode = MODE.seek;
  /** Names of the objects and the list rows are read from, outermost first; the root has none. */
  private readonly path: string[] = [];
  /** Objects within one another that are being gone through. */
  private objects = 0;
  /** Lists within one another. */
  private depth = 0;
  private strays = 0;
  private warnings = 0;
  private isInStray = false;
  private pos = 0;
  private retryAt = 0;
  private isLast = false;
  private isCut = false;
  private isJson = false;
  private hasEscape = false;

  constructor(
    names: readonly string[],
    private readonly onRow: (row: JsonRow) => void,
    private readonly onStray: () => void = () => undefined,
  ) {
    this.names = new JsonNames(names);
    this.row = new JsonRow(names.length);
    this.input = createUtf8Input({ onBytes: (bytes) => this.take(bytes) });
  }

  /** Reads on; the chunk may be reused afterwards. */
  push(chunk: Uint8Array): void {
    this.bytes += chunk.length;
    this.input.push(chunk);
  }

  /** Ends the answer. */
  end(): JsonListEnd {
    this.input.end();
    this.isLast = true;
    this.advance();
    if (this.mode !== MODE.done && this.mode !== MODE.seek) this.isCut = true;
    return { rows: this.rows, strays: this.strays, warnings: this.warnings, bytes: this.bytes, isCut: this.isCut, isJson: this.isJson, members: this.members, head: this.head.text() };
  }

  private take(bytes: Uint8Array): void {
    this.head.push(bytes);
    for (let from = 0; from < bytes.length && this.mode !== MODE.done; from += PIECE_BYTES) {
      this.buffer.append(bytes, from, Math.min(bytes.length, from + PIECE_BYTES));
      // A row that was incomplete is tried again when its bytes have doubled: tiny chunks must not take quadratic time.
      if (this.buffer.end < this.retryAt) continue;
      this.advance();
      this.buffer.drop(this.pos);
      this.retryAt = this.buffer.end * 2;
      this.pos = 0;
    }
  }

  private advance(): void {
    while (this.step());
    if (this.mode !== MODE.done && this.buffer.end - this.pos > MAX_ROW_BYTES) {
      this.isCut = true;
      this.mode = MODE.done;
    }
    if (this.mode === MODE.done) this.pos = this.buffer.end;
  }

  /** One step in the current mode; `false` when nothing more can be done with the bytes at hand. */
  private step(): boolean {
    if (this.mode === MODE.list) return this.listStep();
    if (this.mode === MODE.object) return this.objectStep();
    if (this.mode === MODE.seek) return this.seek();
    return this.mode === MODE.warning && this.skipWarning();
  }

  /** Looks for `[` before an object or a list, or `{` before a name. */
  private seek(): boolean {
    const { bytes, end } = this.buffer;
    for (; this.pos < end; this.pos += 1) {
      const byte = bytes[this.pos];
      if (byte !== OPEN && byte !== OPEN_LIST) continue;
      const next = skipSpace(bytes, this.pos + 1, end);
      if (next >= end) {
        if (!this.isLast) return false;
        continue;
      }
      const sign = bytes[next];
      if ((byte === OPEN && sign === CLOSE) || (byte === OPEN_LIST && sign === CLOSE_LIST)) {
        // An empty list, or brackets in a warning: go on looking.
        this.isJson = this.isJson || this.head.text().trim().charAt(0) === String.fromCharCode(byte);
      } else if (byte === OPEN && sign === QUOTE) {
        return this.enter(MODE.object, this.pos + 1);
      } else if (byte === OPEN_LIST && (sign === OPEN || sign === OPEN_LIST)) {
        return this.enter(MODE.list, this.pos + 1);
      }
    }
    return false;
  }

  private enter(mode: Mode, pos: number): boolean {
    this.mode = mode;
    this.isJson = true;
    this.pos = pos;
    if (mode === MODE.list) this.depth = 1;
    else this.objects += 1;
    this.row.path = this.path.join('/');
    return true;
  }

  /** Goes into an object or a list that is a member of the object being gone through. */
  private enterMember(mode: Mode, name: string, pos: number): boolean {
    this.path.push(name);
    return this.enter(mode, pos);
  }

  /** Back to the object around the one or the list that has ended; done when there is none. */
  private leave(): void {
    this.path.pop();
    this.row.path = this.path.join('/');
    this.mode = this.objects > 0 ? MODE.object : MODE.done;
  }

  private listStep(): boolean {
    const { bytes, end } = this.buffer;
    let at = this.pos;
    while (at < end && (isBlankByte(bytes[at] ?? 0) || bytes[at] === COMMA)) at += 1;
    if (at > this.pos) this.isInStray = false;
    this.pos = at;
    if (at >= end) return false;
    const byte = bytes[at];
    if (byte === OPEN) {
      this.isInStray = false;
      return this.rowAt(at, '');
    }
    if (byte === QUOTE) {
      const close = this.textEnd(at + 1);
      if (close === INCOMPLETE) return false;
      this.stray();
      this.isInStray = false;
      this.pos = close + 1;
      return true;
    }
    this.pos = at + 1;
    if (byte === LESS) {
      this.mode = MODE.warning;
      this.warnings += 1;
    } else if (byte === OPEN_LIST) {
      this.depth += 1;
    } else if (byte === CLOSE_LIST) {
      this.depth -= 1;
      if (this.depth === 0) this.leave();
    } else {
      this.stray();
    }
    return true;
  }

  /** A value that is no row, or one more byte of it. */
  private stray(): void {
    if (this.isInStray) return;
    this.isInStray = true;
    this.strays += 1;
    this.onStray();
  }

  /** Behind a `<` between rows: to the next object that begins with a name. */
  private skipWarning(): boolean {
    const { bytes, end } = this.buffer;
    for (; this.pos < end; this.pos += 1) {
      if (bytes[this.pos] !== OPEN) continue;
      const next = skipSpace(bytes, this.pos + 1, end);
      if (next >= end) return false;
      if (bytes[next] !== QUOTE) continue;
      this.mode = MODE.list;
      return true;
    }
    return false;
  }

  private objectStep(): boolean {
    const { bytes, end } = this.buffer;
    let at = this.pos;
    while (at < end && bytes[at] !== QUOTE && bytes[at] !== CLOSE) at += 1;
    this.pos = at;
    if (at >= end) return false;
    if (bytes[at] === CLOSE) {
      this.pos = at + 1;
      this.objects -= 1;
      this.leave();
      return this.mode !== MODE.done;
    }
    const close = this.textEnd(at + 1);
    if (close === INCOMPLETE) return false;
    let value = skipSpace(bytes, close + 1, end);
    if (bytes[value] !== COLON && value < end) {
      this.pos = close + 1;
      return true;
    }
    value = skipSpace(bytes, value + 1, end);
    if (value >= end) return false;
    const name = decodeUtf8(bytes, at + 1, close);
    if (bytes[value] === OPEN_LIST) return this.enterMember(MODE.list, name, value + 1);
    if (bytes[value] === OPEN && !/^(?:user|server)_info$/.test(name)) {
      const inside = this.looksInside(value, name);
      if (inside === INCOMPLETE) return false;
      return inside > 0 ? this.enterMember(MODE.object, name, value + 1) : this.rowAt(value, name);
    }
    const stop = this.valueEnd(value);
    if (stop === INCOMPLETE) return false;
    if (this.memberCount < MAX_MEMBERS && name !== '__proto__') {
      this.memberCount += 1;
      this.members[name] = decodeUtf8(bytes, value, Math.min(stop, value + MAX_MEMBER_BYTES));
    }
    this.pos = stop;
    return true;
  }

  /**
   * Whether the object at `start` holds rows (1) and is none itself (0): its first member is an object, or a list of them. Numbers are names of rows only.
   * {@link INCOMPLETE} when more has to be seen.
   */
  private looksInside(start: number, name: string): number {
    if (/^\d+$/.test(name) || this.objects >= MAX_OBJECTS) return 0;
    const { bytes, end } = this.buffer;
    const unknown = this.isLast ? 0 : INCOMPLETE;
    let at = skipSpace(bytes, start + 1, end);
    if (at >= end) return unknown;
    if (bytes[at] === CLOSE) return 1;
    if (bytes[at] !== QUOTE) return 0;
    const close = this.textEnd(at + 1);
    if (close === INCOMPLETE) return unknown;
    at = skipSpace(bytes, close + 1, end);
    if (at < end && bytes[at] !== COLON) return 0;
    at = skipSpace(bytes, at + 1, end);
    if (at >= end) return unknown;
    if (bytes[at] === OPEN) return 1;
    if (bytes[at] !== OPEN_LIST) return 0;
    at = skipSpace(bytes, at + 1, end);
    if (at >= end) return unknown;
    return bytes[at] === OPEN ? 1 : 0;
  }

  private rowAt(start: number, key: string): boolean {
    const stop = this.readRow(start);
    if (stop === INCOMPLETE || stop - start > MAX_ROW_BYTES) return false;
    this.row.key = key;
    this.rows += 1;
    this.pos = stop;
    this.onRow(this.row);
    return true;
  }

  /** Reads the object at `start` into the row; the position behind it. */
  private readRow(start: number): number {
    const { bytes, end } = this.buffer;
    const { row, quick } = this;
    row.use(this.buffer);
    const stop = quick.read(this.buffer, start, row);
    if (stop >= 0) return stop;
    row.clear();
    const { isLearning } = quick;
    quick.isLearning = false;
    let at = start + 1;
    while (at < end) {
      const byte = bytes[at] ?? 0;
      if (byte === CLOSE) return at + 1;
      // A brace is missing: the row ends here.
      if (byte === CLOSE_LIST || byte === OPEN) return at;
      if (byte !== QUOTE) {
        at += 1;
        continue;
      }
      const close = this.textEnd(at + 1);
      if (close === INCOMPLETE) return INCOMPLETE;
      const column = this.names.find(bytes, at + 1, close);
      if (isLearning && !this.hasEscape) quick.learn(bytes, at, close, column);
      at = skipSpace(bytes, close + 1, end);
      if (at >= end) return INCOMPLETE;
      if (bytes[at] !== COLON) continue;
      at = skipSpace(bytes, at + 1, end);
      const stop = this.valueEnd(at);
      if (stop === INCOMPLETE) return INCOMPLETE;
      if (column >= 0) this.putValue(column, at, stop);
      at = stop;
    }
    return INCOMPLETE;
  }

  private putValue(column: number, start: number, stop: number): void {
    const first = this.buffer.bytes[start];
    if (first === QUOTE) this.row.put(column, this.hasEscape ? VALUE.escapedText : VALUE.text, start + 1, stop - 1);
    else this.row.put(column, first === OPEN || first === OPEN_LIST ? VALUE.container : VALUE.scalar, start, stop);
  }

  /** The position behind the value at `start`. */
  private valueEnd(start: number): number {
    const { bytes, end } = this.buffer;
    if (start >= end) return INCOMPLETE;
    const first = bytes[start];
    if (first === QUOTE) {
      const close = this.textEnd(start + 1);
      return close === INCOMPLETE ? INCOMPLETE : close + 1;
    }
    if (first === OPEN || first === OPEN_LIST) return skipContainer(bytes, start, end);
    let at = start;
    while (at < end) {
      const byte = bytes[at] ?? 0;
      if (byte === COMMA || byte === CLOSE || byte === CLOSE_LIST || isBlankByte(byte)) return at;
      at += 1;
    }
    return INCOMPLETE;
  }

  /** The quote that closes the text beginning at `pos`; notes whether an escape is in it. See `closingQuote`. */
  private textEnd(pos: number): number {
    const { bytes, end } = this.buffer;
    this.hasEscape = false;
    for (let at = pos; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === BACKSLASH) {
        this.hasEscape = true;
        at += 1;
      } else if (byte === QUOTE) {
        const next = skipSpace(bytes, at + 1, end);
        if (next >= end) return this.isLast ? at : INCOMPLETE;
        const sign = bytes[next] ?? 0;
        if (sign === COMMA || sign === COLON || sign === CLOSE || sign === CLOSE_LIST || sign === QUOTE) return at;
      }
    }
    return INCOMPLETE;
  }
}
