import { EASE_MOST_ITEMS, EaseModel, trainHybrid, weighWatches } from '#core/recommend';
import type { ContentVectors, HybridNeighbour, Watch, WatchedItems } from '#core/recommend';

/** How one way of recommending did; all from 0 to 1, higher is better. */
export interface Evaluation {
  readonly name: string;
  readonly recall20: number;
  readonly ndcg10: number;
  readonly ndcg100: number;
  /** Share of the catalogue that came among anybody's first 20. */
  readonly coverage20: number;
  /** As `recall20`, of items alone that fewer than three people had watched when the model learnt. */
  readonly newRecall20: number;
}

/** The part of plays, by time, that is learnt from; the rest is foretold. */
const LEARNT = 0.8;

/** Who watched less says nothing yet. */
const LEAST_LEARNT = 3;

/** Watched by fewer, an item is new. */
const NEW_BELOW = 3;

/** Neighbours of an item that count: as many as the platform keeps. */
const KEPT_NEIGHBOURS = 60;

type Score = (watched: WatchedItems) => Float64Array;

/** What is judged by. */
interface Judged {
  readonly learnt: readonly WatchedItems[];
  readonly wanted: readonly WatchedItems[];
  readonly watchers: ArrayLike<number>;
}

/** The sum over what was watched, each item's neighbours found once. */
function sumOf(items: number, near: (item: number) => readonly HybridNeighbour[]): Score {
  const lists = new Map<number, readonly HybridNeighbour[]>();
  return (watched) => {
    const scores = new Float64Array(items);
    watched.items.forEach((item, at) => {
      const list = lists.get(item) ?? near(item);
      lists.set(item, list);
      for (const other of list) scores[other.item] = (scores[other.item] ?? 0) + (watched.weights[at] ?? 0) * other.nearness;
    });
    return scores;
  };
}

/**
 * Learns from the first four fifths of plays by time and ranks the whole catalogue, less what a person has seen, for the rest: popularity,
 * item-kNN, EASE^R where the catalogue is small enough, what titles are about, and the blend that the platform shows.
 */
export function evaluate(watches: readonly Watch[], people: number, content: ContentVectors): readonly Evaluation[] {
  const items = content.count;
  const sorted = [...watches].sort((a, b) => a.atMs - b.atMs);
  const cut = Math.floor(sorted.length * LEARNT);
  const terms = { nowMs: sorted[cut]?.atMs ?? 0, halfLifeMs: 0 };
  const learnt = weighWatches(sorted.slice(0, cut), people, terms);
  const wanted = weighWatches(sorted.slice(cut), people, terms);
  const { model, neighbours, watchers } = trainHybrid(learnt, content, { easeItems: items <= EASE_MOST_ITEMS ? items : 0 });
  const popularity = Float64Array.from(watchers);
  const ways: Array<readonly [string, Score]> = [['popularity', () => popularity], ['item-kNN', (watched) => neighbours.scores(watched)]];
  if (items <= EASE_MOST_ITEMS) {
    const ease = EaseModel.train(learnt, items);
    ways.push(['EASE', (watched) => ease.scores(watched)]);
  }
  ways.push(['content', (watched) => {
    const taste = content.taste(watched.items.map((title, at) => ({ title, score: watched.weights[at] ?? 0 })));
    return Float64Array.from({ length: items }, (_unused, item) => content.fit(taste, item));
  }]);
  ways.push(['hybrid', sumOf(items, (item) => model.near(item, KEPT_NEIGHBOURS))]);
  return ways.map(([name, score]) => measure(name, score, { learnt, wanted, watchers }));
}

function measure(name: string, score: Score, { learnt, wanted, watchers }: Judged): Evaluation {
  const sums = { recall20: 0, ndcg10: 0, ndcg100: 0, newRecall20: 0 };
  const shown = new Set<number>();
  let [judged, judgedNew] = [0, 0];
  learnt.forEach((watched, person) => {
    const seen = new Set(watched.items);
    const hits = new Set((wanted[person]?.items ?? []).filter((item) => !seen.has(item)));
    if (watched.items.length < LEAST_LEARNT || hits.size === 0) return;
    const scores = score(watched);
    const ranked = Array.from(scores.keys()).filter((item) => !seen.has(item)).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
    for (const item of ranked.slice(0, 20)) shown.add(item);
    judged += 1;
    sums.recall20 += recall(ranked, hits);
    sums.ndcg10 += ndcg(ranked, hits, 10);
    sums.ndcg100 += ndcg(ranked, hits, 100);
    const fresh = new Set([...hits].filter((item) => (watchers[item] ?? 0) < NEW_BELOW));
    if (fresh.size === 0) return;
    judgedNew += 1;
    sums.newRecall20 += recall(ranked, fresh);
  });
  const count = Math.max(1, judged);
  return {
    name, recall20: sums.recall20 / count, ndcg10: sums.ndcg10 / count, ndcg100: sums.ndcg100 / count, coverage20: shown.size / Math.max(1, watchers.length),
    newRecall20: sums.newRecall20 / Math.max(1, judgedNew),
  };
}

function recall(ranked: readonly number[], hits: ReadonlySet<number>): number {
  return ranked.slice(0, 20).filter((item) => hits.has(item)).length / Math.min(20, hits.size);
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
