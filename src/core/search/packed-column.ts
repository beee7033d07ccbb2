
/** Bits beside the lower 16 that {@link PackedColumn} can keep. */
const WIDTHS = [0, 1, 2, 4, 8, 16] as const;

/**
 * Whole numbers below 2^32 in as few bits as the largest one needs: 16 in one array, the rest (1, 2, 4, 8 or 16 bits) packed in another.
 * Random access costs two reads.
 */
export class PackedColumn {
  private readonly shift: number;
  private readonly mask: number;

  /** `high` holds `width` bits per value. */
  constructor(
    readonly low: Uint16Array,
    readonly high: Uint8Array,
    readonly width: number,
  ) {
    // Values per byte as a shift: 8 for 1 bit, 1 for 8 bits.
    this.shift = width === 1 ? 3 : width === 2 ? 2 : width === 4 ? 1 : 0;
    this.mask = width === 0 ? 0 : (1 << Math.min(width, 8)) - 1;
  }

  get length(): number {
    return this.low.length;
  }

  get heldBytes(): number {
    return this.low.byteLength + this.high.byteLength;
  }

  /** The value at an index that exists; 0 outside. */
  at(index: number): number {
    const low = this.low[index] ?? 0;
    const { width, shift } = this;
    if (width === 0) return low;
    if (width === 16) return low + ((this.high[index * 2] ?? 0) + (this.high[index * 2 + 1] ?? 0) * 256) * 0x10000;
    const place = (index & ((1 << shift) - 1)) * width;
    return low | ((((this.high[index >>> shift] ?? 0) >>> place) & this.mask) << 16);
  }
}

/** Bits needed beside the lower 16 for values up to `largest`. */
export function widthFor(largest: number): number {
  const rest = Math.floor(largest / 0x10000);
  return WIDTHS.find((width) => rest < Math.pow(2, width)) ?? 16;
}

/** Fills a {@link PackedColumn} whose length and largest value are known. */
export class PackedColumnWriter {
  private readonly low: Uint16Array;
  private readonly high: Uint8Array;
  private readonly width: number;
  private count = 0;

  constructor(length: number, largest: number) {
    this.width = widthFor(largest);
    this.low = new Uint16Array(length);
    this.high = new Uint8Array(Math.ceil((length * this.width) / 8));
  }

  /** Appends a value; not more of them than announced. */
  push(value: number): void {
    const index = this.count++;
    this.low[index] = value & 0xffff;
    const { width, high } = this;
    if (width === 0) return;
    const rest = Math.floor(value / 0x10000);
    if (width === 16) {
      high[index * 2] = rest & 0xff;
      high[index * 2 + 1] = rest >>> 8;
      return;
    }
    const bit = index * width;
    high[bit >>> 3] = (high[bit >>> 3] ?? 0) | (rest << (bit & 7));
  }

  finish(): PackedColumn {
    return new PackedColumn(this.low, this.high, this.width);
  }
}

