import type { ColumnarBuilder, ListedKind } from '../catalog';
import { WordTable, decodeUtf8 } from '../text';
import type { M3uEntry } from './m3u-contract';

/** Category sets by the raw group text, found without making a string of it. */
export class GroupSets {
  private readonly texts = new WordTable();
  /** By number of the text: set + 1; 0: not made yet. */
  private sets = new Uint32Array(64);

  constructor(
    private readonly builder: ColumnarBuilder,
    private readonly kind: ListedKind,
  ) {}

  /** The set of the groups an entry is in. */
  setOf(entry: M3uEntry): number {
    const text = this.texts.intern(entry.groupWords, entry.groupStart, entry.groupEnd);
    const known = text < 0 ? 0 : (this.sets[text] ?? 0);
    return known > 0 ? known - 1 : this.make(text, decodeUtf8(entry.groupBytes, entry.groupStart, entry.groupEnd));
  }

  /** `groups` are separated by semicolons. */
  private make(text: number, groups: string): number {
    const names = groups.split(';').map((name) => name.trim()).filter((name) => name !== '');
    const set = this.builder.categorySet(this.kind, names.map((name) => this.builder.category(this.kind, name)));
    if (text >= this.sets.length) {
      const larger = new Uint32Array(text * 2);
      larger.set(this.sets);
      this.sets = larger;
    }
    if (text >= 0) this.sets[text] = set + 1;
    return set;
  }
}
