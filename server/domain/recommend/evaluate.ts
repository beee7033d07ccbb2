import { EASE_MOST_ITEMS, EaseModel, ItemNeighbours, weighWatches } from '#core/recommend';
import type { Watch, WatchedItems } from '#core/recommend';

/** How one way of recommending did; all from 0 to 1, higher is better. */
export interface Evaluation {
  readonly name: string;
  readonly recall20: number;
  readonly ndcg10: number;
  readonly ndcg100: number;
  /** Share of the catalogue that came among anybody's first 20. */
  readonly coverage20: number;
}

/** The part of plays, by time, that is learnt from; the rest is foretold. */
const LEARNT = 0.8;

/** Who watched less says nothing yet. */
const LEAST_LEARNT = 3;

type Score = (watched: WatchedItems) => Float64Array;

/**
 * Learns from the first four fifths of plays by time and ranks the whole catalogue, less what a person has seen, for the rest: popularity,
 * item-kNN and, where the catalogue is small enough, EASE^R.
 */
export function evaluate(watches: readonly Watch[], people: number, items: number): readonly Evaluation[] {
  const sorted = [...watches].sort((a, b) => a.atMs - b.atMs);
  const cut = Math.floor(sorted.length * LEARNT);
  const terms = { nowMs: sorted[cut]?.atMs ?? 0, halfLifeMs: 0 };
  const learnt = weighWatches(sorted.slice(0, cut), people, terms);
  const wanted = weighWatches(sorted.slice(cut), people, terms);
  const popularity = new Float64Array(items);
  for (const { items: seen } of learnt) for (const item of seen) popularity[item] = (popularity[item] ?? 0) + 1;
  const neighbours = ItemNeighbours.train(learnt, items);
  const ways: Array<readonly [string, Score]> = [['popularity', () => popularity], ['item-kNN', (watched) => neighbours.scores(watched)]];
  if (items <= EASE_MOST_ITEMS) {
    const ease = EaseModel.train(learnt, items);
    ways.push(['EASE', (watched) => ease.scores(watched)]);
  }
  return ways.map(([name, score]) => measure(name, score, learnt, wanted));
}

function measure(name: string, score: Score, learnt: readonly WatchedItems[], wanted: readonly WatchedItems[]): Evaluation {
  const sums = { recall20: 0, ndcg10: 0, ndcg100: 0 };
  const shown = new Set<number>();
  let judged = 0;
  let items = 1;
  learnt.forEach((watched, person) => {
    const seen = new Set(watched.items);
    const hits = new Set((wanted[person]?.items ?? []).filter((item) => !seen.has(item)));
    if (watched.items.length < LEAST_LEARNT || hits.size === 0) return;
    const scores = score(watched);
    items = scores.length;
    const ranked = Array.from(scores.keys()).filter((item) => !seen.has(item)).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
    for (const item of ranked.slice(0, 20)) shown.add(item);
    judged += 1;
    sums.recall20 += ranked.slice(0, 20).filter((item) => hits.has(item)).length / Math.min(20, hits.size);
    sums.ndcg10 += ndcg(ranked, hits, 10);
    sums.ndcg100 += ndcg(ranked, hits, 100);
  });
  const count = Math.max(1, judged);
  return { name, recall20: sums.recall20 / count, ndcg10: sums.ndcg10 / count, ndcg100: sums.ndcg100 / count, coverage20: shown.size / items };
}

function ndcg(ranked: readonly number[], hits: ReadonlySet<number>, depth: number): number {
  let gained = 0;
  let best = 0;
  for (let at = 0; at < depth; at += 1) {
    const gain = 1 / Math.log2(at + 2);
    if (hits.has(ranked[at] ?? -1)) gained += gain;
    if (at < hits.size) best += gain;
  }
  return gained / best;
}
