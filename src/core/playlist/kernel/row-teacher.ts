import type { ColumnarBuilder, DirectoryHashes, ListedKind } from '../../catalog';
import { decodeUtf8 } from '../../text';
import type { PrefixMemo, SlidingBuffer } from '../../text';
import type { GroupSets } from '../group-sets';
import { M3U } from '../m3u-contract';
import type { M3uEntry, M3uField, M3uRows } from '../m3u-contract';
import type { ShowRows } from '../show-rows';
import { packName } from '../stream-kind';
import type { Container } from '../stream-kind';
import { CONTAINER_FLAG, KINDS, MAX_BATCH, RowKernel, STOP } from './row-kernel';
import type { StoppedRow } from './row-kernel';

/** Directories the kernel holds of each sort; those taught last are not taught again. */
const PLACES = 8;
const REASONS = Object.keys(STOP).length;
/** Fields whose texts say what an archive comes to, in the kernel's order. */
const ARCHIVE_TEXTS: readonly M3uField[] = [M3U.catchup, M3U.catchupDays, M3U.timeshift, M3U.tvgRec, M3U.catchupCorrection];

/** Makes the row of a show and teaches it; positions are those of `bytes`. */
type AddShow = (show: StoppedRow, bytes: Uint8Array, words: Int32Array) => void;

/** Reads rows by a {@link RowKernel}, puts them into the catalogue, and tells the kernel what rows read elsewhere came to. */
export class RowTeacher implements M3uRows {
  count = 0;
  isCut = false;
  /** Whether rows can be read as they stand: `false` while the list's header has a say that the kernel has not been told. */
  isReady = true;
  readonly window: SlidingBuffer;
  private readonly directories = new Int32Array(PLACES);
  private readonly prefixes = { logo: new Int32Array(PLACES), template: new Int32Array(PLACES) };
  private directoryCount = 0;
  private readonly prefixCounts = { logo: 0, template: 0 };
  private readonly containers = new Set<Container>();

  private constructor(
    private readonly kernel: RowKernel,
    private readonly builder: ColumnarBuilder,
    private readonly shows: ShowRows,
    private readonly setOf: Readonly<Record<ListedKind, GroupSets>>,
    private readonly addShow: AddShow,
  ) {
    this.window = kernel.window;
  }

  /** `null` where there is no kernel to be had. `addShow` makes a show's row and teaches it. */
  static create(builder: ColumnarBuilder, shows: ShowRows, sets: Readonly<Record<ListedKind, GroupSets>>, addShow: AddShow): RowTeacher | null {
    const kernel = RowKernel.create();
    return kernel === null ? null : new RowTeacher(kernel, builder, shows, sets, addShow);
  }

  skim(start: number, end: number): number {
    const { kernel, builder } = this;
    const { batch } = kernel;
    let next = start;
    let asked = -1;
    this.count = 0;
    this.isCut = false;
    while (this.isReady && builder.hasRoomFor(MAX_BATCH)) {
      next = kernel.skim(next, end);
      this.isCut = kernel.reason === STOP.cut;
      if (kernel.rows > 0) {
        this.count += kernel.rows;
        this.shows.countEpisodes(batch.episode.first, batch.counts[2] ?? 0);
        builder.addBatch(batch);
      }
      // What is asked for a second time did not fit: the row is for the careful way.
      const question = next * REASONS + kernel.reason;
      if (question === asked) break;
      asked = question;
      if (kernel.reason === STOP.newShow) this.addShow(kernel.stoppedRow(), this.window.bytes, this.window.words);
      else if (kernel.reason === STOP.newGroup) this.addGroup(kernel.stoppedRow());
      else if (kernel.reason !== STOP.full) break;
    }
    return next;
  }

  learnKey(name: Uint8Array, field: M3uField | -1): void {
    this.kernel.learnKey(name, field);
  }

  /** See {@link RowKernel.setArchive}; to be called once behind each header. */
  setArchive(code: number, correction: number, template: number): void {
    if (this.isReady) return;
    this.isReady = true;
    this.kernel.setArchive(code, correction, template);
  }

  /** What a channel's own words of an archive come to. */
  learnArchive(entry: M3uEntry, code: number, correction: number): void {
    const texts = ARCHIVE_TEXTS.map((field) => entry.bytes.subarray(entry.start(field), entry.end(field)));
    if (this.isReady) this.kernel.learnArchive(texts, (entry.present & (1 << M3U.catchupSource)) !== 0, code, correction);
  }

  /** See {@link RowKernel.learnShow}. */
  learnShow(bytes: Uint8Array, start: number, end: number, set: number, row: number): void {
    this.kernel.learnShow(bytes.subarray(start, end), set, row);
  }

  private addGroup({ groupStart, groupEnd, about }: StoppedRow): void {
    const kind = KINDS[about] ?? 'channel';
    const { bytes } = this.window;
    const set = this.setOf[kind].make(-1, decodeUtf8(bytes, groupStart, groupEnd));
    this.builder.useSet(kind, set);
    this.kernel.learnGroup(bytes.subarray(groupStart, groupEnd), kind, set, this.builder.isAdultSet(kind, set));
  }

  /** The word a container is kept as. */
  learnContainer(container: Container, word: number): void {
    if (this.containers.has(container)) return;
    this.containers.add(container);
    const flags = (container.isFile ? CONTAINER_FLAG.file : 0) | (container.isMostlyFile ? CONTAINER_FLAG.mostlyFile : 0) | (container.isAudio ? CONTAINER_FLAG.audio : 0);
    this.kernel.learnContainer(packName(container.name), word, flags);
  }

  /** The directory of a row's address: the number of its text, and its hashes. */
  learnDirectory(entry: M3uEntry, number: number, hashes: DirectoryHashes): void {
    if (isTaught(this.directories, entry.directory)) return;
    this.directories[this.directoryCount % PLACES] = entry.directory;
    this.directoryCount += 1;
    this.kernel.learnDirectory(entry.bytes.subarray(entry.start(M3U.url), entry.fileStart), number, entry.pathForm, hashes);
  }

  /** The directory of a row's picture, or of its archive, if `memo` knows it. */
  learnPrefix(sort: 'logo' | 'template', entry: M3uEntry, memo: PrefixMemo): void {
    const field = sort === 'logo' ? M3U.tvgLogo : M3U.catchupSource;
    const start = entry.start(field);
    const place = memo.find(entry.words, start, entry.end(field));
    const taught = this.prefixes[sort];
    if (place < 0 || isTaught(taught, memo.numberAt(place))) return;
    taught[this.prefixCounts[sort] % PLACES] = memo.numberAt(place);
    this.prefixCounts[sort] += 1;
    this.kernel.learnPrefix(sort, entry.bytes.subarray(start, start + memo.lengthAt(place)), memo.numberAt(place));
  }
}

function isTaught(taught: Int32Array, number: number): boolean {
  for (let i = 0; i < PLACES; i += 1) if (taught[i] === number) return true;
  return false;
}
