/** Ways a string of bytes can lie in words of four. */
const SHIFTS = 4;

/**
 * A string of bytes that is compared four bytes at a time wherever it stands in a buffer: it is kept once for each way it can lie in the buffer's
 * words. Worth it for strings that are met in row after row (names of attributes, the directory of addresses). Words are little-endian on every set
 * and server there is.
 */
export class WordPattern {
  /** Bytes of the string; 0: none yet, which is nowhere. */
  length = 0;
  private readonly words: Int32Array;
  private readonly firstMasks = new Int32Array(SHIFTS);
  private readonly lastMasks = new Int32Array(SHIFTS);
  private readonly counts = new Int32Array(SHIFTS);
  private readonly stride: number;

  /** Room for strings of at most `maxLength` bytes. */
  constructor(readonly maxLength: number) {
    this.stride = (maxLength >> 2) + 2;
    this.words = new Int32Array(this.stride * SHIFTS);
  }

  /** Becomes `bytes[start..end)`, which must not be longer than {@link maxLength}. */
  set(bytes: Uint8Array, start: number, end: number): void {
    const length = Math.min(end - start, this.maxLength);
    this.length = length;
    this.words.fill(0);
    for (let shift = 0; shift < SHIFTS; shift += 1) {
      const base = shift * this.stride;
      for (let i = 0; i < length; i += 1) {
        const at = shift + i;
        this.words[base + (at >> 2)] = (this.words[base + (at >> 2)] ?? 0) | ((bytes[start + i] ?? 0) << ((at & 3) * 8));
      }
      const count = (shift + length + 3) >> 2;
      const tail = (shift + length) & 3;
      const lastMask = tail === 0 ? -1 : (1 << (tail * 8)) - 1;
      const firstMask = -1 << (shift * 8);
      this.counts[shift] = count;
      this.firstMasks[shift] = count === 1 ? firstMask & lastMask : firstMask;
      this.lastMasks[shift] = lastMask;
    }
  }

  /** Whether another pattern holds the same bytes. */
  equals(other: WordPattern): boolean {
    if (this.length !== other.length) return false;
    const count = this.counts[0] ?? 0;
    for (let i = 0; i < count; i += 1) if (this.words[i] !== other.words[i]) return false;
    return true;
  }

  /** Whether the string stands at byte `pos` of the buffer `words` belongs to. Its last byte must lie within the buffer. */
  isAt(words: Int32Array, pos: number): boolean {
    const shift = pos & 3;
    const base = shift * this.stride;
    const last = (this.counts[shift] ?? 0) - 1;
    const at = pos >> 2;
    if (last < 0 || (((words[at] ?? 0) ^ (this.words[base] ?? 0)) & (this.firstMasks[shift] ?? 0)) !== 0) return false;
    for (let i = 1; i < last; i += 1) if (words[at + i] !== this.words[base + i]) return false;
    return last === 0 || (((words[at + last] ?? 0) ^ (this.words[base + last] ?? 0)) & (this.lastMasks[shift] ?? 0)) === 0;
  }
}

/** Position of the first `byte` in `bytes[from..end)`, or `end`; `words` shows the same buffer. */
export function findByte(bytes: Uint8Array, words: Int32Array, from: number, end: number, byte: number): number {
  let at = from;
  for (; (at & 3) !== 0; at += 1) {
    if (at >= end) return end;
    if (bytes[at] === byte) return at;
  }
  const four = byte * 0x01010101;
  const last = end >> 2;
  let word = at >> 2;
  for (; word < last; word += 1) {
    // Whether any of the four bytes is zero now (Bit Twiddling Hacks, "Determine if a word has a zero byte").
    const value = (words[word] ?? 0) ^ four;
    if (((value - 0x01010101) & ~value & 0x80808080) !== 0) break;
  }
  for (at = word << 2; at < end; at += 1) if (bytes[at] === byte) return at;
  return end;
}

/** Whether `length` bytes from `a` and from `b` on are the same, in the buffer that `words` shows. */
export function isSameRange(words: Int32Array, a: number, b: number, length: number): boolean {
  // Shifts go in two steps, since one by 32 is one by 0.
  const leftShift = (a & 3) * 8;
  const rightShift = (b & 3) * 8;
  let left = words[a >> 2] ?? 0;
  let right = words[b >> 2] ?? 0;
  let difference = 0;
  let at = 0;
  for (; at < length && difference === 0; at += 4) {
    const nextLeft = words[((a + at) >> 2) + 1] ?? 0;
    const nextRight = words[((b + at) >> 2) + 1] ?? 0;
    difference = ((left >>> leftShift) | ((nextLeft << 1) << (31 - leftShift))) ^ ((right >>> rightShift) | ((nextRight << 1) << (31 - rightShift)));
    left = nextLeft;
    right = nextRight;
  }
  // The last word may reach beyond the end.
  return at >= length && (at > length ? difference << ((at - length) * 8) : difference) === 0;
}
