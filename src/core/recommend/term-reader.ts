import { mixHash } from '../text';

/** As a signed number: what does not leave 32 bits stays quick. */
const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;
/** Shorter words say nothing in any language that has spaces. */
const SHORTEST_WORD = 3;

/** What kind of thing a term is; each has its own weight. */
export const TERM = { word: 0, name: 1, genre: 2, category: 3, person: 4, decade: 5 } as const;

/** A value of {@link TERM}. */
export type TermKind = (typeof TERM)[keyof typeof TERM];

/** Scripts without spaces between words: pairs of letters take the place of words. */
function isUnspaced(code: number): boolean {
  return (code >= 0x0e00 && code <= 0x0eff) || (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff);
}

/** Of what lies above ASCII. */
function isSeparator(code: number): boolean {
  return code === 0xa0 || code === 0xab || code === 0xbb || (code >= 0x2000 && code <= 0x206f) || (code >= 0x3000 && code <= 0x303f) || code === 0x60c || code === 0x61f;
}

/** Small letters of the alphabets that have them. */
function lowered(code: number): number {
  if ((code >= 0x41 && code <= 0x5a) || (code >= 0xc0 && code <= 0xde) || (code >= 0x391 && code <= 0x3a9) || (code >= 0x410 && code <= 0x42f)) return code + 0x20;
  return code;
}

/**
 * Collects the terms of one title as hashes, without making strings: words of UTF-8 text, and names of things (genres, people) whole.
 * Terms of different kinds never meet. One reader serves all titles.
 */
export class TermReader {
  /** Hashes of what was put since {@link clear}. */
  readonly hashes: Uint32Array;
  readonly kinds: Uint8Array;
  count = 0;
  /** Small letters and digits by ASCII code; 0: ends a word. */
  private readonly plain = new Uint8Array(0x80);

  /** `most` terms of a title; what comes after is not looked at. */
  constructor(most = 96) {
    this.hashes = new Uint32Array(most);
    this.kinds = new Uint8Array(most);
    for (let code = 0; code < 0x80; code += 1) {
      const letter = lowered(code);
      this.plain[code] = (letter >= 0x61 && letter <= 0x7a) || (letter >= 0x30 && letter <= 0x39) ? letter : 0;
    }
  }

  /** Begins a title. */
  clear(): void {
    this.count = 0;
  }

  /** A thing that has a number of its own: a category, a decade. */
  putNumber(kind: TermKind, value: number): void {
    this.put(kind, mixHash(value ^ FNV_OFFSET));
  }

  /** A thing by its name: a genre, a person. */
  putText(kind: TermKind, text: string): void {
    let hash = FNV_OFFSET;
    for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ lowered(text.charCodeAt(i)), FNV_PRIME);
    if (text !== '') this.put(kind, mixHash(hash));
  }

  /** All words of UTF-8 text between two places. */
  putWords(kind: TermKind, bytes: Uint8Array, start: number, end: number): void {
    const { plain } = this;
    let hash = FNV_OFFSET;
    let length = 0;
    let before = 0;
    for (let at = start; at < end;) {
      const byte = bytes[at] ?? 0;
      let code: number;
      if (byte < 0x80) {
        code = plain[byte] ?? 0;
        at += 1;
        before = 0;
      } else {
        const size = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
        code = byte & (0xff >> (size + 1));
        for (let next = 1; next < size; next += 1) code = (code << 6) | ((bytes[at + next] ?? 0) & 0x3f);
        at += size;
        const isPair = isUnspaced(code);
        if (isPair && before !== 0) this.put(kind, mixHash(Math.imul(before, FNV_PRIME) ^ code));
        before = isPair ? code : 0;
        code = isPair || isSeparator(code) ? 0 : lowered(code);
      }
      if (code !== 0) {
        hash = Math.imul(hash ^ code, FNV_PRIME);
        length += 1;
      } else if (length > 0) {
        if (length >= SHORTEST_WORD) this.put(kind, mixHash(hash));
        hash = FNV_OFFSET;
        length = 0;
      }
    }
    if (length >= SHORTEST_WORD) this.put(kind, mixHash(hash));
  }

  private put(kind: TermKind, hash: number): void {
    if (this.count >= this.hashes.length) return;
    this.hashes[this.count] = Math.imul(hash ^ Math.imul(kind, 0x9e3779b1 | 0), 0x85ebca6b | 0);
    this.kinds[this.count] = kind;
    this.count += 1;
  }
}
