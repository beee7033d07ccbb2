import { BAD_CODE, InflateCodes, MORE_BITS } from './inflate-codes';
import type { Inflater, TakeBytes } from './unpack-contract';

/** How far back a match may reach. */
const WINDOW_BYTES = 32 * 1024;
/** Room for the window and what has not been handed out; smaller: the window is moved more often. */
const BUFFER_BYTES = 4 * WINDOW_BYTES;
const MAX_MATCH = 258;
const QUICK_MASK = 1023;
/** Shorter matches are copied faster by a loop than by a call. */
const QUICK_COPY = 20;

const END_OF_BLOCK = 256;
const LENGTH_BASES = new Uint16Array([3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258]);
const LENGTH_BITS = new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]);
const DISTANCE_BASES = new Uint16Array([
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
]);
const DISTANCE_BITS = new Uint8Array([0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13]);
/** In which order the lengths of the code lengths' own codes are written (RFC 1951 section 3.2.7). */
const LENGTH_ORDER = new Uint8Array([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);

/** What is read next. */
const STATE = { block: 0, storedLength: 1, stored: 2, counts: 3, lengthCodes: 4, lengths: 5, symbol: 6, distance: 7, distanceBits: 8, done: 9 } as const;
type State = (typeof STATE)[keyof typeof STATE];

/** Packed data that cannot be. */
export class InflateDamage extends Error {
  constructor(message: string) {
    super(message);
    // ES5 output: Error's constructor returns its own object.
    Object.setPrototypeOf(this, InflateDamage.prototype);
  }
}

/** The inflater of {@link createInflater}. Reads bits from a word of at most 32; every step waits until it has all of its bits. */
class StreamInflater implements Inflater {
  private state: State = STATE.block;
  private isFinal = false;
  private hold = 0;
  private bits = 0;
  private chunk: Uint8Array = new Uint8Array(0);
  private pos = 0;
  private readonly buffer = new Uint8Array(BUFFER_BYTES);
  /** Behind the last byte written, and behind the last one handed out. */
  private at = 0;
  private handed = 0;
  private readonly literals = new InflateCodes();
  private readonly distances = new InflateCodes();
  private readonly lengthCodes = new InflateCodes();
  private readonly lengths = new Uint8Array(320);
  private lengthCount = 0;
  private distanceCount = 0;
  private codeCount = 0;
  private filled = 0;
  /** Of the match, or of what is left of a stored block. */
  private length = 0;
  private distance = 0;
  private symbol = 0;

  constructor(private readonly take: TakeBytes) {}

  get isDone(): boolean {
    return this.state === STATE.done;
  }

  push(chunk: Uint8Array, from: number): number {
    this.chunk = chunk;
    this.pos = from;
    try {
      while (this.step());
    } finally {
      this.handOut();
      this.chunk = NO_BYTES;
    }
    // Who asked would ask again with what is left, for ever.
    if (this.state !== STATE.done && this.pos < chunk.length) throw new InflateDamage('a code that never comes');
    if (this.state === STATE.done) {
      // Whole bytes that were looked at and not needed belong to what follows.
      this.pos -= this.bits >>> 3;
      this.bits = 0;
    }
    return this.pos;
  }

  /** One step of the current state; `false` when it needs more bytes or all is done. */
  private step(): boolean {
    switch (this.state) {
      case STATE.symbol:
        return this.readSymbols();
      case STATE.distance:
      case STATE.distanceBits:
        return this.readDistance();
      case STATE.block:
        return this.readBlock();
      case STATE.storedLength:
        return this.readStoredLength();
      case STATE.stored:
        return this.readStored();
      case STATE.counts:
        return this.readCounts();
      case STATE.lengthCodes:
        return this.readLengthCodes();
      case STATE.lengths:
        return this.readLengths();
      default:
        return false;
    }
  }

  /** Whether `count` bits (at most 25) are at hand. */
  private need(count: number): boolean {
    while (this.bits < count) {
      if (this.pos >= this.chunk.length) return false;
      this.hold |= (this.chunk[this.pos] ?? 0) << this.bits;
      this.pos += 1;
      this.bits += 8;
    }
    return true;
  }

  private drop(count: number): void {
    this.hold >>>= count;
    this.bits -= count;
  }

  private readBlock(): boolean {
    if (this.isFinal) {
      this.state = STATE.done;
      return false;
    }
    if (!this.need(3)) return false;
    this.isFinal = (this.hold & 1) === 1;
    const type = (this.hold >>> 1) & 3;
    this.drop(3);
    if (type === 0) {
      this.drop(this.bits & 7);
      this.state = STATE.storedLength;
    } else if (type === 1) {
      this.useFixedCodes();
    } else if (type === 2) {
      this.state = STATE.counts;
    } else {
      throw new InflateDamage('block type');
    }
    return true;
  }

  private readStoredLength(): boolean {
    // Two halves: 32 bits would not fit beside what is held.
    if (this.length === 0) {
      if (!this.need(16)) return false;
      this.length = (this.hold & 0xffff) + 1;
      this.drop(16);
    }
    if (!this.need(16)) return false;
    const length = this.length - 1;
    if ((this.hold & 0xffff) !== (length ^ 0xffff)) throw new InflateDamage('stored length');
    this.drop(16);
    this.length = length;
    this.state = STATE.stored;
    return true;
  }

  private readStored(): boolean {
    while (this.length > 0 && this.bits > 0) {
      this.room(1);
      this.buffer[this.at++] = this.hold & 0xff;
      this.drop(8);
      this.length -= 1;
    }
    while (this.length > 0) {
      const count = Math.min(this.length, this.chunk.length - this.pos, WINDOW_BYTES);
      if (count === 0) return false;
      this.room(count);
      this.buffer.set(this.chunk.subarray(this.pos, this.pos + count), this.at);
      this.at += count;
      this.pos += count;
      this.length -= count;
    }
    this.state = STATE.block;
    return true;
  }

  private useFixedCodes(): void {
    const { lengths } = this;
    lengths.fill(8, 0, 144);
    lengths.fill(9, 144, 256);
    lengths.fill(7, 256, 280);
    lengths.fill(8, 280, 288);
    lengths.fill(5, 288, 320);
    this.literals.build(lengths, 0, 288);
    this.distances.build(lengths, 288, 32);
    this.state = STATE.symbol;
  }

  private readCounts(): boolean {
    if (!this.need(14)) return false;
    this.lengthCount = (this.hold & 31) + 257;
    this.distanceCount = ((this.hold >>> 5) & 31) + 1;
    this.codeCount = ((this.hold >>> 10) & 15) + 4;
    this.drop(14);
    if (this.lengthCount > 286 || this.distanceCount > 30) throw new InflateDamage('number of codes');
    this.filled = 0;
    this.lengths.fill(0);
    this.state = STATE.lengthCodes;
    return true;
  }

  private readLengthCodes(): boolean {
    for (; this.filled < this.codeCount; this.filled += 1) {
      if (!this.need(3)) return false;
      this.lengths[LENGTH_ORDER[this.filled] ?? 0] = this.hold & 7;
      this.drop(3);
    }
    if (!this.lengthCodes.build(this.lengths, 0, 19)) throw new InflateDamage('codes of lengths');
    this.filled = 0;
    this.lengths.fill(0);
    this.state = STATE.lengths;
    return true;
  }

  private readLengths(): boolean {
    const total = this.lengthCount + this.distanceCount;
    while (this.filled < total) {
      // The code and what it says to repeat are read together; with fewer bits than a code can have, one that does not exist would be waited for.
      this.need(15);
      const entry = this.codeAt(this.lengthCodes);
      if (entry === MORE_BITS) return false;
      const bits = entry & 15;
      const symbol = entry >>> 4;
      const extra = symbol < 16 ? 0 : symbol === 16 ? 2 : symbol === 17 ? 3 : 7;
      if (this.bits < bits + extra) return false;
      const more = (this.hold >>> bits) & ((1 << extra) - 1);
      this.drop(bits + extra);
      if (symbol < 16) {
        this.lengths[this.filled++] = symbol;
        continue;
      }
      if (symbol === 16 && this.filled === 0) throw new InflateDamage('repeated length');
      const value = symbol === 16 ? (this.lengths[this.filled - 1] ?? 0) : 0;
      const end = this.filled + more + (symbol === 18 ? 11 : 3);
      if (end > total) throw new InflateDamage('repeated length');
      while (this.filled < end) this.lengths[this.filled++] = value;
    }
    if (this.lengths[END_OF_BLOCK] === 0) throw new InflateDamage('no end of block');
    const isGood = this.literals.build(this.lengths, 0, this.lengthCount) && this.distances.build(this.lengths, this.lengthCount, this.distanceCount);
    if (!isGood) throw new InflateDamage('codes');
    this.state = STATE.symbol;
    return true;
  }

  /** The code at the front of the bits at hand, not taken off: `symbol * 16 + length`, or {@link MORE_BITS}. */
  private codeAt(codes: InflateCodes): number {
    const quick = codes.quick[this.hold & QUICK_MASK] ?? 0;
    const entry = quick === 0 ? codes.slow(this.hold, this.bits) : quick;
    if (entry === BAD_CODE) throw new InflateDamage('code');
    return entry === MORE_BITS || (entry & 15) > this.bits ? MORE_BITS : entry;
  }

  /** Reads literals and matches as long as a whole match fits what is left of the chunk and the buffer; the rest goes step by step. */
  private readSymbols(): boolean {
    this.readFast();
    this.room(MAX_MATCH);
    this.need(20);
    const entry = this.codeAt(this.literals);
    if (entry === MORE_BITS) return false;
    const symbol = entry >>> 4;
    const bits = entry & 15;
    if (symbol < END_OF_BLOCK) {
      this.buffer[this.at++] = symbol;
      this.drop(bits);
      return true;
    }
    if (symbol === END_OF_BLOCK) {
      this.drop(bits);
      this.state = STATE.block;
      return true;
    }
    const index = symbol - 257;
    if (index >= LENGTH_BASES.length) throw new InflateDamage('length');
    const extra = LENGTH_BITS[index] ?? 0;
    if (this.bits < bits + extra) return false;
    this.length = (LENGTH_BASES[index] ?? 0) + ((this.hold >>> bits) & ((1 << extra) - 1));
    this.drop(bits + extra);
    this.state = STATE.distance;
    return true;
  }

  private readDistance(): boolean {
    if (this.state === STATE.distance) {
      this.need(15);
      const entry = this.codeAt(this.distances);
      if (entry === MORE_BITS) return false;
      this.symbol = entry >>> 4;
      if (this.symbol >= DISTANCE_BASES.length) throw new InflateDamage('distance');
      this.drop(entry & 15);
      this.state = STATE.distanceBits;
    }
    const extra = DISTANCE_BITS[this.symbol] ?? 0;
    if (!this.need(extra)) return false;
    this.distance = (DISTANCE_BASES[this.symbol] ?? 0) + (this.hold & ((1 << extra) - 1));
    this.drop(extra);
    if (this.distance > this.at) throw new InflateDamage('distance');
    copyMatch(this.buffer, this.at, this.distance, this.length);
    this.at += this.length;
    this.length = 0;
    this.state = STATE.symbol;
    return true;
  }

  /** The same with everything at hand in local variables: nearly all bytes go through here. */
  private readFast(): void {
    const { chunk, buffer } = this;
    const literals = this.literals.quick;
    const distances = this.distances.quick;
    const stop = chunk.length - 8;
    const full = BUFFER_BYTES - MAX_MATCH;
    let { hold, bits, pos, at } = this;
    while (pos < stop && at < full) {
      while (bits < 25) {
        hold |= (chunk[pos++] ?? 0) << bits;
        bits += 8;
      }
      let entry = literals[hold & QUICK_MASK] ?? 0;
      let symbol = entry >>> 4;
      // A longer code, the end of the block, or nothing that exists: the careful way tells.
      if (entry === 0 || symbol === END_OF_BLOCK || symbol >= 286) break;
      if (symbol < END_OF_BLOCK) {
        buffer[at++] = symbol;
        hold >>>= entry & 15;
        bits -= entry & 15;
        // Another literal mostly follows, and its bits are here.
        entry = literals[hold & QUICK_MASK] ?? 0;
        if (entry === 0 || entry >= END_OF_BLOCK << 4) continue;
        buffer[at++] = entry >>> 4;
        hold >>>= entry & 15;
        bits -= entry & 15;
        continue;
      }
      symbol -= 257;
      const extra = LENGTH_BITS[symbol] ?? 0;
      const lengthEnd = (entry & 15) + extra;
      const length = (LENGTH_BASES[symbol] ?? 0) + ((hold >>> (entry & 15)) & ((1 << extra) - 1));
      // Nothing is taken off before the distance is known to be a quick one.
      let rest = hold >>> lengthEnd;
      let restBits = bits - lengthEnd;
      let next = pos;
      while (restBits < 25) {
        rest |= (chunk[next++] ?? 0) << restBits;
        restBits += 8;
      }
      entry = distances[rest & QUICK_MASK] ?? 0;
      symbol = entry >>> 4;
      if (entry === 0 || symbol >= 30) break;
      rest >>>= entry & 15;
      restBits -= entry & 15;
      const distanceBits = DISTANCE_BITS[symbol] ?? 0;
      while (restBits < distanceBits) {
        rest |= (chunk[next++] ?? 0) << restBits;
        restBits += 8;
      }
      const distance = (DISTANCE_BASES[symbol] ?? 0) + (rest & ((1 << distanceBits) - 1));
      if (distance > at) break;
      hold = rest >>> distanceBits;
      bits = restBits - distanceBits;
      pos = next;
      copyMatch(buffer, at, distance, length);
      at += length;
    }
    this.hold = hold;
    this.bits = bits;
    this.pos = pos;
    this.at = at;
  }

  /** Makes room for `count` bytes (at most {@link WINDOW_BYTES}), keeping the window. */
  private room(count: number): void {
    if (this.at + count <= BUFFER_BYTES) return;
    this.handOut();
    const from = this.at - WINDOW_BYTES;
    this.buffer.copyWithin(0, from, this.at);
    this.at = WINDOW_BYTES;
    this.handed = WINDOW_BYTES;
  }

  private handOut(): void {
    const from = this.handed;
    if (this.at === from) return;
    this.handed = this.at;
    this.take(this.buffer.subarray(from, this.at));
  }
}

const NO_BYTES = new Uint8Array(0);

/** Repeats `length` bytes from `distance` before `at`; the two may overlap. */
function copyMatch(buffer: Uint8Array, at: number, distance: number, length: number): void {
  if (length > QUICK_COPY && distance >= length) {
    buffer.copyWithin(at, at - distance, at - distance + length);
    return;
  }
  for (let from = at - distance, to = at, end = at + length; to < end; from += 1, to += 1) buffer[to] = buffer[from] ?? 0;
}

/**
 * Makes an inflater for one stream of raw deflate (RFC 1951): about as fast as the fastest libraries in JavaScript, holds 128 KB whatever
 * the stream unpacks to, and knows where the stream ends. Its errors are {@link InflateDamage}.
 */
export function createInflater(take: TakeBytes): Inflater {
  return new StreamInflater(take);
}
