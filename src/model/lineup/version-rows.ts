import type { Row, RowList } from '#core/catalog';

/** A list of the editor in which versions of a channel are one row, and what each row stands for. */
export class VersionRows {
  readonly length: number;
  /** By place, when they are asked for: most lists are only shown. */
  private members: ReadonlyArray<readonly Row[]> | null = null;

  /** `grouped`: as Live TV groups `rows`; `null`: each row stands for itself. */
  constructor(
    private readonly rows: RowList,
    private readonly grouped: RowList | null,
  ) {
    this.length = (grouped ?? rows).length;
  }

  /** The row that Live TV shows; -1 out of range. */
  at(index: number): Row {
    return (this.grouped ?? this.rows).at(index);
  }

  /** Where a row stands or is stood for; -1 for others. */
  indexOf(row: Row): number {
    return (this.grouped ?? this.rows).indexOf(row);
  }

  /** All versions that stand at a place, in the list's order. */
  membersAt(index: number): readonly Row[] {
    const { rows, grouped } = this;
    if (grouped === null) return rows.at(index) === -1 ? [] : [rows.at(index)];
    this.members ??= membersOf(rows, grouped);
    return this.members[index] ?? [];
  }
}

function membersOf(rows: RowList, grouped: RowList): ReadonlyArray<readonly Row[]> {
  const members: Row[][] = Array.from({ length: grouped.length }, () => []);
  for (let i = 0; i < rows.length; i += 1) members[grouped.indexOf(rows.at(i))]?.push(rows.at(i));
  return members;
}
