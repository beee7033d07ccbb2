const [TEXT_END, HAS_CHECK, HAS_EXTRA, HAS_NAME, HAS_COMMENT] = [0, 2, 4, 8, 16];
/** Magic number, method, flags, time, hints, system. */
const FIXED_BYTES = 10;

/** Reads the header of a gzip member byte by byte (RFC 1952 section 2.3): name, comment and extra field may have any length. */
export class GzipHeader {
  private seen = 0;
  private flags = 0;
  /** Bytes to skip; of the extra field, once its length is known. */
  private skip = 0;
  private part: 'fixed' | 'extra-low' | 'extra-high' | 'extra' | 'name' | 'comment' | 'check' | 'done' = 'fixed';

  /** Begins a header. */
  reset(): void {
    this.seen = 0;
    this.flags = 0;
    this.part = 'fixed';
  }

  /** Whether the header is over. */
  get isDone(): boolean {
    return this.part === 'done';
  }

  /** Takes the next byte; `false` if no gzip header can go on so. */
  take(byte: number): boolean {
    switch (this.part) {
      case 'fixed':
        return this.takeFixed(byte);
      case 'extra-low':
        this.skip = byte;
        this.part = 'extra-high';
        return true;
      case 'extra-high':
        this.skip |= byte << 8;
        this.part = 'extra';
        if (this.skip === 0) this.next(HAS_EXTRA);
        return true;
      case 'extra':
        this.skip -= 1;
        if (this.skip === 0) this.next(HAS_EXTRA);
        return true;
      case 'name':
        if (byte === TEXT_END) this.next(HAS_NAME);
        return true;
      case 'comment':
        if (byte === TEXT_END) this.next(HAS_COMMENT);
        return true;
      default:
        this.skip -= 1;
        if (this.skip === 0) this.part = 'done';
        return true;
    }
  }

  private takeFixed(byte: number): boolean {
    const at = this.seen;
    this.seen += 1;
    if (at === 0) return byte === 0x1f;
    if (at === 1) return byte === 0x8b;
    // 8: deflate, the only method there ever was.
    if (at === 2) return byte === 8;
    if (at === 3) this.flags = byte;
    if (this.seen === FIXED_BYTES) this.next(0);
    return true;
  }

  /** The part that follows the one of flag `done`. */
  private next(done: number): void {
    const has = (flag: number): boolean => done < flag && (this.flags & flag) !== 0;
    if (has(HAS_EXTRA)) this.part = 'extra-low';
    else if (has(HAS_NAME)) this.part = 'name';
    else if (has(HAS_COMMENT)) this.part = 'comment';
    else if ((this.flags & HAS_CHECK) !== 0) {
      this.part = 'check';
      this.skip = 2;
    } else this.part = 'done';
  }
}
