import { PrefixMemo } from '../text';
import type { AddressShape } from '../text';
import { ASCII, lower } from './bytes';
import { M3U } from './m3u-contract';
import type { Container, ContainerTable } from './stream-kind';

/** Directories {@link PrefixMemo} holds. */
const PLACES = 4;
const MAX_SEGMENTS = 8;
/** Dot and letters. */
const LONGEST_EXTENSION = 5;
/** Positions kept of a directory: host, end of the host, path, then where segments begin. */
const SIZE = 3 + MAX_SEGMENTS;
/** What bytes of file names count as: 0 ends the line or makes the address one for the careful way, 1 a dot, others stand for themselves in lower case. */
export const FILE_SIGNS = new Uint8Array(256);
for (let byte = 0x21; byte < 0x100; byte += 1) FILE_SIGNS[byte] = lower(byte);
for (const byte of [ASCII.slash, ASCII.question, ASCII.hash, ASCII.pipe]) FILE_SIGNS[byte] = 0;
FILE_SIGNS[ASCII.dot] = 1;

/** Where {@link DirectoryMemo.read} puts an address; its fields as those of an entry. */
export interface QuickAddress {
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  readonly spans: Int32Array;
  present: number;
  /** Number of the directory, for who knows more about directories; never the same for two. */
  directory: number;
  /** What was said of the directory to {@link DirectoryMemo.learn}. */
  pathForm: number;
  fileStart: number;
  fileEnd: number;
  container: Container | null;
}

/** Where the parts of addresses lie that begin with a directory met before: nearly all addresses of a list do. */
export class DirectoryMemo {
  private readonly prefixes = new PrefixMemo();
  /** Relative to the address. */
  private readonly positions = new Int32Array(PLACES * SIZE);
  private readonly counts = new Uint8Array(PLACES);
  private readonly forms = new Uint8Array(PLACES);
  private learned = 0;
  /** The address read last: the place of its directory, where it begins and ends, where its file begins, and the last dot in that (-1: none). */
  private place = 0;
  private start = 0;
  private end = 0;
  private file = 0;
  private dot = -1;

  constructor(private readonly containers: ContainerTable) {}

  /**
   * Reads the address at `start` into `target` if it begins with a known directory, and nothing but a plain file name and the end of the line follow; where
   * the line ends, or -1.
   */
  read(target: QuickAddress, start: number, end: number): number {
    const { bytes } = target;
    const place = this.prefixes.find(target.words, start, end);
    if (place < 0) return -1;
    const file = start + this.prefixes.lengthAt(place);
    let dot = -1;
    // The last four bytes behind the dot in lower case, as one number.
    let extension = 0;
    let at = file;
    for (; at < end; at += 1) {
      const sign = FILE_SIGNS[bytes[at] ?? 0] ?? 0;
      if (sign === 0) break;
      extension = (extension << 8) | sign;
      if (sign === 1) {
        dot = at;
        extension = 0;
      }
    }
    if (at >= end || at === file || (bytes[at] !== ASCII.lf && bytes[at] !== ASCII.cr)) return -1;
    this.place = place;
    this.start = start;
    this.end = at;
    this.file = file;
    this.dot = dot;
    target.spans[M3U.url * 2] = start;
    target.spans[M3U.url * 2 + 1] = at;
    target.present |= 1 << M3U.url;
    target.directory = this.prefixes.numberAt(place);
    target.pathForm = this.forms[place] ?? 0;
    target.fileStart = file;
    target.fileEnd = at;
    target.container = dot < 0 || at - dot > LONGEST_EXTENSION ? null : this.containers.byCode(extension);
    return at;
  }

  /** Sets `shape` to the address read last. */
  shapeOf(shape: AddressShape): void {
    const { positions, place, start, end } = this;
    const base = place * SIZE;
    shape.hasScheme = true;
    shape.hostStart = start + (positions[base] ?? 0);
    shape.hostEnd = start + (positions[base + 1] ?? 0);
    shape.pathStart = start + (positions[base + 2] ?? 0);
    const count = this.counts[place] ?? 0;
    shape.segmentCount = count;
    for (let i = 0; i < count; i += 1) shape.segments[i] = start + (positions[base + 3 + i] ?? 0);
    shape.lastSlash = this.file - 1;
    shape.dot = this.dot;
    shape.pathEnd = end;
    shape.queryStart = end;
    shape.end = end;
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
}
