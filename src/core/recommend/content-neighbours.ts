import type { ContentVectors } from './content-vectors';
import type { Neighbour } from './item-neighbours';
import { TopList } from './top-list';

/** Titles are looked up by terms that no more have; commoner ones count once a title was found. */
const MOST_BY_TERM = 3000;

/** Which titles are about the same things: an index of {@link ContentVectors} by term. */
export class ContentNeighbours {
  private readonly byTerm = new Map<number, number[]>();
  private readonly seen: Uint32Array;
  private asked = 0;

  constructor(private readonly vectors: ContentVectors) {
    this.seen = new Uint32Array(vectors.count);
    for (let title = 0; title < vectors.count; title += 1) {
      for (const term of Array.from(vectors.termsOf(title))) {
        if (term === 0) continue;
        const titles = this.byTerm.get(term);
        if (titles === undefined) this.byTerm.set(term, [title]);
        else titles.push(title);
      }
    }
  }

  /** The `most` titles that are most alike, best first. */
  near(title: number, most: number): readonly Neighbour[] {
    this.asked += 1;
    const top = new TopList(most);
    for (const term of Array.from(this.vectors.termsOf(title))) {
      const titles = this.byTerm.get(term) || [];
      if (titles.length > MOST_BY_TERM) continue;
      for (const other of titles) {
        if (other === title || this.seen[other] === this.asked) continue;
        this.seen[other] = this.asked;
        top.offer(other, this.vectors.likeness(title, other));
      }
    }
    return top.list().map(({ title: item, score: nearness }) => ({ item, nearness }));
  }
}
