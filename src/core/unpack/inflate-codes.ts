/** Bits looked up at once; longer codes, which are rare, are read bit by bit. */
const QUICK_BITS = 10;
const MAX_BITS = 15;

/** No code begins with these bits. */
export const BAD_CODE = -1;
/** More bits are needed to tell. */
export const MORE_BITS = -2;

/**
 * A set of Huffman codes (RFC 1951 section 3.2.2). `quick[next 10 bits]` is `symbol * 16 + length` of the code they begin with, or 0 for a longer
 * one and for none.
 */
export class InflateCodes {
  readonly quick = new Uint16Array(1 << QUICK_BITS);
  private readonly counts = new Uint16Array(MAX_BITS + 1);
  private readonly offsets = new Uint16Array(MAX_BITS + 2);
  private readonly symbols = new Uint16Array(320);

  /**
   * Takes the lengths `lengths[from..from + count)` of the codes of symbols 0, 1, … `false` for lengths no set of codes can have. An incomplete set is
   * taken when it has one code at most: that is how a block without distances is written.
   */
  build(lengths: Uint8Array, from: number, count: number): boolean {
    const { counts, offsets, symbols, quick } = this;
    counts.fill(0);
    for (let i = 0; i < count; i += 1) {
      const length = lengths[from + i] ?? 0;
      counts[length] = (counts[length] ?? 0) + 1;
    }
    const used = count - (counts[0] ?? 0);
    counts[0] = 0;
    offsets[1] = 0;
    let left = 1;
    for (let length = 1; length <= MAX_BITS; length += 1) {
      left = left * 2 - (counts[length] ?? 0);
      if (left < 0) return false;
      offsets[length + 1] = (offsets[length] ?? 0) + (counts[length] ?? 0);
    }
    if (left > 0 && used > 1) return false;
    for (let i = 0; i < count; i += 1) {
      const length = lengths[from + i] ?? 0;
      if (length === 0) continue;
      const place = offsets[length] ?? 0;
      symbols[place] = i;
      offsets[length] = place + 1;
    }
    quick.fill(0);
    this.fillQuick();
    return true;
  }

  /**
   * Reads a code bit by bit from the low `bits` bits of `hold`: `symbol * 16 + length`, {@link BAD_CODE}, or {@link MORE_BITS}.
   */
  slow(hold: number, bits: number): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= MAX_BITS; length += 1) {
      if (length > bits) return MORE_BITS;
      code |= (hold >>> (length - 1)) & 1;
      const count = this.counts[length] ?? 0;
      if (code - count < first) return (this.symbols[index + code - first] ?? 0) * 16 + length;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    return BAD_CODE;
  }

  private fillQuick(): void {
    const { counts, symbols, quick } = this;
    let code = 0;
    let index = 0;
    for (let length = 1; length <= QUICK_BITS; length += 1) {
      for (let left = counts[length] ?? 0; left > 0; left -= 1) {
        const entry = (symbols[index] ?? 0) * 16 + length;
        // Codes are written from their highest bit on, the stream is read from its lowest.
        for (let at = reversed(code, length); at < 1 << QUICK_BITS; at += 1 << length) quick[at] = entry;
        index += 1;
        code += 1;
      }
      code <<= 1;
    }
  }
}

function reversed(code: number, length: number): number {
  let from = code;
  let to = 0;
  for (let i = 0; i < length; i += 1) {
    to = (to << 1) | (from & 1);
    from >>>= 1;
  }
  return to;
}
