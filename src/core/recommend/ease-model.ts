import { TopList } from './top-list';
import type { WatchedItems } from './watches';

/** Two square tables of this many items take 64 MB, and the inverse some ten seconds on a server. */
export const EASE_MOST_ITEMS = 2000;

/** EASE^R: every item foretold from all others by one linear model in closed form. */
export class EaseModel {
  private constructor(private readonly items: number, private readonly table: Float64Array) {}

  /** Trains at once, for `items` up to {@link EASE_MOST_ITEMS}; throws `RangeError` above. `lambda` (above 0) holds back what few people watched. */
  static train(people: readonly WatchedItems[], items: number, lambda = 100): EaseModel {
    if (items > EASE_MOST_ITEMS) throw new RangeError('too many items for EASE');
    const inverse = inverseOf(sharedWeights(people, items, lambda), items);
    for (let column = 0; column < items; column += 1) {
      const own = inverse[column * items + column] || 1;
      for (let row = 0; row < items; row += 1) {
        const at = row * items + column;
        inverse[at] = row === column ? 0 : -(inverse[at] || 0) / own;
      }
    }
    return new EaseModel(items, inverse);
  }

  /** The `most` items an item speaks for most, best first, as parts of the best: 1 and less. */
  near(item: number, most: number): ReadonlyArray<{ readonly item: number; readonly nearness: number }> {
    const top = new TopList(most);
    this.table.subarray(item * this.items, (item + 1) * this.items).forEach((value, other) => {
      if (value > 0 && other !== item) top.offer(other, value);
    });
    const list = top.list();
    const best = list[0]?.score || 1;
    return list.map(({ title, score }) => ({ item: title, nearness: score / best }));
  }

  /** How well each item fits what a person watched; higher is better. */
  scores(watched: WatchedItems): Float64Array {
    const scores = new Float64Array(this.items);
    watched.items.forEach((item, place) => {
      const weight = watched.weights[place] || 0;
      const row = this.table.subarray(item * this.items, (item + 1) * this.items);
      for (let at = 0; at < row.length; at += 1) scores[at] = (scores[at] || 0) + weight * (row[at] || 0);
    });
    return scores;
  }
}

function sharedWeights(people: readonly WatchedItems[], items: number, lambda: number): Float64Array {
  const table = new Float64Array(items * items);
  for (let item = 0; item < items; item += 1) table[item * items + item] = lambda;
  for (const watched of people) {
    watched.items.forEach((item, place) => {
      const weight = watched.weights[place] || 0;
      watched.items.forEach((other, otherPlace) => {
        const at = item * items + other;
        table[at] = (table[at] || 0) + weight * (watched.weights[otherPlace] || 0);
      });
    });
  }
  return table;
}

/** Inverse of a symmetric positive definite table, which is overwritten: L of Cholesky, L turned over, then its square. */
function inverseOf(table: Float64Array, size: number): Float64Array {
  factorize(table, size);
  const turned = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    const from = row * size;
    const own = table[from + row] || 1;
    for (let step = 0; step < row; step += 1) {
      const factor = (table[from + step] || 0) / own;
      for (let at = 0; at <= step; at += 1) turned[from + at] = (turned[from + at] || 0) - factor * (turned[step * size + at] || 0);
    }
    turned[from + row] = 1 / own;
  }
  table.fill(0);
  for (let step = 0; step < size; step += 1) {
    const from = step * size;
    for (let row = 0; row <= step; row += 1) {
      const factor = turned[from + row] || 0;
      for (let at = 0; at <= row; at += 1) table[row * size + at] = (table[row * size + at] || 0) + factor * (turned[from + at] || 0);
    }
  }
  for (let row = 0; row < size; row += 1) for (let at = 0; at < row; at += 1) table[at * size + row] = table[row * size + at] || 0;
  return table;
}

/** Lower half becomes L with L·Lᵀ = table. */
function factorize(table: Float64Array, size: number): void {
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = table[row * size + column] || 0;
      for (let at = 0; at < column; at += 1) sum -= (table[row * size + at] || 0) * (table[column * size + at] || 0);
      table[row * size + column] = row === column ? Math.sqrt(sum) : sum / (table[column * size + column] || 1);
    }
  }
}
