import type { ColumnarBuilder, ListedKind } from '../catalog';
import type { JsonRow } from '../xtream';

/** Category sets by the genre or category rows name; neighbouring rows mostly name the same. */
export class RowCategories {
  private readonly texts = new Map<string, number>();
  private readonly numbers = new Map<number, number>();

  /** `prefix` stands before the ids these categories were announced with. */
  constructor(
    private readonly builder: ColumnarBuilder,
    private readonly kind: ListedKind,
    private readonly prefix: string,
  ) {}

  /** The set of a row's category; 0 when it names none that was announced. */
  setOf(row: JsonRow, column: number): number {
    const id = row.digits(column);
    if (id < 0) return this.setOfId(row.text(column));
    let set = this.numbers.get(id);
    if (set === undefined) {
      set = this.setOfId(String(id));
      this.numbers.set(id, set);
    }
    return set;
  }

  /** The set of a category. */
  setOfId(id: string): number {
    let set = this.texts.get(id);
    if (set === undefined) {
      const index = this.builder.categoryById(this.kind, this.prefix + id);
      set = index < 0 ? 0 : this.builder.categorySet(this.kind, [index]);
      this.texts.set(id, set);
    }
    return set;
  }

  /** Whether a row named it. */
  isFilled(id: string): boolean {
    return this.texts.has(id);
  }
}
