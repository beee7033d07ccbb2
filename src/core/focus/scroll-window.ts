/**
 * The first index in view after focus went to `index`: the window moves only when the item would cross its edge, and
 * no further than needed. `visible` counts the items that fit whole. Allocates nothing.
 */
export function scrollWindow(index: number, first: number, visible: number, count: number): number {
  const size = Math.max(1, visible);
  let next = first;
  if (index < next) next = index;
  else if (index > next + size - 1) next = index - size + 1;
  return Math.max(0, Math.min(next, count - size));
}
