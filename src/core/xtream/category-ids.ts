import type { ColumnarBuilder, ListedKind } from '../catalog';
import type { JsonRow } from './json-row';

/** Category sets by what rows say about their categories; neighbouring rows mostly say the same. */
export class CategoryIds {
  private readonly sets = new Map<string, number>();
  private readonly singles = new Map<number, number>();

  constructor(
    private readonly builder: ColumnarBuilder,
    private readonly kind: ListedKind,
  ) {}

  /** The set of a row's categories: `category_ids` (several) before `category_id`; ids nobody announced are left out. */
  setOf(row: JsonRow, single: number, several: number): number {
    if (row.hasSeveral(several)) return this.setOfText(row.source(several));
    const id = row.digits(single);
    return id >= 0 ? this.setOfNumber(id) : this.setOfText(row.text(single) || row.source(several));
  }

  private setOfNumber(id: number): number {
    let set = this.singles.get(id);
    if (set === undefined) {
      set = this.make([String(id)]);
      this.singles.set(id, set);
    }
    return set;
  }

  private setOfText(text: string): number {
    if (text === '') return 0;
    let set = this.sets.get(text);
    if (set === undefined) {
      set = this.make(text.replace(/[[\]"\s]/g, '').split(','));
      this.sets.set(text, set);
    }
    return set;
  }

  private make(ids: readonly string[]): number {
    const indexes = ids.map((id) => this.builder.categoryById(this.kind, id)).filter((index) => index >= 0);
    return this.builder.categorySet(this.kind, indexes);
  }
}
