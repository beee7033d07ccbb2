import { joinBytes } from '../text';
import { createUnpacker } from '../unpack';
import type { Unpacker } from '../unpack';
import type { InflateFactory, StreamInflate } from './ingest-contract';
import { InflateRefused } from './problem-of';

/** Bytes parsed in one go: about 3 ms on a slow television. Smaller: the walk around costs more than the parsing. */
const PIECE_BYTES = 16 * 1024;
/** The first ones are shorter, since an engine runs new code ten times slower. */
const FIRST_PIECE_BYTES = 128;
/** Packed bytes the library unpacks in one go; a guide becomes ten to twenty times as long. */
const PACKED_BYTES = 2 * 1024;

/** How a part is unpacked. */
export interface UnpackWish {
  /** `null`: by the library. */
  readonly createInflate: InflateFactory | null;
  /** There is work again although nobody gave bytes. */
  wake(): void;
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The bytes of one part on their way to its reader: unpacked where they are packed, and cut into pieces. Holds what was given and
 * not yet read, and of what unpacks to much more than it was, one step's worth.
 */
export class PartInput {
  private readonly packed: Uint8Array[] = [];
  private readonly plain: Uint8Array[] = [];
  private unpacker: Unpacker | null = null;
  private inflate: StreamInflate | null = null;
  private hasBegun = false;
  private isPacked = false;
  private isInflateReady = false;
  private hasInflateEnded = false;
  private isLast = false;
  private hasFailed = false;
  private used = 0;
  private pieceBytes = FIRST_PIECE_BYTES;
  /** Memory of the chunk being unpacked. */
  private current: ArrayBufferLike | null = null;
  private odd: readonly string[] = [];

  constructor(private readonly wish: UnpackWish) {}

  /** Takes a chunk over. */
  give(bytes: Uint8Array): void {
    if (bytes.length > 0) this.packed.push(bytes);
  }

  /** No more will be given. */
  finish(): void {
    this.isLast = true;
  }

  /** Whether {@link finish} was called. */
  get isFinishing(): boolean {
    return this.isLast;
  }

  /** Everything given has been read. */
  get isEmpty(): boolean {
    return this.isLast && this.plain.length === 0 && this.packed.length === 0 && this.unpacker === null && this.inflate === null;
  }

  /** What is odd about how the file was packed: `cut`, `checksum`, … ({@link UnpackReport}); known when it is empty. */
  get remarks(): readonly string[] {
    return this.odd;
  }

  /** Whether {@link next} would get on now. */
  get hasWork(): boolean {
    if (this.plain.length > 0 || this.hasFailed) return true;
    if (this.inflate !== null) return this.hasInflateEnded || (this.isInflateReady && (this.packed.length > 0 || this.isLast));
    return this.packed.length > 0 || (this.isLast && this.unpacker !== null);
  }

  /** Packed bytes used up since the last call, so that as many may follow. */
  takeUsed(): number {
    const { used } = this;
    this.used = 0;
    return used;
  }

  /**
   * The next piece of plain bytes, valid until the next call; `null` when there is none at this moment. Throws what `core/unpack`
   * throws, and {@link InflateRefused}.
   */
  next(): Uint8Array | null {
    if (this.hasFailed) throw new InflateRefused();
    if (!this.hasBegun && this.packed.length > 0) this.begin();
    if (this.plain.length > 0) return this.cutPlain();
    if (this.inflate !== null) this.feedInflate(this.inflate);
    else if (this.packed.length > 0) this.unpacker?.push(this.takePacked(this.isPacked ? PACKED_BYTES : PIECE_BYTES));
    else this.endUnpacker();
    return this.plain.length > 0 ? this.cutPlain() : null;
  }

  /** Forgets everything that waits. */
  drop(): void {
    for (const bytes of this.packed) this.used += bytes.length;
    this.packed.length = 0;
    this.plain.length = 0;
    this.inflate?.cancel();
    this.inflate = null;
    this.unpacker = null;
  }

  private begin(): void {
    // One byte cannot tell a packed file; the second one comes with the next chunk.
    if (this.packed[0]?.length === 1 && this.packed.length > 1) this.packed.unshift(joinBytes(this.packed.splice(0, 2)));
    const first = this.packed[0] ?? new Uint8Array(0);
    this.hasBegun = true;
    this.isPacked = isGzip(first);
    if (this.isPacked && this.wish.createInflate !== null) {
      this.inflate = this.makeInflate(this.wish.createInflate);
      this.isInflateReady = true;
      return;
    }
    const isGiven = (chunk: Uint8Array): boolean => chunk.buffer === this.current;
    this.unpacker = createUnpacker((chunk) => {
      if (chunk.length === 0) return;
      // Unpacked bytes may be overwritten by the next call; plain ones are as a rule those that were given.
      this.plain.push(isGiven(chunk) ? chunk : chunk.slice());
    });
  }

  private makeInflate(create: InflateFactory): StreamInflate {
    return create({
      take: (bytes) => {
        this.plain.push(bytes);
        this.wish.wake();
      },
      ready: () => {
        this.isInflateReady = true;
        this.wish.wake();
      },
      ended: (isWhole) => {
        this.odd = isWhole ? [] : ['cut'];
        this.hasInflateEnded = true;
        this.wish.wake();
      },
      failed: () => {
        this.hasFailed = true;
        this.wish.wake();
      },
    });
  }

  private cutPlain(): Uint8Array {
    const piece = cut(this.plain, this.pieceBytes);
    this.pieceBytes = Math.min(PIECE_BYTES, this.pieceBytes + (piece.length >> 2));
    return piece;
  }

  private endUnpacker(): void {
    const { unpacker } = this;
    if (unpacker === null || !this.isLast) return;
    this.unpacker = null;
    this.odd = unpacker.end().remarks;
  }

  private feedInflate(inflate: StreamInflate): void {
    if (this.hasInflateEnded) {
      this.inflate = null;
      return;
    }
    if (!this.isInflateReady) return;
    this.isInflateReady = false;
    if (this.packed.length > 0) inflate.push(this.takePacked(PIECE_BYTES));
    else inflate.end();
  }

  private takePacked(limit: number): Uint8Array {
    const piece = cut(this.packed, limit);
    this.current = piece.buffer;
    this.used += piece.length;
    return piece;
  }
}

/** Takes at most `limit` bytes off a queue. */
function cut(queue: Uint8Array[], limit: number): Uint8Array {
  const first = queue[0] ?? new Uint8Array(0);
  if (first.length <= limit) {
    queue.shift();
    return first;
  }
  queue[0] = first.subarray(limit);
  return first.subarray(0, limit);
}
