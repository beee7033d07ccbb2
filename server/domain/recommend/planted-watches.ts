import { DAY_MS, mulberry32 } from '#core/base';
import type { Watch } from '#core/recommend';

/** How much is made up. */
export interface PlantedSize {
  readonly people: number;
  readonly items: number;
  readonly seed: number;
}

const GROUPS = 12;
const PLAYS_PER_PERSON = 30;
const SHARE_OF_TASTE = 0.75;

/**
 * Plays with a structure that is known: items fall into twelve groups, everybody likes two of them and watches three quarters of the time
 * there; within a group and outside, few items are popular and most are not. Over 100 days.
 */
export function plantedWatches({ people, items, seed }: PlantedSize): readonly Watch[] {
  const random = mulberry32(seed);
  const perGroup = Math.floor(items / GROUPS);
  const watches: Watch[] = [];
  for (let person = 0; person < people; person += 1) {
    const liked = [Math.floor(random() * GROUPS), Math.floor(random() * GROUPS)];
    for (let play = 0; play < PLAYS_PER_PERSON; play += 1) {
      const group = random() < SHARE_OF_TASTE ? liked[play % 2] ?? 0 : Math.floor(random() * GROUPS);
      const rank = Math.floor(perGroup * random() ** 2);
      watches.push({ person, item: rank * GROUPS + group, atMs: Math.floor(random() * 100 * DAY_MS), completion: 0.3 + 0.7 * random() });
    }
  }
  return watches;
}
