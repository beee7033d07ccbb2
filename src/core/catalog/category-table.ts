import { GrowColumn } from '../text';
import { isAdultCategoryName } from './adult-category';
import { setMembers } from './catalog-data';
import type { CategorySets, StoredCategory } from './catalog-data';

/** Categories of one kind while they are collected, and the sets of them that rows refer to. */
export class CategoryTable {
  private readonly list: StoredCategory[] = [];
  private readonly byName = new Map<string, number>();
  private readonly byId = new Map<string, number>();
  private readonly sets: (readonly number[])[] = [[]];
  private readonly setByKey = new Map<string, number>([['', 0]]);
  private readonly used: boolean[] = [false];
  private readonly adults: boolean[] = [false];
  /** Numbers of an earlier catalogue's sets, by the ids of their members. */
  private readonly numbers = new Map<string, number>();

  /** Sets of the same categories get the numbers they have in `sets`. To be called before any is made. */
  numberLike(sets: CategorySets, categories: readonly StoredCategory[]): void {
    for (let set = 1; set < sets.ends.length; set += 1) {
      this.numbers.set(idsOf(setMembers(sets, set), categories), set);
      this.sets.push([]);
      this.used.push(false);
      this.adults.push(false);
    }
  }

  /** See {@link CatalogBuilder.category}. */
  add(name: string, id: string, isAdult: boolean): number {
    const known = id === '' ? this.byName.get(name) : this.byId.get(id);
    if (known !== undefined) return known;
    const index = this.list.length;
    this.list.push({ name, id, isAdult: isAdult || isAdultCategoryName(name) });
    if (id === '') this.byName.set(name, index);
    else this.byId.set(id, index);
    return index;
  }

  /** The category with the provider's id, or -1. */
  find(id: string): number {
    return this.byId.get(id) ?? -1;
  }

  /** The set of these categories; doubles and unknown indexes are left out. */
  setOf(indexes: readonly number[]): number {
    const members = indexes.filter((index, at) => index >= 0 && index < this.list.length && indexes.indexOf(index) === at);
    const key = members.join();
    const known = this.setByKey.get(key);
    if (known !== undefined) return known;
    const set = this.numbers.get(idsOf(members, this.list)) ?? this.sets.length;
    this.sets[set] = members;
    this.used[set] = false;
    this.adults[set] = members.some((index) => this.list[index]?.isAdult === true);
    this.setByKey.set(key, set);
    return set;
  }

  /** Marks a set as having a row, so that its categories stay. */
  use(set: number): void {
    this.used[set] = true;
  }

  /** Whether any category of the set is for adults. */
  isAdult(set: number): boolean {
    return this.adults[set] === true;
  }

  /** Leaves out categories without rows, closes the gaps and seals both lists. Set numbers stay. */
  finish(): { categories: readonly StoredCategory[]; sets: CategorySets } {
    const isKept = new Set<number>();
    this.sets.forEach((members, set) => {
      if (this.used[set] === true) for (const index of members) isKept.add(index);
    });
    const moved = new Map<number, number>();
    const categories = this.list.filter((_, index) => {
      if (!isKept.has(index)) return false;
      moved.set(index, moved.size);
      return true;
    });
    const items = new GrowColumn();
    const ends = new GrowColumn();
    for (const members of this.sets) {
      for (const index of members) {
        const target = moved.get(index);
        if (target !== undefined) items.push(target);
      }
      ends.push(items.length);
    }
    return { categories, sets: { items: items.finish(), ends: ends.finish() } };
  }
}

function idsOf(members: readonly number[], categories: readonly StoredCategory[]): string {
  return members.map((index) => JSON.stringify([categories[index]?.id, categories[index]?.name])).join();
}
