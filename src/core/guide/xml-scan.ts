/** The bytes end before the piece does. */
export const INCOMPLETE = -1;

const [LESS, GREATER, SLASH, EQUALS, QUOTE, APOSTROPHE] = [0x3c, 0x3e, 0x2f, 0x3d, 0x22, 0x27];

/** Space, tab or line end. */
export function isXmlSpace(byte: number): boolean {
  return byte <= 0x20;
}

/** Position of `byte` in `bytes[from..end)`, or -1. */
export function findByte(bytes: Uint8Array, byte: number, from: number, end: number): number {
  const found = bytes.indexOf(byte, from);
  return found < end ? found : -1;
}

/** Whether `text` (ASCII) stands at `pos`. */
export function isAt(bytes: Uint8Array, pos: number, end: number, text: string): boolean {
  if (end - pos < text.length) return false;
  for (let i = 0; i < text.length; i += 1) if (bytes[pos + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** Whether the tag name at `pos` is `name` and ends there. */
export function isName(bytes: Uint8Array, pos: number, end: number, name: string): boolean {
  if (!isAt(bytes, pos, end, name)) return false;
  const after = bytes[pos + name.length] ?? 0;
  return isXmlSpace(after) || after === GREATER || after === SLASH;
}

/** Position behind `text` at or after `from`, or -1. */
export function findBehind(bytes: Uint8Array, from: number, end: number, text: string): number {
  const first = text.charCodeAt(0);
  for (let at = findByte(bytes, first, from, end); at >= 0; at = findByte(bytes, first, at + 1, end)) {
    if (isAt(bytes, at, end, text)) return at + text.length;
  }
  return INCOMPLETE;
}

/** Walks the attributes of one start tag. Takes single and double quotes, none at all, and values with `>` or `<` in quotes. */
export class TagReader {
  nameStart = 0;
  nameEnd = 0;
  valueStart = 0;
  valueEnd = 0;
  /** Behind the tag's `>`; valid once {@link next} answered `false`. */
  end = 0;
  isSelfClosing = false;
  private bytes: Uint8Array = new Uint8Array(0);
  private pos = 0;
  private limit = 0;

  /** Begins behind the tag's name. */
  open(bytes: Uint8Array, pos: number, limit: number): void {
    this.bytes = bytes;
    this.pos = pos;
    this.limit = limit;
    this.isSelfClosing = false;
    this.end = INCOMPLETE;
  }

  /** Goes to the next attribute. `false` at the tag's end; `end` is then -1 if the bytes ended first. */
  next(): boolean {
    const { bytes, limit } = this;
    let at = this.pos;
    for (;;) {
      while (at < limit && isXmlSpace(bytes[at] ?? 0)) at += 1;
      if (at >= limit) return false;
      const byte = bytes[at];
      if (byte === GREATER) {
        this.end = at + 1;
        return false;
      }
      if (byte === LESS) {
        // The `>` is missing: the next tag ends this one.
        this.end = at;
        return false;
      }
      if (byte === SLASH) {
        this.isSelfClosing = bytes[at + 1] === GREATER;
        at += 1;
        continue;
      }
      this.nameStart = at;
      while (at < limit && bytes[at] !== EQUALS && bytes[at] !== GREATER && bytes[at] !== SLASH && bytes[at] !== LESS && !isXmlSpace(bytes[at] ?? 0)) at += 1;
      this.nameEnd = at;
      while (at < limit && isXmlSpace(bytes[at] ?? 0)) at += 1;
      if (at >= limit) return false;
      if (bytes[at] !== EQUALS) {
        // A name without value, or a stray sign.
        if (at === this.nameStart) at += 1;
        continue;
      }
      at += 1;
      while (at < limit && isXmlSpace(bytes[at] ?? 0)) at += 1;
      return this.readValue(at);
    }
  }

  /** Whether the attribute is called `name`. */
  is(name: string): boolean {
    return this.nameEnd - this.nameStart === name.length && isAt(this.bytes, this.nameStart, this.nameEnd, name);
  }

  private readValue(pos: number): boolean {
    const { bytes, limit } = this;
    if (pos >= limit) return false;
    const quote = bytes[pos] ?? 0;
    if (quote === QUOTE || quote === APOSTROPHE) {
      const close = findByte(bytes, quote, pos + 1, limit);
      if (close < 0) return false;
      this.valueStart = pos + 1;
      this.valueEnd = close;
      this.pos = close + 1;
      return true;
    }
    let at = pos;
    while (at < limit && bytes[at] !== GREATER && bytes[at] !== LESS && !isXmlSpace(bytes[at] ?? 0)) at += 1;
    if (at >= limit) return false;
    this.valueStart = pos;
    this.valueEnd = at;
    this.pos = at;
    return true;
  }
}
