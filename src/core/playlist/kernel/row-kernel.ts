import { FILE_HASH_WEIGHTS, NAME_HASH_WEIGHTS } from '../../catalog';
import type { DirectoryHashes, ListedKind, RowBatch } from '../../catalog';
import { fromBase64, SlidingBuffer } from '../../text';
import { FILE_SIGNS } from '../directory-memo';
import { NAME_SIGNS } from '../name-bytes';
import { MARK_STARTS } from '../stream-kind';
import { KERNEL_CODE } from './kernel-code';

/** What of the engine's own is used here; `src/core` is compiled without its types. */
interface Engine {
  readonly Module: new (code: Uint8Array) => unknown;
  readonly Instance: new (module: unknown, imports: object) => { readonly exports: unknown };
}
declare const WebAssembly: Engine | undefined;

/** What `assembly/row-kernel.ts` exports; positions are addresses in its memory. */
interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  skim(start: number, end: number): number;
  setArchive(code: number, correction: number, template: number): void;
  learnArchive(text: number, length: number, value: number): void;
  learnKey(text: number, length: number, field: number): void;
  learnContainer(code: number, word: number, flags: number): void;
  learnShow(text: number, length: number, set: number, row: number): void;
  newPlace(sort: number): number;
  groupOf(text: number, length: number, isKept: number): number;
}

/** Where things lie in the kernel's memory: as `assembly/layout.ts` has it. */
const AT = {
  result: 0x100, nameWeights: 0x1000, fileWeights: 0x2000, fileSigns: 0x3000, nameSigns: 0x3100, markStarts: 0x3200, placeText: 56, scratch: 0x3400,
  input: 0x1b0000, inputEnd: 0x1d0100, records: 0x1d1000, ends: 0x1f2000, columns: 0x1f5000,
} as const;
/** Rows read at once at most. */
export const MAX_BATCH = 1024;
const [COLUMNS, MAX_PLACE_BYTES, MAX_SCRATCH_BYTES] = [7, 200, 0x800];
/** Longest text of an archive's that is looked up. */
const MAX_ARCHIVE_TEXT = 60;
/** Kinds as the kernel counts them. */
export const KINDS: readonly ListedKind[] = ['channel', 'movie', 'series'];
/** Why no more was read: a row is odd, it is not there as a whole, its show is new, no more fit, or its group is new. */
export const STOP = { odd: 0, cut: 1, newShow: 2, full: 3, newGroup: 4 } as const;
/** Where the parts of the row lie that stopped the kernel, positions in the window, of which two the same mean none. */
export interface StoppedRow {
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly logoStart: number;
  readonly logoEnd: number;
  readonly groupStart: number;
  readonly groupEnd: number;
  /** Of a show the set its groups are, of a group its kind: 0 channel, 1 film, 2 series. */
  readonly about: number;
}
/** What containers are, one bit each. */
export const CONTAINER_FLAG = { file: 1, mostlyFile: 2, audio: 4 } as const;

/** Compiled once, for every list read here. */
let compiled: unknown = null;

/**
 * Reads rows that are written as nearly all are, and whose every part (group, directory, picture's directory, show, extension) was met before, from bytes to
 * records and columns, in WebAssembly: engines run that at full speed from the first row on, where a playlist is half read before they have compiled as
 * much script. It makes nothing up: it is taught by {@link PlaylistSink} what the rows read there came to. What it makes is, byte for byte, what would
 * have been made there; `kernel.test.ts` compares.
 */
export class RowKernel {
  /** The memory the playlist has to be in. */
  readonly window: SlidingBuffer;
  /** What the last {@link skim} read. */
  readonly batch: RowBatch;
  /** Whether anything can be learned from bytes of an array: only from those of the {@link window}. */
  private readonly bytes: Uint8Array;
  private readonly words: Int32Array;
  private readonly result: Int32Array;

  private constructor(private readonly code: KernelExports) {
    const { buffer } = code.memory;
    this.bytes = new Uint8Array(buffer);
    this.words = new Int32Array(buffer);
    this.result = new Int32Array(buffer, AT.result, 14);
    this.window = new SlidingBuffer(new Uint8Array(buffer, AT.input, AT.inputEnd - AT.input));
    this.bytes.set(FILE_SIGNS, AT.fileSigns);
    this.bytes.set(NAME_SIGNS, AT.nameSigns);
    this.bytes.set(MARK_STARTS, AT.markStarts);
    this.words.set(NAME_HASH_WEIGHTS, AT.nameWeights >> 2);
    this.words.set(FILE_HASH_WEIGHTS, AT.fileWeights >> 2);
    const columns = (kind: number): RowBatch['channel'] => {
      const column = (number: number): Uint32Array => new Uint32Array(buffer, AT.columns + (kind * COLUMNS + number) * MAX_BATCH * 4, MAX_BATCH);
      return {
        offset: column(0), idHigh: column(1), idLow: column(2), number: new Float32Array(buffer, column(3).byteOffset, MAX_BATCH), first: column(4), second: column(5), third: column(6),
      };
    };
    this.batch = {
      counts: this.result, records: new Uint8Array(buffer, AT.records), ends: new Uint32Array(buffer, AT.ends, MAX_BATCH),
      channel: columns(0), movie: columns(1), episode: columns(2),
    };
  }

  /** A kernel; `null` in engines that have no WebAssembly, or refuse it here. */
  static create(): RowKernel | null {
    if (typeof WebAssembly === 'undefined') return null;
    try {
      compiled ??= new WebAssembly.Module(fromBase64(KERNEL_CODE) ?? new Uint8Array(0));
      const instance = new WebAssembly.Instance(compiled, {});
      return new RowKernel(instance.exports as KernelExports);
    } catch {
      return null; // Chrome compiles no more than 4 KB at once on a page's own thread; a policy may forbid it.
    }
  }

  /** Why the last {@link skim} read no more: {@link STOP}. */
  get reason(): number {
    return this.result[6] ?? 0;
  }

  /** The row with the show or the group that nobody knew. */
  stoppedRow(): StoppedRow {
    const { result } = this;
    return {
      nameStart: result[7] ?? 0, nameEnd: result[8] ?? 0, logoStart: result[9] ?? 0, logoEnd: result[10] ?? 0, groupStart: result[11] ?? 0, groupEnd: result[12] ?? 0, about: result[13] ?? 0,
    };
  }

  /** Rows read by the last {@link skim}. */
  get rows(): number {
    return this.result[4] ?? 0;
  }

  /** Reads rows of the window from `start` on; where the first one begins that was not read. */
  skim(start: number, end: number): number {
    return this.code.skim(start, end);
  }

  /**
   * What every channel without words of its own has as an archive, and the template of all that have none: as the record's fields have them, 0 for none. What
   * was learned of archives before holds no longer.
   */
  setArchive(code: number, correction: number, template: number): void {
    this.code.setArchive(code, correction, template);
  }

  /** What an archive comes to that a channel speaks of in these texts, `isTemplate`: with a template of its own. */
  learnArchive(texts: readonly Uint8Array[], isTemplate: boolean, code: number, correction: number): void {
    if (code > 0xffff || correction > 0x7fff || texts.some((text) => text.length > MAX_ARCHIVE_TEXT)) return;
    let at = AT.scratch;
    this.bytes[at] = isTemplate ? 1 : 0;
    at += 1;
    for (const text of texts) {
      this.bytes[at] = text.length;
      this.bytes.set(text, at + 1);
      at += 1 + text.length;
    }
    this.code.learnArchive(AT.scratch, at - AT.scratch, code | (correction << 16));
  }

  /** A name of an attribute as it stands, ` name="`, and its field; -1: none. */
  learnKey(text: Uint8Array, field: number): void {
    this.code.learnKey(this.put(text), text.length, field < 0 ? 0xff : field);
  }

  /** What an extension, as one number, stands for: its word's number and {@link CONTAINER_FLAG}. */
  learnContainer(code: number, word: number, flags: number): void {
    this.code.learnContainer(code, word, flags);
  }

  /** The set of a group's text for a kind, and whether it is for adults. */
  learnGroup(text: Uint8Array, kind: ListedKind, set: number, isAdult: boolean): void {
    if (text.length > MAX_SCRATCH_BYTES) return;
    const group = this.code.groupOf(this.put(text), text.length, 1) >> 2;
    if (group === 0) return;
    const place = KINDS.indexOf(kind);
    this.words[group + 4 + place] = set + 1;
    if (isAdult) this.words[group + 7] = (this.words[group + 7] ?? 0) | (2 << (place * 2));
  }

  /** The series row of the show written so in the groups of `set`. */
  learnShow(name: Uint8Array, set: number, row: number): void {
    if (name.length > 0 && name.length <= MAX_SCRATCH_BYTES) this.code.learnShow(this.put(name), name.length, set, row);
  }

  /** A directory of pictures or archives and its number. */
  learnPrefix(sort: 'logo' | 'template', directory: Uint8Array, number: number): void {
    const place = this.place(sort === 'logo' ? 1 : 2, directory);
    if (place > 0) this.words[place + 1] = number;
  }

  /** A directory of addresses: its number, what its path begins with, and its hashes. */
  learnDirectory(directory: Uint8Array, number: number, form: number, hashes: DirectoryHashes): void {
    const place = this.place(0, directory);
    if (place === 0) return;
    this.words[place + 1] = number;
    this.words[place + 2] = form;
    this.words[place + 3] = hashes.isXtream ? 1 : 0;
    for (let i = 0; i < 6; i += 1) this.words[place + 4 + i] = hashes.halves[i] ?? 0;
  }

  private place(sort: number, directory: Uint8Array): number {
    if (directory.length > MAX_PLACE_BYTES || directory.length === 0) return 0;
    const place = this.code.newPlace(sort);
    this.bytes.set(directory, place + AT.placeText);
    this.words[place >> 2] = directory.length;
    return place >> 2;
  }

  /** The address of a copy of some bytes. */
  private put(text: Uint8Array): number {
    this.bytes.set(text, AT.scratch);
    return AT.scratch;
  }
}
