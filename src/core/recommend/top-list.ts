import type { Scored } from './content-vectors';

/** Keeps the best of many, best first; of equals the first in order. Offers that come too late cost one comparison. */
export class TopList {
  private readonly titles: number[] = [];
  private readonly scores: number[] = [];

  constructor(private readonly most: number) {}

  /** What a score must be above to be kept. */
  get least(): number {
    return this.titles.length < this.most ? Number.NEGATIVE_INFINITY : (this.scores[this.most - 1] ?? 0);
  }

  /** Keeps a title where it is good enough. */
  offer(title: number, score: number): void {
    if (!(score > this.least)) return;
    let low = 0;
    let high = this.scores.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.scores[middle] ?? 0) >= score) low = middle + 1;
      else high = middle;
    }
    this.titles.splice(low, 0, title);
    this.scores.splice(low, 0, score);
    if (this.titles.length > this.most) {
      this.titles.pop();
      this.scores.pop();
    }
  }

  /** Best first. */
  list(): readonly Scored[] {
    return this.titles.map((title, place) => ({ title, score: this.scores[place] ?? 0 }));
  }
}
