import type { Steps } from '../base';
import { runSteps } from '../base';
import { joinBytes } from '../text';
import { BLOCK_BYTES, BlockIndex, commonLength, hashBlock, rollBlock } from './block-index';
import { ByteSink } from './byte-sink';
import { ADDING_COPY, DELTA_FORMAT, EMPTY_CHECKSUM, HEAD_WORDS, PLAIN_COPY, addChecksum, totalBytes, zigzag } from './delta-format';

/** Shortest plain copy worth an instruction near the last one, and anywhere. */
const LEAST_NEAR = 12;
const LEAST_FAR = 20;
/** Shortest copy with addition, in words. */
const LEAST_WORDS = 8;
/** A copy this long is taken without looking whether one a few bytes later is longer. */
const GOOD_LENGTH = 96;
/** How far ahead a longer one is looked for. Larger: slower; smaller: chance matches hide the right one. */
const LOOK_AHEAD = 8;
/** Shifts against the last copies that are tried; a row that came in or went moves a column by one value, its record by its length. */
const NEAR_SHIFT = 160;
/** Bytes behind a copy's end within which shifts are tried; beyond it only blocks are looked up. */
const NEAR_BYTES = 48;
/** Searches near the last copies that are free, and the bytes of copies that earn another: data that differs all over takes no hours. */
const FREE_SEARCHES = 16_384;
const BYTES_PER_SEARCH = 32;
/** Searches that may be saved up. */
const MOST_SEARCHES = 131_072;
/** How far off a column of numbers is looked for when thousands of rows came in at one place. */
const WIDE_SHIFT = 64 * 1024;
/** Shortest copy with addition found that way, in words: among so many candidates chance hits are longer. */
const LEAST_WIDE_WORDS = 32;
/** Bytes without a copy after which the wide search is made, and again. */
const WIDE_FIRST = 64;
const WIDE_EVERY = 2048;
/** What it costs, in searches near the last copies. */
const WIDE_PRICE = 150;
/** Units of work (bytes compared, candidates tried) between two yields. */
const WORK_PER_STEP = 400_000;

/** How an encoding may end early. */
export interface DeltaOptions {
  /** A delta longer than this is given up: the whole is then the better answer. Default: no limit. */
  readonly mostBytes?: number;
}

/** A stretch of the base that the target repeats. */
interface Match {
  /** In the target. */
  at: number;
  /** In the base. */
  from: number;
  /** In bytes. */
  length: number;
  /** Added to each word; 0 for a plain copy. */
  addend: number;
}

/** Chunks as one array; without copying where they lie one behind the other already. */
function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks;
  if (first === undefined) return new Uint8Array(0);
  let end = first.byteOffset;
  const isOnePiece = chunks.every((chunk) => {
    const fits = chunk.buffer === first.buffer && chunk.byteOffset === end;
    end += chunk.length;
    return fits;
  });
  if (isOnePiece) return new Uint8Array(first.buffer, first.byteOffset, end - first.byteOffset);
  return joinBytes(chunks);
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}

/** Looks for copies, writes instructions. */
class DeltaEncoder {
  readonly instructions = new ByteSink();
  readonly literals = new ByteSink();
  private readonly index: BlockIndex;
  /** Base behind the last copy. */
  private baseEnd = 0;
  /** Target behind the last copy: what lies between it and the next one is new. */
  private targetEnd = 0;
  /** Base minus target of the last long copy: where chance matches have not led astray. */
  private anchor = 0;
  private lastAddend = 0;
  private searches: number;
  private work = 0;

  constructor(
    private readonly base: Uint8Array,
    private readonly target: Uint8Array,
  ) {
    this.index = new BlockIndex(base);
    this.searches = Math.min(FREE_SEARCHES, target.length / BYTES_PER_SEARCH);
  }

  /** `false`: it became longer than `mostBytes`. */
  *runSteps(mostBytes: number): Steps<boolean> {
    yield* this.index.fillSteps();
    const { target } = this;
    let hash = target.length >= BLOCK_BYTES ? hashBlock(target, 0) : 0;
    let at = 0;
    while (at < target.length) {
      const match = this.bestAhead(at, hash);
      if (this.work > WORK_PER_STEP) {
        this.work = 0;
        yield;
      }
      if (match === null) {
        hash = rollBlock(target, at, hash);
        at += 1;
        if (at - this.targetEnd > mostBytes) return false;
        continue;
      }
      this.write(match);
      at = this.targetEnd;
      if (this.instructions.length + this.literals.length > mostBytes) return false;
      hash = at + BLOCK_BYTES <= target.length ? hashBlock(target, at) : 0;
    }
    this.finish();
    return true;
  }

  /** The match at `at`, or one a few bytes on that is much longer. */
  private bestAhead(at: number, hash: number): Match | null {
    let best = this.bestAt(at, hash);
    if (best === null || best.length >= GOOD_LENGTH) return best;
    let rolled = hash;
    for (let ahead = 1; ahead <= LOOK_AHEAD && at + ahead < this.target.length; ahead += 1) {
      rolled = rollBlock(this.target, at + ahead - 1, rolled);
      const next = this.bestAt(at + ahead, rolled);
      if (next !== null && next.length > best.length * 2 + ahead) best = next;
      if (best.length >= GOOD_LENGTH) break;
    }
    return best;
  }

  private bestAt(at: number, hash: number): Match | null {
    const best: Match = { at, from: -1, length: 0, addend: 0 };
    const gap = at - this.targetEnd;
    this.tryPlain(best, this.baseEnd + gap);
    this.tryPlain(best, this.baseEnd);
    this.work += 4;
    if (best.length < GOOD_LENGTH && gap <= NEAR_BYTES && this.searches > 0) this.tryNear(best);
    const sinceWide = gap % WIDE_EVERY - WIDE_FIRST;
    // Four places in a row: words may begin at any of them.
    if (best.length < GOOD_LENGTH && sinceWide >= 0 && sinceWide < 4 && this.searches > WIDE_PRICE) this.tryWide(best);
    if (best.length < LEAST_NEAR) best.length = 0;
    if (best.length < GOOD_LENGTH && at + BLOCK_BYTES <= this.target.length) this.tryBlocks(best, hash);
    return best.length === 0 ? null : best;
  }

  private tryPlain(best: Match, from: number): void {
    const { base, target } = this;
    if (from < 0 || from >= base.length || base[from] !== target[best.at]) return;
    // Looked at from its end: a candidate that is not longer is dropped at once.
    if (best.length > 0 && base[from + best.length] !== target[best.at + best.length]) return;
    const length = commonLength(target, best.at, base, from);
    this.work += length >> 2;
    if (length <= best.length) return;
    best.from = from;
    best.length = length;
    best.addend = 0;
  }

  /** Copies whose place in the base differs little from that of the last copies. */
  private tryNear(best: Match): void {
    const anchored = best.at + this.anchor;
    this.searches -= 1;
    this.work += NEAR_SHIFT * 4;
    for (let shift = -NEAR_SHIFT; shift <= NEAR_SHIFT; shift += 1) {
      this.tryPlain(best, this.baseEnd + shift);
      this.tryPlain(best, anchored + shift);
    }
    if (best.length >= GOOD_LENGTH) return;
    for (let shift = -NEAR_SHIFT; shift <= NEAR_SHIFT; shift += 1) {
      this.tryAdding(best, this.baseEnd + shift, LEAST_WORDS);
      this.tryAdding(best, anchored + shift, LEAST_WORDS);
    }
  }

  /** A column whose offsets moved, when what was put into it is longer than the near search reaches. */
  private tryWide(best: Match): void {
    const middle = this.baseEnd + best.at - this.targetEnd;
    this.searches -= WIDE_PRICE;
    this.work += WIDE_SHIFT * 2;
    for (let shift = -WIDE_SHIFT; shift <= WIDE_SHIFT; shift += 1) this.tryAdding(best, middle + shift, LEAST_WIDE_WORDS);
    if (best.addend === 0) return;
    while (best.at - 4 >= this.targetEnd && best.from >= 4) {
      if (((wordAt(this.target, best.at - 4) - wordAt(this.base, best.from - 4)) | 0) !== best.addend) return;
      best.at -= 4;
      best.from -= 4;
      best.length += 4;
    }
  }

  private tryAdding(best: Match, from: number, least: number): void {
    const { base, target } = this;
    const { at } = best;
    const most = Math.min(base.length - from, target.length - at) >> 2;
    if (from < 0 || most < least) return;
    const addend = (wordAt(target, at) - wordAt(base, from)) | 0;
    if (addend === 0 || ((wordAt(target, at + 4) - wordAt(base, from + 4)) | 0) !== addend) return;
    let words = 2;
    while (words < most && ((wordAt(target, at + 4 * words) - wordAt(base, from + 4 * words)) | 0) === addend) words += 1;
    this.work += words;
    if (words < least || words * 4 <= best.length) return;
    best.from = from;
    best.length = words * 4;
    best.addend = addend;
  }

  private tryBlocks(best: Match, hash: number): void {
    this.work += 12;
    let from = this.index.longest(this.target, best.at, hash);
    if (from < 0) return;
    const length = commonLength(this.target, best.at, this.base, from);
    this.work += length >> 2;
    if (length < LEAST_FAR || length <= best.length + 4) return;
    // Blocks lie at every sixteenth byte of the base: the match may have begun before.
    let { at } = best;
    while (at > this.targetEnd && from > 0 && this.target[at - 1] === this.base[from - 1]) {
      at -= 1;
      from -= 1;
    }
    best.length = length + best.at - at;
    best.at = at;
    best.from = from;
    best.addend = 0;
  }

  private write(match: Match): void {
    const { instructions } = this;
    const gap = match.at - this.targetEnd;
    const isAdding = match.addend !== 0;
    instructions.varint(gap);
    this.literals.range(this.target, this.targetEnd, match.at);
    instructions.varint(isAdding ? (match.length / 4) * 2 + ADDING_COPY : match.length * 2 + PLAIN_COPY);
    instructions.varint(zigzag(match.from - this.baseEnd));
    if (isAdding) {
      instructions.varint(zigzag((match.addend - this.lastAddend) | 0));
      this.lastAddend = match.addend;
    }
    this.baseEnd = match.from + match.length;
    this.targetEnd = match.at + match.length;
    if (match.length >= GOOD_LENGTH) this.anchor = match.from - match.at;
    this.searches = Math.min(MOST_SEARCHES, this.searches + Math.floor(match.length / BYTES_PER_SEARCH));
  }

  private finish(): void {
    const gap = this.target.length - this.targetEnd;
    if (gap === 0) return;
    this.instructions.varint(gap);
    this.literals.range(this.target, this.targetEnd, this.target.length);
    this.instructions.varint(0);
  }
}

function headOf(base: readonly Uint8Array[], target: readonly Uint8Array[]): Uint8Array {
  const head = new Uint8Array(4 * (HEAD_WORDS + target.length));
  const numbers = new DataView(head.buffer);
  const words = [
    DELTA_FORMAT, totalBytes(base), base.reduce(addChecksum, EMPTY_CHECKSUM), target.reduce(addChecksum, EMPTY_CHECKSUM),
    target.length, ...target.map((chunk) => chunk.length),
  ];
  words.forEach((word, index) => {
    numbers.setUint32(4 * index, word, true);
  });
  return head;
}

/**
 * The chunks of a delta: how to make `target` when one has `base`. Three chunks: a head, instructions, new bytes. `null` when it
 * would be longer than `options.mostBytes`. Holds both joined (not copied where they lie in one buffer) and about three quarters
 * of the base for its index; some 20 ns per byte of the base and of what changed. Rows that came or went cost their bytes and
 * some instructions per column; a column of ascending offsets is copied with an addition.
 */
export function* encodeDeltaSteps(
  base: readonly Uint8Array[],
  target: readonly Uint8Array[],
  options: DeltaOptions = {},
): Steps<readonly Uint8Array[] | null> {
  const encoder = new DeltaEncoder(joined(base), joined(target));
  const isShort = yield* encoder.runSteps(options.mostBytes ?? Infinity);
  return isShort ? [headOf(base, target), encoder.instructions.take(), encoder.literals.take()] : null;
}

/** {@link encodeDeltaSteps} at once. */
export function encodeDelta(
  base: readonly Uint8Array[],
  target: readonly Uint8Array[],
  options: DeltaOptions = {},
): readonly Uint8Array[] | null {
  return runSteps(encodeDeltaSteps(base, target, options));
}
