import type { DecoderFactory, StreamDecoder } from './decoder-contract';
import { joinBytes } from './join-bytes';
import { encodeUtf8, utf8SequenceLength, windows1252Unit } from './utf8';

/** Options of {@link createUtf8Input}. */
export interface Utf8InputOptions {
  /** The encoding the server named; a byte order mark and an XML declaration win over it. */
  readonly charset?: string;
  readonly createDecoder?: DecoderFactory;
  /** Whether `<?xml ... encoding="..."?>` may name the encoding. */
  readonly isXml?: boolean;
  /** Receives the text as UTF-8, without byte order mark. May be a view of the pushed chunk: valid during the call only. */
  readonly onBytes: (bytes: Uint8Array) => void;
}

/** Turns bytes of any encoding into UTF-8, chunk by chunk. UTF-8 passes through without being copied. */
export interface Utf8Input {
  push(chunk: Uint8Array): void;
  end(): void;
}

/** How much is looked at before the encoding is settled; an XML declaration is shorter. */
const SNIFF_BYTES = 256;

/** Labels that need no conversion: what is no UTF-8 in them is read as Windows-1252 by `decodeUtf8` anyway. */
const PASS_THROUGH: ReadonlySet<string> = new Set(['', 'utf-8', 'utf8', 'us-ascii', 'ascii']);
const WESTERN: ReadonlySet<string> = new Set(['iso-8859-1', 'iso8859-1', 'latin1', 'windows-1252', 'cp1252']);

/** Bytes looked at from the first letter beyond ASCII on, to tell UTF-8 that is called something else. */
const EVIDENCE_BYTES = 4096;
/** Bytes decoded at once, so that a large chunk does not become a string as large. */
const DECODE_BYTES = 64 * 1024;
/** Encodings whose letters look like ASCII: there is no telling. */
const SEVEN_BITS = /^(?:iso-2022|utf-7|hz)/;

/**
 * Whether everything beyond ASCII in `bytes` is UTF-8, and more than one pair of letters that happens to look like it. A letter cut at the
 * end counts as one.
 */
function looksLikeUtf8(bytes: Uint8Array): boolean {
  let followers = 0;
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    const length = lead < 0x80 ? 1 : utf8SequenceLength(bytes, at, bytes.length);
    if (length === 0 && at + 3 < bytes.length) return false;
    followers += Math.max(0, length - 1);
    at += Math.max(1, length);
  }
  return followers > 1;
}

class WesternDecoder implements StreamDecoder {
  decode(bytes: Uint8Array): string {
    let text = '';
    for (let i = 0; i < bytes.length; i += 1) text += String.fromCharCode(windows1252Unit(bytes[i] ?? 0));
    return text;
  }
}

class Utf16Decoder implements StreamDecoder {
  private carry = -1;
  private high = '';

  constructor(private readonly isBigEndian: boolean) {}

  decode(bytes: Uint8Array, isLast: boolean): string {
    let text = this.high;
    this.high = '';
    for (let i = 0; i < bytes.length; i += 1) {
      const byte = bytes[i] ?? 0;
      if (this.carry < 0) {
        this.carry = byte;
        continue;
      }
      const unit = this.isBigEndian ? (this.carry << 8) | byte : (byte << 8) | this.carry;
      this.carry = -1;
      text += String.fromCharCode(unit);
    }
    const last = text.charCodeAt(text.length - 1);
    // A surrogate pair may be cut between two chunks.
    if (!isLast && last >= 0xd800 && last < 0xdc00) {
      this.high = text.charAt(text.length - 1);
      return text.slice(0, -1);
    }
    return text;
  }
}

interface Verdict {
  /** `null`: pass through. */
  readonly decoder: StreamDecoder | null;
  readonly bomBytes: number;
  /** The encoding is only what somebody says it is. */
  readonly isClaim?: boolean;
}

function declaredLabel(head: Uint8Array): string {
  let text = '';
  for (let i = 0; i < head.length; i += 1) text += String.fromCharCode(head[i] ?? 0);
  const match = /<\?xml[^>]*?\bencoding\s*=\s*["']([^"']+)["']/.exec(text);
  return match?.[1] ?? '';
}

function judge(head: Uint8Array, options: Utf8InputOptions): Verdict {
  const [a, b, c] = [head[0] ?? -1, head[1] ?? -1, head[2] ?? -1];
  if (a === 0xef && b === 0xbb && c === 0xbf) return { decoder: null, bomBytes: 3 };
  if (a === 0xff && b === 0xfe) return { decoder: new Utf16Decoder(false), bomBytes: 2 };
  if (a === 0xfe && b === 0xff) return { decoder: new Utf16Decoder(true), bomBytes: 2 };
  // UTF-16 without a mark: both formats begin with an ASCII character.
  if (a > 0 && b === 0) return { decoder: new Utf16Decoder(false), bomBytes: 0 };
  if (a === 0 && b > 0) return { decoder: new Utf16Decoder(true), bomBytes: 0 };
  const declared = options.isXml === true ? declaredLabel(head).toLowerCase() : '';
  const label = declared === '' ? (options.charset ?? '').toLowerCase() : declared;
  // "utf-16" on a file whose first bytes are plain ASCII cannot be true.
  if (PASS_THROUGH.has(label) || label.indexOf('utf-16') === 0) return { decoder: null, bomBytes: 0 };
  if (WESTERN.has(label)) return { decoder: declared === '' ? null : new WesternDecoder(), bomBytes: 0, isClaim: true };
  return { decoder: options.createDecoder?.(label) ?? null, bomBytes: 0, isClaim: !SEVEN_BITS.test(label) };
}

function firstBeyondAscii(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length && (bytes[at] ?? 0) < 0x80) at += 1;
  return at;
}

/**
 * Makes a {@link Utf8Input}. The encoding is settled by, in this order: byte order mark, zero bytes of UTF-16, XML declaration,
 * `charset`. A server's `charset=iso-8859-1` is not believed: it is a default of web servers, and stray bytes of a UTF-8 list
 * read as Windows-1252 in any case. Neither is any other claim when the first letters beyond ASCII are UTF-8.
 */
export function createUtf8Input(options: Utf8InputOptions): Utf8Input {
  let head: Uint8Array | null = new Uint8Array(0);
  let decoder: StreamDecoder | null = null;
  /** From the first letter beyond ASCII on, until there is enough to tell; `null` when the decoder is settled. */
  let evidence: Uint8Array | null = null;

  const pass = (bytes: Uint8Array, isLast: boolean): void => {
    if (decoder === null) {
      if (bytes.length > 0) options.onBytes(bytes);
      return;
    }
    for (let from = 0; from < bytes.length || (isLast && from === 0); from += DECODE_BYTES) {
      const out = encodeUtf8(decoder.decode(bytes.subarray(from, from + DECODE_BYTES), isLast && from + DECODE_BYTES >= bytes.length));
      if (out.length > 0) options.onBytes(out);
    }
  };
  const weigh = (bytes: Uint8Array, isLast: boolean): void => {
    if (evidence === null) {
      pass(bytes, isLast);
      return;
    }
    const from = evidence.length > 0 ? 0 : firstBeyondAscii(bytes);
    if (from > 0) options.onBytes(bytes.subarray(0, from));
    evidence = joinBytes([evidence, bytes.subarray(from)]);
    if (evidence.length < EVIDENCE_BYTES && !isLast) return;
    if (looksLikeUtf8(evidence.subarray(0, EVIDENCE_BYTES))) decoder = null;
    const held = evidence;
    evidence = null;
    pass(held, isLast);
  };
  const settle = (bytes: Uint8Array): void => {
    const verdict = judge(bytes.subarray(0, SNIFF_BYTES), options);
    decoder = verdict.decoder;
    evidence = decoder !== null && verdict.isClaim === true ? new Uint8Array(0) : null;
    head = null;
    weigh(bytes.subarray(verdict.bomBytes), false);
  };
  return {
    push(chunk) {
      if (head === null) {
        weigh(chunk, false);
        return;
      }
      const bytes = head.length > 0 ? joinBytes([head, chunk]) : chunk;
      if (bytes.length >= SNIFF_BYTES) settle(bytes);
      else head = bytes === chunk ? chunk.slice() : bytes;
    },
    end() {
      if (head !== null) settle(head);
      if (decoder !== null) weigh(new Uint8Array(0), true);
    },
  };
}
