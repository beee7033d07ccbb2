import { ByteInterner, decodeUtf8 } from '../text';

/** Texts remembered; guides that never repeat one are computed anew each time. */
const MAX_TEXTS = 4096;

/** A number computed from a short text that comes again and again (ratings, stars), so that it is decoded once. */
export class TextMemo {
  private readonly texts = new ByteInterner();
  private readonly numbers: number[] = [];

  constructor(private readonly compute: (text: string) => number) {}

  /** The number of `bytes[start..end)`. */
  of(bytes: Uint8Array, start: number, end: number): number {
    const isRoom = this.texts.size < MAX_TEXTS;
    const id = isRoom ? this.texts.intern(bytes, start, end) : this.texts.find(bytes, start, end);
    const known = this.numbers[id];
    if (known !== undefined) return known;
    const number = this.compute(decodeUtf8(bytes, start, end));
    if (id >= 0) this.numbers[id] = number;
    return number;
  }
}
