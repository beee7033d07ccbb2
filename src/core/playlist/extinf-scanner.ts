import { fieldOfKey } from './attribute-keys';
import { ASCII, isBlank, isDigit, isKeyByte, skipBlanks, trimEnd } from './bytes';
import type { M3uField } from './m3u-contract';
import { QuickExtinf } from './quick-extinf';

/** Takes what a scan of an `#EXTINF` line finds; positions are in the scanned bytes. */
export interface ExtinfTarget {
  setDuration(seconds: number): void;
  setName(start: number, end: number): void;
  /** An attribute with a field. */
  addField(field: M3uField, start: number, end: number): void;
  /** An attribute without one. */
  addUnknown(keyStart: number, keyEnd: number, start: number, end: number): void;
}

/**
 * Reads one `#EXTINF` line. The name begins after the first comma behind the last attribute; commas within quotes, and within
 * an unquoted value that another attribute follows, belong to the value, and behind an unquoted last value the last comma of
 * its word counts (logo addresses contain commas). Survives missing quotes, quotes within quotes, single quotes,
 * attributes behind the name, and lines without a comma.
 */
export class ExtinfScanner {
  /** Reads regular lines; learns from this one which attributes a list has. */
  readonly quick = new QuickExtinf();
  private pos = 0;
  private valueStart = 0;
  private valueEnd = 0;
  /** Position of the line's last attribute, -1: none, -2: not looked for yet. */
  private lastAttribute = -2;

  /** Scans `bytes[start..end)`, which begins behind `#EXTINF`. */
  scan(bytes: Uint8Array, start: number, end: number, target: ExtinfTarget): void {
    this.lastAttribute = -2;
    this.pos = skipBlanks(bytes, start, end);
    if (bytes[this.pos] === ASCII.colon && this.pos < end) this.pos = skipBlanks(bytes, this.pos + 1, end);
    this.scanDuration(bytes, end, target);
    let comma = -1;
    let firstBare = -1;
    let attributeAfterComma = end;
    for (;;) {
      const at = skipBlanks(bytes, this.pos, end);
      if (at >= end) break;
      if (bytes[at] === ASCII.comma) {
        if (!this.hasAttribute(bytes, at + 1, end)) {
          this.quick.isLearning = false;
          target.setName(skipBlanks(bytes, at + 1, end), trimEnd(bytes, at + 1, end));
          return;
        }
        // Attributes follow: the name may stand between this comma and them.
        comma = at;
        attributeAfterComma = end;
        this.pos = at + 1;
        continue;
      }
      if (this.scanAttribute(bytes, at, end, target)) {
        if (attributeAfterComma === end) attributeAfterComma = at;
        continue;
      }
      if (firstBare < 0) firstBare = at;
      this.pos = this.skipWord(bytes, at, end);
    }
    this.quick.isLearning = false;
    if (comma >= 0) target.setName(skipBlanks(bytes, comma + 1, end), trimEnd(bytes, comma + 1, attributeAfterComma));
    else if (firstBare >= 0) target.setName(firstBare, trimEnd(bytes, firstBare, end));
  }

  private scanDuration(bytes: Uint8Array, end: number, target: ExtinfTarget): void {
    let at = this.pos;
    const isNegative = bytes[at] === ASCII.minus;
    if (isNegative || bytes[at] === ASCII.plus) at += 1;
    let seconds = 0;
    const digits = at;
    while (at < end && isDigit(bytes[at] ?? 0)) {
      seconds = seconds * 10 + (bytes[at] ?? 0) - 0x30;
      at += 1;
    }
    if (at === digits || at - digits > 9) return;
    if (bytes[at] === ASCII.dot) {
      at += 1;
      while (at < end && isDigit(bytes[at] ?? 0)) at += 1;
    }
    // "3sat" without a duration is a name.
    if (at < end && !isBlank(bytes[at] ?? 0) && bytes[at] !== ASCII.comma) return;
    target.setDuration(isNegative ? -1 : seconds);
    this.pos = at;
  }

  /** Reads `key=value` at `at`; `false` if there is none. */
  private scanAttribute(bytes: Uint8Array, at: number, end: number, target: ExtinfTarget): boolean {
    let keyEnd = at;
    while (keyEnd < end && isKeyByte(bytes[keyEnd] ?? 0)) keyEnd += 1;
    if (keyEnd === at) return false;
    const equals = skipBlanks(bytes, keyEnd, end);
    if (equals >= end || bytes[equals] !== ASCII.equals) return false;
    const value = skipBlanks(bytes, equals + 1, end);
    const first = value < end ? bytes[value] : ASCII.comma;
    if (first === ASCII.quote || first === ASCII.apostrophe) this.scanQuoted(bytes, value, end, first);
    else this.scanUnquoted(bytes, value, end);
    const field = fieldOfKey(bytes, at, keyEnd);
    if (this.quick.isLearning && first === ASCII.quote && value === keyEnd + 1 && bytes[at - 1] === ASCII.space) this.quick.learn(bytes, at, keyEnd, field);
    if (field === -1) target.addUnknown(at, keyEnd, this.valueStart, this.valueEnd);
    else target.addField(field, this.valueStart, this.valueEnd);
    return true;
  }

  private scanQuoted(bytes: Uint8Array, open: number, end: number, quote: number): void {
    this.valueStart = open + 1;
    for (let at = open + 1; at < end; at += 1) {
      if (bytes[at] !== quote) continue;
      if (bytes[at - 1] === ASCII.equals) {
        // The opening quote of the next attribute: this value's closing one is missing.
        const key = keyStart(bytes, open + 1, at - 1);
        if (key > open + 1 && key < at - 1 && isBlank(bytes[key - 1] ?? 0)) {
          this.valueEnd = trimEnd(bytes, open + 1, key);
          this.pos = key;
          return;
        }
      }
      const next = bytes[at + 1] ?? 0;
      if (at + 1 >= end || isBlank(next) || next === ASCII.comma || isAttributeAt(bytes, at + 1, end)) {
        this.valueEnd = at;
        this.pos = at + 1;
        return;
      }
    }
    // No closing quote at all: the name's comma is the last one.
    let comma = end;
    for (let at = end - 1; at > open && comma === end; at -= 1) if (bytes[at] === ASCII.comma) comma = at;
    this.valueEnd = trimEnd(bytes, open + 1, comma);
    this.pos = comma;
  }

  private scanUnquoted(bytes: Uint8Array, start: number, end: number): void {
    this.valueStart = start;
    let at = start;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (isBlank(byte)) {
        const next = skipBlanks(bytes, at, end);
        if (isAttributeAt(bytes, next, end)) break;
      } else if (byte === ASCII.comma && !this.hasAttribute(bytes, at + 1, end)) {
        // Within one word the last comma counts.
        for (let i = at + 1; i < end && !isBlank(bytes[i] ?? 0); i += 1) if (bytes[i] === ASCII.comma) at = i;
        break;
      }
    }
    this.valueEnd = trimEnd(bytes, start, at);
    this.pos = at;
  }

  /**
   * Whether an attribute stands anywhere in `bytes[from..end)`. Asked with growing `from`, so one search from the end of the
   * line answers all questions: a line of commas must not take quadratic time.
   */
  private hasAttribute(bytes: Uint8Array, from: number, end: number): boolean {
    if (this.lastAttribute === -2) {
      let at = end - 1;
      while (at >= from && !(bytes[at] === ASCII.equals && isAttributeEquals(bytes, from, at, end))) at -= 1;
      this.lastAttribute = at >= from ? at : -1;
    }
    return this.lastAttribute > from;
  }

  private skipWord(bytes: Uint8Array, start: number, end: number): number {
    let at = start + 1;
    while (at < end && !isBlank(bytes[at] ?? 0) && bytes[at] !== ASCII.comma) at += 1;
    return at;
  }
}

/** Where the run of name bytes that ends at `end` begins. */
function keyStart(bytes: Uint8Array, from: number, end: number): number {
  let at = end;
  while (at > from && isKeyByte(bytes[at - 1] ?? 0)) at -= 1;
  return at;
}

/** Whether an attribute's `=` stands at `equals`: a name before it, and behind it a quote, or else a name we know. */
function isAttributeEquals(bytes: Uint8Array, from: number, equals: number, end: number): boolean {
  const key = keyStart(bytes, from, equals);
  if (key === equals) return false;
  if (key > from && !isBlank(bytes[key - 1] ?? 0) && bytes[key - 1] !== ASCII.comma) return false;
  if (equals + 1 < end && bytes[equals + 1] === ASCII.quote) return true;
  return fieldOfKey(bytes, key, equals) >= 0;
}

/** Whether `key=` of an attribute begins at `pos`. */
function isAttributeAt(bytes: Uint8Array, pos: number, end: number): boolean {
  let at = pos;
  while (at < end && isKeyByte(bytes[at] ?? 0)) at += 1;
  return at > pos && at < end && bytes[at] === ASCII.equals && isAttributeEquals(bytes, pos, at, end);
}
