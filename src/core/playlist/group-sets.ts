import type { ColumnarBuilder, ListedKind } from '../catalog';
import { copyBytes, decodeUtf8 } from '../text';

/**
 * Category sets by the raw group text. Neighbouring rows mostly share their group, so the last one is compared byte by byte
 * before anything is decoded.
 */
export class GroupSets {
  private readonly sets = new Map<string, number>();
  private readonly last = new Uint8Array(256);
  private lastLength = -1;
  private lastSet = 0;

  constructor(
    private readonly builder: ColumnarBuilder,
    private readonly kind: ListedKind,
  ) {}

  /** The set of the groups in `bytes[start..end)`, which are separated by semicolons. */
  setOf(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length <= 0) return 0;
    if (length === this.lastLength) {
      let at = 0;
      while (at < length && bytes[start + at] === this.last[at]) at += 1;
      if (at === length) return this.lastSet;
    }
    const set = this.find(decodeUtf8(bytes, start, end));
    if (length <= this.last.length) {
      copyBytes(bytes, start, end, this.last, 0);
      this.lastLength = length;
      this.lastSet = set;
    }
    return set;
  }

  private find(text: string): number {
    const known = this.sets.get(text);
    if (known !== undefined) return known;
    const names = text.split(';').map((name) => name.trim()).filter((name) => name !== '');
    const set = this.builder.categorySet(this.kind, names.map((name) => this.builder.category(this.kind, name)));
    this.sets.set(text, set);
    return set;
  }
}
