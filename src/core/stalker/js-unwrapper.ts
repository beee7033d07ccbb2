import { closingQuote, skipContainer, skipSpace } from '../xtream';

const [QUOTE, COMMA, COLON, OPEN_LIST, OPEN, CLOSE] = [0x22, 0x2c, 0x3a, 0x5b, 0x7b, 0x7d];
/** The wrapper begins within this, or there is none. */
const MAX_HEAD = 64 * 1024;
const FIRST_LOOK = 64;

/** Positions `js` and `data` begin at; -1: not there; {@link WAIT}: the bytes end too early to say. */
const WAIT = -2;

/** Where the value of the first member `js` begins. */
function findJs(bytes: Uint8Array, end: number): number {
  for (let at = 0; at < end; at += 1) {
    if (bytes[at] !== QUOTE) continue;
    if (at + 4 > end) return WAIT;
    if (bytes[at + 1] !== 0x6a || bytes[at + 2] !== 0x73 || bytes[at + 3] !== QUOTE) continue;
    const colon = skipSpace(bytes, at + 4, end);
    if (colon >= end) return WAIT;
    if (bytes[colon] !== COLON) continue;
    const value = skipSpace(bytes, colon + 1, end);
    return value >= end ? WAIT : value;
  }
  return -1;
}

/** Behind the value at `start`, or {@link WAIT}. */
function skipValue(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start];
  if (first === QUOTE) {
    const close = closingQuote(bytes, start + 1, end);
    return close < 0 ? WAIT : close + 1;
  }
  if (first === OPEN || first === OPEN_LIST) {
    const stop = skipContainer(bytes, start, end);
    return stop < 0 ? WAIT : stop;
  }
  let at = start;
  while (at < end && bytes[at] !== COMMA && bytes[at] !== CLOSE) at += 1;
  return at >= end ? WAIT : at;
}

function isData(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start === 4 && bytes[start] === 0x64 && bytes[start + 1] === 0x61 && bytes[start + 2] === 0x74 && bytes[start + 3] === 0x61;
}

/** Where in the object at `start` the member `data` stands: its name and its value. */
function findData(bytes: Uint8Array, start: number, end: number): { readonly name: number; readonly value: number } {
  const nowhere = (value: number): { name: number; value: number } => ({ name: -1, value });
  for (let at = start + 1; ; ) {
    while (at < end && ((bytes[at] ?? 0) <= 0x20 || bytes[at] === COMMA)) at += 1;
    if (at >= end) return nowhere(WAIT);
    if (bytes[at] !== QUOTE) return nowhere(-1);
    const close = closingQuote(bytes, at + 1, end);
    if (close < 0) return nowhere(WAIT);
    const colon = skipSpace(bytes, close + 1, end);
    const value = colon >= end ? end : skipSpace(bytes, colon + 1, end);
    if (value >= end) return nowhere(WAIT);
    if (isData(bytes, at + 1, close)) return { name: at, value };
    const next = skipValue(bytes, value, end);
    if (next < 0) return nowhere(WAIT);
    at = next;
  }
}

/**
 * Takes the wrapper off a list answer, `{"js":{"total_items":…,"data":[…]},"text":…}`, so that what comes out is the list or the object
 * that holds it. Text before it is left out; rows that stand in an object instead of a list come out as members of theirs; an answer
 * without the wrapper passes as it is. Works on chunks of any size, in linear time.
 */
export class JsUnwrapper {
  /** What came before it was settled where the list begins; `null` afterwards. */
  private head: Uint8Array | null = new Uint8Array(FIRST_LOOK * 2);
  private headEnd = 0;
  private nextLook = FIRST_LOOK;
  private isSilent = false;

  constructor(private readonly onBytes: (bytes: Uint8Array) => void) {}

  /** Reads on; the chunk may be reused afterwards. */
  push(chunk: Uint8Array): void {
    if (this.isSilent) return;
    if (this.head === null) {
      this.onBytes(chunk);
      return;
    }
    const end = this.headEnd + chunk.length;
    if (end > this.head.length) {
      const grown = new Uint8Array(Math.max(end, this.head.length * 2));
      grown.set(this.head.subarray(0, this.headEnd));
      this.head = grown;
    }
    this.head.set(chunk, this.headEnd);
    this.headEnd = end;
    // Tiny chunks must not make it look at the same bytes again and again.
    if (end < this.nextLook) return;
    const head = this.head.subarray(0, end);
    if (!this.look(head) && end >= MAX_HEAD) this.release(head);
    this.nextLook = end * 2;
  }

  /** Ends the answer. */
  end(): void {
    if (this.head === null) return;
    const head = this.head.subarray(0, this.headEnd);
    if (!this.look(head)) this.release(head);
  }

  /** Whether it is settled where the list begins. */
  private look(head: Uint8Array): boolean {
    const end = head.length;
    const js = findJs(head, end);
    if (js < 0) return false;
    if (head[js] !== OPEN) {
      this.head = null;
      // `null`, `false`, a sentence: nothing to list.
      this.isSilent = head[js] !== OPEN_LIST;
      if (!this.isSilent) this.onBytes(head.subarray(js));
      return true;
    }
    const data = findData(head, js, end);
    if (data.value === WAIT) return false;
    this.head = null;
    if (data.value < 0 || head[data.value] !== OPEN) {
      this.onBytes(head.subarray(js));
      return true;
    }
    this.onBytes(head.subarray(js, data.name));
    this.onBytes(head.subarray(data.value + 1));
    return true;
  }

  private release(head: Uint8Array): void {
    this.head = null;
    const js = findJs(head, head.length);
    this.onBytes(js > 0 ? head.subarray(js) : head);
  }
}
