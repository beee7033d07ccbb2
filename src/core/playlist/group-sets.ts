import type { ColumnarBuilder, ListedKind } from '../catalog';
import { decodeUtf8 } from '../text';
import type { M3uEntry } from './m3u-contract';

/** Category sets by the raw group text, found without making a string of it. */
export class GroupSets {
  /** By number of the text: set + 1; 0: not made yet. */
  private sets = new Uint32Array(256);

  constructor(
    private readonly builder: ColumnarBuilder,
    private readonly kind: ListedKind,
  ) {}

  /** The set of the groups an entry is in. */
  setOf(entry: M3uEntry): number {
    const { group } = entry;
    const known = group >= 0 && group < this.sets.length ? (this.sets[group] ?? 0) : 0;
    return known > 0 ? known - 1 : this.make(group, decodeUtf8(entry.groupBytes, entry.groupStart, entry.groupEnd));
  }

  /** The set of `groups`, which are separated by semicolons; kept by the number of their text, unless that is -1. */
  make(group: number, groups: string): number {
    const names = groups.split(';').map((name) => name.trim()).filter((name) => name !== '');
    const set = this.builder.categorySet(this.kind, names.map((name) => this.builder.category(this.kind, name)));
    if (group >= this.sets.length) {
      const larger = new Uint32Array(group * 2);
      larger.set(this.sets);
      this.sets = larger;
    }
    if (group >= 0) this.sets[group] = set + 1;
    return set;
  }
}
