import type { Neighbour } from './item-neighbours';

/** Why an item is near: people watched both, or both are about the same things. */
export type NearReason = 'together' | 'alike';

/** An item near another, with what speaks for it most. */
export interface HybridNeighbour extends Neighbour {
  readonly why: NearReason;
}

/** One way of knowing what is near; lists with nearness from 0 to 1, nearest first. */
export interface NearSource {
  near(item: number, most: number): readonly Neighbour[];
}

/** What is blended. */
export interface HybridParts {
  /** People who watched each item. */
  readonly watchers: ArrayLike<number>;
  /** By what people watched together: item-kNN, and EASE where it could be trained. */
  readonly together: readonly NearSource[];
  /** By what titles are about. */
  readonly alike: NearSource;
}

/** Nearest of each kind that are looked at. */
const LOOKED_AT = 100;
/** After so many watchers what people did counts as much as what a title is about. */
const TRUSTED_WATCHERS = 3;
/** What likeness counts beside what people did: many alike titles are not what somebody wants next. */
const LIKENESS_PART = 0.35;
/** What likeness adds to what people did already. */
const LIKENESS_BESIDE = 0.1;
/** Of a list, so many places in each ten are for titles that hardly anybody has seen yet: nobody could find them otherwise. */
const NEW_IN_TEN = 1;

interface Blend {
  together: number;
  alike: number;
}

/**
 * The nearest items of each, by what people watch together where enough did, and by what titles are about where not. What is new gets a
 * fixed share of every list.
 */
export class HybridNeighbours {
  constructor(private readonly parts: HybridParts) {}

  /** The nearest, nearest first. */
  near(item: number, most: number): readonly HybridNeighbour[] {
    const found = this.blended(item).map(([other, blend]) => this.judge(other, blend)).sort((a, b) => b.nearness - a.nearness || a.item - b.item);
    return this.withNew(found, most);
  }

  private blended(item: number): ReadonlyArray<readonly [number, Blend]> {
    const blends = new Map<number, Blend>();
    const blendOf = (other: number): Blend => {
      const known = blends.get(other) || { together: 0, alike: 0 };
      blends.set(other, known);
      return known;
    };
    for (const source of this.parts.together) {
      const list = source.near(item, LOOKED_AT);
      const best = list[0]?.nearness || 1;
      for (const near of list) blendOf(near.item).together += near.nearness / best / this.parts.together.length;
    }
    for (const near of this.parts.alike.near(item, LOOKED_AT)) blendOf(near.item).alike = near.nearness;
    return Array.from(blends);
  }

  private judge(item: number, { together, alike }: Blend): HybridNeighbour {
    const watchers = this.parts.watchers[item] || 0;
    const trust = watchers / (watchers + TRUSTED_WATCHERS);
    const byPeople = trust * together;
    const byLikeness = (1 - trust) * LIKENESS_PART * alike + trust * LIKENESS_BESIDE * alike;
    return { item, nearness: byPeople + byLikeness, why: byPeople >= byLikeness ? 'together' : 'alike' };
  }

  /** Puts what is new among what is best, every tenth place. */
  private withNew(found: readonly HybridNeighbour[], most: number): readonly HybridNeighbour[] {
    const isNew = ({ item }: HybridNeighbour): boolean => (this.parts.watchers[item] || 0) < TRUSTED_WATCHERS;
    const known = found.filter((near) => !isNew(near));
    const fresh = found.filter(isNew);
    const list: HybridNeighbour[] = [];
    while (list.length < most && (known.length > 0 || fresh.length > 0)) {
      const isTurn = list.length % 10 >= 10 - NEW_IN_TEN;
      const isFreshBetter = (fresh[0]?.nearness || 0) > (known[0]?.nearness || 0);
      const next = fresh.length > 0 && (isTurn || isFreshBetter || known.length === 0) ? fresh.shift() : known.shift();
      const before = list[list.length - 1]?.nearness ?? 1;
      // Whoever sums lists up counts by nearness: a place that was given is worth what its neighbours are worth.
      if (next !== undefined) list.push(isTurn ? { ...next, nearness: Math.max(next.nearness, before * 0.9) } : next);
    }
    return list;
  }
}
