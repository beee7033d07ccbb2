import type { WatchedItems } from './watches';

/** An item and how near it is, 0 to 1. */
export interface Neighbour {
  readonly item: number;
  readonly nearness: number;
}

/** Item-kNN: which items are watched by the same people. */
export class ItemNeighbours {
  private constructor(private readonly lists: ReadonlyArray<readonly Neighbour[]>) {}

  /** Keeps the `most` nearest of each of `items` items. Takes memory for those and one row. */
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
    const row = new Float64Array(items);
    return new ItemNeighbours(watchers.map((list, item) => {
      row.fill(0);
      for (const [person, weight] of list) addPerson(row, people[person], weight);
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

function addPerson(row: Float64Array, watched: WatchedItems | undefined, weight: number): void {
  if (watched === undefined) return;
  const { items, weights } = watched;
  for (let at = 0; at < items.length; at += 1) {
    const other = items[at] || 0;
    row[other] = (row[other] || 0) + weight * (weights[at] || 0);
  }
}

function nearest(row: Float64Array, lengths: Float64Array, item: number, most: number): readonly Neighbour[] {
  const found: Neighbour[] = [];
  row.forEach((shared, other) => {
    if (shared > 0 && other !== item) found.push({ item: other, nearness: shared / Math.sqrt((lengths[item] || 0) * (lengths[other] || 0)) });
  });
  return found.sort((a, b) => b.nearness - a.nearness || a.item - b.item).slice(0, most);
}
