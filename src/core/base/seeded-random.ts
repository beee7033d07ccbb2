import { mulberry32 } from './mulberry32';

/** Numbers that look random and are the same on every machine: for samples and tests, never for secrets. */
export interface SeededRandom {
  /** 0 up to, not including, 1. */
  readonly next: () => number;
  /** A whole number from 0 up to, not including, `limit`. */
  readonly below: (limit: number) => number;
  /** True in `share` (0 to 1) of the calls. */
  readonly chance: (share: number) => boolean;
  /** True once in so many calls. */
  readonly once: (inCalls: number) => boolean;
  /** One of a list that is not empty. */
  readonly pick: <T>(list: readonly T[]) => T;
  /** One of a list whose first entries are by far the most frequent, as words of a language are. */
  readonly pickSkewed: <T>(list: readonly T[]) => T;
}

/** Makes a stream of numbers; equal seeds give equal streams. */
export function createSeededRandom(seed: number): SeededRandom {
  const next = mulberry32(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  const at = <T>(list: readonly T[], index: number): T => {
    if (index >= list.length) throw new RangeError('picked from an empty list');
    return list[index] as T;
  };
  return {
    next,
    below,
    chance: (share) => next() < share,
    once: (inCalls) => below(inCalls) === 0,
    pick: (list) => at(list, below(list.length)),
    pickSkewed: (list) => at(list, Math.floor(next() ** 3 * list.length)),
  };
}
