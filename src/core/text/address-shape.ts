const [SLASH, COLON, AT, QUESTION, HASH, DOT, PIPE] = [0x2f, 0x3a, 0x40, 0x3f, 0x23, 0x2e, 0x7c];
/** Segments told apart; deeper paths are read as a whole. */
const MAX_SEGMENTS = 8;

/** Bytes that mean something in an address; all others are passed over with one look. */
const SIGNS = new Uint8Array(256);
for (const sign of [SLASH, COLON, AT, QUESTION, HASH, DOT, PIPE]) SIGNS[sign] = 1;

/**
 * Where the parts of an address lie, found in one pass. Positions are in the bytes given; valid until the next `read`. A relative address
 * has an empty host.
 */
export class AddressShape {
  hostStart = 0;
  /** Before the port. */
  hostEnd = 0;
  /** The slash behind the host, or the end. */
  pathStart = 0;
  /** Before the query, the fragment or a pipe. */
  pathEnd = 0;
  /** The query's `?`, or the end of the address. */
  queryStart = 0;
  /** Before a pipe (Kodi's request headers), or the end. */
  end = 0;
  /** The last dot behind the last slash of the path, or -1. */
  dot = -1;
  /** The last slash of the path, or -1. */
  lastSlash = -1;
  hasScheme = false;
  /** Slashes in the path; {@link segments} holds the first 8. */
  segmentCount = 0;
  /** Where path segments begin. */
  readonly segments = new Int32Array(MAX_SEGMENTS);

  /** Reads the address `bytes[start..end)`. */
  read(bytes: Uint8Array, start: number, end: number): void {
    const host = schemeEnd(bytes, start, end);
    this.hasScheme = host > start;
    this.hostStart = host;
    this.hostEnd = host;
    this.pathStart = host;
    this.end = end;
    let at = this.hasScheme ? this.readHost(bytes, host, end) : start;
    this.pathStart = at;
    this.dot = -1;
    this.lastSlash = -1;
    let count = 0;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (SIGNS[byte] === 0) continue;
      if (byte === SLASH) {
        if (count < MAX_SEGMENTS) this.segments[count] = at + 1;
        count += 1;
        this.lastSlash = at;
        this.dot = -1;
      } else if (byte === DOT) {
        this.dot = at;
      } else if (byte === QUESTION || byte === HASH || byte === PIPE) {
        break;
      }
    }
    this.segmentCount = count;
    this.pathEnd = at;
    let query = end;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === QUESTION && query === end) query = at;
      else if (byte === PIPE) this.end = at;
      if (byte === PIPE) break;
    }
    this.queryStart = Math.min(query, this.end);
  }

  /** Whether a pipe ends the address before its bytes do. */
  hasPipe(end: number): boolean {
    return this.end < end;
  }

  private readHost(bytes: Uint8Array, host: number, end: number): number {
    let at = host;
    let port = -1;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (SIGNS[byte] === 0 || byte === DOT) continue;
      if (byte === AT) {
        this.hostStart = at + 1;
        port = -1;
      } else if (byte === COLON) {
        if (port < 0) port = at;
      } else {
        break;
      }
    }
    this.hostEnd = port < 0 ? at : port;
    return at;
  }
}

/** Behind `scheme://`, or `start` when there is none. */
function schemeEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && at < start + 12) {
    const byte = bytes[at] ?? 0;
    if (byte === COLON) return at > start && at + 3 <= end && bytes[at + 1] === SLASH && bytes[at + 2] === SLASH ? at + 3 : start;
    const small = byte | 0x20;
    const isLetter = small >= 0x61 && small <= 0x7a;
    const isOther = (byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e;
    if (!isLetter && !(at > start && isOther)) return start;
    at += 1;
  }
  return start;
}
