import { listOfRows } from './list-of-rows';
import type { Row, RowList } from './records';

/** What titles are told apart by. */
export type FacetName = 'genre' | 'year' | 'language' | 'rating' | 'source';

/** All of them, in the order a viewer meets them. */
export const FACET_NAMES: readonly FacetName[] = ['genre', 'year', 'language', 'rating', 'source'];

/** Chosen values by facet. A title fits when it has, in each facet with a choice, one of the chosen values. */
export type FacetChoice = Readonly<Partial<Record<FacetName, readonly string[]>>>;

/** One facet of all titles: rows share lists of values, and a row holds the number of its list. */
export interface FacetColumn {
  /** List 0 is the empty one. */
  readonly lists: ReadonlyArray<readonly string[]>;
  readonly of: Uint16Array;
}

/** Which rows are one title in several versions; what `core/versions` finds. */
export interface TitleGroups {
  hasOthers(row: Row): boolean;
  /** Ascending, `row` included. */
  versions(row: Row): readonly Row[];
}

/** Titles there are by value, under the choice of the other facets. */
export type FacetCounts = Readonly<Record<FacetName, ReadonlyMap<string, number>>>;

/** Bits of the facets a row does not fit. */
function bitOf(index: number): number {
  return 1 << index;
}

/** Counts a title once for each value, however many of its versions have it. Values are numbers here: nothing is looked up by text. */
class Tally {
  private readonly values: readonly string[];
  private readonly numbers: ReadonlyArray<readonly number[]>;
  private readonly counts: Uint32Array;
  /** The title each value was counted for last, +1. */
  private readonly last: Uint32Array;

  constructor(private readonly column: FacetColumn) {
    const known = new Map<string, number>();
    this.numbers = column.lists.map((values) =>
      values.map((value) => {
        const number = known.get(value) ?? known.size;
        known.set(value, number);
        return number;
      }),
    );
    this.values = Array.from(known.keys());
    this.counts = new Uint32Array(known.size);
    this.last = new Uint32Array(known.size);
  }

  /** Counts a version of a title. */
  note(row: Row, title: number): void {
    for (const value of this.numbers[this.column.of[row] ?? 0] ?? []) {
      if (this.last[value] === title + 1) continue;
      this.last[value] = title + 1;
      this.counts[value] = (this.counts[value] ?? 0) + 1;
    }
  }

  /** What was noted and, by list, titles with one version only. */
  sums(single: Uint32Array): ReadonlyMap<string, number> {
    single.forEach((count, list) => {
      for (const value of this.numbers[list] ?? []) this.counts[value] = (this.counts[value] ?? 0) + count;
    });
    const sums = new Map<string, number>();
    this.values.forEach((value, number) => {
      const count = this.counts[number] ?? 0;
      if (count > 0) sums.set(value, count);
    });
    return sums;
  }
}

/**
 * Genre, year, language, rating and source of all titles of a kind, two bytes a row each. Immutable; rows are those of the catalogue it was
 * made from. Asking costs some tens of nanoseconds a row.
 */
export class TitleFacets {
  constructor(private readonly columns: Readonly<Record<FacetName, FacetColumn>>) {}

  /** Bytes held. */
  get heldBytes(): number {
    return FACET_NAMES.reduce((sum, name) => sum + this.columns[name].of.byteLength, 0);
  }

  /** The values of a row. */
  valuesOf(name: FacetName, row: Row): readonly string[] {
    const { lists, of } = this.columns[name];
    return lists[of[row] ?? 0] ?? [];
  }

  /** Tells of a row whether it fits. */
  filterOf(choice: FacetChoice): (row: Row) => boolean {
    const unfit = this.unfitOf(choice);
    return (row) => unfit(row) === 0;
  }

  /** The rows of a list that fit, in its order. */
  narrow(rows: RowList, choice: FacetChoice): RowList {
    const fits = this.filterOf(choice);
    const kept = new Uint32Array(rows.length);
    let count = 0;
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows.at(i);
      if (fits(row)) kept[count++] = row;
    }
    return listOfRows(kept.subarray(0, count));
  }

  /** How many titles of a list there would be with each value, were it the only one chosen of its facet. Versions count as one title. */
  count(rows: RowList, choice: FacetChoice, groups: TitleGroups | null): FacetCounts {
    const unfit = this.unfitOf(choice);
    const tallies = FACET_NAMES.map((name) => new Tally(this.columns[name]));
    const sums = FACET_NAMES.map((name) => new Uint32Array(this.columns[name].lists.length));
    const isListed = groups === null ? null : this.listed(rows, groups);
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows.at(i);
      if (groups?.hasOthers(row) !== true || isListed === null) this.sum(row, unfit(row), sums);
      else if (isListed[row] === 1) this.tallyGroup(groups.versions(row), isListed, unfit, tallies);
    }
    const of = (name: FacetName): ReadonlyMap<string, number> => {
      const facet = FACET_NAMES.indexOf(name);
      return tallies[facet]?.sums(sums[facet] ?? new Uint32Array(0)) ?? new Map<string, number>();
    };
    return { genre: of('genre'), year: of('year'), language: of('language'), rating: of('rating'), source: of('source') };
  }

  /** Bits of the facets a row misses. */
  private unfitOf(choice: FacetChoice): (row: Row) => number {
    const asked: Array<{ readonly bit: number; readonly of: Uint16Array; readonly isIn: Uint8Array }> = [];
    FACET_NAMES.forEach((name, facet) => {
      const wanted = choice[name] ?? [];
      if (wanted.length === 0) return;
      const { lists, of } = this.columns[name];
      asked.push({ bit: bitOf(facet), of, isIn: Uint8Array.from(lists, (values) => (values.some((value) => wanted.indexOf(value) !== -1) ? 1 : 0)) });
    });
    return (row) => {
      let bits = 0;
      for (const { bit, of, isIn } of asked) if (isIn[of[row] ?? 0] !== 1) bits |= bit;
      return bits;
    };
  }

  /** Marks the rows of a list that have versions. */
  private listed(rows: RowList, groups: TitleGroups): Uint8Array {
    const marks = new Uint8Array(this.columns.year.of.length);
    for (let i = 0; i < rows.length; i += 1) if (groups.hasOthers(rows.at(i))) marks[rows.at(i)] = 1;
    return marks;
  }

  private sum(row: Row, bits: number, sums: readonly Uint32Array[]): void {
    for (let facet = 0; facet < FACET_NAMES.length; facet += 1) {
      const name = FACET_NAMES[facet];
      const sum = sums[facet];
      // Only what a row misses in this very facet may be different.
      if (name === undefined || sum === undefined || (bits & ~bitOf(facet)) !== 0) continue;
      const list = this.columns[name].of[row] ?? 0;
      sum[list] = (sum[list] ?? 0) + 1;
    }
  }

  private tallyGroup(rows: readonly Row[], isListed: Uint8Array, unfit: (row: Row) => number, tallies: readonly Tally[]): void {
    const title = rows[0] ?? -1;
    for (const row of rows) {
      if (isListed[row] !== 1) continue;
      // The next version of the list finds its title counted.
      isListed[row] = 2;
      const bits = unfit(row);
      for (let facet = 0; facet < tallies.length; facet += 1) if ((bits & ~bitOf(facet)) === 0) tallies[facet]?.note(row, title);
    }
  }
}
