import type { Scored } from './content-vectors';

/** How much being like what is shown already takes off, of the best score. */
const SAMENESS = 0.45;

/**
 * Takes the `most` best of a ranked list so that a row is not one thing many times (maximal marginal relevance): each next one is the best
 * after what it has in common with those taken is held against it. `likeness` is from 0 to 1; asked `list.length × most` times.
 */
export function diversify<T extends Scored>(ranked: readonly T[], most: number, likeness: (one: T, other: T) => number): readonly T[] {
  const rest = ranked.slice();
  const nearest = rest.map(() => 0);
  const taken: T[] = [];
  const top = rest[0]?.score ?? 0;
  while (taken.length < most && rest.length > 0) {
    let best = 0;
    for (let at = 1; at < rest.length; at += 1) {
      const value = (rest[at]?.score ?? 0) - SAMENESS * top * (nearest[at] ?? 0);
      if (value > (rest[best]?.score ?? 0) - SAMENESS * top * (nearest[best] ?? 0)) best = at;
    }
    const [next] = rest.splice(best, 1);
    nearest.splice(best, 1);
    if (next === undefined) break;
    taken.push(next);
    rest.forEach((other, at) => {
      nearest[at] = Math.max(nearest[at] ?? 0, likeness(next, other));
    });
  }
  return taken;
}
