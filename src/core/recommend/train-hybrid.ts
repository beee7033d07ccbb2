import { ContentNeighbours } from './content-neighbours';
import type { ContentVectors } from './content-vectors';
import { EASE_MOST_ITEMS, EaseModel } from './ease-model';
import { HybridNeighbours } from './hybrid-neighbours';
import type { NearSource } from './hybrid-neighbours';
import { ItemNeighbours } from './item-neighbours';
import type { WatchedItems } from './watches';

/** An item in the EASE table has to be watched by so many: below, the table learns chance. */
const LEAST_EASE_WATCHERS = 3;

/** What a model is trained with. */
export interface HybridTerms {
  /** Items in the EASE table at most: those most watched; 0: without EASE. */
  readonly easeItems: number;
}

/** The trained model and what it was made of. */
export interface TrainedHybrid {
  readonly model: HybridNeighbours;
  /** The part of it that is item-kNN. */
  readonly neighbours: ItemNeighbours;
  /** People who watched each item. */
  readonly watchers: Uint32Array;
  /** Items in the EASE table; 0: it was left out. */
  readonly easeItems: number;
}

/** EASE over the items that are watched most; others have no neighbours by it. */
function trainEase(people: readonly WatchedItems[], watchers: Uint32Array, most: number): { readonly source: NearSource; readonly items: number } | null {
  const head = Array.from(watchers.keys()).filter((item) => (watchers[item] || 0) >= LEAST_EASE_WATCHERS)
    .sort((a, b) => (watchers[b] || 0) - (watchers[a] || 0) || a - b).slice(0, Math.min(most, EASE_MOST_ITEMS));
  if (head.length < 2) return null;
  const places = new Map(head.map((item, place) => [item, place]));
  const narrowed = people.map(({ items, weights }): WatchedItems => {
    const kept: number[] = [];
    const keptWeights: number[] = [];
    items.forEach((item, at) => {
      const place = places.get(item);
      if (place === undefined) return;
      kept.push(place);
      keptWeights.push(weights[at] || 0);
    });
    return { items: kept, weights: keptWeights };
  });
  const ease = EaseModel.train(narrowed, head.length);
  const near: NearSource['near'] = (item, count) => {
    const place = places.get(item);
    return place === undefined ? [] : ease.near(place, count).map(({ item: other, nearness }) => ({ item: head[other] || 0, nearness }));
  };
  return { source: { near }, items: head.length };
}

/** Trains on what people watched and on what titles are about, at once: item-kNN always, EASE over the head. For a process of its own. */
export function trainHybrid(people: readonly WatchedItems[], vectors: ContentVectors, terms: HybridTerms): TrainedHybrid {
  const items = vectors.count;
  const watchers = new Uint32Array(items);
  for (const watched of people) for (const item of watched.items) watchers[item] = (watchers[item] || 0) + 1;
  const ease = terms.easeItems > 0 ? trainEase(people, watchers, terms.easeItems) : null;
  const neighbours = ItemNeighbours.train(people, items);
  const together: NearSource[] = [neighbours];
  if (ease !== null) together.push(ease.source);
  return { model: new HybridNeighbours({ watchers, together, alike: new ContentNeighbours(vectors) }), neighbours, watchers, easeItems: ease?.items || 0 };
}
