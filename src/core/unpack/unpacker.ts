import { AppError } from '../base';
import { adler32, crc32 } from './crc32';
import { GzipHeader } from './gzip-header';
import { createInflater } from './inflater';
import { SNIFF_BYTES, sniffPacking } from './sniff-packing';
import type { Inflater, InflaterFactory, Packing, TakeBytes, UnpackRemark, UnpackReport, Unpacker, UnpackerOptions } from './unpack-contract';

/** Check sum and length behind a gzip member; check sum behind zlib data. */
const TRAILER_BYTES: Readonly<Record<Packing, number>> = { gzip: 8, zlib: 4, deflate: 0, plain: 0 };
const NO_BYTES = new Uint8Array(0);

/** Where a packed file is. `between`: behind a member; `rest`: nothing wanted follows. */
type Place = 'sniff' | 'header' | 'zlib-header' | 'body' | 'trailer' | 'between' | 'rest';

/** The unpacker of {@link createUnpacker}. */
class StreamUnpacker implements Unpacker {
  private place: Place = 'sniff';
  private packing: Packing = 'plain';
  private held: Uint8Array = NO_BYTES;
  private packedBytes = 0;
  private bytes = 0;
  private members = 0;
  private readonly remarks: UnpackRemark[] = [];
  private readonly header = new GzipHeader();
  private inflater: Inflater | null = null;
  private readonly trailer = new Uint8Array(8);
  /** Bytes seen of the header of zlib, of the trailer, of what looks like another member. */
  private seen = 0;
  private memberBytes = 0;
  private sum = 0;
  private takerError: unknown = null;

  constructor(
    private readonly take: TakeBytes,
    private readonly createInflate: InflaterFactory,
  ) {}

  push(chunk: Uint8Array): void {
    this.packedBytes += chunk.length;
    this.guarded(() => {
      if (this.place !== 'sniff') this.read(chunk);
      else if (chunk.length > 0) this.sniff(chunk, false);
    });
  }

  end(): UnpackReport {
    this.guarded(() => {
      if (this.place === 'sniff') this.sniff(NO_BYTES, true);
    });
    if (this.place === 'header' || this.place === 'zlib-header' || this.place === 'body') this.remark('cut');
    else if (this.place === 'trailer') this.remark('checksum');
    else if (this.place === 'between' && this.seen > 0) this.remark('trailing-garbage');
    return { packing: this.packing, packedBytes: this.packedBytes, bytes: this.bytes, members: this.members, remarks: this.remarks.slice() };
  }

  private guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.place = 'rest';
      // What the taker throws is its own affair.
      if (error instanceof AppError || error === this.takerError) throw error;
      throw new AppError('source.malformed', { message: `damaged ${this.packing}`, facts: { packing: this.packing }, cause: error });
    }
  }

  private sniff(chunk: Uint8Array, isAll: boolean): void {
    let head = chunk;
    if (this.held.length > 0) {
      head = new Uint8Array(this.held.length + chunk.length);
      head.set(this.held);
      head.set(chunk, this.held.length);
    }
    const packing = sniffPacking(head.subarray(0, SNIFF_BYTES), isAll);
    if (packing === null) {
      this.held = head === chunk ? chunk.slice() : head;
      return;
    }
    this.held = NO_BYTES;
    if (packing !== 'plain' && packing !== 'gzip' && packing !== 'zlib' && packing !== 'deflate') {
      throw new AppError('source.unsupported', { message: packing, facts: { packing } });
    }
    this.packing = packing;
    this.place = packing === 'plain' ? 'rest' : packing === 'gzip' ? 'header' : packing === 'zlib' ? 'zlib-header' : 'body';
    if (packing === 'deflate') this.beginBody();
    this.read(head);
  }

  private read(chunk: Uint8Array): void {
    if (this.packing === 'plain') {
      this.bytes += chunk.length;
      this.take(chunk);
      return;
    }
    let at = 0;
    while (at < chunk.length && this.place !== 'rest') {
      if (this.place === 'body') at = this.readBody(chunk, at);
      else {
        this.readByte(chunk[at] ?? 0);
        at += 1;
      }
    }
    if (at < chunk.length && this.place === 'rest') this.remark('trailing-garbage');
  }

  /** A byte outside the packed data. */
  private readByte(byte: number): void {
    if (this.place === 'header') {
      if (!this.header.take(byte)) throw new AppError('source.malformed', { message: 'damaged gzip header', facts: { packing: this.packing } });
      if (this.header.isDone) this.beginBody();
    } else if (this.place === 'zlib-header') {
      this.seen += 1;
      if (this.seen === 2) this.beginBody();
    } else if (this.place === 'trailer') {
      this.trailer[this.seen++] = byte;
      if (this.seen === TRAILER_BYTES[this.packing]) this.endMember();
    } else {
      this.readBetween(byte);
    }
  }

  /** Behind a gzip member stands another one, or zeros that fill up a block, or something that does not belong here. */
  private readBetween(byte: number): void {
    if (this.packing !== 'gzip' || (this.seen === 0 && byte !== 0x1f && byte !== 0)) {
      this.garbage();
    } else if (this.seen > 0 || byte === 0x1f) {
      if (this.seen === 0) this.header.reset();
      this.seen += 1;
      if (!this.header.take(byte)) this.garbage();
      else if (this.seen === 3) this.place = 'header';
    }
  }

  private garbage(): void {
    this.remark('trailing-garbage');
    this.place = 'rest';
  }

  private beginBody(): void {
    this.place = 'body';
    this.seen = 0;
    this.memberBytes = 0;
    this.sum = this.packing === 'zlib' ? 1 : 0;
    this.members += 1;
    this.inflater = this.createInflate((bytes) => this.handOut(bytes));
  }

  private readBody(chunk: Uint8Array, at: number): number {
    const { inflater } = this;
    if (inflater === null) return chunk.length;
    const stop = inflater.push(chunk, at);
    if (inflater.isDone) {
      this.inflater = null;
      this.place = TRAILER_BYTES[this.packing] === 0 ? 'rest' : 'trailer';
    }
    return stop;
  }

  private handOut(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.bytes += bytes.length;
    this.memberBytes += bytes.length;
    if (this.packing === 'gzip') this.sum = crc32(this.sum, bytes);
    else if (this.packing === 'zlib') this.sum = adler32(this.sum, bytes);
    try {
      this.take(bytes);
    } catch (error) {
      this.takerError = error;
      throw error;
    }
  }

  private endMember(): void {
    const { trailer } = this;
    const word = (at: number): number => ((trailer[at] ?? 0) | ((trailer[at + 1] ?? 0) << 8) | ((trailer[at + 2] ?? 0) << 16) | ((trailer[at + 3] ?? 0) << 24)) >>> 0;
    if (this.packing === 'zlib') {
      const named = (((trailer[0] ?? 0) << 24) | ((trailer[1] ?? 0) << 16) | ((trailer[2] ?? 0) << 8) | (trailer[3] ?? 0)) >>> 0;
      if (named !== this.sum) this.remark('checksum');
    } else {
      if (word(0) !== this.sum) this.remark('checksum');
      if (word(4) !== this.memberBytes >>> 0) this.remark('length');
    }
    this.seen = 0;
    this.place = 'between';
  }

  private remark(remark: UnpackRemark): void {
    if (this.remarks.indexOf(remark) < 0) this.remarks.push(remark);
  }
}

/**
 * Makes an unpacker that looks at the first bytes: gzip (also several files joined), zlib and raw deflate are unpacked, plain bytes go through as
 * they are, after at most 64 bytes were held back. Playlists and guides come as `.gz` files whatever their headers say, and some servers pack twice
 * or forget to say that they pack. Check sums and lengths that differ are told and the bytes used: a wrong letter is better than no list.
 */
export function createUnpacker(take: TakeBytes, options: UnpackerOptions = {}): Unpacker {
  return new StreamUnpacker(take, options.createInflate ?? createInflater);
}
