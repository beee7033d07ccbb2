import { mulberry32 } from '#core/base';

/** Random numbers that are the same for the same key: 0 inclusive to 1 exclusive. */
export type Seeded = () => number;

/** A generator for a text key (xmur3 and mulberry32, both public domain). */
export function seeded(key: string): Seeded {
  let state = 1_779_033_703 ^ key.length;
  for (let index = 0; index < key.length; index += 1) {
    state = Math.imul(state ^ key.charCodeAt(index), 3_432_918_353);
    state = (state << 13) | (state >>> 19);
  }
  state = Math.imul(state ^ (state >>> 16), 2_246_822_507);
  state = Math.imul(state ^ (state >>> 13), 3_266_489_909);
  state ^= state >>> 16;
  return mulberry32(state);
}

/** One of `list`; throws on an empty list, which only a broken plan has. */
export function pick<T>(random: Seeded, list: readonly T[]): T {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new RangeError('Nothing to choose from');
  return chosen;
}

/** `list` in another order. */
export function shuffled<T>(random: Seeded, list: readonly T[]): T[] {
  return list.map((value) => ({ value, rank: random() })).sort((a, b) => a.rank - b.rank).map(({ value }) => value);
}
