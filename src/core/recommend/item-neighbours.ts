import type { WatchedItems } from './watches';

/** An item and how near it is, 0 to 1. */
export interface Neighbour {
  readonly item: number;
  readonly nearness: number;
}

/** Item-kNN: which items are watched by the same people. */
export class ItemNeighbours {
  private constructor(private readonly lists: ReadonlyArray<readonly Neighbour[]>) {}

  /** Keeps the `most` nearest of each of `items` items. Takes memory for those and one row; time grows with what people watched, not with the catalogue. */
  static train(people: readonly WatchedItems[], items: number, most = 100): ItemNeighbours {
    const watchers: Array<Array<[number, number]>> = Array.from({ length: items }, () => []);
    const lengths = new Float64Array(items);
    people.forEach((watched, person) => {
      watched.items.forEach((item, at) => {
        const weight = watched.weights[at] || 0;
        const list = watchers[item];
        if (list === undefined) return;
        list.push([person, weight]);
        lengths[item] = (lengths[item] || 0) + weight * weight;
      });
    });
    const row = new SparseRow(items);
    return new ItemNeighbours(watchers.map((list, item) => {
      row.clear();
      for (const [person, weight] of list) row.add(people[person], weight);
      return nearest(row, lengths, item, most);
    }));
  }

  /** The nearest items, nearest first; empty for one that nobody watched. */
  near(item: number): readonly Neighbour[] {
    return this.lists[item] || [];
  }

  /** How well each item fits what a person watched; higher is better, the person's own items included. */
  scores(watched: WatchedItems): Float64Array {
    const scores = new Float64Array(this.lists.length);
    watched.items.forEach((item, at) => {
      const weight = watched.weights[at] || 0;
      for (const near of this.near(item)) scores[near.item] = (scores[near.item] || 0) + weight * near.nearness;
    });
    return scores;
  }
}

/** One row of the table of items by items, of which few places are used. */
class SparseRow {
  readonly touched: number[] = [];
  private readonly values: Float64Array;

  constructor(items: number) {
    this.values = new Float64Array(items);
  }

  clear(): void {
    for (const item of this.touched) this.values[item] = 0;
    this.touched.length = 0;
  }

  add(watched: WatchedItems | undefined, weight: number): void {
    if (watched === undefined) return;
    const { items, weights } = watched;
    for (let at = 0; at < items.length; at += 1) {
      const other = items[at] || 0;
      const before = this.values[other] || 0;
      if (before === 0) this.touched.push(other);
      this.values[other] = before + weight * (weights[at] || 0);
    }
  }

  at(item: number): number {
    return this.values[item] || 0;
  }
}

function nearest(row: SparseRow, lengths: Float64Array, item: number, most: number): readonly Neighbour[] {
  const found: Neighbour[] = [];
  for (const other of row.touched) {
    if (other !== item) found.push({ item: other, nearness: row.at(other) / Math.sqrt((lengths[item] || 0) * (lengths[other] || 0)) });
  }
  return found.sort((a, b) => b.nearness - a.nearness || a.item - b.item).slice(0, most);
}
