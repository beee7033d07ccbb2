import type { ItemKey } from '#core/base';
import type { LineupPlace } from './lineup-model';

/** A list after some of it was moved. */
export interface Moved {
  readonly order: readonly ItemKey[];
  /** What was moved, in the list's order, and what it stands behind; `null`: nothing. */
  readonly moved: readonly ItemKey[];
  readonly after: ItemKey | null;
}

/** Moves some of a list: they come together, before the first or behind the last of them. `null` where nothing moves. */
export function moveWithin(order: readonly ItemKey[], keys: readonly ItemKey[], place: LineupPlace): Moved | null {
  const wanted = new Set(keys);
  const moved = order.filter((key) => wanted.has(key));
  const rest = order.filter((key) => !wanted.has(key));
  if (moved.length === 0 || rest.length === 0) return null;
  const places = order.map((key, index) => (wanted.has(key) ? index : -1)).filter((index) => index !== -1);
  const first = places[0] ?? 0;
  const last = places[places.length - 1] ?? 0;
  const before = (index: number): number => order.slice(0, index).filter((key) => !wanted.has(key)).length;
  // How many of the others stand before them then.
  const at = { top: 0, up: Math.max(0, before(first) - 1), down: Math.min(rest.length, before(last) + 1), bottom: rest.length }[place];
  const next = [...rest.slice(0, at), ...moved, ...rest.slice(at)];
  if (next.every((key, index) => key === order[index])) return null;
  return { order: next, moved, after: rest[at - 1] ?? null };
}
