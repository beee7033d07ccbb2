import { PrefixMemo } from '../text';
import type { AddressShape } from '../text';
import { ASCII } from './bytes';

/** Directories {@link PrefixMemo} holds. */
const PLACES = 4;
const MAX_SEGMENTS = 8;
/** Positions kept of a directory: host, end of the host, path, then where segments begin. */
const SIZE = 3 + MAX_SEGMENTS;
const CONTROL_END = 0x21;

/** Where the parts of addresses lie that begin with a directory met before: nearly all addresses of a list do. */
export class DirectoryMemo {
  private readonly prefixes = new PrefixMemo();
  /** Relative to the address. */
  private readonly positions = new Int32Array(PLACES * SIZE);
  private readonly counts = new Uint8Array(PLACES);
  private readonly forms = new Uint8Array(PLACES);
  private learned = 0;
  /** Number of the directory of the last address read, for callers that know more about directories; never the same for two. */
  number = 0;
  /** What was said of it to {@link learn}. */
  form = 0;

  /**
   * Reads the address at `start` into `shape` if it begins with a known directory, and nothing but a plain file name and the end of the line follow; where
   * the line ends, or -1.
   */
  read(bytes: Uint8Array, words: Int32Array, start: number, end: number, shape: AddressShape): number {
    const place = this.prefixes.find(words, start, end);
    if (place < 0) return -1;
    const file = start + this.prefixes.lengthAt(place);
    let dot = -1;
    let at = file;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === ASCII.dot) dot = at;
      else if (byte < CONTROL_END) break;
      else if (byte === ASCII.slash || byte === ASCII.question || byte === ASCII.hash || byte === ASCII.pipe) return -1;
    }
    if (at >= end || at === file || (bytes[at] !== ASCII.lf && bytes[at] !== ASCII.cr)) return -1;
    this.number = this.prefixes.numberAt(place);
    this.form = this.forms[place] ?? 0;
    this.place(place, start, shape);
    shape.lastSlash = file - 1;
    shape.dot = dot;
    shape.pathEnd = at;
    shape.queryStart = at;
    shape.end = at;
    return at;
  }

  /** Remembers the directory of an address that was read the careful way, if it is one of many. */
  learn(bytes: Uint8Array, start: number, shape: AddressShape, form: number): void {
    const { segmentCount: count, lastSlash } = shape;
    if (!shape.hasScheme || count === 0 || count > MAX_SEGMENTS || shape.end !== shape.pathEnd) return;
    const place = this.prefixes.learn(bytes, start, lastSlash + 1, this.learned + 1);
    if (place < 0) return;
    this.learned += 1;
    const { positions } = this;
    const base = place * SIZE;
    positions[base] = shape.hostStart - start;
    positions[base + 1] = shape.hostEnd - start;
    positions[base + 2] = shape.pathStart - start;
    for (let i = 0; i < count; i += 1) positions[base + 3 + i] = (shape.segments[i] ?? 0) - start;
    this.counts[place] = count;
    this.forms[place] = form;
  }

  private place(place: number, start: number, shape: AddressShape): void {
    const { positions } = this;
    const base = place * SIZE;
    shape.hasScheme = true;
    shape.hostStart = start + (positions[base] ?? 0);
    shape.hostEnd = start + (positions[base + 1] ?? 0);
    shape.pathStart = start + (positions[base + 2] ?? 0);
    const count = this.counts[place] ?? 0;
    shape.segmentCount = count;
    for (let i = 0; i < count; i += 1) shape.segments[i] = start + (positions[base + 3 + i] ?? 0);
  }
}
